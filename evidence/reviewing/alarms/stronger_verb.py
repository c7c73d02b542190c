"""The claim's verb says more than that of the work.

Reported are “is associated with” that became “causes”, “suggests” that became “shows” or “proves”,
“can” that became “does”, and “is designed to” that became “does”.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from evidence.reviewing.alarm import Alarm, AlarmEvidence, Need, in_source
from evidence.reviewing.wordings_compared import Clause, likest_clause
from evidence.terms import stem

NAME = "stronger-verb"
NEEDS = Need.WORDS

_ASSOCIATED = re.compile(
    r"\b(?:associat(?:ed|es|ion|ions)|correlat\w+|co-?occur\w*|linked\s(?:to|with)|links?\sbetween"
    r"|related\sto|relationships?\sbetween|relation\sbetween|predict(?:s|ed|or|ors)|covar\w+"
    r"|go(?:es)?\salong\swith|went\salong\swith|coincid\w+)\b",
    re.IGNORECASE,
)
_CAUSES = re.compile(
    r"\b(?:caus(?:e|es|ed|ing|al|ally)|leads?\sto|led\sto|results?\sin|resulted\sin|produc(?:es?|ed)"
    r"|driv(?:es|en|ing)|drove|increas(?:es|ed)|reduc(?:es|ed)|decreas(?:es|ed)|improv(?:es|ed)"
    r"|worsen(?:s|ed)|makes?|made|due\sto|because\sof|brings?\sabout|trigger(?:s|ed)|rais(?:es|ed)"
    r"|lower(?:s|ed)|prevent(?:s|ed)|contribut(?:es?|ed)\sto|affect(?:s|ed)|induc(?:es?|ed)"
    r"|harm(?:s|ed)|damag(?:es|ed)|protect(?:s|ed)|boost(?:s|ed)|impair(?:s|ed)|shorten(?:s|ed)"
    r"|depress(?:es|ed)|erod(?:es|ed))\b",
    re.IGNORECASE,
)
_SUGGESTS = re.compile(
    r"\b(?:suggest(?:s|ed|ing)?|impl(?:y|ies|ied)|hint(?:s|ed)?|points?\sto(?:wards?)?|speculat\w+"
    r"|hypothesi[sz]\w+|propos(?:e|es|ed)\sthat|argu(?:e|es|ed)\sthat|believe[sd]?\sthat"
    r"|estimat(?:e|es|ed))\b",
    re.IGNORECASE,
)
_SHOWS = re.compile(
    r"\b(?:prov(?:e|es|ed|en)|show(?:s|ed|n)?|demonstrat(?:e|es|ed)|establish(?:es|ed)"
    r"|confirm(?:s|ed)?|verif(?:y|ies|ied)|conclusive(?:ly)?)\b",
    re.IGNORECASE,
)
_CAN = re.compile(
    r"\b(?:can|is\sable\sto|are\sable\sto)\s(?:also\s|even\s|easily\s)?(?P<verb>[a-z]{3,})\b"
)
_MEANT = re.compile(
    r"\b(?:aim(?:s|ed)?\sto|intend(?:s|ed)?\sto|(?:is|are|was|were)\s(?:designed|intended|meant|built)"
    r"\sto|seeks?\sto|sought\sto|hopes?\sto|plans?\sto|tries\sto|tried\sto|attempt(?:s|ed)?\sto"
    r"|in\sorder\sto|with\sthe\s(?:aim|goal)\sof)\s(?P<verb>[a-z]{3,})\b",
    re.IGNORECASE,
)
_ABLE = re.compile(
    r"\b(?:can|could|may|might|able|allow\w*|enabl\w+|possibl\w+|potential\w*|let|lets|capable"
    r"|permit\w*|would|risk\w*|likely)\b",
    re.IGNORECASE,
)
_AIMING = re.compile(
    r"\b(?:aim\w*|intend\w*|inten[dt]\w*|design\w*|meant|built|seek\w*|sought|hop(?:es?|ed|ing)"
    r"|plan\w*|tr(?:y|ies|ied)|attempt\w*|goal\w*|purpose\w*|propos\w+|set\sout|want\w*|for|to)\b",
    re.IGNORECASE,
)


def alarm(evidence: AlarmEvidence) -> Iterator[Alarm]:
    """Report the weaker verb of the work where the claim has the stronger."""
    said = evidence.claim.statement
    for source in evidence.passages:
        clause = likest_clause(source.words, said)
        if clause is None:
            continue
        if found := next(_weaker(clause, said, is_hedged=bool(evidence.claim.modality)), None):
            match, message = found
            start, end = clause.start + match.start(), clause.start + match.end()
            yield in_source(NAME, message, source, start, end)


def _weaker(clause: Clause, said: str, *, is_hedged: bool) -> Iterator[tuple[re.Match[str], str]]:
    """The weaker verbs of a clause, each with what became of it."""
    weak, strong = _ASSOCIATED.search(clause.words), _CAUSES.search(said)
    if weak and strong and not _ASSOCIATED.search(said) and not _CAUSES.search(clause.words):
        yield weak, f"“{weak[0]}” in the work is “{strong[0]}” in the claim."
    weak, strong = _SUGGESTS.search(clause.words), _SHOWS.search(said)
    if weak and strong and not _SUGGESTS.search(said) and not _SHOWS.search(clause.words):
        yield weak, f"“{weak[0]}” in the work is “{strong[0]}” in the claim."
    if is_hedged:
        return
    for pattern, excuse in ((_CAN, _ABLE), (_MEANT, _AIMING)):
        for match in pattern.finditer(clause.words):
            if not excuse.search(said) and (verb := _asserted(match["verb"], said)):
                yield match, f"“{match[0]}” in the work is “{verb}” in the claim."


def _asserted(verb: str, said: str) -> str:
    """The form in which a claim uses the verb, where it does."""
    wanted = stem(verb)
    for match in re.finditer(r"[a-z]{3,}", said.lower()):
        if stem(match[0]) == wanted:
            return match[0]
    return ""
