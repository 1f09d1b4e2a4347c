from typing import Any

from rest_framework import serializers

from .checking import LIST_PAIRS, OPTIONAL_PAIRS, PAIRS, TONGUES
from .models import Measure
from .vocabulary import (
    Category,
    Confidence,
    DataClass,
    EffectStrength,
    Evidence,
    Kind,
    Party,
    Problem,
    Setting,
    Severity,
    SourceSupport,
    Status,
    Trigger,
)


class MeasureFactsSerializer(serializers.Serializer):
    """What a measure's file holds; its texts in both languages are below."""

    category = serializers.ChoiceField(Category.choices)
    parties = serializers.ListField(child=serializers.ChoiceField(Party.choices))
    partners = serializers.ListField(child=serializers.ChoiceField(Party.choices))
    deciders = serializers.ListField(child=serializers.ChoiceField(Party.choices))
    problems = serializers.ListField(child=serializers.ChoiceField(Problem.choices))
    settings = serializers.ListField(child=serializers.ChoiceField(Setting.choices))
    kind = serializers.ChoiceField(Kind.choices)
    trigger = serializers.ChoiceField(Trigger.choices)
    severity = serializers.ChoiceField(Severity.choices)
    data_class = serializers.ChoiceField(DataClass.choices)
    status = serializers.ChoiceField(Status.choices)
    confidence = serializers.ChoiceField(Confidence.choices)
    evidence = serializers.ChoiceField(Evidence.choices)
    source_support = serializers.ChoiceField(SourceSupport.choices)
    effect_strength = serializers.ChoiceField(EffectStrength.choices)
    person_directed = serializers.BooleanField()
    awaits_legal_review = serializers.BooleanField()
    existed_nov_2020 = serializers.BooleanField()
    named_in_article = serializers.BooleanField()
    lighter = serializers.ListField(child=serializers.SlugField())
    heavier = serializers.ListField(child=serializers.SlugField())
    law_checked_on = serializers.DateField(allow_null=True)
    law_checked_against = serializers.ListField(child=serializers.URLField())
    reviewed_by = serializers.CharField()
    reviewed_on = serializers.DateField()
    source = serializers.URLField()  # type: ignore[assignment]
    other_sources = serializers.ListField(child=serializers.URLField(), default=list)

    def get_fields(self) -> dict[str, Any]:
        texts: dict[str, Any] = {}
        for tongue in TONGUES:
            texts |= {f"{name}_{tongue}": serializers.CharField() for name in PAIRS}
            texts |= {f"{name}_{tongue}": serializers.CharField(default="") for name in OPTIONAL_PAIRS}
            texts |= {f"{name}_{tongue}": serializers.ListField(child=serializers.CharField()) for name in LIST_PAIRS}
        return {**super().get_fields(), **texts}


class MeasureSerializer(serializers.ModelSerializer):
    """A measure with its version. `facts` is the content of its file."""

    facts = MeasureFactsSerializer(read_only=True)

    class Meta:
        model = Measure
        fields = ["code", "version", "valid_from", "valid_until", "checksum", "facts"]
        read_only_fields = fields


class ChangeSerializer(serializers.Serializer):
    """Something that began to hold, or ended."""

    on = serializers.DateField()
    code = serializers.SlugField()
    version = serializers.IntegerField()
    change = serializers.ChoiceField(["added", "changed", "ended"])
