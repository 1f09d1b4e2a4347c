"""Every table of the toolbox at once, for a new database; one that took the steps of before counts this as taken.

What those did to rows that were there is not here: there are none.
"""

import django.db.models.deletion
import django.db.models.functions.text
import participants.references
import toolbox.trainings.models
from django.conf import settings
from django.db import migrations, models

from participants.area_lock import lock_app
from participants.new_tables import CreateModels


class Migration(migrations.Migration):

    replaces = [
        ('toolbox', '0001_initial'),
        ('toolbox', '0002_measure_is_its_file'),
        ('toolbox', '0003_legal_test'),
        ('toolbox', '0004_plans'),
        ('toolbox', '0005_scans'),
        ('toolbox', '0006_partnerships'),
        ('toolbox', '0007_trainings'),
    ]

    initial = True

    dependencies = [
        ('participants', '0001_squashed_0011_public_since'),
    ]

    operations = [
        CreateModels([
            migrations.CreateModel(
                name='Measure',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', models.SlugField(max_length=60)),
                    ('version', models.PositiveSmallIntegerField()),
                    ('valid_from', models.DateField()),
                    ('valid_until', models.DateField(blank=True, null=True)),
                    ('checksum', models.CharField(max_length=64)),
                    ('facts', models.JSONField()),
                ],
                options={
                    'ordering': ['code', 'version'],
                    'constraints': [models.UniqueConstraint(fields=('code', 'version'), name='measure_version_once'), models.UniqueConstraint(condition=models.Q(('valid_until', None)), fields=('code',), name='measure_one_open_version'), models.CheckConstraint(condition=models.Q(('valid_until', None), ('valid_until__gte', models.F('valid_from')), _connector='OR'), name='measure_ends_after_it_starts')],
                },
            ),
            migrations.CreateModel(
                name='LegalTest',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('measure_code', models.SlugField(max_length=60, verbose_name='maatregel')),
                    ('measure_version', models.PositiveSmallIntegerField()),
                    ('title', models.CharField(max_length=120, verbose_name='plaats en probleem')),
                    ('begun_at', models.DateTimeField()),
                    ('closed_at', models.DateTimeField(blank=True, null=True)),
                    ('outcome', models.CharField(blank=True, choices=[('ready', 'Klaar om te beginnen'), ('not_yet', 'Nog niet'), ('lighter', 'Kies iets lichters'), ('no', 'Nee')], max_length=10)),
                    ('findings', models.JSONField(blank=True, default=list)),
                    ('measure_checksum', models.CharField(blank=True, max_length=64)),
                    ('permit_status', models.CharField(blank=True, choices=[('not_needed', 'niet nodig'), ('in_force', 'geldig'), ('missing', 'er is geen geldige vergunning')], max_length=12)),
                    ('permit_number', models.CharField(blank=True, max_length=60)),
                    ('area', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='legal_tests', to='participants.shoppingarea')),
                    ('begun_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('closed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('follows', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='followed_by', to='toolbox.legaltest')),
                ],
                options={
                    'ordering': ['-begun_at', '-pk'],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('closed_at', None), ('closed_by', None), ('measure_checksum', ''), ('outcome', ''), ('permit_number', ''), ('permit_status', '')), models.Q(('closed_at__isnull', False), ('closed_by__isnull', False), ('outcome__in', ['ready', 'not_yet', 'lighter', 'no']), ('permit_status__in', ['not_needed', 'in_force', 'missing']), models.Q(('measure_checksum', ''), _negated=True)), _connector='OR'), name='legal_test_open_or_closed_whole'), models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='legal_test_has_a_title')],
                },
            ),
            migrations.CreateModel(
                name='LegalAnswer',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('question', models.CharField(max_length=20)),
                    ('answer', models.CharField(choices=[('yes', 'Ja'), ('no', 'Nee'), ('unknown', 'Nog niet bekend')], max_length=10)),
                    ('reason', models.TextField(verbose_name='waarom')),
                    ('facts', models.JSONField(blank=True, default=dict)),
                    ('answered_at', models.DateTimeField()),
                    ('answered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('area', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='participants.shoppingarea')),
                    ('test', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='toolbox.legaltest')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('test', 'question'), name='legal_answer_once_for_each_question'), models.CheckConstraint(condition=models.Q(('answer__in', ['yes', 'no', 'unknown'])), name='legal_answer_is_one_of_three'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='legal_answer_has_a_reason')],
                },
            ),
            migrations.CreateModel(
                name='Plan',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('title', models.CharField(max_length=120, verbose_name='naam van het plan')),
                    ('problem', models.TextField(verbose_name='wat is het probleem?')),
                    ('goal', models.TextField(verbose_name='wat moet er veranderen?')),
                    ('starts_on', models.DateField(verbose_name='eerste dag')),
                    ('ends_on', models.DateField(verbose_name='laatste dag')),
                    ('budget', models.PositiveIntegerField(default=0, verbose_name="budget in hele euro's")),
                    ('made_at', models.DateTimeField()),
                    ('put_forward_at', models.DateTimeField(blank=True, null=True)),
                    ('sent_back_at', models.DateTimeField(blank=True, null=True)),
                    ('sent_back_reason', models.TextField(blank=True, verbose_name='reden')),
                    ('approved_at', models.DateTimeField(blank=True, null=True)),
                    ('closed_at', models.DateTimeField(blank=True, null=True)),
                    ('approved_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('area', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='plans', to='participants.shoppingarea')),
                    ('closed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('put_forward_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('sent_back_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': 'plan',
                    'verbose_name_plural': 'plannen',
                    'ordering': ['-starts_on', '-pk'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='plan_ends_after_it_starts'), models.CheckConstraint(condition=models.Q(models.Q(('put_forward_at', None), ('put_forward_by', None)), models.Q(('put_forward_at__isnull', False), ('put_forward_by__isnull', False)), _connector='OR'), name='plan_put_forward_by_somebody'), models.CheckConstraint(condition=models.Q(models.Q(('approved_at', None), ('approved_by', None)), models.Q(('approved_at__isnull', False), ('approved_by__isnull', False)), _connector='OR'), name='plan_approved_by_somebody'), models.CheckConstraint(condition=models.Q(models.Q(('closed_at', None), ('closed_by', None)), models.Q(('closed_at__isnull', False), ('closed_by__isnull', False)), _connector='OR'), name='plan_closed_by_somebody'), models.CheckConstraint(condition=models.Q(models.Q(models.Q(('sent_back_at', None), ('sent_back_by', None)), models.Q(('sent_back_at__isnull', False), ('sent_back_by__isnull', False)), _connector='OR'), models.Q(('sent_back_at', None), models.Q(('sent_back_reason', ''), _negated=True), _connector='OR')), name='plan_sent_back_with_a_reason'), models.CheckConstraint(condition=models.Q(('approved_at', None), models.Q(('put_forward_at__isnull', False), models.Q(('approved_by', models.F('put_forward_by')), _negated=True)), _connector='OR'), name='plan_approved_by_another'), models.CheckConstraint(condition=models.Q(('closed_at', None), ('approved_at__isnull', False), _connector='OR'), name='plan_closed_after_approval')],
                },
            ),
            migrations.CreateModel(
                name='Indicator',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=120, verbose_name='wat wordt geteld?')),
                    ('unit', models.CharField(max_length=40, verbose_name='eenheid')),
                    ('source', models.CharField(choices=[('own', 'eigen cijfers'), ('register', 'aantallen uit het register')], max_length=10)),
                    ('area', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='participants.shoppingarea')),
                    ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='indicators', to='toolbox.plan')),
                ],
                options={
                    'ordering': ['pk'],
                    'constraints': [models.UniqueConstraint(fields=('plan', 'name'), name='indicator_named_once')],
                },
            ),
            migrations.CreateModel(
                name='PlanPart',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('measure_code', models.SlugField(max_length=60, verbose_name='maatregel')),
                    ('owner', models.CharField(choices=[('municipality', 'Gemeente'), ('mayor', 'Burgemeester'), ('council', 'Gemeenteraad'), ('boa', 'Boa'), ('police', 'Politie'), ('avim', 'Politie, afdeling AVIM'), ('om', 'Openbaar Ministerie'), ('court', 'Rechter'), ('probation', 'Reclassering'), ('dji', 'DJI'), ('halt', 'Halt'), ('coa', 'COA'), ('ind', 'IND'), ('dtv', 'DT&V'), ('nidos', 'Nidos'), ('iom', 'IOM'), ('kmar', 'Koninklijke Marechaussee'), ('ministry', 'Ministerie'), ('ccv', 'CCV'), ('pvo', 'Platform Veilig Ondernemen'), ('shopkeeper', 'Winkelier'), ('shop-association', 'Winkeliersvereniging'), ('property-owner', 'Vastgoedeigenaar'), ('security-company', 'Beveiligingsbedrijf'), ('fire-service', 'Brandweer'), ('transport-operator', 'Vervoerder'), ('transport-authority', 'Ov-autoriteit / provincie'), ('refugee-council', 'VluchtelingenWerk'), ('soda', 'SODA'), ('residents', 'Omwonenden'), ('care', 'Zorg- en hulpverlening'), ('gza', 'Gezondheidszorg in de opvang (GZA)'), ('zvh', 'Zorg- en Veiligheidshuis'), ('dpa', 'Autoriteit Persoonsgegevens')], max_length=30, verbose_name='wie is verantwoordelijk?')),
                    ('owner_role', models.CharField(max_length=80, verbose_name='in welke rol?')),
                    ('partners', models.JSONField(blank=True, default=list, verbose_name='wie helpen mee?')),
                    ('starts_on', models.DateField(verbose_name='eerste dag')),
                    ('last_day', models.DateField(verbose_name='laatste dag')),
                    ('budget', models.PositiveIntegerField(default=0, verbose_name="budget in hele euro's")),
                    ('note', models.TextField(blank=True, verbose_name='opmerking')),
                    ('area', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='plan_parts', to='participants.shoppingarea')),
                    ('indicator', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='parts', to='toolbox.indicator')),
                    ('legal_test', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='toolbox.legaltest')),
                    ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parts', to='toolbox.plan')),
                    ('stop_reason', models.TextField(blank=True, verbose_name='waarom stopt het?')),
                    ('stopped_at', models.DateTimeField(blank=True, null=True)),
                    ('stopped_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': 'onderdeel',
                    'verbose_name_plural': 'onderdelen',
                    'ordering': ['starts_on', 'pk'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('last_day__gte', models.F('starts_on'))), name='part_ends_after_it_starts'), models.CheckConstraint(condition=models.Q(models.Q(('stop_reason', ''), ('stopped_at', None), ('stopped_by', None)), models.Q(('stopped_at__isnull', False), ('stopped_by__isnull', False), models.Q(('stop_reason', ''), _negated=True)), _connector='OR'), name='part_stopped_by_somebody_for_a_reason')],
                },
            ),
            migrations.CreateModel(
                name='PartExtension',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('earlier_last_day', models.DateField()),
                    ('last_day', models.DateField(verbose_name='nieuwe laatste dag')),
                    ('reason', models.TextField(verbose_name='reden')),
                    ('extended_at', models.DateTimeField()),
                    ('area', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='participants.shoppingarea')),
                    ('extended_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('legal_test', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='toolbox.legaltest')),
                    ('part', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='extensions', to='toolbox.planpart')),
                ],
                options={
                    'ordering': ['pk'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('last_day__gt', models.F('earlier_last_day'))), name='extension_makes_longer'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='extension_has_a_reason'), models.UniqueConstraint(fields=('legal_test',), name='extension_has_a_test_of_its_own')],
                },
            ),
            migrations.CreateModel(
                name='WarningAnswer',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('key', models.CharField(max_length=40)),
                    ('reason', models.TextField(verbose_name='reden')),
                    ('answered_at', models.DateTimeField()),
                    ('answered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('area', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='participants.shoppingarea')),
                    ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='toolbox.plan')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('plan', 'key'), name='warning_answered_once'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='warning_answered_with_a_reason')],
                },
            ),
            migrations.CreateModel(
                name='Figure',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('month', models.DateField()),
                    ('count', models.PositiveIntegerField(blank=True, null=True)),
                    ('area', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='participants.shoppingarea')),
                    ('indicator', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='figures', to='toolbox.indicator')),
                ],
                options={
                    'ordering': ['month'],
                    'constraints': [models.UniqueConstraint(fields=('indicator', 'month'), name='figure_once_a_month')],
                },
            ),
            migrations.CreateModel(
                name='SharedExperience',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('measure_code', models.SlugField(max_length=60)),
                    ('municipality', models.CharField(max_length=100)),
                    ('year', models.PositiveSmallIntegerField()),
                    ('outcome', models.CharField(choices=[('helped', 'het hielp'), ('no_change', 'geen verandering te zien'), ('worse', 'het werd erger'), ('unknown', 'niet te zeggen')], max_length=12)),
                    ('learned', models.TextField()),
                ],
                options={
                    'ordering': ['-year', '-pk'],
                },
            ),
            migrations.CreateModel(
                name='PartEvaluation',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('outcome', models.CharField(choices=[('helped', 'het hielp'), ('no_change', 'geen verandering te zien'), ('worse', 'het werd erger'), ('unknown', 'niet te zeggen')], max_length=12, verbose_name='hielp het?')),
                    ('side_effects', models.TextField(blank=True, verbose_name='bijwerkingen')),
                    ('displacement', models.TextField(blank=True, verbose_name='verplaatsing')),
                    ('learned', models.TextField(verbose_name='wat hebt u geleerd?')),
                    ('shared', models.BooleanField(default=False, verbose_name='deel dit op de bladzijde van de maatregel')),
                    ('written_at', models.DateTimeField()),
                    ('area', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='participants.shoppingarea')),
                    ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('part', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='evaluation', to='toolbox.planpart')),
                    ('copy', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='evaluation', to='toolbox.sharedexperience')),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('learned', ''), _negated=True), name='evaluation_says_what_was_learned')],
                },
            ),
            migrations.CreateModel(
                name='Scan',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('token', models.CharField(default=participants.references.new_token, editable=False, max_length=16, unique=True)),
                    ('kind', models.CharField(choices=[('shop', 'een winkel'), ('area', 'een plek in het gebied')], max_length=4)),
                    ('place', models.CharField(max_length=120)),
                    ('questions', models.JSONField()),
                    ('begun_at', models.DateTimeField()),
                    ('finished_at', models.DateTimeField(blank=True, null=True)),
                    ('area', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='scans', to='participants.shoppingarea')),
                    ('begun_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('finished_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('shop', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='scans', to='participants.shop')),
                ],
                options={
                    'ordering': ['-begun_at', '-pk'],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('kind', 'shop'), ('shop__isnull', False)), models.Q(('kind', 'area'), ('shop', None)), _connector='OR'), name='scan_of_a_shop_names_it'), models.CheckConstraint(condition=models.Q(models.Q(('finished_at', None), ('finished_by', None)), models.Q(('finished_at__isnull', False), ('finished_by__isnull', False)), _connector='OR'), name='scan_finished_by_somebody')],
                },
            ),
            migrations.CreateModel(
                name='ScanAnswer',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('point', models.SlugField(max_length=40)),
                    ('state', models.CharField(choices=[('in_order', 'In orde'), ('not_in_order', 'Niet in orde'), ('not_applicable', 'Niet van toepassing'), ('skipped', 'Overslaan')], max_length=14)),
                    ('note', models.TextField(blank=True, max_length=500)),
                    ('area', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='participants.shoppingarea')),
                    ('scan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='toolbox.scan')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('scan', 'point'), name='scan_point_answered_once')],
                },
            ),
            migrations.CreateModel(
                name='ScanPhoto',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('point', models.SlugField(max_length=40)),
                    ('number', models.PositiveSmallIntegerField()),
                    ('token', models.CharField(default=participants.references.new_token, editable=False, max_length=16, unique=True)),
                    ('jpeg', models.BinaryField()),
                    ('width', models.PositiveSmallIntegerField()),
                    ('height', models.PositiveSmallIntegerField()),
                    ('added_at', models.DateTimeField()),
                    ('confirmed_at', models.DateTimeField(blank=True, null=True)),
                    ('added_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('area', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='participants.shoppingarea')),
                    ('scan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='photos', to='toolbox.scan')),
                ],
                options={
                    'ordering': ['point', 'number'],
                    'constraints': [models.UniqueConstraint(fields=('scan', 'point', 'number'), name='scan_photo_number_once'), models.CheckConstraint(condition=models.Q(('number__gte', 1), ('number__lte', 3)), name='scan_photos_of_a_point_are_few')],
                },
            ),
            migrations.CreateModel(
                name='Partner',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('organisation', models.CharField(max_length=120, verbose_name='organisatie')),
                    ('party', models.CharField(choices=[('municipality', 'Gemeente'), ('mayor', 'Burgemeester'), ('council', 'Gemeenteraad'), ('boa', 'Boa'), ('police', 'Politie'), ('avim', 'Politie, afdeling AVIM'), ('om', 'Openbaar Ministerie'), ('court', 'Rechter'), ('probation', 'Reclassering'), ('dji', 'DJI'), ('halt', 'Halt'), ('coa', 'COA'), ('ind', 'IND'), ('dtv', 'DT&V'), ('nidos', 'Nidos'), ('iom', 'IOM'), ('kmar', 'Koninklijke Marechaussee'), ('ministry', 'Ministerie'), ('ccv', 'CCV'), ('pvo', 'Platform Veilig Ondernemen'), ('shopkeeper', 'Winkelier'), ('shop-association', 'Winkeliersvereniging'), ('property-owner', 'Vastgoedeigenaar'), ('security-company', 'Beveiligingsbedrijf'), ('fire-service', 'Brandweer'), ('transport-operator', 'Vervoerder'), ('transport-authority', 'Ov-autoriteit / provincie'), ('refugee-council', 'VluchtelingenWerk'), ('soda', 'SODA'), ('residents', 'Omwonenden'), ('care', 'Zorg- en hulpverlening'), ('gza', 'Gezondheidszorg in de opvang (GZA)'), ('zvh', 'Zorg- en Veiligheidshuis'), ('dpa', 'Autoriteit Persoonsgegevens')], max_length=24, verbose_name='soort organisatie')),
                    ('contact_name', models.CharField(blank=True, max_length=120, verbose_name='contactpersoon')),
                    ('contact_email', models.EmailField(blank=True, max_length=254, verbose_name='e-mailadres van de organisatie')),
                    ('joined_on', models.DateField(verbose_name='doet mee sinds')),
                    ('left_on', models.DateField(blank=True, null=True, verbose_name='gestopt op')),
                    ('area', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='partners', to='participants.shoppingarea')),
                ],
                options={
                    'ordering': [django.db.models.functions.text.Lower('organisation')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('left_on', None), ('left_on__gte', models.F('joined_on')), _connector='OR'), name='partner_leaves_after_it_joins'), models.UniqueConstraint(models.F('area'), django.db.models.functions.text.Lower('organisation'), condition=models.Q(('left_on', None)), name='partner_takes_part_once')],
                },
            ),
            migrations.CreateModel(
                name='Meeting',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('held_on', models.DateField(verbose_name='gehouden op')),
                    ('subject', models.CharField(max_length=120, verbose_name='onderwerp')),
                    ('decisions', models.JSONField(blank=True, default=list, verbose_name='besluiten')),
                    ('recorded_at', models.DateTimeField()),
                    ('area', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='meetings', to='participants.shoppingarea')),
                    ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('partners', models.ManyToManyField(related_name='meetings', to='toolbox.partner', verbose_name='wie waren erbij?')),
                ],
                options={
                    'ordering': ['-held_on', '-pk'],
                },
            ),
            migrations.CreateModel(
                name='MeetingAction',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('what', models.CharField(max_length=200, verbose_name='wat gaat er gebeuren?')),
                    ('due_on', models.DateField(verbose_name='klaar op')),
                    ('done_on', models.DateField(blank=True, null=True, verbose_name='gedaan op')),
                    ('dropped_on', models.DateField(blank=True, null=True)),
                    ('dropped_reason', models.CharField(blank=True, max_length=300)),
                    ('area', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='meeting_actions', to='participants.shoppingarea')),
                    ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='actions', to='toolbox.meeting')),
                    ('partner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='actions', to='toolbox.partner', verbose_name='wie doet het?')),
                ],
                options={
                    'ordering': ['due_on', 'pk'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('done_on', None), ('dropped_on', None), _connector='OR'), name='action_done_or_dropped'), models.CheckConstraint(condition=models.Q(models.Q(('dropped_on', None), ('dropped_reason', '')), models.Q(('dropped_on__isnull', False), models.Q(('dropped_reason', ''), _negated=True)), _connector='OR'), name='action_dropped_with_a_reason')],
                },
            ),
            migrations.CreateModel(
                name='Covenant',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('title', models.CharField(max_length=120, verbose_name='titel')),
                    ('signed_on', models.DateField(verbose_name='getekend op')),
                    ('ends_on', models.DateField(blank=True, null=True, verbose_name='geldt tot en met')),
                    ('review_on', models.DateField(blank=True, null=True, verbose_name='opnieuw bekijken op')),
                    ('purpose', models.TextField(max_length=1000, verbose_name='doel')),
                    ('data_class', models.CharField(choices=[('none', 'geen persoonsgegevens nodig'), ('contact', 'alleen contactgegevens van deelnemende organisaties'), ('personal', 'gewone persoonsgegevens'), ('images', 'herkenbare beelden'), ('criminal', 'strafrechtelijke persoonsgegevens'), ('police_judicial', 'politie- of justitiegegevens'), ('immigration', 'gegevens uit een verblijfsprocedure'), ('special', 'bijzondere persoonsgegevens (zoals gezondheid)')], max_length=20, verbose_name='welke gegevens delen de partners?')),
                    ('data_note', models.TextField(blank=True, max_length=1000, verbose_name='welke gegevens precies, en waarom')),
                    ('link', models.URLField(blank=True, max_length=300, verbose_name='waar het document staat')),
                    ('area', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='covenants', to='participants.shoppingarea')),
                ],
                options={
                    'ordering': ['-signed_on', '-pk'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('ends_on', None), ('ends_on__gte', models.F('signed_on')), _connector='OR'), name='covenant_ends_after_it_is_signed'), models.CheckConstraint(condition=models.Q(('review_on', None), ('review_on__gte', models.F('signed_on')), _connector='OR'), name='covenant_is_reviewed_after_it_is_signed'), models.CheckConstraint(condition=models.Q(('data_class', 'none'), models.Q(('data_note', ''), _negated=True), _connector='OR'), name='covenant_says_which_data')],
                },
            ),
            migrations.CreateModel(
                name='Training',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('measure_code', models.SlugField(default='resilience-training-retail', max_length=60, verbose_name='onderwerp')),
                    ('title', models.CharField(max_length=120, verbose_name='naam van de training')),
                    ('practised', models.TextField(max_length=500, verbose_name='wat oefent men?')),
                    ('valid_months', models.PositiveSmallIntegerField(verbose_name='certificaat geldt (maanden)')),
                    ('opens_counter', models.BooleanField(default=False, verbose_name='telt als de instructie voor de balie')),
                    ('added_at', models.DateTimeField()),
                    ('added_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('area', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='trainings', to='participants.shoppingarea')),
                ],
                options={
                    'ordering': ['title'],
                    'constraints': [models.UniqueConstraint(fields=('area', 'title'), name='one_training_per_title'), models.CheckConstraint(condition=models.Q(('valid_months__gte', 1), ('valid_months__lte', 60)), name='training_holds_for_some_months')],
                },
            ),
            migrations.CreateModel(
                name='TrainingSession',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('held_on', models.DateField(verbose_name='dag')),
                    ('starts_at', models.TimeField(blank=True, null=True, verbose_name='van')),
                    ('ends_at', models.TimeField(blank=True, null=True, verbose_name='tot')),
                    ('place', models.CharField(max_length=120, verbose_name='plaats')),
                    ('trainer', models.CharField(max_length=120, verbose_name='organisatie die de training geeft')),
                    ('seats', models.PositiveSmallIntegerField(verbose_name='aantal plaatsen')),
                    ('planned_at', models.DateTimeField()),
                    ('presence_marked_at', models.DateTimeField(blank=True, null=True)),
                    ('cancelled_at', models.DateTimeField(blank=True, null=True)),
                    ('cancel_reason', models.CharField(blank=True, max_length=300, verbose_name='waarom gaat het niet door?')),
                    ('area', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='participants.shoppingarea')),
                    ('cancelled_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('planned_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('presence_marked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('training', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sessions', to='toolbox.training')),
                ],
                options={
                    'ordering': ['-held_on', '-starts_at'],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('ends_at', None), ('starts_at', None)), ('starts_at__lt', models.F('ends_at')), _connector='OR'), name='training_session_ends_after_it_starts'), models.CheckConstraint(condition=models.Q(('seats__gte', 1), ('seats__lte', 500)), name='training_session_has_seats'), models.CheckConstraint(condition=models.Q(models.Q(('presence_marked_at', None), ('presence_marked_by', None)), models.Q(('presence_marked_at__isnull', False), ('presence_marked_by__isnull', False)), _connector='OR'), name='training_presence_marked_by_somebody'), models.CheckConstraint(condition=models.Q(models.Q(('cancel_reason', ''), ('cancelled_at', None), ('cancelled_by', None)), models.Q(('cancelled_at__isnull', False), ('cancelled_by__isnull', False), models.Q(('cancel_reason', ''), _negated=True)), _connector='OR'), name='training_session_cancelled_with_a_reason'), models.CheckConstraint(condition=models.Q(('cancelled_at', None), ('presence_marked_at', None), _connector='OR'), name='training_session_held_or_cancelled')],
                },
            ),
            migrations.CreateModel(
                name='Participant',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('signed_up_at', models.DateTimeField()),
                    ('area', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='participants.shoppingarea')),
                    ('signed_up_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('session', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='participants', to='toolbox.trainingsession')),
                ],
                options={
                    'ordering': ['user__name', 'pk'],
                    'constraints': [models.UniqueConstraint(fields=('session', 'user'), name='signed_up_once')],
                },
            ),
            migrations.CreateModel(
                name='Headcount',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('people', models.PositiveSmallIntegerField(verbose_name='aangemeld')),
                    ('came', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='aanwezig')),
                    ('area', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='participants.shoppingarea')),
                    ('shop', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='participants.shop')),
                    ('session', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='headcounts', to='toolbox.trainingsession')),
                ],
                options={
                    'ordering': ['shop__name', 'pk'],
                    'constraints': [models.UniqueConstraint(fields=('session', 'shop'), name='one_headcount_per_shop'), models.CheckConstraint(condition=models.Q(('people__gte', 1)), name='headcount_counts_somebody')],
                },
            ),
            migrations.CreateModel(
                name='Certificate',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.CharField(default=toolbox.trainings.models.new_number, max_length=9, unique=True, verbose_name='nummer')),
                    ('valid_until', models.DateField(verbose_name='geldig tot en met')),
                    ('made_at', models.DateTimeField()),
                    ('closed_at', models.DateTimeField(blank=True, null=True)),
                    ('close_reason', models.CharField(blank=True, max_length=300, verbose_name='waarom trekt u het in?')),
                    ('area', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='participants.shoppingarea')),
                    ('closed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('participant', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='certificate', to='toolbox.participant')),
                ],
                options={
                    'ordering': ['-valid_until', 'pk'],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('close_reason', ''), ('closed_at', None), ('closed_by', None)), models.Q(('closed_at__isnull', False), ('closed_by__isnull', False), models.Q(('close_reason', ''), _negated=True)), _connector='OR'), name='certificate_closed_with_a_reason')],
                },
            ),
        ]),
        # Row-level security on every table with an area (ADR 12).
        lock_app("toolbox"),
    ]
