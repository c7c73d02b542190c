"""The work says it with a reservation (“may”, “suggests”, “in some cases”), the claim flatly.

Only the clause of the passage that is most like the claim is looked at. A claim that names its
hedge, says “some” or “often”, or reports an opinion as one (“argues that”) is not flat.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from evidence.reviewing.alarm import Alarm, AlarmEvidence, Need, SourceWords, Where, in_source
from evidence.reviewing.wordings_compared import Clause, likest_clause
from evidence.terms import stem, terms_of

NAME = "hedge-dropped"
NEEDS = Need.WORDS

_HEDGE = re.compile(
    r"""
    \b(?:
        (?-i:may|might) | could | possibly | perhaps | probably | presumably | conceivably
      | plausibly | potentially | likely | unlikely | tentative(?:ly)? | preliminary
      | provisional(?:ly)? | arguably | apparently | seemingly | seems? | seemed
      | appear(?:s|ed)?\sto | tend(?:s|ed)?\sto
      | (?:results?|findings?|data|evidence|stud(?:y|ies)|analys[ie]s|we|observations?|these|this)
            \s(?:\w+\s){0,3}(?:suggest(?:s|ed)?|hint(?:s|ed)?)
      | (?:suggest(?:s|ed|ing)?|hint(?:s|ed)?)\sthat | (?:limited|weak)\sevidence
      | inconclusive
      | not\s(?:yet\s)?certain | hypothes[ie]\w*
      | it\sis\s(?:un(?:clear|certain)|possible\sthat|conceivable\sthat)
      | in\s(?:some|certain|a\sfew|many|most)\s(?:cases|settings|instances|circumstances|contexts)
      | under\s(?:some|certain)\s(?:conditions|circumstances)
      | sometimes | occasionally | rarely | partly | partially | to\s(?:some|a\scertain)\sextent
    )\b""",
    re.VERBOSE | re.IGNORECASE,
)
_MODAL = re.compile(r"may|might|could", re.IGNORECASE)
_WORDS_GOVERNED = 3
_SOME = re.compile(
    r"\b(?:[Ss]ome|[Aa]\sfew|[Cc]ertain|[Aa]\sminority\sof|[Aa]\ssubset\sof|[Hh]alf\sof)"
    r"\s(?:of\s(?:the|our|these)\s)?(?:(?P<first>[a-z-]+)\s)?(?P<noun>[a-z-]{3,})\b"
)
# What makes a claim less than flat.
_RESERVED = re.compile(
    r"""
    \b(?:
        (?-i:may) | might | could | can | would | possibl[ey] | perhaps | probabl[ey] | presumably
      | likely | unlikely | potential(?:ly)? | tentative(?:ly)? | preliminary | arguably
      | apparently | seems? | appears? | tends? | suggest\w* | indicat\w+
      | hint\w* | hypothes\w+ | suppos\w+ | assum\w+
      | argu(?:es?|ed|ing) | believ\w+ | expect\w* | fear\w* | propos\w+ | speculat\w+ | estimat\w+
      | claims? | claimed | according\sto | some | sometimes | certain | often | many
      | most | mostly | largely | partly | partially | in\sgeneral | generally | usually | typically
      | occasionally | rarely | a\sfew | few | half | minority | subset | evidence\sthat
      | whether | unclear | uncertain | not | no | never | reportedly | said\sto
    )\b""",
    re.VERBOSE | re.IGNORECASE,
)


def alarm(evidence: AlarmEvidence) -> Iterator[Alarm]:
    """Report the reservation of the likest clause where the claim has none."""
    claim = evidence.claim
    if claim.modality or _RESERVED.search(claim.statement):
        return
    for source in evidence.passages:
        clause = likest_clause(source.words, claim.statement)
        if clause and (place := _reservation(clause, source, claim.statement)):
            start, end = place
            message = (
                f"The work says “{source.words[start:end]}”, and the claim says it without "
                "reservation."
            )
            yield in_source(NAME, message, source, start, end)


def _governs(after: str, claim: str) -> bool:
    """Whether what comes after “may” is what the claim says."""
    return bool({*terms_of(after)[:_WORDS_GOVERNED]} & {*terms_of(claim)})


def _reservation(clause: Clause, source: SourceWords, claim: str) -> tuple[int, int] | None:
    for match in _HEDGE.finditer(clause.words):
        if not _MODAL.fullmatch(match[0]) or _governs(clause.words[match.end() :], claim):
            return clause.start + match.start(), clause.start + match.end()
    if source.where is Where.LIKELIEST:
        return None
    said = {stem(word) for word in re.findall(r"[a-z-]{3,}", claim.lower())}
    for match in _SOME.finditer(clause.words):
        if stem(match["noun"]) in said or (match["first"] and stem(match["first"]) in said):
            return clause.start + match.start(), clause.start + match.end()
    return None
