"""Read a paper from a file: sections, sentences, citations, and references matched to works."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from bib.citekeys import fold
from bib.withholding import without_addresses_in
from bib.works import Citekey, LinkPolicy, Work
from evidence.reading.matched_references import How, MatchedReference, Matching, match_references
from evidence.reading.paper import Paper
from evidence.reading.read import read_paper
from evidence.texts import Text, TextProblem
from evidence.withholding import text_as_shown
from tracker.actions.named_records import work_named
from tracker.actions.read_files import read_bibliography
from tracker.actions.take_texts import TakeText
from tracker.storage.attached_files import hash_of
from tracker.storage.records import Records
from tracker.texts.taking import take_text

# In a larger library only works that share a name, a number or a title with a reference are asked.
_LOOKED_THROUGH = 2_000
# So many references must be known by themselves before their numbers say what the others are.
_ENOUGH_KNOWN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperFile:
    """A file taken apart; `listed` are the works of a bibliography given beside it."""

    path: Path
    sha256: str
    text: Text
    paper: Paper
    listed: tuple[Work, ...] = ()
    problems: tuple[TextProblem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperReading:
    """A paper whose references were looked up: in a library, in the bibliography beside it.

    `references` are in the order of the list. `new` are works that no one at hand is, from the
    bibliography beside it or else made from print, by the reference's place. `work` is the work
    that the file is of, where that is known; `is_survey` tells that its numbers are the library's.
    """

    file: PaperFile
    references: tuple[MatchedReference, ...]
    new: Mapping[int, Work]
    problems: tuple[TextProblem, ...]
    work: Work | None = None
    is_survey: bool = False

    @property
    def keys(self) -> dict[int, Citekey]:
        """Which work at hand each reference means, by its place in the list."""
        return {n: each.key for n, each in enumerate(self.references) if each.key is not None}


def take_paper(
    path: Path, *, bibliography: Path | None = None, take: TakeText = take_text
) -> PaperFile:
    """Take the text of a file and read it; no library is needed.

    Raises `UnreadableFileError`, `TextNotTakenError`, and what `read_bibliography` raises.
    """
    listed: tuple[Work, ...] = ()
    problems: tuple[TextProblem, ...] = ()
    if bibliography is not None:
        reading = read_bibliography(bibliography)
        listed = tuple(reading.works)
        problems = tuple(
            TextProblem(
                code=each.code, message=f"{bibliography.name}: {each.message}", line=each.line
            )
            for each in reading.problems
        )
    sha256 = hash_of(path)
    text = take(path)
    return PaperFile(
        path=path,
        sha256=sha256,
        text=text,
        paper=read_paper(text),
        listed=listed,
        problems=problems,
    )


def look_up(
    file: PaperFile,
    records: Records | None,
    *,
    work: str | None = None,
    given: Mapping[int, str] | None = None,
) -> PaperReading:
    """Match the references to the works of a library, if there is one, then to those beside it.

    `given` says which work a number means, or that it is a new one. Raises `UnknownWorkError`.
    """
    references = file.paper.references
    own = _work_of(records, file, work) if records is not None else None
    is_survey = bool(own and records and records.about().survey == own.key)
    at_hand = _works_at_hand(records, file) if records is not None else []
    taken = {fold(each.key) for each in file.listed}
    if given and records is not None:
        _check_given(records, given)

    def matched(*, by_number: bool) -> Matching:
        return match_references(references, at_hand, is_survey=by_number, given=given, taken=taken)

    matching, problems = matched(by_number=is_survey), []
    if not is_survey and own is None and _numbers_agree(matching, at_hand):
        matching = matched(by_number=True)
        problems.append(_BY_NUMBER)
    beside = match_references(references, file.listed, given={}) if file.listed else None
    found, new = _joined(matching, beside, records, {each.key: each for each in file.listed})
    return PaperReading(
        file=file,
        references=tuple(found),
        new=new,
        problems=(*file.problems, *file.paper.problems, *matching.problems, *problems),
        work=own,
        is_survey=is_survey,
    )


_BY_NUMBER = TextProblem(
    code="matched-by-number",
    message="The numbers of this list are those that the works of the library are cited as; where "
    "a reference alone did not tell which work it means, its number did.",
)


def _joined(
    matching: Matching,
    beside: Matching | None,
    records: Records | None,
    listed: Mapping[Citekey, Work],
) -> tuple[list[MatchedReference], dict[int, Work]]:
    """What the library has, else what the bibliography beside the paper has, else what is made."""
    found: list[MatchedReference] = []
    new: dict[int, Work] = {}
    for place, each in enumerate(matching.references):
        other = beside.references[place] if beside else None
        if each.key is None and other is not None and other.key is not None:
            key_is_free = records is None or records.work(other.key) is None
            if key_is_free:
                new[place] = listed[other.key]
            each = replace(each, key=other.key, how=other.how) if records is None else each
        elif each.key is None and not each.may_be:
            new[place] = each.made
        found.append(each)
    return found, new


def _work_of(records: Records, file: PaperFile, key: str | None) -> Work | None:
    """The work named, else the one the very file is attached to."""
    if key is not None:
        return work_named(records, key)
    owners = {each.work for each in records.attachments_of_bytes(file.sha256) if not each.part_of}
    return records.work(next(iter(owners))) if len(owners) == 1 else None


def _works_at_hand(records: Records, file: PaperFile) -> list[Work]:
    if records.counts()["works"] <= _LOOKED_THROUGH:
        return records.works()
    references = file.paper.references
    made = [each.made for each in match_references(references, ()).references]
    names = {name for each in references for name in (each.id, each.label) if name}
    found = [*records.works_like(made), *records.works(names), *records.works_with_number()]
    return list({work.key: work for work in found}.values())


def _check_given(records: Records, given: Mapping[int, str]) -> None:
    for key in given.values():
        if key != "new":
            work_named(records, key)


def _numbers_agree(matching: Matching, works: Iterable[Work]) -> bool:
    """Whether what is known of the list without its numbers is numbered as the library has it."""
    numbers = {work.key: work.cited_as for work in works}
    known = [each for each in matching.references if each.key and each.how is How.RECORD]
    agreeing = [
        each for each in known if each.key and numbers.get(each.key) == each.reference.number
    ]
    return len(agreeing) >= _ENOUGH_KNOWN and len(agreeing) == len(known)


def reading_as_shown(reading: PaperReading, records: Records | None) -> PaperReading:
    """The reading without the addresses that are withheld, where any of the library are.

    Of a reference that means such a work the address goes; everywhere else in what is shown of the
    text, addresses are dotted out.
    """
    if records is None or not records.has_withheld():
        return reading
    withheld = {each.key for each in records.works() if each.link_policy is LinkPolicy.WITHHOLD}
    references = tuple(
        _reference_as_shown(each) if each.key in withheld else each for each in reading.references
    )
    paper = reading.file.paper
    sentences = tuple(
        replace(each, text=without_addresses_in(each.text)) for each in paper.sentences
    )
    shown = replace(paper, text=text_as_shown(paper.text), sentences=sentences)
    problems = tuple(
        replace(each, message=without_addresses_in(each.message)) for each in reading.problems
    )
    return replace(
        reading,
        file=replace(reading.file, paper=shown),
        references=references,
        problems=problems,
    )


def _reference_as_shown(matched: MatchedReference) -> MatchedReference:
    parsed = matched.reference.parsed
    fields = {
        name: without_addresses_in(value)
        for name, value in parsed.fields.items()
        if name not in {"url", "doi", "eprint"}
    }
    reference = replace(
        matched.reference,
        raw=without_addresses_in(matched.reference.raw),
        parsed=replace(parsed, fields=fields),
    )
    return replace(matched, reference=reference)
