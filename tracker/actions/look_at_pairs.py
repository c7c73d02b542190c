"""Let the rules of alarms look at pairs, work by work."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from evidence.reviewing.raised_alarms import Raised, raised
from tracker.actions.alarm_evidence import CitedWork
from tracker.actions.readable_texts import ReadableTexts
from tracker.storage.alarms import PairToLook
from tracker.storage.families import batched
from tracker.storage.records import Records

_BATCH = 1_000


def look_at_pairs(
    records: Records, pairs: Sequence[PairToLook], progress: Callable[[int, int], None]
) -> Iterator[tuple[PairToLook, Raised]]:
    """The pairs with what the rules found, work by work so that each text is read once."""
    with_files = {each.work for each in records.attachments()}
    done, cited = 0, None
    for part in batched(sorted(pairs, key=lambda pair: pair.work), _BATCH):
        claims = {str(each.id): each for each in records.claims({pair.claim for pair in part})}
        works = {str(each.key): each for each in records.works({pair.work for pair in part})}
        for pair in part:
            if cited is None or cited.key != pair.work:
                texts = ReadableTexts(records) if pair.work in with_files else None
                cited = CitedWork(pair.work, works.get(pair.work), texts)
            yield pair, raised(cited.evidence(claims[pair.claim], pair))
            done += 1
            progress(done, len(pairs))
