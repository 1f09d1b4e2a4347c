"""Several tagged PDFs as one: pages, the tree of tags, and the outline stay whole (PDF/UA-1).

What is the same for everybody is laid out once and put behind each letter. A reader hears one document: the parts
hang in one tree, and every page finds its own branch.
"""

import io

import pikepdf
from pikepdf import Name, Object, Pdf


def merge(parts: list[Pdf]) -> bytes:
    """One PDF of these, in order; the first gives identifier, title, language and metadata, and is changed by this.

    The same parts give the same bytes.
    """
    whole = parts[0]
    for part in parts[1:]:
        _append(whole, part)
    out = io.BytesIO()
    # Its number follows from what it holds: a random one would make two prints of one letter differ.
    whole.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def _append(whole: Pdf, part: Pdf) -> None:
    before = len(whole.pages)
    whole.pages.extend(part.pages)
    tree, root = whole.copy_foreign(part.Root.StructTreeRoot), whole.Root.StructTreeRoot
    document = root.K[0]
    for branch in list(tree.K):
        branch.P = document
        # A document within a document is a part of it.
        branch.S = Name.Part
        # It may speak another language than the whole.
        branch.Lang = part.Root.Lang
        document.K.append(branch)
    shift = _renumber(root.ParentTree.Nums, tree.ParentTree.Nums)
    for page in list(whole.pages)[before:]:
        _shift(page.obj, "/StructParents", shift)
        for annotation in page.obj.get("/Annots", []):
            _shift(annotation, "/StructParent", shift)
    _add_outline(whole, part)


def _renumber(known: Object, added: Object) -> int:
    """Put the branches of the added pages behind those that are there; by how much their numbers grow."""
    shift = 1 + max((int(known[n]) for n in range(0, len(known), 2)), default=-1)  # type: ignore[call-overload]
    for number in range(0, len(added), 2):
        known.append(int(added[number]) + shift)  # type: ignore[call-overload]
        known.append(added[number + 1])
    return shift


def _shift(holder: Object, key: str, by: int) -> None:
    if key in holder:
        holder[key] = int(holder[key]) + by


def _add_outline(whole: Pdf, part: Pdf) -> None:
    """The bookmarks of the part behind those that are there."""
    if "/Outlines" not in part.Root or "/Outlines" not in whole.Root:
        return
    outlines, added = whole.Root.Outlines, whole.copy_foreign(part.Root.Outlines)
    if "/First" not in added or "/Last" not in outlines:
        return
    first, last = added.First, added.Last
    item = first
    while True:
        item.Parent = outlines
        if "/Next" not in item:
            break
        item = item.Next
    outlines.Last.Next, first.Prev = first, outlines.Last
    outlines.Last = last
    outlines.Count = int(outlines.get("/Count", 0)) + int(added.get("/Count", 0))
