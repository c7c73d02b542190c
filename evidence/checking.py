"""Running checks: what they found, how much they looked at, and what they could not look at."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from evidence.findings import Finding, Severity, Waiver
from evidence.holdings import Holdings
from evidence.natural_order import natural

_GRAVITY = {severity: place for place, severity in enumerate(Severity)}


class Check(Protocol):
    """One rule, as its module has it; the module's docstring is its documentation.

    `LOOKS_AT` names what it looks at, among `Holdings.counts`.
    """

    NAME: str
    SEVERITY: Severity
    LOOKS_AT: str

    def check(self, holdings: Holdings) -> Iterator[Finding]:
        """What breaks the rule."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Skip:
    """What a check could not look at, how much of it, and why."""

    check: str
    count: int
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckReport:
    """What a run of checks found.

    `findings` and `waived` are gravest first, then by check and subject; `checked` says how many
    records each check looked at, by its name; `looked_at` what those records are. `known` are
    findings of a baseline, and `gone` the checks and subjects of it that are met no more.
    """

    findings: tuple[Finding, ...] = ()
    known: tuple[Finding, ...] = ()
    gone: tuple[tuple[str, str], ...] = ()
    waived: tuple[tuple[Finding, Waiver], ...] = ()
    checked: Mapping[str, int]
    looked_at: Mapping[str, str]
    skipped: tuple[Skip, ...] = ()


def run(
    checks: Iterable[Check], holdings: Holdings, *, today: date, only: Collection[str] = ()
) -> CheckReport:
    """Run the named checks, or all; waivers of the corpus set findings aside."""
    chosen = [check for check in checks if not only or check.NAME in only]
    found = [finding for check in chosen for finding in check.check(holdings)]
    waivers: dict[tuple[str, str], list[Waiver]] = {}
    for waiver in holdings.corpus.waivers:
        waivers.setdefault((waiver.check, waiver.subject), []).append(waiver)
    kept: list[Finding] = []
    waived: list[tuple[Finding, Waiver]] = []
    for finding in sorted(found, key=_weight):
        near = waivers.get((finding.check, finding.subject), ())
        valid = [waiver for waiver in near if waiver.covers(finding, today=today)]
        if valid:
            waived.append((finding, valid[0]))
        else:
            kept.append(finding)
    counts = holdings.counts
    return CheckReport(
        findings=tuple(kept),
        waived=tuple(waived),
        checked={check.NAME: counts[check.LOOKS_AT] for check in chosen},
        looked_at={check.NAME: check.LOOKS_AT for check in chosen},
        skipped=tuple(skip for check in chosen for skip in _skipped(check.NAME, holdings)),
    )


def _weight(finding: Finding) -> tuple[int, str, object, str]:
    place = _GRAVITY[finding.severity]
    return place, finding.check, natural(finding.subject), finding.message


def _skipped(name: str, holdings: Holdings) -> Iterator[Skip]:
    if name == "log" and holdings.log is None:
        yield Skip(check=name, count=1, why="The corpus comes from no library and has no log.")
    if name == "claim-not-supported":
        pairs = {
            (claim.id, citation.work)
            for claim in holdings.corpus.claims
            if not claim.is_withdrawn
            for citation in claim.citations
        }
        judged = {pair for pair, outcome in holdings.outcomes.items() if outcome.standing}
        if unjudged := len(pairs - judged):
            why = "Nobody has compared these claims with the works they cite."
            yield Skip(check=name, count=unjudged, why=why)
    if name == "stale-verdict":
        yield from _unbound(name, holdings)
    if name in _FOLLOW_CHAINS and holdings.loops:
        why = f"The chains of {', '.join(holdings.loops)} have a loop and cannot be followed."
        yield Skip(check=name, count=len(holdings.loops), why=why)


def _unbound(name: str, holdings: Holdings) -> Iterator[Skip]:
    standing = [each for outcome in holdings.outcomes.values() for each in outcome.standing]
    if unbound := sum(verdict.binding is None for verdict in standing):
        why = "These verdicts do not say on which words they were given."
        yield Skip(check=name, count=unbound, why=why)
    on_texts = sum(bool(verdict.binding and verdict.binding.text) for verdict in standing)
    if on_texts and holdings.texts is None:
        why = "The corpus comes from no library, and the texts that were read are not in it."
        yield Skip(check=name, count=on_texts, why=why)


_FOLLOW_CHAINS = frozenset({"uncited-node", "single-source-node", "unread-support"})
