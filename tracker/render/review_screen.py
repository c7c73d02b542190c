"""One pair a screen: a head, as much of the pair as fits, and the keys."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bib.works import ReadStatus
from evidence.reviewing.ceilings import CEILINGS
from evidence.reviewing.views import Draft, PairView
from evidence.verdicts import Fault
from tracker.render.lists import clean, display_width
from tracker.render.pair_text import block_lines, blocks
from tracker.render.terminal import Look, finished
from tracker.render.wrapping import clipped, wrapped

VERDICT_KEYS = {
    "s": "supported",
    "p": "partly",
    "n": "not supported",
    "c": "contradicted",
    "d": "cannot tell",
    "u": "unavailable",
}
FAULT_KEYS: Mapping[str, Fault] = {
    "c": Fault.CONTRADICT,
    "n": Fault.NOT_SUBSTANTIATE,
    "i": Fault.IRRELEVANT,
    "o": Fault.OVERSIMPLIFY,
    "m": Fault.MISQUOTE,
    "d": Fault.INDIRECT,
    "e": Fault.ETIQUETTE,
}
ACCESS_KEYS: Mapping[str, ReadStatus] = {
    "f": ReadStatus.FULL,
    "p": ReadStatus.PART,
    "a": ReadStatus.ABSTRACT,
    "o": ReadStatus.SECONDARY,
}
_ACCESS_WORDS = {
    ReadStatus.FULL: "full text",
    ReadStatus.PART: "part",
    ReadStatus.ABSTRACT: "abstract",
    ReadStatus.SECONDARY: "others on it",
}
_LEAST_BODY = 3
# The keys before what they do.
_LEAD = re.compile(r"\S.*?\s{2,}")
_GAP = "  "

HELP = """\
Compare the claim in our words with what the cited work says, and say what you found.

s    supported: the work says this
p    partly: it says a part of it, or less
n    not supported: it does not say this
c    contradicted: it says otherwise
d    cannot determine: what you have does not settle it
u    unavailable: you could not get at the work

After p, n and c you may name the fault: one key, a capital for a major fault, Enter for none.

1-9  this passage shows it: it becomes the excerpt of your verdict; again to let it go
l    the place in the cited work, as “p. 12” or “section 3”
o    a note: why
r    how much of the work you read, if not what is held here
a    the reference is meant for this very claim (where its group closes several)
k    pass it on; nobody asks why, and it comes back last
z    take back your last verdict; both stay on record
space, b  further down, back up
q    leave; everything is kept, and the next sitting goes on from here
"""


class Asking(StrEnum):
    """What is asked after a key."""

    FAULT = "fault"
    ACCESS = "access"


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """Where a sitting is: the pair's number among all that waited, and what was done so far."""

    reader: str
    number: int
    total: int
    read: int = 0
    skipped: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """A screen as lines, and how far its body can be moved."""

    lines: tuple[str, ...]
    top: int
    page: int
    last_top: int

    @property
    def text(self) -> str:
        """The lines, ready to be printed."""
        return "\n".join(self.lines)


def pair_screen(
    view: PairView,
    progress: Progress,
    noted: Draft,
    *,
    look: Look,
    height: int,
    top: int = 0,
    message: str = "",
    asking: Asking | None = None,
) -> Screen:
    """The screen of a pair, its body shown from line `top` on; never wider or higher than told.

    `asking` puts a question in the place of the keys.
    """
    head = _head(progress, look)
    foot = _foot(view, noted, look, message, asking)
    room = max(height - len(head) - len(foot), _LEAST_BODY)
    body = block_lines(blocks(view), look=look)
    last = max(len(body) - room, 0)
    start = min(max(top, 0), last)
    shown = body[start : start + room]
    shown += [""] * (room - len(shown))
    foot[0] = _rule(look, _more(start, last))
    lines = (*head, *shown, *foot)
    return Screen(
        lines=tuple(finished(line, look) for line in lines),
        top=start,
        page=max(room - 2, 1),
        last_top=last,
    )


def _head(progress: Progress, look: Look) -> list[str]:
    place = f"{progress.number:,} of {progress.total:,}"
    done = [f"{progress.read:,} read"] if progress.read else []
    done += [f"{progress.skipped:,} passed on"] if progress.skipped else []
    told = ", ".join([*done, clean(progress.reader)])
    if display_width(place) + display_width(told) + 2 > look.width:
        return [look.style(clipped(place, look.width), "title"), _rule(look, "")]
    gap = " " * (look.width - display_width(place) - display_width(told))
    return [look.style(place, "title") + gap + look.style(told, "dim"), _rule(look, "")]


def _rule(look: Look, words: str) -> str:
    told = f" {words} " if words else ""
    told = clipped(told, look.width)
    left = max(look.width - display_width(told) - 2, 0)
    end = "─" * min(2, look.width - display_width(told))
    return look.style("─" * left + told + end, "dim")


def _more(start: int, last: int) -> str:
    if start < last:
        return "space: more below" if not start else "space: more, b: back"
    return "b: back up" if start else ""


def _foot(
    view: PairView, noted: Draft, look: Look, message: str, asking: Asking | None
) -> list[str]:
    """A rule, what was noted or is to be told, and the keys."""
    lines = [""]
    if told := _noted(noted):
        lines += [look.style(line, "fair") for line in wrapped(told, look.width)[:2]]
    if message:
        lines += [look.style(line, "name") for line in wrapped(message, look.width)[:4]]
    return [*lines, *(_question(asking, look) if asking else key_lines(_keys(view), look))]


def _noted(noted: Draft) -> str:
    told = [
        f"passage {noted.passage + 1}" if noted.passage is not None else "",
        f"place: {noted.locator}" if noted.locator else "",
        f"read: {_ACCESS_WORDS.get(noted.access, str(noted.access))}" if noted.access else "",
        f"note: {noted.reason}" if noted.reason else "",
    ]
    return " · ".join(filter(None, told))


def _keys(view: PairView) -> Sequence[tuple[str, str]]:
    keys = list(VERDICT_KEYS.items())
    if view.passages:
        keys.append((f"1-{len(view.passages)}" if len(view.passages) > 1 else "1", "passage"))
    keys += [("l", "place"), ("o", "note"), ("r", "read")]
    keys += [("a", "meant")] if view.place.pair.is_ambiguous else []
    return [*keys, ("k", "pass on"), ("z", "undo"), ("?", "help"), ("q", "leave")]


def key_lines(keys: Sequence[tuple[str, str]], look: Look) -> list[str]:
    """Keys with what they do, in as many lines as it takes."""
    lines: list[str] = []
    width, line = 0, ""
    for key, does in keys:
        size = display_width(key) + 1 + display_width(does)
        shown = f"{look.style(key, 'name')} {does}"
        if line and width + len(_GAP) + size <= look.width:
            line, width = f"{line}{_GAP}{shown}", width + len(_GAP) + size
        else:
            lines += [line] if line else []
            line, width = shown, size
    return [*lines, line]


def _question(asking: Asking, look: Look) -> list[str]:
    """A question that is answered by one key, in the place of the keys."""
    if asking is Asking.FAULT:
        words = "Which fault? A capital for a major one."
        keys = [(key, str(fault)) for key, fault in FAULT_KEYS.items()]
        keys += [("Enter", "none"), ("Esc", "back")]
    else:
        words = "How much of the work did you read?"
        keys = [(key, _ACCESS_WORDS[scope]) for key, scope in ACCESS_KEYS.items()]
        keys += [("Enter", "what is held"), ("Esc", "back")]
    return [*(look.style(line, "name") for line in wrapped(words, look.width)),
            *key_lines(keys, look)]  # fmt: skip


def help_text(look: Look) -> str:
    """What every key does, and how far a verdict reaches."""
    reach = [f"{scope}: {words}" for scope, words in CEILINGS.items()]
    lines: list[str] = []
    for line in HELP.splitlines():
        lead = _LEAD.match(line)
        keys = lead[0] if lead else ""
        first, *rest = wrapped(line[len(keys) :], look.width - len(keys)) or [""]
        lines += [keys + first, *(" " * len(keys) + each for each in rest)]
    for words in ["", "How far a verdict reaches, by how much was read:", *reach]:
        lines += wrapped(words, look.width, hang=2) or [""]
    return finished("\n".join(lines), look)
