"""Every table of the register at once, for a new database; one that took the steps of before counts this as taken.

What those did to rows that were there is not here: there are none.
"""

import bans.personal
import bans.rules.ladder
import django.db.models.deletion
import participants.references
from django.conf import settings
from django.db import migrations, models

from participants.area_lock import lock_app
from participants.new_tables import CreateModels


class Migration(migrations.Migration):

    replaces = [
        ('bans', '0001_initial'),
        ('bans', '0002_initial'),
        ('bans', '0003_second_lock'),
        ('bans', '0004_seal_personal_columns'),
        ('bans', '0005_erasure'),
        ('bans', '0006_names_in_words'),
        ('bans', '0007_counter_receipts_and_signals'),
        ('bans', '0008_paper_row'),
        ('bans', '0009_hidden_by_a_rule'),
        ('bans', '0010_entry_exceptions'),
        ('bans', '0011_ended_by_the_next'),
        ('bans', '0012_one_exception_at_a_time'),
    ]

    initial = True

    dependencies = [
        ('participants', '0001_squashed_0011_public_since'),
    ]

    operations = [
        CreateModels([
            migrations.CreateModel(
                name='CounterCheck',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('token', models.CharField(default=participants.references.new_token, editable=False, max_length=16, unique=True)),
                    ('asked_at', models.DateTimeField(db_index=True)),
                    ('outcome', models.CharField(choices=[('welcome', 'welkom'), ('warned', 'gewaarschuwd: mag naar binnen'), ('banned', 'winkelverbod: niet naar binnen'), ('unknown', 'weten we niet')], max_length=10)),
                    ('person_token', models.CharField(blank=True, max_length=16)),
                    ('opened_at', models.DateTimeField(blank=True, null=True)),
                    ('open_reason', models.CharField(blank=True, choices=[('at_the_door', 'deze persoon staat nu in de winkel'), ('after_incident', 'er gebeurde net iets'), ('wrong_person', 'iemand zegt dat het om een ander gaat')], max_length=20)),
                    ('area', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='participants.shoppingarea')),
                    ('asked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('shop', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='participants.shop')),
                    ('device', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='participants.device')),
                    ('match', bans.personal.PersonalJSON()),
                    ('other_person_at', models.DateTimeField(blank=True, null=True)),
                ],
                options={
                    'ordering': ['-asked_at'],
                    'indexes': [models.Index(fields=['person_token', 'asked_at'], name='check_of_person')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('asked_by__isnull', False), ('device__isnull', False), _connector='OR'), name='check_asked_by_somebody')],
                },
            ),
            migrations.CreateModel(
                name='Person',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('token', models.CharField(default=participants.references.new_token, editable=False, max_length=16, unique=True)),
                    ('identity_basis', models.CharField(choices=[('stated', 'zelf verteld'), ('document_shown', 'document laten zien (alleen gekeken)'), ('police_confirmed', 'bevestigd door de politie'), ('known_to_staff', 'bekend bij het personeel'), ('unknown', 'onbekend')], default='unknown', max_length=20, verbose_name='hoe is vastgesteld wie het is?')),
                    ('given_name', bans.personal.PersonalText(verbose_name='voornaam')),
                    ('family_name', bans.personal.PersonalText(verbose_name='achternaam')),
                    ('birth_date', bans.personal.PersonalDate(verbose_name='geboortedatum')),
                    ('address', bans.personal.PersonalText(verbose_name='adres voor de brief')),
                    ('appearance', bans.personal.PersonalJSON(verbose_name='beschrijving')),
                    ('apparently_minor', models.BooleanField(default=False, verbose_name='lijkt jonger dan 18')),
                    ('minor_confirmed_at', models.DateTimeField(blank=True, null=True)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('hold_reason', bans.personal.PersonalText(verbose_name='reden van bewaren')),
                    ('hold_until', models.DateField(blank=True, null=True, verbose_name='opnieuw bekijken op')),
                    ('area', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='persons', to='participants.shoppingarea')),
                    ('hold_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('minor_confirmed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': 'persoon',
                    'verbose_name_plural': 'personen',
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('minor_confirmed_at', None), ('minor_confirmed_by', None)), models.Q(('minor_confirmed_at__isnull', False), ('minor_confirmed_by__isnull', False)), _connector='OR'), name='minor_confirmed_by_and_at'), models.CheckConstraint(condition=models.Q(models.Q(('hold_by', None), ('hold_until', None)), models.Q(('hold_by__isnull', False), ('hold_until__isnull', False)), _connector='OR'), name='hold_until_and_by')],
                },
            ),
            migrations.CreateModel(
                name='Photo',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('token', models.CharField(default=participants.references.new_token, editable=False, max_length=16, unique=True)),
                    ('jpeg', bans.personal.PersonalBytes()),
                    ('taken_at', models.DateTimeField()),
                    ('area', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='participants.shoppingarea')),
                    ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='photo', to='bans.person')),
                ],
                options={
                    'verbose_name': 'foto',
                    'verbose_name_plural': 'foto’s',
                },
            ),
            migrations.CreateModel(
                name='Erasure',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('reference', models.CharField(default=participants.references.new_token, editable=False, max_length=16, unique=True)),
                    ('person_token', models.CharField(db_index=True, max_length=16)),
                    ('erased_at', models.DateTimeField(verbose_name='verwijderd op')),
                    ('rules', models.JSONField(default=list, verbose_name='volgens')),
                    ('kinds', models.JSONField(default=dict, verbose_name='wat')),
                    ('looks', models.JSONField(default=dict, verbose_name='hoe vaak bekeken')),
                    ('key_destroyed', models.BooleanField(verbose_name='sleutel vernietigd')),
                    ('area', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='erasures', to='participants.shoppingarea')),
                ],
                options={
                    'ordering': ['-erased_at', '-pk'],
                },
            ),
            migrations.CreateModel(
                name='LookAlike',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('token', models.CharField(default=participants.references.new_token, editable=False, max_length=16, unique=True)),
                    ('digest', bans.personal.PersonalText()),
                    ('times', models.PositiveIntegerField(default=1)),
                    ('last_at', models.DateTimeField()),
                    ('area', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='participants.shoppingarea')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='look_alikes', to='bans.person')),
                ],
                options={
                    'verbose_name': 'iemand die erop lijkt',
                    'verbose_name_plural': 'mensen die erop lijken',
                    'ordering': ['-last_at'],
                },
            ),
            migrations.CreateModel(
                name='Signal',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('spent_by_user', 'iemand heeft het aantal vragen van vandaag gebruikt'), ('spent_by_shop', 'een winkel heeft het aantal vragen van vandaag gebruikt'), ('many_misses', 'veel vragen achter elkaar zonder iemand te vinden'), ('outside_hours', 'vragen buiten de tijden dat er personeel is'), ('same_person', 'iemand vraagt steeds naar dezelfde persoon')], max_length=20)),
                    ('day', models.DateField()),
                    ('raised_at', models.DateTimeField()),
                    ('mailed_at', models.DateTimeField(blank=True, null=True)),
                    ('settled_at', models.DateTimeField(blank=True, null=True)),
                    ('area', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='participants.shoppingarea')),
                    ('device', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='participants.device')),
                    ('settled_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('shop', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='participants.shop')),
                    ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': 'signaal',
                    'verbose_name_plural': 'signalen',
                    'ordering': ['-raised_at'],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('settled_at', None), ('user__isnull', False)), fields=('kind', 'shop', 'user', 'day'), name='one_open_signal_of_user'), models.UniqueConstraint(condition=models.Q(('device__isnull', False), ('settled_at', None)), fields=('kind', 'shop', 'device', 'day'), name='one_open_signal_of_device'), models.UniqueConstraint(condition=models.Q(('device', None), ('settled_at', None), ('user', None)), fields=('kind', 'shop', 'day'), name='one_open_signal_of_shop'), models.CheckConstraint(condition=models.Q(models.Q(('settled_at', None), ('settled_by', None)), models.Q(('settled_at__isnull', False), ('settled_by__isnull', False)), _connector='OR'), name='signal_settled_by_somebody')],
                },
            ),
            migrations.CreateModel(
                name='PaperRow',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('token', models.CharField(default=participants.references.new_token, editable=False, max_length=16, unique=True)),
                    ('about', models.PositiveIntegerField(default=0)),
                    ('cells', bans.personal.PersonalJSON()),
                    ('area', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='participants.shoppingarea')),
                    ('job', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='participants.job')),
                    ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='bans.person')),
                ],
            ),
            migrations.CreateModel(
                name='Incident',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('reference', models.CharField(default=participants.references.new_token, editable=False, max_length=16, unique=True)),
                    ('conduct_code', models.CharField(choices=[('disturbing', 'de orde in de winkel verstoren'), ('insulting', 'schelden of beledigen'), ('bothering', 'personeel of klanten lastigvallen'), ('house_rules', 'een andere huisregel overtreden'), ('theft', 'winkeldiefstal'), ('pickpocketing', 'zakkenrollen'), ('vandalism', 'vernieling'), ('threat', 'bedreiging'), ('violence', 'duwen of slaan zonder letsel'), ('groping', 'ongewenst aanraken'), ('trespass', 'niet weggaan na een verzoek daartoe'), ('robbery', 'diefstal met geweld of bedreiging'), ('serious_violence', 'geweld tegen personeel, klanten of beveiliging'), ('weapon', 'een wapen tonen of gebruiken'), ('serious_threat', 'ernstige bedreiging'), ('sexual_assault', 'aanranding'), ('arson', 'brandstichting'), ('breach', 'de winkel ingaan tijdens een verbod')], max_length=30, verbose_name='wat gebeurde er?')),
                    ('happened_at', models.DateTimeField(verbose_name='wanneer?')),
                    ('place', bans.personal.PersonalText(verbose_name='waar in de winkel?')),
                    ('observed_by', bans.personal.PersonalText(verbose_name='wie zag het?')),
                    ('observer_function', bans.personal.PersonalText(verbose_name='functie van wie het zag')),
                    ('narrative', bans.personal.PersonalText(verbose_name='wat gebeurde er precies?')),
                    ('police_report', bans.personal.PersonalText(verbose_name='nummer van de aangifte, als die er is')),
                    ('reported_at', models.DateTimeField()),
                    ('submission_key', models.CharField(blank=True, max_length=64, null=True, unique=True)),
                    ('area', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='incidents', to='participants.shoppingarea')),
                    ('reported_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('shop', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='incidents', to='participants.shop', verbose_name='winkel')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='incidents', to='bans.person')),
                    ('breached', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='breaches', to='bans.sanction')),
                ],
                options={
                    'ordering': ['-happened_at'],
                    'verbose_name': 'voorval',
                    'verbose_name_plural': 'voorvallen',
                },
            ),
            migrations.CreateModel(
                name='Sanction',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('reference', models.CharField(max_length=24, unique=True)),
                    ('kind', models.CharField(choices=[(bans.rules.ladder.Kind['WARNING'], 'waarschuwing'), (bans.rules.ladder.Kind['BAN'], 'winkelverbod')], max_length=10)),
                    ('scope', models.CharField(choices=[(bans.rules.ladder.Scope['SHOP'], 'één onderneming'), (bans.rules.ladder.Scope['AREA'], 'het hele winkelgebied')], max_length=10)),
                    ('months', models.PositiveSmallIntegerField()),
                    ('rule', models.CharField(max_length=5)),
                    ('builds_on_reference', models.CharField(blank=True, max_length=24)),
                    ('builds_on_date', models.DateField(blank=True, null=True)),
                    ('reason', bans.personal.PersonalText()),
                    ('door_override_reason', bans.personal.PersonalText()),
                    ('for_coordinator', models.BooleanField(default=False)),
                    ('needs_approval', models.CharField(max_length=10)),
                    ('serve_before', models.DateField()),
                    ('proposed_at', models.DateTimeField()),
                    ('proposed_for', models.JSONField(default=list)),
                    ('approved_at', models.DateTimeField(blank=True, null=True)),
                    ('rejected_at', models.DateTimeField(blank=True, null=True)),
                    ('reject_reason', bans.personal.PersonalText()),
                    ('served_at', models.DateTimeField(blank=True, null=True)),
                    ('starts_on', models.DateField(blank=True, null=True)),
                    ('last_day', models.DateField(blank=True, null=True)),
                    ('lifted_at', models.DateTimeField(blank=True, null=True)),
                    ('lift_reason', bans.personal.PersonalText()),
                    ('annulled_at', models.DateTimeField(blank=True, null=True)),
                    ('annul_reason', bans.personal.PersonalText()),
                    ('restricted_at', models.DateTimeField(blank=True, null=True)),
                    ('review_since', models.DateTimeField(blank=True, null=True)),
                    ('imported', models.BooleanField(default=False)),
                    ('annulled_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('approved_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('area', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sanctions', to='participants.shoppingarea')),
                    ('builds_on', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='built_upon', to='bans.sanction')),
                    ('incident', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sanctions', to='bans.incident')),
                    ('lifted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('participant_list', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='participants.participantlist')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sanctions', to='bans.person')),
                    ('proposed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('protocol', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='participants.protocol')),
                    ('rejected_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('restricted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('shop', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sanctions', to='participants.shop')),
                    ('hidden_from', models.DateField(blank=True, null=True)),
                    ('restricted_for', models.CharField(blank=True, choices=[('decided', 'de coördinator besloot het'), ('objection', 'er is bezwaar gemaakt'), ('person', 'het gaat misschien om iemand anders'), ('fact', 'er klopt misschien iets niet')], max_length=12)),
                ],
                options={
                    'ordering': ['-proposed_at'],
                    'verbose_name': 'maatregel',
                    'verbose_name_plural': 'maatregelen',
                    'indexes': [models.Index(fields=['area', 'scope', 'last_day'], name='bans_sancti_area_id_b48f6f_idx')],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('annulled_at', None), ('rejected_at', None)), fields=('incident', 'kind', 'scope'), name='one_sanction_per_incident_kind_scope'), models.CheckConstraint(condition=models.Q(('months__gte', 1), ('months__lte', 24)), name='months_within_ceiling'), models.CheckConstraint(condition=models.Q(models.Q(('last_day', None), ('served_at', None), ('starts_on', None)), models.Q(('last_day__gte', models.F('starts_on')), ('served_at__isnull', False), ('starts_on__isnull', False)), _connector='OR'), name='served_with_dates'), models.CheckConstraint(condition=models.Q(('approved_at', None), ('rejected_at', None), _connector='OR'), name='approved_or_rejected'), models.CheckConstraint(condition=models.Q(models.Q(('approved_at', None), ('approved_by', None)), models.Q(('approved_at__isnull', False), ('approved_by__isnull', False)), _connector='OR'), name='approved_at_and_by'), models.CheckConstraint(condition=models.Q(models.Q(('needs_approval', 'approve'), _negated=True), ('served_at', None), models.Q(('approved_at__isnull', False), models.Q(('approved_by', models.F('proposed_by')), _negated=True)), ('imported', True), _connector='OR'), name='served_after_approval'), models.CheckConstraint(condition=models.Q(models.Q(('rejected_at', None), ('rejected_by', None)), models.Q(('rejected_at__isnull', False), ('rejected_by__isnull', False), ('reject_reason__isnull', False)), _connector='OR'), name='rejected_with_reason'), models.CheckConstraint(condition=models.Q(models.Q(('lifted_at', None), ('lifted_by', None)), models.Q(('lifted_at__isnull', False), ('lifted_by__isnull', False), ('lift_reason__isnull', False)), _connector='OR'), name='lifted_with_reason'), models.CheckConstraint(condition=models.Q(models.Q(('annulled_at', None), ('annulled_by', None)), models.Q(('annulled_at__isnull', False), ('annulled_by__isnull', False), ('annul_reason__isnull', False)), _connector='OR'), name='annulled_with_reason')],
                },
            ),
            migrations.CreateModel(
                name='ListUpdate',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('served_at', models.DateTimeField()),
                    ('area', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='participants.shoppingarea')),
                    ('participant_list', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='participants.participantlist')),
                    ('served_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('sanction', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='list_updates', to='bans.sanction')),
                ],
                options={
                    'ordering': ['served_at'],
                    'verbose_name': 'nieuwe lijst',
                    'verbose_name_plural': 'nieuwe lijsten',
                    'constraints': [models.UniqueConstraint(fields=('sanction', 'participant_list'), name='one_update_per_list')],
                },
            ),
            migrations.CreateModel(
                name='EntryException',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('token', models.CharField(default=participants.references.new_token, editable=False, max_length=16, unique=True)),
                    ('for_what', models.CharField(choices=[('goods', 'boodschappen'), ('work', 'werk'), ('appointment', 'een afspraak')], max_length=12, verbose_name='waarvoor')),
                    ('weekdays', models.JSONField(blank=True, default=list, verbose_name='dagen')),
                    ('starts_at', models.TimeField(blank=True, null=True, verbose_name='vanaf')),
                    ('ends_at', models.TimeField(blank=True, null=True, verbose_name='tot')),
                    ('last_day', models.DateField(verbose_name='tot en met')),
                    ('granted_at', models.DateTimeField()),
                    ('ended_at', models.DateTimeField(blank=True, null=True)),
                    ('area', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='participants.shoppingarea')),
                    ('ended_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('granted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('sanction', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='entry_exceptions', to='bans.sanction')),
                    ('shop', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='participants.shop', verbose_name='winkel')),
                ],
                options={
                    'verbose_name': 'uitzondering',
                    'verbose_name_plural': 'uitzonderingen',
                    'ordering': ['granted_at', 'pk'],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('ends_at', None), ('starts_at', None)), models.Q(('ends_at__gt', models.F('starts_at')), ('ends_at__isnull', False), ('starts_at__isnull', False)), _connector='OR'), name='entry_exception_between_two_times'), models.CheckConstraint(condition=models.Q(models.Q(('ended_at', None), ('ended_by', None)), models.Q(('ended_at__isnull', False), ('ended_by__isnull', False)), _connector='OR'), name='entry_exception_ended_by_somebody'), models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('sanction', 'shop'), name='entry_exception_one_at_a_time')],
                },
            ),
        ]),
        # Row-level security on every table with an area (ADR 12).
        lock_app("bans"),
    ]
