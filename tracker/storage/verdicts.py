"""Verdicts and waivers as rows."""

from __future__ import annotations

from datetime import date
from typing import Any

from bib.works import Citekey, ReadStatus
from evidence.findings import Waiver
from evidence.verdicts import Binding, Fault, Verdict, VerdictState
from tracker.storage.columns import instant_text, list_text, read_instant, read_list
from tracker.storage.families import Family, Identity, PartRows, StoredRow
from tracker.storage.tables import verdicts, waivers


def _verdict_row(verdict: Verdict) -> dict[str, Any]:
    return {
        "claim": verdict.claim,
        "work": verdict.work,
        "reader": verdict.reader,
        "read_at": instant_text(verdict.read_at),
        "state": str(verdict.state),
        "access": str(verdict.access),
        "reason": verdict.reason,
        "fault": None if verdict.fault is None else str(verdict.fault),
        "is_major": verdict.is_major,
        "locator": verdict.locator,
        "excerpt": verdict.excerpt,
        **_binding_row(verdict.binding or Binding(claim="")),
        "is_adjudication": verdict.is_adjudication,
        "agreed_by": list_text(verdict.agreed_by) if verdict.agreed_by else "",
        "is_taken_back": verdict.is_taken_back,
    }


def _binding_row(binding: Binding) -> dict[str, str]:
    return {
        "claim_sha256": binding.claim,
        "citation_sha256": binding.citation,
        "excerpt_sha256": binding.excerpt,
        "text_sha256": binding.text,
    }


def _verdict(row: StoredRow, _parts: PartRows) -> Verdict:
    return Verdict(
        claim=row.claim,
        work=Citekey(row.work),
        state=VerdictState(row.state),
        reader=row.reader,
        read_at=read_instant(row.read_at),
        access=ReadStatus(row.access),
        reason=row.reason,
        fault=None if row.fault is None else Fault(row.fault),
        is_major=row.is_major,
        locator=row.locator,
        excerpt=row.excerpt,
        binding=_binding(row),
        is_adjudication=row.is_adjudication,
        agreed_by=read_list(row.agreed_by) if row.agreed_by else (),
        is_taken_back=row.is_taken_back,
    )


def _binding(row: StoredRow) -> Binding | None:
    if not row.claim_sha256:
        return None
    return Binding(
        claim=row.claim_sha256,
        citation=row.citation_sha256,
        excerpt=row.excerpt_sha256,
        text=row.text_sha256,
    )


def _verdict_subjects(identity: Identity) -> tuple[str, ...]:
    claim, work, *_ = identity
    return f"{claim} × {work}", claim, work


VERDICTS = Family[Verdict](
    what="verdict",
    table=verdicts,
    to_row=_verdict_row,
    from_row=_verdict,
    subjects=_verdict_subjects,
)


def _waiver_row(waiver: Waiver) -> dict[str, Any]:
    return {
        "check": waiver.check,
        "subject": waiver.subject,
        "why": waiver.why,
        "by": waiver.by,
        "until": None if waiver.until is None else waiver.until.isoformat(),
    }


def _waiver(row: StoredRow, _parts: PartRows) -> Waiver:
    return Waiver(
        check=row.check,
        subject=row.subject,
        why=row.why,
        by=row.by,
        until=None if row.until is None else date.fromisoformat(row.until),
    )


def _waiver_subjects(identity: Identity) -> tuple[str, ...]:
    check, subject = identity
    return f"{check} × {subject}", subject


WAIVERS = Family[Waiver](
    what="waiver", table=waivers, to_row=_waiver_row, from_row=_waiver, subjects=_waiver_subjects
)
