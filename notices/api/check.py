"""The same question for a program: is the letter with this code genuine?"""

from django.contrib.auth.decorators import login_not_required
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from participants.api.doors import ApiView
from participants.problems import problem
from participants.visitors import visitor_of

from ..actions.checking import check_letter
from ..models.notice import LetterKind
from ..standing import Standing


class LetterCode(serializers.Serializer):
    code = serializers.CharField(max_length=60, help_text="As it is printed; spaces and small letters do no harm.")


class ToldArea(serializers.Serializer):
    name = serializers.CharField()
    association = serializers.CharField()
    association_address = serializers.CharField()
    contact_email = serializers.EmailField()
    contact_phone = serializers.CharField()


class ToldMeasure(serializers.Serializer):
    name = serializers.CharField(source="label")
    standing = serializers.ChoiceField(choices=Standing.choices)
    starts_on = serializers.DateField(allow_null=True)
    last_day = serializers.DateField(allow_null=True)
    ended_on = serializers.DateField(allow_null=True)


class Premises(serializers.Serializer):
    name = serializers.CharField()
    address = serializers.CharField()
    business = serializers.CharField()


class CheckedLetter(serializers.Serializer):
    """What the holder of the letter may know. When it says "ask", only the association can tell more."""

    reference = serializers.CharField()
    made_on = serializers.DateField()
    standing = serializers.ChoiceField(choices=Standing.choices, allow_null=True)
    kind = serializers.ChoiceField(choices=LetterKind.choices, allow_null=True)
    area = ToldArea()
    measures = ToldMeasure(many=True)
    collective = serializers.BooleanField()
    premises = Premises(many=True)
    list_number = serializers.IntegerField(allow_null=True)
    list_made_on = serializers.DateField(allow_null=True)
    boundary_text = serializers.CharField()


@method_decorator(login_not_required, name="dispatch")
class LetterCheckView(ApiView):
    """For anybody; with the limits of the page, which count for both."""

    authentication_classes: list[type] = []
    permission_classes = [AllowAny]
    throttle_classes: list[type] = []
    pagination_class = None

    @extend_schema(operation_id="letters_check", request=LetterCode, responses=CheckedLetter, auth=[])
    def post(self, request: Request) -> Response:
        """Whether the letter with this code is genuine, and how it stands."""
        code = self.read(LetterCode)["code"]
        told = check_letter(code, visitor=visitor_of(request), at=self.at)  # type: ignore[arg-type]
        if told is None:
            return problem(404, code="unknown_letter", detail=_("Wij vinden geen brief met deze code."))
        return self.answer(CheckedLetter, told)
