"""Names must be written so that their parts can be told.

Reported are names in capitals, “et al.” among the names (BibTeX writes *and others*), and several
people run together by semicolons or commas, who would be taken for one. Correct the names; a body's
name belongs in braces, and is then never looked into.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bib.names import OTHERS, Name, read_names
from bib.works import Work
from evidence.findings import FieldChange, Finding, Severity
from evidence.holdings import Holdings

NAME = "odd-name"
SEVERITY = Severity.WARNING
LOOKS_AT = "works"

_ROLES = ("author", "editor", "translator")
_ET_AL = re.compile(r"(?:^|[\s,(])et\.?\s+al(?:ii|ia|\b\.?)", re.IGNORECASE)
_ET_AL_AT_END = re.compile(r"(?:,?\s+and\b)?[,\s]\s*et\.?\s+al(?:ii|ia|\.)?\s*$", re.IGNORECASE)
_ONE_PERSON = re.compile(r"[^;,{}]{2,60},[^;,{}]{1,60}")
_INITIALS = re.compile(r"(?:[^\W\d_](?:\.|(?=[\s-]|$))[\s-]*){1,4}")
_SHORTEST, _SHORTEST_WITHOUT_COMMA = 3, 4


def check(holdings: Holdings) -> Iterator[Finding]:
    """Report names that are not written as names."""
    for work in holdings.corpus.works:
        for role in _ROLES:
            if stated := work.fields.get(role, "").strip():
                yield from _findings(work, role, stated)


def _findings(work: Work, role: str, stated: str) -> Iterator[Finding]:
    if "{" not in stated and _ET_AL.search(stated):
        mended, count = _ET_AL_AT_END.subn(" and others", stated)
        is_mended = count and not _ET_AL.search(mended) and mended.strip() != "and others"
        yield _finding(work, f"“et al.” stands in “{role}”.", role, mended if is_mended else "")
        return
    pieces = [piece.strip() for piece in stated.split(";") if piece.strip()]
    if len(pieces) > 1 and all(_ONE_PERSON.fullmatch(piece) for piece in pieces):
        message = f"The names in “{role}” are told apart by semicolons instead of “and”."
        yield _finding(work, message, role, " and ".join(pieces))
        return
    names, doubts = read_names(stated, role)
    for doubt in doubts:
        yield _finding(work, doubt.message)
    shouted = [name for name in names if name != OTHERS and _is_in_capitals(name, stated)]
    if shouted:
        told = ", ".join(f"“{name}”" for name in shouted[:3]) + (" …" if len(shouted) > 3 else "")
        yield _finding(work, f"In capitals in “{role}”: {told}.")


def _is_in_capitals(name: Name, stated: str) -> bool:
    """Whether a person's name is in capitals; bodies and acronyms are left alone."""
    letters = "".join(letter for letter in name.family if letter.isalpha())
    if name.literal or not name.given or not letters.isupper():
        return False
    if f"{name.family}," in stated:
        return len(letters) >= _SHORTEST
    given = "".join(letter for letter in name.given if letter.isalpha())
    is_person = _INITIALS.fullmatch(name.given) or (
        given.isupper() and len(given) >= _SHORTEST_WITHOUT_COMMA
    )
    return len(letters) >= _SHORTEST_WITHOUT_COMMA and bool(is_person)


def _finding(work: Work, message: str, field: str = "", mended: str = "") -> Finding:
    changes = (FieldChange(field=field, value=mended.strip()),) if mended else ()
    return Finding(
        check=NAME, severity=SEVERITY, subject=work.key, message=message, changes=changes
    )
