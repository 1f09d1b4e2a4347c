"""Names as they are asked at a counter, by kind (R47)."""

import pytest

from bans.names import Judgement, Known, Likeness, Question, ask, in_words, judge, prepare

NONE, POSSIBLE, LIKELY = Likeness


def compare(asked: tuple, known: tuple, penalty: float = 0.0) -> Judgement:
    """One question about one person."""
    return judge(ask(Question(*asked)), prepare(Known(*known)), penalty=penalty)


ONE_PERSON = {
    "equal": (("Jansen", "Kees"), ("Jansen", "Kees")),
    "particle left out": (("Berg", "Kees"), ("van den Berg", "Kees")),
    "particle shortened": (("v.d. Berg", "Kees"), ("van den Berg", "Kees")),
    "particle shortened otherwise": (("vd Berg", "Kees"), ("van den Berg", "Kees")),
    "particle in one word": (("Vandenberg", "Kees"), ("van den Berg", "Kees")),
    "particle in the other box": (("Berg", "Kees van den"), ("van den Berg", "Kees")),
    "particle behind a comma": (("Berg, van den", "Kees"), ("van den Berg", "Kees")),
    "article in one word": (("Elamrani", "Nabil"), ("Amrani", "Nabil")),
    "one half": (("Jansen", "Els"), ("Jansen-de Vries", "Els")),
    "the other half": (("de Vries", "Els"), ("Jansen-de Vries", "Els")),
    "halves turned": (("de Vries-Jansen", "Els"), ("Jansen-de Vries", "Els")),
    "half asked with a partner": (("Jansen-de Vries", "Els"), ("Jansen", "Els")),
    "all in one box": (("Kees Jansen", ""), ("Jansen", "Kees")),
    "boxes turned": (("Kees", "van den Berg"), ("van den Berg", "Kees")),
    "calling name": (("Jansen", "Jan"), ("Jansen", "Johannes")),
    "calling name, the other way": (("Jansen", "Elisabeth"), ("Jansen", "Bep")),
    "short form": (("Amrani", "Mo"), ("Amrani", "Mohammed")),
    "two calling names": (("Jansen", "Jan"), ("Jansen", "Johan")),
    "second given name": (("Jansen", "Kees"), ("Jansen", "Kees Willem")),
    "initial": (("Jansen", "K."), ("Jansen", "Kees")),
    "initials": (("Jansen", "K.W."), ("Jansen", "Kees Willem")),
    "initials without points": (("Jansen", "KW"), ("Jansen", "Kees Willem")),
    "typing error": (("Jasnen", "Kees"), ("Jansen", "Kees")),
    "letter missing": (("Hoekstr", "Kees"), ("Hoekstra", "Kees")),
    "ij and y": (("Dykstra", "Kees"), ("Dijkstra", "Kees")),
    "ligature": (("Dĳkstra", "Kees"), ("Dijkstra", "Kees")),
    "heard": (("Fischer", "Kees"), ("Visscher", "Kees")),
    "heard, dt": (("Smid", "Kees"), ("Smit", "Kees")),
    "diacritics": (("CELIK", "SÜKRÜ"), ("Çelik", "Şükrü")),
    "oe, ou, u": (("Boechari", "Joesoef"), ("Boukhari", "Youssef")),
    "ch, kh, h": (("Chattabi", "Ahmed"), ("Khatabi", "Achmed")),
    "sj, sh, ch": (("Sjerkaoui", "Rasjid"), ("Cherkaoui", "Rachid")),
    "vowel left out": (("Amrani", "Mhamed"), ("Amrani", "Muhammad")),
    "words joined": (("Abdurrahman", "Ali"), ("Abd al-Rahman", "Ali")),
    "Cyrillic": (("Щукин", "Дмитрий"), ("Sjtsjoekin", "Dmitri")),
    "Russian, French way": (("Chtchoukine", "Dimitri"), ("Sjtsjoekin", "Dmitri")),
    "Arabic": (("العمراني", "محمد"), ("El Amrani", "Mohammed")),
    "Hebrew": (("כהן", "דוד"), ("Cohen", "David")),
    "Greek": (("Παπαδόπουλος", "Γιώργος"), ("Papadopoulos", "Giorgos")),
    "Ethiopic": (("አበበ", "ተስፋዬ"), ("Abebe", "Tesfay")),
    "Chinese": (("王", "小明"), ("Wang", "Xiaoming")),
    "Chinese, older way": (("Hsu", "Meiling"), ("Xu", "Mei-Ling")),
    "short": (("LI", "bo"), ("Li", "Bo")),
    "single name with a year": (("Sukarno", "", 1980), ("Soekarno", "", 1980)),
    "no given name, same year": (("Jansen", "", 1980), ("Jansen", "Kees", 1980)),
    "year unknown on file": (("Jansen", "Kees", 1980), ("Jansen", "Kees")),
    "year one off": (("Jansen", "Kees", 1980), ("Jansen", "Kees", 1981)),
    "year with digits swapped": (("Jansen", "Kees", 1989), ("Jansen", "Kees", 1998)),
}
TWO_PERSONS = {
    "another given name": (("Jansen", "Piet"), ("Jansen", "Kees")),
    "like surname, another given name": (("Janssens", "Piet"), ("Jansen", "Kees")),
    "another surname": (("Visser", "Kees"), ("Jansen", "Kees")),
    "brother and sister": (("Amrani", "Karim"), ("Amrani", "Karima")),
    "two names alike": (("Amrani", "Hassan"), ("Amrani", "Hussein")),
    "two names alike, Dutch": (("Jansen", "Jan"), ("Jansen", "Jaap")),
    "initials of two": (("Jansen", "A."), ("Jansen", "B.")),
    "surname's initials of two": (("A.", "Mohamed"), ("B.", "Mohamed")),
    "surname alone": (("Jansen", ""), ("Jansen", "Kees")),
    "surname alone, year not known": (("Jansen", "", 1980), ("Jansen", "Kees")),
    "surname alone on both sides": (("Jansen", ""), ("Jansen", "")),
    "surname alone, year one off": (("Jansen", "", 1980), ("Jansen", "Kees", 1981)),
    "another year": (("Jansen", "Kees", 1980), ("Jansen", "Kees", 1955)),
    "one letter in a short name": (("Li", "Bo"), ("Lu", "Bo")),
    "one more letter in a short name": (("Li", "Bo"), ("Lin", "Bo")),
    "one shared half": (("Bakker-Jansen", "Els"), ("Visser-Jansen", "Anna")),
    "a particle in common": (("van den Berg", "Kees"), ("van den Dijk", "Kees")),
    "nothing": (("", ""), ("Jansen", "Kees")),
    "nothing on both sides": (("", ""), ("", "")),
}


@pytest.mark.parametrize(("asked", "known"), ONE_PERSON.values(), ids=ONE_PERSON)
def test_r47_one_person_is_found_however_written(asked: tuple, known: tuple) -> None:
    """One name, two ways: at least possible, from either side."""
    assert compare(asked, known).likeness >= POSSIBLE
    assert compare(known, asked).likeness >= POSSIBLE


@pytest.mark.parametrize(("asked", "known"), TWO_PERSONS.values(), ids=TWO_PERSONS)
def test_r47_two_persons_are_told_apart(asked: tuple, known: tuple) -> None:
    """Two names, however alike: nobody."""
    assert compare(asked, known).likeness is NONE
    assert compare(known, asked).likeness is NONE


def test_r47_namesakes_are_likely() -> None:
    """Equal names are likely one; only the photo decides."""
    assert compare(("Jansen", "Kees"), ("Jansen", "Kees")) == Judgement(LIKELY, 1.0, ("same_family", "same_given"))


def test_r47_an_initial_is_not_likely_without_a_year() -> None:
    """A letter fits too many."""
    assert compare(("Jansen", "K."), ("Jansen", "Kees")).likeness is POSSIBLE
    assert compare(("Jansen", "K.", 1980), ("Jansen", "Kees", 1980)).likeness is LIKELY


def test_r47_a_surname_and_a_year_are_not_likely() -> None:
    """A surname with a year is shared by some."""
    assert compare(("Jansen", "", 1980), ("Jansen", "Kees", 1980)).likeness is POSSIBLE


def test_r47_a_year_that_is_near_weighs_less_than_the_same() -> None:
    """Same, unknown, near, other: in that order."""
    scores = [compare(("Jansn", "Kees", 1980), ("Jansen", "Kees", year)).score for year in (1980, None, 1979, 1960)]
    assert scores == sorted(scores, reverse=True) and len(set(scores)) == 4


def test_r47_earlier_no_weighs() -> None:
    """ "Not this person" takes away from the likeness of this pairing."""
    assert compare(("Jasnen", "Kees"), ("Jansen", "Kees"), penalty=0.2).likeness is NONE
    assert compare(("Jansen", "Kees"), ("Jansen", "Kees"), penalty=0.15).likeness is POSSIBLE


@pytest.mark.parametrize(
    ("asked", "known", "reasons"),
    [
        (("Jansen", "Jan"), ("Jansen", "Johannes"), ("same_family", "given_short_form")),
        (("Jansen", "J."), ("Jansen", "Johannes"), ("same_family", "given_initial")),
        (("Jansen", "Rasjid"), ("Jansen", "Rachid"), ("same_family", "given_sounds_alike")),
        (("Kees", "Jansen"), ("Jansen", "Kees"), ("reversed", "same_family", "same_given")),
        (("Jansen", "Kees", 1980), ("Jansen", "Kees", 1980), ("same_family", "same_given", "year_same")),
        (("Jansen", "Kees", 1980), ("Jansen", "Kees", 1981), ("same_family", "same_given", "year_near")),
        (("Jansen", "Els"), ("Jansen-Visser", "Els"), ("family_part", "same_given")),
    ],
)
def test_r47_reasons_are_told(asked: tuple, known: tuple, reasons: tuple[str, ...]) -> None:
    """Why, as codes."""
    assert compare(asked, known).reasons == reasons


def test_r47_reasons_in_words() -> None:
    """Plain Dutch; a code that is not known is left out."""
    assert in_words(("same_family", "given_sounds_alike")) == "Zelfde achternaam, voornaam klinkt hetzelfde."
    assert in_words(("nonsense",)) == "" == in_words(())
