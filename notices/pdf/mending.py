"""What the layout engine leaves undone in the tags of one part, done afterwards (PDF/UA-1).

A part that is the same for everybody is mended once and kept.
"""

import io
import re

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf

# Says nothing by itself: without anything in it, it would be read out as an empty line.
SAYS_NOTHING = (Name.NonStruct, Name.Span, Name.P, Name.Div)
# A piece of text and its number, as the engine writes it. What somebody wrote is digits here, and cannot look so.
MARKED = re.compile(rb"/\w+\s*<<\s*/MCID (\d+)\s*>>\s*BDC")
FURNITURE = b"/Artifact <</Type /Pagination>> BDC"


def mended(data: bytes) -> bytes:
    """The same pages with a whole tree.

    Each heading of a table says whether it is of a column or of a row. A heading holds no other heading. A table that
    goes on over the page is one table. What holds nothing is gone. The line below a page, and the headings of a table
    once more, are furniture of the page.
    """
    pdf = pikepdf.open(io.BytesIO(data))
    tree = pdf.Root.StructTreeRoot
    seen: set[tuple[int, int]] = set()
    for branch in _list(tree.K):
        _mend(branch, (), seen)
    _mark_furniture(pdf, seen)
    out = io.BytesIO()
    pdf.save(out, deterministic_id=True)
    return out.getvalue()


def _mend(element: Object, above: tuple[Object, ...], seen: set[tuple[int, int]]) -> bool:
    """Whether anything is in it. `seen` gathers every element of the tree."""
    seen.add(element.objgen)
    kind = element.S
    if kind == Name.TH:
        element.A = Dictionary(O=Name.Table, Scope=Name.Column if Name.THead in above else Name.Row)
    elif _is_heading(kind) and any(_is_heading(other) for other in above):
        # Words beside a block within a heading get a heading of their own from the engine.
        element.S = Name.Span
    children = _list(element.get("/K"))
    kept: list[Object] = []
    for child in children:
        if _is_element(child) and kept and _goes_on(kept[-1], child):
            _mend(_body(child), (*above, kind, Name.Table), seen)
            _take_over(_body(kept[-1]), _body(child))
        elif not _is_element(child) or _mend(child, (*above, kind), seen):
            kept.append(child)
    if len(kept) != len(children):
        element.K = Array(kept)
    return bool(kept) or "/Alt" in element or kind not in SAYS_NOTHING


def _goes_on(table: Object, other: Object) -> bool:
    """Whether a table is the rest of the one before it: the engine begins anew on each page, headings and all."""
    if not (_is_element(table) and table.S == other.S == Name.Table):
        return False
    tops = [[part for part in _list(one.K) if Name.THead == part.S] for one in (table, other)]
    return all(tops) and _count(tops[0][0], Name.TH) == _count(tops[1][0], Name.TH)


def _count(element: Object, kind: Object) -> int:
    below = sum(_count(child, kind) for child in _list(element.get("/K")) if _is_element(child))
    return below + (kind == element.S)


def _body(table: Object) -> Object:
    return next(part for part in _list(table.K) if Name.TBody == part.S)


def _take_over(body: Object, more: Object) -> None:
    rows = _list(more.K)
    for row in rows:
        row.P = body
    body.K = Array([*_list(body.K), *rows])


def _mark_furniture(pdf: Pdf, seen: set[tuple[int, int]]) -> None:
    """Text whose element hangs nowhere belongs to the page and not to what it tells."""
    nums = pdf.Root.StructTreeRoot.ParentTree.Nums
    branches = {int(nums[at]): nums[at + 1] for at in range(0, len(nums), 2)}  # type: ignore[call-overload]
    for page in pdf.pages:
        marked = branches[int(page.obj.StructParents)]
        loose = {number for number, element in enumerate(marked) if element.objgen not in seen}
        if not loose:
            continue
        for number in loose:
            marked[number] = None

        def as_furniture(found: re.Match[bytes], loose: set[int] = loose) -> bytes:
            return FURNITURE if int(found.group(1)) in loose else found.group(0)

        page.contents_coalesce()
        page.obj.Contents = pdf.make_stream(MARKED.sub(as_furniture, page.obj.Contents.read_bytes()))


def _is_heading(kind: Object) -> bool:
    return bool(re.fullmatch(r"/H[1-6]", str(kind)))


def _is_element(child: Object) -> bool:
    return isinstance(child, Dictionary) and "/S" in child


def _list(value: Object | None) -> list[Object]:
    if value is None:
        return []
    return list(value) if isinstance(value, Array) else [value]
