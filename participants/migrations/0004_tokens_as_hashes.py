"""Of a token of the API the database keeps a hash and not the token."""

import hashlib

from django.db import migrations


def hash_tokens(apps, schema_editor):
    tokens = apps.get_model("authtoken", "Token").objects
    for key in list(tokens.values_list("key", flat=True)):
        tokens.filter(key=key).update(key=hashlib.sha256(key.encode()).hexdigest()[:40])


class Migration(migrations.Migration):
    dependencies = [
        ("participants", "0003_oversight_email"),
        ("authtoken", "0004_alter_tokenproxy_options"),
    ]

    operations = [migrations.RunPython(hash_tokens, migrations.RunPython.noop)]
