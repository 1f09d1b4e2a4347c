from typing import Any

from django.db import migrations


def end_those_with_a_next(apps: Any, schema_editor: Any) -> None:
    """An exception that passed its last day was left as it was when another took its place. In a migration of its own:
    PostgreSQL makes no index in the transaction that changed the rows."""
    rows = apps.get_model("bans", "EntryException").objects.filter(ended_at=None).order_by("-granted_at", "-pk")
    last: dict[tuple[int, int], Any] = {}
    for row in rows:
        following = last.setdefault((row.sanction_id, row.shop_id), row)
        if following is not row:
            row.ended_at, row.ended_by_id = following.granted_at, following.granted_by_id
            row.save(update_fields=["ended_at", "ended_by"])


class Migration(migrations.Migration):
    dependencies = [("bans", "0010_entry_exceptions")]
    operations = [migrations.RunPython(end_those_with_a_next, migrations.RunPython.noop)]
