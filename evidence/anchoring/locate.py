"""Find an excerpt in a text, step by step, and say which step found it and what differs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from bib.works import Citekey
from evidence.anchoring.approximate import least_score, like_places, nearest_place
from evidence.anchoring.choosing import CONTEXT, choose
from evidence.anchoring.differences import word_differences
from evidence.anchoring.editorial import editorial_places
from evidence.anchoring.fingerprints import fingerprint_places
from evidence.anchoring.haystack import Haystack
from evidence.anchoring.located import Difference, Located, Step
from evidence.anchoring.verbatim import (
    exact_places,
    needle_of,
    normalised_places,
    to_whole_words,
    with_sentence_marks,
)
from evidence.excerpts import Excerpt, ExcerptId
from evidence.reading.paper import Span
from evidence.texts import Part, Text

_MOST_RIVALS = 20
_SENTENCE_ENDS = (".", "?", "!", "”", '"', "]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Selectors:
    """What an excerpt keeps of a place; `quote` is the words as the text has them, on one line."""

    quote: str
    prefix: str
    suffix: str
    start: int
    end: int
    page: str
    text_sha256: str


@dataclass(frozen=True, slots=True)
class _Place:
    spans: tuple[Span, ...]
    score: float = 1.0
    differences: tuple[Difference, ...] = ()

    @property
    def whole(self) -> Span:
        return Span(start=self.spans[0].start, end=self.spans[-1].end)


def locate(
    excerpt: Excerpt, text: Text | Haystack, *, parts: Sequence[Part] | None = None
) -> Located:
    """Where the excerpt stands in the text; for many excerpts hand over one `Haystack`.

    The steps are tried in the order of `Step`, and the first that finds anything answers.
    """
    haystack = text if isinstance(text, Haystack) else Haystack(text, parts)
    quote = excerpt.quote.strip()
    if not quote:
        return _by_fingerprint(excerpt, haystack)
    if _is_where_it_was(excerpt, haystack):
        place = _Place((Span(start=excerpt.start or 0, end=excerpt.end or 0),))
        return _located(Step.EXACT, [place], excerpt, haystack)
    for step, find in _STEPS:
        if places := find(quote, haystack):
            return _located(step, places, excerpt, haystack)
    return _orphaned(quote, haystack)


def anchor(
    quote: str,
    text: Text | Haystack,
    *,
    parts: Sequence[Part] | None = None,
    prefix: str = "",
    suffix: str = "",
    page: str = "",
) -> tuple[Located, Selectors | None]:
    """Where words that nobody stored yet stand, and what to store of the place."""
    haystack = text if isinstance(text, Haystack) else Haystack(text, parts)
    wanted = Excerpt(
        id=ExcerptId(""),
        claim="",
        work=Citekey(""),
        quote=quote,
        prefix=prefix,
        suffix=suffix,
        page=page,
    )
    located = locate(wanted, haystack)
    return located, selectors_at(located.spans, haystack) if located.spans else None


def selectors_at(spans: Sequence[Span], haystack: Haystack) -> Selectors:
    """What to store of one place, given in its stretches."""
    start, end, content = spans[0].start, spans[-1].end, haystack.content
    return Selectors(
        quote=haystack.words(spans),
        prefix=content[max(0, start - CONTEXT) : start],
        suffix=content[end : end + CONTEXT],
        start=start,
        end=end,
        page=haystack.page_label(start),
        text_sha256=haystack.sha256,
    )


def moved(excerpt: Excerpt, located: Located, haystack: Haystack) -> Excerpt:
    """The excerpt with its place in this text; only one without words takes over the text's."""
    if not located.spans:
        return replace(excerpt, found_by=str(located.step))
    at = selectors_at(located.spans, haystack)
    return replace(
        excerpt,
        quote=excerpt.quote or at.quote,
        prefix=at.prefix,
        suffix=at.suffix,
        start=at.start,
        end=at.end,
        page=at.page or excerpt.page,
        text_sha256=at.text_sha256,
        found_by=str(located.step),
    )


def _is_where_it_was(excerpt: Excerpt, haystack: Haystack) -> bool:
    """Whether this is the text the place was stored for, and the words stand there."""
    return (
        excerpt.start is not None
        and excerpt.text_sha256 == haystack.sha256
        and haystack.content[excerpt.start : excerpt.end] == excerpt.quote
    )


def _exact(quote: str, haystack: Haystack) -> list[_Place]:
    return [_Place((place,)) for place in exact_places(quote, haystack)]


def _normalised(quote: str, haystack: Haystack) -> list[_Place]:
    for flow in haystack.flows:
        if places := normalised_places(quote, haystack, flow):
            return [_Place(spans) for spans in places]
    return []


def _editorial(quote: str, haystack: Haystack) -> list[_Place]:
    for flow in haystack.flows:
        if places := editorial_places(quote, haystack, flow):
            return [_Place(each.spans, 1.0, each.differences) for each in places]
    return []


def _approximate(quote: str, haystack: Haystack) -> list[_Place]:
    needle = needle_of(quote)
    if least_score(needle) > 1:
        return []
    found: list[_Place] = []
    for flow in haystack.flows:
        for like in like_places(needle, flow):
            spans = to_whole_words(flow.spans(like.first, like.last), haystack.content)
            if quote.endswith(_SENTENCE_ENDS):
                spans = with_sentence_marks(spans, haystack.content)
            found.append(_Place(spans, like.score, word_differences(quote, haystack.words(spans))))
        if found:
            return found
    return found


_STEPS: tuple[tuple[Step, Callable[[str, Haystack], list[_Place]]], ...] = (
    (Step.EXACT, _exact),
    (Step.NORMALISED, _normalised),
    (Step.EDITORIAL, _editorial),
    (Step.APPROXIMATE, _approximate),
)


def _by_fingerprint(excerpt: Excerpt, haystack: Haystack) -> Located:
    if excerpt.fingerprint is None:
        return Located(step=Step.ORPHANED, score=0.0)
    places = [_Place(spans) for spans in fingerprint_places(excerpt.fingerprint, haystack)]
    if not places:
        return Located(step=Step.ORPHANED, score=0.0)
    return _located(Step.FINGERPRINT, places, excerpt, haystack)


def _located(step: Step, places: list[_Place], excerpt: Excerpt, haystack: Haystack) -> Located:
    wholes = [place.whole for place in places]
    choice = choose(wholes, excerpt, haystack)
    chosen = places[choice.chosen]
    return Located(
        step=step,
        start=chosen.whole.start,
        end=chosen.whole.end,
        spans=chosen.spans,
        page=haystack.page_label(chosen.whole.start),
        score=chosen.score,
        differences=chosen.differences,
        rivals=tuple(wholes[number] for number in choice.rivals[:_MOST_RIVALS]),
    )


def _orphaned(quote: str, haystack: Haystack) -> Located:
    like = nearest_place(needle_of(quote), haystack.flow)
    if like is None:
        return Located(step=Step.ORPHANED, score=0.0)
    spans = to_whole_words((haystack.flow.span(like.first, like.last),), haystack.content)
    return Located(
        step=Step.ORPHANED,
        score=like.score,
        nearest=spans[0],
        differences=word_differences(quote, haystack.words(spans)),
    )
