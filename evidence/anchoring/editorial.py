"""The editorial step: what a person marks or leaves out when quoting is forgiven, and told.

Brackets (“[t]he”, “work[ed]”, “[the firms]”), ellipses with what they leave out in order and not
too far apart, “[sic]” and its like, emphasis marks, and reference numbers left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from evidence.anchoring.flow import Flow, bare_letters
from evidence.anchoring.haystack import Haystack
from evidence.anchoring.located import Difference
from evidence.anchoring.plain_form import plain_form
from evidence.anchoring.verbatim import (
    is_whole_words,
    letter_places,
    needle_of,
    to_whole_words,
    with_edges,
)
from evidence.excerpts import REFERENCE_NUMBERS
from evidence.reading.paper import Span

# How many letters of the text may stand for each kind of gap: about 120 words for an ellipsis, a
# few words for words put in brackets, the end of a word for a bracket inside one.
ELLIPSIS_LETTERS = 600
BRACKET_LETTERS = 60
_INSIDE_WORD_LETTERS = 8
# Beside a gap, shorter words would fit too many places.
_LEAST_LONGEST = 12
_LEAST_PIECE = 3
_MOST_PLACES = 200
_MOST_PIECES = 40

_MARK = re.compile(
    r"""(?P<ellipsis>\[\s*(?:…|\.(?:\s?\.){2,3})\s*\]|…|\.(?:\s?\.){2,3})
    |(?P<comment>[\[(]\s*[*_]*(?:sic|emphasis\s[\w\s]{1,20}|our\semphasis|!|\?)[*_]*\s*[!.]?\s*[\])])
    |\[(?P<letter>\w)\](?=\w)
    |(?P<inside>(?<=\w)\[[^\[\]]{1,20}\]|\[[^\[\]]{1,20}\](?=\w))
    |\[(?P<words>[^\[\]]{1,200})\]""",
    re.VERBOSE | re.IGNORECASE,
)
_EMPHASIS = re.compile(r"(?<!\w)[*_]{1,3}(?=\S)|(?<=\S)[*_]{1,3}(?!\w)")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Piece:
    """Words that stand in the text as quoted; `gap` is what the quotation has after them."""

    words: str
    gap: str = ""
    gap_letters: int = 0
    is_cut_before: bool = False
    is_cut_after: bool = False

    @property
    def letters(self) -> str:
        return needle_of(self.words)


@dataclass(frozen=True, slots=True, kw_only=True)
class EditorialPlace:
    """Where a quotation stands but for what was edited in it."""

    spans: tuple[Span, ...]
    differences: tuple[Difference, ...]


def editorial_places(quote: str, haystack: Haystack, flow: Flow) -> list[EditorialPlace]:
    """Every place of the flow where the quotation's pieces stand in order."""
    pieces = _pieces(quote)
    lengths = [len(piece.letters) for piece in pieces]
    if not 0 < len(pieces) <= _MOST_PIECES or (
        len(pieces) > 1 and (max(lengths) < _LEAST_LONGEST or min(lengths) < _LEAST_PIECE)
    ):
        return []
    longest = lengths.index(max(lengths))
    found: list[EditorialPlace] = []
    for number, place in enumerate(letter_places(pieces[longest].letters, flow)):
        if number >= _MOST_PLACES:
            break
        runs = _in_order(pieces, longest, place, flow)
        if runs and (here := _checked(pieces, runs, haystack, flow)):
            found.append(here)
    return found


def _pieces(quote: str) -> list[_Piece]:
    """The quotation between its gaps; gaps at either end are left out."""
    pieces: list[_Piece] = []
    words, done, is_cut = "", 0, False
    for match in _MARK.finditer(REFERENCE_NUMBERS.sub(lambda each: " " * len(each[0]), quote)):
        words += quote[done : match.start()]
        done = match.end()
        if match["comment"]:
            continue
        if match["letter"]:
            words += match["letter"]
            continue
        pieces.append(
            _Piece(
                words=words,
                gap=match[0],
                gap_letters=_gap_letters(match),
                is_cut_before=is_cut,
                is_cut_after=bool(match["inside"]),
            )
        )
        words, is_cut = "", bool(match["inside"])
    pieces.append(_Piece(words=words + quote[done:], is_cut_before=is_cut))
    return _joined([piece for piece in pieces if piece.letters])


def _gap_letters(match: re.Match[str]) -> int:
    if match["ellipsis"]:
        return ELLIPSIS_LETTERS
    return _INSIDE_WORD_LETTERS if match["inside"] else BRACKET_LETTERS


def _joined(pieces: list[_Piece]) -> list[_Piece]:
    if pieces:
        pieces[-1] = replace(pieces[-1], gap="", gap_letters=0)
    return pieces


def _in_order(
    pieces: list[_Piece], longest: int, place: tuple[int, int], flow: Flow
) -> list[tuple[int, int]] | None:
    """Where each piece stands, going out from the longest to the nearest on either side."""
    runs = {longest: place}
    for number in range(longest + 1, len(pieces)):
        start, letters = runs[number - 1][1], pieces[number].letters
        limit = start + pieces[number - 1].gap_letters + len(letters)
        first = flow.letters.find(letters, start, limit)
        while first >= 0 and not flow.starts_word(first) and not pieces[number].is_cut_before:
            first = flow.letters.find(letters, first + 1, limit)
        if first < 0:
            return None
        runs[number] = (first, first + len(letters))
    for number in range(longest - 1, -1, -1):
        end, letters = runs[number + 1][0], pieces[number].letters
        limit = max(0, end - pieces[number].gap_letters - len(letters))
        first = flow.letters.rfind(letters, limit, end)
        while first >= 0 and not flow.starts_word(first) and not pieces[number].is_cut_before:
            first = flow.letters.rfind(letters, limit, first + len(letters) - 1)
        if first < 0:
            return None
        runs[number] = (first, first + len(letters))
    return [runs[number] for number in range(len(pieces))]


def _checked(
    pieces: list[_Piece], runs: list[tuple[int, int]], haystack: Haystack, flow: Flow
) -> EditorialPlace | None:
    """The place, if the words between the gaps agree in their punctuation as well."""
    differences: list[Difference] = []
    for number, (piece, run) in enumerate(zip(pieces, runs, strict=True)):
        spans = flow.spans(*run)
        span = Span(start=spans[0].start, end=spans[-1].end)
        if not _is_at_words(piece, span, haystack.content):
            return None
        if not _agree(piece.words, haystack.words(spans)):
            return None
        differences += _left_out_numbers(piece.words, haystack.content[span.start : span.end])
        if piece.gap:
            after = flow.span(*runs[number + 1]).start
            words = " ".join(haystack.content[span.end : after].split())
            differences.append(Difference(quote=piece.gap, text=words))
    spans = flow.spans(runs[0][0], runs[-1][1])
    edges = pieces[0].words.strip() + pieces[-1].words.strip()
    return EditorialPlace(
        spans=to_whole_words(with_edges(edges, spans, haystack.content), haystack.content),
        differences=tuple(differences),
    )


def _is_at_words(piece: _Piece, span: Span, content: str) -> bool:
    start = Span(start=span.start, end=len(content))
    end = Span(start=0, end=span.end)
    return (piece.is_cut_before or is_whole_words(content, start)) and (
        piece.is_cut_after or is_whole_words(content, end)
    )


def _agree(quoted: str, found: str) -> bool:
    return _edited_form(quoted) == _edited_form(found)


def _edited_form(text: str) -> str:
    """The plain form without emphasis, brackets and reference numbers, from letter to letter."""
    plain = _EMPHASIS.sub("", REFERENCE_NUMBERS.sub("", text)).replace("[", "").replace("]", "")
    form = plain_form(plain)
    letters = [place for place, character in enumerate(form) if character.isalnum()]
    return form[letters[0] : letters[-1] + 1] if letters else ""


def _left_out_numbers(quoted: str, found: str) -> Iterator[Difference]:
    in_quote = {bare_letters(match[0]) for match in REFERENCE_NUMBERS.finditer(quoted)}
    for match in REFERENCE_NUMBERS.finditer(found):
        if bare_letters(match[0]) not in in_quote:
            yield Difference(quote="", text=match[0])
