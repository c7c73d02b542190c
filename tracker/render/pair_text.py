"""One pair under review in words: why it comes now, the claim, the cited work, what was found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bib.works import LinkPolicy, ReadStatus, Work
from evidence.reviewing.bindings import Freshness
from evidence.reviewing.ceilings import CEILINGS, as_far_as_read
from evidence.reviewing.history import Fate, Given, PartChange
from evidence.reviewing.pairs import Anchor, ReviewPair
from evidence.reviewing.views import PairView
from evidence.verdicts import Verdict
from tracker.render.annotation_text import identity_text, standing_text
from tracker.render.figures_text import figure_text
from tracker.render.lists import display_width
from tracker.render.references import reference
from tracker.render.states import READERS_DIFFER, VERDICTS
from tracker.render.terminal import Look
from tracker.render.wrapping import wrapped

LABEL = 10
_NARROW = 50

_SCOPES = {
    ReadStatus.FULL: "the full text",
    ReadStatus.PART: "a part of it",
    ReadStatus.ABSTRACT: "the abstract",
    ReadStatus.SECONDARY: "what others report",
    ReadStatus.NONE: "nothing",
}


@dataclass(frozen=True, slots=True)
class Told:
    """A paragraph of a block, in one tone, behind a `lead`; its further lines hang under it."""

    words: str
    tone: str = ""
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """Something told of a pair under one label."""

    label: str
    told: tuple[Told, ...]


def blocks(view: PairView) -> Iterator[Block]:
    """Everything a reader should see of a pair, in the order in which it is needed."""
    pair = view.place.pair
    yield Block("why now", tuple(Told(each) for each in view.place.why))
    yield Block("place", tuple(_place(view)))
    if view.sentence:
        yield Block("the paper", (Told(f"“{view.sentence}”"),))
    yield Block("our words", tuple(_claim(view)))
    yield Block("work", tuple(_work(view)))
    yield Block("states", (Told(states_line(pair)),))
    if view.excerpts:
        yield Block("excerpts", tuple(_excerpts(view)))
    yield Block("passages", tuple(_passages(view)))
    if view.alarms or pair.alarms:
        yield Block("alarms", tuple(_alarms(view)))
    if view.given or pair.unseen_readings:
        yield Block("readings", tuple(_readings(view)))
    yield Block("reach", (Told(_reach(pair), "dim"),))


def block_lines(parts: Iterable[Block], *, look: Look) -> list[str]:
    """The blocks as lines, each label beside its words; below 50 columns above them."""
    lines: list[str] = []
    is_narrow = look.width < _NARROW
    indent = " " * (2 if is_narrow else LABEL)
    for block in parts:
        own = [
            look.style(line, told.tone) if told.tone else line
            for told in block.told
            for line in _lines(told, look.width - len(indent))
        ]
        if not own:
            continue
        label = look.style(block.label, "dim")
        if is_narrow:
            lines += [label, *(indent + line for line in own), ""]
        else:
            gap = " " * (LABEL - display_width(block.label))
            first, *rest = own
            lines += [label + gap + first, *(indent + line for line in rest), ""]
    return lines[:-1]


def _lines(told: Told, room: int) -> list[str]:
    hang = display_width(told.lead)
    lines = wrapped(told.words, room - hang)
    return [(" " * hang if number else told.lead) + line for number, line in enumerate(lines)]


def states_line(pair: ReviewPair) -> str:
    """The five states of a pair side by side, never merged."""
    found = pair.state and str(VERDICTS[pair.state])
    verdict = str(READERS_DIFFER) if pair.consensus == "disputed" else found or "none"
    held = _SCOPES[pair.scope]
    words = "no excerpt" if pair.anchor is Anchor.NONE else str(pair.anchor)
    told = (
        f"identity {pair.identity or 'not asked'}",
        f"standing {pair.standing or 'unknown'}",
        f"words {words} ({held} held or read)",
        f"verdict {verdict}",
        f"freshness {pair.freshness or 'none'}",
    )
    return " · ".join(told)


def verdict_words(verdict: Verdict) -> str:
    """A verdict as far as was read, with fault, place, reader, day and reason."""
    said = as_far_as_read(verdict.state, verdict.access)
    degree = "major " if verdict.is_major else ""
    fault = f", {degree}{verdict.fault}" if verdict.fault else ""
    place = f" ({verdict.locator})" if verdict.locator else ""
    reason = f": {verdict.reason}" if verdict.reason else ""
    who = f"{verdict.reader}, {verdict.read_at:%Y-%m-%d %H:%M}"
    decided = " decided" if verdict.is_adjudication else ""
    if verdict.is_taken_back:
        return f"{who} took back: {said}{fault}"
    return f"{who}{decided}: {VERDICTS[verdict.state].symbol} {said}{fault}{place}{reason}"


def given_told(given: Given) -> Iterator[Told]:
    """One verdict of a history: what it says, whether it stands, and what changed under it."""
    tone = VERDICTS[given.verdict.state].tone if given.stands else "dim"
    past = "" if given.stands or given.verdict.is_taken_back else " [an earlier one]"
    yield Told(verdict_words(given.verdict) + past, tone)
    if given.freshness is Freshness.UNBOUND and given.stands:
        yield Told("It does not say on which words it was given.", "dim", "  ")
    for change in given.changes:
        yield Told(f"Changed since: {change_words(change)}", "fair", "  ")


def change_words(change: PartChange) -> str:
    """What is different now: [-words that are gone-] and {+words that are new+}."""
    if change.pieces:
        told = "".join(_piece(piece.fate, piece.words) for piece in change.pieces)
        return f"{change.part}: {told}"
    if change.part == "text":
        return "text: the text that was read is not attached any more"
    if change.before is None:
        return f"{change.part}: the words it was given on were not kept"
    gone = "is not there any more" if change.now is None else f"is now “{change.now}”"
    return f"{change.part}: “{change.before}” {gone}"


def _piece(fate: Fate, words: str) -> str:
    if fate is Fate.KEPT or not words.strip():
        return " " if not words.strip() else words
    signs = ("[-", "-]") if fate is Fate.GONE else ("{+", "+}")
    bare = words.strip()
    start = words[: len(words) - len(words.lstrip())]
    end = words[len(words.rstrip()) :]
    return f"{start}{signs[0]}{bare}{signs[1]}{end}"


def _place(view: PairView) -> Iterator[Told]:
    pair, claim = view.place.pair, view.claim
    section = f", “{view.section}”" if view.section else ""
    page = f", page {claim.locator.page}" if claim.locator.page else ""
    with_whom = f", with {_some(view.companions)}" if view.companions else ""
    names = ", ".join(map(str, pair.groups))
    group = f"; reference group {names}{with_whom}" if pair.groups else ""
    yield Told(f"{pair.at or claim.id}{section}{page}{group}")
    if pair.through_range:
        yield Told("Its number stands inside a range and is not printed; was it meant?", "fair")
    if pair.is_ambiguous:
        yield Told(
            "The group closes a sentence of several claims, and the paper does not say which it "
            "is for.",
            "fair",
        )
    for clause in view.clauses if pair.is_ambiguous else ():
        yield Told(f"{clause.locator}: {clause.statement}", "dim", "  ")


def _claim(view: PairView) -> Iterator[Told]:
    claim = view.claim
    yield Told(claim.statement, "name")
    hedges = [f"hedge: {claim.modality}"] if claim.modality else []
    hedges += [f"about: {claim.population}"] if claim.population else []
    if hedges:
        yield Told("; ".join(hedges))
    for figure in claim.figures:
        yield Told(f"figure: {figure_text(figure)}")


def _work(view: PairView) -> Iterator[Told]:
    number = f"[{view.place.pair.number}] " if view.place.pair.number else ""
    yield Told(f"{number}{view.key}", "name")
    if view.work is None:
        yield Told("The library does not hold this work.", "bad")
        return
    yield from _warnings(view.work)
    yield Told(reference(view.work))
    if view.work.identified:
        yield Told(f"identity: {identity_text(view.work.identified)}")
    for signal in view.work.standing:
        yield Told(f"standing: {standing_text(signal)}")


def _warnings(work: Work) -> Iterator[Told]:
    if work.link_policy is LinkPolicy.WITHHOLD:
        yield Told("The address is withheld; there is no need to look for it.", "fair")
    elif work.link_policy is LinkPolicy.WARN:
        yield Told(
            "Outside sources on this work may upset or be unsafe at work; think before you open "
            "one. “Unavailable” is an answer.",
            "fair",
        )


def _excerpts(view: PairView) -> Iterator[Told]:
    for each in view.excerpts:
        place = f" (p. {each.page})" if each.page else ""
        shown = f"“{each.words}”" if each.words else "no words held, only a fingerprint"
        yield Told(f"{each.id} {shown}{place}")


def _passages(view: PairView) -> Iterator[Told]:
    if view.passages is None:
        yield Told(f"No text of it is held; “evtrack attach {view.key} FILE” adds one.", "dim")
        return
    if not view.passages:
        yield Told("Nothing in its text shares a word with the claim.", "dim")
    for number, found in enumerate(view.passages, 1):
        page = f"p. {found.page}, " if found.page else ""
        yield Told(f"{page}{found.at}: {found.words}", "", f"{number}  ")


def _alarms(view: PairView) -> Iterator[Told]:
    told = {each.rule for each in view.alarms}
    for each in view.alarms:
        yield Told(f"{each.message} [{each.rule}: “{each.words}”]", "fair", "▲ ")
    for rule in view.place.pair.alarms:
        if rule not in told:
            yield Told(rule, "fair", "▲ ")


def _readings(view: PairView) -> Iterator[Told]:
    for given in view.given:
        yield from given_told(given)
    if unseen := view.place.pair.unseen_readings:
        noun = "reading" if unseen == 1 else "readings"
        yield Told(f"{unseen} other {noun}, shown once yours is in.", "dim")


def _reach(pair: ReviewPair) -> str:
    if pair.scope is ReadStatus.NONE:
        return "Nothing of the work is held; say how much you read before you say what it shows."
    return CEILINGS[pair.scope]


def _some(names: Sequence[str], most: int = 8) -> str:
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return " ".join(names[:most]) + more
