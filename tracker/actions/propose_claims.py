"""Take from a reading of a paper what a library lacks: cited works, and drafts of its claims."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from bib.citekeys import fold
from bib.works import Work
from evidence.attachments import Attachment
from evidence.claims import Claim
from evidence.errors import InvalidRecordError
from evidence.reading.drafting import draft_claims
from evidence.texts import TextProblem
from tracker.actions.attach_files import keep_file, new_attachment
from tracker.actions.read_paper import PaperFile, PaperReading, look_up
from tracker.actions.readable_texts import readable
from tracker.library import Library
from tracker.storage.records import Records


@dataclass(frozen=True, slots=True, kw_only=True)
class Taking:
    """What is taken of a reading, besides looking.

    `given` says which work a number of the list means, or that it is “new”. Claims are those of
    the work named, or of the one that the file is attached to.
    """

    claims: bool = False
    works: bool = False
    work: str | None = None
    given: dict[int, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """What was or would be taken: works of the list, drafts, the file itself.

    `numbered` are works at hand that now have the number they are cited as; `present` counts citing
    sentences that have claims already. `is_named_survey` tells that the library, empty so far,
    takes the work for its survey.
    """

    reading: PaperReading
    works: tuple[Work, ...] = ()
    claims: tuple[Claim, ...] = ()
    numbered: tuple[Work, ...] = ()
    attachment: Attachment | None = None
    present: int = 0
    is_named_survey: bool = False


def propose_claims(
    library: Library,
    file: PaperFile,
    taking: Taking,
    *,
    is_dry_run: bool = False,
    now: datetime,
    why: str = "",
) -> Proposed:
    """Take what is new in one deed; nothing that exists is changed, but for numbers it lacks.

    Raises `UnknownWorkError`, and `InvalidRecordError` where nobody said whose claims these are.
    """
    if is_dry_run:
        with library.reading() as records:
            return _plan(records, file, taking, now)
    told = why or f"from {file.path.name}"
    with library.deed("read", now=now, why=told) as deed, library.files.keeping() as keeping:
        plan = _plan(deed.records, file, taking, now)
        if plan.attachment is not None:
            keep_file(deed.records, keeping, file.path, plan.attachment, file.text)
        elif plan.claims:
            # It is attached, but its text may have come out otherwise in an older program.
            deed.records.put_text(file.sha256, file.text)
        if plan.is_named_survey and plan.reading.work is not None:
            about = deed.records.about()
            deed.records.put_about(replace(about, survey=plan.reading.work.key))
        deed.records.put_works([*plan.numbered, *plan.works])
        deed.records.put_claims(plan.claims)
        deed.note(file=file.path.name, works=len(plan.works), claims=len(plan.claims))
    return plan


def _plan(records: Records, file: PaperFile, taking: Taking, now: datetime) -> Proposed:
    reading = look_up(file, records, work=taking.work, given=taking.given)
    own = reading.work
    if taking.claims and own is None:
        raise InvalidRecordError(
            "paper", file.path.name, "it is not known whose claims these are; say --work KEY"
        )
    counts = records.counts()
    is_first = not records.about().survey and not counts["claims"]
    is_named = taking.claims and is_first
    is_survey = reading.is_survey or is_named
    works, doubts = _new_works(records, reading, is_survey=is_survey)
    proposed = Proposed(
        reading=replace(reading, problems=(*reading.problems, *doubts)),
        works=tuple(works.values()),
        numbered=tuple(_numbered(records, reading)) if is_survey and taking.claims else (),
        is_named_survey=is_named,
    )
    if not taking.claims or own is None:
        return proposed
    attachment = new_attachment(records, file.path, file.sha256, file.text, own.key, now)
    # Whether it is attached already or is to be, these are its words.
    source = readable(
        attachment or _present(records, file, own), file.text, own, covers_addresses=False
    )
    drafts = draft_claims(
        file.paper,
        own.key,
        keys={**reading.keys, **{place: work.key for place, work in works.items()}},
        present=records.claims(works=[own.key]),
        select=source.selectors,
    )
    return replace(proposed, claims=drafts.claims, present=drafts.present, attachment=attachment)


def _present(records: Records, file: PaperFile, own: Work) -> Attachment:
    return next(each for each in records.attachments_of_bytes(file.sha256) if each.work == own.key)


def _new_works(
    records: Records, reading: PaperReading, *, is_survey: bool
) -> tuple[dict[int, Work], list[TextProblem]]:
    """The works to add by the places of their references; none under a key that is taken."""
    taken = {fold(key) for key in records.ids("works")}
    numbers = {work.cited_as for work in records.works_with_number()}
    new: dict[int, Work] = {}
    doubts: list[TextProblem] = []
    by_key: dict[str, Work] = {}
    for place, work in reading.new.items():
        number = reading.references[place].reference.number
        is_free = is_survey and number not in numbers
        work = by_key.get(work.key) or replace(work, cited_as=number if is_free else None)
        if work.key not in by_key and fold(work.key) in taken:
            message = f"“{work.key}” is the key of another work; it was not added."
            doubts.append(TextProblem(code="key-taken", message=message))
            continue
        by_key[work.key] = work
        taken.add(fold(work.key))
        numbers.add(work.cited_as)
        new[place] = work
    return new, doubts


def _numbered(records: Records, reading: PaperReading) -> list[Work]:
    """Works at hand that the survey cites, with the number they lack."""
    taken = {work.cited_as for work in records.works_with_number()}
    found = []
    works = {work.key: work for work in records.works(reading.keys.values())}
    for place, key in reading.keys.items():
        number = reading.references[place].reference.number
        if number is not None and number not in taken and works[key].cited_as is None:
            found.append(replace(works[key], cited_as=number))
            taken.add(number)
            works[key] = found[-1]
    return found
