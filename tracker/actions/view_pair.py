"""One pair with everything a reader needs to judge it: the claim, the cited work, its passages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bib.withholding import without_addresses_in
from evidence.claims import Claim, Locator
from evidence.excerpts import Excerpt, ExcerptId
from evidence.reading.running_text import running_text
from evidence.reading.sections import outline_of
from evidence.reviewing.history import Given, PartChange, history
from evidence.reviewing.pairs import ReviewPair
from evidence.reviewing.queue import Place
from evidence.reviewing.views import PairView, Reviewed, ShownExcerpt, ShownPassage
from evidence.verdicts import Verdict
from evidence.withholding import claims_as_shown, verdicts_as_shown, withheld_among, work_as_shown
from tracker.actions.find_passages import FoundPassage, PassagesReport, find_passages
from tracker.actions.live_words import LiveWords, live_words
from tracker.actions.named_records import claim_named
from tracker.actions.readable_texts import ReadableTexts
from tracker.actions.review_queue import place_of
from tracker.actions.visible import blind_reader, visible_verdicts
from tracker.errors import NoTextError, UnknownRecordError, UnknownWorkError
from tracker.library import Library
from tracker.storage.alarms import load_alarms
from tracker.storage.log import LogEntry
from tracker.storage.records import Records

PASSAGES = 5
SIGN = "×"


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenPair:
    """A pair as it is shown, and its passages as they would be taken; `None` without a text."""

    view: PairView
    report: PassagesReport | None


def view_pair(
    library: Library, place: Place, *, reader: str = "", limit: int = PASSAGES
) -> OpenPair | None:
    """The pair of a place in the queue as it is now; `None` where there is none any more."""
    blind = blind_reader(library, reader)
    with library.reading() as records:
        present = {
            each.id: each for each in records.review_pairs(blind=blind, claims=[place.pair.claim])
        }
        stored = records.claim(place.pair.claim)
        if stored is None or place.pair.id not in present:
            return None
        pair = replace(present[place.pair.id], position=place.pair.position)
        beside = [each for each in records.claims_beside(stored) if not each.is_withdrawn]
        work = records.work(pair.work)
        withheld = withheld_among(each for each in (work, records.work(stored.work)) if each)
        claim, *clauses = claims_as_shown([stored, *beside], withheld)
        in_work = [each for each in claim.excerpts if each.work == pair.work]
        own = [each for each in claim.excerpts if each.work == claim.work != pair.work]
        given = pair_history(library, records, stored, pair.work, reader=reader)
        words = live_words(records, (*in_work, *own))
        alarms = load_alarms(records.connection, among=[claim.id])
    excerpts = [_shown(each, words) for each in in_work]
    quoted = " ".join(filter(None, (_shown(each, words).words for each in own)))
    paper = _paper(library, claim.work)
    report = _passages(library, pair, limit)
    view = PairView(
        place=replace(place, pair=pair),
        claim=claim,
        work=work_as_shown(work) if work else None,
        sentence=quoted or paper.sentences.get(_sentence(claim.locator), ""),
        section=paper.sections.get(claim.locator.section, ""),
        clauses=tuple(clauses),
        companions=tuple(_companions((claim, *clauses), pair)),
        excerpts=tuple(excerpts),
        passages=None if report is None else tuple(map(_passage, report.passages)),
        alarms=alarms.get((str(claim.id), str(pair.work)), ()),
        given=given,
    )
    return OpenPair(view=view, report=report)


def find_pair(library: Library, name: str) -> OpenPair:
    """The pair of a name as findings and verdicts have it: claim × work.

    Either may be named as `show` takes it. Raises `UnknownRecordError`, `UnknownWorkError`.
    """
    claim_name, _, work_name = (part.strip() for part in name.partition(SIGN))
    with library.reading() as records:
        claim, work = claim_named(records, claim_name), records.work(work_name)
        cited = [str(each.work) for each in claim.citations]
    key = str(work.key) if work else work_name
    place = place_of(library, claim.id, key)
    found = view_pair(library, place) if place else None
    if found is None:
        near = tuple(f"{claim.id} {SIGN} {each}" for each in dict.fromkeys(cited))
        raise UnknownRecordError("pair under review", name, near)
    return found


def reviewed_pairs(library: Library, records: Records, claim: Claim) -> tuple[Reviewed, ...]:
    """The pairs of a claim with their histories, as the present person may see them."""
    pairs = records.review_pairs(blind=blind_reader(library), claims=[claim.id])
    return tuple(
        Reviewed(pair=pair, given=pair_history(library, records, claim, pair.work))
        for pair in pairs
    )


def pair_history(
    library: Library, records: Records, claim: Claim, work: str, *, reader: str = ""
) -> tuple[Given, ...]:
    """All verdicts on a pair that the reader may see, and what was changed under each."""
    every = [each for each in records.verdicts([claim.id]) if each.work == work]
    seen = visible_verdicts(library, every, reader=reader)
    files = {each.sha256 for each in records.attachments(work)}
    texts = {facts.text_sha256 for facts in records.text_facts(files).values()}
    told = records.wordings(_digests(seen))
    found = history(seen, claim, texts=texts, wordings={each.sha256: each.words for each in told})
    both = (records.work(work), records.work(claim.work))
    withheld = withheld_among(each for each in both if each)
    if not withheld:
        return found
    shown = verdicts_as_shown((each.verdict for each in found), withheld)
    return tuple(
        replace(each, verdict=bare, changes=tuple(map(_bare, each.changes)))
        for each, bare in zip(found, shown, strict=True)
    )


def _bare(change: PartChange) -> PartChange:
    """The change without the addresses that its words may have had."""
    before, now = change.before, change.now
    return replace(
        change,
        before=None if before is None else without_addresses_in(before),
        now=None if now is None else without_addresses_in(now),
    )


def _digests(verdicts: Iterable[Verdict]) -> set[str]:
    bindings = [each.binding for each in verdicts if each.binding]
    return {digest for each in bindings for digest in (each.claim, each.citation, each.excerpt)}


def _shown(excerpt: Excerpt, words: Mapping[ExcerptId, LiveWords]) -> ShownExcerpt:
    live = words.get(excerpt.id)
    return ShownExcerpt(
        id=excerpt.id,
        words=excerpt.quote or (live.words if live else ""),
        page=excerpt.page or (live.page if live else ""),
    )


def _passage(found: FoundPassage) -> ShownPassage:
    return ShownPassage(
        words=found.words,
        at=str(found.passage.locator),
        page=found.page,
        start=found.passage.start,
        end=found.passage.end,
        before=found.before,
        after=found.after,
    )


def _companions(claims: Iterable[Claim], pair: ReviewPair) -> Iterator[str]:
    """The other works of the groups by which the claim cites the work, each once."""
    met = {
        str(citation.work): f"[{citation.number}]" if citation.number else str(citation.work)
        for claim in claims
        for citation in claim.citations
        if citation.group in pair.groups and citation.work != pair.work
    }
    yield from met.values()


def _passages(library: Library, pair: ReviewPair, limit: int) -> PassagesReport | None:
    try:
        return find_passages(library, pair.claim, works=(str(pair.work),), limit=limit)
    except (NoTextError, UnknownWorkError):
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Paper:
    """The paper as read: its sentences and section titles, and the digests of its texts."""

    texts: frozenset[str]
    sections: Mapping[str, str]
    sentences: Mapping[str, str]


def _paper(library: Library, work: str) -> _Paper:
    """Read once, and again only when another text of it is attached."""

    def kept(records: Records, before: _Paper, _deeds: Sequence[LogEntry]) -> _Paper | None:
        return before if _digests_of(records, work) == before.texts else None

    def read(records: Records) -> _Paper:
        sections: dict[str, str] = {}
        sentences: dict[str, str] = {}
        for source in reversed(ReadableTexts(records).of(work)):
            text, parts = source.shown.text, source.haystack.parts
            outline = outline_of(text, parts)
            sections |= {each.number: each.title for each in outline.sections}
            sentences |= {
                str(each.locator): each.text for each in running_text(text, parts, outline)
            }
        return _Paper(texts=_digests_of(records, work), sections=sections, sentences=sentences)

    return library.remembered(f"the paper {work}", read, follow=kept)


def _digests_of(records: Records, work: str) -> frozenset[str]:
    return frozenset(each.sha256 for each in records.attachments(work))


def _sentence(locator: Locator) -> str:
    return str(replace(locator, clause=""))
