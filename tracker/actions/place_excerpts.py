"""Find where excerpts that wait for a claim stand in the attached texts of their works."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from datetime import datetime

from evidence.anchoring.haystack import Haystack
from evidence.anchoring.locate import locate, moved
from evidence.anchoring.located import Step
from evidence.excerpts import Excerpt
from tracker.library import Library
from tracker.storage.records import Records

NO_TEXT = "no text"

_ORDER = list(Step)
# What was found by forgiving letters is told, and kept only when a person says so.
_KEPT = {Step.EXACT, Step.NORMALISED, Step.EDITORIAL, Step.FINGERPRINT}


class Places:
    """The attached texts of works, each got ready once for many excerpts."""

    def __init__(self, records: Records) -> None:
        self._records = records
        self._texts: dict[str, list[Haystack]] = {}

    def place(self, excerpt: Excerpt) -> tuple[Excerpt, str]:
        """The excerpt with its place in the text that fits it best, and the step that found it.

        Without a text of the work it stays as it is, and so it does where only like words are
        found, or none.
        """
        if not excerpt.quote:
            return excerpt, ""
        found = [(locate(excerpt, text), text) for text in self._texts_of(excerpt.work)]
        if not found:
            return excerpt, NO_TEXT
        located, text = min(found, key=lambda each: _ORDER.index(each[0].step))
        if located.step not in _KEPT:
            return excerpt, str(located.step)
        return moved(excerpt, located, text), str(located.step)

    def _texts_of(self, work: str) -> list[Haystack]:
        if work not in self._texts:
            texts = self._records.texts_of(work, with_boxes=False)
            self._texts[work] = [Haystack(text) for _, text in texts]
        return self._texts[work]


def place_waiting(library: Library, works: Collection[str], *, now: datetime) -> Counter[str]:
    """Place the waiting excerpts of these works in their texts; how many were found by which step.

    Those that have a place already are left alone.
    """
    steps: Counter[str] = Counter()
    with library.deed("place excerpts", now=now) as deed:
        places = Places(deed.records)
        waiting = [each for each in deed.records.waiting_excerpts() if each.work in works]
        placed = []
        for excerpt in waiting:
            if excerpt.start is not None or not excerpt.quote:
                continue
            found, step = places.place(excerpt)
            steps[step] += 1
            placed.append(found)
        deed.records.put_waiting_excerpts(placed)
    return steps
