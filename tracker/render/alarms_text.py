"""Alarms for the terminal and as JSON: the rule, what it says, and the words in doubt, marked."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from evidence.reviewing.alarm import Alarm
from evidence.reviewing.alarm_report import AlarmsReport, PairAlarms, RuleTally
from tracker.render.lists import clean, counted
from tracker.render.terminal import Look, finished, paragraph

# How much is shown before and after the words in doubt.
_REACH = 160


def alarms_text(report: AlarmsReport, *, look: Look, with_tallies: bool) -> str:
    """The alarms pair by pair, then how far each rule could look."""
    lines: list[str] = []
    for each in report.found:
        lines += [*_pair_lines(each, look), ""]
    if not report.is_current:
        lines += ["This library cannot be written: alarms are those of its last review.", ""]
    if with_tallies:
        for tally in report.tallies:
            lines += paragraph(f"{tally.rule:<20}", _tally(tally), look=look, indent=20)
        lines.append("")
    pairs = counted(len(report.found), "pair")
    lines.append(f"{counted(report.alarms, 'alarm')} on {pairs} of {report.pairs:,}.")
    lines.append("An alarm is a reason to look, and no verdict.")
    return finished("\n".join(lines), look)


def _pair_lines(each: PairAlarms, look: Look) -> list[str]:
    number = f" [{each.pair.number}]" if each.pair.number else ""
    lines = [look.style(clean(f"{each.pair.id}{number}"), "name")]
    lines += paragraph("  ", each.statement, look=look)
    for alarm in each.alarms:
        lines += paragraph(f"  ▲ {alarm.rule}: ", alarm.message, look=look, tone="fair", indent=4)
        if alarm.words != alarm.source:
            lines += paragraph(
                f"    {alarm.where}: ", marked(alarm), look=look, tone="dim", indent=6
            )
    return lines


def marked(alarm: Alarm) -> str:
    """The words around those in doubt, which stand between >> and <<."""
    first, last = max(0, alarm.start - _REACH), alarm.end + _REACH
    before, after = alarm.source[first : alarm.start], alarm.source[alarm.end : last]
    head = "…" if first else ""
    tail = "…" if last < len(alarm.source) else ""
    return clean(f"{head}{before}>>{alarm.words}<<{after}{tail}")


def _tally(tally: RuleTally) -> str:
    told = [f"looked at {tally.looked_at:,}, alarm on {tally.raised:,}"]
    told += [f"could not look at {count:,}: {why}" for why, count in tally.could_not.items()]
    return "; ".join(told)


def alarm_lines(alarms: Iterable[tuple[str, Alarm]]) -> list[str]:
    """One line an alarm, where the claim is shown already, from cited works and their alarms."""
    works: dict[tuple[str, str], list[str]] = {}
    for work, alarm in alarms:
        works.setdefault((alarm.rule, alarm.message), []).append(work)
    return [f"{rule}: {message} ({', '.join(keys)})" for (rule, message), keys in works.items()]


def alarm_object(alarm: Alarm) -> dict[str, Any]:
    """An alarm as JSON has it."""
    return {
        "rule": alarm.rule,
        "message": alarm.message,
        "where": str(alarm.where),
        "words": alarm.words,
        "start": alarm.start,
        "end": alarm.end,
        "source": alarm.source,
    }


def alarms_object(report: AlarmsReport) -> dict[str, Any]:
    """The whole report as JSON has it."""
    return {
        "alarms": [
            {"claim": each.pair.claim, "work": each.pair.work} | alarm_object(alarm)
            for each in report.found
            for alarm in each.alarms
        ],
        "rules": [
            {
                "rule": tally.rule,
                "raised": tally.raised,
                "looked_at": tally.looked_at,
                "could_not_look": dict(tally.could_not),
            }
            for tally in report.tallies
        ],
        "pairs": report.pairs,
        "is_current": report.is_current,
    }
