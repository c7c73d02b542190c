"""Cutting a paragraph into sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from evidence.reading.abbreviations import (
    BEFORE_A_NUMBER,
    MONTHS_ABROAD,
    NEVER_LAST,
    OFTEN_LAST,
    OPENINGS,
    SELDOM_LAST,
    TITLES,
    words,
)

_WIDE = "。！？｡।॥"  # stops after which no space is needed
_STOP = re.compile(rf"\.(?:[ \u00a0]?\.){{2,}}|[.!?…؟۔։።]+|[{_WIDE}]+")
_EMPTY_LINE = re.compile(r"\n\s*\n")
_CLOSERS = re.compile(r"[\"”’'»›)\]}*_」』）】〉》]*")
# Reference calls printed after the stop: raised figures, or brackets with or without a space.
_CALL = r"\[\d[\d,;–\- ]{0,60}\]"
_ATTACHED_CALLS = re.compile(rf"(?:{_CALL})+|[⁰¹²³⁴-⁹][⁰¹²³⁴-⁹⁻,]*")
_RAISED = re.compile(r"\d{1,3}(?:[,–-]\d{1,3})*(?=\s|$)")
_SPACED_CALLS = re.compile(rf"(?:[ \u00a0]{_CALL})+(?=\s*$()|\s+[\"“‘'(*_]*([^\W\d_]))")
_OPENERS = re.compile(r"\s+(?:\[(?:\.\.\.|…)\]\s+)?[\"“‘'«‹„(\[{*_¿¡•–—-]*\s?")
_LABEL_AFTER = re.compile(r"[A-Z]?\d|[B-HJ-Z]\b|[AI]\b(?!\s+[a-z])|[IVXLC]{2,}\b|#")
_WORD = re.compile(r"[^\W\d_](?:[^\W_]|['’-](?=\w))*")
_ODD_NAME = re.compile(r"[^\W\d_]+(?:[A-Z0-9_]|\.\w)")
_INITIALS = re.compile(r"(?:[^\W\d_]{1,2}\.[-‐]?)+[^\W\d_]{1,2}")
_MARKER = re.compile(r"\d{1,3}|[ivxIVX]{1,4}|[a-zA-Z]")
_DOI_START = re.compile(r"(?:doi:?|doi\.org/)10", re.IGNORECASE)
_BRACKET = re.compile(r"[()\[\]（）]")
_SPACE = re.compile(r"\s*")
_GIVEN_NAME = re.compile(r",\s?[A-Z]\.")
_LETTER_ABBREVIATED = re.compile(r"[^\W\d_]\.\s")
_NEXT_ITEM = re.compile(r"[a-z]\.\s+[A-Z]")
_SPEAKER = re.compile(r"(?:\w+ ){1,2}(?:asked|asks|said|says|wrote|writes|cried|replied)\b")
_LONGEST_ASIDE = 600
_LEADING = "([{\"“‘'«„*_—–/<"
# What has a letter for a name: “hepatitis C.” ends a sentence, “J.” does not.
_LETTERED = words(
    """vitamin figure table appendix type group hepatitis plan section class phase model case point
    part option condition panel step set influenza grade level variant version factor category
    matrix node variable arm cohort site zone"""
)
_IN_MID_SENTENCE = words("is are was were has have had can may said says asked and et")


@dataclass(frozen=True, slots=True)
class _Stop:
    """A possible end: the stop itself, and where what closes with it ends."""

    text: str
    start: int
    end: int
    sign: str
    closers: str

    @property
    def is_ellipsis(self) -> bool:
        return self.sign[-1] == "…" or self.sign.count(".") > 2


def split_sentences(text: str) -> list[tuple[int, int]]:
    """The sentences of a text, as places; white space between them belongs to none.

    Empty lines always end a sentence. Reference calls after a full stop belong before it.
    """
    found: list[tuple[int, int]] = []
    start = 0
    for gap in _EMPTY_LINE.finditer(text):
        found += _sentences(text, start, gap.start())
        start = gap.end()
    return found + _sentences(text, start, len(text))


def _sentences(whole: str, begin: int, end: int) -> list[tuple[int, int]]:
    text = whole[begin:end]
    places = []
    start = _skip_space(text, 0)
    for stop in _ends(text, start):
        places.append((begin + start, begin + stop))
        start = _skip_space(text, stop)
    if start < len(text):
        places.append((begin + start, begin + len(text.rstrip())))
    return places


def _skip_space(text: str, place: int) -> int:
    return _SPACE.match(text, place).end()  # type: ignore[union-attr]


def _ends(text: str, start: int) -> Iterator[int]:
    asides = _asides(text)
    aside, open_until, done = 0, 0, 0
    for match in _STOP.finditer(text):
        if match.start() < done:
            continue
        stop = _with_what_closes(text, match)
        if stop is None:
            continue
        while aside < len(asides) and asides[aside][0] < stop.end:
            if asides[aside][0] != start:
                open_until = max(open_until, asides[aside][1])
            aside += 1
        if open_until >= stop.end or not _is_end(stop, start):
            continue
        done = stop.end
        yield stop.end
        start = _skip_space(text, stop.end)


def _asides(text: str) -> list[tuple[int, int]]:
    """The bracketed stretches in order of their beginning; what never closes is none."""
    waiting: list[int] = []
    pairs = []
    for match in _BRACKET.finditer(text):
        if match[0] in "([（":
            waiting.append(match.start())
        elif waiting and match.start() - waiting[-1] <= _LONGEST_ASIDE:
            pairs.append((waiting.pop(), match.start()))
        else:
            waiting.clear()
    return sorted(pairs)


def _with_what_closes(text: str, match: re.Match[str]) -> _Stop | None:
    """The stop with closing quotes, brackets and calls; nothing if a word goes on after it."""
    end = match.end()
    if text[end : end + 1] == " " and text[end + 1 : end + 2] != "[":
        return _Stop(text, match.start(), end, match[0], "")
    closers = _CLOSERS.match(text, end)
    end = closers.end() if closers else end
    if calls := _ATTACHED_CALLS.match(text, end):
        end = calls.end()
    elif (raised := _RAISED.match(text, end)) and text[match.start() - 1 : match.start()].islower():
        end = raised.end()
    spaced = _SPACED_CALLS.match(text, end)
    if spaced and not (spaced[2] or "").islower():
        end = spaced.end()
    if end < len(text) and not text[end].isspace() and match[0][0] not in _WIDE:
        return None
    return _Stop(text, match.start(), end, match[0], closers[0] if closers else "")


def _is_end(stop: _Stop, start: int) -> bool:
    text = stop.text
    if stop.sign[0] in _WIDE:
        return not stop.closers or text[stop.end : stop.end + 1] in tuple("“「『（\n ")
    openers = _OPENERS.match(text, stop.end)
    at = openers.end() if openers else stop.end
    if at >= len(text):
        return True
    if stop.is_ellipsis:
        return text[at].isupper() and "]" not in stop.closers[:1]
    if stop.sign != ".":
        return _ends_with_a_mark(stop, at)
    return _ends_with_a_full_stop(stop, start, at)


def _ends_with_a_mark(stop: _Stop, at: int) -> bool:
    text = stop.text
    if text[at].islower():
        return not stop.closers and bool(_ODD_NAME.match(text, at, at + 40))
    if stop.closers and _SPEAKER.match(text, at, at + 60):
        return False
    if text[max(0, stop.start - 5) : stop.start] == "Yahoo":
        return _is_opening(text, at)
    return text[at].isalnum() or _is_sign_of_a_beginning(text[at])


def _ends_with_a_full_stop(stop: _Stop, start: int, at: int) -> bool:
    text, word = stop.text, _word_before(stop.text, start, stop.start)
    low, following = word.lower(), text[at]
    if not word:
        return following.isalnum() or _is_sign_of_a_beginning(following)
    if stop.start - len(word) <= start and _MARKER.fullmatch(word):
        return False
    if low in NEVER_LAST or word in TITLES or (_DOI_START.search(word) and following.isdigit()):
        return False
    if low in BEFORE_A_NUMBER and _LABEL_AFTER.match(text, at, at + 20):
        return False
    if low in OFTEN_LAST:
        return following.isupper() and not (low == "etc" and _is_name(text, at))
    if low in SELDOM_LAST or _INITIALS.fullmatch(word):
        return _is_opening(text, at)
    if len(word) == 1 and word.isalpha():
        return _ends_with_a_letter(stop, start, at, word)
    if word.isdecimal() and len(word) < 3 and _next_word(text, at).lower() in MONTHS_ABROAD:
        return False
    if following.islower():
        is_next_item = _NEXT_ITEM.match(text, at) and _NEXT_ITEM.match(text, start)
        return bool(is_next_item) or _begins_in_lower_case(stop, at, word)
    return following.isalnum() or _is_sign_of_a_beginning(following)


def _ends_with_a_letter(stop: _Stop, start: int, at: int, letter: str) -> bool:
    """“J.” before a name, “x.” at the end of a formula, “hepatitis C.” at the end of a sentence."""
    text = stop.text
    if not text[at].isupper():
        return text[at].isdigit() and letter.islower()
    before = _word_before(text, start, stop.start - 2)
    if (
        before.endswith(".")
        or _LETTER_ABBREVIATED.match(text, at)
        or (letter == "v" and before[:1].isupper())
    ):
        return False
    if letter.islower() or before.lower() in _LETTERED:
        return True
    return letter.isupper() and _is_opening(text, at)


def _begins_in_lower_case(stop: _Stop, at: int, word: str) -> bool:
    """Whether a sentence begins with a name in lower case, such as “iPhone” or “torzdf”."""
    text, following = stop.text, _next_word(stop.text, at)
    if _ODD_NAME.match(text, at, at + 40):
        return "/" not in word
    if following in OPENINGS or following in _IN_MID_SENTENCE or '"' in stop.closers:
        return False
    if not word[-1].isalnum():
        return True
    is_whole = word.isalpha() or word.isdecimal()
    return len(word) > 3 and is_whole and not {"”", "’"} & set(stop.closers)


def _word_before(text: str, start: int, end: int) -> str:
    words = text[max(start, end - 40, 0) : max(end, 0)].split()
    if not words or text[end - 1 : end].isspace():
        return ""
    return words[-1].lstrip(_LEADING)


def _next_word(text: str, at: int) -> str:
    found = _WORD.match(text, at, at + 60)
    return found[0] if found else ""


def _is_opening(text: str, at: int) -> bool:
    """Whether a sentence clearly begins here; “He et al.” and “An, J.” are names."""
    word = _next_word(text, at)
    return bool(word) and word[0].isupper() and word.lower() in OPENINGS and not _is_name(text, at)


def _is_name(text: str, at: int) -> bool:
    word = _next_word(text, at)
    after = text[at + len(word) : at + len(word) + 8].lstrip(" ")
    is_pair = after.startswith(("et al", "& ", "and oth")) or (
        after.startswith("and ") and text[at + len(word) + 5 : at + len(word) + 6].isupper()
    )
    return is_pair or bool(_GIVEN_NAME.match(text, at + len(word)))


def _is_sign_of_a_beginning(character: str) -> bool:
    return character in "#@$€£¥§~+[•↑→" or ord(character) > 0x2FFF
