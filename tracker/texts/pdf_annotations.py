"""Highlights, underlinings and notes in a PDF, made in any reader."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from tracker.texts.annotations import AnnotationKind, FileAnnotation
from tracker.texts.limits import Limits
from tracker.texts.pdf_opening import opened_pdf

_KINDS = {
    pdfium_c.FPDF_ANNOT_HIGHLIGHT: AnnotationKind.HIGHLIGHT,
    pdfium_c.FPDF_ANNOT_UNDERLINE: AnnotationKind.UNDERLINE,
    pdfium_c.FPDF_ANNOT_SQUIGGLY: AnnotationKind.UNDERLINE,
    pdfium_c.FPDF_ANNOT_STRIKEOUT: AnnotationKind.STRIKEOUT,
    pdfium_c.FPDF_ANNOT_TEXT: AnnotationKind.NOTE,
    pdfium_c.FPDF_ANNOT_FREETEXT: AnnotationKind.NOTE,
}
_MOST_ON_A_PAGE = 2_000
_MOST_BOXES = 500
_MOST_BYTES = 200_000
_DATE = re.compile(
    r"(?:D:)?(\d{4})(\d{2})?(\d{2})?(\d{2})?(\d{2})?(\d{2})?(?:(Z)|([+-])(\d{2})'?(\d{2})?'?)?"
)


def read_annotations(path: Path, *, limits: Limits) -> list[FileAnnotation]:
    """The annotations of a PDF in the order of its pages.

    Raises `LockedFileError` or `TextNotTakenError`.
    """
    document, _ = opened_pdf(path)
    try:
        return [
            annotation
            for index in range(min(len(document), limits.pages))
            for annotation in _on_page(document, index)
        ]
    finally:
        document.close()


def _on_page(document: pdfium.PdfDocument, index: int) -> Iterator[FileAnnotation]:
    try:
        page = document[index]
    except pdfium.PdfiumError:
        return
    try:
        left, bottom, _, _ = page.get_bbox()
        count = min(pdfium_c.FPDFPage_GetAnnotCount(page), _MOST_ON_A_PAGE)
        for number in range(count):
            raw = pdfium_c.FPDFPage_GetAnnot(page, number)
            if not raw:
                continue
            try:
                kind = _KINDS.get(pdfium_c.FPDFAnnot_GetSubtype(raw))
                if kind is not None:
                    yield _annotation(raw, kind, index, left, bottom)
            finally:
                pdfium_c.FPDFPage_CloseAnnot(raw)
    finally:
        page.close()


def _annotation(
    raw: pdfium_c.FPDF_ANNOTATION, kind: AnnotationKind, page: int, left: float, bottom: float
) -> FileAnnotation:
    return FileAnnotation(
        kind=kind,
        page=page,
        boxes=tuple(
            (
                round(box[0] - left, 2),
                round(box[1] - bottom, 2),
                round(box[2] - left, 2),
                round(box[3] - bottom, 2),
            )
            for box in _boxes(raw)
        ),
        comment=_string(raw, b"Contents"),
        author=_string(raw, b"T"),
        colour=_colour(raw),
        made_at=_instant(_string(raw, b"CreationDate") or _string(raw, b"M")),
        id=_string(raw, b"NM"),
    )


def _boxes(raw: pdfium_c.FPDF_ANNOTATION) -> Iterator[tuple[float, float, float, float]]:
    count = 0
    if pdfium_c.FPDFAnnot_HasAttachmentPoints(raw):
        count = min(pdfium_c.FPDFAnnot_CountAttachmentPoints(raw), _MOST_BOXES)
    quad = pdfium_c.FS_QUADPOINTSF()
    for number in range(count):
        if pdfium_c.FPDFAnnot_GetAttachmentPoints(raw, number, quad):
            xs = quad.x1, quad.x2, quad.x3, quad.x4
            ys = quad.y1, quad.y2, quad.y3, quad.y4
            yield min(xs), min(ys), max(xs), max(ys)
    rect = pdfium_c.FS_RECTF()
    if count == 0 and pdfium_c.FPDFAnnot_GetRect(raw, rect):
        yield rect.left, rect.bottom, rect.right, rect.top


def _string(raw: pdfium_c.FPDF_ANNOTATION, key: bytes) -> str:
    size = pdfium_c.FPDFAnnot_GetStringValue(raw, key, None, 0)
    if not 2 < size <= _MOST_BYTES:
        return ""
    buffer = ctypes.create_string_buffer(size)
    letters = ctypes.cast(buffer, ctypes.POINTER(pdfium_c.FPDF_WCHAR))
    pdfium_c.FPDFAnnot_GetStringValue(raw, key, letters, size)
    text = buffer.raw[:size].decode("utf-16-le", "replace").rstrip("\0")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _colour(raw: pdfium_c.FPDF_ANNOTATION) -> str:
    parts = [ctypes.c_uint() for _ in range(4)]
    if not pdfium_c.FPDFAnnot_GetColor(raw, pdfium_c.FPDFANNOT_COLORTYPE_Color, *parts):
        return ""
    red, green, blue, _ = (part.value for part in parts)
    return f"#{red:02x}{green:02x}{blue:02x}"


def _instant(text: str) -> datetime | None:
    """A date as PDF writes it ("D:20250301120000+01'00'"); without a zone it is taken for UTC."""
    found = _DATE.match(text)
    if found is None:
        return None
    fields = [int(part) if part else least for part, least in zip(found.groups()[:6],
              (1, 1, 1, 0, 0, 0), strict=True)]  # fmt: skip
    away = timedelta(hours=int(found[9] or 0), minutes=int(found[10] or 0))
    try:
        zone = timezone(-away if found[8] == "-" else away)
        year, month, day, hour, minute, second = fields
        moment = datetime(year, month, day, hour, minute, second, tzinfo=zone)
        return moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
