"""The report of a scan as a PDF, to hand out or to put behind an agenda. Made when asked for, kept nowhere."""

from django.template import Context
from django.utils import translation

from notices.letters import load, to_pdf

from .report import Report

TEMPLATE = "toolbox/scans/documents/report.html"


def report_pdf(report: Report) -> bytes:
    return to_pdf(report_page(report), identifier=f"scan-{report.scan.token}")


def report_page(report: Report) -> str:
    """The paper is Dutch, whatever the language of who prints it, and carries its photos with it."""
    with translation.override("nl"):
        return load(TEMPLATE).render(Context({"report": report, "scan": report.scan, "area": report.scan.area}))
