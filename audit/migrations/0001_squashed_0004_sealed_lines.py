"""The log and its walls, for a new database; one that took the steps of before counts this as taken.

Walls that came down around a change of a table stand here from the start.
"""

import audit.models
import django.db.models.deletion
from django.db import migrations, models

from audit import walls


class Migration(migrations.Migration):

    replaces = [
        ('audit', '0001_initial'),
        ('audit', '0002_chain_and_heads'),
        ('audit', '0003_walls'),
        ('audit', '0004_sealed_lines'),
    ]

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Event',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(auto_now_add=True, db_index=True)),
                ('action', models.CharField(max_length=60)),
                ('subject', models.CharField(db_index=True, max_length=80)),
                ('actor', models.CharField(max_length=80)),
                ('area', models.CharField(blank=True, max_length=60)),
                ('facts', models.JSONField(default=dict)),
                ('operation', models.CharField(blank=True, max_length=32)),
                ('organisation', models.CharField(blank=True, max_length=200)),
                ('door', models.CharField(blank=True, max_length=40)),
                ('purpose', models.CharField(blank=True, choices=[('entry', 'nagaan of iemand naar binnen mag'), ('measures', 'voorvallen en maatregelen'), ('rights', 'rechten van betrokkenen'), ('retention', 'bewaren en wissen'), ('oversight', 'toezicht en verantwoording'), ('organisation', 'inrichting van het gebied'), ('security', 'inloggen en beveiliging')], max_length=20)),
                ('result', models.CharField(choices=[('done', 'gelukt'), ('refused', 'geweigerd'), ('failed', 'mislukt')], default='done', max_length=10)),
                ('roles', models.CharField(blank=True, max_length=120)),
                ('salt', models.CharField(blank=True, default=audit.models.fresh_salt, max_length=24)),
            ],
            options={
                'ordering': ['id'],
                'indexes': [models.Index(fields=['area', '-id'], name='event_of_area'), models.Index(fields=['area', 'at'], name='event_of_area_by_time')],
            },
        ),
        migrations.CreateModel(
            name='Head',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('area', models.CharField(blank=True, max_length=60)),
                ('serial', models.PositiveBigIntegerField()),
                ('size', models.PositiveBigIntegerField()),
                ('hash', models.CharField(max_length=44)),
                ('at', models.DateTimeField()),
                ('reason', models.CharField(choices=[('hour', 'Hour'), ('role', 'Role'), ('export', 'Export'), ('prune', 'Prune')], max_length=10)),
                ('note', models.TextField()),
                ('key', models.CharField(max_length=200)),
            ],
            options={
                'indexes': [models.Index(fields=['area', 'at'], name='head_of_area_by_time')],
                'constraints': [models.UniqueConstraint(fields=('area', 'serial'), name='one_head_per_serial')],
            },
        ),
        migrations.CreateModel(
            name='Link',
            fields=[
                ('event', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='link', serialize=False, to='audit.event')),
                ('area', models.CharField(blank=True, max_length=60)),
                ('number', models.PositiveBigIntegerField()),
                ('hash', models.CharField(max_length=44)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('area', 'number'), name='one_link_per_number')],
            },
        ),
        migrations.CreateModel(
            name='Pruning',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('area', models.CharField(blank=True, max_length=60)),
                ('size', models.PositiveBigIntegerField()),
                ('at', models.DateTimeField()),
                ('head', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='prunings', to='audit.head')),
            ],
            options={
                'indexes': [models.Index(fields=['area', 'size'], name='pruning_of_area')],
            },
        ),
        migrations.RunPython(
            lambda registry, editor: walls.lay(editor.connection),
            lambda registry, editor: walls.take_away(editor.connection, kinds=("update", "delete", "empty", "replace")),
        ),
    ]
