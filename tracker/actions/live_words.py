"""The words of excerpts that hold only a fingerprint, read from the attached text each time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from evidence.anchoring.located import Step
from evidence.excerpts import Excerpt, ExcerptId
from tracker.actions.readable_texts import ReadableTexts
from tracker.storage.records import Records


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveWords:
    """Words as a text has them, and where; they are shown and never stored."""

    words: str
    page: str
    start: int
    end: int
    file: str
    step: Step


def live_words(records: Records, excerpts: Iterable[Excerpt]) -> Mapping[ExcerptId, LiveWords]:
    """The words of those excerpts that have none of their own and can be found in a text."""
    texts, found = ReadableTexts(records), {}
    for excerpt in excerpts:
        if excerpt.quote or excerpt.fingerprint is None:
            continue
        finding = texts.find(excerpt)
        if finding is None or finding.located.start is None or finding.located.end is None:
            continue
        found[excerpt.id] = LiveWords(
            words=finding.source.words(finding.located),
            page=finding.source.page_at(finding.located.start),
            start=finding.located.start,
            end=finding.located.end,
            file=finding.source.file.sha256,
            step=finding.located.step,
        )
    return found
