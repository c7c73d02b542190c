"""Addresses that may have lost a hyphen where a line ended, found by the words of the text."""

from __future__ import annotations

import re
from collections.abc import Collection
from itertools import pairwise

_WORD = re.compile(r"[^\W\d_]+")
_APOSTROPHE = re.compile(r"[’'ʼ]")
_HYPHENATED = re.compile(r"[^\W_]+(?:-[^\W_]+){2,}")
_SHORTEST, _LONGEST = 5, 40


def lost_hyphen(address: str, title: str, vocabulary: Collection[str]) -> str | None:
    """The address with the hyphen that it seems to have lost, if it seems so.

    Only addresses are judged whose words are set apart by hyphens; the title's words go before
    those of the text. Nobody can know: what is returned is to be shown, not to be taken.

    >>> lost_hyphen("https://a.org/how-to-buildtrust-in-news", "How to Build Trust in News", ())
    'https://a.org/how-to-build-trust-in-news'
    """
    titled = [word.lower() for word in _WORD.findall(_APOSTROPHE.sub("", title))]
    followers = {first + second: len(first) for first, second in pairwise(titled)}
    for run in _HYPHENATED.finditer(address):
        for word in re.finditer(r"[^\W\d_]+", run[0]):
            cut = _seam(word[0].lower(), followers, vocabulary)
            if cut:
                place = run.start() + word.start() + cut
                return f"{address[:place]}-{address[place:]}"
    return None


def _seam(word: str, followers: dict[str, int], vocabulary: Collection[str]) -> int | None:
    """Where two words were run together."""
    if word in followers:
        return None if word in vocabulary else followers[word]
    if word in vocabulary or not _SHORTEST < len(word) <= _LONGEST:
        return None
    for cut in range(2, len(word) - 1):
        if word[:cut] in vocabulary and word[cut:] in vocabulary:
            return cut if cut + 2 <= len(word) and len(word) > _SHORTEST else None
    return None
