"""The three parts of an annotation as sentences: reports, used for, can and cannot bear."""

from __future__ import annotations

from collections import Counter

from bib.identity import Identified
from bib.standing import StandingSignal
from bib.works import ReadStatus, Work
from evidence.annotations import Annotation, Use
from evidence.claims import Claim

READ = {
    ReadStatus.FULL: "read in full",
    ReadStatus.PART: "read in part",
    ReadStatus.ABSTRACT: "only the abstract or opening was read",
    ReadStatus.SECONDARY: "known only from what others report",
    ReadStatus.NONE: "not read",
}

_MOST_REPORTS = 20


def reports(annotation: Annotation) -> list[str]:
    """What the work reports, a sentence a claim; or that nothing could be taken from it.

    Of a work with very many claims, as a survey, the first are given and the rest are counted.
    """
    found = [_reported(claim) for claim in annotation.reports[:_MOST_REPORTS]]
    more = len(annotation.reports) - len(found)
    if more > 0:
        listed = f"evtrack claims --work {annotation.work.key}"
        found.append(f"And {more:,} more claims, which “{listed}” lists.")
    gist = [annotation.work.gist] if annotation.work.gist else []
    return gist + found or ["Nothing could be taken from the work itself."]


def used_for(annotation: Annotation) -> list[str]:
    """What the survey uses it for, a sentence a citing claim, with place and chain steps."""
    uses = [_used(use) for use in annotation.uses]
    if annotation.carries:
        uses.append(f"Carries {', '.join(annotation.carries)} from elsewhere in the survey.")
    return uses


def bears(annotation: Annotation) -> list[str]:
    """What readers found it can and cannot bear, a sentence a finding; with a tally first."""
    pairs = [(use, verdict) for use in annotation.uses for verdict in use.verdicts]
    if not annotation.uses:
        return []
    if not pairs:
        return ["No reader has compared it with the claims that cite it."]
    tally = Counter(verdict.state for _, verdict in pairs)
    total = ", ".join(f"{count} {state}" for state, count in tally.most_common())
    plural = "claim" if len(pairs) == 1 else "claims"
    sentences = [f"Put beside {len(pairs)} {plural}: {total}."]
    said = dict.fromkeys(
        (verdict.state, verdict.reason or "no reason recorded") for _, verdict in pairs
    )
    for state, reason in said:
        places = [
            str(use.claim.locator) or use.claim.id
            for use, verdict in pairs
            if (verdict.state, verdict.reason or "no reason recorded") == (state, reason)
        ]
        sentences.append(f"{state.capitalize()} ({', '.join(dict.fromkeys(places))}): {reason}")
    return sentences


def identity_text(found: Identified) -> str:
    """What came of comparing a work with the world's records, by whom and when."""
    asked = ", ".join(filter(None, [found.by, str(found.on) if found.on else ""]))
    why = f": {found.why}" if found.why else ""
    return f"{found.grade} ({asked}){why}" if asked else f"{found.grade}{why}"


def standing_text(signal: StandingSignal) -> str:
    """One source's word on how the work stands, as a sentence."""
    since = f" since {signal.since}" if signal.since else ""
    seen = f" (seen: {signal.seen})" if signal.seen else ""
    note = f": {signal.note.rstrip('.')}" if signal.note else ""
    return f"{signal.state.capitalize()}{since}{note}{seen}."


def reading_text(work: Work) -> str:
    """How far the work was read, as a phrase."""
    return READ[work.read_status]


def disputed_figures(claims: tuple[Claim, ...]) -> list[str]:
    """The disputed figures among these claims, each with why."""
    return [
        f"{figure} ({figure.subject}): {figure.dispute or 'other claims differ'}"
        for claim in claims
        for figure in claim.figures
        if figure.is_disputed
    ]


def _reported(claim: Claim) -> str:
    place = str(claim.locator)
    # Where it was seen often begins with the place: “abstract, in the publisher's record”.
    is_told = claim.seen.casefold().startswith(place.casefold())
    where = ", ".join(part for part in ("" if is_told else place, claim.seen) if part)
    return _placed(claim.statement, where)


def _used(use: Use) -> str:
    place = str(use.claim.locator) or use.claim.id
    steps = f"; {', '.join(use.nodes)}" if use.nodes else ""
    ambiguous = "; the group may be meant for another clause" if use.is_ambiguous else ""
    return _placed(use.claim.statement, f"{place}{steps}{ambiguous}")


def _placed(sentence: str, where: str) -> str:
    """The sentence with its place in brackets before the full stop."""
    if not where:
        return sentence
    end = "." if sentence.endswith(".") else ""
    return f"{sentence.removesuffix('.')} ({where}){end}"
