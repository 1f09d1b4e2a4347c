"""What to look at: rooms with points, each with a question, why it matters, and the measures that may help."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from ..catalogue.models import tongue

FILE = Path(__file__).resolve().parent / "checklist.yaml"


@dataclass(frozen=True)
class Point:
    """One thing to look at. Whoever answers "yes" finds it in order."""

    code: str
    questions: dict[str, str]
    reasons: dict[str, str]
    measures: tuple[str, ...]

    @property
    def question(self) -> str:
        return self.questions[tongue()]

    @property
    def why(self) -> str:
        return self.reasons[tongue()]


@dataclass(frozen=True)
class Room:
    """Points that one sees from the same place."""

    code: str
    titles: dict[str, str]
    points: tuple[Point, ...]

    @property
    def title(self) -> str:
        return self.titles[tongue()]


@dataclass(frozen=True)
class Checklist:
    rooms: tuple[Room, ...]

    @property
    def points(self) -> list[Point]:
        return [point for room in self.rooms for point in room.points]

    def room(self, code: str) -> Room | None:
        return next((room for room in self.rooms if room.code == code), None)

    def room_of(self, point: str) -> Room | None:
        return next((room for room in self.rooms if point in {one.code for one in room.points}), None)

    def after(self, room: Room) -> Room | None:
        """The next room of the walk, if this is not the last."""
        return next(iter(self.rooms[self.rooms.index(room) + 1 :]), None)


def read(raw: dict[str, Any]) -> Checklist:
    """A list as it stands in the file, or as a scan took it along."""
    return Checklist(
        tuple(
            Room(
                room["code"],
                {"nl": room["title_nl"], "en": room["title_en"]},
                tuple(
                    Point(
                        point["code"],
                        {"nl": point["nl"], "en": point["en"]},
                        {"nl": point["why_nl"], "en": point["why_en"]},
                        tuple(point["measures"]),
                    )
                    for point in room["points"]
                ),
            )
            for room in raw["rooms"]
        )
    )


@cache
def lists() -> dict[str, dict[str, Any]]:
    """The lists of the file, by the kind of scan."""
    return yaml.safe_load(FILE.read_text(encoding="utf-8"))
