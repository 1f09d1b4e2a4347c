"""A request as the letters about it tell it."""

from notices.requests import Request as Asked
from notices.requests import Right

from .models import Request


def as_asked(request: Request) -> Asked:
    """What was asked and by when it is answered, as it stands now."""
    clock = request.clock
    return Asked(
        right=Right(request.right),
        received_on=request.received_on,
        number=request.shown_number,
        aim=clock.aim,
        limit=clock.limit,
        set_aside_by=request.set_aside_by,
        hidden=request.sanction is not None and request.sanction.restricted_at is not None,
        copy_destroyed=request.copy_destroyed,
    )
