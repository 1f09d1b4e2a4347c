from rest_framework import serializers

from ..models import Measure
from ..vocabulary import Party, Problem, Setting


class MeasureSerializer(serializers.ModelSerializer):
    parties = serializers.ListField(child=serializers.ChoiceField(Party.choices), read_only=True)
    partners = serializers.ListField(child=serializers.ChoiceField(Party.choices), read_only=True)
    problems = serializers.ListField(child=serializers.ChoiceField(Problem.choices), read_only=True)
    settings = serializers.ListField(child=serializers.ChoiceField(Setting.choices), read_only=True)
    other_sources = serializers.ListField(child=serializers.URLField(), read_only=True)

    class Meta:
        model = Measure
        fields = [
            *("code", "version", "valid_from", "valid_until", "checksum"),
            *("title_nl", "title_en", "summary_nl", "summary_en", "category"),
            *(
                "parties",
                "partners",
                "problems",
                "settings",
                "kind",
                "trigger",
                "person_directed",
                "severity",
            ),
            *("legal_basis", "conditions_nl", "conditions_en", "duration", "data_class"),
            *("privacy_nl", "privacy_en", "status", "status_note_nl", "status_note_en"),
            *("confidence", "evidence", "source_support", "awaits_legal_review", "existed_nov_2020"),
            *("source", "other_sources"),
        ]
        read_only_fields = fields
