"""Find where excerpts that wait for a claim stand in the attached texts of their works."""

from __future__ import annotations

from evidence.anchoring.haystack import Haystack
from evidence.anchoring.locate import locate, moved
from evidence.anchoring.located import Step
from evidence.excerpts import Excerpt
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
