"""How a rule says no: one type, told as a sentence in the page and as problem+json in the API."""

from typing import Any


class Refusal(Exception):
    """A request that a rule refuses. Nothing was changed.

    `code` is stable and machine-readable; `message` is a plain sentence in the user's language;
    `rule` names the rule of the protocol ("R27"); `field` the field that it concerns, if one; `wait` after how many
    seconds the same request may be granted.
    """

    def __init__(self, code: str, message: Any, *, rule: str = "", field: str | None = None, wait: float | None = None):
        super().__init__(str(message))
        self.code = code
        self.message = message
        self.rule = rule
        self.field = field
        self.wait = wait
