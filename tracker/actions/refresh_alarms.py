"""Bring the alarms of all pairs up to date: only those are looked at whose words have changed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import TYPE_CHECKING

from evidence.reviewing.alarm import VERSION
from tracker.errors import DiskFullError, ReadOnlyLibraryError
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
from tracker.storage.log import LogEntry
from tracker.storage.records import Records
from tracker.storage.revision import HASH_BITS, generation

if TYPE_CHECKING:
    from evidence.reviewing.raised_alarms import Raised

Progress = Callable[[int, int], None]

_BATCH = 1_000
_FEW = 2_000


def refresh_alarms(
    library: Library, progress: Progress = lambda _done, _total: None, *, anew: bool = False
) -> bool:
    """Look at every pair whose words changed since it was looked at; with `anew`, at all pairs.

    Tells whether the alarms are up to date now: in a library that cannot be written they stay as
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
            # First of all, so that nothing is looked at where nothing can be kept.
            _keep(library, (), gone=gone)
            _look_again(library, records, changed, progress)
            _keep(library, (), gone=(), state=present)
        except (ReadOnlyLibraryError, DiskFullError):
            return False
    return True


def _look_again(
    library: Library, records: Records, pairs: Sequence[PairToLook], progress: Progress
) -> None:
    if not pairs:
        return
    # The rules take longer to import than a usual command to run, and have mostly nothing to do.
    from tracker.actions.look_at_pairs import look_at_pairs

    for part in batched(look_at_pairs(records, pairs, progress), _BATCH):
        _keep(library, part, gone=())


def _gone(pairs: Iterable[PairToLook], kept: Iterable[PairKey]) -> list[PairKey]:
    present = {(pair.claim, pair.work) for pair in pairs}
    return [pair for pair in kept if pair not in present]


def _is_of_verdicts(deed: LogEntry) -> bool:
    """Whether a deed gave verdicts only, which no alarm depends on."""
    return {*deed.details} == {"put"} and {*deed.details["put"]} == {"verdict"}


def _keep(
    library: Library,
    looked: Sequence[tuple[PairToLook, Raised]],
    *,
    gone: Sequence[PairKey],
    state: str = "",
) -> None:
    with library.deriving("alarms") as records:
        remove_looks(records.connection, gone)
        save_looks(records.connection, looked)
        if state:
            save_state(records.connection, state)


def _state(records: Records) -> str:
    # Where the address of any work is withheld, all words are looked at without addresses.
    covered = "-covered" if records.has_withheld() else ""
    return f"{VERSION}{covered}.{generation(*records.head())}"


def _claims_concerned(records: Records, known: str) -> Collection[str] | None:
    """The claims that deeds since then may concern; `None` where all have to be compared."""
    version, _, number = known.partition(".")
    if version != _state(records).partition(".")[0] or not number.isdecimal():
        return None
    seq = int(number) >> HASH_BITS
    head = records.hash_of_entry(seq)
    if head is None or generation(seq, head) != int(number):
        return None
    touched = records.touched_since(seq)
    if touched is None:
        return None
    deeds = records.log(after=seq)
    if all(_is_of_verdicts(deed) for deed in deeds):
        return ()
    if len(touched.names) > _FEW:
        return None
    works = set(touched.works)
    for sha256 in touched.texts:
        works |= {str(file.work) for file in records.attachments_of_bytes(sha256)}
    if touched.texts:
        # Whose file it was that was taken away is told in the log alone.
        works.update(*(deed.subjects for deed in deeds))
    if len(works) > _FEW:
        return None
    return concerned(records.connection, claims_touched=touched.claims, works_touched=works)
