"""The judge of the pages must be able to find something."""

from collections.abc import Callable

import pytest

from .visitor import Visitor


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_findings_are_found(visit: Callable[..., Visitor]) -> None:
    """A picture without words, pale letters and a row that is too wide."""
    visitor = visit(phone=True)
    visitor.open("participants:home")
    assert visitor.findings() == []
    visitor.page.set_content(
        '<html lang="nl"><title>x</title><main><img src="x"><p style="color:#ccc">bleek</p>'
        '<div style="width:500px">breed</div></main></html>'
    )
    found = " ".join(visitor.findings())
    assert "image-alt" in found and "color-contrast" in found and "wider than the screen" in found
