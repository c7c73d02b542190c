"""The work denies what the claim says, or says what the claim denies.

A denial counts where the words it denies are in the other's likest clause and are not denied there:
“did not reduce” against “reduces”. “Not only” denies nothing, and “prevents”, “lacks” and their
like are taken for denials, so that saying a denial in other words raises no alarm.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from evidence.reviewing.alarm import Alarm, AlarmEvidence, Need, in_claim, in_source
from evidence.reviewing.wordings_compared import likest_clause
from evidence.terms import terms_of

NAME = "negation-differs"
NEEDS = Need.WORDS

_DENIAL = re.compile(
    r"\b(?:not|n[o’']t|never|no(?!\s(?:less|fewer|more)\sthan)|none\sof|nobody|neither|nor|cannot"
    r"|without|fail(?:s|ed|ing)?\sto|unable\sto|little\sevidence|no\sevidence|rather\sthan)\b"
    r"|(?<=\w)n[’']t\b",
    re.IGNORECASE,
)
_NO_DENIAL = re.compile(
    r"\bnot\s(?:only|just|merely|simply|least|surprising\w*|uncommon\w*|unlike\w*|necessarily)\b"
    r"|\bno\s(?:doubt|wonder|matter|longer)\b|\bwhether\sor\snot\b",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[“\"][^”\"]{1,80}[”\"]")
# Verbs and adjectives that deny by themselves; where one side has one, nothing is said.
_DENYING = re.compile(
    r"\b(?:lack\w*|absen\w+|prevent\w*|avoid\w*|refus\w+|deny\w*|den(?:ies|ied)|reject\w*|ignor\w+|omit\w*"
    r"|exclud\w+|prohibit\w*|ban\w*|forbid\w*|fail\w*|miss(?:es|ed|ing)|neglect\w*|insufficient\w*"
    r"|ineffective\w*|inadequate\w*|impossible|unregulated|un\w{4,}|non-?\w{4,}|in(?:abl|abil)\w+"
    r"|illegal|invalid|similar\w*|equal\w*|alike|same|unchanged|unaffected|regardless|irrespective"
    r"|few(?:er)?|little|hardly|barely|scarcely|rarely|seldom|only|outside|beyond|leaves?\sout"
    r"|stop\w*|end(?:s|ed)|remov\w+|instead)\b",
    re.IGNORECASE,
)
_REACH = 40
_WORDS_DENIED = 2


def alarm(evidence: AlarmEvidence) -> Iterator[Alarm]:
    """Report a denial that only one of claim and work has."""
    said = evidence.claim.statement
    for source in evidence.passages:
        clause = likest_clause(source.words, said)
        if clause is None:
            continue
        if place := _denied_alone(clause.words, said):
            start, end = clause.start + place[0], clause.start + place[1]
            message = f"The work denies it (“{source.words[start:end]}”), and the claim says it."
            yield in_source(NAME, message, source, start, end)
        elif place := _denied_alone(said, clause.words):
            message = f"The claim denies it (“{said[place[0] : place[1]]}”), and the work says it."
            yield in_claim(NAME, message, evidence, *place)


def _denied_alone(words: str, other: str) -> tuple[int, int] | None:
    """Where words are denied that the other has and does not deny."""
    if _denials(other) or _DENYING.search(other):
        return None
    told = frozenset(terms_of(other))
    for match in _denials(words):
        denied = terms_of(words[match.end() : match.end() + _REACH])[:_WORDS_DENIED]
        if denied and frozenset(denied[:1]) & told:
            end = match.end() + len(words[match.end() :].split(None, 1)[0]) + 1
            return match.start(), min(len(words), _word_end(words, end))
    return None


def _denials(words: str) -> list[re.Match[str]]:
    """The denials that are meant, not quoted."""
    idle = [match.span() for each in (_NO_DENIAL, _QUOTED) for match in each.finditer(words)]
    return [
        match
        for match in _DENIAL.finditer(words)
        if not any(start <= match.start() < end for start, end in idle)
    ]


def _word_end(words: str, place: int) -> int:
    while place < len(words) and words[place].isalnum():
        place += 1
    return place
