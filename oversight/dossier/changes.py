"""What changed between two sets of facts: from the last filing to now. Plain values in, an answer out."""

import datetime as dt
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

Facts = dict[str, Any]
Was = tuple[str, Any, Any]
SOON = dt.timedelta(days=7)
NAMED = ("name", "address", "business")
AREA_NAMED = (
    "name", "association", "association_address", "municipality", "boundary_text", "boundary", "covers_passages",
    "mixed_sectors_permitted", "contact_email", "contact_phone", "privacy_officer", "public_page",
)  # fmt: skip


@dataclass(frozen=True)
class Renamed:
    """A shop of which something on the list is another than before: each as (field, was, is)."""

    shop: Facts
    changed: list[Was]


@dataclass(frozen=True)
class Version:
    """A version of the protocol, what it changed, and whether it came within a week of the one before."""

    protocol: Facts
    changed: list[Was]
    first: bool = False
    soon: bool = False


@dataclass(frozen=True)
class Changes:
    """`joined` to `returned` are entries of the list; `businesses` are names that the permit does not hold yet."""

    joined: list[Facts] = field(default_factory=list)
    left: list[Facts] = field(default_factory=list)
    renamed: list[Renamed] = field(default_factory=list)
    returned: list[Facts] = field(default_factory=list)
    businesses: list[str] = field(default_factory=list)
    sectors: list[str] = field(default_factory=list)
    area: list[Was] = field(default_factory=list)
    versions: list[Version] = field(default_factory=list)
    settled: list[Facts] = field(default_factory=list)
    reopened: list[Facts] = field(default_factory=list)
    raised: list[Facts] = field(default_factory=list)
    new_text: bool = False
    permit: bool = False

    @property
    def nothing(self) -> bool:
        return not any(vars(self).values())


def changes_between(old: Facts, new: Facts) -> Changes:
    """All that a reader who has the old dossier should be told."""
    was, now = ({entry["shop"]: entry for entry in one["shops"]} for one in (old, new))
    known = {point["code"]: point for point in old["points"]}
    return Changes(
        joined=[entry for key, entry in now.items() if key not in was],
        left=[entry for key, entry in was.items() if key not in now],
        renamed=[
            Renamed(entry, changed)
            for key, entry in now.items()
            if key in was and (changed := _differences(was[key], entry, NAMED))
        ],
        returned=[entry for key, entry in now.items() if key in was and (entry["joined_on"] or "") > old["on"]],
        businesses=businesses_outside(new),
        sectors=sorted({entry["sector"] for entry in new["shops"]} - {entry["sector"] for entry in old["shops"]}),
        area=_differences(old["area"], new["area"], AREA_NAMED),
        versions=[one for one in versions(new) if one.protocol["number"] > _newest(old)],
        settled=[
            point for point in new["points"]
            if point["settled_on"] and not _settled_alike(known.get(point["code"]), point)
        ],
        reopened=[
            point for point in new["points"]
            if not point["settled_on"] and known.get(point["code"], {}).get("settled_on")
        ],
        raised=[point for point in new["points"] if point["code"] not in known],
        new_text=old["edition"] != new["edition"],
        permit=old["permit"] != new["permit"],
    )  # fmt: skip


def businesses_outside(facts: Facts) -> list[str]:
    """Names of businesses on the list that no permit in force names (R2), each once, in the order of the list."""
    return list(dict.fromkeys(entry["business"] for entry in facts["shops"] if not entry["in_permit"]))


def versions(facts: Facts) -> list[Version]:
    """Every version of the protocol with what it changed, the oldest first."""
    protocols = facts["protocols"]
    found = [Version(protocols[0], [], first=True)]
    for before, after in pairwise(protocols):
        changed = [
            (name, before["values"].get(name), value)
            for name, value in after["values"].items()
            if before["values"].get(name) != value
        ]
        if before["dpia_version"] != after["dpia_version"]:
            changed.append(("dpia_version", before["dpia_version"], after["dpia_version"]))
        apart = dt.date.fromisoformat(after["adopted_on"]) - dt.date.fromisoformat(before["adopted_on"])
        found.append(Version(after, changed, soon=apart <= SOON))
    return found


def _newest(facts: Facts) -> int:
    return max(one["number"] for one in facts["protocols"])


def _settled_alike(old: Facts | None, new: Facts) -> bool:
    return old is not None and all(old[name] == new[name] for name in ("settled_on", "remark"))


def _differences(old: Facts, new: Facts, names: tuple[str, ...]) -> list[Was]:
    return [(name, old.get(name), new.get(name)) for name in names if old.get(name) != new.get(name)]
