"""BibTeX's plain: “Asher Flynn and Elena Cama. Title. Journal, 62(6):1341–1358, 2022.”."""

from __future__ import annotations

import re

from evidence.reading.references.heads import Head
from evidence.reading.references.identifying import Remains
from evidence.reading.references.people import NameOrder, is_body, read_people
from evidence.reading.references.printed_dates import MONTH, YEAR

# The year stands last, or before a note.
_YEAR_LAST = re.compile(
    rf"(?:[,.]|(?<=\)))\s(?:{MONTH}(?: \d{{1,2}}(?:[–-]\d{{1,2}})?,?)? )?"
    rf"(?P<date>{YEAR}(?P<letter>[a-z])?)(?:\. [^“”\"]+)?\.?$"
)
# The full stop that ends the names comes after no initial.
_STOP = re.compile(
    r"(?<!\b[^\W\d_])(?<!\b(?:Jr|Sr|St))(?:, [Ee]d(?:itor)?s?)?\. (?=[^\W_]|[“\"‘'(\[¿$])"
)
_LONGEST = 1500


def bibtex_head(remains: Remains) -> Head | None:
    """The front of the reference if it may be printed as BibTeX's plain style does."""
    text = remains.front
    dated = _YEAR_LAST.search(text)
    stop = _STOP.search(text[:_LONGEST])
    if not dated or not stop or stop.end() > dated.start():
        return None
    printed = text[: stop.end() - 2]
    people = read_people(printed, NameOrder.GIVEN_FIRST)
    is_named = all(name.given or not name.literal or is_body(name.literal) for name in people.names)
    if people.order is not NameOrder.GIVEN_FIRST or not people.sure or not is_named:
        return None
    has_letter = bool(dated["letter"])
    return Head(
        style="bibtex",
        fit=0.45 + people.sure / 2,
        people=people,
        printed=printed,
        date=dated["date"] if has_letter else "",
        rest=text[stop.end() : dated.start() if has_letter else None],
        is_quoting=text[stop.end()] in '“"‘',
    )
