"""Numbers as they are written, in digits and in words, with their multipliers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

_ONES = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
_TEENS = [
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_SCALES = {
    "hundred": 10**2,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
}
_VALUES = (
    {"zero": 0}
    | {word: number for number, word in enumerate(_ONES, start=1)}
    | {word: number for number, word in enumerate(_TEENS, start=10)}
    | {word: 10 * number for number, word in enumerate(_TENS, start=2)}
)
_SHORT_SCALES = {
    "k": 10**3,
    "thousand": 10**3,
    "m": 10**6,
    "mn": 10**6,
    "mio": 10**6,
    "million": 10**6,
    "b": 10**9,
    "bn": 10**9,
    "billion": 10**9,
    "tn": 10**12,
    "trillion": 10**12,
    "hundred": 10**2,
    "dozen": 12,
}

_DIGITS = r"""(?:
    \d{1,3}(?:,\d{3})+(?:\.\d+)?          # 35,545  1,234.5
  | \d{1,3}(?:[\u00a0\u2009\u202f]\d{3})+  # 35 545 with a space of print
  | \d{1,3}(?:\ \d{3})+(?![\d.,]\d)        # 35 545
  | \d{1,3}(?:\.\d{3}){2,}                 # 1.234.567
  | \d+,\d{1,2}(?=\s?(?:%|per\ ?cent|million|billion))  # 3,5 %
  | \d+\.\d+ | (?<!\d)\.\d+ | \d+
)"""
_HUNDREDS = (
    rf"(?:(?:{'|'.join(_ONES + _TEENS)}|an?)[ -]hundred(?:[ -](?:and[ ])?BELOW)?|BELOW)"
).replace(
    "BELOW", rf"(?:(?:{'|'.join(_TENS)})(?:[ -](?:{'|'.join(_ONES)}))?|{'|'.join(_TEENS + _ONES)})"
)
_LARGE = r"(?:thousand|million|billion|trillion)"
_WORDS = rf"(?:(?:{_HUNDREDS}|an?)[ -]{_LARGE}(?:,?[ ](?:and[ ])?)?)*"
_VAGUE = r"hundreds|thousands|millions|billions|trillions|dozens|tens"
_NUMBER = re.compile(
    rf"""
    (?P<vague>\b(?:(?:tens|hundreds|thousands|millions)[ ]of[ ])?(?:{_VAGUE})\b)
  | \b(?P<several>(?:a[ ]few|several|many)[ ](?:hundred|thousand|million|billion|dozen))\b
  | \b(?P<half>half[ ]an?[ ](?:million|billion|thousand|dozen))\b
  | \b(?P<dozen>(?:a|one|two|three|four|five|six)[ ]dozen)\b
  | (?<![\w.,])(?P<digits>{_DIGITS})
      (?:(?P<glued>k|K|M|m|bn|B|tn|mn)(?![\w])
        |[\s-](?P<scale>hundred|thousand|million|billion|trillion|bn|mn|mio)(?![\w])
        |(?![\w]))
  | \b(?P<words>(?:{_HUNDREDS}|an?)[ -]{_LARGE}(?:,?[ ](?:and[ ])?{_HUNDREDS}(?:[ ]{_LARGE})?)*
      |{_HUNDREDS}|zero)\b
    """,
    re.VERBOSE | re.IGNORECASE,
)


# A longer row of digits is a key or a checksum and counts nothing.
_MOST_DIGITS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """One number and where it stands; `is_vague` tells of “thousands”, whose value is the least.

    `scale` is the multiplier that was written after the digits; a range may share it.
    """

    start: int
    end: int
    value: Decimal
    is_vague: bool = False
    is_words: bool = False
    scale: int = 1


def find_numbers(text: str) -> list[Number]:
    """Every number, whatever it counts; “one” and “ten” in words too, “first” and “once” not.

    >>> [str(each.value) for each in find_numbers("7.2k, two hundred and six, half a million")]
    ['7200', '206', '500000']
    """
    return [
        _number(match)
        for match in _NUMBER.finditer(text)
        if len(match["digits"] or "") <= _MOST_DIGITS
    ]


def _number(match: re.Match[str]) -> Number:
    start, end = match.span()
    said = match[0].lower()
    if match["vague"]:
        return Number(start=start, end=end, value=_vague(said), is_vague=True, is_words=True)
    if match["several"]:
        value = Decimal(_scale(said.split()[-1]))
        return Number(start=start, end=end, value=value, is_vague=True, is_words=True)
    if match["half"]:
        value = Decimal(_scale(said.split()[-1])) / 2
        return Number(start=start, end=end, value=value, is_words=True)
    if match["dozen"]:
        value = Decimal(12 * _VALUES.get(said.split()[0], 1))
        return Number(start=start, end=end, value=value, is_words=True)
    if match["digits"]:
        scale = _scale((match["glued"] or match["scale"] or "").lower())
        value = _plain(_in_digits(match["digits"]) * scale)
        return Number(start=start, end=end, value=value, scale=scale)
    return Number(start=start, end=end, value=Decimal(_in_words(said)), is_words=True)


def _scale(word: str) -> int:
    return _SHORT_SCALES.get(word, 1)


def _vague(said: str) -> Decimal:
    value = 1
    for word in said.split(" of "):
        value *= 12 if word == "dozens" else 10 if word == "tens" else _SCALES[word.rstrip("s")]
    return Decimal(value)


def _in_digits(digits: str) -> Decimal:
    if re.fullmatch(r"\d{1,3}(?:\.\d{3}){2,}", digits):
        return Decimal(digits.replace(".", ""))
    if re.fullmatch(r"\d+,\d{1,2}", digits):
        return Decimal(digits.replace(",", "."))
    return Decimal(re.sub(r"[\s,]", "", digits))


def _in_words(said: str) -> int:
    total = part = 0
    for word in re.split(r"[\s,-]+", said):
        if word == "hundred":
            part = max(part, 1) * 100
        elif word in _SCALES:
            total += max(part, 1) * _SCALES[word]
            part = 0
        else:
            part += _VALUES.get(word, 0)
    return total + part


def _plain(value: Decimal) -> Decimal:
    """Without trailing noughts of a multiplication and without an exponent."""
    is_whole = value == value.to_integral_value()
    return Decimal(int(value)) if is_whole and value >= 1000 else value
