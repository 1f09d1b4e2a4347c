from django.db import migrations, models

from participants.area_lock import lock_app


class Migration(migrations.Migration):
    dependencies = [
        ("rights", "0003_dispute_right"),
    ]

    operations = [
        migrations.AddField(
            model_name="request",
            name="conduct_class",
            field=models.CharField(blank=True, default="", max_length=10),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="request",
            name="step",
            field=models.CharField(blank=True, default="", max_length=20),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name="correction",
            name="kind",
            field=models.CharField(
                choices=[
                    ("rectified", "verbeterd"),
                    ("restricted", "verborgen"),
                    ("withdrawn", "ingetrokken"),
                    ("annulled", "vernietigd"),
                    ("erased", "gewist"),
                ],
                max_length=10,
            ),
        ),
        lock_app("rights"),
    ]
