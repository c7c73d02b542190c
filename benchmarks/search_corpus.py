"""An invented bibliography with the statistics of a real one, the same on every run."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import accumulate

from tracker.search.document import Document

_ONSETS = ["b", "c", "d", "f", "g", "l", "m", "n", "p", "r", "s", "t", "v", "st", "tr", "pl", "gr"]
_VOWELS = ["a", "e", "i", "o", "u", "ea", "io"]
_ENDINGS = ["", "", "s", "ing", "ed", "ation", "ity", "ment", "al", "ally", "ness", "izer", "ism"]
_VOCABULARY = 60_000
_ABSTRACT_WORDS = 150


def documents(count: int, *, seed: int = 1) -> Iterator[Document]:
    """Works with a title, an abstract of about 150 words, three authors and a year.

    Word frequencies follow Zipf's law (exponent 1.2) over 60,000 words, so that new
    words keep turning up.
    """
    draw = random.Random(seed)
    vocabulary = list(dict.fromkeys(_word(draw) for _ in range(_VOCABULARY * 2)))[:_VOCABULARY]
    weights = list(accumulate((rank + 4) ** -1.2 for rank in range(len(vocabulary))))
    names = [_word(draw).capitalize() for _ in range(9_000)]
    for number in range(count):
        length = max(30, int(draw.gauss(_ABSTRACT_WORDS, 40)))
        said = draw.choices(vocabulary, cum_weights=weights, k=length + 10)
        authors = tuple(f"{draw.choice(names)} {draw.choice(names)}" for _ in range(3))
        key = f"{authors[0].rpartition(' ')[2].lower()}{number}"
        yield Document(
            type="work",
            id=key,
            title=" ".join(said[:10]).capitalize(),
            body=(*authors, "Journal of Invented Results", _sentences(said[10:]), key),
            authors=authors,
            year=draw.randint(1990, 2026),
            kinds=("article",),
            works=(key,),
            states=("read-none",),
        )


def _word(draw: random.Random) -> str:
    syllables = draw.choices([1, 2, 3], weights=[2, 5, 3])[0]
    root = "".join(draw.choice(_ONSETS) + draw.choice(_VOWELS) for _ in range(syllables))
    return root + draw.choice(_ONSETS[:13]) + draw.choice(_ENDINGS)


def _sentences(said: list[str]) -> str:
    return ". ".join(" ".join(said[at : at + 18]) for at in range(0, len(said), 18)) + "."
