"""The database itself refuses to change the log. A later migration that remakes a table on SQLite ends the same way."""

from django.db import migrations

from audit import walls


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_chain_and_heads")]

    operations = [
        migrations.RunPython(
            lambda registry, editor: walls.lay(editor.connection),
            lambda registry, editor: walls.take_away(editor.connection, kinds=("update", "delete", "empty", "replace")),
        )
    ]
