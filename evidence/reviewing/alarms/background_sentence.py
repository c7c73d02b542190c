"""The excerpt is background in the cited work: an introduction, related work, “previous studies”.

What a work tells there is mostly what others found, or what is supposed; it is not what the work
itself shows. A sentence in which the work speaks of itself (“we find”) is not reported. Look for
the place where the work has the finding itself, or cite the work that has it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from evidence.reviewing.alarm import Alarm, AlarmEvidence, Need, Place, SourceWords, in_source

NAME = "background-sentence"
NEEDS = Need.WORDS

_CUE = re.compile(
    r"""
    \b(?:
        (?:previous|prior|earlier|past|existing|recent)\s(?:\w+\s)?
            (?:stud(?:y|ies)|works?|research|literature|papers|surveys|investigations|findings)
      | (?:previous|prior|earlier|past|existing|recent|other|several|many|some|numerous)\s(?:\w+\s)?
            (?:stud(?:y|ies)|authors|scholars|researchers|papers|reports|surveys|evidence)\s
            (?:have\s|has\s)?(?:show|find|found|suggest|report|argue|document|demonstrate|note|point
            |observe|establish|identif|highlight|warn|claim|hold|indicate)\w*
      | (?:stud(?:y|ies)|research|scholars|researchers|authors|literature|others)\s
            (?:have|has)\s(?:\w+\s)?(?:shown|found|suggested|reported|argued|documented
            |demonstrated|noted|observed|established|identified|highlighted|warned)
      | (?:it\s)?(?:has|have)\s(?:long\s|often\s|widely\s|already\s|repeatedly\s)?been\s
            (?:widely\s|well\s|often\s|previously\s|repeatedly\s)?
            (?:shown|suggested|reported|argued|documented|demonstrated|claimed|hypothesi[sz]ed)
      | (?:is|are)\s(?:well|widely|generally|commonly)\s(?:known|documented|established|accepted
            |believed|assumed|recogni[sz]ed)
      | (?:the|a\sgrowing|a\slarge)\s(?:body\sof\s)?literature\s
            (?:suggests|shows|holds|reports|agrees|indicates)
      | in\sthe\sliterature
    )\b""",
    re.VERBOSE | re.IGNORECASE,
)
_OWN = re.compile(
    r"\b(?:we|our|us)\b|\b(?:this|the\spresent)\s(?:paper|study|article|report|work|survey"
    r"|chapter|thesis|review)\b|\bin\sthis\sstudy\b",
    re.IGNORECASE,
)
# “Unlike previous studies, we …”: the cue is there, the finding is the work's own.
_CONTRAST = re.compile(
    r"\b(?:unlike|contrary\sto|in\scontrast\s(?:to|with)|beyond|extend\w*|in\sline\swith"
    r"|consistent\swith|confirm\w*|compared\s(?:to|with)|as\sin)\s(?:\w+\s){0,3}$",
    re.IGNORECASE,
)


def alarm(evidence: AlarmEvidence) -> Iterator[Alarm]:
    """Report excerpts that stand in the background of the work."""
    for source in evidence.passages:
        if _OWN.search(source.words):
            continue
        if match := _cue(source):
            message = f"“{match[0]}”: the passage tells what others found, as background."
            yield in_source(NAME, message, source, match.start(), match.end())
        elif source.quote and source.place is Place.BACKGROUND:
            section = f" (“{source.section}”)" if source.section else ""
            message = f"The excerpt stands in the introductory part of the work{section}."
            yield in_source(NAME, message, source, 0, len(source.words))


def _cue(source: SourceWords) -> re.Match[str] | None:
    for match in _CUE.finditer(source.words):
        if not _CONTRAST.search(source.words[: match.start()]):
            return match
    return None
