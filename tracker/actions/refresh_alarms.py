"""Bring the alarms of all pairs up to date: only those are looked at whose words have changed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

from evidence.reviewing.alarm import VERSION
from evidence.reviewing.raised_alarms import Raised, raised
from tracker.actions.alarm_evidence import CitedWork
from tracker.actions.readable_texts import ReadableTexts
from tracker.errors import ReadOnlyLibraryError
from tracker.library import Library
from tracker.storage.alarms import (
    PairKey,
    PairToLook,
    concerned,
    kept_digests,
    load_state,
    pairs_to_look,
    remove_looks,
    save_looks,
    save_state,
)
from tracker.storage.families import batched
from tracker.storage.records import Records
from tracker.storage.revision import HASH_BITS, generation

Progress = Callable[[int, int], None]
Looked = tuple[PairToLook, Raised]

_BATCH = 1_000
_FEW = 2_000


def refresh_alarms(
    library: Library, progress: Progress = lambda _done, _total: None, *, anew: bool = False
) -> bool:
    """Look at every pair whose words changed since it was looked at; with `anew`, at all pairs.

    Tells whether the alarms are up to date now: in a library that may only be read they stay as
    they were.
    """
    with library.reading() as records:
        present = _state(records)
        known = "" if anew else load_state(records.connection)
        if known == present:
            return True
        claims = _claims_concerned(records, known)
        pairs = pairs_to_look(records.connection, version=VERSION, among=claims)
        kept = {} if anew else kept_digests(records.connection, among=claims)
        gone = _gone(pairs, kept_digests(records.connection, among=claims))
        changed = [pair for pair in pairs if kept.get((pair.claim, pair.work)) != pair.digest]
        try:
            for part in batched(_looked_at(records, changed, progress), _BATCH):
                _keep(library, part, gone=())
            _keep(library, (), gone=gone, state=present)
        except ReadOnlyLibraryError:
            return False
    return True


def _gone(pairs: Iterable[PairToLook], kept: Iterable[PairKey]) -> list[PairKey]:
    present = {(pair.claim, pair.work) for pair in pairs}
    return [pair for pair in kept if pair not in present]


def _keep(
    library: Library, looked: Sequence[Looked], *, gone: Sequence[PairKey], state: str = ""
) -> None:
    with library.deriving("alarms") as records:
        remove_looks(records.connection, gone)
        save_looks(records.connection, looked)
        if state:
            save_state(records.connection, state)


def _state(records: Records) -> str:
    return f"{VERSION}.{generation(*records.head())}"


def _claims_concerned(records: Records, known: str) -> Collection[str] | None:
    """The claims that deeds since then may concern; `None` where all have to be compared."""
    version, _, number = known.partition(".")
    if version != VERSION or not number.isdecimal():
        return None
    seq = int(number) >> HASH_BITS
    head = records.hash_of_entry(seq)
    if head is None or generation(seq, head) != int(number):
        return None
    touched = records.touched_since(seq)
    # A file that was taken from a work leaves no trace of whose it was.
    if touched is None or touched.texts or len(touched.names) > _FEW:
        return None
    return concerned(records.connection, claims_touched=touched.claims, works_touched=touched.works)


def _looked_at(
    records: Records, pairs: Sequence[PairToLook], progress: Progress
) -> Iterator[Looked]:
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
