"""The flow of a text: its bare letters and digits, with a way back to their places.

The letters are those of `evidence.excerpts.squeeze`, so that a stretch of the flow can be compared
with a fingerprint. Places are worked out block by block, and only where they are asked for.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property

from evidence.reading.paper import Span

_BLOCK = 1024
_LETTERS = re.compile(r"[^\W_]+")
# Letters that join the one before them although they are no combining marks: the vowels and final
# consonants of Hangul, and the voicing marks of halfwidth katakana.
_JOINING = re.compile("[\u1160-\u11ff\uff9e\uff9f]")


class Flow:
    """The letters of a text with some stretches left out; `letters` is what to search in.

    The `cuts` do not belong to the sentence that they stand in; the `skipped` do, without letters.
    """

    def __init__(
        self, content: str, *, skipped: Iterable[Span] = (), cuts: Iterable[Span] = ()
    ) -> None:
        self._content = content
        skipped = list(skipped)
        self._skipped = {span.start: span.end for span in skipped}
        self._bounds = list(_blocks(content, [*skipped, *cuts]))
        pieces = [bare_letters(content[start:end]) for start, end in self._bounds]
        self.letters = "".join(pieces)
        self._firsts: list[int] = []
        total = 0
        for piece in pieces:
            self._firsts.append(total)
            total += len(piece)
        self._places: dict[int, list[tuple[int, int]]] = {}

    def span(self, first: int, last: int) -> Span:
        """Where the letters from `first` to before `last` stand in the text."""
        return Span(start=self._place(first)[0], end=self._place(last - 1)[1])

    def spans(self, first: int, last: int) -> tuple[Span, ...]:
        """The same, in several stretches where words are cut out between."""
        found: list[Span] = []
        block = self._block(first)
        while block < len(self._bounds) and self._firsts[block] < last:
            start, end = self._bounds[block]
            start = max(start, self._place(first)[0])
            end = min(end, self._place(last - 1)[1])
            if found and self._past_skipped(found[-1].end) == start:
                found[-1] = Span(start=found[-1].start, end=end)
            elif start < end:
                found.append(Span(start=start, end=end))
            block += 1
        return tuple(each for span in found if (each := self._stripped(span)).start < each.end)

    def _past_skipped(self, place: int) -> int:
        while place in self._skipped:
            place = self._skipped[place]
        return place

    def _stripped(self, span: Span) -> Span:
        words = self._content[span.start : span.end]
        before = len(words) - len(words.lstrip())
        return Span(start=span.start + before, end=span.start + max(before, len(words.rstrip())))

    def first_at(self, place: int) -> int:
        """The number of letters before a place of the text."""
        block = bisect_right(self._bounds, place, key=lambda bound: bound[0]) - 1
        if block < 0:
            return 0
        return self._firsts[block] + bisect_right(
            self._block_places(block), place - 1, key=lambda letter: letter[0]
        )

    def starts_word(self, letter: int) -> bool:
        """Whether a letter is not joined to the one before it."""
        return letter == 0 or self._place(letter - 1)[1] < self._place(letter)[0]

    @cached_property
    def word_starts(self) -> Sequence[int]:
        """The letters with which words begin."""
        starts: list[int] = []
        behind = -1
        for block, first in enumerate(self._firsts):
            for number, (start, end) in enumerate(self._block_places(block)):
                if start > behind:
                    starts.append(first + number)
                behind = max(end, behind)
        return starts

    def _place(self, letter: int) -> tuple[int, int]:
        block = self._block(letter)
        return self._block_places(block)[letter - self._firsts[block]]

    def _block(self, letter: int) -> int:
        return bisect_right(self._firsts, letter) - 1

    def _block_places(self, block: int) -> list[tuple[int, int]]:
        if block not in self._places:
            start, end = self._bounds[block]
            self._places[block] = _letter_places(self._content[start:end], start)
        return self._places[block]


def bare_letters(text: str) -> str:
    """Letters and digits, folded in compatibility and case; reference numbers stay in.

    >>> bare_letters("The ﬁrst “image-based” [5]")
    'thefirstimagebased5'
    """
    folded = text.lower() if text.isascii() else unicodedata.normalize("NFKC", text).casefold()
    return "".join(_LETTERS.findall(folded))


def _blocks(content: str, cuts: Iterable[Span]) -> Iterable[tuple[int, int]]:
    """The stretches between the cuts, in blocks that part no letter from what joins it."""
    place = 0
    for cut in [*sorted(cuts, key=lambda cut: cut.start), Span(start=len(content), end=0)]:
        while place < cut.start:
            end = _safe_end(content, min(place + _BLOCK, cut.start), cut.start)
            yield place, end
            place = end
        place = max(place, cut.end)


def _safe_end(content: str, end: int, limit: int) -> int:
    while end < limit and _joins(content[end]):
        end += 1
    return end


def _joins(character: str) -> bool:
    if character < "\u0300":
        return False
    return unicodedata.category(character)[0] == "M" or bool(_JOINING.match(character))


def _letter_places(block: str, offset: int) -> list[tuple[int, int]]:
    """For each letter of the block's flow, the start and end of what it stands for in the text."""
    if block.isascii():
        return [
            (place, place + 1)
            for place, character in enumerate(block, start=offset)
            if character.isalnum()
        ]
    places: list[tuple[int, int]] = []
    start = 0
    while start < len(block):
        character = block[start]
        if character < "\x80" and block[start + 1 : start + 2] < "\u0300":
            if character.isalnum():
                places.append((offset + start, offset + start + 1))
            start += 1
            continue
        end = _safe_end(block, start + 1, len(block))
        letters = bare_letters(block[start:end])
        places += [(offset + start, offset + end)] * len(letters)
        start = end
    return places
