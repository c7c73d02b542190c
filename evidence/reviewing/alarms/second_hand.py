"""The passage itself cites another work for what the claim takes from it.

The finding is then another work's, told at second hand, and may have changed on the way. Cite the
work where it was found. A passage in which the work compares its own finding with others' (“we
find”, “in line with”) is not reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from evidence.reviewing.alarm import Alarm, AlarmEvidence, Need, SourceWords, in_source

NAME = "second-hand"
NEEDS = Need.WORDS

_WORD = r"[A-Z][\w’'-]{1,30}"
_NAME = rf"(?<!\w){_WORD}(?:\s(?:van|von|de|der|den|la|le|du|{_WORD})){{0,3}}"
_WHO = rf"{_NAME}(?:\s(?:et\sal\.?,?|and\scolleagues)|,?\s(?:and|&)\s{_NAME}|,\s{_NAME}){{0,4}}"
_YEAR = r"(?:1[5-9]|20)\d\d[a-z]?"
_CALL = re.compile(
    rf"""
    \[\s*\d{{1,4}}(?:\s*[,;–—-]\s*\d{{1,4}})*(?:,\s*pp?\.\s*[\d–-]+)?\s*\]
    | \((?:(?:see|e\.g\.,?|cf\.|for\sexample,?|see\salso)\s)?{_WHO},?\s{_YEAR}
        (?:,\sp{{1,2}}\.\s?[\d–-]+)?(?:\s*[;,]\s*(?:{_WHO},?\s)?{_YEAR})*\)
    | {_WHO}(?:’s|'s)?\s\({_YEAR}(?:,\sp{{1,2}}\.\s?[\d–-]+)?\)
    """,
    re.VERBOSE,
)
_ACCORDING = re.compile(rf"\b(?:[Aa]ccording\sto|[Aa]s\sreported\sby|[Aa]s\sshown\sby)\s{_NAME}")
_OWN = re.compile(
    r"\b(?:we|our)\b|\b(?:this|the\spresent)\s(?:paper|study|article|report|survey)\b"
    r"|\b(?:in\sline|consistent|in\sagreement)\swith\b|\b(?:unlike|contrary\sto)\b",
    re.IGNORECASE,
)
# A work that is used, not reported: an instrument, a data set, a method, a definition.
_USED = re.compile(
    r"\b(?:us(?:ed|es|ing)|measured\s(?:with|by)|adapted\sfrom|following|implemented\s(?:in|with)"
    r"|scale|questionnaire|inventory|software|package|dataset|data\sset|algorithm)\b"
    r"(?:\s[\w’'-]+){0,6}\s?$",
    re.IGNORECASE,
)


def alarm(evidence: AlarmEvidence) -> Iterator[Alarm]:
    """Report passages that name the source of what they say."""
    for source in evidence.passages:
        if not _OWN.search(source.words) and (place := _call(source)):
            start, end = place
            message = (
                f"The passage has this from another work: “{source.words[start:end]}” is cited "
                "for it."
            )
            yield in_source(NAME, message, source, start, end)


def _call(source: SourceWords) -> tuple[int, int] | None:
    """The first reference to another work that stands for a finding."""
    places = [match.span() for match in _CALL.finditer(source.words)]
    places += [match.span() for match in _ACCORDING.finditer(source.words)]
    for start, end in sorted([*places, *source.calls]):
        if not _USED.search(source.words[max(0, start - 60) : start]):
            return start, end
    return None
