"""What the rules of alarms may look at of a pair, gathered from records and attached texts."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from bib.latex import latex_to_unicode
from bib.works import ReadStatus, Work
from evidence.anchoring.located import Located, Step
from evidence.attachments import Scope
from evidence.claims import Claim
from evidence.excerpts import Excerpt, squeeze
from evidence.passages import PassageIndex
from evidence.reading.paper import Section, Sentence, Span
from evidence.reading.running_text import one_line, running_text
from evidence.reading.sections import ABSTRACT, Outline, outline_of
from evidence.reviewing.alarm import AlarmEvidence, Omission, Place, SourceWords, Where
from evidence.reviewing.bindings import citations_of
from evidence.reviewing.wordings_compared import share_met
from evidence.terms import numbers_of
from evidence.texts import MarkKind, PartKind
from tracker.actions.readable_texts import Finding, ReadableText, ReadableTexts
from tracker.storage.alarms import PairToLook

# A likeliest passage is only looked at if it has so much of the claim.
_LEAST_MET = 0.6
_LOOKED_AT = 3
_ELLIPSIS = re.compile(r"\[\s*(?:…|\.(?:\s?\.){2,3})\s*\]|…|\.(?:\s?\.){2,3}")
_BACKGROUND = re.compile(
    r"\b(?:introduction|background|related\s+works?|previous\s+work|prior\s+work|literature"
    r"(?:\s+review)?|state\s+of\s+the\s+art|theoretical\s+framework|motivation)\b",
    re.IGNORECASE,
)
_WORTH = {scope: place for place, scope in enumerate(ReadStatus)}
# What no sentence is as long as; of more than this, nobody split the text.
_MOST_WORDS = 4_000


class CitedWork:
    """One cited work with its texts, if it has any, ready to be asked about claim after claim."""

    def __init__(self, key: str, work: Work | None, texts: ReadableTexts | None) -> None:
        self.key, self.work = key, work
        self._texts = texts
        self._sources = texts.of(key) if texts else ()
        self._readings: dict[int, _Reading] = {}

    def evidence(self, claim: Claim, pair: PairToLook) -> AlarmEvidence:
        """What there is to look at of one claim that cites the work."""
        return AlarmEvidence(
            claim=claim,
            work=self.work,
            citations=citations_of(claim, pair.work),
            passages=tuple(self._excerpts(claim, pair.work)) or tuple(self._likeliest(claim)),
            abstract=self._abstract,
            scope=self._scope,
            numbers=self._numbers,
            mates=pair.mates,
            citing_sentence=" ".join(
                each.quote for each in claim.excerpts if each.work == claim.work != pair.work
            ),
        )

    def _excerpts(self, claim: Claim, key: str) -> Iterator[SourceWords]:
        for excerpt in claim.excerpts:
            if excerpt.work != key or excerpt.work == claim.work:
                continue
            found = self._texts.find(excerpt) if self._texts and self._sources else None
            if found and found.located.spans:
                yield self._reading(found.source).around_excerpt(excerpt, found)
            elif excerpt.quote.strip():
                quote = excerpt.quote[:_MOST_WORDS]
                yield SourceWords(words=quote, where=Where.EXCERPT, quote=quote)

    def _likeliest(self, claim: Claim) -> Iterator[SourceWords]:
        """The passage most like the claim, if it is like enough to speak of."""
        for source in self._sources:
            if found := self._reading(source).likeliest(claim):
                yield found
                return

    def _reading(self, source: ReadableText) -> _Reading:
        return self._readings.setdefault(id(source), _Reading(source))

    @cached_property
    def _numbers(self) -> frozenset[str] | None:
        """The numbers of the whole text; `None` where the whole is not held."""
        whole = [each for each in self._sources if each.file.scope is Scope.FULL]
        if not whole:
            return None
        return frozenset(
            number
            for source in whole
            for sentence in self._reading(source).sentences
            for number in numbers_of(sentence.text)
        ).union(
            number
            for source in whole
            for part in source.haystack.parts
            if part.kind is PartKind.TABLE
            for number in numbers_of(source.haystack.content[part.start : part.end])
        )

    @cached_property
    def _abstract(self) -> str:
        told = latex_to_unicode(self.work.fields.get("abstract", "")) if self.work else ""
        held = [each.shown.content for each in self._sources if each.file.scope is Scope.ABSTRACT]
        return " ".join([told, *held]).strip()

    @cached_property
    def _scope(self) -> ReadStatus:
        """How much of the work is held as text, or was read where none is held."""
        held = [ReadStatus(str(each.file.scope)) for each in self._sources]
        read = [self.work.read_status] if self.work else [ReadStatus.NONE]
        return min(held or read, key=_WORTH.__getitem__)


@dataclass(slots=True)
class _Reading:
    """A text with its sentences and sections."""

    source: ReadableText
    _outline: Outline | None = field(default=None, init=False)
    _sentences: tuple[Sentence, ...] | None = field(default=None, init=False)
    _index: PassageIndex | None = field(default=None, init=False)

    @property
    def outline(self) -> Outline:
        """The sections."""
        if self._outline is None:
            haystack = self.source.haystack
            self._outline = outline_of(haystack.text, haystack.parts)
        return self._outline

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences of the running text."""
        if self._sentences is None:
            haystack = self.source.haystack
            self._sentences = running_text(haystack.text, haystack.parts, self.outline)
        return self._sentences

    def around_excerpt(self, excerpt: Excerpt, found: Finding) -> SourceWords:
        """The whole sentences in which an excerpt stands, with what it leaves out."""
        spans = found.located.spans
        touched = [each for each in self.sentences if _overlap(each.spans, spans)]
        if sum(len(each.text) for each in touched) > _MOST_WORDS:
            touched = []
        quote = self.source.as_shown(excerpt.quote) or self.source.words(found.located)
        place, section = self._place(spans[0].start)
        if not touched:
            words = self.source.words(found.located)[:_MOST_WORDS]
            return SourceWords(
                words=words, where=Where.PASSAGE, quote=quote, place=place, section=section
            )
        words = self.source.as_shown(" ".join(each.text for each in touched))
        return SourceWords(
            words=words,
            where=Where.PASSAGE,
            quote=quote,
            around=self._paragraph_of(touched),
            place=place,
            section=section,
            calls=tuple(self._calls(touched, words)),
            omissions=tuple(_omissions(quote, found.located)),
        )

    def likeliest(self, claim: Claim) -> SourceWords | None:
        """The sentence most like the claim; headings do not count."""
        if self._index is None:
            self._index = PassageIndex(self.source.haystack.text, sentences=self.sentences)
        for each in self._index.ranked(claim, limit=_LOOKED_AT):
            if each.locator.paragraph == 0:
                continue
            if share_met(claim.statement, each.text) < _LEAST_MET:
                return None
            place, section = self._place(each.start)
            return SourceWords(
                words=self.source.as_shown(each.text)[:_MOST_WORDS],
                where=Where.LIKELIEST,
                around=self.source.as_shown(f"{each.before} {each.after}"),
                place=place,
                section=section,
            )
        return None

    def _paragraph_of(self, touched: Sequence[Sentence]) -> str:
        """The rest of the paragraphs in which these sentences stand."""
        places = {(each.locator.section, each.locator.paragraph) for each in touched}
        rest = [
            each.text
            for each in self.sentences
            if (each.locator.section, each.locator.paragraph) in places and each not in touched
        ]
        return self.source.as_shown(" ".join(rest)[:_MOST_WORDS])

    def _place(self, start: int) -> tuple[Place, str]:
        """In which part of the work a place is, and the title of its section."""
        for part in self.source.haystack.parts:
            if part.kind is PartKind.TITLE and part.start <= start < part.end:
                return Place.TITLE, ""
        if self.source.file.scope is Scope.ABSTRACT:
            return Place.ABSTRACT, ""
        sections = self.outline.sections
        at = bisect_right(sections, start, key=lambda section: section.start) - 1
        if at < 0:
            return Place.UNKNOWN, ""
        section = sections[at]
        if section.number == ABSTRACT:
            return Place.ABSTRACT, section.title
        above = _chapter(sections, at)
        if _BACKGROUND.search(section.title) or _BACKGROUND.search(above.title):
            return Place.BACKGROUND, section.title
        return Place.BODY, section.title

    def _calls(self, touched: Sequence[Sentence], words: str) -> Iterator[tuple[int, int]]:
        """Where in the words of these sentences the format marks references to works."""
        content, before = self.source.haystack.content, 0
        kinds = {MarkKind.CITATION, MarkKind.SUPERSCRIPT}
        marks = [each for each in self.source.haystack.text.marks if each.kind in kinds]
        for sentence in touched:
            for mark in marks:
                said = content[mark.start : mark.end].strip()
                is_call = mark.kind is MarkKind.CITATION or said.replace(",", "").isdigit()
                if not (sentence.start < mark.start < sentence.end and said and is_call):
                    continue
                lead = one_line(content[sentence.start : mark.start])
                start = words.find(said, before + len(lead))
                if 0 <= start <= before + len(lead) + 1:
                    yield start, start + len(said)
            before += len(sentence.text) + 1


def _chapter(sections: Sequence[Section], at: int) -> Section:
    """The section of the highest level that a section belongs to."""
    for section in reversed(sections[: at + 1]):
        if section.level <= 1:
            return section
    return sections[at]


def _overlap(spans: Sequence[Span], others: Sequence[Span]) -> bool:
    return any(one.start < other.end and other.start < one.end for one in spans for other in others)


def _omissions(quote: str, located: Located) -> Iterator[Omission]:
    """The ellipses of a quotation with the words that they stand for."""
    if located.step is not Step.EDITORIAL:
        return
    told = [each.text for each in located.differences if _ELLIPSIS.fullmatch(each.quote.strip())]
    inner = [
        match
        for match in _ELLIPSIS.finditer(quote)
        if squeeze(quote[: match.start()]) and squeeze(quote[match.end() :])
    ]
    if len(told) == len(inner):
        for match, words in zip(inner, told, strict=True):
            if words.strip():
                yield Omission(start=match.start(), end=match.end(), words=words)
