"""A work met again: what it adds to the one at hand, and where the two disagree."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from bib.citekeys import fold
from bib.entries import with_fields
from bib.latex import latex_to_unicode
from bib.problems import Doubt
from bib.withholding import without_addresses
from bib.works import LinkPolicy, Work

_WORD = re.compile(r"[^\W_]+")
# The code of a conflict between two values of one field.
FIELD_DIFFERS = "field-differs"

_ALIKE, _UNLIKE = 0.85, 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Merging:
    """The work after merging; `conflicts` names each field that was kept against another value."""

    work: Work
    conflicts: tuple[Doubt, ...] = ()


def merge(existing: Work, incoming: Work) -> Merging:
    """The existing work with what the incoming one adds to it; nothing of it is overwritten.

    Values that differ only in white space, braces or LaTeX spelling agree. The same work comes
    back if nothing is added. An incoming key that is new becomes an alias. To a work whose address
    is withheld no address is added.
    """
    conflicts: list[Doubt] = []
    if existing.link_policy is LinkPolicy.WITHHOLD:
        showable = without_addresses(incoming)
        if showable.fields != incoming.fields:
            message = f"An address of “{existing.key}” was not taken: it is to be withheld."
            conflicts.append(Doubt(code="address-withheld", message=message))
        incoming = showable
    added = _added(existing.fields, incoming.fields, conflicts)
    if incoming.type != existing.type:
        conflicts.append(_conflict("type", existing.type, incoming.type))
    work = _with_added(existing, added) if added else existing
    known = {fold(key) for key in (existing.key, *existing.aliases)}
    aliases = [key for key in (incoming.key, *incoming.aliases) if fold(key) not in known]
    if aliases:
        work = replace(work, aliases=(*existing.aliases, *dict.fromkeys(aliases)))
    return Merging(work=work, conflicts=tuple(conflicts))


def is_same_title(one: str, other: str) -> bool:
    """Whether two titles agree in nearly all words, or in all before a subtitle."""
    ours, theirs = _words(one), _words(other)
    shorter, longer = sorted(("".join(ours), "".join(theirs)), key=len)
    if shorter == longer or (len(shorter) >= 20 and longer.startswith(shorter)):
        return True
    return _likeness(ours, theirs) >= _ALIKE


def is_plainly_another(one: Work, other: Work) -> bool:
    """Whether two works of one key cannot be the same: title and first author or year differ."""
    if not one.title or not other.title or is_same_title(one.title, other.title):
        return False
    if _likeness(_words(one.title), _words(other.title)) >= _UNLIKE:
        return False
    first, second = (work.authors[0].sort_text if work.authors else "" for work in (one, other))
    return first.casefold() != second.casefold() or one.year != other.year


def _added(
    existing: Mapping[str, str], incoming: Mapping[str, str], conflicts: list[Doubt]
) -> dict[str, str]:
    added: dict[str, str] = {}
    for name, value in incoming.items():
        own = existing.get(name, "")
        if not own.strip():
            if value.strip():
                added[name] = value
        elif value.strip() and own != value and _plain(own) != _plain(value):
            conflicts.append(_conflict(name, own, value))
    return added


def _with_added(existing: Work, added: Mapping[str, str]) -> Work:
    work = with_fields(existing, {**existing.fields, **added})
    # What the work shows of its crossref parent is not in its fields.
    return replace(
        work,
        title=work.title or existing.title,
        authors=work.authors or existing.authors,
        editors=work.editors or existing.editors,
        issued=work.issued or existing.issued,
    )


def _conflict(name: str, own: str, value: str) -> Doubt:
    message = (
        f"The field “{name}” was “{_shown(own)}” and stays so; now it would be “{_shown(value)}”."
    )
    return Doubt(code=FIELD_DIFFERS, field=name, message=message)


def _plain(value: str) -> str:
    return " ".join(latex_to_unicode(value).split())


def _words(title: str) -> list[str]:
    return _WORD.findall(title.casefold())


def _likeness(ours: Collection[str], theirs: Collection[str]) -> float:
    """The share of the words of both that they have in common."""
    all_words = {*ours, *theirs}
    return len({*ours} & {*theirs}) / len(all_words) if all_words else 1.0


def _shown(value: str) -> str:
    plain = " ".join(value.split())
    return plain if len(plain) <= 120 else plain[:119] + "…"
