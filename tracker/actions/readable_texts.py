"""The attached texts of works, made ready for finding words in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bib.withholding import with_addresses_covered
from bib.works import LinkPolicy, Work
from evidence.anchoring.haystack import Haystack
from evidence.anchoring.locate import Selectors, locate, selectors_at
from evidence.anchoring.located import Located, Step
from evidence.attachments import Attachment, Scope
from evidence.excerpts import Excerpt
from evidence.reading.paper import Span
from evidence.reading.parts import parts_of
from evidence.texts import Text
from evidence.withholding import text_as_shown
from tracker.storage.records import Records

_SURENESS = {step: place for place, step in enumerate(Step)}


@dataclass(frozen=True, slots=True)
class ReadableText:
    """The text of one file of a work.

    `shown` is the same without addresses, where those of any work are withheld. What is stored is
    without them only where the work itself `is_withheld`.
    """

    file: Attachment
    haystack: Haystack
    shown: Haystack
    is_withheld: bool = False

    def words(self, found: Located) -> str:
        """The words that were found, as they may be shown."""
        return self.shown.words(found.spans)

    def words_at(self, span: Span) -> str:
        """The words of a place, as they may be shown."""
        return self.shown.words([span])

    def as_shown(self, words: str) -> str:
        """Words of the text, without addresses where those of any work are withheld."""
        return words if self.shown is self.haystack else with_addresses_covered(words)

    def selectors(self, spans: Sequence[Span]) -> Selectors:
        """What to store of a place."""
        source = self.shown if self.is_withheld else self.haystack
        return replace(selectors_at(spans, source), text_sha256=self.haystack.sha256)

    def page_at(self, place: int) -> str:
        """What a person calls the page of a place; nothing where the text has no pages."""
        page = self.haystack.text.page_at(place)
        return page.name if page else ""


@dataclass(frozen=True, slots=True)
class Finding:
    """Where an excerpt stands in the text of a work in which it was found best."""

    source: ReadableText
    located: Located


class ReadableTexts:
    """The texts of a library, each read and made ready when it is first asked for."""

    def __init__(self, records: Records) -> None:
        self._records = records
        self._covers_addresses = records.has_withheld()
        self._of_works: dict[str, tuple[ReadableText, ...]] = {}

    def of(self, work: str) -> tuple[ReadableText, ...]:
        """The texts of a work that hold words, whole ones before parts and abstracts."""
        if work not in self._of_works:
            found = sorted(self._load(work), key=lambda each: each.file.scope is not Scope.FULL)
            self._of_works[work] = tuple(found)
        return self._of_works[work]

    def find(self, excerpt: Excerpt) -> Finding | None:
        """Where the excerpt stands, by the surest step; `None` where its work has no text."""
        found: list[Finding] = []
        # The text it was anchored in is asked first, and asked alone if the words stand there.
        for source in sorted(
            self.of(excerpt.work), key=lambda each: each.haystack.sha256 != excerpt.text_sha256
        ):
            located = locate(excerpt, source.haystack)
            found.append(Finding(source, located))
            if located.step in {Step.EXACT, Step.FINGERPRINT} and not located.is_ambiguous:
                break
        return min(found, key=unsureness, default=None)

    def _load(self, work: str) -> list[ReadableText]:
        owner = self._records.work(work)
        if owner is None:
            return []
        return [
            readable(file, text, owner, covers_addresses=self._covers_addresses)
            for file, text in self._records.texts_of(owner.key, with_boxes=False)
            if text.content.strip()
        ]


def readable(file: Attachment, text: Text, work: Work, *, covers_addresses: bool) -> ReadableText:
    """A text made ready, whether it is stored already or not."""
    haystack = Haystack(text, parts_of(text))
    is_withheld = work.link_policy is LinkPolicy.WITHHOLD
    shown = Haystack(text_as_shown(text)) if covers_addresses or is_withheld else haystack
    return ReadableText(file, haystack, shown, is_withheld)


def placed(excerpt: Excerpt, found: Finding) -> Excerpt:
    """The excerpt with its place in the text; one without words stays without words.

    One that was found by likeness takes over the words of the text.
    """
    located = found.located
    if not located.spans:
        return replace(excerpt, found_by=str(located.step))
    at = found.source.selectors(located.spans)
    there = replace(
        excerpt,
        start=at.start,
        end=at.end,
        page=at.page or excerpt.page,
        text_sha256=at.text_sha256,
        found_by=str(located.step),
    )
    if not excerpt.quote:
        # The words of others are shown from the text, and are not stored for that.
        return there
    if located.step is Step.APPROXIMATE:
        there = replace(there, quote=at.quote, found_by=str(Step.EXACT))
    return replace(there, prefix=at.prefix, suffix=at.suffix)


def unsureness(found: Finding) -> tuple[int, bool, float]:
    """What to sort findings by, the surest first."""
    return _SURENESS[found.located.step], found.located.is_ambiguous, -found.located.score
