"""Long work on the screen: how far it is, what failed and why, stopping and trying again."""

import datetime as dt

import pytest

from participants.actions import batches
from participants.jobs.asking import ask_for
from participants.models import Batch, Job
from tests.cast import Cast, build_cast
from tests.screens import Screens


@pytest.fixture
def cast(db: None) -> Cast:
    return build_cast()


@pytest.fixture
def batch(cast: Cast) -> Batch:
    """Three pieces: one done, one failed, one waiting."""
    made = batches.begin(cast.area, kind="test.kind", by=cast.manager_a, at=cast.at)
    for number in range(3):
        ask_for("test.kind", key=str(number), area=cast.area, at=cast.at, batch=made, payload={"about": f"M-{number}"})
    jobs = list(Job.objects.order_by("pk"))
    Job.objects.filter(pk=jobs[0].pk).update(done_at=cast.at)
    Job.objects.filter(pk=jobs[1].pk).update(failed_at=cast.at, error="Er is geen nieuwere lijst.")
    return made


def test_page_says_how_far_it_is_and_why_a_piece_failed(cast: Cast, batch: Batch) -> None:
    screen = Screens(cast).of(cast.manager_a)
    path = f"/gebied/{cast.area.slug}/werk/{batch.token}/"
    page = screen.client.get(path).content.decode()
    assert "M-1" in page and "Er is geen nieuwere lijst." in page and "M-0" not in page
    assert 'max="3" value="2"' in page
    assert screen.client.get(path + "stand/").json() == {
        "total": 3, "ended": 2, "done": 1, "failed": 1, "cancelled": 0,
    }  # fmt: skip
    assert batch.token in screen.client.get(f"/gebied/{cast.area.slug}/werk/").content.decode()


def test_stopping_and_trying_again_by_the_page(cast: Cast, batch: Batch) -> None:
    """What was done stays; stopping twice is refused with a sentence."""
    client = Screens(cast).of(cast.manager_a).client
    path = f"/gebied/{cast.area.slug}/werk/{batch.token}/"
    assert client.post(path + "opnieuw/").status_code == 302
    assert Job.objects.open().count() == 2
    assert client.post(path + "stoppen/").status_code == 302
    again = client.post(path + "stoppen/")
    assert again.status_code == 422 and "niets meer te stoppen" in again.content.decode()
    states = sorted(str(job.state(cast.at + dt.timedelta(days=1))) for job in batch.jobs.all())
    assert states == ["cancelled", "cancelled", "done"]


def test_another_shop_finds_nothing_and_the_coordinator_everything(cast: Cast, batch: Batch) -> None:
    path = f"/gebied/{cast.area.slug}/werk/{batch.token}/"
    screens = Screens(cast)
    assert screens.of(cast.manager_b).client.get(path).status_code == 404
    assert screens.of(cast.coordinator).client.get(path).status_code == 200


def test_counter_has_no_page_of_long_work(cast: Cast) -> None:
    assert Screens(cast).of(cast.counter_a).client.get(f"/gebied/{cast.area.slug}/werk/").status_code == 404
