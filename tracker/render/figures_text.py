"""Figures as text."""

from __future__ import annotations

from evidence.figures import Figure


def figure_text(figure: Figure) -> str:
    """A figure with its subject, its time, and why it is doubted."""
    when = []
    if figure.since or figure.until:
        when.append(f"{figure.since or ''}–{figure.until or ''}")
    if figure.as_of:
        when.append(f"as of {figure.as_of}")
    made = {"ratio of": figure.ratio_of, "sum of": figure.sum_of, "growth of": figure.growth_of}
    made |= {"not before": figure.not_before}
    when += [f"{how} {', '.join(of)}" for how, of in made.items() if of]
    time = f" ({', '.join(when)})" if when else ""
    doubt = ""
    if figure.is_disputed:
        by = f" [{', '.join(figure.disputed_by)}]" if figure.disputed_by else ""
        doubt = f" — disputed: {figure.dispute or 'other claims differ'}{by}"
    subject = f": {figure.subject}" if figure.subject else ""
    return f"{figure}{subject}{time}{doubt}"
