"""Pairs under review, from a few slim queries, so that 50,000 of them take no second."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from operator import attrgetter
from typing import Any

from sqlalchemy import Connection, Select, or_, select

from bib.identity import Identity
from bib.standing import Standing, gravest
from bib.works import Citekey, ReadStatus
from evidence.claims import Locator
from evidence.natural_order import place_order
from evidence.reviewing.bindings import Freshness
from evidence.reviewing.outcomes import BlindReader, Consensus, outcome
from evidence.reviewing.pairs import Anchor, ReviewPair
from evidence.verdicts import Verdict, VerdictState
from tracker.storage.alarms import load_rules
from tracker.storage.columns import read_instant
from tracker.storage.tables import (
    attachments,
    citations,
    claims,
    excerpts,
    figures,
    texts,
    verdicts,
    works,
)
from tracker.storage.work_rows import identified_in, standing_in

Row = Any
PairKey = tuple[str, str]

_ANCHORS = {str(anchor): anchor for anchor in Anchor}
_STATES = {str(state): state for state in VerdictState}
_SCOPES = {str(scope): scope for scope in ReadStatus}
# A text of the whole work shows more than one of a part, and that more than an abstract.
_WORTH = {scope: place for place, scope in enumerate(ReadStatus)}


def load_pairs(
    connection: Connection,
    *,
    blind: BlindReader | None = None,
    claims: Collection[str] | None = None,
) -> list[ReviewPair]:
    """Every pair of a claim and a work it cites, as the works and their claims stand in order.

    Claims that were withdrawn or are drafts have none. With `blind`, as that reader may see them.
    With `claims`, only the pairs of these few, whose positions then count among themselves.
    """
    return list(_Shelf(connection, blind, claims).pairs())


@dataclass(frozen=True, slots=True)
class _Held:
    """What is known of one work: its states, and the digests of its texts."""

    identity: Identity | None = None
    standing: Standing | None = None
    scope: ReadStatus = ReadStatus.NONE
    texts: frozenset[str] = frozenset()


_UNKNOWN = _Held()


class _Shelf:
    """Everything that pairs are put together from, by claim and work."""

    def __init__(
        self,
        connection: Connection,
        blind: BlindReader | None,
        only: Collection[str] | None,
    ) -> None:
        self._connection = connection
        self._blind = blind
        self._only = only
        self._verdicts = self._by_pair(_VERDICTS)
        self._excerpts = self._by_pair(_EXCERPTS)
        self._citations = self._by_pair(_CITATIONS)
        self._held = self._held_works()
        self._disputed = set(connection.scalars(self._of_claims(_DISPUTED)))
        self._alarms = load_rules(connection, among=only)

    def pairs(self) -> Iterator[ReviewPair]:
        """The pairs in order."""
        cited: dict[str, list[str]] = {}
        for claim, work in self._citations:
            cited.setdefault(claim, []).append(work)
        position = 0
        rows = self._connection.execute(self._of_claims(_CLAIMS)).all()
        for row in sorted(rows, key=_in_reading_order):
            keys = cited.get(row.id)
            if keys:
                at = _place(row)
                for work in keys:
                    yield self._pair(row, at, work, position)
                    position += 1

    def _pair(self, claim: Row, at: str, work: str, position: int) -> ReviewPair:
        key = claim.id, work
        cited, held = self._citations[key], self._held.get(work, _UNKNOWN)
        passages = self._excerpts.get(key, ())
        given = self._verdicts.get(key)
        visible = self._visible(given)
        found = _found(visible)
        first = cited[0]
        stale = tuple(
            [
                each.reader
                for each in found.standing
                if _is_stale(each, claim, first, passages, held)
            ]
        )
        return ReviewPair(
            claim=claim.id,
            work=Citekey(work),
            position=position,
            at=at,
            number=first.number,
            groups=tuple([each.group for each in cited if each.group is not None]),
            is_ambiguous=first.is_ambiguous or any(each.is_ambiguous for each in cited[1:]),
            through_range=first.through_range or any(each.through_range for each in cited[1:]),
            identity=held.identity,
            standing=held.standing,
            anchor=_anchor(passages, held) if passages else Anchor.NONE,
            scope=held.scope,
            consensus=found.consensus,
            state=found.state,
            readers=found.readers,
            stale_readers=stale,
            unseen_readings=_readings_besides(visible, given) if given is not visible else 0,
            freshness=_freshness(found, stale) if found.standing else None,
            has_disputed_figure=claim.id in self._disputed,
            alarms=self._alarms.get(key, ()),
        )

    def _visible(self, given: list[Row] | None) -> list[Row]:
        if not given or self._blind is None or self._blind.name not in self._blind.readers:
            return given or []
        own = [each for each in given if each.reader == self._blind.name]
        return given if _found(own).readers else own

    def _by_pair(self, query: Select[Any]) -> dict[PairKey, list[Row]]:
        found: dict[PairKey, list[Row]] = {}
        for row in self._connection.execute(self._of_claims(query)).all():
            found.setdefault((row[0], row[1]), []).append(row)
        return found

    def _of_claims(self, query: Select[Any]) -> Select[Any]:
        """The query, for the claims that are wanted; its first column is the claim."""
        if self._only is None:
            return query
        return query.where(query.selected_columns[0].in_(self._only))

    def _of_works(self, query: Select[Any]) -> Select[Any]:
        if self._only is None:
            return query
        return query.where(query.selected_columns[0].in_({work for _, work in self._citations}))

    def _held_works(self) -> dict[str, _Held]:
        held: dict[str, list[Row]] = {}
        for row in self._connection.execute(self._of_works(_TEXTS)):
            held.setdefault(row.work, []).append(row)
        found: dict[str, _Held] = {}
        for work in self._connection.execute(self._of_works(_WORKS)):
            own = held.get(work.key, [])
            scopes = [_SCOPES[each.scope] for each in own] or [_SCOPES[work.read_status]]
            identified = identified_in(work.identified)
            found[work.key] = _Held(
                identity=identified.grade if identified else None,
                standing=gravest(standing_in(work.standing)),
                scope=min(scopes, key=_WORTH.__getitem__),
                texts=frozenset(each.text_sha256 for each in own),
            )
        return found


@dataclass(frozen=True, slots=True)
class _Found:
    """What stands of a pair; `standing` are the rows of the verdicts that speak for it."""

    consensus: Consensus = Consensus.UNREAD
    state: VerdictState | None = None
    readers: tuple[str, ...] = ()
    standing: tuple[Row, ...] = ()


_UNREAD = _Found()


def _found(given: list[Row]) -> _Found:
    if not given:
        return _UNREAD
    # By far most pairs have one reading, of which there is nothing to work out.
    if len(given) == 1 and not given[0].is_adjudication and not given[0].is_taken_back:
        only = given[0]
        return _Found(Consensus.ONE_READER, _STATES[only.state], (only.reader,), (only,))
    if found := _undecided(given):
        return found
    verdicts_given = {_verdict(row): row for row in given}
    result = outcome(verdicts_given)
    return _Found(
        result.consensus,
        result.state,
        tuple(each.reader for each in result.readings),
        tuple(verdicts_given[each] for each in result.standing),
    )


def _undecided(given: list[Row]) -> _Found | None:
    """What stands of readings of different people, where nothing was decided or taken back."""
    readers = {row.reader for row in given}
    if len(readers) < len(given):
        return None
    for row in given:
        if row.is_adjudication or row.is_taken_back:
            return None
    readings = tuple(sorted(given, key=_time))
    first = readings[0].state
    is_agreed = all(row.state == first for row in readings)
    return _Found(
        Consensus.AGREED if is_agreed else Consensus.DISPUTED,
        _STATES[first] if is_agreed else None,
        tuple([row.reader for row in readings]),
        readings,
    )


_time = attrgetter("read_at")


def _readings_besides(visible: list[Row], given: list[Row] | None) -> int:
    return len(_found(given or []).readers) - len(_found(visible).readers)


def _verdict(row: Row) -> Verdict:
    return Verdict(
        claim=row.claim,
        work=Citekey(row.work),
        state=_STATES[row.state],
        reader=row.reader,
        read_at=read_instant(row.read_at),
        is_adjudication=row.is_adjudication,
        is_taken_back=row.is_taken_back,
    )


def _is_stale(
    verdict: Row, claim: Row, citation: Row, passages: Iterable[Row], held: _Held
) -> bool:
    """Whether a verdict says what it is about, and that is no longer so."""
    if not verdict.claim_sha256:
        return False
    return bool(
        verdict.claim_sha256 != claim.wording_sha256
        or verdict.citation_sha256 != citation.wording_sha256
        or (verdict.text_sha256 and verdict.text_sha256 not in held.texts)
        or (
            verdict.excerpt_sha256
            and (verdict.excerpt, verdict.excerpt_sha256)
            not in {(each.id, each.wording_sha256) for each in passages}
        )
    )


def _freshness(found: _Found, stale: tuple[str, ...]) -> Freshness:
    if stale:
        return Freshness.STALE
    for verdict in found.standing:
        if not verdict.claim_sha256:
            return Freshness.UNBOUND
    return Freshness.FRESH


def _anchor(passages: Iterable[Row], held: _Held) -> Anchor:
    """The surest way in which words that bear the claim were found."""
    found = [
        _ANCHORS.get(each.found_by, Anchor.UNCHECKED)
        if each.text_sha256 in held.texts
        else Anchor.UNCHECKED
        for each in passages
    ]
    return min(found, key=_SURENESS.__getitem__) if found else Anchor.NONE


_SURENESS = {anchor: place for place, anchor in enumerate(Anchor)}


@cache
def _section_order(section: str) -> tuple[Any, ...]:
    return place_order(Locator(section=section))


def _in_reading_order(row: Row) -> tuple[Any, ...]:
    return (
        row.position is None,
        row.position,
        _section_order(row.section),
        -1 if row.paragraph is None else row.paragraph,
        -1 if row.sentence is None else row.sentence,
        row.clause,
        row.id,
    )


def _place(claim: Row) -> str:
    locator = Locator(
        section=claim.section,
        paragraph=claim.paragraph,
        sentence=claim.sentence,
        clause=claim.clause,
    )
    return str(locator)


_CLAIMS = (
    select(
        claims.c.id,
        claims.c.section,
        claims.c.paragraph,
        claims.c.sentence,
        claims.c.clause,
        claims.c.wording_sha256,
        works.c.position,
    )
    .outerjoin(works, works.c.key == claims.c.work)
    .where(claims.c.is_withdrawn.is_(False), claims.c.is_draft.is_(False))
)
_CITATIONS = select(
    citations.c.claim,
    citations.c.work,
    citations.c.number,
    citations.c.group,
    citations.c.through_range,
    citations.c.is_ambiguous,
    citations.c.wording_sha256,
).order_by(citations.c.claim, citations.c.position)
_EXCERPTS = select(
    excerpts.c.claim,
    excerpts.c.work,
    excerpts.c.id,
    excerpts.c.wording_sha256,
    excerpts.c.text_sha256,
    excerpts.c.found_by,
)
_VERDICTS = select(
    verdicts.c.claim,
    verdicts.c.work,
    verdicts.c.reader,
    verdicts.c.read_at,
    verdicts.c.state,
    verdicts.c.is_adjudication,
    verdicts.c.is_taken_back,
    verdicts.c.claim_sha256,
    verdicts.c.citation_sha256,
    verdicts.c.excerpt,
    verdicts.c.excerpt_sha256,
    verdicts.c.text_sha256,
)
_DISPUTED = (
    select(figures.c.claim)
    .where(or_(figures.c.dispute != "", figures.c.disputed_by != "[]"))
    .distinct()
)
_TEXTS = select(attachments.c.work, attachments.c.scope, texts.c.text_sha256).join(
    texts, texts.c.sha256 == attachments.c.sha256
)
_WORKS = select(works.c.key, works.c.read_status, works.c.standing, works.c.identified)
