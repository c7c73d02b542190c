"""Mend what checks found, where they are sure how."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bib.entries import with_fields
from bib.works import Work
from evidence.checking import run
from evidence.checks import CHECKS
from evidence.corpus import Corpus
from evidence.findings import FieldChange, Finding
from evidence.holdings import Holdings
from tracker.library import Library

# One change may lay open another, as a name in a title that came apart; none needs more than a few.
_ROUNDS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Fix:
    """One field of one work as it was and as it would be; empty where it was not there."""

    check: str
    work: str
    field: str
    before: str
    after: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FixReport:
    """What is mended, and how many findings of these checks stay."""

    fixes: tuple[Fix, ...]
    remaining: int
    is_applied: bool


def fix_findings(
    library: Library, *, now: datetime, only: Collection[str] = (), is_applied: bool
) -> FixReport:
    """Mend every finding that proposes changes, in one deed; or only tell what would be changed.

    Findings that were waived are left alone.
    """
    if not is_applied:
        with library.reading() as records:
            return _plan(records.corpus(), now, only).report(is_applied=False)
    with library.deed("fix", now=now, why=_why(only)) as deed:
        plan = _plan(deed.records.corpus(), now, only)
        deed.records.put_works(plan.works)
        fixes = [[fix.work, fix.field, fix.before, fix.after] for fix in plan.fixes]
        deed.note(changes=fixes)
    return plan.report(is_applied=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    works: tuple[Work, ...]
    fixes: tuple[Fix, ...]
    remaining: int

    def report(self, *, is_applied: bool) -> FixReport:
        return FixReport(fixes=self.fixes, remaining=self.remaining, is_applied=is_applied)


def _plan(corpus: Corpus, now: datetime, only: Collection[str]) -> _Plan:
    checks = [check for check in CHECKS if check.LOOKS_AT == "works"]
    fixes: list[Fix] = []
    changed: dict[str, Work] = {}
    for _ in range(_ROUNDS):
        holdings = Holdings.of(corpus, today=now.date())
        findings = run(checks, holdings, today=now.date(), only=only).findings
        mended, made = _mended(findings, holdings)
        if not mended:
            break
        fixes += made
        changed |= mended
        corpus = replace(
            corpus,
            bibliography=tuple(
                mended.get(item.key, item) if isinstance(item, Work) else item
                for item in corpus.bibliography
            ),
        )
    return _Plan(works=tuple(changed.values()), fixes=tuple(fixes), remaining=len(findings))


def _mended(findings: Sequence[Finding], holdings: Holdings) -> tuple[dict[str, Work], list[Fix]]:
    """Works with the changes made that touch different fields; the others wait for their turn."""
    mended: dict[str, Work] = {}
    fixes: list[Fix] = []
    touched: set[tuple[str, str]] = set()
    for finding in findings:
        places = {(finding.subject, change.field) for change in finding.changes}
        work = mended.get(finding.subject) or holdings.works.get(finding.subject)
        if work is None or not places or places & touched:
            continue
        touched |= places
        fixes += [_fix(finding, work, change) for change in finding.changes]
        mended[finding.subject] = _changed(work, finding.changes)
    return mended, fixes


def _fix(finding: Finding, work: Work, change: FieldChange) -> Fix:
    return Fix(
        check=finding.check,
        work=work.key,
        field=change.field,
        before=work.fields.get(change.field, ""),
        after=change.value,
        why=finding.message,
    )


def _changed(work: Work, changes: Sequence[FieldChange]) -> Work:
    fields = dict(work.fields) | {change.field: change.value for change in changes}
    gone = {change.field for change in changes if not change.value}
    changed = with_fields(work, {name: fields[name] for name in fields if name not in gone})
    # What the work shows of its crossref parent is not in its fields.
    return replace(
        changed,
        title=changed.title or work.title,
        authors=changed.authors or work.authors,
        editors=changed.editors or work.editors,
        issued=changed.issued or work.issued,
    )


def _why(only: Collection[str]) -> str:
    return f"found by {', '.join(only)}" if only else ""
