"""The findings of a review as a letter to the authors: numbered, polite, without ids of ours."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from bib.short_names import short_name
from bib.works import Work
from evidence.claims import Claim, Locator
from evidence.errors import InvalidRecordError
from evidence.reviewing.ceilings import as_far_as_read
from evidence.reviewing.report import FigureFinding, PairFinding, Report, Unchecked, WorkFinding
from evidence.verdicts import VerdictState
from tracker.render.lists import counted
from tracker.render.markdown_words import plain_markdown
from tracker.render.states import READ

# An address of ours within a sentence; a date has more digits.
_ADDRESS = re.compile(r"(?<![\w.-])\d{1,2}(?:\.\d{1,2})*-\d{1,2}-\d{1,2}[a-z]?(?![\w-])")
_CAUSES = {
    VerdictState.SOURCE_UNAVAILABLE: "We could not obtain",
    VerdictState.CANNOT_DETERMINE: "What we had did not settle it for",
}

_CLOSING = (
    "We may have misread a passage or missed a place in a source; a pointer to it is all we need "
    "to take a note back."
)


def review_letter(report: Report) -> str:
    """The letter, as Markdown that reads as plain text.

    Left out are pairs on which readers differ, and verdicts on words that were changed since.
    """
    numbers = _Numbers()
    told = [each for each in report.findings if not each.pair.stale_readers]
    parts = [
        f"# Notes on the references of {plain_markdown(report.about.title or 'the paper')}",
        _opening(report),
        *_part("Statements and their references", _statements(told, numbers)),
        *_part("Numbers", (_figure(each, numbers) for each in report.figures)),
        *_part(
            "References",
            (_work(each, numbers) for each in (*report.identities, *report.standings)),
        ),
        *_part("What we could not see", _unseen(report)),
        _CLOSING,
    ]
    return "\n\n".join(parts) + "\n"


class _Numbers:
    """The numbers of the notes, through all parts of the letter."""

    def __init__(self) -> None:
        self._last = 0

    def next(self) -> int:
        self._last += 1
        return self._last


def _opening(report: Report) -> str:
    verdict = next((each for each in report.tallies if each.name == "verdict"), None)
    checked = sum(verdict.checked.values()) if verdict else 0
    supported = verdict.checked.get(VerdictState.SUPPORTED, 0) if verdict else 0
    return (
        f"We compared statements of the paper with the works they cite. Of "
        f"{counted(report.pairs, 'pair')} of statement and work, {checked:,} could be compared, "
        f"and {supported:,} of them agree without a remark. For the others we note below how we "
        "read the passage, what the source says, and what might be done. With each note stands "
        "how far the source was read: an abstract can show what a work says, not that something "
        "is missing from it."
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
        offers = dict.fromkeys(each.words for finding in alike for each in finding.proposals)
        yield "\n".join(
            [
                f"{numbers.next()}. **{place_words(claim)}**",
                _line("Our reading", claim.statement),
                *(_line(_named(finding.work), _source(finding)) for finding in alike),
                *(_line("You might", offer) for offer in offers),
            ]
        )


def _source(finding: PairFinding) -> str:
    said = []
    for verdict in finding.outcome.standing:
        place = f", {verdict.locator}" if verdict.locator else ""
        told = as_far_as_read(verdict.state, verdict.access)
        said.append(f"{told} ({READ[verdict.access]}{place}). {verdict.reason}".strip())
    return " ".join(dict.fromkeys(said))


def _figure(finding: FigureFinding, numbers: _Numbers) -> str:
    figure = plain_markdown(str(finding.figure))
    lines = [
        f"{numbers.next()}. **{place_words(finding.claim)}: {figure}**",
        _line("Our reading", finding.claim.statement),
    ]
    if finding.figure.dispute:
        lines.append(_line("What stands against it", finding.figure.dispute))
    return "\n".join([*lines, *(_line("You might", each.words) for each in finding.proposals)])


def _work(finding: WorkFinding, numbers: _Numbers) -> str:
    places = dict.fromkeys(_place(pair.at) for pair in finding.pairs if pair.at)
    lines = [f"{numbers.next()}. **{plain_markdown(_named(finding.work))}**"]
    lines += [_line("We found", each) for each in finding.reasons or (finding.state,)]
    if places:
        lines.append(_line("Cited in", "; ".join(places)))
    return "\n".join([*lines, *(_line("You might", each.words) for each in finding.proposals)])


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


def _line(name: str, text: str) -> str:
    return f"   - {plain_markdown(name)}: {plain_markdown(_without_addresses(text))}"


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
