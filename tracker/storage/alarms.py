"""Alarms kept as rows that are worked out: what was found, in what, and whether it still holds.

A pair is looked at again only when the digest of all that its rules look at has changed. Which
pairs that may concern is told by what deeds touched; where that is not known, all are compared.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Select, delete, func, insert, select

from bib.works import LinkPolicy
from evidence.reviewing.alarm import Alarm, Need, Where
from tracker.errors import DamagedRecordError
from tracker.storage.families import IN_LIST, batched
from tracker.storage.tables import (
    alarm_looks,
    alarms,
    attachments,
    citations,
    claims,
    excerpts,
    meta,
    texts,
    works,
)

if TYPE_CHECKING:
    # The rules take a moment to import, and are needed only where pairs are looked at.
    from evidence.reviewing.raised_alarms import Raised

PairKey = tuple[str, str]
# A citation as a row, with a name for the place of its claim's sentence.
_Cited = tuple[Any, str]
_Group = tuple[str, str, int]

_STATE = "alarms"
_SENTENCE = ("work", "section", "paragraph", "sentence")


@dataclass(frozen=True, slots=True, kw_only=True)
class PairToLook:
    """A pair as far as is needed to tell whether it must be looked at again.

    `digest` is of everything the rules look at, `sentence` names the place of the claim's sentence,
    `mates` are the other claims of that sentence that cite the work by the same group.
    """

    claim: str
    work: str
    digest: str
    sentence: str
    mates: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PairAlarm:
    """An alarm with the pair it is of."""

    claim: str
    work: str
    alarm: Alarm


@dataclass(frozen=True, slots=True, kw_only=True)
class Looks:
    """How many pairs the rules went over, and for each rule how many it could not look at."""

    pairs: int
    could_not: Mapping[str, Mapping[str, int]]


def load_state(connection: Connection) -> str:
    """For which state of the library the alarms are right; nothing where they never were."""
    return str(connection.scalar(select(meta.c.value).where(meta.c.name == _STATE)) or "")


def save_state(connection: Connection, state: str) -> None:
    """Say for which state of the library the alarms are right."""
    connection.execute(delete(meta).where(meta.c.name == _STATE))
    connection.execute(insert(meta), {"name": _STATE, "value": state})


def pairs_to_look(
    connection: Connection, *, version: str, among: Collection[str] | None = None
) -> list[PairToLook]:
    """Every pair, or those of these claims, with what their alarms depend on today."""
    return list(_Shelf(connection, version, among).pairs())


def concerned(
    connection: Connection, *, claims_touched: Collection[str], works_touched: Collection[str]
) -> set[str]:
    """The claims whose pairs may have to be looked at again after these were touched."""
    found = set(claims_touched)
    for part in batched(works_touched, IN_LIST):
        found |= set(connection.scalars(_claims_citing(part)))
    names: set[str] = set()
    for part in batched(found, IN_LIST):
        before = select(alarm_looks.c.sentence).where(alarm_looks.c.claim.in_(part)).distinct()
        places = select(*(claims.c[name] for name in _SENTENCE)).where(claims.c.id.in_(part))
        names |= set(connection.scalars(before))
        names |= {_sentence(row) for row in connection.execute(places)}
    names.discard("")
    for part in batched(sorted(names), IN_LIST):
        mates = select(alarm_looks.c.claim).where(alarm_looks.c.sentence.in_(part))
        found |= set(connection.scalars(mates))
    return found


def kept_digests(
    connection: Connection, *, among: Collection[str] | None = None
) -> dict[PairKey, str]:
    """The digests under which pairs were looked at last."""
    query = select(alarm_looks.c.claim, alarm_looks.c.work, alarm_looks.c.digest)
    rows = _rows(connection, query, alarm_looks.c.claim, among)
    return {(row.claim, row.work): row.digest for row in rows}


def save_looks(connection: Connection, looks: Sequence[tuple[PairToLook, Raised]]) -> None:
    """Put what was found of these pairs in the place of what was found before."""
    remove_looks(connection, [(pair.claim, pair.work) for pair, _ in looks])
    if looks:
        connection.execute(insert(alarm_looks), [_look_row(*each) for each in looks])
    rows = [
        _alarm_row(pair, number, alarm)
        for pair, found in looks
        for number, alarm in enumerate(found.alarms)
    ]
    if rows:
        connection.execute(insert(alarms), rows)


def remove_looks(connection: Connection, pairs: Iterable[PairKey]) -> None:
    """Forget what was found of these pairs."""
    gone: dict[str, list[str]] = {}
    for claim, work in pairs:
        gone.setdefault(work, []).append(claim)
    for work, of_claims in gone.items():
        for part in batched(of_claims, IN_LIST - 1):
            for table in (alarms, alarm_looks):
                connection.execute(
                    delete(table).where(table.c.work == work, table.c.claim.in_(part))
                )


def load_rules(
    connection: Connection, *, among: Collection[str] | None = None
) -> dict[PairKey, tuple[str, ...]]:
    """Pair → the rules that raised an alarm, each once."""
    query = select(alarms.c.claim, alarms.c.work, alarms.c.rule).order_by(alarms.c.position)
    found: dict[PairKey, dict[str, None]] = {}
    for row in _rows(connection, query, alarms.c.claim, among):
        found.setdefault((row.claim, row.work), {})[row.rule] = None
    return {pair: tuple(rules) for pair, rules in found.items()}


def load_alarms(
    connection: Connection, *, among: Collection[str] | None = None
) -> dict[PairKey, tuple[Alarm, ...]]:
    """Pair → its alarms, all or those of these claims."""
    query = select(alarms).order_by(alarms.c.position)
    found: dict[PairKey, list[Alarm]] = {}
    for row in _rows(connection, query, alarms.c.claim, among):
        found.setdefault((row.claim, row.work), []).append(_alarm(row))
    return {pair: tuple(each) for pair, each in found.items()}


def load_looks(connection: Connection) -> Looks:
    """How far each rule could look."""
    counted = select(alarm_looks.c.could_not, func.count().label("pairs")).group_by(
        alarm_looks.c.could_not
    )
    total, could_not = 0, dict[str, Counter[str]]()
    for row in connection.execute(counted):
        total += row.pairs
        for rule, why in _could_not(row.could_not).items():
            could_not.setdefault(rule, Counter())[why] += row.pairs
    return Looks(pairs=total, could_not=could_not)


class _Shelf:
    """What the alarms of pairs depend on, from a few slim queries."""

    def __init__(self, connection: Connection, version: str, among: Collection[str] | None) -> None:
        self._connection = connection
        self._among = among
        self._excerpts = self._gathered(_EXCERPTS, excerpts.c.claim)
        self._cited = self._pairs_cited()
        self._works = self._work_states()
        withheld = select(works.c.key).where(works.c.link_policy == str(LinkPolicy.WITHHOLD))
        covers = connection.scalar(withheld.limit(1)) is not None
        self._version = f"{version} {'covered' if covers else 'open'}"

    def pairs(self) -> Iterator[PairToLook]:
        """The pairs with their digests."""
        closing = self._claims_by_group()
        for (claim, work), cited in self._cited.items():
            first, sentence = cited[0]
            names = self._mates(claim, cited, closing)
            own = first.wording_sha256, first.how_sha256, *self._excerpts.get(claim, ())
            told = [self._version, *own, *names, self._works.get(work, ""), work]
            yield PairToLook(
                claim=claim,
                work=work,
                digest=hashlib.sha256("\n".join(told).encode()).hexdigest(),
                sentence=sentence,
                mates=names,
            )

    def _pairs_cited(self) -> dict[PairKey, list[_Cited]]:
        found: dict[PairKey, list[_Cited]] = {}
        for row in _rows(self._connection, _PAIRS, claims.c.id, self._among):
            found.setdefault((row.claim, row.cited), []).append((row, _sentence(row)))
        return found

    def _claims_by_group(self) -> dict[_Group, list[str]]:
        """Sentence, work and group → the claims that are closed by it."""
        found: dict[_Group, list[str]] = {}
        for cited in self._cited.values():
            for row, sentence in cited:
                if row.group is not None and sentence:
                    found.setdefault((sentence, row.cited, row.group), []).append(row.claim)
        return found

    def _mates(
        self, claim: str, cited: Iterable[_Cited], closing: Mapping[_Group, list[str]]
    ) -> tuple[str, ...]:
        """The other claims that are closed by the same group of the same sentence."""
        mates: set[str] = set()
        for row, sentence in cited:
            claims_there = closing.get((sentence, row.cited, row.group), ())
            if len(claims_there) > 1:
                mates.update(claims_there)
        mates.discard(claim)
        return tuple(sorted(mates))

    def _gathered(self, query: Select[Any], column: Any) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for row in _rows(self._connection, query, column, self._among):
            found.setdefault(row[0], []).append(" ".join(map(str, row[1:])))
        return found

    def _work_states(self) -> dict[str, str]:
        """Work → title, abstract and how far it was read, and its texts."""
        keys = None if self._among is None else {work for _, work in self._cited}
        rows = _rows(self._connection, _WORKS, works.c.key, keys)
        told = {row.key: [_told_of(row)] for row in rows}
        for row in _rows(self._connection, _TEXTS, attachments.c.work, keys):
            if row.work in told:
                told[row.work].append(f"{row.scope} {row.text_sha256}")
        return {key: "\n".join(each) for key, each in told.items()}


def _told_of(row: Any) -> str:
    # Parsing the fields of every work takes longer than all else; most have no abstract.
    abstract = ""
    if '"abstract"' in row.fields:
        try:
            abstract = json.loads(row.fields).get("abstract", "")
        except (ValueError, AttributeError):
            abstract = row.fields
    return f"{row.title}\n{abstract}\n{row.read_status}\n{row.year}\n{row.link_policy}"


def _claims_citing(keys: Sequence[str]) -> Select[Any]:
    return select(citations.c.claim).where(citations.c.work.in_(keys)).distinct()


def _sentence(row: Any) -> str:
    """A name for the place of a claim's sentence; nothing where that is not known."""
    if row.paragraph is None or row.sentence is None:
        return ""
    return f"{row.work}|{row.section}|{row.paragraph}|{row.sentence}"


def _rows(
    connection: Connection, query: Select[Any], column: Any, among: Collection[str] | None
) -> Iterator[Any]:
    if among is None:
        yield from connection.execute(query)
        return
    for part in batched(sorted(among), IN_LIST):
        yield from connection.execute(query.where(column.in_(part)))


def _look_row(pair: PairToLook, found: Raised) -> dict[str, Any]:
    told = {rule: need.name for rule, need in found.could_not.items()}
    return {
        "claim": pair.claim,
        "work": pair.work,
        "sentence": pair.sentence,
        "digest": pair.digest,
        "could_not": json.dumps(told, separators=(",", ":")),
    }


def _could_not(column: str) -> dict[str, str]:
    try:
        return {rule: str(Need[name]) for rule, name in json.loads(column).items()}
    except (ValueError, KeyError, AttributeError) as error:
        raise DamagedRecordError("alarm", column[:80], str(error).rstrip(".")) from error


def _alarm_row(pair: PairToLook, number: int, alarm: Alarm) -> dict[str, Any]:
    return {
        "claim": pair.claim,
        "work": pair.work,
        "position": number,
        "rule": alarm.rule,
        "message": alarm.message,
        "where": str(alarm.where),
        "source": alarm.source,
        "start": alarm.start,
        "end": alarm.end,
    }


def _alarm(row: Any) -> Alarm:
    try:
        where = Where(row.where)
    except ValueError as error:
        raise DamagedRecordError("alarm", f"{row.claim} × {row.work}", str(error)) from error
    return Alarm(
        rule=row.rule,
        message=row.message,
        where=where,
        source=row.source,
        start=row.start,
        end=row.end,
    )


_PAIRS = (
    select(
        claims.c.id.label("claim"),
        claims.c.work,
        claims.c.section,
        claims.c.paragraph,
        claims.c.sentence,
        claims.c.wording_sha256,
        citations.c.work.label("cited"),
        citations.c.group,
        citations.c.wording_sha256.label("how_sha256"),
    )
    .join(citations, citations.c.claim == claims.c.id)
    .where(claims.c.is_withdrawn.is_(False), claims.c.is_draft.is_(False))
    .order_by(citations.c.claim, citations.c.position)
)
_EXCERPTS = select(
    excerpts.c.claim,
    excerpts.c.id,
    excerpts.c.work,
    excerpts.c.wording_sha256,
    excerpts.c.text_sha256,
    excerpts.c.start,
    excerpts.c.end,
)
_TEXTS = (
    select(attachments.c.work, attachments.c.scope, texts.c.text_sha256)
    .join(texts, texts.c.sha256 == attachments.c.sha256)
    .order_by(attachments.c.position)
)
_WORKS = select(
    works.c.key,
    works.c.title,
    works.c.fields,
    works.c.read_status,
    works.c.year,
    works.c.link_policy,
)
