"""Every table of areas and accounts at once, for a new database; one that took the steps of before counts this as taken.

What those did to rows that were there is not here: there are none.
"""

import datetime
import django.db.models.deletion
import participants.references
from django.conf import settings
from django.db import migrations, models

from participants.new_tables import CreateModels


class Migration(migrations.Migration):

    replaces = [
        ('participants', '0001_initial'),
        ('participants', '0002_accounts_tills_limits'),
        ('participants', '0003_oversight_email'),
        ('participants', '0004_tokens_as_hashes'),
        ('participants', '0005_instruction'),
        ('participants', '0006_counter_devices_and_hours'),
        ('participants', '0007_evaluation_agreement_end_language'),
        ('participants', '0008_jobs'),
        ('participants', '0009_requests_and_help'),
        ('participants', '0010_municipalities_merge'),
        ('participants', '0011_public_since'),
    ]

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
    ]

    operations = [
        CreateModels([
            migrations.CreateModel(
                name='Municipality',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=100, unique=True, verbose_name='naam')),
                    ('merged_into', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged', to='participants.municipality')),
                    ('merged_on', models.DateField(blank=True, null=True)),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('merged_into', None), ('merged_on', None)), models.Q(('merged_into__isnull', False), ('merged_on__isnull', False)), _connector='OR'), name='municipality_merged_on_a_day'), models.CheckConstraint(condition=models.Q(('merged_into', None), models.Q(('merged_into', models.F('id')), _negated=True), _connector='OR'), name='municipality_merged_into_another')],
                },
            ),
            migrations.CreateModel(
                name='User',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('password', models.CharField(max_length=128, verbose_name='password')),
                    ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                    ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                    ('email', models.EmailField(max_length=254, unique=True, verbose_name='e-mailadres')),
                    ('name', models.CharField(max_length=120, verbose_name='naam')),
                    ('is_active', models.BooleanField(default=True, verbose_name='mag inloggen')),
                    ('is_staff', models.BooleanField(default=False, verbose_name='technisch beheer')),
                    ('joined_at', models.DateTimeField(auto_now_add=True)),
                    ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                    ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
                    ('fictional', models.BooleanField(default=False, editable=False)),
                    ('language', models.CharField(choices=[('nl', 'Nederlands'), ('en', 'Engels')], default='nl', max_length=2, verbose_name='taal van e-mail')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='ShoppingArea',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('slug', models.SlugField(max_length=60, unique=True, verbose_name='korte naam voor in adressen')),
                    ('name', models.CharField(max_length=120, verbose_name='naam van het winkelgebied')),
                    ('association', models.CharField(max_length=160, verbose_name='winkeliersvereniging')),
                    ('association_address', models.CharField(max_length=200, verbose_name='adres van de vereniging')),
                    ('contact_email', models.EmailField(max_length=254, verbose_name='e-mailadres')),
                    ('contact_phone', models.CharField(max_length=30, verbose_name='telefoonnummer')),
                    ('privacy_officer', models.CharField(blank=True, max_length=200, verbose_name='functionaris gegevensbescherming, als die er is')),
                    ('public_page', models.URLField(blank=True, verbose_name='openbare pagina met de deelnemers')),
                    ('police_phone', models.CharField(default='0900-8844', max_length=30, verbose_name='telefoonnummer politie')),
                    ('boundary_text', models.TextField(verbose_name='grens van het gebied in woorden')),
                    ('boundary', models.JSONField(blank=True, default=list, help_text='[breedte, lengte] per punt', verbose_name='grens als lijst van punten')),
                    ('covers_passages', models.BooleanField(default=False, verbose_name='de passages horen bij het gebied')),
                    ('mixed_sectors_permitted', models.BooleanField(default=False, verbose_name='de vergunning dekt meer dan één branche')),
                    ('municipality', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='participants.municipality', verbose_name='gemeente')),
                    ('oversight_email', models.EmailField(blank=True, max_length=254, verbose_name='e-mailadres van de toezichthouder, voor het logboek')),
                    ('help_places', models.CharField(blank=True, help_text='Staat op de eigen pagina van wie een brief kreeg. Bijvoorbeeld: buurthuis De Brug, Brugstraat 1.', max_length=300, verbose_name='waar mensen in de buurt hulp vinden')),
                    ('public_since', models.DateField(blank=True, editable=False, null=True, verbose_name='openbaar sinds')),
                ],
                options={
                    'ordering': ['name'],
                },
            ),
            migrations.CreateModel(
                name='Business',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=160, verbose_name='naam van de onderneming')),
                    ('area', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='businesses', to='participants.shoppingarea')),
                ],
                options={
                    'ordering': ['name'],
                    'constraints': [models.UniqueConstraint(fields=('area', 'name'), name='one_business_per_name')],
                },
            ),
            migrations.CreateModel(
                name='Shop',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=120, verbose_name='naam van de winkel')),
                    ('address', models.CharField(max_length=200, verbose_name='adres')),
                    ('sector', models.CharField(choices=[('retail', 'winkel'), ('hospitality', 'horeca'), ('leisure', 'vrije tijd en cultuur'), ('services', 'dienstverlening')], default='retail', max_length=20, verbose_name='branche')),
                    ('agreement_signed_on', models.DateField(blank=True, null=True, verbose_name='deelnameovereenkomst getekend op')),
                    ('power_of_attorney_signed_on', models.DateField(blank=True, null=True, verbose_name='volmacht getekend op')),
                    ('declaration_signed_on', models.DateField(blank=True, null=True, verbose_name='verklaring voor de AP getekend op')),
                    ('sticker_seen_on', models.DateField(blank=True, null=True, verbose_name='deursticker gezien op')),
                    ('house_rules_seen_on', models.DateField(blank=True, null=True, verbose_name='huisregels bij de ingang gezien op')),
                    ('joined_on', models.DateField(blank=True, editable=False, null=True, verbose_name='doet mee sinds')),
                    ('left_on', models.DateField(blank=True, editable=False, null=True, verbose_name='doet niet meer mee sinds')),
                    ('business', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='shops', to='participants.business', verbose_name='onderneming')),
                    ('area', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='shops', to='participants.shoppingarea')),
                    ('staffed_from', models.TimeField(default=datetime.time(7, 0), verbose_name='personeel aanwezig vanaf')),
                    ('staffed_until', models.TimeField(default=datetime.time(22, 0), verbose_name='personeel aanwezig tot')),
                    ('agreement_ends_on', models.DateField(blank=True, null=True, verbose_name='deelname en volmacht lopen tot en met')),
                ],
                options={
                    'ordering': ['name'],
                    'constraints': [models.UniqueConstraint(fields=('area', 'name', 'address'), name='one_shop_per_address'), models.CheckConstraint(condition=models.Q(('left_on', None), models.Q(('joined_on__isnull', False), ('left_on__gte', models.F('joined_on'))), _connector='OR'), name='shop_leaves_after_joining'), models.CheckConstraint(condition=models.Q(('joined_on', None), models.Q(('agreement_signed_on__isnull', False), ('declaration_signed_on__isnull', False), ('power_of_attorney_signed_on__isnull', False)), _connector='OR'), name='shop_joins_with_papers'), models.CheckConstraint(condition=models.Q(('agreement_ends_on', None), ('agreement_ends_on__gte', models.F('agreement_signed_on')), _connector='OR'), name='agreement_ends_after_signing')],
                },
            ),
            migrations.CreateModel(
                name='Protocol',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.PositiveIntegerField(verbose_name='versie')),
                    ('adopted_on', models.DateField(verbose_name='vastgesteld op')),
                    ('valid_from', models.DateField(verbose_name='geldt vanaf')),
                    ('dpia_version', models.CharField(max_length=40, verbose_name='versie van de DPIA')),
                    ('values', models.JSONField(default=dict)),
                    ('area', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='protocols', to='participants.shoppingarea')),
                ],
                options={
                    'ordering': ['-number'],
                    'constraints': [models.UniqueConstraint(fields=('area', 'number'), name='one_protocol_per_number')],
                },
            ),
            migrations.CreateModel(
                name='Permit',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.CharField(max_length=60, verbose_name='kenmerk van de vergunning')),
                    ('granted_on', models.DateField(verbose_name='verleend op')),
                    ('valid_from', models.DateField(verbose_name='geldig vanaf')),
                    ('valid_until', models.DateField(blank=True, null=True, verbose_name='geldig tot en met')),
                    ('businesses', models.ManyToManyField(blank=True, related_name='permits', to='participants.business', verbose_name='ondernemingen in de vergunning')),
                    ('area', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='permits', to='participants.shoppingarea')),
                ],
                options={
                    'ordering': ['-valid_from'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('valid_until', None), ('valid_until__gte', models.F('valid_from')), _connector='OR'), name='permit_ends_after_start')],
                },
            ),
            migrations.CreateModel(
                name='ParticipantList',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.PositiveIntegerField()),
                    ('made_at', models.DateTimeField()),
                    ('entries', models.JSONField(default=list)),
                    ('boundary_text', models.TextField()),
                    ('boundary', models.JSONField(default=list)),
                    ('area', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='participant_lists', to='participants.shoppingarea')),
                    ('shops', models.ManyToManyField(related_name='+', to='participants.shop')),
                ],
                options={
                    'ordering': ['-number'],
                    'constraints': [models.UniqueConstraint(fields=('area', 'number'), name='one_list_per_number')],
                },
            ),
            migrations.CreateModel(
                name='Membership',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('role', models.CharField(choices=[('counter', 'personeel aan de kassa'), ('guard', 'beveiliger'), ('shop_manager', 'winkelmanager'), ('coordinator', 'coördinator van de vereniging'), ('approver', 'tweede beoordelaar'), ('committee', 'lid van de klachtencommissie'), ('municipality', 'gemeente')], max_length=20, verbose_name='rol')),
                    ('granted_at', models.DateTimeField(auto_now_add=True)),
                    ('ended_at', models.DateTimeField(blank=True, null=True)),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to=settings.AUTH_USER_MODEL)),
                    ('shop', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to='participants.shop')),
                    ('area', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to='participants.shoppingarea')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at', None), ('shop', None)), fields=('user', 'area', 'role'), name='one_running_role_in_area'), models.UniqueConstraint(condition=models.Q(('ended_at', None), ('shop__isnull', False)), fields=('user', 'area', 'role', 'shop'), name='one_running_role_for_shop'), models.CheckConstraint(condition=models.Q(models.Q(('role__in', ['counter', 'guard', 'shop_manager']), _negated=True), ('shop__isnull', False), _connector='OR'), name='shop_role_has_shop')],
                },
            ),
            migrations.CreateModel(
                name='Budget',
                fields=[
                    ('key', models.CharField(max_length=64, primary_key=True, serialize=False)),
                    ('count', models.PositiveIntegerField()),
                    ('expires_at', models.DateTimeField(db_index=True)),
                ],
            ),
            migrations.CreateModel(
                name='Device',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=60, verbose_name='naam van de kassa')),
                    ('token_hash', models.CharField(max_length=64, unique=True)),
                    ('enrolled_at', models.DateTimeField()),
                    ('last_used_at', models.DateTimeField(blank=True, null=True)),
                    ('revoked_at', models.DateTimeField(blank=True, null=True)),
                    ('enrolled_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('revoked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('shop', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='devices', to='participants.shop')),
                    ('kind', models.CharField(choices=[('till', 'browser aan de kassa'), ('system', 'kassasysteem of deur')], default='till', max_length=10)),
                ],
                options={
                    'ordering': ['name', 'pk'],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('revoked_at', None), ('revoked_by', None)), models.Q(('revoked_at__isnull', False), ('revoked_by__isnull', False)), _connector='OR'), name='device_revoked_by_somebody'), models.CheckConstraint(condition=models.Q(('revoked_at', None), ('revoked_at__gte', models.F('enrolled_at')), _connector='OR'), name='device_revoked_after_enrolment')],
                },
            ),
            migrations.CreateModel(
                name='TillCode',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code_hash', models.CharField(max_length=160)),
                    ('wrong_count', models.PositiveSmallIntegerField(default=0)),
                    ('set_at', models.DateTimeField()),
                    ('last_used_at', models.DateTimeField(blank=True, null=True)),
                    ('device', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='codes', to='participants.device')),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='till_codes', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('device', 'user'), name='one_code_per_till'), models.CheckConstraint(condition=models.Q(('wrong_count__lte', 5)), name='till_code_wrong_count_bounded')],
                },
            ),
            migrations.CreateModel(
                name='Instruction',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('confirmed_at', models.DateTimeField(verbose_name='bevestigd op')),
                    ('edition', models.PositiveSmallIntegerField(verbose_name='uitgave')),
                    ('area', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='instructions', to='participants.shoppingarea')),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='instructions', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('user', 'area'), name='one_instruction_in_area')],
                },
            ),
            migrations.CreateModel(
                name='Evaluation',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('held_on', models.DateField(verbose_name='gehouden op')),
                    ('recorded_at', models.DateTimeField()),
                    ('area', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='evaluations', to='participants.shoppingarea')),
                    ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['-held_on'],
                    'constraints': [models.UniqueConstraint(fields=('area', 'held_on'), name='one_evaluation_a_day')],
                },
            ),
            migrations.CreateModel(
                name='Batch',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('token', models.CharField(default=participants.references.new_token, editable=False, max_length=16, unique=True)),
                    ('kind', models.CharField(max_length=60)),
                    ('asked_at', models.DateTimeField()),
                    ('cancelled_at', models.DateTimeField(blank=True, null=True)),
                    ('area', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='batches', to='participants.shoppingarea')),
                    ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['-asked_at'],
                },
            ),
            migrations.CreateModel(
                name='Job',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('token', models.CharField(default=participants.references.new_token, editable=False, max_length=16, unique=True)),
                    ('kind', models.CharField(max_length=60)),
                    ('key', models.CharField(max_length=160, unique=True)),
                    ('payload', models.JSONField(default=dict)),
                    ('asked_at', models.DateTimeField()),
                    ('next_at', models.DateTimeField()),
                    ('attempts', models.PositiveSmallIntegerField(default=0)),
                    ('claim', models.CharField(blank=True, max_length=16)),
                    ('claimed_until', models.DateTimeField(blank=True, null=True)),
                    ('done_at', models.DateTimeField(blank=True, null=True)),
                    ('failed_at', models.DateTimeField(blank=True, null=True)),
                    ('cancelled_at', models.DateTimeField(blank=True, null=True)),
                    ('error', models.CharField(blank=True, max_length=300)),
                    ('area', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='participants.shoppingarea')),
                    ('asked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('batch', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='jobs', to='participants.batch')),
                ],
                options={
                    'ordering': ['pk'],
                    'indexes': [models.Index(condition=models.Q(('cancelled_at', None), ('done_at', None), ('failed_at', None)), fields=['next_at'], name='jobs_that_are_open')],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('done_at', None), ('failed_at', None)), models.Q(('cancelled_at', None), ('done_at', None)), models.Q(('cancelled_at', None), ('failed_at', None)), _connector='OR'), name='job_ends_once')],
                },
            ),
        ]),
    ]
