"""A sitting of one reader: the pairs that wait, one after the other, each verdict kept at once."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from bib.works import ReadStatus
from evidence.reviewing.queue import Order, Place, awaits
from evidence.reviewing.views import Draft
from evidence.verdicts import Fault, Verdict, VerdictState
from tracker.actions.find_passages import proposal_of
from tracker.actions.record_verdict import Judgement, Recorded, record_verdict
from tracker.actions.review_queue import Asked, review_queue
from tracker.actions.settle_reference import settle_reference
from tracker.actions.view_pair import OpenPair, view_pair
from tracker.library import IndexProgress, Library, no_progress


class ReviewSession:
    """The pairs that wait for one reader, as they stood when the sitting began.

    What was skipped comes last. Everything else is in the verdicts: a sitting that is cut short is
    resumed by beginning another.
    """

    def __init__(
        self,
        library: Library,
        asked: Asked,
        *,
        reader: str = "",
        by: Order = Order.STAKE,
        clock: Callable[[], datetime],
        progress: IndexProgress = no_progress,
    ) -> None:
        waiting = replace(asked, only_waiting=True)
        found = review_queue(library, waiting, reader=reader, by=by, progress=progress)
        self.reader = found.reader
        self.total = len(found.places)
        self.read = 0
        self.skipped = 0
        self._library = library
        self._named = reader
        self._clock = clock
        self._waiting = deque(found.places)
        self._numbers = {each.pair.position: n for n, each in enumerate(found.places, 1)}
        self._given: list[tuple[Place, Verdict]] = []

    def at_hand(self) -> OpenPair | None:
        """The pair at hand as it is now; `None` when nothing is left.

        A pair that waits no more, because of what others did meanwhile, is passed over.
        """
        wanted = self._library.settings.readings
        while self._waiting:
            found = view_pair(self._library, self._waiting[0], reader=self._named)
            if found and awaits(found.view.place.pair, self.reader, wanted=wanted):
                return found
            self._waiting.popleft()
        return None

    @property
    def left(self) -> int:
        """How many pairs are left, that at hand among them."""
        return len(self._waiting)

    def settle(self, at_hand: OpenPair) -> bool:
        """Say that the reference is meant for this very claim, or no longer; tells which."""
        pair = at_hand.view.place.pair
        return settle_reference(self._library, pair.claim, str(pair.work), now=self._clock())

    def number_of(self, place: Place) -> int:
        """Which of all the pairs of this sitting it is, from 1."""
        return self._numbers[place.pair.position]

    def judge(
        self,
        at_hand: OpenPair,
        state: VerdictState,
        draft: Draft,
        *,
        fault: Fault | None = None,
        is_major: bool = False,
    ) -> Recorded:
        """Take down the verdict on the pair at hand, and go on.

        Raises as `record_verdict` does; the pair then stays at hand.
        """
        pair = at_hand.view.place.pair
        judgement = Judgement(
            claim=pair.claim,
            work=str(pair.work),
            state=state,
            reader=self._named,
            access=_access(state, draft),
            reason=draft.reason,
            fault=fault,
            is_major=is_major,
            locator=draft.locator or _page(at_hand, draft),
            is_revision=self.reader in pair.readers,
        )
        passage = None
        if draft.passage is not None and at_hand.report is not None:
            passage = proposal_of(at_hand.report, draft.passage)
        done = record_verdict(self._library, judgement, now=self._clock(), passage=passage)
        self._waiting.popleft()
        self._given.append((at_hand.view.place, done.verdict))
        self.read += 1
        return done

    def skip(self) -> None:
        """Leave the pair at hand for the end of the sitting; nobody asks why."""
        self._waiting.rotate(-1)
        self.skipped += 1

    def undo(self) -> Place | None:
        """Take back the last verdict of this sitting; its pair is at hand again."""
        if not self._given:
            return None
        place, verdict = self._given[-1]
        judgement = Judgement(
            claim=verdict.claim,
            work=str(verdict.work),
            state=verdict.state,
            reader=self._named,
            access=verdict.access,
            takes_back=True,
        )
        record_verdict(self._library, judgement, now=self._clock())
        self._given.pop()
        self._waiting.appendleft(place)
        self.read -= 1
        return place


def _access(state: VerdictState, draft: Draft) -> ReadStatus | None:
    """What was not there was not read, whatever is held of it."""
    return None if state is VerdictState.SOURCE_UNAVAILABLE else draft.access


def _page(at_hand: OpenPair, draft: Draft) -> str:
    """The page of the passage that was chosen."""
    if draft.passage is None or at_hand.report is None:
        return ""
    page = at_hand.report.passages[draft.passage].page
    return f"p. {page}" if page else ""
