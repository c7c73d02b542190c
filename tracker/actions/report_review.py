"""Report what a review came to, and let somebody put their name to the state it is in."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from evidence.reviewing.agreement import Agreement, StatisticsMissingError, agreement
from evidence.reviewing.outcomes import visible_to
from evidence.reviewing.pairs import ReviewPair
from evidence.reviewing.report import Report
from evidence.reviewing.report_assembly import Matter, report
from evidence.reviewing.sign_off import SignOff, SinceSignOff, since, states_of
from evidence.selection import Selection
from evidence.verdicts import Verdict
from evidence.withholding import as_shown
from tracker.actions.plan_review import look_at_plan
from tracker.actions.review_queue import Asked, ReviewQueue, review_queue
from tracker.actions.visible import blind_reader
from tracker.errors import MissingExtraError
from tracker.library import Library
from tracker.storage.records import Records

_DEED = "sign off review"
Progress = Callable[[int, int], None]


def report_review(
    library: Library,
    selection: Selection,
    *,
    now: datetime,
    reader: str = "",
    progress: Progress = lambda _done, _total: None,
) -> Report:
    """What the review of the selected pairs came to, as the reader may see it.

    Raises `UnknownRecordError` for a name that the selection has and the library has not.
    """
    queue = review_queue(library, Asked(selection=selection), reader=reader)
    blind = blind_reader(library, queue.reader)
    with library.reading() as records:
        matter = _matter(records, queue, blind.readers if blind else ())
    found = report(matter, now=now)
    agreed, why_not = _agreement(matter, progress)
    settings = library.settings
    return replace(
        found,
        agreement=agreed,
        no_agreement=why_not,
        plan=look_at_plan(library),
        since=_since(library, queue, is_blind=blind is not None),
        wanted_readings=settings.readings,
        blind_readers=settings.readers if settings.is_blind else (),
        is_partial_view=blind is not None,
    )


def sign_off_review(
    library: Library, selection: Selection, found: Report, name: str, *, why: str, now: datetime
) -> SignOff:
    """Keep the state of the selected pairs in the log, under a name and with what is open.

    Everything counts, whatever a blind reader may see of it.
    """
    pairs = _pairs(review_queue(library, Asked(selection=selection)))
    with library.deed(_DEED, now=now, why=why) as deed:
        entry, head = deed.records.head()
        signed = SignOff(
            name=name,
            at=now,
            why=why,
            entry=entry,
            hash=head,
            is_whole=selection.is_everything,
            counts=found.counts,
            states=states_of(pairs),
        )
        deed.changed(_DEED)
        deed.note(sign_off=_told(signed))
    return signed


def _matter(records: Records, queue: ReviewQueue, blind_readers: Collection[str]) -> Matter:
    stored = records.corpus()
    corpus = as_shown(stored)
    return Matter(
        places=queue.places,
        total=queue.total,
        corpus=corpus,
        stored={str(claim.id): claim for claim in stored.claims},
        verdicts=visible_to(queue.reader, corpus.verdicts, readers=blind_readers),
        reader=queue.reader,
        texts=_texts(records),
    )


def _texts(records: Records) -> dict[str, set[str]]:
    """Work → the digests of the texts held of it."""
    facts = records.text_facts()
    held: dict[str, set[str]] = {}
    for attachment in records.attachments():
        if attachment.sha256 in facts:
            text = facts[attachment.sha256].text_sha256
            held.setdefault(attachment.work, set()).add(text)
    return held


def _agreement(matter: Matter, progress: Progress) -> tuple[Agreement | None, str]:
    kept = {(place.pair.claim, str(place.pair.work)) for place in matter.places}
    verdicts = [each for each in matter.verdicts if (each.claim, str(each.work)) in kept]
    if not _has_two_readers(verdicts):
        return None, "No pair was read by two; there is nothing to compare."
    try:
        return agreement(verdicts, progress=progress), ""
    except StatisticsMissingError:
        return None, str(MissingExtraError("statistics", "the agreement of readers"))


def _has_two_readers(verdicts: Iterable[Verdict]) -> bool:
    first: dict[tuple[str, str], str] = {}
    return any(
        first.setdefault((each.claim, each.work), each.reader) != each.reader
        for each in verdicts
        if not each.is_adjudication and not each.is_taken_back
    )


def _since(library: Library, queue: ReviewQueue, *, is_blind: bool) -> SinceSignOff | None:
    """What was changed since the latest sign-off, of what was asked for and the reader may see."""
    with library.reading() as records:
        entry = next((each for each in reversed(records.log(_DEED)) if each.deed == _DEED), None)
    if entry is None:
        return None
    signed = _read(entry.details["sign_off"], at=entry.at, why=entry.why)
    every = {pair.id for pair in _pairs(review_queue(library, Asked(), reader=queue.reader))}
    shown = [pair for pair in _pairs(queue) if not is_blind or queue.reader in pair.readers]
    visible = {pair.id for pair in shown}
    states = {
        name: answers
        for name, answers in signed.states.items()
        if name in visible or name not in every
    }
    return since(replace(signed, states=states), shown)


def _pairs(queue: ReviewQueue) -> list[ReviewPair]:
    return [place.pair for place in queue.places]


def _told(signed: SignOff) -> dict[str, Any]:
    return {
        "name": signed.name,
        "entry": signed.entry,
        "hash": signed.hash,
        "is_whole": signed.is_whole,
        "counts": dict(signed.counts),
        "states": dict(signed.states),
    }


def _read(told: dict[str, Any], *, at: datetime, why: str) -> SignOff:
    return SignOff(at=at, why=why, **told)
