"""A thousand strings of mark-up, script and template that somebody could type (T25)."""

import itertools
import random
import re
from html.parser import HTMLParser

MARK = "merk"
OPENINGS = ("", '">', "'>", "</textarea>", "</script>", "</title>", "-->", "]]>", "</style>", '" ', "' ", "</dd></dl>")
PAYLOADS = (
    "<script>{call}</script>", "<script src=//kwaad.example/{id}>", "<img src=x onerror={call}>",
    "<img src='//kwaad.example/{id}.png'>", "<svg onload={call}>", "<svg><script>{call}</script></svg>",
    "<iframe src='javascript:{call}'>", "<iframe srcdoc='<script>{call}</script>'>", "<body onload={call}>",
    "<a href='javascript:{call}'>klik</a>", "<a href='data:text/html,{id}'>klik</a>", "<details open ontoggle={call}>",
    "<video><source onerror={call}></video>", "<audio src=x onerror={call}>", "<input autofocus onfocus={call}>",
    "<form action='//kwaad.example/{id}'><button>ok</button></form>", "<button formaction='javascript:{call}'>ok",
    "<object data='javascript:{call}'>", "<embed src='javascript:{call}'>",
    "<link rel=stylesheet href=//k.example/{id}>",
    "<style>@import url(//k.example/{id});</style>", "<meta http-equiv=refresh content='0;url=//k.example/{id}'>",
    "<base href='//k.example/{id}/'>", "<math><mi xlink:href='javascript:{call}'>", "<template><b>{id}</b></template>",
    "<marquee onstart={call}>", "<select onfocus={call}>", "<textarea onfocus={call}>", "<table background='//k/{id}'>",
    "<p style='background:url(//k.example/{id})'>", "<div style='position:fixed;inset:0'>{id}", "<!-- {id} -->",
    "<![CDATA[{id}]]>", "<?php {call} ?>", "<% {call} %>", "{{{{ 7|add:{id} }}}}", "{{% load {id} %}}",
    "{{{{ settings.SECRET_KEY }}}} {id}", "${{{call}}}", "#{{{call}}}", "`{call}`",
    "&lt;script&gt;{call}&lt;/script&gt;",
    "&#60;script&#62;{call}", "%3Cscript%3E{call}", "\\u003cscript\\u003e{call}", "＜script＞{call}",
    "onmouseover={call} x=", "javascript:{call}//", "<x onclick={call}>{id}", "<ScRiPt>{call}</sCrIpT>",
    "<scr<script>ipt>{call}</script>", "<img/src=x/onerror={call}>", "<svg/onload={call}//",
    "<a href=\"jav\tascript:{call}\">",
)  # fmt: skip
ID = re.compile(rf"{MARK}\d+")


def strings(count: int = 1_000, *, seed: int = 20260316) -> list[str]:
    """So many different ones, each with a mark of its own."""
    pairs = list(itertools.product(OPENINGS, PAYLOADS))
    random.Random(seed).shuffle(pairs)
    made = []
    for number in range(count):
        opening, payload = pairs[number % len(pairs)]
        mark = f"{MARK}{number:04d}"
        made.append(opening + payload.format(call=f"alert({mark})", id=mark))
    return made


class Reader(HTMLParser):
    """Reads a page as a browser does, and notes each mark that is anything but words."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: set[str] = set()
        self.active: list[str] = []
        self.inside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside.append(tag)
        for name, value in attrs:
            found = ID.findall(f"{tag} {name}")
            # A value, a label or a choice may repeat what was typed; an address or a handler may not.
            if name not in ("value", "aria-label", "alt", "content", "title"):
                found += ID.findall(value or "")
            else:
                self.words |= set(ID.findall(value or ""))
            self.active += [f"<{tag} {name}={value!r}>" for _ in found]

    def handle_endtag(self, tag: str) -> None:
        while self.inside and self.inside.pop() != tag:
            continue

    def handle_data(self, data: str) -> None:
        found = ID.findall(data)
        if self.inside and self.inside[-1] in ("script", "style", "template", "noscript"):
            self.active += [f"in <{self.inside[-1]}>: {mark}" for mark in found]
        else:
            self.words |= set(found)

    def handle_comment(self, data: str) -> None:
        self.active += [f"comment: {mark}" for mark in ID.findall(data)]

    handle_decl = handle_pi = unknown_decl = handle_comment


def read(page: str) -> Reader:
    reader = Reader()
    reader.feed(page)
    reader.close()
    return reader
