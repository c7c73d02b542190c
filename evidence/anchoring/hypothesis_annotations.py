"""Excerpts as Hypothesis rows, in the shape in which its API gives and takes annotations."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC

from evidence.excerpts import Excerpt


def hypothesis_rows(excerpts: Iterable[tuple[Excerpt, str]]) -> dict[str, object]:
    """Excerpts with words, each with its source, as a list of rows with their number.

    An excerpt without words has no place there: Hypothesis finds annotations by what they quote.
    """
    rows = [_row(excerpt, source) for excerpt, source in excerpts if excerpt.quote]
    return {"total": len(rows), "rows": rows}


def _row(excerpt: Excerpt, source: str) -> dict[str, object]:
    quote = {"type": "TextQuoteSelector", "exact": excerpt.quote}
    quote |= {"prefix": excerpt.prefix} if excerpt.prefix else {}
    quote |= {"suffix": excerpt.suffix} if excerpt.suffix else {}
    selectors: list[dict[str, object]] = [dict(quote)]
    if excerpt.start is not None and excerpt.end is not None:
        place = {"type": "TextPositionSelector", "start": excerpt.start, "end": excerpt.end}
        selectors.append(dict(place))
    row: dict[str, object] = {
        "id": excerpt.id,
        "uri": source,
        "text": excerpt.comment,
        "tags": [excerpt.claim] if excerpt.claim else [],
        "target": [{"source": source, "selector": selectors}],
    }
    if excerpt.by:
        row["user_info"] = {"display_name": excerpt.by}
    if excerpt.made_at:
        row["created"] = excerpt.made_at.astimezone(UTC).isoformat()
    return row
