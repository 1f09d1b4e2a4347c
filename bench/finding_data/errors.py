"""Ways in which a name goes wrong between a mouth, an ear and a keyboard: the first generator's."""

from random import Random

KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
HEARD = (
    ("ij", "ei"),
    ("ei", "ij"),
    ("ou", "au"),
    ("au", "ou"),
    ("g", "ch"),
    ("ch", "g"),
    ("v", "f"),
    ("f", "v"),
    ("z", "s"),
    ("s", "z"),
    ("c", "k"),
    ("k", "c"),
    ("ck", "k"),
    ("ie", "i"),
    ("y", "ij"),
    ("uy", "ui"),
    ("uu", "u"),
    ("aa", "ae"),
    ("aa", "a"),
    ("oo", "o"),
    ("ee", "e"),
    ("dt", "t"),
    ("d", "t"),
    ("t", "d"),
    ("b", "p"),
    ("p", "b"),
    ("m", "n"),
    ("th", "t"),
    ("ph", "f"),
    ("x", "ks"),
    ("ks", "x"),
    ("j", "y"),
    ("i", "y"),
    ("oe", "u"),
    ("en", "e"),
    ("er", "ers"),
    ("e", "i"),
    ("l", "ll"),
    ("ss", "s"),
    ("kk", "k"),
    ("tt", "t"),
    ("mm", "m"),
)


def typing_error(name: str, random: Random) -> str:
    """One letter missing, doubled, swapped, or a neighbour on the keyboard; never the first."""
    if len(name) < 4:
        return name
    at = random.randrange(1, len(name))
    kind = random.choice(("miss", "twice", "swap", "near", "extra"))
    if kind == "miss":
        return name[:at] + name[at + 1 :]
    if kind == "twice":
        return name[:at] + name[at] + name[at:]
    if kind == "swap":
        return name[: at - 1] + name[at] + name[at - 1] + name[at + 1 :] if at > 1 else typing_error(name, random)
    near = _near(name[at].lower(), random)
    return name[:at] + near + name[at + (kind == "near") :]


def _near(letter: str, random: Random) -> str:
    for row in KEYS:
        if letter in row:
            at = row.index(letter)
            return random.choice([row[i] for i in (at - 1, at + 1) if 0 <= i < len(row)])
    return random.choice("aeinrst")


def misheard(name: str, random: Random, times: int = 1) -> str:
    """One or more spellings taken for another of like sound."""
    for _ in range(times):
        fitting = [pair for pair in HEARD if pair[0] in name[1:].lower()]
        if not fitting:
            return name
        old, new = random.choice(fitting)
        places = [at for at in range(1, len(name)) if name[at : at + len(old)].lower() == old]
        at = random.choice(places)
        name = name[:at] + new + name[at + len(old) :]
    return name
