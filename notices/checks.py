"""What an operator can get wrong: an incomplete letter, a missing PDF engine."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register
from django.template import TemplateDoesNotExist, TemplateSyntaxError

from .documents import document_template
from .elements import DOCUMENTS
from .letters import elements_in, load, missing_elements, template_name
from .models.notice import LetterKind
from .pdf.engine import PANGO_HINT
from .sheets.languages import read_folders
from .sheets.reading import FOLDER


@register()
def letters_are_complete(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Every letter and document has a place for each mandatory element (R37)."""
    problems: list[CheckMessage] = []
    for kind in LetterKind:
        try:
            missing = missing_elements(kind, load(template_name(kind)))
        except (TemplateDoesNotExist, TemplateSyntaxError) as error:
            problems.append(Error(f"The letter {kind} cannot be read: {error}", id="notices.E001"))
            continue
        if missing:
            problems.append(Error(f"The letter {kind} lacks: {', '.join(missing)}", id="notices.E002"))
    for document, needed in DOCUMENTS.items():
        found = elements_in(load(document_template(document)))
        if missing := [name for name in needed if name not in found]:
            problems.append(Error(f"The document {document} lacks: {', '.join(missing)}", id="notices.E004"))
    return problems


@register()
def sheets_are_complete(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Every language has each text of the Dutch original, with its placeholders."""
    _languages, complaints = read_folders(FOLDER)
    return [Error(f"The explanation sheets: {complaint}", id="notices.E003") for complaint in complaints]


@register()
def pdf_engine_is_there(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Everything but letters works without Pango; say plainly what to install."""
    try:
        import weasyprint  # noqa: F401
    except OSError:
        return [Warning("Letters cannot be made on this machine.", hint=PANGO_HINT, id="notices.W001")]
    return []


@register()
def certificates_are_there(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """A folder of certificates that is named exists; what is in it, the coordinator is told."""
    folder = settings.LETTER_CERTIFICATES
    if folder and not Path(folder).is_dir():
        hint = "Make it, or leave LETTER_CERTIFICATES empty: letters go without a signature then."
        return [Warning(f"There is no folder {folder} of certificates.", hint=hint, id="notices.W002")]
    return []
