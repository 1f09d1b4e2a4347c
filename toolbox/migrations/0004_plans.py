"""Plans with their parts, figures, warnings that were answered, extensions and evaluations."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from participants.area_lock import lock_app


class Migration(migrations.Migration):

    dependencies = [
        ('participants', '0008_jobs'),
        ('toolbox', '0003_legal_test'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
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
            ],
            options={
                'verbose_name': 'onderdeel',
                'verbose_name_plural': 'onderdelen',
                'ordering': ['starts_on', 'pk'],
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
            ],
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
        migrations.AddConstraint(
            model_name='plan',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='plan_ends_after_it_starts'),
        ),
        migrations.AddConstraint(
            model_name='plan',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('put_forward_at', None), ('put_forward_by', None)), models.Q(('put_forward_at__isnull', False), ('put_forward_by__isnull', False)), _connector='OR'), name='plan_put_forward_by_somebody'),
        ),
        migrations.AddConstraint(
            model_name='plan',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('approved_at', None), ('approved_by', None)), models.Q(('approved_at__isnull', False), ('approved_by__isnull', False)), _connector='OR'), name='plan_approved_by_somebody'),
        ),
        migrations.AddConstraint(
            model_name='plan',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_at', None), ('closed_by', None)), models.Q(('closed_at__isnull', False), ('closed_by__isnull', False)), _connector='OR'), name='plan_closed_by_somebody'),
        ),
        migrations.AddConstraint(
            model_name='plan',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(('sent_back_at', None), ('sent_back_by', None)), models.Q(('sent_back_at__isnull', False), ('sent_back_by__isnull', False)), _connector='OR'), models.Q(('sent_back_at', None), models.Q(('sent_back_reason', ''), _negated=True), _connector='OR')), name='plan_sent_back_with_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='plan',
            constraint=models.CheckConstraint(condition=models.Q(('approved_at', None), models.Q(('put_forward_at__isnull', False), models.Q(('approved_by', models.F('put_forward_by')), _negated=True)), _connector='OR'), name='plan_approved_by_another'),
        ),
        migrations.AddConstraint(
            model_name='plan',
            constraint=models.CheckConstraint(condition=models.Q(('closed_at', None), ('approved_at__isnull', False), _connector='OR'), name='plan_closed_after_approval'),
        ),
        migrations.AddConstraint(
            model_name='indicator',
            constraint=models.UniqueConstraint(fields=('plan', 'name'), name='indicator_named_once'),
        ),
        migrations.AddConstraint(
            model_name='planpart',
            constraint=models.CheckConstraint(condition=models.Q(('last_day__gte', models.F('starts_on'))), name='part_ends_after_it_starts'),
        ),
        migrations.AddConstraint(
            model_name='partextension',
            constraint=models.CheckConstraint(condition=models.Q(('last_day__gt', models.F('earlier_last_day'))), name='extension_makes_longer'),
        ),
        migrations.AddConstraint(
            model_name='partextension',
            constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='extension_has_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='partextension',
            constraint=models.UniqueConstraint(fields=('legal_test',), name='extension_has_a_test_of_its_own'),
        ),
        migrations.AddConstraint(
            model_name='partevaluation',
            constraint=models.CheckConstraint(condition=models.Q(('learned', ''), _negated=True), name='evaluation_says_what_was_learned'),
        ),
        migrations.AddConstraint(
            model_name='warninganswer',
            constraint=models.UniqueConstraint(fields=('plan', 'key'), name='warning_answered_once'),
        ),
        migrations.AddConstraint(
            model_name='warninganswer',
            constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='warning_answered_with_a_reason'),
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
            options={'ordering': ['-year', '-pk']},
        ),
        migrations.AddField(
            model_name='partevaluation',
            name='copy',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='evaluation', to='toolbox.sharedexperience'),
        ),
        migrations.AddField(
            model_name='planpart',
            name='stop_reason',
            field=models.TextField(blank=True, verbose_name='waarom stopt het?'),
        ),
        migrations.AddField(
            model_name='planpart',
            name='stopped_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='planpart',
            name='stopped_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='planpart',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('stop_reason', ''), ('stopped_at', None), ('stopped_by', None)), models.Q(('stopped_at__isnull', False), ('stopped_by__isnull', False), models.Q(('stop_reason', ''), _negated=True)), _connector='OR'), name='part_stopped_by_somebody_for_a_reason'),
        ),
        lock_app('toolbox'),
    ]
