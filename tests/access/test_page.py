"""docs/security/access.md tells what the tests hold the routes against."""

from .page import MARK, PAGE, page


def test_the_page_tells_which_file_opens_for_whom() -> None:
    """After changing the table: `python -m tests.access.page --write`."""
    text = PAGE.read_text(encoding="utf-8")
    assert text.count(MARK) == 1
    assert text == page()
