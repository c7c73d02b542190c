"""The findings of a review as a letter to the authors: numbered, polite, without ids of ours."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from bib.short_names import short_name
from bib.works import ReadStatus, Work
from evidence.claims import Claim, Locator
from evidence.errors import InvalidRecordError
from evidence.listing import listed
from evidence.reviewing.proposals import Remedy
from evidence.reviewing.report import FigureFinding, PairFinding, Report, Unchecked, WorkFinding
from evidence.verdicts import VerdictState
from tracker.render.lists import counted
from tracker.render.markdown_words import plain_markdown
from tracker.render.review_report_document import said

# An address of ours within a sentence; a date has more digits.
_ADDRESS = re.compile(r"(?<![\w.-])\d{1,2}(?:\.\d{1,2})*-\d{1,2}-\d{1,2}[a-z]?(?![\w-])")
_CAUSES = {
    VerdictState.SOURCE_UNAVAILABLE: "We could not obtain",
    VerdictState.CANNOT_DETERMINE: "What we had did not settle it for",
}

Line = tuple[str, str]
_NO_NOTES = "We have nothing to note."
_CLOSING = (
    "We may have misread a passage of the paper or of a source; a word from you is all we need to "
    "take a note back."
)


def review_letter(report: Report) -> str:
    """The letter, as Markdown that reads as plain text.

    Left out are pairs on which readers differ, and verdicts on words that were changed since.
    """
    numbers = _Numbers()
    told = [each for each in report.findings if not each.pair.stale_readers]
    notes = [
        *_part("Statements and their references", _statements(told, numbers)),
        *_part("Numbers", (_figure(each, numbers) for each in report.figures)),
        *_part(
            "References",
            (_work(each, numbers) for each in (*report.identities, *report.standings)),
        ),
    ]
    parts = [
        f"# Notes on the references of {plain_markdown(_title(report))}",
        _opening(report),
        *(notes or [_NO_NOTES]),
        *_part("What we could not see", _unseen(report)),
        *([_CLOSING] if notes else []),
    ]
    return "\n\n".join(parts) + "\n"


class _Numbers:
    """The notes, numbered through all parts of the letter."""

    def __init__(self) -> None:
        self._last = 0

    def note(self, title: str, lines: Iterable[Line]) -> str:
        """The next note: its title, and below it named lines, indented as Markdown wants it."""
        self._last += 1
        lead = f"{self._last}. "
        told = [f"{lead}**{plain_markdown(title)}**"]
        for name, text in lines:
            shown = plain_markdown(_without_addresses(text))
            told.append(f"{' ' * len(lead)}- {plain_markdown(name)}: {shown}")
        return "\n".join(told)


def _title(report: Report) -> str:
    if report.survey and report.survey.title:
        return f"“{report.survey.title}”"
    return report.about.title or "the paper"


def _opening(report: Report) -> str:
    verdict = next((each for each in report.tallies if each.name == "verdict"), None)
    checked = sum(verdict.checked.values()) if verdict else 0
    supported = verdict.checked.get(VerdictState.SUPPORTED, 0) if verdict else 0
    return (
        "We compared statements of the paper with the works they cite. Of "
        f"{counted(report.pairs, 'pair')} of statement and work, {checked:,} could be compared, "
        f"and {supported:,} of them agree without a remark. A note says how we read the passage, "
        "what the source says, and what might be done. With it stands how far the source was "
        "read: an abstract can show what a work says, not that something is missing from it. "
        "Where a source says so in a part that we did not see, a pointer to the place settles the "
        "note."
    )


def _part(title: str, notes: Iterable[str]) -> Iterator[str]:
    written = list(notes)
    if written:
        yield f"## {title}"
        yield from written


def _statements(findings: Sequence[PairFinding], numbers: _Numbers) -> Iterator[str]:
    """One note a statement, with all its references that were found wanting."""
    by_claim: dict[str, list[PairFinding]] = {}
    for finding in findings:
        by_claim.setdefault(finding.claim.id, []).append(finding)
    for alike in by_claim.values():
        claim = alike[0].claim
        yield numbers.note(
            place_words(claim),
            [
                ("Our reading", claim.statement),
                *((_named(finding.work), _source(finding)) for finding in alike),
                *_proposals(alike),
            ],
        )


def _proposals(findings: Sequence[PairFinding]) -> Iterator[Line]:
    """Each proposal once; with the references it is for, unless it is for all of them."""
    meant: dict[str, list[str]] = {}
    for finding in findings:
        for each in finding.proposals:
            # That a pointer settles a note is said once, at the beginning.
            if each.remedy is not Remedy.NAME_THE_PLACE:
                meant.setdefault(each.words, []).append(_number(finding.work))
    for words, references in meant.items():
        of = "" if len(references) == len(findings) else f" for {listed(references)}"
        yield f"Proposal{of}", words


def _number(work: Work) -> str:
    return f"reference {work.cited_as}" if work.cited_as else short_name(work)


def _source(finding: PairFinding) -> str:
    sentences = []
    for verdict in finding.outcome.standing:
        how = ["read in full"] if verdict.access is ReadStatus.FULL else []
        read = "; ".join([*how, *filter(None, [verdict.locator])])
        where = f" ({read})" if read else ""
        sentences.append(f"{said(verdict)}{where}. {verdict.reason}".strip())
    return " ".join(dict.fromkeys(sentences))


def _figure(finding: FigureFinding, numbers: _Numbers) -> str:
    lines = [("Our reading", finding.claim.statement)]
    if finding.figure.dispute:
        lines.append(("What stands against it", finding.figure.dispute))
    lines += [("What does not fit", words) for _, words in finding.doubts]
    lines += [("Proposal", each.words) for each in finding.proposals]
    return numbers.note(f"{place_words(finding.claim)}: {finding.figure}", lines)


def _work(finding: WorkFinding, numbers: _Numbers) -> str:
    places = dict.fromkeys(_place(pair.at) for pair in finding.pairs if pair.at)
    lines = [("We found", each) for each in finding.reasons or (finding.state,)]
    lines += [("Cited in", "; ".join(places))] if places else []
    lines += [("Proposal", each.words) for each in finding.proposals]
    return numbers.note(_named(finding.work), lines)


def _unseen(report: Report) -> Iterator[str]:
    for cause, words in _CAUSES.items():
        alike = [each for each in report.unchecked if each.cause is cause]
        if alike:
            names = "; ".join(map(_unseen_work, alike))
            yield plain_markdown(f"{words}: {names}. About these we say nothing.")
    if report.unread:
        yield f"{counted(len(report.unread), 'pair')} we have not read yet."


def _unseen_work(found: Unchecked) -> str:
    return f"{_named(found.work)}, for {counted(len(found.pairs), 'statement')}"


def _named(work: Work) -> str:
    return f"Reference {work.cited_as} ({short_name(work)})" if work.cited_as else short_name(work)


def _without_addresses(text: str) -> str:
    return _ADDRESS.sub(lambda match: _lowered(_place(match[0])), text)


def _lowered(words: str) -> str:
    return words[:1].lower() + words[1:]


def _place(address: str) -> str:
    try:
        return _locator_words(Locator.parse(address))
    except InvalidRecordError:
        return address


def place_words(claim: Claim) -> str:
    """Where a statement stands, as one says it: “Section 4.1, paragraph 1, sentence 2 (b)”."""
    return _locator_words(claim.locator) or "A statement of the paper"


def _locator_words(locator: Locator) -> str:
    section = locator.section
    if section == "0":
        words = ["Abstract"]
    elif section[:1].isdecimal():
        words = [f"Section {section}"]
    else:
        words = [section[:1].upper() + section[1:]] if section else []
    # The abstract is one paragraph.
    if locator.paragraph and section != "0":
        words.append(f"paragraph {locator.paragraph}")
    elif locator.paragraph == 0:
        words.append("heading")
    if locator.sentence is not None:
        clause = f" ({locator.clause})" if locator.clause else ""
        words.append(f"sentence {locator.sentence}{clause}")
    if locator.page:
        words.append(f"page {locator.page}")
    return ", ".join(words)
