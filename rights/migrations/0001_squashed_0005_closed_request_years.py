"""Every table of requests at once, for a new database; one that took the steps of before counts this as taken.

What those did to rows that were there is not here: there are none.
"""

import bans.personal
import django.db.models.deletion
import participants.references
import rights.requests.models
from django.conf import settings
from django.db import migrations, models

from participants.area_lock import lock_app
from participants.new_tables import CreateModels


class Migration(migrations.Migration):

    replaces = [
        ('rights', '0001_initial'),
        ('rights', '0002_submission_key'),
        ('rights', '0003_dispute_right'),
        ('rights', '0004_what_it_was_about'),
        ('rights', '0005_closed_request_years'),
    ]

    initial = True

    dependencies = [
        ('bans', '0001_squashed_0012_one_exception_at_a_time'),
        ('participants', '0001_squashed_0011_public_since'),
    ]

    operations = [
        CreateModels([
            migrations.CreateModel(
                name='ForgottenLetter',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code_digest', models.CharField(editable=False, max_length=64, unique=True)),
                    ('until', models.DateField(db_index=True)),
                    ('area', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='participants.shoppingarea')),
                    ('erasure', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='bans.erasure')),
                ],
            ),
            migrations.CreateModel(
                name='Request',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.CharField(default=rights.requests.models.new_number, editable=False, max_length=9, unique=True)),
                    ('token', models.CharField(default=participants.references.new_token, editable=False, max_length=16, unique=True)),
                    ('right', models.CharField(choices=[('access', 'inzage in de gegevens'), ('rectification', 'verbetering van de gegevens'), ('erasure', 'wissing van de gegevens'), ('restriction', 'beperking van het gebruik van de gegevens'), ('objection', 'bezwaar'), ('exception', 'een uitzondering voor een winkel die nodig is'), ('complaint', 'klacht')], max_length=15)),
                    ('channel', models.CharField(choices=[('page', 'de eigen pagina'), ('email', 'e-mail'), ('phone', 'telefoon'), ('paper', 'brief'), ('shop', 'in een winkel')], max_length=10)),
                    ('received_on', models.DateField()),
                    ('registered_at', models.DateTimeField()),
                    ('identified', models.CharField(blank=True, choices=[('code', 'de code van de brief'), ('known', 'iemand van ons kent de persoon'), ('shown', 'de persoon liet iets zien; er is niets overgenomen'), ('answers', 'de persoon wist wat alleen deze persoon weet'), ('address', 'het antwoord gaat naar het adres dat wij al hebben')], max_length=10)),
                    ('identified_at', models.DateTimeField(blank=True, null=True)),
                    ('copy_destroyed', models.BooleanField(default=False)),
                    ('dispute', models.CharField(blank=True, choices=[('person', 'het gaat om iemand anders'), ('fact', 'er klopt iets niet')], max_length=10)),
                    ('dispute_settled_at', models.DateTimeField(blank=True, null=True)),
                    ('set_aside', models.BooleanField(blank=True, null=True)),
                    ('set_aside_decided_at', models.DateTimeField(blank=True, null=True)),
                    ('heard_on', models.DateField(blank=True, null=True)),
                    ('committee_asked_on', models.DateField(blank=True, null=True)),
                    ('committee_advised_on', models.DateField(blank=True, null=True)),
                    ('committee_advice', models.CharField(blank=True, choices=[('granted', 'toegewezen'), ('partly', 'voor een deel toegewezen'), ('refused', 'afgewezen')], max_length=10)),
                    ('extended_on', models.DateField(blank=True, null=True)),
                    ('decided_at', models.DateTimeField(blank=True, null=True)),
                    ('outcome', models.CharField(blank=True, choices=[('granted', 'toegewezen'), ('partly', 'voor een deel toegewezen'), ('refused', 'afgewezen')], max_length=10)),
                    ('cause', models.CharField(blank=True, choices=[('wrong_person', 'verkeerde persoon'), ('wrong_fact', 'een feit klopte niet'), ('rule', 'een regel van het protocol is niet gevolgd'), ('service', 'de brief of de uitreiking klopte niet'), ('too_heavy', 'te zwaar voor wat er gebeurde'), ('changed', 'geen fout: de omstandigheden zijn veranderd'), ('none', 'geen fout')], max_length=12)),
                    ('closed_at', models.DateTimeField(blank=True, null=True)),
                    ('area', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rights_requests', to='participants.shoppingarea')),
                    ('closed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('dispute_settled_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('extended_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('hearer', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('identified_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('owner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='rights_owned', to=settings.AUTH_USER_MODEL)),
                    ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='rights_requests', to='bans.person')),
                    ('protocol', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='participants.protocol')),
                    ('registered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('sanction', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='rights_requests', to='bans.sanction')),
                    ('set_aside_decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('submission_key', models.CharField(blank=True, editable=False, max_length=64, null=True, unique=True)),
                    ('dispute_right', models.BooleanField(blank=True, null=True)),
                    ('said_before', models.BooleanField(default=False)),
                    ('conduct_class', models.CharField(blank=True, max_length=10)),
                    ('step', models.CharField(blank=True, max_length=20)),
                ],
                options={
                    'verbose_name': 'verzoek',
                    'verbose_name_plural': 'verzoeken',
                    'ordering': ['received_on', 'pk'],
                    'indexes': [models.Index(fields=['area', 'closed_at'], name='open_requests_of_area')],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('cause', ''), ('decided_at', None), ('decided_by', None), ('outcome', '')), models.Q(('decided_at__isnull', False), ('decided_by__isnull', False), models.Q(('outcome', ''), _negated=True), models.Q(('cause', ''), _negated=True)), _connector='OR'), name='request_decided_with_outcome'), models.CheckConstraint(condition=models.Q(('closed_at', None), ('decided_at__isnull', False), _connector='OR'), name='request_closed_after_decision'), models.CheckConstraint(condition=models.Q(('extended_on', None), models.Q(('extended_by__isnull', False), ('extended_on__gte', models.F('received_on'))), _connector='OR'), name='request_extended_by_somebody'), models.CheckConstraint(condition=models.Q(models.Q(('set_aside', None), ('set_aside_decided_at', None)), models.Q(('set_aside__isnull', False), ('set_aside_decided_at__isnull', False)), _connector='OR'), name='request_set_aside_decided'), models.CheckConstraint(condition=models.Q(models.Q(('committee_advice', ''), ('committee_advised_on', None)), models.Q(('committee_advised_on__isnull', False), ('committee_asked_on__isnull', False), models.Q(('committee_advice', ''), _negated=True)), _connector='OR'), name='request_advised_with_advice')],
                },
            ),
            migrations.CreateModel(
                name='Correction',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('token', models.CharField(default=participants.references.new_token, editable=False, max_length=16, unique=True)),
                    ('kind', models.CharField(choices=[('rectified', 'verbeterd'), ('restricted', 'verborgen'), ('withdrawn', 'ingetrokken'), ('annulled', 'vernietigd'), ('erased', 'gewist')], max_length=10)),
                    ('cause', models.CharField(choices=[('wrong_person', 'verkeerde persoon'), ('wrong_fact', 'een feit klopte niet'), ('rule', 'een regel van het protocol is niet gevolgd'), ('service', 'de brief of de uitreiking klopte niet'), ('too_heavy', 'te zwaar voor wat er gebeurde'), ('changed', 'geen fout: de omstandigheden zijn veranderd'), ('none', 'geen fout')], max_length=12)),
                    ('made_at', models.DateTimeField()),
                    ('touched', models.JSONField(default=dict)),
                    ('finished_at', models.DateTimeField(blank=True, null=True)),
                    ('area', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='corrections', to='participants.shoppingarea')),
                    ('finished_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='bans.person')),
                    ('sanction', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='corrections', to='bans.sanction')),
                    ('request', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='corrections', to='rights.request')),
                ],
                options={
                    'verbose_name': 'correctie',
                    'verbose_name_plural': 'correcties',
                    'ordering': ['-made_at', '-pk'],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('finished_at', None), ('finished_by', None)), ('finished_at__isnull', False), _connector='OR'), name='correction_finished')],
                },
            ),
            migrations.CreateModel(
                name='AccessExport',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('token', models.CharField(default=participants.references.new_token, editable=False, max_length=16, unique=True)),
                    ('pdf', bans.personal.PersonalBytes()),
                    ('json', bans.personal.PersonalBytes()),
                    ('made_at', models.DateTimeField()),
                    ('area', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='participants.shoppingarea')),
                    ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='bans.person')),
                    ('request', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='export', to='rights.request')),
                ],
                options={
                    'verbose_name': 'overzicht van gegevens',
                    'verbose_name_plural': 'overzichten van gegevens',
                },
            ),
            migrations.CreateModel(
                name='Requester',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('token', models.CharField(default=participants.references.new_token, editable=False, max_length=16, unique=True)),
                    ('name', bans.personal.PersonalText(verbose_name='naam')),
                    ('contact', bans.personal.PersonalText(verbose_name='waar het antwoord heen gaat')),
                    ('area', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='participants.shoppingarea')),
                    ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='bans.person')),
                    ('request', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='requester', to='rights.request')),
                ],
                options={
                    'verbose_name': 'gegevens van een verzoeker',
                    'verbose_name_plural': 'gegevens van verzoekers',
                },
            ),
            migrations.CreateModel(
                name='Statement',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('token', models.CharField(default=participants.references.new_token, editable=False, max_length=16, unique=True)),
                    ('side', models.CharField(choices=[('person', 'de persoon'), ('shop', 'de winkel'), ('association', 'de vereniging'), ('hearing', 'verslag van het gesprek'), ('committee', 'de klachtencommissie'), ('set_aside', 'waarom wel of niet stilgelegd'), ('settled', 'wat wij uitzochten'), ('extension', 'waarom het antwoord later komt'), ('answer', 'het antwoord')], max_length=12)),
                    ('words', bans.personal.PersonalText()),
                    ('said_at', models.DateTimeField()),
                    ('area', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='participants.shoppingarea')),
                    ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='bans.person')),
                    ('request', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='statements', to='rights.request')),
                    ('written_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': 'verklaring bij een verzoek',
                    'verbose_name_plural': 'verklaringen bij verzoeken',
                    'ordering': ['said_at', 'pk'],
                },
            ),
            migrations.CreateModel(
                name='ClosedRequestYear',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('year', models.PositiveSmallIntegerField()),
                    ('tables', models.JSONField()),
                    ('closed_at', models.DateTimeField()),
                    ('area', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='closed_request_years', to='participants.shoppingarea')),
                ],
                options={
                    'verbose_name': 'afgesloten jaar van verzoeken',
                    'verbose_name_plural': 'afgesloten jaren van verzoeken',
                    'ordering': ['area', 'year'],
                    'constraints': [models.UniqueConstraint(fields=('area', 'year'), name='one_closing_of_requests_a_year')],
                },
            ),
        ]),
        # Row-level security on every table with an area (ADR 12).
        lock_app("rights"),
    ]
