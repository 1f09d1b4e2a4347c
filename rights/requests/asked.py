"""A request as the letters about it tell it."""

import datetime as dt

from notices.requests import Request as Asked
from notices.requests import Right

from .models import Request


def as_asked(request: Request, *, on: dt.date) -> Asked:
    """What was asked and by when it is answered, as it stands on that day."""
    clock = request.clock
    return Asked(
        right=Right(request.right),
        received_on=request.received_on,
        number=request.shown_number,
        aim=clock.aim,
        limit=clock.limit,
        set_aside_by=request.set_aside_by,
        hidden=request.sanction is not None and request.sanction.in_dispute_on(on),
        copy_destroyed=request.copy_destroyed,
    )
