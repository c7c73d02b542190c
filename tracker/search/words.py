"""Words: how text is cut, folded and stemmed, the same for what is indexed and what is asked.

A run of letters and digits is a word. Runs joined by a hyphen, dot, apostrophe, ampersand or
underscore are a compound: its parts count as words one after another, and the whole counts as one
more, so that `image-based`, `image based` and `imagebased` find each other, and `S.3696` is found
as `S3696`. Numbers lose their grouping commas. Chinese and Japanese, written without spaces, are
cut into single characters.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from whoosh.lang.porter import stem as porter_stem

LONGEST_WORD = 64
_MOST_PARTS = 6

# Combining marks, invisible joiners, and scripts whose vowel signs Python does not call letters.
_INSIDE = (
    "\u00ad\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f"
    "\u0900-\u0eff\u200b-\u200d\u2060"
)
_JOINER = "\\-\u2010\u2011.'\u2019&_"
_CHUNK = re.compile(
    rf"[^\W_](?:[^\W_]{{1,64}}|[{_INSIDE}]|[{_JOINER}](?=[^\W_])|(?<=\d),(?=\d{{3}}(?!\d))){{0,24}}"
)
_PIECE = re.compile(
    rf"\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?(?!\w)|\d+\.\d+(?!\w)|[^\s,\u2044{_JOINER}]+"
)
_POSSESSIVE = re.compile("(?<=.)['\u2019][sS]$")
_FIRST_IDEOGRAPH = "\u3040"
_IDEOGRAPHS = (
    ("\u3040", "\u30ff"),
    ("\u3400", "\u4dbf"),
    ("\u4e00", "\u9fff"),
    ("\uf900", "\ufaff"),
    ("\U00020000", "\U0003ffff"),
)
_INVISIBLE = dict.fromkeys([0x00AD, 0x200B, 0x200C, 0x200D, 0x2060])
# Letters that Unicode does not decompose, written as their nearest ASCII neighbours.
_PLAIN_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ħ": "h", "ı": "i"}
)


class Forms(NamedTuple):
    """The words one chunk of text stands for: its parts, the whole if several, and their stems."""

    parts: tuple[str, ...]
    whole: str
    stems: tuple[str, ...]
    whole_stem: str


class Chunk(NamedTuple):
    """A place in a text (code points, end exclusive) and the words that stand there."""

    start: int
    end: int
    forms: Forms


def chunks(text: str) -> Iterator[Chunk]:
    """The chunks of a text, in order; each has at least one part.

    >>> [chunk.forms[:2] for chunk in chunks("Gaytán-Lugo’s 28,000")]
    [(('gaytan', 'lugo'), 'gaytanlugo'), (('28000',), '')]
    """
    for match in _CHUNK.finditer(text):
        forms = _forms(match[0])
        if forms.parts:
            yield Chunk(match.start(), match.end(), forms)


def all_forms(text: str) -> list[Forms]:
    """The forms of a text's chunks, in order; quicker than `chunks`, without the places."""
    return list(map(_forms, _CHUNK.findall(text)))


def words(text: str) -> list[str]:
    """The words of a text one after another, without the wholes of compounds."""
    return [part for forms in all_forms(text) for part in forms.parts]


def slug(text: str) -> str:
    """A keyword as it is compared: folded, with a hyphen for every run of spaces.

    >>> slug("Not  supported")
    'not-supported'
    """
    # Half a character, which a broken file name can hold, could not be written to the index.
    return "-".join(fold(text).encode("utf-8", "replace").decode().split())


def fold(text: str) -> str:
    """Text without case, accents and invisible characters.

    >>> fold("Łukasz Müller-Straße")
    'lukasz muller-strasse'
    """
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.translate(_INVISIBLE).casefold())
    bare = "".join(character for character in decomposed if not unicodedata.combining(character))
    return bare.translate(_PLAIN_LETTERS)


def pattern_expression(pattern: str, *, is_keyword: bool = False) -> re.Pattern[str]:
    """What a folded word must match where `?` is one character and `*` any number of them.

    A keyword keeps its punctuation, a word has none.
    """
    folded = slug(pattern) if is_keyword else re.sub(r"[^\w*?]|_", "", fold(pattern))
    first, *rest = (re.escape(piece).replace(r"\?", ".") for piece in re.split(r"\*+", folded))
    if not rest:
        return re.compile(first, re.DOTALL)
    # Atomic groups: the first place a piece fits will do, and none is tried twice.
    between = "".join(f"(?>.*?{piece})" for piece in rest[:-1])
    return re.compile(f"{first}{between}.*{rest[-1]}", re.DOTALL)


@lru_cache(maxsize=1 << 15)
def stem(word: str) -> str:
    """The stem of a folded word, by Porter's algorithm; words with digits are their own stems."""
    return str(porter_stem(word)) if word.isalpha() and word.isascii() else word


@lru_cache(maxsize=1 << 15)
def _forms(chunk: str) -> Forms:
    if chunk.isascii() and chunk.isalnum():
        word = chunk.lower()[:LONGEST_WORD]
        return Forms((word,), "", (stem(word),), "")
    pieces = _PIECE.findall(fold(_POSSESSIVE.sub("", chunk)))
    found = (part for piece in pieces for part in _spread(piece.replace(",", "")))
    parts = tuple(part[:LONGEST_WORD] for part in found if part)
    whole = "".join(parts)[:LONGEST_WORD] if 1 < len(pieces) <= _MOST_PARTS else ""
    return Forms(parts, whole, tuple(map(stem, parts)), stem(whole))


def _spread(word: str) -> Iterator[str]:
    """The word, with every ideograph in it on its own."""
    if word < _FIRST_IDEOGRAPH and max(word, default="") < _FIRST_IDEOGRAPH:
        yield word
        return
    run = ""
    for character in word:
        if any(first <= character <= last for first, last in _IDEOGRAPHS):
            yield from (run, character)
            run = ""
        else:
            run += character
    yield run
