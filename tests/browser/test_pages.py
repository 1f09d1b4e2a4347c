"""Every main page, for each role, on a phone and on a wide screen: axe finds nothing, nothing sticks out.

On the way the browser tells of whatever breaks the content policy (G23, T28).
"""

from collections.abc import Callable

import pytest
from django.core.management import call_command
from django.urls import reverse

from bans.models import Incident, Sanction
from notices.demo import cast, scene, story
from notices.models import Notice
from notices.reminders.due import everything
from notices.requests import Outcome, Right
from notices.rules import SERVED_LETTERS
from participants import clock
from participants.actions.public_page import show
from participants.models import Shop, ShoppingArea, User
from rights.corrections import actions as corrections
from rights.corrections.models import Kind
from rights.corrections.pages import WORDS as CORRECTIONS
from rights.requests.actions import receiving
from rights.requests.actions.receiving import Asking
from rights.requests.models import Cause, Dispute, Request
from tests.notices.test_checking import code_on

from .visitor import DESKTOP, PHONE, Visitor

PASSWORD = "drie woorden en een drempel"
SLUG = cast.SLUG


def pages_of(login: str) -> list[str]:
    """Addresses of the pages that this role uses, with something on each."""
    area, instruction = [SLUG], reverse("participants:instruction", args=[SLUG])
    if login == "counter":
        return [*(reverse(f"bans:{name}", args=area) for name in ("counter", "brief")), instruction]
    if login == "new-counter":
        return [instruction]
    if login == "municipality":
        rooms = ("desk", "findings", "figures", "even", "samples", "dossier", "yearly", "keys", "key-new", "processing")
        pages = ("bans:desk", "participants:log", "rights:figures", *(f"oversight:{name}" for name in rooms))
        return [reverse("oversight:areas"), *(reverse(name, args=area) for name in pages)]
    if login == "approver":
        waiting = Sanction.objects.filter(needs_approval="approve", approved_at=None, rejected_at=None).latest("pk")
        return [
            reverse("bans:desk", args=area),
            waiting.get_absolute_url(),
            reverse("bans:decide", args=[SLUG, waiting.reference, "afwijzen"]),
        ]
    if login == "manager":
        own = Shop.objects.get(name=cast.SHOPS[0][1])
        unanswered = Incident.objects.filter(shop=own, sanctions=None, breached=None).latest("pk")
        return [
            *(reverse(f"bans:{name}", args=area) for name in ("desk", "register", "incident-new", "counter")),
            reverse("bans:incident", args=[SLUG, unanswered.reference]),
        ]
    return coordinator_pages()


def coordinator_pages() -> list[str]:
    running = Sanction.objects.in_force(clock.today()).exclude(services=None).filter(review_since=None).latest("pk")
    unserved = Sanction.objects.awaiting_service(clock.today()).latest("pk")
    shop = Shop.objects.earliest("pk")
    area = ShoppingArea.objects.get(slug=SLUG)
    coordinator = User.objects.get(email=cast.LOGINS[0].email)
    asking = Asking(Right.OBJECTION, words="Ik was er niet.\n\nلم أكن هناك.", dispute=Dispute.PERSON)
    asked = receiving.receive_by_code(running, asking, at=clock.now())
    waits = next(found for found in everything(area, user=coordinator, on=clock.today()) if found.can_wait)
    area_pages = (
        "area",
        "area-edit",
        "permit-new",
        "protocol-new",
        "evaluation-new",
        "shops",
        "shop-new",
        "people",
        "person-invite",
        "log",
        "log-heads",
    )
    return [
        reverse("participants:home"),
        *(reverse(f"participants:{name}", args=[SLUG]) for name in area_pages),
        reverse("participants:shop", args=[SLUG, shop.pk]),
        reverse("participants:shop-edit", args=[SLUG, shop.pk]),
        reverse("bans:shop-leave", args=[SLUG, shop.pk]),
        *(reverse(f"bans:{name}", args=[SLUG]) for name in ("desk", "register", "import", "signals")),
        reverse("participants:devices", args=[SLUG]),
        reverse("notices:reminders", args=[SLUG]),
        reverse("notices:snooze", args=[SLUG, waits.key]),
        reverse("notices:keep-running", args=[SLUG, running.reference]),
        reverse("bans:register", args=[SLUG]) + "?kind=ban&scope=area",
        running.get_absolute_url(),
        reverse("notices:prepare", args=[SLUG, running.reference]),
        reverse("notices:prepare", args=[SLUG, unserved.reference]),
        *(reverse(f"notices:{name}", args=[SLUG]) for name in ("design", "law")),
        reverse("notices:law-new", args=[SLUG, "trespass"]),
        *(reverse("rights:correct", args=[SLUG, running.reference, kind]) for kind in CORRECTIONS),
        *(reverse(f"rights:{name}", args=[SLUG]) for name in ("desk", "register")),
        *(
            reverse(f"rights:request{name}", args=[SLUG, asked.number])
            for name in ("", "-settle", "-hearer", "-receipt")
        ),
        reverse("bans:decide", args=[SLUG, running.reference, "bewaren"]),
        *rights_pages(running, coordinator),
    ]


def rights_pages(asked_about: Sanction, coordinator: User) -> list[str]:
    """What was answered and put right, exceptions to a ban, the figures, and what the checks found."""
    others = Sanction.objects.in_force(clock.today()).exclude(pk=asked_about.pk).exclude(services=None)
    wrong, ban = others.earliest("pk"), others.filter(kind="ban").latest("pk")
    asked = receiving.receive_by_code(wrong, Asking(Right.RECTIFICATION, words="Fout."), at=clock.now())
    answer = {"outcome": Outcome.GRANTED, "kind": Kind.ANNULLED, "cause": Cause.WRONG_PERSON, "reasons": "Het klopt."}
    correction = corrections.uphold(asked, **answer, by=coordinator, at=clock.now())
    open_one = Request.objects.undecided().latest("pk")
    return [
        reverse("rights:request-answer", args=[SLUG, open_one.number]),
        reverse("rights:request", args=[SLUG, asked.number]),
        reverse("rights:correction", args=[SLUG, correction.token]),
        *(reverse(f"bans:exception{name}", args=[SLUG, ban.reference]) for name in ("s", "-new")),
        reverse("rights:figures", args=[SLUG]),
        *(reverse(f"oversight:{name}", args=[SLUG]) for name in ("findings", "public-switch", "dossier-make")),
    ]


def own_pages(holder: Visitor) -> list[str]:
    """The page of a letter in two directions, the form to ask with, and the receipt."""
    holder.open("rights:own")
    found = judge(holder)
    running = Sanction.objects.in_force(clock.today())
    code = code_on(Notice.objects.filter(kind__in=SERVED_LETTERS, sanction__in=running).latest("pk"))
    for language, direction in (("nl", "ltr"), ("ar", "rtl")):
        holder.page.goto(f"{reverse('rights:own')}?taal={language}")
        holder.fill(code=code)
        holder.press("code")
        assert holder.page.locator("html").get_attribute("dir") == direction
        found += judge(holder)
        for button in ('button[name="right"][value="complaint"]', 'button[name="send"]'):
            with holder.page.expect_navigation():
                holder.page.locator(f"main {button}").click()
            found += judge(holder)
            if "send" not in button:
                holder.fill(words="Niemand luisterde.")
        assert Request.objects.latest("pk").shown_number in holder.text
    return found + holder.complaints + holder.stopped


def judge(visitor: Visitor) -> list[str]:
    """Whether it fits a wide screen and a phone, and on the phone what axe finds."""
    visitor.page.set_viewport_size(DESKTOP)
    found = visitor.sticks_out()
    visitor.page.set_viewport_size(PHONE)
    return found + visitor.findings()


def bad_import(visitor: Visitor) -> list[str]:
    """A list with a mistake, sent through the page: every problem stands there, and it fits the screen too."""
    visitor.open("bans:import", SLUG)
    data = b"onderneming;winkel;adres;overeenkomst\nZonder B.V.;Zonder;Plein 1;31-02-2026\n"
    visitor.fill(kind="shops", file={"name": "winkels.csv", "mimeType": "text/csv", "buffer": data})
    visitor.press("kind")
    assert "overeenkomst" in visitor.text and "31-03-2026" in visitor.text
    return judge(visitor)


@pytest.mark.browser
@pytest.mark.once
@pytest.mark.django_db(transaction=True)
def test_pages_are_fit_for_everybody(visit: Callable[..., Visitor]) -> None:
    """WCAG 2.2 AA as far as axe can tell, no sideways scrolling at 360 px, no complaint in the console."""
    at = clock.now()
    call_command("load_catalogue", verbosity=0)
    story.tell(scene.build(at=at, password=PASSWORD), at=at)
    stranger = visit()
    found = []
    for name in ("participants:home", "account_login", "toolbox:list"):
        assert stranger.open(name) == 200
        found += judge(stranger)
    keeper = User.objects.get(email=cast.LOGINS[0].email)
    show(ShoppingArea.objects.get(slug=SLUG), address="https://drempel.example/", by=keeper, at=at)
    for name, *area in (("public", SLUG), ("public-en", SLUG), ("activities",)):
        assert stranger.open(f"oversight:{name}", *area) == 200
        found += judge(stranger)
    for address in ("/account/password/reset/", "/api/docs/"):
        stranger.page.goto(address)
        stranger.page.wait_for_load_state("networkidle")
    found += stranger.complaints + stranger.stopped + own_pages(visit())
    for login in cast.LOGINS:
        visitor = visit().log_in(login.email, PASSWORD)
        for address in [*pages_of(login.local), "/beveiliging/", "/account/password/change/", "/account/logout/"]:
            answer = visitor.page.goto(address)
            assert answer is not None
            if answer.status != 200:
                found.append(f"{address} answers {answer.status} to {login.local}")
            found += judge(visitor)
        if login.local == "coordinator":
            found += bad_import(visitor)
        found += visitor.complaints + visitor.stopped
    assert "\n".join(found) == ""
