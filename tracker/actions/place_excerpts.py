"""Find where excerpts that wait for a claim stand in the attached texts of their works."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from evidence.anchoring.locate import moved
from evidence.anchoring.located import Step
from evidence.excerpts import Excerpt
from tracker.actions.readable_texts import ReadableTexts
from tracker.library import Library
from tracker.storage.records import Records

NO_TEXT = "no text"

# What was found by forgiving letters is told, and kept only when a person says so.
_KEPT = {Step.EXACT, Step.NORMALISED, Step.EDITORIAL, Step.FINGERPRINT}


class Places:
    """The attached texts of works, each got ready once for many excerpts."""

    def __init__(self, records: Records) -> None:
        self._texts = ReadableTexts(records)

    def place(self, excerpt: Excerpt) -> tuple[Excerpt, str]:
        """The excerpt with its place in the text that fits it best, and the step that found it.

        Without a text of the work it stays as it is; where only like words are found, or none, it
        keeps what it has and the step.
        """
        if not excerpt.quote and excerpt.fingerprint is None:
            return excerpt, ""
        found = self._texts.find(excerpt)
        if found is None:
            return excerpt, NO_TEXT
        step = found.located.step
        if step in _KEPT:
            placed = moved(excerpt, found.located, found.source.haystack)
            return replace(placed, quote=excerpt.quote), str(step)
        return replace(excerpt, found_by=str(step)), str(step)


def place_waiting(library: Library, works: Collection[str], *, now: datetime) -> Counter[str]:
    """Place the waiting excerpts of these works in their texts; how many were found by which step.

    Those that have a place already are left alone.
    """
    steps: Counter[str] = Counter()
    with library.deed("place excerpts", now=now) as deed:
        places = Places(deed.records)
        placed = []
        for excerpt in deed.records.waiting_excerpts():
            if excerpt.work not in works or excerpt.text_sha256:
                continue
            found, step = places.place(excerpt)
            steps.update([step] if step else [])
            placed.append(found)
        deed.records.put_waiting_excerpts(placed)
    return steps
