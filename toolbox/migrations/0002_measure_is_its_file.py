"""A measure is its file: one column of facts in the place of thirty. Earlier versions keep what they said."""

from django.db import migrations, models

LISTS = {"party_list": "parties", "partner_list": "partners", "problem_list": "problems", "setting_list": "settings"}
RENAMED = {"legal_basis": "legal_basis_nl", "duration": "duration_nl"}
SPLIT = ("conditions_nl", "conditions_en")
KEPT = (
    *("title_nl", "title_en", "summary_nl", "summary_en", "category", "kind", "trigger", "person_directed"),
    *("severity", "data_class", "privacy_nl", "privacy_en", "status", "status_note_nl", "status_note_en"),
    *("confidence", "evidence", "source_support", "awaits_legal_review", "existed_nov_2020", "source"),
    "other_sources",
)


def into_facts(apps, schema_editor):
    for measure in apps.get_model("toolbox", "Measure").objects.all():
        facts = {"code": measure.code, **{name: getattr(measure, name) for name in KEPT}}
        facts |= {new: getattr(measure, old) for old, new in RENAMED.items()}
        facts |= {new: [code for code in getattr(measure, old).split(",") if code] for old, new in LISTS.items()}
        for name in SPLIT:
            facts[name] = [text.strip() for text in getattr(measure, name).rstrip(".").split(";")]
        measure.facts = facts
        measure.save(update_fields=["facts"])


class Migration(migrations.Migration):
    dependencies = [("toolbox", "0001_initial")]

    operations = [
        migrations.AddField("measure", "facts", models.JSONField(default=dict)),
        migrations.RunPython(into_facts, migrations.RunPython.noop),
        migrations.AlterField("measure", "facts", models.JSONField()),
        *(migrations.RemoveField("measure", name) for name in (*KEPT, *RENAMED, *LISTS, *SPLIT, "search_text")),
        migrations.AlterModelOptions("measure", {"ordering": ["code", "version"]}),
    ]
