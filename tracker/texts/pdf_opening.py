"""Opening a PDF, or what is left of one that was cut off."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from tracker.errors import LockedFileError, TextNotTakenError

_LOCKED = {
    pdfium_c.FPDF_ERR_PASSWORD: "it opens only with a password; save a copy without one",
    pdfium_c.FPDF_ERR_SECURITY: (
        "it is encrypted in a way that is not known; save a copy without encryption"
    ),
}
_OBJECT = re.compile(rb"(?:^|[\r\n ])(\d{1,9}) (\d{1,5}) obj\b")
_PAGE = re.compile(rb"/Type\s*/Page\b(?!s)")
_DICTIONARY_WITHIN = 2_000
_MOST_PAGES = 10_000
_PAGES_TRIED = 3


def opened_pdf(path: Path) -> tuple[pdfium.PdfDocument, bool]:
    """The document, and whether it had to be mended.

    Raises `LockedFileError` or `TextNotTakenError`.
    """
    document = None
    try:
        document = pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        code = getattr(error, "err_code", None)
        if code in _LOCKED:
            raise LockedFileError(path, _LOCKED[code]) from error
    if document and _has_a_page(document):
        return document, False
    mended = _mended_document(path.read_bytes())
    if mended is None and document is None:
        raise TextNotTakenError(path, "it is broken, or cut off, and no page of it can be read")
    return (mended, True) if mended else (document, False)


def _has_a_page(document: pdfium.PdfDocument) -> bool:
    """Whether one of the first pages can be read; a broken tree has none."""
    for index in range(min(len(document), _PAGES_TRIED)):
        try:
            document[index].close()
        except pdfium.PdfiumError:
            continue
        return True
    return False


def _mended_document(data: bytes) -> pdfium.PdfDocument | None:
    mended = _mended(data)
    try:
        return pdfium.PdfDocument(mended) if mended else None
    except pdfium.PdfiumError:
        return None


def _mended(data: bytes) -> bytes | None:
    """The file with a new tree of those pages whose objects are still there."""
    objects = list(_OBJECT.finditer(data))
    ends = [*(found.start() for found in objects), len(data)][1:]
    pages: dict[int, bytes] = {}
    highest = 0
    for found, end in zip(objects, ends, strict=True):
        number = int(found[1])
        highest = max(highest, number)
        if _PAGE.search(data, found.end(), min(end, found.end() + _DICTIONARY_WITHIN)):
            pages[number] = b"%s %s R" % (found[1], found[2])
    if not pages:
        return None
    kids = list(pages.values())[:_MOST_PAGES]
    tree, root = highest + 1, highest + 2
    return data + (
        b"\nendstream\nendobj\n%d 0 obj\n<< /Type /Pages /Count %d /Kids [%s] "
        b"/MediaBox [0 0 612 792] >>\nendobj\n"
        b"%d 0 obj\n<< /Type /Catalog /Pages %d 0 R >>\nendobj\n"
        b"trailer\n<< /Size %d /Root %d 0 R >>\nstartxref\n0\n%%%%EOF\n"
        % (tree, len(kids), b" ".join(kids), root, tree, root + 1, root)
    )
