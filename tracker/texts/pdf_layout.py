"""What a PDF page is made of on its way to a text: words, lines of words, and blocks of lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property
from itertools import pairwise
from statistics import median

from evidence.texts import PartKind

# The narrowest room between two words, in sizes.
SPACE = 0.13
_STOPS = ",.;:)]’”"


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """Letters between two spaces, or a piece of them set in another size or height.

    Places are in points from the lower left corner of the page, as it is held for reading.
    `is_spaced` tells that a space stands before it in the file.
    """

    text: str
    left: float
    bottom: float
    right: float
    top: float
    baseline: float
    size: float
    is_bold: bool = False
    is_italic: bool = False
    is_spaced: bool = False

    @property
    def width(self) -> float:
        """How long it is on the line."""
        return self.right - self.left


@dataclass(frozen=True, kw_only=True)
class Line:
    """Words that stand side by side, from left to right."""

    words: tuple[Word, ...]

    @cached_property
    def size(self) -> float:
        """The size in which most of its letters are set."""
        lengths: dict[float, int] = {}
        for word in self.words:
            lengths[word.size] = lengths.get(word.size, 0) + len(word.text)
        return max(lengths, key=lambda size: (lengths[size], size))

    @cached_property
    def baseline(self) -> float:
        """Where its main words stand."""
        return median(word.baseline for word in self.words if word.size == self.size)

    @cached_property
    def left(self) -> float:
        """Its left edge."""
        return self.words[0].left

    @cached_property
    def right(self) -> float:
        """Its right edge."""
        return max(word.right for word in self.words)

    @property
    def width(self) -> float:
        """From edge to edge."""
        return self.right - self.left

    @cached_property
    def is_bold(self) -> bool:
        """Whether all of its letters are bold."""
        return all(word.is_bold for word in self.words if word.text.strip(".,:;()[]"))

    @cached_property
    def is_italic(self) -> bool:
        """Whether all of its letters are italic."""
        return all(word.is_italic for word in self.words if word.text.strip(".,:;()[]0123456789"))

    @cached_property
    def text(self) -> str:
        """Its words with spaces where there is room between them."""
        pieces = [self.words[0].text]
        for before, word in pairwise(self.words):
            pieces += (" " if is_apart(before, word) else "", word.text)
        return "".join(pieces)

    def is_raised(self, word: Word) -> bool:
        """Whether a word is smaller and higher than the others, as a note sign is."""
        return word.size < 0.88 * self.size and word.baseline > self.baseline + 0.12 * self.size


def is_apart(before: Word, word: Word) -> bool:
    """Whether there is a space between two words of a line."""
    # A stop is narrow, and stands away from the edge of its own room.
    room = 2.5 * SPACE if word.text[0] in _STOPS else SPACE
    gap = word.left - before.right
    # A slanted letter can reach over the space behind it.
    return gap > room * max(before.size, word.size) or (word.is_spaced and gap > -room)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageWords:
    """All that was taken from one page; `width` and `height` as it is held for reading.

    `turn` is how often the words had to be turned by a right angle to be read, and is needed to
    find their places on the page again.
    """

    index: int
    label: str
    width: float
    height: float
    words: tuple[Word, ...]
    turn: int = 0


class Flow(Enum):
    """Where on the page a block stands: in the text, or below it."""

    TEXT = "text"
    FOOT = "foot"


@dataclass(frozen=True, kw_only=True)
class Block:
    """A paragraph, heading, caption or note, or the piece of one that stands in one column.

    `left` and `right` are the edges of its column. `is_indented` tells that its first line begins
    further right than the column, `is_rest` that it does not begin an entry of its reference list.
    """

    page: int
    lines: tuple[Line, ...]
    left: float
    right: float
    is_indented: bool = False
    is_rest: bool = False
    kind: PartKind = PartKind.PARAGRAPH
    level: int = 0
    continues: bool = False
    flow: Flow = Flow.TEXT
    more: tuple[Block, ...] = field(default=())

    @cached_property
    def text(self) -> str:
        """Its words, lines set apart by a space."""
        return " ".join(line.text for line in self.lines)

    @cached_property
    def size(self) -> float:
        """The size of its letters."""
        return most_common_size(self.lines)


def most_common_size(lines: Sequence[Line]) -> float:
    """The size in which most letters are set; 0 where there are none."""
    lengths: dict[float, int] = {}
    for line in lines:
        for word in line.words:
            size = round(word.size * 2) / 2
            lengths[size] = lengths.get(size, 0) + len(word.text)
    return max(lengths, key=lambda size: lengths[size], default=0.0)
