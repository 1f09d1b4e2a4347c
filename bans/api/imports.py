"""Taking over a paper register by CSV: try first, then really."""

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from participants.api.doors import AreaView
from participants.problems import problem
from participants.roles import Permission

from .. import importing
from ..uploads import refuse_lost_table
from . import bodies
from . import serializers as answers


class ImportView(AreaView):
    parser_classes = [MultiPartParser]
    needs = {"POST": Permission.IMPORT_REGISTER}

    @extend_schema(
        operation_id="import_create",
        request=bodies.ImportFile,
        responses={200: answers.ImportReport, 202: answers.ImportReport},
    )
    def post(self, request: Request, slug: str) -> Response:
        """Read a CSV file. A dry run tells every problem by line; really: `batch` is the work that was begun."""
        refuse_lost_table(request.headers)
        fields = self.read(bodies.ImportFile)
        carry_out = importing.begin if fields["really"] else importing.read
        report = carry_out(fields["kind"], fields["file"].read(), area=self.area, by=self.user, at=self.at)
        if fields["really"] and report.problems:
            errors: dict[str, list[str]] = {}
            for found in report.problems:
                errors.setdefault(f"{found.line}.{found.column}".rstrip("."), []).append(found.message)
            detail = _("Er is niets ingelezen: in het bestand staan fouten.")
            return problem(422, code="import_refused", detail=detail, field="file", errors=errors)
        return self.answer(answers.ImportReport, report, status=202 if report.batch else 200)
