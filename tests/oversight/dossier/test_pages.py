"""The pages: who sees and does what, and what a form answers to rubbish."""

from audit.models import Event
from oversight.dossier.actions import points
from oversight.dossier.models import Dossier, DpiaPoint
from participants.models import Job
from tests.cast import Cast
from tests.factories import make_shop
from tests.oversight.dossier.conftest import kept
from tests.screens import Screens, cast, screens, text

__all__ = ["cast", "screens"]


def test_coordinator_sees_what_is_missing_with_the_way_there(screens: Screens, cast: Cast) -> None:
    shop = make_shop(cast.area, "Nieuw", by=cast.coordinator, at=cast.at, takes_part=False, agreement_signed_on=None)
    answer = screens.of("coordinator").get("oversight:dossier")
    assert "geen namen van personen in, behalve die van de functionaris gegevensbescherming" in text(answer)
    assert "deelnameovereenkomst getekend op" in text(answer) and shop.get_absolute_url() in answer.content.decode()
    for page in ("participants:area", "oversight:desk"):
        assert "vergunningsdossier/" in screens.of("coordinator").get(page).content.decode()


def test_municipality_reads_and_changes_nothing(screens: Screens, cast: Cast) -> None:
    row = kept(cast)
    town = screens.of("municipality")
    page = town.get("oversight:dossier").content.decode()
    assert "Vergunningsdossier" in page and "dossier/maken/" not in page and "/punten/" not in page
    assert row.sha256 in text(town.get("oversight:dossier-one", row.token))
    assert town.get("oversight:dossier-archive", row.token).content == row.token.encode()
    closed = {"make": (), "file": (row.token,), "withdraw": (row.token,), "point-new": (), "point": ("minors",)}
    for name, args in closed.items():
        assert town.get(f"oversight:dossier-{name}", *args).status_code == 404, name
        assert town.post(f"oversight:dossier-{name}", *args).status_code == 404, name
    assert town.post("oversight:dossier-point-reopen", "minors").status_code == 404
    assert Event.objects.filter(action="dossier.downloaded").count() == 1


def test_nobody_else_finds_it(screens: Screens, cast: Cast) -> None:
    row = kept(cast)
    for who in ("manager_a", "counter_a", "approver", "stranger"):
        for name, args in {"dossier": (), "dossier-one": (row.token,), "dossier-archive": (row.token,)}.items():
            assert screens.of(who).get(f"oversight:{name}", *args).status_code == 404, (who, name)


def test_from_the_button_to_the_filing_and_back(screens: Screens, cast: Cast) -> None:
    desk = screens.of("coordinator")
    form = text(desk.get("oversight:dossier-make"))
    assert "aaknummer van de AP" in form
    assert desk.post("oversight:dossier-make", purpose="renewal", case_number="").status_code == 422
    assert desk.post("oversight:dossier-make", purpose="anders", case_number="1").status_code == 422
    assert desk.post("oversight:dossier-make", purpose="renewal", case_number="AP-1").status_code == 302
    row = Dossier.objects.get()
    assert "wordt gemaakt" in text(desk.get("oversight:dossier-one", row.token))
    assert desk.get("oversight:dossier-state", row.token).json() == {"total": 1, "ended": 0}
    assert desk.get("oversight:dossier-archive", row.token).status_code == 404
    Job.objects.update(failed_at=cast.at, error="“Protocol” kan niet worden gemaakt.")
    failed = text(desk.get("oversight:dossier-one", row.token))
    assert "niet gemaakt" in failed and "“Protocol” kan niet worden gemaakt." in failed
    made = kept(cast)
    for day in ("", "31-02-2026", "2099-01-01", "0001-01-01"):
        answer = desk.post("oversight:dossier-file", made.token, filed_on=day, case_number="AP-1")
        assert answer.status_code == 422, day
    good = {"filed_on": str(cast.today), "case_number": "AP-1"}
    assert desk.post("oversight:dossier-file", made.token, **good).status_code == 302
    assert "ingediend op 16 maart 2026" in text(desk.get("oversight:dossier"))
    assert desk.post("oversight:dossier-withdraw", made.token).status_code == 302
    assert "teruggenomen" in text(desk.get("oversight:dossier-one", made.token))
    assert desk.post("oversight:dossier-withdraw", made.token).status_code == 422
    assert "Indiening vastleggen" in text(desk.get("oversight:dossier-one", made.token))
    assert desk.post("oversight:dossier-file", kept(cast).token, **good).status_code == 302
    assert "Maak een nieuw dossier" in text(desk.get("oversight:dossier-one", made.token))
    assert desk.post("oversight:dossier-file", made.token, **good).status_code == 422


def test_points_are_settled_and_opened_again(screens: Screens, cast: Cast) -> None:
    desk = screens.of("coordinator")
    assert desk.post("oversight:dossier-point-new", words="<i>Wie belt?</i>").status_code == 302
    own = DpiaPoint.objects.get()
    assert "&lt;i&gt;Wie belt?&lt;/i&gt;" in desk.get("oversight:dossier").content.decode()
    assert desk.get("oversight:dossier-point", "bestaat-niet").status_code == 404
    assert desk.post("oversight:dossier-point", own.code, settled_on="x", remark="").status_code == 422
    good = {"settled_on": str(cast.today), "remark": "De voorzitter."}
    assert desk.post("oversight:dossier-point", own.code, **good).status_code == 302
    page = text(desk.get("oversight:dossier-point", own.code))
    assert "De voorzitter." in page and "coördinator van de vereniging" in page and cast.coordinator.email not in page
    assert desk.post("oversight:dossier-point-reopen", own.code).status_code == 302
    assert desk.post("oversight:dossier-point-reopen", own.code).status_code == 302
    assert desk.post("oversight:dossier-point-reopen", "niets").status_code == 404
    own.refresh_from_db()
    assert own.settled_on is None and own.remark == ""


def test_questions_do_not_grow_with_shops_and_points(screens: Screens, cast: Cast) -> None:
    desk = screens.of("coordinator")
    kept(cast)
    make_shop(cast.area, "Erbij", by=cast.coordinator, at=cast.at)
    few = desk.queries("oversight:dossier")
    for n in range(6):
        make_shop(cast.area, f"Erbij {n}", by=cast.coordinator, at=cast.at)
        points.raise_point(cast.area, words=f"Punt {n}", by=cast.coordinator, at=cast.at)
    kept(cast)
    assert desk.queries("oversight:dossier") <= few
