"""Files that other rooms make, for a system: the package, and each yearly report that was adopted."""

from django.http import Http404, HttpResponse, StreamingHttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from ..package.actions import make_package
from ..yearly.actions import pdf_of
from ..yearly.models import YearlyReport
from . import serializers as words
from .entering import OversightView

ZIP, PDF = "application/zip", "application/pdf"


class ZipRenderer(JSONRenderer):
    """So that somebody may ask for a zip. The file is a stream of its own; what goes wrong is JSON."""

    media_type, format = ZIP, "zip"


class PdfRenderer(JSONRenderer):
    """The same for a PDF."""

    media_type, format = PDF, "pdf"


class PackageView(OversightView):
    what = "package"
    renderer_classes = [JSONRenderer, ZipRenderer]

    def write_line(self) -> None:
        """Its own line tells more."""

    @extend_schema(operation_id="oversight_package", responses={(200, ZIP): OpenApiTypes.BINARY})
    def get(self, request: Request, slug: str) -> StreamingHttpResponse:
        """Everything that an auditor may take along, signed: figures, checks, samples, settings and the log."""
        made = make_package(self.area, by=self.by, at=self.at)
        response = StreamingHttpResponse(made.blocks, content_type=ZIP)
        response["Content-Disposition"] = f'attachment; filename="{made.name}"'
        return response


class YearlyReportsView(OversightView):
    what = "yearly_reports"

    @extend_schema(operation_id="oversight_yearly_reports", responses=words.AdoptedReport(many=True))
    def get(self, request: Request, slug: str) -> Response:
        """Each yearly report that was adopted, with the hash of its PDF; the newest first."""
        rows = YearlyReport.objects.filter(area=self.area, adopted_at__isnull=False).defer("pdf")
        return self.answer_many(words.AdoptedReport, rows)


class YearlyReportView(OversightView):
    what = "yearly_report"
    renderer_classes = [JSONRenderer, PdfRenderer]

    @extend_schema(operation_id="oversight_yearly_report", responses={(200, PDF): OpenApiTypes.BINARY})
    def get(self, request: Request, slug: str, year: int, version: int) -> HttpResponse:
        """The report exactly as it was adopted."""
        rows = YearlyReport.objects.filter(area=self.area, year=year, version=version, adopted_at__isnull=False)
        found = rows.first()
        if found is None:
            raise Http404
        response = HttpResponse(pdf_of(found), content_type=PDF)
        response["Content-Disposition"] = f'attachment; filename="jaarverslag-{slug}-{year}-{version}.pdf"'
        return response
