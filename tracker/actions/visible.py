"""What the present person may see: in a blind review, no finding of others before an own one."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from evidence.reviewing.outcomes import BlindReader, visible_to
from evidence.verdicts import Verdict, VerdictState
from tracker.errors import BlindReviewError
from tracker.search.tree import And, Everything, Not, Or, Query, Word
from tracker.settings import Settings, person_of

if TYPE_CHECKING:
    # The library loads the database toolkit, which a quick search is made to do without.
    from evidence.corpus import Corpus
    from tracker.library import Library
    from tracker.storage.log import LogEntry
    from tracker.storage.records import Records

_STATES = {state.replace(" ", "-") for state in VerdictState}
_DEEDS = {"review", "adjudicate"}
# What a sign-off keeps is the state of every pair.
_TELLING = {"sign_off"}
_UNTOLD = "(told once you have read the pair)"


def blind_reader(library: Library, reader: str = "") -> BlindReader | None:
    """Who reads blind here: the reader named, else the present person; `None` who sees everything.

    Raises `BlindReviewError` where one who reads blind would look as somebody else.
    """
    return _blind(library.settings, reader)


def _blind(settings: Settings, reader: str = "") -> BlindReader | None:
    person = person_of(settings)
    name = reader or person
    if not settings.is_blind:
        return None
    if person in settings.readers and name != person:
        raise BlindReviewError(
            f"{person} is one of its readers and can neither look nor record as {name}"
        )
    return BlindReader(name, frozenset(settings.readers)) if name in settings.readers else None


def visible_verdicts(
    library: Library, verdicts: Iterable[Verdict], *, reader: str = ""
) -> tuple[Verdict, ...]:
    """Those of the verdicts that the reader, or else the present person, may see.

    All verdicts of the pairs concerned are wanted. Raises as `blind_reader` does.
    """
    blind = blind_reader(library, reader)
    if blind is None:
        return tuple(verdicts)
    return visible_to(blind.name, verdicts, readers=blind.readers)


def visible_corpus(library: Library, records: Records) -> Corpus:
    """Everything that is knowledge, as far as the present person may see it."""
    corpus = records.corpus()
    return replace(corpus, verdicts=visible_verdicts(library, corpus.verdicts))


def visible_log(
    library: Library, records: Records, entries: Iterable[LogEntry]
) -> Sequence[LogEntry]:
    """The entries; what tells of the verdicts of others is left out of theirs like the verdicts."""
    blind = blind_reader(library)
    if blind is None:
        return list(entries)
    seen = {_id(each) for each in visible_verdicts(library, records.verdicts())}
    return [each if each.who == blind.name else _covered(each, seen) for each in entries]


def _covered(entry: LogEntry, seen: Container[str]) -> LogEntry:
    is_unseen = entry.deed in _DEEDS and not any(each in seen for each in entry.subjects)
    details = {name: value for name, value in entry.details.items() if name not in _TELLING}
    return replace(entry, why=_UNTOLD if entry.why and is_unseen else entry.why, details=details)


def refuse_to_tell(settings: Settings, query: Query) -> None:
    """Refuse a search by what others found; raises `BlindReviewError`."""
    if _blind(settings) is not None and any(map(_asks_for_verdicts, _parts(query))):
        raise BlindReviewError(
            "a search by this state would tell what others found; "
            "`evtrack claims --state` looks only at what you may see"
        )


def _parts(query: Query) -> Iterable[Query]:
    if isinstance(query, And | Or):
        for part in query.parts:
            yield from _parts(part)
    elif isinstance(query, Not):
        yield from _parts(query.part)
    else:
        yield query


def _asks_for_verdicts(part: Query) -> bool:
    if getattr(part, "field", None) != "state" or isinstance(part, Everything):
        return False
    # A pattern may match any state.
    if not isinstance(part, Word):
        return True
    return part.text.casefold().replace(" ", "-") in _STATES


def _id(verdict: Verdict) -> str:
    return f"{verdict.claim} × {verdict.work}"
