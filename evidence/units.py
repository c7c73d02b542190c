"""Units: what figures count, in one spelling, so that like is compared with like.

Case, articles, the plural, “per” and multipliers (“million views”) make no difference. No two words
are taken for one thing unless a scheme `unit` of the library says so, by the labels of its terms.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from typing import Self

from evidence.concepts import Concept

SCHEME = "unit"

_WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*|[%‰$€£]")
_SCALES = {
    "hundred": 100,
    "thousand": 1_000,
    "million": 1_000_000,
    "billion": 1_000_000_000,
    "trillion": 1_000_000_000_000,
}
_ARTICLES = {"a", "an", "the"}
_SPELLINGS = {
    "percent": "%",
    "people": "person",
    "men": "man",
    "women": "woman",
    "children": "child",
}
_MEASURES = frozenset(
    {"%", "‰", "percentage point", "time", "second", "minute", "hour", "day", "week", "month"}
    | {"year", "pixel", "dollar", "us dollar", "euro"}
)
_NOT_PLURAL = ("ss", "us", "is")


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """What is counted, by its words, and the multiplier that stood before it."""

    words: str
    scale: Decimal = Decimal(1)

    @property
    def is_measure(self) -> bool:
        """Whether it is measured and not counted, so that a whole number of it is rounded."""
        return self.words in _MEASURES


@dataclass(frozen=True, slots=True, kw_only=True)
class Units:
    """The words that a library declares to count one thing: from a label's words to the term."""

    terms: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, concepts: Iterable[Concept]) -> Self:
        """The labels of the terms of the scheme `unit`, if there is one."""
        return cls(
            terms={
                plain_words(label): concept.id
                for concept in concepts
                if concept.scheme == SCHEME
                for label in (concept.label, *concept.alternative_labels)
            }
        )

    def read(self, text: str) -> Unit:
        """What a unit counts.

        >>> Units().read("Million views per year")
        Unit(words='view year', scale=Decimal('1000000'))
        """
        first, _, rest = plain_words(text).partition(" ")
        if rest and first in _SCALES:
            return Unit(words=self.terms.get(rest, rest), scale=Decimal(_SCALES[first]))
        words = f"{first} {rest}".strip()
        return Unit(words=self.terms.get(words, words))

    def are_one(self, first: str, second: str) -> bool:
        """Whether two units count one thing."""
        return self.read(first).words == self.read(second).words


@lru_cache(maxsize=10_000)
def plain_words(text: str) -> str:
    """The words of a unit or a subject, in their order, without what does not matter."""
    folded = unicodedata.normalize("NFKC", text[:500]).casefold()
    folded = folded.replace("per cent", "percent").replace("/", " per ")
    words = (_SPELLINGS.get(word, word) for word in _WORD.findall(folded))
    kept = (word for word in words if word not in _ARTICLES and word not in {"per", "each"})
    return " ".join(_singular(word) for word in kept)


def _singular(word: str) -> str:
    if len(word) < 4 or not word.endswith("s") or word.endswith(_NOT_PLURAL):
        return word
    return f"{word[:-3]}y" if word.endswith("ies") else word[:-1]
