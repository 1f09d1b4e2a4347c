"""Row-level security on every table of the register (ADR 12)."""

from django.db import migrations

from participants.area_lock import lock_app


class Migration(migrations.Migration):
    dependencies = [
        ("bans", "0002_initial"),
        ("participants", "0001_initial"),
    ]

    operations = [lock_app("bans")]
