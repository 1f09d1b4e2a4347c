"""docs/privacy.md tells what the models say."""

from tests.privacy_table import MARK, PAGE, page


def test_the_page_tells_the_class_of_every_field() -> None:
    """After changing a model: `python -m tests.privacy_table --write`."""
    text = PAGE.read_text(encoding="utf-8")
    assert text.count(MARK) == 1
    assert text == page()
