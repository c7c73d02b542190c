"""Take down what a reader found, bound to the words it was found on; decide between readers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from bib.works import Citekey, ReadStatus, Work
from evidence.claims import Claim
from evidence.reviewing.bindings import binding_of
from evidence.reviewing.outcomes import BlindReader, Outcome, outcome, visible_to
from evidence.reviewing.recording import checked, is_said_already
from evidence.texts import Text
from evidence.verdicts import Fault, Verdict, VerdictState
from tracker.actions.named_records import claim_named, work_named
from tracker.actions.visible import blind_reader
from tracker.actions.write_excerpts import Proposal, store_excerpt
from tracker.library import Library
from tracker.storage.records import Records


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What a reader says of a pair.

    `access` is how much of the work they had; `None` for as much as the library holds. `reader` is
    empty for whoever makes the deed. An `is_revision` may follow the reader's own earlier verdict;
    one that `takes_back` leaves the reader without any. `decides` is for a third person, or with
    `agreed_by` for the readers together.
    """

    claim: str
    work: str
    state: VerdictState
    reader: str = ""
    access: ReadStatus | None = None
    reason: str = ""
    fault: Fault | None = None
    is_major: bool = False
    locator: str = ""
    excerpt: str = ""
    is_revision: bool = False
    takes_back: bool = False
    decides: bool = False
    agreed_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """A verdict as taken down; `is_new` unless it stood before.

    `outcome` is what stands of its pair now, as far as its reader may see that.
    """

    verdict: Verdict
    outcome: Outcome
    is_new: bool = True

    @property
    def added(self) -> tuple[Verdict, ...]:
        """What was taken down: the verdict, or nothing."""
        return (self.verdict,) if self.is_new else ()


def record_verdict(
    library: Library,
    judgement: Judgement,
    *,
    now: datetime,
    why: str = "",
    passage: Proposal | None = None,
    is_dry_run: bool = False,
) -> Recorded:
    """Take down one verdict as one deed; it costs the same however many there are.

    A verdict that says what the reader's standing one says is not taken down twice. A `passage`
    becomes an excerpt of the claim, and that of the verdict. Raises `UnknownRecordError`,
    `UnknownWorkError`, `VerdictRefusedError`, `ChangedMeanwhileError`, and `BlindReviewError` for
    one who would record in the name of another.
    """
    blind = blind_reader(library, judgement.reader)
    if is_dry_run:
        with library.reading() as records:
            who = judgement.reader or library.person()
            done, given = _recorded(records, judgement, who=who, now=now)
            # Who only tries learns no more than before.
            given = given if blind is None else _seen(blind, given)
            return replace(done, outcome=outcome([*given, *done.added]))
    name = "adjudicate" if judgement.decides else "review"
    with library.deed(name, now=now, why=why) as deed:
        if passage is not None:
            judgement = replace(judgement, excerpt=store_excerpt(deed, passage).id)
        who = judgement.reader or deed.who
        done, given = _recorded(deed.records, judgement, who=who, now=now)
        if done.is_new:
            deed.records.put_verdicts([done.verdict])
    now_given = [*given, *done.added]
    return replace(done, outcome=outcome(_seen(blind, now_given) if blind else now_given))


def _seen(blind: BlindReader, verdicts: list[Verdict]) -> list[Verdict]:
    return list(visible_to(blind.name, verdicts, readers=blind.readers))


def _recorded(
    records: Records, judgement: Judgement, *, who: str, now: datetime
) -> tuple[Recorded, list[Verdict]]:
    """The verdict as it is to be taken down, and those that were given on the pair before."""
    claim, work = claim_named(records, judgement.claim), work_named(records, judgement.work)
    given = [each for each in records.verdicts([claim.id]) if each.work == work.key]
    held = records.texts_of(work.key, with_boxes=False)
    texts = [text for _, text in held]
    scopes = [ReadStatus(attachment.scope) for attachment, _ in held]
    access = judgement.access or _held(judgement, work, scopes)
    verdict = _verdict(judgement, claim, work.key, texts, access, who=who, now=now)
    if not verdict.is_taken_back and is_said_already(verdict, given):
        return Recorded(verdict=verdict, outcome=outcome(given), is_new=False), given
    verdict = checked(verdict, claim, given, texts, is_revision=judgement.is_revision)
    return Recorded(verdict=verdict, outcome=outcome([*given, verdict])), given


def _verdict(
    judgement: Judgement,
    claim: Claim,
    work: Citekey,
    texts: list[Text],
    access: ReadStatus,
    *,
    who: str,
    now: datetime,
) -> Verdict:
    excerpt = next((each for each in claim.excerpts if each.id == judgement.excerpt), None)
    held = [text.sha256 for text in texts]
    read = excerpt.text_sha256 if excerpt and excerpt.text_sha256 in held else "".join(held[:1])
    verdict = Verdict(
        claim=claim.id,
        work=work,
        state=judgement.state,
        reader=who,
        read_at=now,
        access=access,
        reason=judgement.reason.strip(),
        fault=judgement.fault,
        is_major=judgement.is_major,
        locator=judgement.locator.strip(),
        excerpt=judgement.excerpt,
        is_adjudication=judgement.decides,
        agreed_by=judgement.agreed_by,
        is_taken_back=judgement.takes_back,
    )
    is_read = access in {ReadStatus.FULL, ReadStatus.PART, ReadStatus.ABSTRACT}
    bound = binding_of(claim, work, excerpt=verdict.excerpt, text=read if is_read else "")
    return replace(verdict, binding=bound)


def _held(judgement: Judgement, work: Work, scopes: list[ReadStatus]) -> ReadStatus:
    """How much of the work a reader had who does not say so: what the library holds of it."""
    if judgement.state is VerdictState.SOURCE_UNAVAILABLE:
        return ReadStatus.NONE
    order = list(ReadStatus)
    return min([*scopes, work.read_status], key=order.index)
