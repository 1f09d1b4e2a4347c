"""Asking, filing, what changed since, and the open points: what is refused and what is told."""

import datetime as dt

import pytest
from django.core.management import CommandError, call_command
from django.template import loader

from audit.models import Event
from oversight.dossier import papers
from oversight.dossier.actions import filing, points
from oversight.dossier.actions.asking import ask_dossier, sources_of
from oversight.dossier.actions.forgetting import forget_unfiled
from oversight.dossier.changes import Changes, changes_between
from oversight.dossier.missing import lacking
from oversight.dossier.models import Dossier, DpiaPoint, Filing
from oversight.dossier.papers import page_of
from oversight.dossier.points import points_of
from oversight.tasks import forget_dossiers
from participants.actions.areas import update_area
from participants.actions.municipalities import merge
from participants.actions.shops import join, leave, update_shop
from participants.jobs.work import run_due
from participants.models import Job, Municipality
from participants.refusals import Refusal
from tests.cast import Cast
from tests.factories import make_area, make_protocol, make_sanction, make_shop
from tests.oversight.dossier.conftest import DAY, asked, kept, opened, refusing


def filed(cast: Cast, *, later: dt.timedelta = dt.timedelta()) -> Dossier:
    dossier = kept(cast, later=later)
    at = cast.at + later
    filing.file_dossier(dossier, filed_on=cast.today + later, case_number="z1", by=cast.coordinator, at=at)
    return dossier


def changed(cast: Cast) -> Changes:
    dossier = asked(cast, later=30 * DAY)
    found = sources_of(dossier).changes
    assert found is not None
    return found


def refused(code: str):
    return pytest.raises(Refusal, check=lambda refusal: refusal.code == code)


class TestAsking:
    def test_facts_are_those_of_the_frozen_list(self, cast: Cast) -> None:
        facts = asked(cast).facts
        frozen = cast.area.current_list()
        keys = ("shop", "name", "address", "business")
        assert [{key: one[key] for key in keys} for one in facts["shops"]] == frozen.entries
        assert facts["list"]["number"] == frozen.number

    def test_it_is_made_once_by_the_work_that_was_asked_for(self, cast: Cast) -> None:
        dossier = ask_dossier(cast.area, purpose="new", case_number="", by=cast.coordinator, at=cast.at)
        with refused("already_running"):
            ask_dossier(cast.area, purpose="new", case_number="", by=cast.coordinator, at=cast.at)
        assert run_due(now=lambda: cast.at) == 1
        dossier.refresh_from_db()
        assert "5-dpia.pdf" in opened(bytes(dossier.archive)) and dossier.sha256
        assert Event.objects.get(action="dossier.made").facts == {"sha256": dossier.sha256}

    def test_part_that_fails_leaves_nothing_and_is_named(self, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(papers, "to_pdf", refusing("5-dpia"))
        dossier = ask_dossier(cast.area, purpose="new", case_number="", by=cast.coordinator, at=cast.at)
        run_due(now=lambda: cast.at)
        dossier.refresh_from_db()
        assert not dossier.made_at and not dossier.archive
        assert "“DPIA, met open punten” kan niet worden gemaakt" in Job.objects.get().error
        # Who asks again is not stopped by what failed.
        monkeypatch.undo()
        assert asked(cast).pk

    @pytest.mark.parametrize(
        ("number", "code"),
        [
            ("z\n1", "bad_case_number"),
            ("<b>", "bad_case_number"),
            ("x" * 61, "bad_case_number"),
            ("  ", "case_number_missing"),
        ],
    )
    def test_case_number_is_one_line_and_there(self, cast: Cast, number: str, code: str) -> None:
        with refused(code):
            asked(cast, case_number=number)

    def test_without_protocol_shops_or_dpia_there_is_none(self, cast: Cast) -> None:
        empty = make_area("leeg", by=cast.coordinator, at=cast.at)
        given = {"purpose": "new", "case_number": "", "by": cast.coordinator, "at": cast.at, "queued": False}
        with refused("no_participants"):
            ask_dossier(empty, **given)
        cast.area.protocols.update(dpia_version=" ")
        with refused("no_dpia"):
            ask_dossier(cast.area, **given)
        empty.protocols.all().delete()
        with refused("no_protocol"):
            ask_dossier(empty, **given)
        assert {lack.code for lack in lacking(empty, on=cast.today) if lack.stops} == {"protocol", "participants"}
        assert not Dossier.objects.exists()


class TestForgetting:
    def left(self, cast: Cast, *, later: dt.timedelta) -> list[dt.timedelta]:
        """When those that are left were asked for."""
        forget_unfiled(at=cast.at + later)
        return [row.asked_on - cast.today for row in Dossier.objects.bare()]

    def test_what_nobody_filed_goes_after_three_months(self, cast: Cast) -> None:
        filed(cast)
        kept(cast, later=DAY)
        assert self.left(cast, later=90 * DAY) == [DAY, 0 * DAY]
        assert self.left(cast, later=91 * DAY) == [0 * DAY]
        assert forget_unfiled(at=cast.at + 91 * DAY) == 0

    def test_what_was_taken_back_goes_three_months_later_with_what_follows_it(self, cast: Cast) -> None:
        first = filed(cast)
        second = filed(cast, later=10 * DAY)
        kept(cast, later=20 * DAY)
        for dossier in (second, first):
            filing.withdraw_filing(dossier, by=cast.coordinator, at=cast.at + 30 * DAY)
        kept(cast, later=40 * DAY)
        assert len(self.left(cast, later=119 * DAY)) == 3
        assert self.left(cast, later=120 * DAY) == [40 * DAY]
        assert not Filing.objects.exists()

    def test_one_that_is_left_keeps_what_it_follows(self, cast: Cast) -> None:
        first = filed(cast)
        kept(cast, later=9 * DAY)
        filing.withdraw_filing(first, by=cast.coordinator, at=cast.at + DAY)
        assert self.left(cast, later=95 * DAY) == [9 * DAY, 0 * DAY]
        assert self.left(cast, later=99 * DAY) == []

    def test_night_and_command_look_in_every_area(self, cast: Cast, capsys: pytest.CaptureFixture[str]) -> None:
        here, there = kept(cast), kept(cast)
        Dossier.objects.filter(pk=there.pk).update(area=cast.elsewhere)
        Dossier.objects.filter(pk__in=(here.pk, there.pk)).update(asked_at=cast.at - 90 * DAY)
        assert forget_dossiers() == 2
        call_command("forget_dossiers")
        assert capsys.readouterr().out == "0 dossiers\n"


class TestFiling:
    def test_day_must_fit(self, cast: Cast) -> None:
        dossier = kept(cast)
        given = {"case_number": "z1", "by": cast.coordinator, "at": cast.at}
        for day, code in ((cast.today + DAY, "future_date"), (cast.today - DAY, "before_made")):
            with refused(code):
                filing.file_dossier(dossier, filed_on=day, **given)
        filing.file_dossier(dossier, filed_on=cast.today, **given)
        with refused("filed"):
            filing.file_dossier(dossier, filed_on=cast.today, **given)
        with refused("second_today"):
            filing.file_dossier(kept(cast), filed_on=cast.today, **given)
        with refused("not_made"):
            filing.file_dossier(asked(cast), filed_on=cast.today, **given)

    def test_one_that_tells_changes_since_another_filing_is_refused(self, cast: Cast) -> None:
        given = {"filed_on": cast.today + 6 * DAY, "case_number": "z", "by": cast.coordinator, "at": cast.at + 6 * DAY}
        older = kept(cast)
        first = filed(cast, later=DAY)
        follows = kept(cast, later=2 * DAY)
        with refused("outdated"):
            filing.file_dossier(older, **given)
        filing.withdraw_filing(first, by=cast.coordinator, at=cast.at + 3 * DAY)
        with refused("outdated"):
            filing.file_dossier(follows, **given)
        # Nothing came between: it tells what it told.
        assert filing.file_dossier(first, **given).pk

    def test_mistake_is_taken_back_and_the_one_before_counts(self, cast: Cast) -> None:
        first, second = filed(cast), filed(cast, later=DAY)
        with refused("not_last"):
            filing.withdraw_filing(first, by=cast.coordinator, at=cast.at + DAY)
        filing.withdraw_filing(second, by=cast.coordinator, at=cast.at + DAY)
        assert asked(cast, later=2 * DAY).follows == Filing.objects.get(dossier=first)
        again = filing.file_dossier(
            second, filed_on=cast.today + DAY, case_number="z", by=cast.coordinator, at=cast.at + 2 * DAY
        )
        assert again.pk and Filing.objects.count() == 3


class TestChanges:
    def test_nothing_is_told_as_nothing(self, cast: Cast) -> None:
        filed(cast)
        assert changed(cast).nothing

    def test_shops_that_came_left_returned_and_were_renamed(self, cast: Cast) -> None:
        filed(cast)
        at, by = cast.at + DAY, cast.coordinator
        new = make_shop(cast.area, "Terras", by=by, at=at, sector="hospitality")
        leave(cast.shop_b, on=cast.today + DAY, by=by, at=at)
        leave(cast.shop_c, on=cast.today + DAY, by=by, at=at)
        join(cast.shop_c, on=cast.today + 2 * DAY, by=by, at=cast.at + 2 * DAY)
        update_shop(cast.shop_a, fields={"name": "Bakkerij Noord", "address": "Kade 1"}, by=by, at=at)
        found = changed(cast)
        assert [one["shop"] for one in found.joined] == [new.pk]
        assert [one["shop"] for one in found.left] == [cast.shop_b.pk]
        assert [one["shop"] for one in found.returned] == [cast.shop_c.pk]
        assert [(one.shop["shop"], [was[0] for was in one.changed]) for one in found.renamed] == [
            (cast.shop_a.pk, ["name", "address"])
        ]
        assert found.businesses == ["Terras bv"] and found.sectors == ["hospitality"]

    def test_protocol_changed_twice_in_a_week_is_told_with_both(self, cast: Cast) -> None:
        filed(cast)
        make_protocol(cast.area, by=cast.coordinator, at=cast.at + 10 * DAY, col_ban_m=6)
        make_protocol(cast.area, by=cast.coordinator, at=cast.at + 13 * DAY, col_ban_m=9)
        found = changed(cast)
        assert [(one.protocol["number"], one.changed, one.soon) for one in found.versions] == [
            (2, [("col_ban_m", 12, 6)], False), (3, [("col_ban_m", 6, 9)], True),
        ]  # fmt: skip
        page = page_of(sources_of(asked(cast, later=31 * DAY)), "changes")
        assert page.count("binnen een week na de vorige") == 1 and "6 maanden" in page and "9 maanden" in page

    def test_border_and_points_are_told(self, cast: Cast) -> None:
        own = points.raise_point(cast.area, words="Wie belt de pers?", by=cast.coordinator, at=cast.at)
        filed(cast)
        at = cast.at + DAY
        update_area(cast.area, fields={"boundary_text": "tot de brug"}, by=cast.coordinator, at=at)
        for code in ("minors", own.code):
            points.settle_point(
                cast.area, code, settled_on=cast.today, remark="Vanaf 14 jaar.", by=cast.coordinator, at=at
            )
        found = changed(cast)
        assert found.area == [("boundary_text", "tussen de Markt en de Kade", "tot de brug")]
        assert [one["code"] for one in found.settled] == ["minors", own.code]
        page = page_of(sources_of(asked(cast, later=31 * DAY)), "dpia")
        assert "Vanaf 14 jaar." in page and "coördinator van de vereniging" in page
        assert cast.coordinator.email not in page

    def test_merged_municipality_is_told_from_its_day(self, cast: Cast) -> None:
        filed(cast)
        old, new = cast.area.municipality, Municipality.objects.create(name="Nieuwstad")
        merge(old, new, on=cast.today + 30 * DAY, by="merge_municipality", at=cast.at)
        cast.area.refresh_from_db()
        assert sources_of(asked(cast, later=29 * DAY)).changes.nothing
        assert changed(cast).area == [("municipality", "Voorbeeldstad", "Nieuwstad")]

    def test_every_change_is_a_field_that_the_paper_tells(self, cast: Cast) -> None:
        """Nothing that is found stays out of the paper: its page speaks for each kind of change."""
        facts = asked(cast).facts
        source = loader.get_template("oversight/dossier/papers/changes.html").template.source
        told = set(vars(changes_between(facts, facts)))
        prepared = {name: name for name in ("renamed", "versions", "sectors", "settled")} | {"area": "area_changes"}
        for name in told:
            assert prepared.get(name, f"changes.{name}") in source, name


class TestPoints:
    def test_settled_once_with_words_on_a_day_that_was(self, cast: Cast) -> None:
        given = {"by": cast.coordinator, "at": cast.at}
        for day, remark, code in (
            (cast.today, "  ", "words_missing"),
            (cast.today + DAY, "Ja.", "future_date"),
            (dt.date(1, 1, 1), "Ja.", "too_early"),
            (cast.today, "x" * 2001, "too_long"),
            (cast.today, "Zijn bsn is 111222333.", "citizen_number"),
        ):
            with refused(code):
                points.settle_point(cast.area, "minors", settled_on=day, remark=remark, **given)
        points.settle_point(cast.area, "minors", settled_on=cast.today, remark="Ja.", **given)
        with refused("settled"):
            points.settle_point(cast.area, "minors", settled_on=cast.today, remark="Nee.", **given)
        points.reopen_point(cast.area, "minors", **given)
        with refused("not_settled"):
            points.reopen_point(cast.area, "minors", **given)
        with refused("no_point"):
            points.settle_point(cast.area, "niets", settled_on=cast.today, remark="Ja.", **given)

    def test_point_of_another_area_is_not_here(self, cast: Cast) -> None:
        own = points.raise_point(cast.elsewhere, words="Van hen", by=cast.stranger, at=cast.at)
        assert own.code not in {point.code for point in points_of(cast.area)}
        with refused("no_point"):
            points.settle_point(
                cast.area, own.code, settled_on=cast.today, remark="Ja.", by=cast.coordinator, at=cast.at
            )

    def test_point_names_nobody_and_leads_to_no_file(self, cast: Cast) -> None:
        """Others read it: the municipality, and the authority."""
        ban = make_sanction(cast, given_name="Anneke", family_name="Vriezekolk")
        given = {"by": cast.coordinator, "at": cast.at}
        for words, code in (
            ("Weet Anneke Vriezekolk dit?", "names_somebody"),
            (f"Zoals bij {ban.reference}.", "reference"),
        ):
            with refused(code):
                points.raise_point(cast.area, words=words, **given)
            with refused(code):
                points.settle_point(cast.area, "minors", settled_on=cast.today, remark=words, **given)

    def test_own_points_are_few_and_different(self, cast: Cast) -> None:
        given = {"by": cast.coordinator, "at": cast.at}
        points.raise_point(cast.area, words="Eén", **given)
        with refused("point_exists"):
            points.raise_point(cast.area, words=" Eén ", **given)
        DpiaPoint.objects.bulk_create(
            DpiaPoint(area=cast.area, code=f"p{n}", words=f"Punt {n}", raised_at=cast.at, raised_by=cast.coordinator)
            for n in range(39)
        )
        with refused("too_many_points"):
            points.raise_point(cast.area, words="Te veel", **given)
        # What was decided makes room.
        points.settle_point(cast.area, "p1", settled_on=cast.today, remark="Ja.", **given)
        assert points.raise_point(cast.area, words="Weer een", **given).pk


class TestMissing:
    def codes(self, cast: Cast, later: dt.timedelta = dt.timedelta()) -> list[str]:
        return [lack.code for lack in lacking(cast.area, on=cast.today + later)]

    def test_area_in_order_has_only_its_open_points(self, cast: Cast) -> None:
        assert self.codes(cast) == ["points"]

    def test_each_lack_is_found(self, cast: Cast) -> None:
        by, at = cast.coordinator, cast.at
        make_shop(cast.area, "Nieuw", by=by, at=at, takes_part=False, declaration_signed_on=None)
        make_shop(cast.area, "Wacht", by=by, at=at, takes_part=False)
        make_shop(cast.area, "Kaas ", by=by, at=at, business_name="KAAS B.V.", sector="hospitality", address="Kade 9")
        make_protocol(cast.area, by=by, at=at)
        cast.area.permits.update(valid_until=cast.today + 30 * DAY)
        type(cast.shop_a).objects.filter(pk=cast.shop_a.pk).update(agreement_ends_on=cast.today - DAY)
        found = {lack.code: [place.text for place in lack.places] for lack in lacking(cast.area, on=cast.today)}
        assert list(found) == [
            "permit_ends", "outside", "papers", "ready", "earlier", "agreement_ended", "alike", "sectors", "points",
        ]  # fmt: skip
        assert found["papers"] == ["Nieuw: verklaring voor de AP getekend op"] and found["ready"] == ["Wacht"]
        assert found["alike"] == ["Kaas bv", "KAAS B.V."] and found["outside"] == ["KAAS B.V."]
        assert "permit" in self.codes(cast, later=31 * DAY)


class TestCommand:
    def test_it_writes_the_whole_file_or_nothing(self, cast: Cast, tmp_path, capsys) -> None:
        target = tmp_path / "dossier.zip"
        call_command("permit_dossier", "markt", str(target))
        made = Dossier.objects.get()
        assert opened(target.read_bytes()) == opened(bytes(made.archive)) and made.sha256 in capsys.readouterr().out
        with pytest.raises(CommandError, match="exists already"):
            call_command("permit_dossier", "markt", str(target))
        with pytest.raises(CommandError, match="no such area"):
            call_command("permit_dossier", "niets", str(tmp_path / "x"))
        cast.area.protocols.update(dpia_version="")
        with pytest.raises(CommandError, match="DPIA"):
            call_command("permit_dossier", "markt", str(tmp_path / "x"))
        with pytest.raises(CommandError, match=r"cannot be written|DPIA"):
            call_command("permit_dossier", "markt", str(tmp_path / "geen" / "x"))
        assert [path.name for path in tmp_path.iterdir()] == ["dossier.zip"]
