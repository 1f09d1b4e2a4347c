"""What identifies or describes a person is sealed under a key of its own (ADR 9)."""

import bans.personal
from django.conf import settings
from django.db import migrations, models


from bans.migrations._open_values import seal_open_values

OF_PERSON = "SELECT token FROM bans_person WHERE bans_person.id = person_id"


class Migration(migrations.Migration):

    dependencies = [
        ('bans', '0003_second_lock'),
        ('participants', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='sanction',
            name='rejected_with_reason',
        ),
        migrations.RemoveConstraint(
            model_name='sanction',
            name='lifted_with_reason',
        ),
        migrations.RemoveConstraint(
            model_name='sanction',
            name='annulled_with_reason',
        ),
        migrations.AlterField(
            model_name='incident',
            name='observer_function',
            field=bans.personal.PersonalText(verbose_name='functie van wie het zag'),
        ),
        migrations.AlterField(
            model_name='incident',
            name='place',
            field=bans.personal.PersonalText(verbose_name='waar in de winkel?'),
        ),
        migrations.AlterField(
            model_name='sanction',
            name='annul_reason',
            field=bans.personal.PersonalText(),
        ),
        migrations.AlterField(
            model_name='sanction',
            name='door_override_reason',
            field=bans.personal.PersonalText(),
        ),
        migrations.AlterField(
            model_name='sanction',
            name='lift_reason',
            field=bans.personal.PersonalText(),
        ),
        migrations.AlterField(
            model_name='sanction',
            name='reason',
            field=bans.personal.PersonalText(),
        ),
        migrations.AlterField(
            model_name='sanction',
            name='reject_reason',
            field=bans.personal.PersonalText(),
        ),
        *[
            migrations.RunPython(seal_open_values(label, of_person), migrations.RunPython.noop)
            for label, of_person in (
                ("bans.Person", "token"),
                ("bans.Photo", OF_PERSON),
                ("bans.Incident", OF_PERSON),
                ("bans.Sanction", OF_PERSON),
            )
        ],
        migrations.AddConstraint(
            model_name='sanction',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('rejected_at', None), ('rejected_by', None)), models.Q(('rejected_at__isnull', False), ('rejected_by__isnull', False), ('reject_reason__isnull', False)), _connector='OR'), name='rejected_with_reason'),
        ),
        migrations.AddConstraint(
            model_name='sanction',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('lifted_at', None), ('lifted_by', None)), models.Q(('lifted_at__isnull', False), ('lifted_by__isnull', False), ('lift_reason__isnull', False)), _connector='OR'), name='lifted_with_reason'),
        ),
        migrations.AddConstraint(
            model_name='sanction',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('annulled_at', None), ('annulled_by', None)), models.Q(('annulled_at__isnull', False), ('annulled_by__isnull', False), ('annul_reason__isnull', False)), _connector='OR'), name='annulled_with_reason'),
        ),
    ]
