"""The terms of a text or a claim: its words without their endings, its numbers, its names."""

from __future__ import annotations

import re
from functools import lru_cache

from evidence.reading.abbreviations import words
from evidence.reading.numbers_in_text import find_numbers

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_NAME = re.compile(r"\b(?:\w*[A-Z]\w*[A-Z]\w*|(?<!^)(?<![.?!:]\s)[A-Z][^\W\d_]{2,})\b")
# Small numbers in words are left to be words.
_NUMERIC = re.compile(r"\d|\b(?:hundred|thousand|million|billion|dozen)", re.IGNORECASE)
_UNSAID = words(
    """
    a about above after again against all also although am an and any are as at be because been
    before being below between both but by can could did do does doing down during each either few
    for from further had has have having he her here hers him his how however i if in into is it its
    itself just may me might more most must my no nor not of off on once only or other our out over
    own per same shall she should so some such than that the their them then there these they this
    those through thus to too under until up upon us very was we were what when where whether which
    while who whom whose why will with within without would yet you your
    """
)
# British and American spellings of one word.
_SPELLINGS = (
    (re.compile(r"(?<=\w{3})is(?=(?:e|es|ed|er|ers|ing|ation|ations)$)"), "iz"),
    (re.compile(r"(?<=\w{2})our(?=$|s$|ed$|ing$|al$|able$)"), "or"),
    (re.compile(r"centre"), "center"),
)
_ENDINGS = (
    "ations", "ation", "ators", "ator", "ating", "ated", "ates", "ate", "izers", "izer", "ings",
    "ing", "ions", "ion", "ments", "ment", "ies", "ied", "ives", "ive", "edly", "ed", "ers", "er",
    "ors", "or", "ally", "al", "ly", "es", "ity", "s", "e", "y",
)  # fmt: skip
_LEAST_STEM = 3
_MOST_ENDINGS = 3


def terms_of(text: str) -> list[str]:
    """Every word that says something, as a stem, in order, and then every number as `#` and value.

    >>> terms_of("The regulators counted 35,545 regulations.")
    ['regul', 'count', 'regul', '#35545']
    """
    said = [
        stem(word)
        for match in _WORD.finditer(text)
        if (word := _bare(match[0])) not in _UNSAID and len(word) > 1
    ]
    return said + numbers_of(text)


def numbers_of(text: str) -> list[str]:
    """The numbers of a text in one form, however they are written; small ones in words are not."""
    if not _NUMERIC.search(text):
        return []
    return [
        f"#{number.value.normalize():f}"
        for number in find_numbers(text)
        if not (number.is_words and number.value < 100)
    ]


def names_of(text: str) -> frozenset[str]:
    """The stems of abbreviations and of capitalised words inside sentences."""
    return frozenset(
        stem(_bare(part[0])) for match in _NAME.finditer(text) for part in _WORD.finditer(match[0])
    )


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """A lower-case word without its last endings; for comparing only, it need not be a word.

    >>> stem("watermarked") == stem("watermarks"), stem("organisation") == stem("organized")
    (True, True)
    """
    for pattern, spelling in _SPELLINGS:
        word = pattern.sub(spelling, word)
    for _ in range(_MOST_ENDINGS):
        ending = next((each for each in _ENDINGS if word.endswith(each)), "")
        if not ending or len(word) - len(ending) < _LEAST_STEM:
            break
        word = word[: -len(ending)]
    is_doubled = len(word) > 4 and word[-1] == word[-2]
    return word[:-1] if is_doubled else word


def _bare(word: str) -> str:
    return word.lower().replace("’", "'").removesuffix("'s")
