"""Every table of oversight at once, for a new database; one that took the steps of before counts this as taken.

What those did to rows that were there is not here: there are none.
"""

import django.db.models.deletion
import participants.references
from django.conf import settings
from django.db import migrations, models

from participants.area_lock import lock_app
from participants.new_tables import CreateModels


class Migration(migrations.Migration):

    replaces = [
        ('oversight', '0001_samples'),
        ('oversight', '0002_closed_figures'),
        ('oversight', '0003_yearly_report'),
        ('oversight', '0004_oversight_keys'),
        ('oversight', '0005_dossier'),
    ]

    initial = True

    dependencies = [
        ('bans', '0001_squashed_0012_one_exception_at_a_time'),
        ('participants', '0001_squashed_0011_public_since'),
    ]

    operations = [
        CreateModels([
            migrations.CreateModel(
                name='Sample',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('token', models.CharField(default=participants.references.new_token, editable=False, max_length=16, unique=True)),
                    ('drawn_on', models.DateField()),
                    ('drawn_at', models.DateTimeField()),
                    ('seed', models.CharField(max_length=80)),
                    ('head_serial', models.PositiveBigIntegerField()),
                    ('confidence', models.PositiveSmallIntegerField()),
                    ('share', models.PositiveSmallIntegerField()),
                    ('population', models.JSONField(default=dict)),
                    ('drawn', models.JSONField(default=dict)),
                    ('population_digest', models.CharField(max_length=64)),
                    ('verdicts', models.JSONField(default=dict)),
                    ('closed_at', models.DateTimeField(blank=True, null=True)),
                    ('area', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='samples', to='participants.shoppingarea')),
                    ('closed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('drawn_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': 'steekproef',
                    'verbose_name_plural': 'steekproeven',
                    'ordering': ['-drawn_at'],
                    'constraints': [models.UniqueConstraint(fields=('area', 'drawn_on'), name='one_sample_a_day'), models.CheckConstraint(condition=models.Q(models.Q(('closed_at', None), ('closed_by', None)), models.Q(('closed_at__isnull', False), ('closed_by__isnull', False)), _connector='OR'), name='sample_closed_by_somebody')],
                },
            ),
            migrations.CreateModel(
                name='SampleItem',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.PositiveIntegerField()),
                    ('kind', models.CharField(choices=[('registration', 'maatregel'), ('check', 'vraag aan een balie')], max_length=12)),
                    ('area', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='participants.shoppingarea')),
                    ('counter_check', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='bans.countercheck')),
                    ('sample', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='oversight.sample')),
                    ('sanction', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='bans.sanction')),
                ],
                options={
                    'verbose_name': 'plaats in een steekproef',
                    'verbose_name_plural': 'plaatsen in een steekproef',
                    'ordering': ['sample', 'number'],
                    'constraints': [models.UniqueConstraint(fields=('sample', 'number'), name='one_item_a_number'), models.CheckConstraint(condition=models.Q(models.Q(('counter_check', None), ('kind', 'registration'), ('sanction__isnull', False)), models.Q(('counter_check__isnull', False), ('kind', 'check'), ('sanction', None)), _connector='OR'), name='item_leads_to_one_file')],
                },
            ),
            migrations.CreateModel(
                name='Note',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('side', models.CharField(choices=[('comment', 'opmerking van de gemeente'), ('question', 'vraag van de gemeente'), ('answer', 'antwoord van de vereniging')], max_length=10)),
                    ('words', models.TextField(max_length=2000)),
                    ('written_at', models.DateTimeField()),
                    ('area', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='participants.shoppingarea')),
                    ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('item', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notes', to='oversight.sampleitem')),
                ],
                options={
                    'verbose_name': 'notitie bij een steekproef',
                    'verbose_name_plural': 'notities bij een steekproef',
                    'ordering': ['written_at', 'pk'],
                },
            ),
            migrations.CreateModel(
                name='NameRequest',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('ground', models.CharField(choices=[('complaint', 'de persoon klaagde bij de gemeente'), ('two_files', 'nagaan of twee dossiers over dezelfde persoon gaan'), ('paper', 'nagaan of een papieren stuk bij dit dossier hoort'), ('authority', 'de Autoriteit Persoonsgegevens of een rechter vraagt erom')], max_length=12)),
                    ('words', models.TextField(max_length=2000)),
                    ('asked_at', models.DateTimeField()),
                    ('granted', models.BooleanField(blank=True, null=True)),
                    ('reason', models.TextField(blank=True, max_length=2000)),
                    ('decided_at', models.DateTimeField(blank=True, null=True)),
                    ('area', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='participants.shoppingarea')),
                    ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('item', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='name_requests', to='oversight.sampleitem')),
                ],
                options={
                    'verbose_name': 'verzoek om een naam',
                    'verbose_name_plural': 'verzoeken om een naam',
                    'ordering': ['asked_at', 'pk'],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('granted', None)), fields=('item',), name='one_open_name_request_an_item'), models.CheckConstraint(condition=models.Q(models.Q(('decided_at', None), ('decided_by', None), ('granted', None)), models.Q(('decided_at__isnull', False), ('decided_by__isnull', False), ('granted__isnull', False)), _connector='OR'), name='name_request_decided_by_somebody'), models.CheckConstraint(condition=models.Q(('decided_by', None), models.Q(('decided_by', models.F('asked_by')), _negated=True), _connector='OR'), name='name_decided_by_another'), models.CheckConstraint(condition=models.Q(models.Q(('granted', False), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='name_refused_with_reason')],
                },
            ),
            migrations.CreateModel(
                name='ClosedYear',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('year', models.PositiveSmallIntegerField()),
                    ('name', models.CharField(max_length=120)),
                    ('subjects', models.JSONField()),
                    ('middles', models.JSONField()),
                    ('since', models.DateField()),
                    ('closed_at', models.DateTimeField()),
                    ('area', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='closed_years', to='participants.shoppingarea')),
                ],
                options={
                    'verbose_name': 'afgesloten jaar',
                    'verbose_name_plural': 'afgesloten jaren',
                    'ordering': ['area', 'year'],
                    'constraints': [models.UniqueConstraint(fields=('area', 'year'), name='one_closing_a_year')],
                },
            ),
            migrations.CreateModel(
                name='QuarterCounts',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('year', models.PositiveSmallIntegerField()),
                    ('quarter', models.PositiveSmallIntegerField()),
                    ('cases', models.JSONField()),
                    ('possible', models.JSONField()),
                    ('waits', models.JSONField()),
                    ('since', models.DateField()),
                    ('counted_at', models.DateTimeField()),
                    ('area', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='quarter_counts', to='participants.shoppingarea')),
                ],
                options={
                    'verbose_name': 'geteld kwartaal',
                    'verbose_name_plural': 'getelde kwartalen',
                    'ordering': ['area', 'year', 'quarter'],
                    'constraints': [models.UniqueConstraint(fields=('area', 'year', 'quarter'), name='one_count_a_quarter'), models.CheckConstraint(condition=models.Q(('quarter__range', (1, 4))), name='quarter_of_a_year')],
                },
            ),
            migrations.CreateModel(
                name='YearlyReport',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('year', models.PositiveSmallIntegerField()),
                    ('version', models.PositiveSmallIntegerField()),
                    ('revision', models.PositiveIntegerField(default=0)),
                    ('held_on', models.DateField(blank=True, null=True, verbose_name='dag van het overleg')),
                    ('took_part', models.TextField(blank=True, max_length=3000, verbose_name='wie erbij waren')),
                    ('went_well', models.TextField(blank=True, max_length=3000, verbose_name='wat ging goed')),
                    ('must_change', models.TextField(blank=True, max_length=3000, verbose_name='wat moet anders')),
                    ('needed', models.TextField(blank=True, max_length=3000, verbose_name='is het nog nodig, en niet te zwaar')),
                    ('conclusions', models.TextField(blank=True, max_length=3000, verbose_name='over wat niet klopt of ontbreekt')),
                    ('agreed', models.TextField(blank=True, max_length=3000, verbose_name='wat is afgesproken')),
                    ('written_at', models.DateTimeField()),
                    ('adopted_at', models.DateTimeField(blank=True, null=True)),
                    ('pdf', models.BinaryField(blank=True, default=bytes)),
                    ('sha256', models.CharField(blank=True, max_length=64)),
                    ('adopted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('area', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='yearly_reports', to='participants.shoppingarea')),
                    ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': 'jaarverslag',
                    'verbose_name_plural': 'jaarverslagen',
                    'ordering': ['-year', '-version'],
                    'constraints': [models.UniqueConstraint(fields=('area', 'year', 'version'), name='one_report_a_version'), models.UniqueConstraint(condition=models.Q(('adopted_at', None)), fields=('area', 'year'), name='one_draft_report_a_year'), models.CheckConstraint(condition=models.Q(models.Q(('adopted_at', None), ('adopted_by', None), ('sha256', '')), models.Q(('adopted_at__isnull', False), ('adopted_by__isnull', False), ('held_on__isnull', False), models.Q(('sha256', ''), _negated=True)), _connector='OR'), name='report_adopted_whole')],
                },
            ),
            migrations.CreateModel(
                name='OversightKey',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=60, verbose_name='naam van het systeem')),
                    ('token_hash', models.CharField(max_length=64, unique=True)),
                    ('made_at', models.DateTimeField()),
                    ('made_on', models.DateField()),
                    ('ends_on', models.DateField()),
                    ('last_used_at', models.DateTimeField(blank=True, null=True)),
                    ('revoked_at', models.DateTimeField(blank=True, null=True)),
                    ('area', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='participants.shoppingarea')),
                    ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('revoked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': 'sleutel van een systeem',
                    'verbose_name_plural': 'sleutels van systemen',
                    'ordering': ['name', 'pk'],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('revoked_at', None), ('revoked_by', None)), models.Q(('revoked_at__isnull', False), ('revoked_by__isnull', False)), _connector='OR'), name='oversight_key_revoked_by_somebody'), models.CheckConstraint(condition=models.Q(('ends_on__gt', models.F('made_on'))), name='oversight_key_ends_after_start')],
                },
            ),
            migrations.CreateModel(
                name='DpiaPoint',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', models.CharField(max_length=40)),
                    ('words', models.CharField(blank=True, max_length=600, verbose_name='het punt')),
                    ('raised_at', models.DateTimeField()),
                    ('settled_on', models.DateField(blank=True, null=True, verbose_name='beslist op')),
                    ('settled_at', models.DateTimeField(blank=True, null=True)),
                    ('settled_as', models.CharField(blank=True, max_length=20)),
                    ('remark', models.TextField(blank=True, max_length=2000, verbose_name='wat is er besloten, en waarom')),
                    ('area', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='dpia_points', to='participants.shoppingarea')),
                    ('raised_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('settled_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': 'open punt van de DPIA',
                    'verbose_name_plural': 'open punten van de DPIA',
                    'ordering': ['raised_at', 'pk'],
                    'constraints': [models.UniqueConstraint(fields=('area', 'code'), name='one_row_a_point'), models.CheckConstraint(condition=models.Q(models.Q(('remark', ''), ('settled_at', None), ('settled_by', None), ('settled_on', None)), models.Q(('settled_at__isnull', False), ('settled_by__isnull', False), ('settled_on__isnull', False), models.Q(('remark', ''), _negated=True)), _connector='OR'), name='point_settled_with_words')],
                },
            ),
            migrations.CreateModel(
                name='Dossier',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('token', models.CharField(default=participants.references.new_token, editable=False, max_length=16, unique=True)),
                    ('purpose', models.CharField(choices=[('new', 'een nieuwe vergunning'), ('renewal', 'verlenging van de vergunning'), ('supplement', 'nieuwe deelnemers bij de vergunning')], max_length=12, verbose_name='waarvoor')),
                    ('case_number', models.CharField(blank=True, max_length=60, verbose_name='zaaknummer')),
                    ('asked_on', models.DateField()),
                    ('asked_at', models.DateTimeField()),
                    ('facts', models.JSONField(default=dict)),
                    ('made_at', models.DateTimeField(blank=True, null=True)),
                    ('archive', models.BinaryField(blank=True, default=b'')),
                    ('sha256', models.CharField(blank=True, max_length=64)),
                    ('area', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='dossiers', to='participants.shoppingarea')),
                    ('asked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('follows', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='oversight.filing')),
                ],
                options={
                    'verbose_name': 'vergunningsdossier',
                    'verbose_name_plural': 'vergunningsdossiers',
                    'ordering': ['-asked_at', '-pk'],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('made_at', None), ('sha256', '')), models.Q(('made_at__isnull', False), models.Q(('sha256', ''), _negated=True)), _connector='OR'), name='dossier_made_is_whole')],
                },
            ),
            migrations.CreateModel(
                name='Filing',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('filed_on', models.DateField(verbose_name='ingediend op')),
                    ('case_number', models.CharField(blank=True, max_length=60, verbose_name='zaaknummer')),
                    ('recorded_at', models.DateTimeField()),
                    ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                    ('area', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='filings', to='participants.shoppingarea')),
                    ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='filings', to='oversight.dossier')),
                    ('filed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('withdrawn_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': 'indiening',
                    'verbose_name_plural': 'indieningen',
                    'ordering': ['-filed_on', '-pk'],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('withdrawn_at', None)), fields=('area', 'filed_on'), name='one_filing_a_day'), models.UniqueConstraint(condition=models.Q(('withdrawn_at', None)), fields=('dossier',), name='dossier_filed_once'), models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_by', None)), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False)), _connector='OR'), name='filing_withdrawn_by_somebody')],
                },
            ),
        ]),
        # Row-level security on every table with an area (ADR 12).
        lock_app("oversight"),
    ]
