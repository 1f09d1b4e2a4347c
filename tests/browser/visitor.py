"""Somebody at a screen: what they type, press and read. Every page is judged in passing."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import Locator, Page

PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1440, "height": 900}
AXE_RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}

LISTENER = """
document.addEventListener('securitypolicyviolation',
    e => window.broken(`${location.pathname} ${e.effectiveDirective} ${e.blockedURI} ${e.sourceFile}`));
"""


class Visitor:
    def __init__(self, page: Page) -> None:
        self.page = page
        self.complaints: list[str] = []
        page.on("pageerror", lambda error: self.complaints.append(f"{page.url}: {error}"))
        page.on("console", self._console)
        # What the browser stops because the content policy says so: page, rule, and what it was (G23, T28).
        self.stopped: list[str] = []
        page.expose_function("broken", lambda told: self.stopped.append(told))
        page.add_init_script(LISTENER)

    def _console(self, message: Any) -> None:
        # A page with a refusal answers 422 and a closed door 404; the browser calls that an error too.
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.complaints.append(f"{self.page.url}: {message.text}")

    def log_in(self, email: str, password: str) -> "Visitor":
        # An open counter that loses its session leads to this page by itself, and would come in between.
        self.page.goto("about:blank")
        self.page.context.clear_cookies()
        self.open("account_login")
        self.fill(login=email, password=password)
        self.press("login")
        assert "/account/" not in self.page.url, self.text
        return self

    def open(self, name: str, *args: Any) -> int:
        """Go to a page by its name; the status of its answer."""
        response = self.page.goto(reverse(name, args=args))
        assert response is not None
        return response.status

    @property
    def main(self) -> Locator:
        return self.page.locator("main")

    @property
    def text(self) -> str:
        return self.main.inner_text()

    def form(self, *fields: str, **hidden: str) -> Locator:
        """The form that has these fields, and these hidden values."""
        form = self.main.locator("form")
        for field in fields:
            form = form.filter(has=self.page.locator(f'[name="{field}"]'))
        for name, value in hidden.items():
            form = form.filter(has=self.page.locator(f'[name="{name}"][value="{value}"]'))
        return form.first

    def fill(self, form: Locator | None = None, **values: Any) -> None:
        """Fill fields by their names, each in the way of its kind."""
        for name, value in values.items():
            field = (form or self.main).locator(f'[name="{name}"]').first
            kind = field.evaluate("e => e.type || e.tagName.toLowerCase()")
            if kind.startswith("select"):
                field.select_option(value)
            elif kind == "radio":
                (form or self.main).locator(f'[name="{name}"][value="{value}"]').check()
            elif kind == "checkbox":
                field.set_checked(value)
            elif kind == "file":
                field.set_input_files(value)
            else:
                field.fill(str(value))

    def press(self, *fields: str, form: Locator | None = None) -> None:
        """Press the button of the form with these fields, and wait for the next page."""
        button = (form or self.form(*fields)).locator('button:not([type="button"])').last
        with self.page.expect_navigation():
            button.click()

    def link(self, address: str) -> str:
        """The address, of which this page must have a link."""
        assert self.main.locator(f'a[href="{address}"]').count(), f"no link to {address} on {self.page.url}"
        return address

    def follow(self, address: str) -> None:
        """Press the link on this page that leads there."""
        with self.page.expect_navigation():
            self.main.locator(f'a[href="{address}"]').first.click()

    def press_for_document(self, action: str) -> None:
        """Press the button that answers with a document in the place of a page."""
        self.main.locator(f'form[action="{action}"] button').click()

    def findings(self) -> list[str]:
        """What axe finds on this page, and whether it must be scrolled sideways."""
        result = Axe().run(self.page, options=AXE_RULES)
        where = self.page.url.partition("://")[2].partition("/")[2]
        found = [
            f"/{where} {item['id']}: {item['nodes'][0]['html'][:160]} ({len(item['nodes'])})"
            for item in result.response["violations"]
        ]
        return found + self.sticks_out()

    def sticks_out(self) -> list[str]:
        """Whether the page must be scrolled sideways."""
        wide = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        return [f"{self.page.url} is {wide} px wider than the screen"] if wide > 0 else []
