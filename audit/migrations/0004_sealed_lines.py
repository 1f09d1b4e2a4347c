"""Each line gets a salt, so that it can be proved without being told. Lines that are there keep none, and their hash.

SQLite makes a new table for it; until that is there under its name no wall can lean on it. All in one transaction.
"""

from django.db import migrations, models

from audit import models as audit_models
from audit import walls


def take_down(registry, editor):
    walls.take_away(editor.connection, kinds=("update", "delete", "empty", "replace"))


def lay(registry, editor):
    walls.lay(editor.connection)


class Migration(migrations.Migration):
    dependencies = [("audit", "0003_walls")]

    operations = [
        migrations.RunPython(take_down, lay),
        migrations.AddField("event", "salt", models.CharField(blank=True, default="", max_length=24)),
        migrations.AlterField(
            "event", "salt", models.CharField(blank=True, default=audit_models.fresh_salt, max_length=24)
        ),
        migrations.RunPython(lay, take_down),
    ]
