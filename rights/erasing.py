"""What the register asks of this app when it erases: whose file an open case needs, and what stays behind."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence

from django.db.models import Q

from bans import looks
from bans.actions import erasing, restoring
from bans.actions.erasing import Plan
from bans.models import Erasure
from notices.models import Notice
from participants.clock import dutch_date
from participants.models import ShoppingArea

from .corrections.models import Correction
from .own_page.models import ForgottenLetter
from .requests import clocks
from .requests.models import Request

# An answer that was not sent yet keeps the file so long at most, and a correction of which not everybody was told so
# long: with the file its letters go, an apology among them. The reminder says so from the seventh day.
TELLING_D, CORRECTED_D = 14, 28
# So long whoever holds the letter can read the certificate; by then the copies have turned over too.
CERTIFICATE_SHOWN_D = 90


def people_needed(area: ShoppingArea, on: dt.date) -> set[int]:
    """People of whom a request is open, or a correction not told to everybody: for the coordinator alone, and not for
    ever (protocol, section 5.3)."""
    since = on - CORRECTED_D * clocks.DAY
    corrected = Correction.objects.unfinished().filter(area=area, made_at__date__gte=since)
    needed = set(corrected.exclude(person=None).values_list("person", flat=True))
    for request in Request.objects.open().filter(area=area).exclude(person=None).select_related("protocol"):
        told_by = dutch_date(request.decided_at) + TELLING_D * clocks.DAY if request.decided_at else None
        if on <= (told_by or clocks.case_needed_until(request.clock)):
            needed.add(request.person_id)  # type: ignore[arg-type]
    return needed


def keep_codes(plans: Sequence[Plan]) -> Callable[[dict[int, Erasure]], None]:
    """The codes of the letters that go, so that who holds one can read the certificate for a while."""
    whole = [plan.person.pk for plan in plans if plan.everything]
    parts = [row.pk for plan in plans if not plan.everything for row in plan.sanctions]
    letters = Notice.objects.filter(Q(sanction__person__in=whole) | Q(sanction__in=parts)).exclude(code_digest=None)
    codes: list[tuple[int, str]] = list(letters.values_list("sanction__person", "code_digest"))  # type: ignore[arg-type]

    def keep(certificates: dict[int, Erasure]) -> None:
        rows = [
            ForgottenLetter(
                area=certificates[person].area,
                code_digest=code,
                erasure=certificates[person],
                until=certificates[person].erased_on + CERTIFICATE_SHOWN_D * clocks.DAY,
            )
            for person, code in codes
        ]
        # Of a copy that was put back the same letter goes once more.
        ForgottenLetter.objects.bulk_create(rows, ignore_conflicts=True)

    return keep


def keys_of_requests(tokens: set[str]) -> set[str]:
    """Those of these keys under which somebody's words lie of whom nobody knows yet who it is."""
    return set(Request.objects.filter(token__in=tokens).values_list("token", flat=True))


def named_in_log(people: Sequence[int]) -> Iterator[tuple[int, str]]:
    """The requests and corrections of these people, as the log calls them."""
    asked = Request.objects.filter(person__in=people).values_list("person", "number")
    yield from ((person, f"request:{number}") for person, number in asked if person)
    corrected = Correction.objects.filter(person__in=people).values_list("person", "token")
    yield from ((person, f"correction:{token}") for person, token in corrected if person)


erasing.needed_by.append(people_needed)
looks.named_beside.append(named_in_log)
erasing.keepers.append(keep_codes)
restoring.in_use.append(keys_of_requests)
