"""The work speaks of some people or one country only, and the claim of all, or of others.

Looked for are sex, age, students and patients, and the country of a sample. A claim that has its
population on record or names it is not reported, nor a passage that names all of a kind (women and
men).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from evidence.reviewing.alarm import Alarm, AlarmEvidence, Need, SourceWords, in_source
from evidence.reviewing.wordings_compared import share_met

NAME = "population-dropped"
NEEDS = Need.WORDS

_GROUPS = {
    "women": r"wom[ae]n|girls?|females?|mothers?|wives|schoolgirls?|actresses|lesbians?",
    "men": r"m[ae]n|boys?|males?|fathers?|husbands|schoolboys?",
    "minors": (
        r"minors?|child(?:ren)?|adolescents?|teen(?:s|agers?|aged)?|underage|pupils?|school-?aged?"
        r"|under-?18s?|girls?|boys?|youths?|infants?|toddlers?|schoolgirls?|schoolboys?"
    ),
    "adults": r"adults|over-?18s?|grown-?ups?",
    "older people": r"older\s(?:people|adults|persons)|elderly|seniors|pensioners",
    "students": r"(?:under)?graduates?|students?",
    "patients": r"(?:in|out)?patients?",
}
_COUNTRIES = (
    r"US|U\.S\.|USA|United\sStates|Americans?|UK|U\.K\.|United\sKingdom|British|Britain|England"
    r"|English\s(?:schools|pupils|adults)|Australians?|Australia|New\sZealand(?:ers)?|Canadians?"
    r"|Canada|Germans?|Germany|French|France|Dutch|Netherlands|Italians?|Italy|Spanish|Spain"
    r"|Swedish|Sweden|Norwegians?|Norway|Danish|Denmark|Finnish|Finland|Polish|Poland|Chinese|China"
    r"|Japanese|Japan|(?:South\s)?Koreans?|(?:South\s)?Korea|Indians?|India|Brazilians?|Brazil"
    r"|Mexicans?|Mexico|South\sAfricans?|South\sAfrica|Nigerians?|Nigeria|Kenyans?|Kenya|Irish"
    r"|Ireland|Scottish|Scotland|Welsh|Wales|Israelis?|Israel|Turkish|Turkey|Belgians?|Belgium"
    r"|Austrians?|Austria|Swiss|Switzerland|Portuguese|Portugal|Greeks?|Greece"
)
_PATTERNS: Mapping[str, re.Pattern[str]] = {
    name: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for name, words in _GROUPS.items()
}
_COUNTRY = re.compile(rf"\b(?:{_COUNTRIES})(?!\w)")
_SAMPLE = re.compile(
    r"\b(?:sample[sd]?|survey\w*|respondents?|participants?|interview\w*|polled|adults?|women|men"
    r"|students?|users|households|schools|teachers|patients|adolescents|teenagers|workers|nurses"
    r"|officers|farmers|drivers)\b",
    re.IGNORECASE,
)
# What stands before those whom a finding is about: the start of a clause, or “among the”.
_OPENS = re.compile(r"(?:^(?:[^,]{1,40},\s)?|[.;:]\s)(?:[\w’'-]+\s){0,3}$")
_AMONG = re.compile(
    r"\b(?:among|amongst|in|of|by|from|with|our|surveyed|interviewed|asked|tested|recruited)\s"
    r"(?:[\w’',-]+\s){0,3}$",
    re.IGNORECASE,
)
# Terms of the scheme of populations, and what they take in.
_RECORDED = {
    "women": {"women", "adults"},
    "adults": {"adults", "women", "men", "students", "older people"},
    "minors": {"minors", "women", "men"},
    "both": set(_GROUPS),
}
_WHOLE = ({"women", "men"}, {"minors", "adults"})
_PEOPLE = re.compile(
    r"\b(?:people|persons?|participants?|respondents?|users?|victims?|survivors?|individuals?"
    r"|everyone|everybody|public|population|citizens?|subjects?|workers?|readers?|viewers?"
    r"|perpetrators?|offenders?|drivers?|voters?|residents?|consumers?|patients?|targets?|those)\b",
    re.IGNORECASE,
)
_LEAST_ALIKE = 0.35


def alarm(evidence: AlarmEvidence) -> Iterator[Alarm]:
    """Report the people or the country of a passage that the claim leaves out."""
    claim = evidence.claim
    said = f"{claim.statement} {claim.population}"
    named = _named(claim.statement) | _RECORDED.get(claim.population, set())
    for source in evidence.passages:
        if share_met(claim.statement, source.words) < _LEAST_ALIKE:
            continue
        yield from _groups_dropped(source, named)
        yield from _country_dropped(source, said)


def _groups_dropped(source: SourceWords, named: set[str]) -> Iterator[Alarm]:
    spoken_of = _groups(source.words)
    if not spoken_of or named & spoken_of:
        return
    for name, pattern in _PATTERNS.items():
        if name in spoken_of and (match := _as_subject(pattern, source.words)):
            whom = "of others" if named else "of no such limit"
            message = f"The work speaks of {name} (“{match[0]}”), the claim {whom}."
            yield in_source(NAME, message, source, match.start(), match.end())
            return


def _as_subject(pattern: re.Pattern[str], words: str) -> re.Match[str] | None:
    """The first place where the group is whom the sentence is about, not whom it names besides."""
    for match in pattern.finditer(words):
        before = words[: match.start()]
        if _OPENS.search(before) or _AMONG.search(before):
            return match
    return None


def _country_dropped(source: SourceWords, said: str) -> Iterator[Alarm]:
    match = _COUNTRY.search(source.words)
    if match and _SAMPLE.search(source.words) and not _COUNTRY.search(said):
        message = f"The work has it of one country (“{match[0]}”), the claim of no country."
        yield in_source(NAME, message, source, match.start(), match.end())


def _named(statement: str) -> set[str]:
    """The groups that a claim names, also in passing: “adult users”."""
    is_adult = {"adults"} if re.search(r"\badult\b", statement, re.IGNORECASE) else set()
    return _groups(statement) | is_adult


def _groups(words: str) -> set[str]:
    """The groups that words speak of; groups that make up all people count for nothing."""
    found = {name for name, pattern in _PATTERNS.items() if pattern.search(words)}
    for whole in _WHOLE:
        if whole <= found:
            found -= whole
    return found
