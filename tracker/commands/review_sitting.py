"""A sitting at the terminal: one pair a screen, one key an answer."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace

import click

from evidence.errors import EvidenceError
from evidence.reviewing.ceilings import as_far_as_read
from evidence.reviewing.outcomes import Consensus
from evidence.reviewing.views import Draft
from evidence.verdicts import Fault, VerdictState
from tracker.actions.record_verdict import Recorded
from tracker.actions.review_session import ReviewSession
from tracker.actions.view_pair import OpenPair
from tracker.commands.look import look_here
from tracker.errors import TrackerError
from tracker.render.lists import clean, counted
from tracker.render.review_screen import (
    ACCESS_KEYS,
    FAULT_KEYS,
    Asking,
    Progress,
    Screen,
    help_text,
    pair_screen,
)
from tracker.render.terminal import Look, finished

PAUSE_AFTER = 25
_INTERRUPTED = 130

_STATES = {
    "s": VerdictState.SUPPORTED,
    "p": VerdictState.PARTLY,
    "n": VerdictState.NOT_SUPPORTED,
    "c": VerdictState.CONTRADICTED,
    "d": VerdictState.CANNOT_DETERMINE,
    "u": VerdictState.SOURCE_UNAVAILABLE,
}
_FAULTY = {VerdictState.PARTLY, VerdictState.NOT_SUPPORTED, VerdictState.CONTRADICTED}
_FURTHER, _BACK = {" ", "\x1b[6~", "\x1b[B", "\x1b[C"}, {"b", "\x1b[5~", "\x1b[A", "\x1b[D"}
_ENTER, _ESCAPE = {"\r", "\n"}, "\x1b"


class _LeaveError(Exception):
    """The reader leaves; `status` is the exit status."""

    def __init__(self, status: int = 0) -> None:
        self.status = status


class Sitting:
    """Shows the pairs of a session and takes answers until the reader leaves or none is left."""

    def __init__(self, session: ReviewSession) -> None:
        self._session = session
        self._message = ""
        self._has_paused = False
        self._settled: set[str] = set()

    def run(self) -> int:
        """Go through the pairs; gives the exit status."""
        status = 0
        try:
            while (at_hand := self._session.at_hand()) is not None:
                self._one_pair(at_hand)
        except _LeaveError as left:
            status = left.status
        except (KeyboardInterrupt, EOFError, click.Abort):
            status = _INTERRUPTED
        _show(finished(self._ending(), look_here()) + "\n")
        return status

    def _one_pair(self, at_hand: OpenPair) -> None:
        """Show a pair until it is answered, passed on, or has to be read anew."""
        draft, top = Draft(), 0
        while True:
            screen = self._draw(at_hand, draft, top)
            top, self._message = screen.top, ""
            key = click.getchar()
            if key in _FURTHER:
                top = 0 if top >= screen.last_top else top + screen.page
            elif key in _BACK:
                top -= screen.page
            elif key.isdigit() and len(key) == 1:
                draft = self._with_passage(at_hand, draft, int(key) - 1)
            elif key in {"l", "o", "r"}:
                draft = self._noted(key, at_hand, draft)
            elif self._is_done(key.lower(), at_hand, draft):
                return

    def _draw(
        self, at_hand: OpenPair, draft: Draft, top: int = 0, asking: Asking | None = None
    ) -> Screen:
        look, height = _look()
        progress = Progress(
            reader=self._session.reader,
            number=self._session.number_of(at_hand.view.place),
            total=self._session.total,
            read=self._session.read,
            skipped=self._session.skipped,
        )
        screen = pair_screen(
            at_hand.view,
            progress,
            draft,
            look=look,
            height=height,
            top=top,
            message=self._message,
            asking=asking,
        )
        _show(screen.text)
        return screen

    def _is_done(self, key: str, at_hand: OpenPair, draft: Draft) -> bool:
        """Do what a key stands for; tells whether another pair, or this one anew, is at hand."""
        if key in _STATES:
            return self._judge(_STATES[key], at_hand, draft)
        if key == "k":
            self._session.skip()
            return True
        if key == "z":
            return self._undo()
        if key == "a":
            return self._settle(at_hand)
        if key == "q":
            raise _LeaveError
        if key == "?":
            _help()
        else:
            self._message = "No key of a review; ? tells them all."
        return False

    def _judge(self, state: VerdictState, at_hand: OpenPair, draft: Draft) -> bool:
        fault, is_major = None, False
        needs_access = draft.access is None and at_hand.view.place.pair.scope.value == "none"
        if needs_access and state not in {
            VerdictState.CANNOT_DETERMINE,
            VerdictState.SOURCE_UNAVAILABLE,
        }:
            draft = self._with_access(at_hand, draft)
            if draft.access is None:
                self._message = "Nothing was recorded."
                return False
        if state in _FAULTY:
            self._draw(at_hand, draft, asking=Asking.FAULT)
            key = click.getchar()
            if key not in _ENTER and key.lower() not in FAULT_KEYS:
                self._message = "Nothing was recorded."
                return False
            fault, is_major = _fault(key)
        try:
            done = self._session.judge(at_hand, state, draft, fault=fault, is_major=is_major)
        except (EvidenceError, TrackerError) as error:
            self._message = str(error)
            return False
        self._message = self._said(done)
        return True

    def _said(self, done: Recorded) -> str:
        verdict = done.verdict
        told = f"Kept: {as_far_as_read(verdict.state, verdict.access)}, on {verdict.claim}."
        if done.outcome.consensus is Consensus.DISPUTED:
            told += " Readers differ on it now."
        if self._session.read >= PAUSE_AFTER and not self._has_paused:
            self._has_paused = True
            told += f" {PAUSE_AFTER} pairs are done; a pause is fine, everything is kept."
        return told

    def _undo(self) -> bool:
        try:
            place = self._session.undo()
        except (EvidenceError, TrackerError) as error:
            self._message = str(error)
            return False
        if place is None:
            self._message = "Nothing of this sitting is left to take back."
            return False
        self._message = "Taken back; it stays on record that it was given."
        return True

    def _settle(self, at_hand: OpenPair) -> bool:
        pair = at_hand.view.place.pair
        if not pair.is_ambiguous and pair.id not in self._settled:
            self._message = "The reference is meant for this claim already."
            return False
        is_settled = self._session.settle(at_hand)
        self._settled.add(pair.id)
        self._message = (
            "The reference is meant for this very claim now; a again takes that back."
            if is_settled
            else "Which claim the reference is meant for is open again."
        )
        return True

    def _with_passage(self, at_hand: OpenPair, draft: Draft, place: int) -> Draft:
        passages = at_hand.view.passages or ()
        if not 0 <= place < len(passages):
            self._message = f"There is no passage {place + 1}."
            return draft
        return replace(draft, passage=None if draft.passage == place else place)

    def _with_access(self, at_hand: OpenPair, draft: Draft) -> Draft:
        self._draw(at_hand, draft, asking=Asking.ACCESS)
        key = click.getchar()
        access = None if key in _ENTER else ACCESS_KEYS.get(key.lower(), draft.access)
        return replace(draft, access=access)

    def _noted(self, key: str, at_hand: OpenPair, draft: Draft) -> Draft:
        if key == "r":
            return self._with_access(at_hand, draft)
        if key == "l":
            place = self._line("The place in the cited work (empty for none)")
            return draft if place is None else replace(draft, locator=place)
        note = self._line("Your note (empty for none)")
        return draft if note is None else replace(draft, reason=note)

    def _line(self, question: str) -> str | None:
        """A line from the reader; `None` where it was broken off or cannot be kept."""
        click.echo()
        try:
            words: str = click.prompt(question, default="", show_default=False)
            words.encode()
        except click.Abort:
            return None
        except UnicodeError:
            self._message = "This terminal sent signs that are not in its own encoding."
            return None
        return clean(words).strip()

    def _ending(self) -> str:
        session = self._session
        told = [f"{counted(session.read, 'pair')} read"]
        if session.skipped:
            told.append(f"{session.skipped:,} passed on")
        rest = f"{session.left:,} still wait" if session.left else "nothing more waits"
        lead = f"{clean(self._message)} " if self._message else ""
        return (
            f"{lead}{', '.join(told)}; {rest} for {clean(session.reader)}. Everything is kept; "
            "`evtrack review next` goes on from here."
        )


def _fault(key: str) -> tuple[Fault | None, bool]:
    if key in _ENTER:
        return None, False
    return FAULT_KEYS[key.lower()], key.isupper()


def _look() -> tuple[Look, int]:
    """How to write to the terminal as it is now; it may have been made larger meanwhile."""
    size = shutil.get_terminal_size((80, 24))
    # The last column and line are left free: some terminals move on when they are written to.
    return replace(look_here(), width=max(size.columns - 1, 20)), max(size.lines - 1, 8)


def _help() -> None:
    look, height = _look()
    lines = help_text(look).splitlines()
    for start in range(0, len(lines), height - 1):
        is_last = start + height - 1 >= len(lines)
        told = "Any key goes back." if is_last else "Any key goes on."
        _show("\n".join([*lines[start : start + height - 1], told]))
        click.getchar()


def _show(text: str) -> None:
    if os.environ.get("TERM") == "dumb":
        click.echo()
    else:
        click.clear()
    click.echo(text, nl=False)
