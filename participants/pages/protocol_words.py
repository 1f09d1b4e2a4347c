"""A setting of a protocol in words, for every page and report that tells what changed."""

from typing import Any

from ..models import Protocol
from ..protocol import WORDS, differences
from .forms import PARAMETER_LABELS, ProtocolForm


def setting_name(name: str) -> str:
    """What a setting is called on the form; one that no version knows any more, by its own name."""
    field = ProtocolForm.base_fields.get(name)
    return str(PARAMETER_LABELS.get(name) or (field.label if field else name))


def setting_word(name: str, value: Any) -> str:
    if name not in WORDS:
        return str(value)
    choices = ProtocolForm.base_fields[name].choices  # type: ignore[attr-defined]
    return str(dict(choices)[value])


def changed_settings(before: Protocol, after: Protocol) -> list[tuple[str, str, str]]:
    """Each setting that differs, with its word before and after; the DPIA last."""
    found = [
        (setting_name(name), setting_word(name, old), setting_word(name, new))
        for name, (old, new) in differences(before.parameters, after.parameters).items()
    ]
    if before.dpia_version != after.dpia_version:
        found.append((setting_name("dpia_version"), before.dpia_version, after.dpia_version))
    return found
