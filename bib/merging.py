"""A work met again: what it adds to the one at hand, and where the two disagree."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

from bib.citekeys import fold
from bib.entries import with_fields
from bib.latex import latex_to_unicode
from bib.problems import Doubt
from bib.relations import OTHER_KEYS
from bib.withholding import without_addresses
from bib.works import LinkPolicy, ReadStatus, Work

_WORD = re.compile(r"[^\W_]+")
# The code of a conflict between two values of one field.
FIELD_DIFFERS = "field-differs"

# Mildest first.
_STRICTNESS = [LinkPolicy.OPEN, LinkPolicy.WARN, LinkPolicy.WITHHOLD]
_READ = [
    ReadStatus.NONE,
    ReadStatus.SECONDARY,
    ReadStatus.ABSTRACT,
    ReadStatus.PART,
    ReadStatus.FULL,
]

_ALIKE, _UNLIKE = 0.85, 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Merging:
    """The work after merging; `conflicts` names each field that was kept against another value."""

    work: Work
    conflicts: tuple[Doubt, ...] = ()


def merge(existing: Work, incoming: Work, *, origin: str = "") -> Merging:
    """The existing work with what the incoming one adds to it; nothing of it is overwritten.

    Values that differ only in white space, braces or LaTeX spelling agree. The same work comes
    back if nothing is added. An incoming key that is new becomes an alias. To a work whose address
    is withheld no address is added. `origin` says of each field added where it came from, unless
    the incoming work knows.
    """
    conflicts: list[Doubt] = []
    existing = _as_withheld_as(existing, incoming)
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
    work = _with_origins(work, incoming, added, origin)
    known = {fold(key) for key in (existing.key, *existing.aliases)}
    aliases = [key for key in (incoming.key, *incoming.aliases) if fold(key) not in known]
    if aliases:
        work = replace(work, aliases=(*existing.aliases, *dict.fromkeys(aliases)))
    return Merging(work=_with_record(work, incoming, conflicts), conflicts=tuple(conflicts))


def _as_withheld_as(existing: Work, incoming: Work) -> Work:
    """The work with the stricter of two link policies."""
    if _STRICTNESS.index(incoming.link_policy) <= _STRICTNESS.index(existing.link_policy):
        return existing
    stricter = replace(existing, link_policy=incoming.link_policy)
    if stricter.link_policy is LinkPolicy.WITHHOLD:
        return without_addresses(stricter)
    return stricter


def _with_origins(work: Work, incoming: Work, added: Mapping[str, str], origin: str) -> Work:
    found = {name: incoming.origins.get(name) or origin for name in added}
    told = {name: where for name, where in found.items() if where}
    return replace(work, origins={**work.origins, **told}) if told else work


def _with_record(work: Work, incoming: Work, conflicts: list[Doubt]) -> Work:
    """The work with what is on record of the other besides its fields."""
    numbers = {work.cited_as, incoming.cited_as} - {None}
    if len(numbers) > 1:
        conflicts.append(_conflict("cited_as", str(work.cited_as), str(incoming.cited_as)))
    parts: dict[str, Any] = {
        "cited_as": incoming.cited_as if work.cited_as is None else work.cited_as,
        "read_status": max(work.read_status, incoming.read_status, key=_READ.index),
        "address_sha256": work.address_sha256 or incoming.address_sha256,
        "gist": work.gist or incoming.gist,
        "note": _joined(work.note, incoming.note),
        "related": tuple(
            each
            for each in dict.fromkeys((*work.related, *incoming.related))
            if each.work not in {work.key, incoming.key}
        ),
    }
    for name in ("standing", "seen", "repairs"):
        parts[name] = tuple(dict.fromkeys((*getattr(work, name), *getattr(incoming, name))))
    changed = {name: value for name, value in parts.items() if getattr(work, name) != value}
    return replace(work, **changed) if changed else work


def _joined(own: str, other: str) -> str:
    if not own or not other or other in own:
        return own or other
    return f"{own}\n\n{other}"


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
        if name == OTHER_KEYS:
            continue  # they become aliases
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
