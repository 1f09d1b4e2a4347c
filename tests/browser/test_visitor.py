"""The judge of the pages must be able to find something."""

from collections.abc import Callable

import pytest

from .visitor import Visitor


@pytest.mark.browser
@pytest.mark.once
@pytest.mark.django_db(transaction=True)
def test_findings_are_found(visit: Callable[..., Visitor]) -> None:
    """A picture without words, pale letters and a row that is too wide."""
    visitor = visit(phone=True)
    visitor.open("participants:home")
    assert visitor.findings() == []
    # By script, for the page's own policy forbids style attributes.
    visitor.page.evaluate(
        """() => {
            const main = document.querySelector("main");
            main.prepend(document.createElement("img"));
            main.style.width = "500px";
            main.querySelector("p").style.color = "#ccc";
        }"""
    )
    found = " ".join(visitor.findings())
    assert "image-alt" in found and "color-contrast" in found and "wider than the screen" in found
