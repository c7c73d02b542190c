"""What a number counts: the percent sign, money, a length of time, a measure, or the noun after."""

from __future__ import annotations

import re
from dataclasses import dataclass

from evidence.reading.abbreviations import words

_PERCENT = re.compile(r"\s?(?:%|％)|[\s-](?:per\s?cent|pct)\b\.?", re.IGNORECASE)
_POINTS = re.compile(
    r"\s?(?:(?:%|per\s?cent|percentage)[\s-]points?\b|pp\b|ppts?\b)", re.IGNORECASE
)
_PER_MILLE = re.compile(r"\s?‰|\sper\s(?:mille|thousand)\b", re.IGNORECASE)
_CURRENCY_BEFORE = re.compile(
    r"(?P<unit>(?:US|CA|AU|NZ|HK)?\$|[€£¥₹]|\b(?:USD|EUR|GBP|CHF|CAD|AUD|JPY|CNY|INR))\s?$"
)
_CURRENCY_AFTER = re.compile(
    r"\s?(?P<unit>[€£¥₹]|(?:US\s)?dollars?\b|euros?\b|USD\b|EUR\b|GBP\b|CHF\b|cents?\b|yen\b"
    r"|pounds\ssterling\b)"
)
_TIME = re.compile(
    r"(?:\s|-|\s?-\s?)(?P<unit>(?:milli|nano|micro)?seconds?|minutes?|hours?|days?|nights?|weeks?"
    r"|months?|years?|decades?|centuries|century)\b(?P<old>[\s-]olds?\b)?"
    r"|\s?(?P<short>ms|s|min|mins|sec|secs|h|hrs?)\b(?=[\s.,;)]|$)"
)
_MEASURE = re.compile(
    r"(?:\s|-)?(?P<unit>[kMGTP]i?B|[kKMGT]bit/s|km/h|m/s|kg|mg|µg|km|cm|mm|nm|µm|ha|m|g|L|V|[kMG]?Hz|[kMG]?Wh?"
    r"|°\s?[CF]|mL|ml|dB|mmol/L)\b"
    r"|(?:\s|-)(?P<word>(?:kilo|mega|giga|tera)bytes?|bytes|bits|pixels|(?:kilo|centi|milli)?met(?:re|er)s?"
    r"|miles?|feet|inch(?:es)?|(?:kilo|milli)?grams?|litres?|tonnes?|tons|degrees|percentiles?)\b"
)
_RATE = re.compile(
    r"\s+(?:(?:per|a|an|each|every)\s+(?P<unit>second|minute|hour|day|night|week|month|year"
    r"|person|capita|user|participant)\b|(?P<adverb>annually|yearly|monthly|weekly|daily))",
    re.IGNORECASE,
)
_ADVERBS = {
    "annually": "year",
    "yearly": "year",
    "monthly": "month",
    "weekly": "week",
    "daily": "day",
}
_AGED = re.compile(
    r"\b(?:aged?|ages|older\s+than|younger\s+than|age\s+of)\s+(?:between\s+|over\s+|under\s+)?$",
    re.IGNORECASE,
)
_SAMPLE = re.compile(r"\b[nN]\s?=\s?$")
_WORD = re.compile(r"[^\W\d_][\w’'/]*(?:-[\w’']+)*-?")
_BETWEEN_WORDS = re.compile(r"[\s\"“”*‘]{1,3}")
_IRREGULAR = words(
    """
    people women men children persons teens data media percent criteria phenomena series
    species police staff mice feet teeth aircraft sheep fish
    """
)
# Where a noun phrase that begins with a number is over.
_STOPS = words(
    """
    hundreds thousands millions billions dozens tens a about above after against all also
    although among an and any are as at be because been before being below between both but by
    can could did do does during each either every for from had has have having he her here
    his how however i if in including into is it its itself made may might more most must near
    neither no nor not of off on only or other our out over own per rather said says shall she
    should since so some such take taken takes than that the their them then there these they
    this those though through thus to told too took under unless until up upon us used uses
    using via was we were what when where whereas whether which while who whom whose why will
    with within without would yet you your found found reported showed shows said agreed had
    answered came went gave got left made told kept lived died seem seems remain remains
    became become
    """
)
_BARE_SCOPE = re.compile(
    r"\s+of\s+(?:the|these|those|our|all|its|their|them|us|which)\b", re.IGNORECASE
)
_OF = re.compile(r"\s+of\s+(?=[a-z])")
_HYPHENED_NOUN = re.compile(r"-(?P<noun>[a-z]{3,})\b")
_QUOTES = '"“”*‘'
_WITHOUT_QUOTES = str.maketrans("", "", _QUOTES)
_MOST_WORDS = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedThing:
    """The unit and the words of what is counted; `kind` is a `FigureKind` by value."""

    start: int
    end: int
    kind: str
    unit: str
    subject: str = ""


def counted_thing(text: str, start: int, end: int, *, is_words: bool) -> CountedThing | None:
    """What the number from `start` to `end` counts, or `None` where it is part of a compound."""
    return _sign_or_measure(text, start, end) or _noun(text, start, end, is_words=is_words)


def _sign_or_measure(text: str, start: int, end: int) -> CountedThing | None:
    for kind, unit, pattern in (
        ("percentage points", "percentage points", _POINTS),
        ("percent", "%", _PERCENT),
        ("percent", "‰", _PER_MILLE),
    ):
        if match := pattern.match(text, end):
            return CountedThing(start=start, end=match.end(), kind=kind, unit=unit)
    if match := _CURRENCY_BEFORE.search(text, max(0, start - 6), start):
        return _rated(text, match.start(), end, "money", match["unit"])
    if match := _CURRENCY_AFTER.match(text, end):
        return _rated(text, start, match.end(), "money", match["unit"])
    if match := _TIME.match(text, end):
        unit = match["unit"] or match["short"]
        plural = unit if unit.endswith("s") or match["short"] else f"{unit}s"
        return CountedThing(start=start, end=match.end(), kind="duration", unit=plural)
    if match := _MEASURE.match(text, end):
        return CountedThing(
            start=start, end=match.end(), kind="measure", unit=match["unit"] or match["word"]
        )
    if _AGED.search(text, max(0, start - 24), start):
        return CountedThing(start=start, end=end, kind="duration", unit="years")
    return None


def _rated(
    text: str, start: int, end: int, kind: str, unit: str, subject: str = ""
) -> CountedThing:
    """With “a year” after the unit where the text says “per year”, “every year” or “annually”."""
    if rate := _RATE.match(text, end):
        said = rate["unit"] or _ADVERBS[rate["adverb"].lower()]
        return CountedThing(
            start=start, end=rate.end(), kind=kind, unit=f"{unit} a {said}".strip(), subject=subject
        )
    return CountedThing(start=start, end=end, kind=kind, unit=unit, subject=subject)


def _noun(text: str, start: int, end: int, *, is_words: bool) -> CountedThing | None:
    """The noun phrase after the number; its first plural is the unit."""
    following = text[end : end + 1]
    if following == "-":
        return _compound(text, start, end)
    if following and (following.isalnum() or following in "_/'’°"):
        return None
    if of := _OF.match(text, end):
        scope = _BARE_SCOPE.match(text, end)
        words_end = scope.end() if scope else of.end()
    else:
        scope, words_end = None, end
    phrase = _phrase(text, words_end)
    plural = next((each for each in phrase if _is_plural(each[0])), None)
    if plural is None:
        if is_words and not _can_stand_alone(text, end):
            return None
        return CountedThing(start=start, end=end, kind="count", unit="")
    said = text[phrase[0][1] : plural[2]]
    subject = " ".join(said.translate(_WITHOUT_QUOTES).split())
    is_closed_after = _is_open(said) and text[plural[2] : plural[2] + 1] in {"”", '"'}
    end = plural[2] + is_closed_after
    return _rated(text, start, end, "count", plural[0], subject)


def _is_open(said: str) -> bool:
    """Whether a quotation that began among the words has not ended with them."""
    return said.count("“") > said.count("”") or said.count('"') % 2 == 1


def _phrase(text: str, place: int) -> list[tuple[str, int, int]]:
    """The words after the number until the noun phrase is over, up to its first plural."""
    phrase: list[tuple[str, int, int]] = []
    while len(phrase) < _MOST_WORDS:
        gap = _BETWEEN_WORDS.match(text, place)
        match = _WORD.match(text, gap.end() if gap else place)
        if match is None or (not gap and phrase):
            break
        word = match[0]
        if word.lower() in _STOPS or (
            phrase and _is_participle(word) and _is_plural(phrase[-1][0])
        ):
            break
        phrase.append((word, match.start(), match.end()))
        if _is_plural(word):
            break
        place = match.end()
    return phrase


def _compound(text: str, start: int, end: int) -> CountedThing | None:
    """“a 25-item scale”: digits and a noun in lower case; “three-step” is a mere adjective."""
    match = _HYPHENED_NOUN.match(text, end)
    if match is None or not text[start].isdigit():
        return None
    return CountedThing(
        start=start, end=match.end(), kind="count", unit=f"{match['noun']}s", subject=""
    )


def _is_plural(word: str) -> bool:
    if word.lower() in _IRREGULAR:
        return True
    return (
        len(word) > 3
        and word.endswith("s")
        and not word.endswith(("ss", "us", "is", "ous", "’s", "'s"))
    )


def _is_participle(word: str) -> bool:
    return word.endswith(("ing", "ed"))


def _can_stand_alone(text: str, end: int) -> bool:
    """Whether a number in words without a noun is a figure: “two of the five”, “to thirty.”"""
    return bool(_BARE_SCOPE.match(text, end))
