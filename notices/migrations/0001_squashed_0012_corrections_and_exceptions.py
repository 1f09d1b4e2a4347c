"""Every table of letters at once, for a new database; one that took the steps of before counts this as taken.

What those did to rows that were there is not here: there are none.
"""

import bans.personal
import django.db.models.deletion
import participants.references
from django.conf import settings
from django.db import migrations, models

from participants.area_lock import lock_app
from participants.new_tables import CreateModels


class Migration(migrations.Migration):

    replaces = [
        ('notices', '0001_initial'),
        ('notices', '0002_second_lock'),
        ('notices', '0003_seal_personal_columns'),
        ('notices', '0004_names_in_words'),
        ('notices', '0005_legal_texts'),
        ('notices', '0006_reminders'),
        ('notices', '0007_sheet_of_a_letter'),
        ('notices', '0008_letters_about_requests'),
        ('notices', '0009_letter_designs'),
        ('notices', '0010_codes_of_letters'),
        ('notices', '0011_signature_and_copies'),
        ('notices', '0012_corrections_and_exceptions'),
    ]

    initial = True

    dependencies = [
        ('bans', '0001_squashed_0012_one_exception_at_a_time'),
        ('participants', '0001_squashed_0011_public_since'),
    ]

    operations = [
        CreateModels([
            migrations.CreateModel(
                name='RepresentativeLetter',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('sent_on', models.DateField(blank=True, null=True)),
                    ('impossible_reason', bans.personal.PersonalText()),
                    ('recorded_at', models.DateTimeField()),
                    ('area', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='participants.shoppingarea')),
                    ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('sanction', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='representative_letter', to='bans.sanction')),
                    ('token', models.CharField(default=participants.references.new_token, editable=False, max_length=16, unique=True)),
                ],
                options={
                    'verbose_name': 'brief aan ouder of voogd',
                    'verbose_name_plural': 'brieven aan ouder of voogd',
                    'constraints': [models.CheckConstraint(condition=models.Q(('sent_on__isnull', False), ('impossible_reason__isnull', False), _connector='OR'), name='sent_or_impossible')],
                },
            ),
            migrations.CreateModel(
                name='LegalText',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('subject', models.CharField(choices=[('trespass', 'huisvredebreuk'), ('authority', 'toezichthouder op persoonsgegevens'), ('equality_body', 'klachten over discriminatie')], max_length=20)),
                    ('number', models.PositiveIntegerField()),
                    ('name', models.CharField(max_length=160)),
                    ('text', models.CharField(blank=True, max_length=400)),
                    ('site', models.CharField(blank=True, max_length=120)),
                    ('source', models.CharField(max_length=200)),
                    ('valid_from', models.DateField(verbose_name='geldt vanaf')),
                    ('checked_on', models.DateField(verbose_name='nagekeken op')),
                    ('made_at', models.DateTimeField()),
                    ('area', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='legal_texts', to='participants.shoppingarea')),
                    ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': 'tekst uit de wet',
                    'verbose_name_plural': 'teksten uit de wet',
                    'ordering': ['subject', 'number'],
                    'constraints': [models.UniqueConstraint(fields=('area', 'subject', 'number'), name='one_legal_text_per_number')],
                },
            ),
            migrations.CreateModel(
                name='DigestSent',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('on', models.DateField()),
                    ('claimed_at', models.DateTimeField()),
                    ('sent_at', models.DateTimeField(blank=True, null=True)),
                    ('area', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='participants.shoppingarea')),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('area', 'user', 'on'), name='one_digest_a_day')],
                },
            ),
            migrations.CreateModel(
                name='ReminderSent',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('key', models.CharField(max_length=120)),
                    ('area', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='participants.shoppingarea')),
                    ('digest', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reminders', to='notices.digestsent')),
                    ('sanction', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='bans.sanction')),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': 'gemailde herinnering',
                    'verbose_name_plural': 'gemailde herinneringen',
                    'constraints': [models.UniqueConstraint(fields=('area', 'key', 'user'), name='one_mail_for_each_stage')],
                },
            ),
            migrations.CreateModel(
                name='ReviewDecision',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('token', models.CharField(default=participants.references.new_token, editable=False, max_length=16, unique=True)),
                    ('reason', bans.personal.PersonalText()),
                    ('decided_at', models.DateTimeField()),
                    ('area', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='participants.shoppingarea')),
                    ('decided_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('sanction', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='review_decision', to='bans.sanction')),
                ],
                options={
                    'verbose_name': 'besluit halverwege',
                    'verbose_name_plural': 'besluiten halverwege',
                    'constraints': [models.CheckConstraint(condition=models.Q(('reason__isnull', False)), name='kept_running_with_a_reason')],
                },
            ),
            migrations.CreateModel(
                name='Snooze',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('token', models.CharField(default=participants.references.new_token, editable=False, max_length=16, unique=True)),
                    ('key', models.CharField(max_length=120)),
                    ('until', models.DateField()),
                    ('reason', bans.personal.PersonalText()),
                    ('plain_reason', models.CharField(blank=True, max_length=200)),
                    ('snoozed_at', models.DateTimeField()),
                    ('area', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='participants.shoppingarea')),
                    ('sanction', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='bans.sanction')),
                    ('snoozed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': 'uitgestelde herinnering',
                    'verbose_name_plural': 'uitgestelde herinneringen',
                    'constraints': [models.UniqueConstraint(condition=models.Q(('user__isnull', False)), fields=('area', 'key', 'user'), name='one_snooze_of_ones_own'), models.UniqueConstraint(condition=models.Q(('user', None)), fields=('area', 'key'), name='one_snooze_for_everybody'), models.CheckConstraint(condition=models.Q(models.Q(('plain_reason', ''), ('reason__isnull', False), ('sanction__isnull', False)), models.Q(('reason__isnull', True), ('sanction', None), models.Q(('plain_reason', ''), _negated=True)), _connector='OR'), name='snoozed_with_a_reason')],
                },
            ),
            migrations.CreateModel(
                name='LetterDesign',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.PositiveIntegerField(verbose_name='versie')),
                    ('valid_from', models.DateField(verbose_name='geldt vanaf')),
                    ('logo', models.BinaryField(blank=True, default=bytes)),
                    ('colour', models.CharField(max_length=7)),
                    ('accent', models.CharField(max_length=7)),
                    ('contact_line', models.CharField(blank=True, max_length=200)),
                    ('opening', models.TextField(blank=True)),
                    ('house_rules', models.TextField(blank=True)),
                    ('made_at', models.DateTimeField()),
                    ('area', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='letter_designs', to='participants.shoppingarea')),
                    ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': 'huisstijl van brieven',
                    'verbose_name_plural': 'huisstijlen van brieven',
                    'ordering': ['-number'],
                    'constraints': [models.UniqueConstraint(fields=('area', 'number'), name='one_design_per_number')],
                },
            ),
            migrations.CreateModel(
                name='Notice',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('individual_warning', 'individuele waarschuwing'), ('individual_ban', 'individueel winkelverbod'), ('collective_warning', 'collectieve waarschuwing'), ('collective_ban', 'collectief winkelverbod'), ('combined', 'individueel winkelverbod met collectieve waarschuwing'), ('representative', 'brief aan ouder of voogd'), ('withdrawal', 'intrekking'), ('annulment', 'vernietiging met excuus'), ('supplementary', 'aanvulling: nieuwe lijst van winkels'), ('police_sheet', 'blad voor de aangifte'), ('proof_of_service', 'bewijs van uitreiking'), ('request_received', 'ontvangstbevestiging van een verzoek'), ('request_extended', 'bericht dat het antwoord later komt'), ('request_decided', 'antwoord op een verzoek'), ('exception', 'uitzondering: mag hier naar binnen'), ('recipients', 'bericht aan een winkel die de gegevens zag'), ('rectification', 'bericht dat gegevens zijn verbeterd'), ('police_correction', 'bericht aan de politie dat iets niet klopt')], max_length=30)),
                    ('version', models.PositiveSmallIntegerField()),
                    ('language', models.CharField(default='nl', max_length=8)),
                    ('starts_on', models.DateField(blank=True, null=True)),
                    ('html', bans.personal.PersonalText()),
                    ('pdf', bans.personal.PersonalBytes()),
                    ('sha256', models.CharField(max_length=64)),
                    ('made_at', models.DateTimeField()),
                    ('area', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='participants.shoppingarea')),
                    ('incident', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='bans.incident')),
                    ('made_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('participant_list', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='participants.participantlist')),
                    ('protocol', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='participants.protocol')),
                    ('sanction', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notices', to='bans.sanction')),
                    ('token', models.CharField(default=participants.references.new_token, editable=False, max_length=16, unique=True)),
                    ('large_print', models.BooleanField(default=False)),
                    ('sheet_language', models.CharField(blank=True, default='', max_length=8)),
                    ('addressed_to', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='participants.shop')),
                    ('design', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='notices.letterdesign')),
                    ('code_digest', models.CharField(blank=True, editable=False, max_length=64, null=True, unique=True)),
                    ('copies', models.PositiveSmallIntegerField(default=1)),
                ],
                options={
                    'ordering': ['made_at'],
                    'verbose_name': 'brief',
                    'verbose_name_plural': 'brieven',
                    'constraints': [models.UniqueConstraint(fields=('sanction', 'kind', 'version'), name='one_letter_per_sanction_kind_version')],
                },
            ),
            migrations.CreateModel(
                name='Service',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('way', models.CharField(choices=[('in_person', 'persoonlijk uitgereikt'), ('registered', 'aangetekend verstuurd')], max_length=12, verbose_name='manier')),
                    ('language', models.CharField(default='nl', max_length=8, verbose_name='taal van de brief')),
                    ('handed_at', models.DateTimeField(blank=True, null=True, verbose_name='datum en tijd')),
                    ('place', bans.personal.PersonalText(verbose_name='plaats')),
                    ('server_name', bans.personal.PersonalText(verbose_name='wie reikte uit?')),
                    ('witness_name', bans.personal.PersonalText(verbose_name='wie was getuige?')),
                    ('receipt', models.CharField(blank=True, choices=[('signed', 'getekend voor ontvangst'), ('refused', 'weigert te tekenen')], max_length=10, verbose_name='ontvangst')),
                    ('sent_on', models.DateField(blank=True, null=True, verbose_name='verstuurd op')),
                    ('track_and_trace', bans.personal.PersonalText(verbose_name='track-and-tracecode')),
                    ('delivery', models.CharField(blank=True, choices=[('underway', 'onderweg'), ('delivered', 'bezorgd'), ('returned', 'teruggekomen'), ('unclaimed', 'niet opgehaald')], max_length=10, verbose_name='bezorging')),
                    ('delivered_on', models.DateField(blank=True, null=True, verbose_name='bezorgd op')),
                    ('recorded_at', models.DateTimeField()),
                    ('area', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='participants.shoppingarea')),
                    ('notice', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='services', to='notices.notice')),
                    ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('sanction', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='services', to='bans.sanction')),
                    ('token', models.CharField(default=participants.references.new_token, editable=False, max_length=16, unique=True)),
                    ('signature', bans.personal.PersonalBytes()),
                ],
                options={
                    'ordering': ['recorded_at'],
                    'verbose_name': 'uitreiking',
                    'verbose_name_plural': 'uitreikingen',
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('delivery', 'delivered'), _negated=True), ('delivered_on__isnull', False), _connector='OR'), name='delivered_on_a_day'), models.CheckConstraint(condition=models.Q(models.Q(('way', 'in_person'), _negated=True), models.Q(('handed_at__isnull', False), ('place__isnull', False), models.Q(('receipt', ''), _negated=True)), _connector='OR'), name='in_person_is_complete'), models.CheckConstraint(condition=models.Q(('signature', None), models.Q(('receipt', 'signed'), ('way', 'in_person')), _connector='OR'), name='signature_of_who_signed')],
                },
            ),
        ]),
        # Row-level security on every table with an area (ADR 12).
        lock_app("notices"),
    ]
