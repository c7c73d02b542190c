"""Shares and ratios as they are written: fractions, “1 in 12”, “3:1”, “threefold”, “doubled”."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from evidence.figures import Qualifier
from evidence.reading.numbers_in_text import find_numbers
from evidence.reading.qualifiers import qualifier_about

_FRACTIONS = {
    "half": (2, True), "halves": (2, True), "third": (3, False), "quarter": (4, True),
    "fourth": (4, True), "fifth": (5, True), "sixth": (6, False), "eighth": (8, True),
    "tenth": (10, True),
}  # fmt: skip
_FRACTION = re.compile(
    r"\b(?P<top>(?:an?|one|two|three|four|five|six|seven|nine)[\s-])?"
    r"(?P<part>half|halves|thirds?|quarters?|fourths?|fifths?|sixths?|eighths?|tenths?)\b"
    r"(?=\s+(?:of|the|all|as|were|was|are|had|have|said|reported)\b|[.,;)])(?!\s+of\s+\d{4}\b)",
    re.IGNORECASE,
)
_SLASHED = re.compile(r"(?<![\w/.,])(?P<top>[1-9])/(?P<bottom>[2-9]|10)(?![\w/.])")
_ONE_IN = re.compile(
    r"\b(?P<top>\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten)\s"
    r"(?:(?:in(?:\severy)?|out\sof(?:\severy)?)\s)(?P<bottom>\d[\d,]*|WORDS)\b".replace(
        "WORDS", "two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|hundred|a hundred"
    ),
    re.IGNORECASE,
)
_COLONED = re.compile(r"(?<![\w:.])(?P<top>\d+(?:\.\d+)?)\s?:\s?(?P<bottom>1)(?![\w:]|\.\d)")
_FOLD = re.compile(
    r"\b(?P<number>\d+(?:\.\d+)?|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|hundred)"
    r"[\s-]?fold\b",
    re.IGNORECASE,
)
_MULTIPLE = re.compile(
    r"\b(?:(?P<verb>doubled|tripled|trebled|quadrupled|halved)|(?P<twice>twice|thrice|double|triple)"
    r"(?=\s+(?:as|the|that|what)\b))",
    re.IGNORECASE,
)
_MULTIPLES = {
    "doubled": "2", "double": "2", "twice": "2", "tripled": "3", "trebled": "3", "triple": "3",
    "thrice": "3", "quadrupled": "4", "halved": "0.5",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundShare:
    """A share and where it stands with its qualifier; the unit is “%”, “times” or “in 12”."""

    start: int
    end: int
    value: Decimal
    unit: str
    qualifier: Qualifier


def find_shares(text: str) -> Iterator[FoundShare]:
    """Fractions, “1 in 12”, “3:1”, “threefold”, “doubled”."""
    taken: list[tuple[int, int]] = []
    for pattern, read in (
        (_ONE_IN, _one_in),
        (_FRACTION, _fraction),
        (_SLASHED, _slashed),
        (_COLONED, _coloned),
        (_FOLD, _fold),
        (_MULTIPLE, _multiple),
    ):
        for match in pattern.finditer(text):
            if any(start < match.end() and match.start() < end for start, end in taken):
                continue
            if (read_ := read(match)) is None:
                continue
            value, unit, is_exact = read_
            qualifier, start, end = qualifier_about(text, match.start(), match.end())
            if not is_exact and qualifier is Qualifier.EXACTLY:
                qualifier = Qualifier.ABOUT
            taken.append(match.span())
            yield FoundShare(start=start, end=end, value=value, unit=unit, qualifier=qualifier)


_Share = tuple[Decimal, str, bool]


def _one_in(match: re.Match[str]) -> _Share | None:
    top, bottom = (find_numbers(match[part]) for part in ("top", "bottom"))
    # “5 in 2016” is a count and a year; “two in three” is a share.
    if not top or not bottom or top[0].value >= bottom[0].value:
        return None
    if bottom[0].value > 1000 and "," not in match["bottom"]:
        return None
    return top[0].value, f"in {bottom[0].value:,}", True


def _fraction(match: re.Match[str]) -> _Share | None:
    word = match["part"].lower()
    top = find_numbers(match["top"].strip(" -")) if match["top"] else []
    bottom, is_exact = _FRACTIONS.get(word) or _FRACTIONS[word.rstrip("s")]
    if word != "half" and not match["top"]:
        return None
    if word.endswith("s") and not top:
        return None
    return _percent(int(top[0].value) if top else 1, bottom), "%", is_exact


def _slashed(match: re.Match[str]) -> _Share | None:
    top, bottom = int(match["top"]), int(match["bottom"])
    return (_percent(top, bottom), "%", 100 * top % bottom == 0) if top < bottom else None


def _percent(top: int, bottom: int) -> Decimal:
    exact = Decimal(100 * top) / bottom
    return exact if exact == exact.quantize(Decimal("0.1")) else exact.quantize(Decimal("0.1"))


def _coloned(match: re.Match[str]) -> _Share:
    return Decimal(match["top"]), f"to {match['bottom']}", True


def _fold(match: re.Match[str]) -> _Share | None:
    numbers = find_numbers(match["number"].replace("hundred", "100"))
    return (numbers[0].value, "times", True) if numbers else None


def _multiple(match: re.Match[str]) -> _Share:
    return Decimal(_MULTIPLES[match[0].lower()]), "times", True
