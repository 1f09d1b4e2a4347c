"""Who may reach which file by which kind of address. Everything else is answered as a reference that never was.

`OPEN` is the whole table; what is not in it is closed. Files are those of `tests.access.world`.
"""

from .routes import Route

OWN_AT_WORK = {"individual", "collective", "proposal", "unserved", "unchecked"}
WHOLE = OWN_AT_WORK | {"restricted", "held"}
# Withdrawn, annulled: only the last letter about it.
LAST_LETTER = {"lifted", "annulled"}
EVERYTHING_HERE = WHOLE | LAST_LETTER | {"rejected", "expired"}

# What hangs on the area and names nobody of the register: each of these roles may read it, and two make it.
PLANS_AND_MORE = frozenset(
    {"plan", "plan part", "plan file", "legal test", "covenant", "meeting", "training", "training session"}
)
MAKES_PLANS = dict.fromkeys(("coordinator", "municipality"), EVERYTHING_HERE)
READS_PLANS = dict.fromkeys(("coordinator", "approver", "municipality", "manager_a", "manager_b"), EVERYTHING_HERE)

OPEN: dict[str, dict[str, set[str]]] = {
    **dict.fromkeys(PLANS_AND_MORE, READS_PLANS),
    # The file itself and the deeds on it.
    "file": {"manager_a": OWN_AT_WORK, "coordinator": WHOLE, "approver": {"proposal"}},
    # A second decider is told that it was decided (R27, R28); the page says the kind and the number, no more.
    "decide": {
        "manager_a": OWN_AT_WORK,
        "coordinator": EVERYTHING_HERE - {"expired"} | {"held"},
        "approver": {"proposal", "collective", "restricted", "lifted", "annulled", "rejected"},
    },
    # What a counter may know.
    "counter": {
        "counter_a": {"individual", "collective"},
        "manager_a": {"individual", "collective"},
        "counter_b": {"collective"},
        "manager_b": {"collective"},
    },
    "ending": {"coordinator": LAST_LETTER},
    # Putting it right; also what was ended by another door, until it is purged.
    "correcting": {"coordinator": WHOLE | LAST_LETTER},
    # Half-way: that a ban goes on; and where it does not hold.
    "half-way": {"coordinator": WHOLE},
    # What waits for somebody that day; on everything else there is nothing to do.
    "reminder": {
        "manager_a": {"unserved"},
        "coordinator": {"proposal", "unserved", "unchecked"},
        "approver": {"proposal"},
    },
    # What somebody asked, and everything that is held about them: for who handles it, as long as the file is there.
    "case": {"coordinator": EVERYTHING_HERE},
    # The same case for who listens to that person, and for nobody else who listens.
    "hearing": {"coordinator": EVERYTHING_HERE, "committee": {"individual"}},
    # Said to somebody of whom nothing was found: of these files something was.
    "nothing held": {},
    "letters": {"manager_a": OWN_AT_WORK, "coordinator": WHOLE},
    "incident": {"manager_a": OWN_AT_WORK, "coordinator": WHOLE},
    # With the file; at the counter only with the ticket of details that were opened for a reason.
    "photo": {
        "manager_a": OWN_AT_WORK,
        "coordinator": WHOLE,
        "approver": {"proposal"},
    },
    # The question that somebody asked: it is open for who asked it, whatever has become of the person.
    "check": {"counter_a": EVERYTHING_HERE | {"erased"}},
    # The letter of the collective ban is here the sheet that counter B printed for the police.
    "notice": {
        "manager_a": OWN_AT_WORK - {"collective"},
        "counter_b": {"collective"},
        "coordinator": WHOLE | LAST_LETTER,
    },
    "serving": {"manager_a": OWN_AT_WORK, "coordinator": WHOLE},
    "service": {"manager_a": OWN_AT_WORK, "coordinator": WHOLE},
    # Shops and roles hang on the area: those who set it up see all, and who works there the own one.
    "shop": dict.fromkeys(("coordinator", "municipality", "manager_a", "counter_a"), EVERYTHING_HERE),
    "device": dict.fromkeys(("coordinator", "manager_a"), EVERYTHING_HERE),
    # Long work that manager A asked for.
    "batch": dict.fromkeys(("coordinator", "manager_a"), EVERYTHING_HERE),
    "signal": {"coordinator": EVERYTHING_HERE},
    "membership": {"coordinator": EVERYTHING_HERE},
    # A legal test holds a place, a measure and reasons: who sees plans reads it, who makes them answers.
    "making a legal test": MAKES_PLANS,
    # A walk through shop A, and a photo of it that manager A looked at.
    **dict.fromkeys(
        ("scan", "scan photo"), dict.fromkeys(("coordinator", "municipality", "manager_a"), EVERYTHING_HERE)
    ),
    # The partnership of the area: who sees plans reads it, and who makes plans keeps it.
    **dict.fromkeys(("partner", "meeting action"), MAKES_PLANS),
    # What was put right: a bare deed, which stays when the file has gone.
    "correction": {"coordinator": EVERYTHING_HERE},
    # Who oversees looks at a file without names, who keeps the register answers; the name waits until it is granted.
    # A key of a system is taken back by either.
    **dict.fromkeys(
        ("sample", "sample item", "oversight key"), dict.fromkeys(("coordinator", "municipality"), EVERYTHING_HERE)
    ),
    "overseeing": {"municipality": EVERYTHING_HERE},
    # What the association files for its permit, without a name: it is filed and settled by who keeps the area.
    "permit dossier": dict.fromkeys(("coordinator", "municipality"), EVERYTHING_HERE),
    **{thing: {"coordinator": EVERYTHING_HERE} for thing in ("filing a dossier", "dossier point")},
    "answering for": {"coordinator": EVERYTHING_HERE},
    # That of counter A, for a training.
    "certificate": dict.fromkeys(("coordinator", "counter_a"), EVERYTHING_HERE),
}
# Doors to what is the area's own. They lead to no file, so that nobody knows the reference of one by them.
OF_THE_AREA = PLANS_AND_MORE | {"making a legal test", "scan", "scan photo", "partner", "meeting action", "certificate"}
# What is open for who listens to a person, beside who handles the request.
HEARING = {"request", "request-report", "request-advice", "request-answer", "case-file"}
# By the number that it has in a sample alone.
OF_THE_AREA |= {"sample", "sample item", "oversight key", "overseeing", "answering for"}
OF_THE_AREA |= {"permit dossier", "filing a dossier", "dossier point"}
SAMPLE_DOORS = {
    "afsluiten": "overseeing",
    "opmerking": "overseeing",
    "vraag": "overseeing",
    "vragen": "overseeing",
    "antwoord": "answering for",
    "naam": "name in a sample",
    "vrijgeven": "name in a sample",
    "weigeren": "name in a sample",
}
SERVING = {"uitreiken", "versturen", "serve", "send"}
DOORS = {
    "gezichten": "counter",
    "overtreding": "counter",
    "breaches": "counter",
    "besluit": "decide",
    "/approve": "decide",
    "/reject": "decide",
    "corrigeren": "correcting",
    "loopt-door": "half-way",
    "uitzonderingen": "half-way",
    "/keep-running": "half-way",
    "einde": "ending",
    "/ending": "ending",
    "/brief/": "letters",
    "/bewijs/": "letters",
    "/letters": "letters",
    "/representative": "letters",
    "/supplement": "letters",
    "/proof": "letters",
}


def door_of(route: Route) -> str:
    """Which line of the table a route falls under."""
    if route.thing == "sanction":
        return next((door for part, door in DOORS.items() if part in route.pattern), "file")
    if route.thing == "notice" and route.pattern.rstrip("/").rpartition("/")[2] in SERVING:
        return "serving"
    if route.thing == "request letter" or route.name in HEARING:
        return "hearing"
    if route.thing == "request":
        return "nothing held" if route.name == "nothing" else "case"
    if route.thing == "legal test" and any(part in route.pattern for part in ("/vraag/", "/afsluiten/", "/opnieuw/")):
        return "making a legal test"
    if route.thing in ("sample", "sample item"):
        return SAMPLE_DOORS.get(route.pattern.rstrip("/").rpartition("/")[2], route.thing)
    if route.name in ("dossier-file", "dossier-withdraw"):
        return "filing a dossier"
    return route.thing or "area"


def may_reach(viewer: str, route: Route, file: str) -> bool:
    return file in OPEN.get(door_of(route), {}).get(viewer, set())
