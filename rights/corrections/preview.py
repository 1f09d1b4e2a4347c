"""What a correction touches, before anybody makes it."""

import datetime as dt
from dataclasses import dataclass

from bans.models import Sanction

from .models import Kind


@dataclass(frozen=True)
class Touched:
    """What would change and who would be told."""


def touched_by(sanction: Sanction, kind: Kind, *, on: dt.date) -> Touched:
    """Everything that a correction of this kind reaches; shown by `rights/corrections/touched.html`."""
    raise NotImplementedError
