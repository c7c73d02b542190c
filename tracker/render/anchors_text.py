"""Excerpts and where they were found, as text for the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from evidence.anchoring.located import Difference, Located
from evidence.excerpts import Excerpt
from evidence.reading.paper import Span
from tracker.render.lists import clean
from tracker.render.objects import Object

_LONGEST = 200


def excerpt_row(excerpt: Excerpt) -> tuple[str, str, str]:
    """Id, work with page, and the words, or what there is in place of them."""
    page = f" p. {excerpt.page}" if excerpt.page else ""
    words = f"“{cut(excerpt.quote)}”" if excerpt.quote else ""
    if not words:
        words = "a fingerprint" if excerpt.fingerprint else "no words"
    comment = f" — {cut(excerpt.comment)}" if excerpt.comment else ""
    return excerpt.id, f"{excerpt.work}{page}", f"{words}{comment}"


def difference_lines(differences: Sequence[Difference]) -> Iterator[str]:
    """What is quoted and what the text has in its place, a line each."""
    for each in differences:
        quoted = f"“{cut(each.quote)}”" if each.quote else "nothing"
        there = f"“{cut(each.text)}”" if each.text else "nothing"
        yield clean(f"quoted {quoted}, in the text {there}")


def located_object(located: Located) -> Object:
    """Where words were found and by which step; places are code points into the text."""
    return {
        "step": str(located.step),
        "start": located.start,
        "end": located.end,
        "score": round(located.score, 4),
        "differences": [{"quote": each.quote, "text": each.text} for each in located.differences],
        "rivals": _span_objects(located.rivals),
    }


def cut(text: str) -> str:
    """The text on one line, no longer than a reader wants it in a list."""
    line = clean(text)
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST].rstrip()} …"


def _span_objects(spans: Iterable[Span]) -> list[Object]:
    return [{"start": span.start, "end": span.end} for span in spans]
