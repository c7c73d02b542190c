"""The agreement of readers, for the terminal and as data."""

from __future__ import annotations

from evidence.reviewing.agreement import Agreement, Coefficient
from tracker.render.lists import clean, columns, counted
from tracker.render.objects import Object
from tracker.render.terminal import Look, finished

_SHOWN = 20


def agreement_text(found: Agreement, *, look: Look) -> str:
    """Who was compared on how much, the coefficients, and what they differ on."""
    if found.share is None:
        return finished("No pair was read by two of these readers; nothing can be compared.", look)
    lines = [columns(agreement_rows(found), width=look.width)]
    if found.differing:
        pairs = [clean(" × ".join(pair)) for pair in found.differing[:_SHOWN]]
        lines += ["", f"They differ on {counted(len(found.differing), 'pair')}:"]
        lines += [f"  {pair}" for pair in pairs]
        more = len(found.differing) - len(pairs)
        lines += [f"  … and {more:,} more"] if more else []
    return finished("\n".join(lines), look)


def agreement_rows(found: Agreement) -> list[tuple[str, str]]:
    """What was measured, and what came of it."""
    rows = [
        ("readers", ", ".join(found.readers)),
        ("pairs", f"{found.pairs:,} read by two or more of them"),
        ("agree", f"{found.share or 0:.0%} ({found.same:,} of {found.compared:,})"),
    ]
    if found.kappa:
        rows.append(("Cohen's kappa", _told(found.kappa)))
    return [*rows, ("Krippendorff's alpha", _told(found.alpha))]


def agreement_object(found: Agreement) -> Object:
    """The agreement as data."""
    return {
        "readers": list(found.readers),
        "pairs": found.pairs,
        "compared": found.compared,
        "same": found.same,
        "share": found.share,
        "kappa": _coefficient_object(found.kappa) if found.kappa else None,
        "alpha": _coefficient_object(found.alpha),
        "table": [
            {"one": one, "other": other, "count": count}
            for (one, other), count in sorted(found.table.items())
        ],
        "differing": [{"claim": claim, "work": work} for claim, work in found.differing],
    }


def _told(coefficient: Coefficient) -> str:
    if coefficient.value is None:
        return "undefined: one and the same thing was found throughout"
    return f"{coefficient.value:.2f} ({coefficient.low:.2f} to {coefficient.high:.2f})"


def _coefficient_object(coefficient: Coefficient) -> Object:
    return {"value": coefficient.value, "low": coefficient.low, "high": coefficient.high}
