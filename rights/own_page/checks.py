"""What somebody who translates can get wrong, told before a start."""

from typing import Any

from django.core.checks import CheckMessage, Error, register

from bans.models.erasure import RULE_LABELS

from .voices import FOLDER, ORIGINAL, read_folder, read_texts

ERASED_BY = "erased_by."


@register()
def own_page_is_complete(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Every language of the sheets has each text of the page with its placeholders, and tells why something went."""
    _found, complaints = read_folder(FOLDER)
    told = {key.removeprefix(ERASED_BY) for key in read_texts(ORIGINAL)[0] if key.startswith(ERASED_BY)}
    complaints += [f"original.yaml: {ERASED_BY}{rule}: is missing" for rule in sorted(RULE_LABELS.keys() - told)]
    return [Error(f"The person's own page: {complaint}", id="rights.E001") for complaint in complaints]
