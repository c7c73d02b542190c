"""A verdict must be about the words that stand now.

A verdict is bound to what the claim asserts, how it cites the work, the excerpt and the text that
were read. Once one of them is changed, it says nothing about what stands there now. Look at the
difference and read the pair again (`evtrack review next`); the old verdict stays on record.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from evidence.claims import Claim
from evidence.findings import Finding, Severity
from evidence.holdings import Holdings
from evidence.reviewing.bindings import (
    BoundPart,
    changed_parts,
    citation_wording,
    citations_of,
    excerpt_wording,
    wording,
)
from evidence.verdicts import Binding, Verdict

NAME = "stale-verdict"
SEVERITY = Severity.WARNING
LOOKS_AT = "verdicts"

_PARTS = {
    BoundPart.CLAIM: "what the claim says",
    BoundPart.CITATION: "how it cites the work",
    BoundPart.EXCERPT: "the excerpt",
    BoundPart.TEXT: "the text that was read",
}
_SHOWN = 120


def check(holdings: Holdings) -> Iterator[Finding]:
    """Report every verdict that stands and was given on something else, with the difference."""
    kept = {each.sha256: each.words for each in holdings.corpus.wordings}
    for outcome in holdings.outcomes.values():
        for verdict in outcome.standing:
            claim = holdings.claims.get(verdict.claim)
            parts = _changed(verdict, claim, holdings) if claim else ()
            if claim and verdict.binding and parts and not claim.is_withdrawn:
                told = "; ".join(
                    _told(part, verdict, verdict.binding, claim, kept) for part in parts
                )
                yield Finding(
                    check=NAME,
                    severity=SEVERITY,
                    subject=f"{verdict.claim} × {verdict.work}",
                    message=f"Changed since {verdict.reader} found it {verdict.state}: {told}.",
                    where=str(claim.locator),
                )


def _changed(verdict: Verdict, claim: Claim, holdings: Holdings) -> tuple[BoundPart, ...]:
    texts = holdings.texts.get(verdict.work, ()) if holdings.texts is not None else ()
    parts = changed_parts(verdict, claim, texts=texts)
    # Outside a library it is not known which texts are held.
    return parts if holdings.texts is not None else tuple(set(parts) - {BoundPart.TEXT})


def _told(
    part: BoundPart, verdict: Verdict, binding: Binding, claim: Claim, kept: Mapping[str, str]
) -> str:
    if part is BoundPart.TEXT:
        return f"{_PARTS[part]} is not held any more"
    then = kept.get(getattr(binding, part.value), "")
    now = _words(part, verdict, claim)
    if not then:
        return f"{_PARTS[part]} (the earlier words were not kept)"
    if not now:
        return f"{_PARTS[part]} is gone; it was “{_short(then)}”"
    return f"{_PARTS[part]}, {_difference(then, now)}"


def _words(part: BoundPart, verdict: Verdict, claim: Claim) -> str:
    if part is BoundPart.CLAIM:
        return wording(claim)
    if part is BoundPart.CITATION:
        return citation_wording(citations_of(claim, verdict.work))
    return next(
        (excerpt_wording(each) for each in claim.excerpts if each.id == verdict.excerpt), ""
    )


def _difference(then: str, now: str) -> str:
    """The lines that are not in both, old before new."""
    old, new = then.split("\n"), now.split("\n")
    gone = " ".join(line for line in old if line not in new)
    come = " ".join(line for line in new if line not in old)
    if gone and come:
        return f"from “{_short(gone)}” to “{_short(come)}”"
    if gone or come:
        return f"without “{_short(gone)}”" if gone else f"with “{_short(come)}”"
    return "in another order"


def _short(words: str) -> str:
    return words if len(words) <= _SHOWN else f"{words[: _SHOWN - 1]}…"
