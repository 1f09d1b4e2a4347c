"""Who and what the fictional area consists of. No name here belongs to anybody's conduct: it is dealt."""

import datetime as dt
import random
from dataclasses import dataclass, field

from participants.roles import Role

SLUG = "drempelstraat"
MUNICIPALITY = "Voorbeeldstad"
DOMAIN = "drempel.example"
AREA = {
    "slug": SLUG,
    "name": "Winkelgebied De Drempelstraat",
    "association": "Winkeliersvereniging De Drempelstraat",
    "association_address": "Drempelstraat 1, 0000 AA Voorbeeldstad",
    "contact_email": f"vereniging@{DOMAIN}",
    "contact_phone": "0900-0000",
    "privacy_officer": f"R. Voorbeeld, privacy@{DOMAIN}",
    "public_page": f"https://www.{DOMAIN}/drempelstraat",
    "boundary_text": ("De Drempelstraat van nummer 1 tot en met 60, het Voorbeeldplein en de passage tussen die twee."),
    "boundary": [
        [52.00040, 5.00010],
        [52.00040, 5.00310],
        [52.00130, 5.00330],
        [52.00130, 5.00210],
        [52.00210, 5.00200],
        [52.00210, 5.00020],
    ],
    "covers_passages": True,
    "mixed_sectors_permitted": True,
}
PERMIT_NUMBER = "z0000-00001"

# Business, shop, address, sector. The first is the shop of manager@ and counter@, the second of approver@.
SHOPS = (
    ("De Gouden Knoop B.V.", "De Gouden Knoop", "Drempelstraat 4", "retail"),
    ("Boekhandel Letterlust V.O.F.", "Letterlust", "Drempelstraat 9", "retail"),
    ("Voorbeeld Supermarkten B.V.", "Supermarkt Voorbeeld", "Drempelstraat 12", "retail"),
    ("Drogisterij Zeepbel B.V.", "Drogisterij Zeepbel", "Drempelstraat 17", "retail"),
    ("Schoenenhuis Stap B.V.", "Schoenenhuis Stap", "Drempelstraat 23", "retail"),
    ("Bakkerij Korst V.O.F.", "Bakkerij Korst", "Voorbeeldplein 2", "retail"),
    ("Stekker en Snoer B.V.", "Stekker & Snoer", "Voorbeeldplein 5", "retail"),
    ("Café Het Plein B.V.", "Café Het Plein", "Voorbeeldplein 8", "hospitality"),
)


@dataclass(frozen=True)
class Login:
    """An account with a password that is printed. `shop` is the number of its shop in SHOPS."""

    local: str
    name: str
    role: Role
    shop: int | None = None

    @property
    def email(self) -> str:
        return f"{self.local}@{DOMAIN}"


LOGINS = (
    Login("coordinator", "Coördinator De Drempelstraat", Role.COORDINATOR),
    Login("approver", "Beoordelaar Letterlust", Role.APPROVER, 1),
    Login("manager", "Manager De Gouden Knoop", Role.SHOP_MANAGER, 0),
    Login("counter", "Kassa De Gouden Knoop", Role.COUNTER, 0),
    # New at the counter of another shop: does the instruction before it opens (R51).
    Login("new-counter", "Nieuwe kassa Letterlust", Role.COUNTER, 1),
    Login("municipality", "Toezicht Voorbeeldstad", Role.MUNICIPALITY),
)
NEWCOMER = f"new-counter@{DOMAIN}"
# The other shops have managers too, who report and serve in the story. Nobody can log in as them.
OTHER_MANAGERS = tuple(
    Login(f"manager-{number + 1}", f"Manager {SHOPS[number][1]}", Role.SHOP_MANAGER, number)
    for number in range(2, len(SHOPS))
)

GIVEN_NAMES = (
    "Anna", "Bram", "Chris", "Dana", "Elif", "Femke", "Gijs", "Hanna", "Ivo", "Joris",
    "Kim", "Lars", "Mila", "Noor", "Omar", "Puck", "Robin", "Sam", "Tess", "Wout",
)  # fmt: skip
FAMILY_NAMES = (
    "Aerts", "Bakker", "Cornelissen", "Dekker", "Evers", "Faber", "Groen", "Haddad", "Ista", "Jansen",
    "Kowalski", "Meijer", "Nguyen", "Peters", "Pinas", "Smits", "Visser", "de Vries", "Yilmaz", "Zwart",
)  # fmt: skip


@dataclass(frozen=True)
class Character:
    """Somebody in the story: a dealt name, age and appearance, before any conduct is known."""

    given_name: str
    family_name: str
    birth_date: dt.date
    appearance: dict[str, str] = field(default_factory=dict)


def deal(count: int) -> list[Character]:
    """Names and looks for so many people, each drawn by itself and the same in every installation.

    They are dealt before the story gives anybody a part, so that no name goes with any conduct.
    """
    dealer = random.Random("De Drempelstraat")
    given, family = dealer.sample(GIVEN_NAMES, count), dealer.sample(FAMILY_NAMES, count)
    return [
        Character(
            given_name=first,
            family_name=last,
            birth_date=dt.date(dealer.randint(1965, 2003), dealer.randint(1, 12), dealer.randint(1, 28)),
            appearance={
                "build": dealer.choice(("slim", "average", "sturdy", "tall", "short")),
                "hair": dealer.choice(("bald", "short", "long", "tied")),
                "clothing": dealer.choice(("casual", "sports", "work", "formal", "coat")),
            },
        )
        for first, last in zip(given, family, strict=True)
    ]
