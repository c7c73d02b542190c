"""Passages: the places in a cited work's text most likely to bear on a claim, ranked.

Okapi BM25 over sentences, with a share of the score of the paragraph around, a premium on figures
and names, and a little for words that stand side by side in the claim and in the text. The weights
were compared on the shipped corpus: docs/anchoring.md has the table.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest
from itertools import pairwise
from math import log

from evidence.claims import Claim, Locator
from evidence.reading.paper import Sentence, Span
from evidence.reading.parts import parts_of
from evidence.reading.running_text import running_text
from evidence.reading.sections import outline_of
from evidence.terms import names_of, numbers_of, terms_of
from evidence.texts import Text

_SATURATION = 1.2
_LENGTH = 0.4
_PARAGRAPH_SHARE = 0.2
_FIGURE_WEIGHT = 2.0
_NAME_WEIGHT = 1.2
_NEIGHBOURS_WEIGHT = 0.5
# So many of the best are looked at again for words side by side.
_SECOND_LOOK = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A sentence of a text, ready to be taken as an excerpt, with the sentences beside it.

    `spans` are its stretches where a caption or a page cuts it. `score` grows with likeness and is
    good for comparing passages of one claim in one text only.
    """

    start: int
    end: int
    page: str
    text: str
    score: float
    spans: tuple[Span, ...]
    locator: Locator
    before: str = ""
    after: str = ""


def rank_passages(claim: Claim, text: Text, *, limit: int = 5) -> list[Passage]:
    """The best passages for one claim; for several claims keep a `PassageIndex`."""
    return PassageIndex(text).ranked(claim, limit=limit)


class PassageIndex:
    """The sentences of a text by their terms; hand over `sentences` where they are known."""

    def __init__(self, text: Text, *, sentences: Sequence[Sentence] | None = None) -> None:
        self._text = text
        if sentences is None:
            parts = parts_of(text)
            sentences = running_text(text, parts, outline_of(text, parts))
        self._sentences = sentences
        self._terms = [terms_of(sentence.text) for sentence in sentences]
        self._by_sentence = _Ranking(self._terms)
        self._paragraphs = list(_paragraph_numbers(sentences))
        grouped: dict[int, list[str]] = defaultdict(list)
        for number, terms in zip(self._paragraphs, self._terms, strict=True):
            grouped[number] += terms
        self._by_paragraph = _Ranking(list(grouped.values()))

    def ranked(self, claim: Claim, *, limit: int = 5) -> list[Passage]:
        """The passages most like the claim, best first; none that shares no term with it."""
        wanted = _weights(claim)
        around = self._by_paragraph.scores(wanted)
        scores = {
            number: score + _PARAGRAPH_SHARE * around[self._paragraphs[number]]
            for number, score in self._by_sentence.scores(wanted).items()
        }
        pairs = set(pairwise(terms_of(claim.statement)))
        best = nlargest(max(_SECOND_LOOK, limit), scores, key=lambda each: (scores[each], -each))
        for number in best:
            scores[number] += _NEIGHBOURS_WEIGHT * len(pairs & {*pairwise(self._terms[number])})
        best.sort(key=lambda each: (-scores[each], each))
        return [self._passage(number, scores[number]) for number in best[:limit]]

    def _passage(self, number: int, score: float) -> Passage:
        sentence = self._sentences[number]
        page = self._text.page_at(sentence.start)
        return Passage(
            start=sentence.start,
            end=sentence.end,
            page=page.label if page else "",
            text=sentence.text,
            score=round(score, 3),
            spans=sentence.spans,
            locator=sentence.locator,
            before=self._beside(number, -1),
            after=self._beside(number, 1),
        )

    def _beside(self, number: int, step: int) -> str:
        """The sentence before or after in the same paragraph."""
        other = number + step
        if not 0 <= other < len(self._sentences):
            return ""
        is_near = self._paragraphs[other] == self._paragraphs[number]
        return self._sentences[other].text if is_near else ""


class _Ranking:
    """Okapi BM25 over lists of terms."""

    def __init__(self, documents: Sequence[Sequence[str]]) -> None:
        self._count = len(documents)
        lengths = [len(terms) for terms in documents]
        usual = sum(lengths) / max(1, self._count) or 1.0
        self._damping = [
            _SATURATION * (1 - _LENGTH + _LENGTH * length / usual) for length in lengths
        ]
        self._found: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for number, terms in enumerate(documents):
            for term, times in Counter(terms).items():
                self._found[term].append((number, times))

    def scores(self, wanted: Mapping[str, float]) -> dict[int, float]:
        """The score of every document that has one of the terms at least."""
        scores: dict[int, float] = defaultdict(float)
        for term, weight in wanted.items():
            found = self._found.get(term, ())
            rarity = log(1 + (self._count - len(found) + 0.5) / (len(found) + 0.5))
            for number, times in found:
                gain = times * (_SATURATION + 1) / (times + self._damping[number])
                scores[number] += weight * rarity * gain
        return scores


def _weights(claim: Claim) -> dict[str, float]:
    """What each term of the claim counts for; its figures and names count for more."""
    weights = dict.fromkeys(terms_of(claim.statement), 1.0)
    for name in names_of(claim.statement) & weights.keys():
        weights[name] = _NAME_WEIGHT
    recorded = [end for each in claim.figures for end in (each.value, each.high) if end is not None]
    figures = ", ".join(f"{value:f}" for value in recorded)
    for number in [*numbers_of(claim.statement), *numbers_of(figures)]:
        weights[number] = _FIGURE_WEIGHT
    return weights


def _paragraph_numbers(sentences: Iterable[Sentence]) -> Iterator[int]:
    number, behind = -1, None
    for sentence in sentences:
        here = (sentence.locator.section, sentence.locator.paragraph)
        number += here != behind
        behind = here
        yield number
