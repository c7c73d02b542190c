"""One pair as a reader sees it, with all that is needed to judge it."""

from __future__ import annotations

from dataclasses import dataclass

from bib.works import ReadStatus, Work
from evidence.claims import Claim
from evidence.reviewing.alarm import Alarm
from evidence.reviewing.history import Given
from evidence.reviewing.pairs import ReviewPair
from evidence.reviewing.queue import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownPassage:
    """A passage of the cited work's text that may bear on the claim, from `start` to `end` in it.

    `at` is its place in the sections of the text, `page` what a person calls its page.
    """

    words: str
    at: str
    page: str
    start: int
    end: int
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownExcerpt:
    """An excerpt of the claim in the cited work; no words where only a fingerprint is held."""

    id: str
    words: str
    page: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """A pair with its five states, and all verdicts on it that may be seen, oldest first."""

    pair: ReviewPair
    given: tuple[Given, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What a reader has noted of a pair, before saying what was found.

    `passage` is the place in the list of passages, from 0; `access` is `None` for as much of the
    work as the library holds.
    """

    reason: str = ""
    locator: str = ""
    passage: int | None = None
    access: ReadStatus | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PairView:
    """A pair as one reader may see it, without addresses that are withheld.

    `work` is `None` where the library does not hold the cited work. `sentence` is that of the paper
    in its own words, where its text is attached, `section` the title of its section. `clauses` are
    the other claims of the same sentence, `companions` the works cited in the same groups.
    `passages` are the likeliest first, `None` where no text of the work is held. `given` are all
    verdicts that the reader may see, oldest first.
    """

    place: Place
    claim: Claim
    work: Work | None
    sentence: str = ""
    section: str = ""
    clauses: tuple[Claim, ...] = ()
    companions: tuple[str, ...] = ()
    excerpts: tuple[ShownExcerpt, ...] = ()
    passages: tuple[ShownPassage, ...] | None = None
    alarms: tuple[Alarm, ...] = ()
    given: tuple[Given, ...] = ()

    @property
    def key(self) -> str:
        """The citekey of the cited work."""
        return str(self.place.pair.work)
