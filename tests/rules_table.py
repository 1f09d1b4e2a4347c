"""The table in docs/rules.md: each rule of the protocol, and the tests that carry its number.

python -m tests.rules_table            print the table
python -m tests.rules_table --write    write it to docs/rules.md
"""

import ast
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TABLE = ROOT / "docs" / "rules.md"
NUMBERS = re.compile(r"^test((?:_r\d+)+)_")

RULES = {
    1: "Without a permit in force nothing collective is made, served or shown; individual measures remain.",
    2: "A business that no permit names sees and proposes nothing collective.",
    3: "A shop joins only with agreement, power of attorney and declaration; what is missing is named.",
    4: "A permit that ends soon is announced; after its end rule 1 holds.",
    5: "A shop that leaves loses access at once; its own measures go, collective ones stay.",
    6: "More than one sector in an area gives a warning until it is recorded that the permit covers it.",
    7: "A shop without sticker and house rules at the door proposes only with a reason to pass that over.",
    8: "What belongs to another area answers exactly like what does not exist.",
    9: "A measure needs a conduct code, a time, a place and who saw it.",
    10: "Only listed conduct can be a reason; who somebody is cannot.",
    11: "First nuisance: at most an individual ban.",
    12: "First offence: an individual ban and a collective warning, two records and two letters.",
    13: "New offence or breach during a collective warning: a collective ban.",
    14: "Rule 13 for nuisance alone asks for the coordinator's written reason.",
    15: "Serious conduct may lead to a collective ban at once; more than the usual term needs a reason.",
    16: "Repeated nuisance at several shops: only the coordinator gets a proposal.",
    17: "Conduct before service or after the end of a warning does not count for rule 13.",
    18: "No term above the protocol's maximum or 24 months.",
    19: "What rests on an annulled warning leaves the counter until the coordinator decides.",
    20: "The software never makes a measure active; a named person decides.",
    21: "No second running collective ban, except after a breach.",
    22: "Nothing is kept about a child below the minimum age.",
    23: "Aged 12 to 15: a warning, or with violence a ban of at most six months.",
    24: "Aged 16 or 17: at most twelve months.",
    25: "A minor: a second person approves, and the legal representative gets a letter.",
    26: "Turning eighteen changes nothing for a running measure.",
    27: "Who proposes does not approve, nor does anybody of the same business.",
    28: "A collective warning is shared only after the coordinator's check; a late check raises an alert.",
    29: "A rejected proposal is seen by no shop and is erased.",
    30: "Municipality and police decide nothing.",
    31: "Before service nothing has effect, is shown elsewhere or can be breached.",
    32: "Service in person: date, time, place, server, witness, language, signed or refused.",
    33: "A registered letter has effect from its delivery; a returned one does not serve.",
    34: "Not served in time: it lapses and is erased.",
    35: "Served: list, map, protocol and letter are frozen, byte for byte.",
    36: "A shop that joins later counts only after a supplementary notice.",
    37: "A letter template without a mandatory element cannot be used.",
    38: "Warning and ban cannot be mistaken for each other; a warning says that one may come in.",
    39: "A breach gives a record and a police sheet with proof.",
    40: "A breach extends nothing by itself; a new ban needs two people and has a latest end.",
    41: "A shop that is not on the frozen list cannot rest a breach on the collective ban.",
    42: "A warning cannot be breached.",
    43: "An individual ban is breached only at the business that gave it.",
    44: "A counter sees running measures with few fields, by name or by the photo brief.",
    45: "A counter never gets address, birth date, narrative, witnesses or history.",
    46: "Nobody of another shop learns of an individual ban, by any route.",
    47: "A question at the counter gives one word; details need a reason; names are never logged.",
    48: "A counter has no download, no bulk print and no list to mail, unless the protocol allows it.",
    49: "A photo is served to an authorised session alone, without what hides in its file.",
    50: "No face is computed, and nobody is searched by a picture.",
    51: "The counter opens after a short instruction with questions, repeated each year.",
    52: "After the last day a measure is gone from every answer, whether or not a job ran.",
    53: "What has ended is erased by the night; the job tells counts only.",
    54: "A legal hold keeps a file for the coordinator alone, until its review date.",
    55: "A withdrawn measure leaves the counters at once, the person is told, erasure follows.",
    56: "After erasure nothing personal remains in tables, files or logs.",
    57: "What has ended does not count in the ladder.",
    58: "A request has an aim of 28 days and a limit of one calendar month.",
    59: "An extension is told with reasons within the first month; then there are three months in all.",
    60: "No answer without reasons, the authority and the court.",
    61: "A request costs nothing; there is no field for a fee.",
    62: "An objection does not stop a measure by itself; whether it is set aside is decided within working days.",
    63: "A dispute about who it is, or about a fact, hides the measure until it is settled.",
    64: "After a change each shop that saw the data is told, and no more than it needs.",
    65: "Whoever asks gets everything that is held, with who looked; others are masked.",
    66: "Who proposed or approved a measure neither hears nor answers the objection to it.",
    67: "An objection that is upheld ends the measure, and what rested on it is looked at again.",
    68: "A citizen's or a document's number, or a forbidden word, is in no free text.",
    69: "Only still images are taken, and no document.",
    70: "No small number of people is told, nor one from which it can be computed.",
    71: "The municipality sees figures, settings, papers and files without names, and nothing else.",
    72: "Each look at a person and each change is a line of a log that nobody can change.",
    73: "What goes to the police is recorded before it is made.",
    74: "`eval_m` months after the last evaluation the coordinator is asked for the next.",
    75: "A changed parameter holds only for measures served afterwards.",
}


@cache
def found_by_rule(folder: Path = ROOT / "tests") -> dict[int, list[tuple[str, str]]]:
    """For each number the file and the name of every test that carries it: `test_r12_…`, `test_r27_r28_…`."""
    found: dict[int, list[tuple[str, str]]] = {}
    for path in sorted(folder.rglob("test_*.py")):
        place = path.relative_to(folder.parent).as_posix()
        for name in _test_names(path):
            if match := NUMBERS.match(name):
                for number in match.group(1).split("_r")[1:]:
                    found.setdefault(int(number), []).append((place, name))
    return found


def _test_names(path: Path) -> Iterator[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            yield node.name


def table() -> str:
    """The whole text of docs/rules.md."""
    tests = found_by_rule()
    lines = [
        "# Rules and the tests that hold them",
        "",
        "Written by `python -m tests.rules_table --write`; a test compares this file with the tests.",
        "The numbers are those of the protocol of the collective shop ban as Drempel follows it; the",
        "sentences are a summary. A rule that stands here was built; the numbers in between come later.",
        "",
        "| rule | what it says | tests |",
        "|---|---|---|",
    ]
    for number, sentence in RULES.items():
        held = "<br>".join(f"[{name}](../{place})" for place, name in tests.get(number, []))
        lines.append(f"| R{number} | {sentence} | {held or '**none**'} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    if sys.argv[1:] == ["--write"]:
        TABLE.write_text(table(), encoding="utf-8")
    else:
        print(table(), end="")
