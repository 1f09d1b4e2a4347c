"""Row-level security on every table of letters (ADR 12)."""

from django.db import migrations

from participants.area_lock import lock_app


class Migration(migrations.Migration):
    dependencies = [
        ("notices", "0001_initial"),
        ("bans", "0003_second_lock"),
    ]

    operations = [lock_app("notices")]
