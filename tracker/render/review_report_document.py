"""The report of a review as a document: what was checked, what was found, what was not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from bib.short_names import short_name
from evidence.reviewing.ceilings import CEILINGS, as_far_as_read
from evidence.reviewing.outcomes import Consensus
from evidence.reviewing.pairs import ReviewPair, Tally
from evidence.reviewing.report import (
    Change,
    FigureFinding,
    PairFinding,
    Report,
    Unchecked,
    WorkFinding,
)
from evidence.reviewing.sign_off import SinceSignOff
from evidence.reviewing.stakes import Weight
from evidence.verdicts import Verdict, VerdictState
from tracker.render.agreement_text import agreement_rows
from tracker.render.document import Block, Document, Entry, Listing, Paragraph, Section, Table
from tracker.render.lists import counted
from tracker.render.plan_text import plan_rows, verdict_on
from tracker.render.states import READ, READERS_DIFFER, VERDICTS

_WEIGHTS = {
    Weight.LOAD_BEARING: "On which a conclusion hangs",
    Weight.SOLE_SUPPORT: "The only support of a step or statement",
    Weight.IN_A_CHAIN: "In the chain of a conclusion",
    Weight.NONE: "On which no conclusion rests",
}
_QUESTIONS = {
    "identity": "Is it the work it says?",
    "standing": "How does the work stand?",
    "anchor": "Were its words found?",
    "verdict": "Does it bear the statement?",
    "freshness": "Is that about the same words?",
}
_CONSENSUS = {
    Consensus.UNREAD: "nobody has read",
    Consensus.ONE_READER: "one reader",
    Consensus.AGREED: "readers agree",
    Consensus.DISPUTED: "readers differ",
    Consensus.ADJUDICATED: "decided between readers",
}
_PARTS = {"claim": "The statement", "citation": "How it cites the work", "excerpt": "The excerpt"}
_MOST_LISTED = 40

Fact = tuple[str, tuple[str, ...]]


def review_document(report: Report) -> Document:
    """The whole report; what there is nothing of is named in one sentence."""
    sections = [
        Section(title="What was checked", blocks=tuple(_checked(report))),
        Section(
            title="Found wanting", blocks=_none(report.findings), sections=tuple(_found(report))
        ),
        *_others(report),
    ]
    sections += [
        Section(title="Agreement of readers", blocks=tuple(_agreement(report))),
        Section(title="Spot check", blocks=tuple(_plan(report))),
        Section(title="What could not be checked", blocks=tuple(_unchecked(report))),
    ]
    if report.since:
        sections.append(Section(title="Sign-off", blocks=tuple(_since(report.since))))
    return Document(
        title=f"Review of {_what(report)}",
        content_note=report.about.content_note,
        lead=tuple(_lead(report)),
        sections=tuple(sections),
    )


def _what(report: Report) -> str:
    if report.survey and report.survey.title:
        return f"“{report.survey.title}”"
    return report.about.title or "this library"


def state_words(finding: PairFinding) -> str:
    """What stands of a pair, no further than its readers read, with the fault."""
    standing = finding.outcome.standing
    state = finding.pair.state
    told = dict.fromkeys(said(each) for each in standing)
    if state is None:
        return f"{READERS_DIFFER}: {' against '.join(told)}"
    faults = dict.fromkeys(_fault(each) for each in standing if each.fault)
    fault = f" ({'; '.join(faults)})" if faults else ""
    return f"{VERDICTS[state].symbol} {' and '.join(told)}{fault}"


def said(verdict: Verdict) -> str:
    """A verdict as part of a sentence: “partly supported by the abstract”."""
    told = as_far_as_read(verdict.state, verdict.access)
    return told.replace(VerdictState.PARTLY, "partly supported", 1)


def _fault(verdict: Verdict) -> str:
    return f"{verdict.fault}, {'major' if verdict.is_major else 'minor'}"


def _lead(report: Report) -> Iterator[Block]:
    is_whole = report.pairs == report.total
    number = f"{report.pairs:,}" if is_whole else f"{report.pairs:,} of {report.total:,}"
    day = f"{report.made_at:%Y-%m-%d %H:%M} UTC"
    counts = report.counts
    yield Paragraph(
        text=f"{number} pairs of a statement and a work it cites, as of "
        f"{day}. Found wanting: {counts['findings']:,}; readers differ: {counts['disputed']:,}; "
        f"could not be checked: {counts['could not check']:,}; nobody has read: "
        f"{counts['unread']:,}."
    )
    if report.is_partial_view:
        yield Paragraph(
            text=f"Readings are blind: this is as {report.reader} may see it; what others found "
            "on pairs that they have not read themselves is left out."
        )


def _checked(report: Report) -> Iterator[Block]:
    yield Table(
        caption="Five questions of every pair, never made into one",
        head=("Question", "Checked", "Could not check", "Nobody asked", "Not applicable"),
        rows=tuple(_tally_row(tally) for tally in report.tallies),
        numbers=(3, 4),
    )
    readings = [
        f"{counted(pairs, 'pair')} with {counted(number, 'reading')}"
        for number, pairs in report.readings.items()
    ]
    settled = [f"{_CONSENSUS[each]} {count:,}" for each, count in report.consensus.items()]
    yield Paragraph(
        text=f"Readings: {'; '.join(readings) or 'none'}. Of the pairs: "
        f"{', '.join(settled) or 'none'}. {_how(report)}"
    )
    if report.readers:
        yield Table(
            caption="Who read",
            head=("Reader", "Readings", "Decisions", "First", "Last"),
            rows=tuple(
                (
                    each.reader,
                    f"{each.readings:,}",
                    f"{each.decisions:,}",
                    f"{each.first:%Y-%m-%d}",
                    f"{each.last:%Y-%m-%d}",
                )
                for each in report.readers
            ),
            numbers=(1, 2),
        )
    if report.access:
        yield Table(
            caption="How much of the works was read, and what that can show",
            head=("Read", "Pairs", "The most it can show"),
            rows=tuple(
                (READ[access].capitalize(), f"{count:,}", CEILINGS[access])
                for access, count in report.access.items()
            ),
            numbers=(1,),
        )


def _tally_row(tally: Tally) -> tuple[str, ...]:
    return (
        _QUESTIONS[tally.name],
        _parts(tally.checked),
        _parts(tally.could_not),
        f"{tally.not_asked:,}",
        f"{tally.not_applicable:,}",
    )


def _parts(counts: Mapping[str, int]) -> str:
    if not counts:
        return "0"
    parts = ", ".join(f"{count:,} {name}" for name, count in counts.items())
    return parts if len(counts) == 1 else f"{sum(counts.values()):,}: {parts}"


def _how(report: Report) -> str:
    wanted = f"{counted(report.wanted_readings, 'reading')} of each pair are wanted."
    if report.wanted_readings == 1:
        wanted = "One reading of each pair is wanted."
    if not report.blind_readers:
        return f"{wanted} Readings are not blind."
    names = ", ".join(report.blind_readers)
    return f"{wanted} First readings are blind: {names} see each other's only after their own."


def _none(found: Iterable[object]) -> tuple[Block, ...]:
    return () if any(True for _ in found) else (Paragraph(text="Nothing."),)


def _found(report: Report) -> Iterator[Section]:
    number = 0
    for weight, title in _WEIGHTS.items():
        alike = [each for each in report.findings if each.weight is weight]
        blocks = []
        for finding in alike:
            number += 1
            blocks.append(_pair_entry(finding, f"{number}. "))
        if blocks:
            yield Section(title=f"{title} ({len(blocks):,})", blocks=tuple(blocks))


def _others(report: Report) -> Iterator[Section]:
    """The other kinds of finding; those of which there are none in one sentence."""
    kinds: tuple[tuple[str, tuple[Block, ...]], ...] = (
        ("Readers differ", tuple(_pair_entry(each) for each in report.disputed)),
        ("Changed since it was read", tuple(_pair_entry(each) for each in report.stale)),
        ("Not the work it says", tuple(_work_entry(each) for each in report.identities)),
        ("How cited works stand", tuple(_work_entry(each) for each in report.standings)),
        ("Words that were not found again", tuple(_pair_entry(each) for each in report.orphaned)),
        ("Doubtful figures", tuple(_figure_entry(each) for each in report.figures)),
        ("Alarms", tuple(_alarms(report.alarms))),
    )
    for title, blocks in kinds:
        if blocks:
            yield Section(title=title, blocks=blocks)
    absent = [title.lower() for title, blocks in kinds if not blocks]
    if absent:
        text = f"There is nothing under: {'; '.join(absent)}."
        yield Section(title="Nothing to report", blocks=(Paragraph(text=text),))


def _pair_entry(finding: PairFinding, lead: str = "") -> Entry:
    pair = finding.pair
    number = f" [{pair.number}]" if pair.number else ""
    facts: list[Fact] = [
        ("Statement", (finding.claim.statement,)),
        ("Found", tuple(map(_reading, finding.outcome.standing))),
        ("At stake", finding.why),
        ("Changed", tuple(line for each in finding.changes for line in _change(each))),
        ("Proposed", tuple(each.words for each in finding.proposals)),
    ]
    return Entry(
        title=f"{lead}{pair.at or pair.claim} cites {short_name(finding.work)}{number}",
        state=state_words(finding),
        tone=VERDICTS[pair.state].tone if pair.state else READERS_DIFFER.tone,
        facts=_kept(facts),
    )


def _reading(verdict: Verdict) -> str:
    place = f", at {verdict.locator}" if verdict.locator else ""
    how = "decided by " if verdict.is_adjudication else ""
    who = " and ".join(verdict.agreed_by) if verdict.agreed_by else verdict.reader
    read = READ[verdict.access]
    told = said(verdict)
    reason = f" {verdict.reason}" if verdict.reason else " No reason is given."
    return f"{how}{who}, {verdict.read_at:%Y-%m-%d} ({read}{place}), {told}:{reason}"


def _change(change: Change) -> Iterator[str]:
    name = _PARTS.get(change.part)
    if name is None:
        yield f"The text that {change.reader} read is no longer held."
        return
    then = f"“{change.then}”" if change.then else "no longer known"
    now = f"“{change.now}”" if change.now else "gone"
    yield f"{name}, when {change.reader} read it: {then}; now: {now}."


def _work_entry(finding: WorkFinding) -> Entry:
    number = f" [{finding.work.cited_as}]" if finding.work.cited_as else ""
    facts: list[Fact] = [
        ("Work", (finding.work.title,) if finding.work.title else ()),
        ("Why", finding.reasons),
        ("Cited in", (_places(finding.pairs),)),
        ("Proposed", tuple(each.words for each in finding.proposals)),
    ]
    return Entry(
        title=f"{short_name(finding.work)}{number}",
        state=f"▲ {finding.state}",
        tone="fair",
        facts=_kept(facts),
    )


def _figure_entry(finding: FigureFinding) -> Entry:
    claim, figure = finding.claim, finding.figure
    rivals = tuple(
        f"{rival}{f' ({rival.subject})' if rival.subject else ''}, in {other.id}"
        for other, rival in finding.rivals
    )
    facts: list[Fact] = [
        ("Statement", (claim.statement,)),
        ("Of", (figure.subject,) if figure.subject else ()),
        ("Why", (*filter(None, [figure.dispute]), *(words for _, words in finding.doubts))),
        ("Against", rivals),
        ("Proposed", tuple(each.words for each in finding.proposals)),
    ]
    return Entry(
        title=f"{str(claim.locator) or claim.id}: {figure}",
        state="▲ disputed" if figure.is_disputed else "▲ does not fit",
        tone="fair",
        facts=_kept(facts),
    )


def _alarms(counts: Mapping[str, int]) -> Iterator[Block]:
    if counts:
        yield Paragraph(
            text="Rules of the machine raised these; an alarm is a reason to look and no verdict."
        )
        yield Table(
            caption="Alarms by rule",
            head=("Rule", "Pairs"),
            rows=tuple((name, f"{count:,}") for name, count in counts.items()),
            numbers=(1,),
        )


def _agreement(report: Report) -> Iterator[Block]:
    if report.agreement is None:
        yield Paragraph(text=report.no_agreement)
        return
    yield Table(
        caption="How far readers agree, in their first readings",
        head=("Measure", "Value"),
        rows=tuple(agreement_rows(report.agreement)),
    )


def _plan(report: Report) -> Iterator[Block]:
    kept = report.plan
    if kept is None:
        yield Paragraph(text="No spot check was planned; what was not read carries no guarantee.")
        return
    rows = plan_rows(kept.plan, reader=kept.reader, since=kept.since)
    yield Table(caption="The latest plan", head=("", ""), rows=tuple(rows))
    yield Paragraph(text=verdict_on(kept.plan))


def _unchecked(report: Report) -> Iterator[Block]:
    if not report.unchecked and not report.unread:
        yield Paragraph(text="Nothing.")
    for cause in dict.fromkeys(each.cause for each in report.unchecked):
        alike = [each for each in report.unchecked if each.cause is cause]
        yield Table(
            caption=f"{str(VERDICTS[cause].words).capitalize()}: {counted(len(alike), 'work')}",
            head=("Work", "Pairs", "Where", "Why"),
            rows=tuple(_unchecked_row(each) for each in alike),
            numbers=(1,),
        )
    if report.unread:
        yield Paragraph(
            text=f"Nobody has read {counted(len(report.unread), 'pair')}: {_places(report.unread)}."
        )


def _unchecked_row(found: Unchecked) -> tuple[str, ...]:
    number = f"[{found.work.cited_as}] " if found.work.cited_as else ""
    return (
        f"{number}{short_name(found.work)}",
        f"{len(found.pairs):,}",
        _places(found.pairs),
        " ".join(found.reasons) or "No reason is given.",
    )


def _since(found: SinceSignOff) -> Iterator[Block]:
    signed = found.sign_off
    why = f" “{signed.why}”" if signed.why else ""
    opened = ", ".join(f"{count:,} {name}" for name, count in signed.counts.items() if count)
    yield Paragraph(
        text=f"Signed off by {signed.name} on {signed.at:%Y-%m-%d %H:%M} UTC, on entry "
        f"{signed.entry:,} of the log ({signed.hash[:12] or 'no entry before'}).{why} "
        f"Then: {opened or 'nothing to review'}."
    )
    yield Paragraph(
        text=f"Since then: {found.unchanged:,} as they were, {len(found.reopened):,} changed, "
        f"{len(found.new):,} new, {len(found.gone):,} gone. Only what was changed is open again."
    )
    changed = [
        f"{each.pair.at or each.pair.claim} × {each.pair.work}: "
        + "; ".join(
            f"{name} {then or 'none'} → {now or 'none'}" for name, then, now in each.answers
        )
        for each in found.reopened
    ]
    new = [f"{pair.at or pair.claim} × {pair.work}: new" for pair in found.new]
    gone = [f"{name}: gone" for name in found.gone]
    every = [*changed, *new, *gone]
    if every:
        more = [f"… and {len(every) - _MOST_LISTED:,} more"] if len(every) > _MOST_LISTED else []
        yield Listing(items=(*every[:_MOST_LISTED], *more))


def _places(pairs: Iterable[ReviewPair]) -> str:
    names = list(dict.fromkeys(pair.at or pair.claim for pair in pairs))
    more = len(names) - _MOST_LISTED
    return ", ".join(names[:_MOST_LISTED]) + (f" and {more:,} more" if more > 0 else "")


def _kept(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    return tuple((name, texts) for name, texts in facts if texts)
