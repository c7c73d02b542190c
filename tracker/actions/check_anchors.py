"""Find every excerpt again in the attached texts, and tell which step found it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from evidence.anchoring.located import Step
from evidence.attachments import Scope
from evidence.excerpts import Excerpt
from tracker.actions.named_records import work_named
from tracker.actions.readable_texts import Finding, ReadableTexts, placed
from tracker.library import Library
from tracker.storage.records import Records

Progress = Callable[[int, int], None]


class AnchorState(StrEnum):
    """What became of an excerpt: found in its place, elsewhere, only alike, not at all, not looked.

    One without a place in any text yet is found where its words stand, or those of its fingerprint.
    """

    FOUND = "found"
    MOVED = "moved"
    FUZZY = "fuzzy"
    ORPHANED = "orphaned"
    UNCHECKED = "unchecked"


@dataclass(frozen=True, slots=True, kw_only=True)
class AnchorCheck:
    """One excerpt looked for; `why` is the cause where it was not, or why somebody has to choose.

    `words` are those found, or those nearest to an orphan, on the page `page`. `repaired` is the
    excerpt as it would be after a repair, if there is anything to repair.
    """

    excerpt: Excerpt
    state: AnchorState
    finding: Finding | None = None
    words: str = ""
    page: str = ""
    why: str = ""
    repaired: Excerpt | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnchorsReport:
    """Every excerpt, those of claims first, in the order of reading."""

    checks: tuple[AnchorCheck, ...]

    def of(self, state: AnchorState) -> list[AnchorCheck]:
        """Those in one state."""
        return [check for check in self.checks if check.state is state]


def check_anchors(
    library: Library, *, works: tuple[str, ...] = (), progress: Progress
) -> AnchorsReport:
    """Look up all excerpts, or those from these works; nothing is changed.

    Raises `UnknownWorkError`.
    """
    with library.reading() as records:
        wanted = _keys(records, works)
        excerpts = [each for each in _all_excerpts(records) if not wanted or each.work in wanted]
        texts, checks = ReadableTexts(records), []
        for done, excerpt in enumerate(excerpts):
            progress(done, len(excerpts))
            checks.append(_check(excerpt, texts))
        progress(len(excerpts), len(excerpts))
    return AnchorsReport(checks=tuple(checks))


def _all_excerpts(records: Records) -> Iterator[Excerpt]:
    for claim in records.claims():
        yield from claim.excerpts
    yield from records.waiting_excerpts()


def _keys(records: Records, works: Iterable[str]) -> set[str]:
    return {str(work_named(records, name).key) for name in works}


def _check(excerpt: Excerpt, texts: ReadableTexts) -> AnchorCheck:
    if not excerpt.quote.strip() and excerpt.fingerprint is None:
        return _unchecked(excerpt, "It holds neither words nor the fingerprint of any.")
    found = texts.find(excerpt)
    if found is None:
        return _unchecked(excerpt, f"No text of {excerpt.work} is attached.")
    if found.located.step is Step.ORPHANED:
        return _orphaned(excerpt, found, texts)
    return _found(excerpt, found)


def _unchecked(excerpt: Excerpt, why: str, finding: Finding | None = None) -> AnchorCheck:
    return AnchorCheck(excerpt=excerpt, state=AnchorState.UNCHECKED, why=why, finding=finding)


def _orphaned(excerpt: Excerpt, found: Finding, texts: ReadableTexts) -> AnchorCheck:
    if all(each.file.scope is not Scope.FULL for each in texts.of(excerpt.work)):
        return _unchecked(excerpt, f"Only a part of {excerpt.work} is attached.")
    nearest, repaired = found.located.nearest, placed(excerpt, found)
    return AnchorCheck(
        excerpt=excerpt,
        state=AnchorState.ORPHANED,
        finding=found,
        words=found.source.words_at(nearest) if nearest else "",
        page=found.source.page_at(nearest.start) if nearest else "",
        repaired=repaired if repaired != excerpt else None,
    )


def _found(excerpt: Excerpt, found: Finding) -> AnchorCheck:
    located, repaired = found.located, placed(excerpt, found)
    # Among several places that fit as well a person chooses, not a repair.
    is_open = located.is_ambiguous and repaired.start != excerpt.start
    return AnchorCheck(
        excerpt=excerpt,
        state=_state(excerpt, repaired, found),
        finding=found,
        words=found.source.words(located),
        page=found.source.page_at(located.start or 0),
        why=f"The words stand at {len(located.rivals)} other places as well." if is_open else "",
        repaired=repaired if repaired != excerpt and not is_open else None,
    )


def _state(excerpt: Excerpt, repaired: Excerpt, found: Finding) -> AnchorState:
    if found.located.step is Step.APPROXIMATE:
        return AnchorState.FUZZY
    if excerpt.start is None:
        return AnchorState.FOUND
    before = excerpt.start, excerpt.end, excerpt.text_sha256
    is_there = before == (repaired.start, repaired.end, repaired.text_sha256)
    return AnchorState.FOUND if is_there else AnchorState.MOVED
