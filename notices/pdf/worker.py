"""Lays out letters in a process of its own: pages on stdin, a PDF on stdout, one after another.

It knows nothing of the register: no settings, no keys, no database, no network. It bounds its own memory, and the
processor time of each letter. Run by `notices.pdf.engine` with the folder of fonts as its argument.

A question is a line of JSON with the length of what follows and the identifier, then that many bytes: a JSON list
of [page, shared]. An answer is a line of JSON with a code and a length, then the PDF.
"""

import base64
import errno
import io
import json
import os
import resource
import signal
import sys
from collections import OrderedDict
from pathlib import Path
from typing import IO, Any

# Isolated as it is started, it finds its neighbours by their place.
sys.path.insert(0, str(Path(__file__).parent))

MEMORY = 1024 * 1024 * 1024
LARGEST_FILE = 64 * 1024 * 1024
SECONDS = 10
KEPT = 64
DONE, REACHES_OUT, WENT_WRONG = "done", "reaches_out", "went_wrong"
NO_ENGINE, NO_ROOM = "no_engine", "no_room"


class Engine:
    """The layout engine with its fonts, loaded once, and the parts that are the same for everybody."""

    def __init__(self, fonts: Path) -> None:
        from weasyprint import CSS
        from weasyprint.text.fonts import FontConfiguration
        from weasyprint.urls import URLFetcher

        self.fetcher = URLFetcher(allowed_protocols=("data",), allow_redirects=False, fail_on_errors=True)
        self.fonts = FontConfiguration()
        self.style = CSS(string=_faces(fonts), font_config=self.fonts, url_fetcher=self.fetcher)
        self.shared: OrderedDict[str, bytes] = OrderedDict()

    def make(self, parts: list[list[Any]], identifier: str) -> bytes:
        import pikepdf
        from merging import merge

        made = [self._shared(page) if shared else self._lay_out(page, identifier) for page, shared in parts]
        return merge([pikepdf.open(io.BytesIO(data)) for data in made])

    def _shared(self, page: str) -> bytes:
        if page not in self.shared:
            self.shared[page] = self._lay_out(page, "shared")
            while len(self.shared) > KEPT:
                self.shared.popitem(last=False)
        self.shared.move_to_end(page)
        return self.shared[page]

    def _lay_out(self, page: str, identifier: str) -> bytes:
        from mending import mended
        from weasyprint import HTML

        document = HTML(string=page, url_fetcher=self.fetcher)
        made = document.write_pdf(
            pdf_variant="pdf/ua-1",
            pdf_identifier=identifier.encode(),
            stylesheets=[self.style],
            font_config=self.fonts,
        )
        return mended(made)


def _faces(folder: Path) -> str:
    from fonts import files

    faces = []
    for family, weight, name in files():
        data = base64.b64encode((folder / name).read_bytes()).decode()
        source = f'url(data:font/woff2;base64,{data}) format("woff2")'
        faces.append(f'@font-face {{ font-family: "{family}"; font-weight: {weight}; src: {source} }}')
    return "\n".join(faces)


def bound_this_process() -> None:
    """No more memory than a letter needs, and no large file."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST_FILE, LARGEST_FILE))


def bound_this_letter() -> None:
    """So many seconds of the processor from now on; then the system ends this process."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + SECONDS + 1, resource.RLIM_INFINITY))


def main() -> int:
    # Who stops the server stops this too, by closing the line; a key on the keyboard is not for it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    answers, sys.stdout = os.fdopen(os.dup(1), "wb"), sys.stderr
    bound_this_process()
    try:
        engine = Engine(Path(sys.argv[1]))
    except OSError as error:
        no_room = error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EROFS)
        _answer(answers, NO_ROOM if no_room else NO_ENGINE)
        return 1
    for line in sys.stdin.buffer:
        question = json.loads(line)
        parts = json.loads(sys.stdin.buffer.read(question["length"]))
        bound_this_letter()
        _answer(answers, *_make(engine, parts, question["identifier"]))
    return 0


def _make(engine: Engine, parts: list[list[Any]], identifier: str) -> tuple[str, bytes]:
    from weasyprint.urls import FatalURLFetchingError

    try:
        return DONE, engine.make(parts, identifier)
    except FatalURLFetchingError:  # a BaseException: no other handler would see it
        return REACHES_OUT, b""
    except Exception as error:
        # Its kind alone: what it says may quote the letter.
        print(f"a letter went wrong: {type(error).__name__}", file=sys.stderr)
        return WENT_WRONG, b""


def _answer(answers: IO[bytes], code: str, pdf: bytes = b"") -> None:
    answers.write(json.dumps({"code": code, "length": len(pdf)}).encode() + b"\n" + pdf)
    answers.flush()


if __name__ == "__main__":
    sys.exit(main())
