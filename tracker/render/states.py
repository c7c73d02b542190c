"""States in words and signs: a symbol and a phrase for each, never a colour alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bib.standing import Standing
from bib.works import ReadStatus
from evidence.chains import Basis, Relation, Role
from evidence.support import Pair, differing, tally
from evidence.verdicts import VerdictState


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """How one state is shown; `tone` names its style: good, fair, bad or dim."""

    symbol: str
    words: str
    tone: str

    def __str__(self) -> str:
        return f"{self.symbol} {self.words}"


NOT_CHECKED = Mark(symbol="○", words="not yet checked", tone="dim")
READERS_DIFFER = Mark(symbol="⇄", words="readers differ", tone="fair")
VERDICTS = {
    VerdictState.SUPPORTED: Mark(symbol="✓", words="supported", tone="good"),
    VerdictState.PARTLY: Mark(symbol="◐", words="partly", tone="fair"),
    VerdictState.NOT_SUPPORTED: Mark(symbol="✗", words="not supported", tone="bad"),
    VerdictState.CONTRADICTED: Mark(symbol="≠", words="contradicted", tone="bad"),
    VerdictState.CANNOT_DETERMINE: Mark(symbol="?", words="could not tell", tone="dim"),
    VerdictState.SOURCE_UNAVAILABLE: Mark(symbol="–", words="source unavailable", tone="dim"),
}
MARKS: Sequence[Mark] = (*VERDICTS.values(), READERS_DIFFER, NOT_CHECKED)

READ = {
    ReadStatus.FULL: "read in full",
    ReadStatus.PART: "read in part",
    ReadStatus.ABSTRACT: "abstract read",
    ReadStatus.SECONDARY: "seen through others",
    ReadStatus.NONE: "not read",
}
STANDINGS = {
    Standing.CURRENT: "",
    Standing.PREPRINT: "preprint",
    Standing.SUPERSEDED: "superseded",
    Standing.CORRECTED: "corrected since",
    Standing.CONCERN: "under an expression of concern",
    Standing.RETRACTED: "retracted",
    Standing.GONE: "no longer reachable",
}
BASES = {
    Basis.CITED: "cited",
    Basis.CARRIED_OVER: "citation carried over from elsewhere in the survey",
    Basis.UNCITED: "uncited",
    Basis.INFERRED: "inferred",
    Basis.RECONSTRUCTED: "reconstructed: the survey does not state it",
}
ROLES = {
    Role.FLAWED_ASSUMPTION: "flawed assumption",
    Role.CONCESSION: "concession",
    Role.CONTEXT: "context",
}
PASSIVE = {
    Relation.SUPPORTS: "supported by",
    Relation.EXPLAINS: "explained by",
    Relation.CONTRADICTS: "contradicted by",
    Relation.LIMITS: "limited by",
    Relation.ILLUSTRATES: "illustrated by",
    Relation.MOTIVATES: "motivated by",
    Relation.CONTRASTS_WITH: "in contrast to",
    Relation.BACKGROUND_TO: "background in",
}


def mark_of(pair: Pair) -> Mark:
    """The state of one pair: what its readers found, that they differ, or that none looked."""
    if not pair.states:
        return NOT_CHECKED
    return VERDICTS[pair.states[0]] if len(pair.states) == 1 else READERS_DIFFER


def facts_of(pair: Pair) -> str:
    """What else is to be known of a pair's work: how far read, how it stands, how it was cited."""
    citation = pair.citation
    facts = [
        READ[pair.read_status] if pair.work else "not in the library",
        STANDINGS[pair.standing] if pair.standing else "",
        "carried over" if pair.origin == "carried over" else "",
        "through a range" if citation and citation.through_range else "",
    ]
    return ", ".join(fact for fact in facts if fact)


def by_mark(pairs: Iterable[Pair]) -> dict[Mark, list[Pair]]:
    """Pairs gathered by state, states in their order."""
    found: dict[Mark, list[Pair]] = {mark: [] for mark in MARKS}
    for pair in pairs:
        found[mark_of(pair)].append(pair)
    return {mark: pairs for mark, pairs in found.items() if pairs}


def counted(pairs: Iterable[Pair]) -> str:
    """How many pairs are in each state, sign first, for a line without names."""
    shown = [f"{mark.symbol} {len(alike)} {mark.words}" for mark, alike in by_mark(pairs).items()]
    return "   ".join(shown)


def role_words(role: Role) -> str:
    """A role as it stands in a sentence."""
    return ROLES.get(role, role.value)


def totals(pairs: Sequence[Pair]) -> str:
    """One line: how many pairs, and how many in each state.

    What could not be checked is told with its cause, beside the total.
    """
    if not pairs:
        return "No work stands beneath this chain."
    counts = tally(pairs)
    shown = [
        f"{counts[state]} {VERDICTS[state].words}"
        for state in (
            VerdictState.SUPPORTED,
            VerdictState.PARTLY,
            VerdictState.NOT_SUPPORTED,
            VerdictState.CONTRADICTED,
        )
        if counts.get(state)
    ]
    unavailable = counts.get(VerdictState.SOURCE_UNAVAILABLE, 0)
    untold = counts.get(VerdictState.CANNOT_DETERMINE, 0)
    if unavailable or untold:
        causes = [f"{unavailable} source unavailable" if unavailable else ""]
        causes += [f"{untold} not settled by what was seen" if untold else ""]
        cause = ", ".join(cause for cause in causes if cause)
        shown.append(f"{unavailable + untold} could not be checked ({cause})")
    if differ := len(differing(pairs)):
        shown.append(f"{differ} on which readers differ")
    if unchecked := counts.get(None, 0):
        shown.append(f"{unchecked} not yet checked")
    noun = "pair" if len(pairs) == 1 else "pairs"
    return f"{len(pairs)} {noun} of claim and cited work: {', '.join(shown)}."
