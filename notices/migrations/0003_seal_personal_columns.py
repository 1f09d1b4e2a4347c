"""Letters and the proof of their service are sealed under the key of whom they are about (ADR 9)."""

import bans.models.person
import bans.personal
from django.conf import settings
from django.db import migrations, models


from bans.migrations._open_values import seal_open_values

NAMED = ("Notice", "Service", "RepresentativeLetter")
OF_PERSON = (
    "SELECT p.token FROM bans_person p JOIN bans_sanction s ON s.person_id = p.id WHERE s.id = sanction_id"
)


def name_rows(apps, schema_editor):
    """A name of its own for each row that there was before rows had one."""
    for name in NAMED:
        for row in apps.get_model("notices", name).objects.only("pk"):
            type(row).objects.filter(pk=row.pk).update(token=bans.models.person.new_token())


class Migration(migrations.Migration):

    dependencies = [
        ('bans', '0004_seal_personal_columns'),
        ('notices', '0002_second_lock'),
        ('participants', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='representativeletter',
            name='sent_or_impossible',
        ),
        migrations.RemoveConstraint(
            model_name='service',
            name='in_person_is_complete',
        ),
        migrations.AddField(
            model_name='notice',
            name='token',
            field=models.CharField(default=bans.models.person.new_token, editable=False, max_length=16),
        ),
        migrations.AddField(
            model_name='representativeletter',
            name='token',
            field=models.CharField(default=bans.models.person.new_token, editable=False, max_length=16),
        ),
        migrations.AddField(
            model_name='service',
            name='token',
            field=models.CharField(default=bans.models.person.new_token, editable=False, max_length=16),
        ),
        migrations.AlterField(
            model_name='service',
            name='place',
            field=bans.personal.PersonalText(verbose_name='plaats'),
        ),
        migrations.AlterField(
            model_name='service',
            name='track_and_trace',
            field=bans.personal.PersonalText(verbose_name='track-and-tracecode'),
        ),
        migrations.RunPython(name_rows, migrations.RunPython.noop),
        *[
            migrations.AlterField(
                model_name=name,
                name="token",
                field=models.CharField(
                    default=bans.models.person.new_token, editable=False, max_length=16, unique=True
                ),
            )
            for name in NAMED
        ],
        *[
            migrations.RunPython(seal_open_values(f"notices.{name}", OF_PERSON), migrations.RunPython.noop)
            for name in NAMED
        ],
        migrations.AddConstraint(
            model_name='representativeletter',
            constraint=models.CheckConstraint(condition=models.Q(('sent_on__isnull', False), ('impossible_reason__isnull', False), _connector='OR'), name='sent_or_impossible'),
        ),
        migrations.AddConstraint(
            model_name='service',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('way', 'in_person'), _negated=True), models.Q(('handed_at__isnull', False), ('place__isnull', False), models.Q(('receipt', ''), _negated=True)), _connector='OR'), name='in_person_is_complete'),
        ),
    ]
