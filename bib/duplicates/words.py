"""Words of titles, names and venues in the form in which they are compared."""

from __future__ import annotations

import html
import re
import unicodedata
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+")
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,40}>")
_APOSTROPHE = re.compile(r"(?<=\w)['’ʼ](?=\w)")
_UNDECOMPOSED = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ß": "ss"}
)

# Words that come and go between two records of one title.
SLIGHT = {"a", "an", "the", "and", "und", "et", "y"}

_ROMAN = re.compile(r"(?=[ivx])x{0,3}(?:ix|iv|v?i{0,3})")
_DIGITS = re.compile(r"(\d+)(?:st|nd|rd|th)?")
_MIXED = re.compile(r"\d")
# A word in which one letter was misread as a digit.
_MISREAD_WORD = re.compile(r"(?=.{4,})[a-z]*[01][a-z]*")
_MISREADINGS = (
    ("rn", "m"), ("vv", "w"), ("cl", "d"), ("1", "l"), ("i", "l"), ("0", "o"), ("c", "e"),
    ("u", "n"), ("h", "b"), ("5", "s"),
)  # fmt: skip
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10}
_ORDINALS = {
    word: str(number)
    for number, word in enumerate(
        ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
         "tenth", "eleventh", "twelfth"), 1)
}  # fmt: skip
_CARDINALS = {
    word: str(number)
    for number, word in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), 1)
}  # fmt: skip
_COUNTED = {
    "part", "parts", "pt", "volume", "vol", "book", "chapter", "section", "phase", "study", "paper",
    "series", "appendix", "teil", "band", "partie", "tome", "parte", "episode", "lecture", "report",
    "number", "no", "version", "round", "wave", "session", "module", "unit", "supplement", "type",
}  # fmt: skip


@lru_cache(maxsize=65_536)
def folded(text: str) -> str:
    """Letters without case and accents; markup of web pages is dropped."""
    if "<" in text or "&" in text:
        text = _TAG.sub("", html.unescape(text))
    if text.isascii():
        return _APOSTROPHE.sub("", text.lower())
    text = unicodedata.normalize("NFKD", text.casefold().translate(_UNDECOMPOSED))
    bare = "".join(sign for sign in text if not unicodedata.combining(sign))
    return _APOSTROPHE.sub("", bare)


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text, folded."""
    return tuple(_WORD.findall(folded(text)))


def letters_of(words: tuple[str, ...]) -> str:
    """The words without the slight ones and without gaps, as hyphens come and go too."""
    return "".join(word for word in words if word not in SLIGHT)


def as_misread(words: tuple[str, ...]) -> str:
    """The letters, with those that scanners take for each other made one; numbers stay."""
    text = " ".join(word for word in words if word not in SLIGHT)
    kept = [word if word.isdigit() else _misread(word) for word in text.split()]
    return "".join(kept)


def _misread(word: str) -> str:
    for seen, taken in _MISREADINGS:
        word = word.replace(seen, taken)
    return word


def numbers_in(words: tuple[str, ...]) -> tuple[str, ...]:
    """The numbers that a title tells itself apart by: years, parts, volumes, in any spelling.

    >>> numbers_in(("harm", "part", "ii"))
    ('2',)
    """
    found = []
    for place, word in enumerate(words):
        is_counted = place > 0 and words[place - 1] in _COUNTED
        number = _number(word, is_counted=is_counted, is_last=place == len(words) - 1)
        if number:
            found.append(number)
    return tuple(sorted(found))


def _number(word: str, *, is_counted: bool, is_last: bool) -> str:
    if match := _DIGITS.fullmatch(word):
        return match[1].lstrip("0") or "0"
    if _MIXED.search(word):
        return "" if _MISREAD_WORD.fullmatch(word) else word
    if word in _ORDINALS:
        return _ORDINALS[word]
    if _ROMAN.fullmatch(word) and (len(word) > 1 or is_counted or (is_last and word == "i")):
        return str(_roman(word))
    if is_counted:
        return _CARDINALS.get(word) or (word if len(word) == 1 else "")
    return word if is_last and len(word) == 1 else ""


def _roman(word: str) -> int:
    values = [_ROMAN_VALUES[sign] for sign in word]
    following = [*values[1:], 0]
    return sum(
        -value if value < after else value for value, after in zip(values, following, strict=True)
    )
