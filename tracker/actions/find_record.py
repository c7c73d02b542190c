"""Find any one record by its id, with what surrounds it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from bib.works import Work
from evidence.annotations import Annotation, annotated
from evidence.attachments import Attachment
from evidence.chains import Limitation, Link, Node
from evidence.claims import Claim
from evidence.concepts import Concept, Scheme
from evidence.corpus import Corpus
from evidence.excerpts import Excerpt, ExcerptId
from evidence.responses import Response
from evidence.reviewing.alarm import Alarm
from evidence.reviewing.views import Reviewed
from evidence.verdicts import Verdict
from evidence.withholding import as_shown
from tracker.actions.list_alarms import alarms_of_claim
from tracker.actions.live_words import LiveWords, live_words
from tracker.actions.near_names import near_names
from tracker.actions.view_pair import reviewed_pairs
from tracker.actions.visible import visible_corpus
from tracker.actions.zotero_collections import SCHEME, collections_by_work
from tracker.errors import UnknownRecordError
from tracker.library import Library

Record = Work | Claim | Limitation | Node | Concept | Scheme | Excerpt | Response


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One record with its surroundings; what does not apply to its type is empty.

    `links` touch the record, `nodes` rest on it, `verdicts` are on it, `members` are the concepts
    of a scheme or the nodes of a limitation, `claims` those about a concept or behind a node.
    `filed` are the collections in Zotero that a work is in, `works` those in one of them. `words`
    are those of excerpts that hold none themselves, where a text they stand in is attached; `files`
    are those attached to a work, `alarms` those of a claim by cited work, as far as they are known,
    `reviewed` its pairs with the works it cites.
    """

    type: str
    record: Record
    annotation: Annotation | None = None
    links: tuple[Link, ...] = ()
    nodes: tuple[Node, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
    claims: tuple[Claim, ...] = ()
    filed: tuple[Concept, ...] = ()
    works: tuple[str, ...] = ()
    words: Mapping[ExcerptId, LiveWords] = field(default_factory=dict)
    files: tuple[Attachment, ...] = ()
    alarms: tuple[tuple[str, Alarm], ...] = ()
    reviewed: tuple[Reviewed, ...] = ()


def find_record(library: Library, id: str) -> Found:  # noqa: A002
    """The record of that id: exact first, then an alias, another case, or a claim's bare place.

    It comes as it may be shown, without addresses that are withheld. Raises `UnknownRecordError`
    with the nearest ids.
    """
    with library.reading() as records:
        corpus = as_shown(visible_corpus(library, records))
    for named in (_exactly, _loosely):
        for kind, record in _everything(corpus):
            if named(kind, record, id, corpus):
                found = _surrounded(corpus, kind, record)
                return replace(
                    found,
                    filed=_filed(library, record, corpus),
                    works=_works_in(library, record),
                    words=_words(library, record),
                    files=_files(library, record),
                    alarms=_alarms(library, record),
                    reviewed=_reviewed(library, record),
                )
    known = (_id_of(record) for _, record in _everything(corpus))
    raise UnknownRecordError("record", id, near_names(id, known))


def _filed(library: Library, record: Record, corpus: Corpus) -> tuple[Concept, ...]:
    if not isinstance(record, Work):
        return ()
    with library.reading() as records:
        filed = collections_by_work(records, [record]).get(record.key, ())
    return tuple(concept for concept in corpus.concepts if concept.id in filed)


def _works_in(library: Library, record: Record) -> tuple[str, ...]:
    if not isinstance(record, Concept) or record.scheme != SCHEME.id:
        return ()
    with library.reading() as records:
        filed = collections_by_work(records)
    return tuple(key for key, concepts in filed.items() if record.id in concepts)


def _files(library: Library, record: Record) -> tuple[Attachment, ...]:
    if not isinstance(record, Work):
        return ()
    with library.reading() as records:
        return tuple(each for each in records.attachments(record.key) if not each.part_of)


def _reviewed(library: Library, record: Record) -> tuple[Reviewed, ...]:
    if not isinstance(record, Claim):
        return ()
    with library.reading() as records:
        # As it is stored: that is what verdicts are bound to.
        stored = records.claim(record.id)
        return reviewed_pairs(library, records, stored) if stored else ()


def _alarms(library: Library, record: Record) -> tuple[tuple[str, Alarm], ...]:
    if not isinstance(record, Claim) or not record.citations:
        return ()
    with library.reading() as records:
        found = alarms_of_claim(records, record.id)
    return tuple((work, alarm) for work, alarms in found.items() for alarm in alarms)


def _words(library: Library, record: Record) -> Mapping[ExcerptId, LiveWords]:
    excerpts = record.excerpts if isinstance(record, Claim) else ()
    if isinstance(record, Excerpt):
        excerpts = (record,)
    if not excerpts:
        return {}
    with library.reading() as records:
        return live_words(records, excerpts)


def _everything(corpus: Corpus) -> Iterator[tuple[str, Record]]:
    yield from (("work", each) for each in corpus.works)
    yield from (("claim", each) for each in corpus.claims)
    yield from (("limitation", each) for each in corpus.limitations)
    yield from (("node", each) for each in corpus.nodes)
    yield from (("concept", each) for each in corpus.concepts)
    yield from (("scheme", each) for each in corpus.schemes)
    yield from (("response", each) for each in corpus.responses)
    yield from (("excerpt", each) for claim in corpus.claims for each in claim.excerpts)
    yield from (("excerpt", each) for each in corpus.waiting_excerpts)


def _id_of(record: Record) -> str:
    return record.key if isinstance(record, Work) else record.id


def _exactly(_kind: str, record: Record, wanted: str, _corpus: Corpus) -> bool:
    return _id_of(record) == wanted


def _loosely(kind: str, record: Record, wanted: str, corpus: Corpus) -> bool:
    folded = wanted.casefold()
    if _id_of(record).casefold() == folded:
        return True
    if isinstance(record, Work):
        return folded in {alias.casefold() for alias in record.aliases}
    if kind == "claim":
        return _id_of(record).casefold() == f"{corpus.about.survey}-{folded}".casefold()
    return False


def _surrounded(corpus: Corpus, kind: str, record: Record) -> Found:
    name = _id_of(record)
    links = tuple(each for each in corpus.links if name in {each.source, each.target})
    if isinstance(record, Work):
        return Found(type=kind, record=record, annotation=annotated(corpus)[record.key])
    if isinstance(record, Claim):
        return Found(
            type=kind,
            record=record,
            links=links,
            nodes=tuple(each for each in corpus.nodes if name in each.claims),
            verdicts=tuple(each for each in corpus.verdicts if each.claim == name),
        )
    if isinstance(record, Limitation):
        nodes = tuple(each for each in corpus.nodes if each.limitation == name)
        return Found(type=kind, record=record, nodes=nodes)
    if isinstance(record, Node):
        claims = tuple(each for each in corpus.claims if each.id in record.claims)
        return Found(type=kind, record=record, links=links, claims=claims)
    if isinstance(record, Concept):
        term = name.partition("/")[2]
        claims = tuple(
            each
            for each in corpus.claims
            if name in each.concepts
            or (record.scheme, term) in {("kind", each.kind), ("population", each.population)}
        )
        return Found(type=kind, record=record, claims=claims)
    return Found(type=kind, record=record)
