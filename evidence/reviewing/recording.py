"""Recording: what must be true of a verdict before it is taken down, and of one between readers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta

from evidence.claims import Claim
from evidence.errors import VerdictGivenError, VerdictRefusedError
from evidence.reviewing.bindings import citations_of
from evidence.reviewing.ceilings import CEILINGS, is_beyond
from evidence.reviewing.outcomes import Consensus, outcome
from evidence.texts import Text
from evidence.verdicts import Fault, Verdict, VerdictState

_PAGE = re.compile(r"\bp(?:p|ages?)?\.?\s*([0-9]+)(?:\s*[–-]\s*([0-9]+))?", re.IGNORECASE)
_TICK = timedelta(microseconds=1)

# Faults of the citing that leave open whether the claim is right, and so go with any verdict.
_ANY_STATE = {Fault.INDIRECT, Fault.ETIQUETTE}


def checked(
    verdict: Verdict,
    claim: Claim,
    given: Sequence[Verdict],
    texts: Iterable[Text] = (),
    *,
    is_revision: bool = False,
) -> Verdict:
    """The verdict as it can be taken down after those `given` on the pair, or a refusal.

    A clock that runs behind gives way: what is said later is dated later. `texts` are what is held
    of the cited work. Raises `VerdictRefusedError`.
    """
    _check_pair(verdict, claim)
    if not verdict.reader.strip():
        raise _refused(verdict, "nobody is named who read it; a verdict needs a reader")
    _check_state(verdict)
    _check_place(verdict, claim, tuple(texts))
    if verdict.is_adjudication:
        _check_adjudication(verdict, given)
    elif verdict.is_taken_back:
        _check_taking_back(verdict, given)
    elif not is_revision:
        _check_first(verdict, given)
    return _after(verdict, given)


def is_said_already(verdict: Verdict, given: Sequence[Verdict]) -> bool:
    """Whether the reader's verdict that stands says just this, on whatever day."""
    standing = [each for each in outcome(given).readings if each.reader == verdict.reader]
    return any(replace(each, read_at=verdict.read_at) == verdict for each in standing)


def _check_pair(verdict: Verdict, claim: Claim) -> None:
    if claim.is_withdrawn:
        raise _refused(verdict, "the claim was withdrawn")
    if claim.is_draft:
        raise _refused(verdict, "the claim is a draft; word it first (`evtrack claim edit`)")
    if not citations_of(claim, verdict.work):
        cited = ", ".join(dict.fromkeys(each.work for each in claim.citations)) or "no work"
        raise _refused(verdict, f"the claim does not cite “{verdict.work}”; it cites {cited}")


def _check_state(verdict: Verdict) -> None:
    state, fault = verdict.state, verdict.fault
    if is_beyond(state, verdict.access):
        if verdict.access.value == "none":
            raise _refused(verdict, f"“{state}” is more than can be known. {_ceiling(verdict)}")
        raise _refused(verdict, f"“{state}” does not go with a work that was read in full")
    if fault and state is VerdictState.SUPPORTED and fault not in _ANY_STATE:
        raise _refused(verdict, f"a supported claim has no fault “{fault}”")
    if verdict.is_major and not fault:
        raise _refused(verdict, "a major fault is which? Name the fault")


def _check_place(verdict: Verdict, claim: Claim, texts: tuple[Text, ...]) -> None:
    if verdict.excerpt:
        own = {each.id for each in claim.excerpts if each.work == verdict.work}
        if verdict.excerpt not in own:
            known = ", ".join(sorted(own)) or "none"
            raise _refused(
                verdict,
                f"“{verdict.excerpt}” is no excerpt of this claim in that work; there are: {known}",
            )
    paged = [text for text in texts if text.pages]
    if not paged or len(paged) < len(texts):
        return
    for match in _PAGE.finditer(verdict.locator):
        for page in filter(None, match.groups()):
            if not any(_has_page(text, page) for text in paged):
                raise _refused(
                    verdict,
                    f"the place “{verdict.locator}” is outside the text: it has no page {page}, "
                    f"its pages are {_pages(paged[0])}",
                )


def _has_page(text: Text, page: str) -> bool:
    return any(page in {each.label, str(each.index + 1)} for each in text.pages)


def _pages(text: Text) -> str:
    first, last = text.pages[0], text.pages[-1]
    return f"{first.label or first.index + 1} to {last.label or last.index + 1}"


def _check_first(verdict: Verdict, given: Sequence[Verdict]) -> None:
    if any(each.reader == verdict.reader for each in outcome(given).readings):
        why = f"{verdict.reader} has given a verdict on it already; a second one is a revision"
        raise VerdictGivenError(verdict.claim, verdict.work, why)


def _check_taking_back(verdict: Verdict, given: Sequence[Verdict]) -> None:
    if not any(each.reader == verdict.reader for each in outcome(given).readings):
        raise _refused(verdict, f"{verdict.reader} has given no verdict on it to take back")


def _check_adjudication(verdict: Verdict, given: Sequence[Verdict]) -> None:
    found = outcome(given)
    readers = [each.reader for each in found.readings]
    if found.consensus is not Consensus.DISPUTED:
        said = {
            Consensus.UNREAD: "nobody has read it",
            Consensus.ONE_READER: f"only {' '.join(readers)} has read it",
            Consensus.AGREED: "its readers agree",
            Consensus.ADJUDICATED: "it was decided already",
        }[found.consensus]
        raise _refused(verdict, f"there is nothing to decide: {said}")
    if verdict.agreed_by:
        missing = [reader for reader in readers if reader not in verdict.agreed_by]
        if missing:
            names = " and ".join(missing)
            raise _refused(verdict, f"an agreement needs all who read it; {names} is missing")
    elif verdict.reader in readers:
        raise _refused(
            verdict,
            f"{verdict.reader} is one of those who differ, and nobody approves their own reading; "
            "a third decides, or all of them agree",
        )


def _after(verdict: Verdict, given: Sequence[Verdict]) -> Verdict:
    latest = max((each.read_at for each in given), default=None)
    if latest is None or verdict.read_at > latest:
        return verdict
    return replace(verdict, read_at=latest + _TICK)


def _ceiling(verdict: Verdict) -> str:
    return CEILINGS[verdict.access].rstrip(".")


def _refused(verdict: Verdict, why: str) -> VerdictRefusedError:
    return VerdictRefusedError(verdict.claim, verdict.work, why)
