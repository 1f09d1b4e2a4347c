"""What a system gets: each field by its name, and none of anybody."""

from typing import Any

from rest_framework import serializers

from participants.models import ParticipantList, Protocol, ShoppingArea

from ..checks.verdict import Verdict


class OverseenArea(serializers.Serializer):
    slug = serializers.CharField()
    name = serializers.CharField()
    municipality = serializers.SerializerMethodField()
    association = serializers.CharField()
    public_since = serializers.DateField(allow_null=True)

    def get_municipality(self, area: ShoppingArea) -> str:
        return area.municipality.on(self.context["view"].on).name


class PermitPaper(serializers.Serializer):
    number = serializers.CharField()
    granted_on = serializers.DateField()
    valid_from = serializers.DateField()
    valid_until = serializers.DateField(allow_null=True)


class ProtocolPaper(serializers.Serializer):
    number = serializers.IntegerField()
    adopted_on = serializers.DateField()
    valid_from = serializers.DateField()
    dpia_version = serializers.CharField()
    values = serializers.SerializerMethodField()

    def get_values(self, protocol: Protocol) -> dict[str, Any]:
        return protocol.parameters.as_dict()


class ListPaper(serializers.Serializer):
    """A version of the list of shops, as a count."""

    number = serializers.IntegerField()
    made_at = serializers.DateTimeField()
    shops = serializers.SerializerMethodField()

    def get_shops(self, found: ParticipantList) -> int:
        return len(found.entries)


class Papers(serializers.Serializer):
    permits = PermitPaper(many=True)
    protocols = ProtocolPaper(many=True)
    participants = ListPaper(many=True)
    evaluations = serializers.ListField(child=serializers.DateField())


class AdoptedReport(serializers.Serializer):
    """A yearly report that was adopted; the hash is that of its PDF."""

    year = serializers.IntegerField()
    version = serializers.IntegerField()
    held_on = serializers.DateField()
    adopted_at = serializers.DateTimeField()
    sha256 = serializers.CharField()


class CheckOutcome(serializers.Serializer):
    """One rule over the whole area. Which registration it was stands on the page; null is not shown."""

    check = serializers.CharField()
    rules = serializers.ListField(child=serializers.CharField())
    about = serializers.CharField()
    says = serializers.CharField()
    outcome = serializers.CharField(help_text=", ".join(Verdict))
    failed = serializers.IntegerField(source="fail")
    pass_at_least = serializers.IntegerField(allow_null=True)
    not_applicable_at_least = serializers.IntegerField(allow_null=True)
    missing_at_least = serializers.IntegerField(allow_null=True)


class Checks(serializers.Serializer):
    on = serializers.DateField()
    checks = CheckOutcome(many=True)


class Cell(serializers.Serializer):
    """`value` is null where the text is not a number: what is hidden says so."""

    column = serializers.CharField()
    value = serializers.IntegerField(allow_null=True)
    text = serializers.CharField()


class Row(serializers.Serializer):
    name = serializers.CharField()
    cells = Cell(many=True)


class Table(serializers.Serializer):
    caption = serializers.CharField()
    nothing = serializers.CharField(allow_blank=True)
    rows = Row(many=True)


class Section(serializers.Serializer):
    title = serializers.CharField()
    based_on = serializers.CharField(allow_blank=True)
    tables = Table(many=True)


class GapOut(serializers.Serializer):
    code = serializers.CharField()
    says = serializers.CharField()
    since = serializers.DateField(allow_null=True)
    until = serializers.DateField(allow_null=True)


class Figures(serializers.Serializer):
    """The tables of one year; without a year that is over there is none, and `year` is null."""

    years = serializers.ListField(child=serializers.IntegerField())
    year = serializers.IntegerField(allow_null=True)
    smallest = serializers.IntegerField()
    sections = Section(many=True)
    gaps = GapOut(many=True)


class Gaps(serializers.Serializer):
    first = serializers.DateField()
    last = serializers.DateField()
    gaps = GapOut(many=True)


class ComparisonOut(serializers.Serializer):
    measure = serializers.CharField()
    tested = serializers.BooleanField()
    own = serializers.CharField(allow_blank=True)
    rest = serializers.CharField(allow_blank=True)
    gap = serializers.CharField(allow_blank=True)
    question = serializers.CharField(allow_blank=True)


class Compared(serializers.Serializer):
    name = serializers.CharField()
    lines = ComparisonOut(many=True)


class Evenhandedness(serializers.Serializer):
    first = serializers.DateField()
    before = serializers.DateField()
    tested = serializers.IntegerField()
    questions = serializers.ListField(child=serializers.CharField())
    shops = Compared(many=True)
    reporters = Compared(many=True)


class BandOut(serializers.Serializer):
    """Between which numbers one lies, both counted."""

    at_least = serializers.IntegerField(source="least")
    at_most = serializers.IntegerField(source="most")


class SampleOut(serializers.Serializer):
    """A sample with what was found, in counts; its files are looked at on the page alone."""

    token = serializers.CharField()
    drawn_on = serializers.DateField()
    seed = serializers.CharField()
    confidence = serializers.IntegerField()
    share = serializers.IntegerField()
    population = serializers.DictField(child=BandOut(), source="drawn_from")
    drawn = serializers.DictField(child=serializers.IntegerField())
    population_digest = serializers.CharField()
    closed_at = serializers.DateTimeField(allow_null=True)
    outcome = serializers.DictField(child=serializers.IntegerField())


class HeadOut(serializers.Serializer):
    serial = serializers.IntegerField()
    size = serializers.IntegerField()
    hash = serializers.CharField()
    at = serializers.DateTimeField()
    note = serializers.CharField()
    key = serializers.CharField()
