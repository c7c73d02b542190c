"""The approximate step: the stretch of a text most like a quotation, within a stated distance."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from evidence.anchoring.flow import Flow

# Below so many letters words are alike by chance, and only exactness counts.
LEAST_LETTERS = 20
# The least share of letters that must agree, for short quotations and for the others.
SHORT_LETTERS = 40
LEAST_SHORT_SCORE = 0.92
LEAST_SCORE = 0.85
# A place is offered for an orphan only when at least so much agrees.
LEAST_NEAREST = 0.65
# Of a longer quotation three pieces are looked for, and all of it is compared where one is found;
# in a text that repeats a few letters without end, longer pieces would take minutes.
_LONG = 300
_PIECE = 200
_MOST_LETTERS = 10_000
_MOST_PLACES = 3
# Places within this distance of the best are weighed by what stands around them.
_AS_GOOD = 0.02
# A stray letter or two that happens to agree does not begin or end a place.
_LEAST_RUN = 3
_OUTERMOST = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """A stretch of the flow and the share of letters that agree with the quotation's."""

    first: int
    last: int
    score: float


def least_score(needle: str) -> float:
    """What share of letters must agree; above 1 where approximation is not allowed."""
    if len(needle) < LEAST_LETTERS:
        return 2.0
    return LEAST_SHORT_SCORE if len(needle) < SHORT_LETTERS else LEAST_SCORE


def like_places(needle: str, flow: Flow) -> list[Likeness]:
    """The best places that are good enough, best first; several only if they are as good."""
    least = least_score(needle)
    found: list[Likeness] = []
    for place in _best_first(needle, flow.letters, least):
        if place.score < least or (found and place.score < found[0].score - _AS_GOOD):
            break
        found.append(place)
    return sorted(found, key=lambda place: -place.score)


def nearest_place(needle: str, flow: Flow) -> Likeness | None:
    """The place most like the quotation, to be offered where none is good enough."""
    if len(needle) < LEAST_LETTERS:
        return None
    place = next(_best_first(needle, flow.letters, LEAST_NEAREST), None)
    return place if place and place.score >= LEAST_NEAREST else None


def _best_first(needle: str, letters: str, least: float) -> Iterator[Likeness]:
    """The best place, then the best before and after it, up to a few."""
    if len(needle) > _MOST_LETTERS:
        return
    rooms = [(0, len(letters))]
    # The window is as long as the quotation, so words put in or left out cost at its ends.
    loose = least - 0.1
    for _ in range(_MOST_PLACES):
        places = [(place, room) for room in rooms if (place := _best(needle, letters, room, loose))]
        if not places:
            return
        place, room = max(places, key=lambda each: each[0].score)
        yield place
        # Only what is as good as the best is of interest besides it.
        loose = max(loose, place.score - _AS_GOOD - 0.03)
        rooms.remove(room)
        rooms += [(room[0], place.first), (place.last, room[1])]


def _best(needle: str, letters: str, room: tuple[int, int], loose: float) -> Likeness | None:
    """The place most like the needle in a stretch of the letters, its ends drawn in."""
    here = letters[room[0] : room[1]]
    found: Likeness | None = None
    for window in _windows(needle, here, loose * 100):
        margin = len(needle) // 5 + 8
        start = max(0, window - margin)
        end = min(len(here), window + len(needle) + margin)
        first, last = _drawn_in(needle, here[start:end])
        score = Indel.normalized_similarity(needle, here[start + first : start + last])
        if found is None or score > found.score:
            first, last = room[0] + start + first, room[0] + start + last
            found = Likeness(first=first, last=last, score=score)
    return found


def _windows(needle: str, letters: str, cutoff: float) -> Iterator[int]:
    """Where the needle may begin, by the best place of all of it or of three of its pieces."""
    if not letters:
        return
    if len(letters) <= len(needle):
        yield 0
        return
    size = len(needle) if len(needle) <= _LONG else _PIECE
    for piece in sorted({0, (len(needle) - size) // 2, len(needle) - size}):
        found = fuzz.partial_ratio_alignment(
            needle[piece : piece + size], letters, score_cutoff=cutoff
        )
        if found:
            yield max(0, found.dest_start - piece)


def _drawn_in(needle: str, letters: str) -> tuple[int, int]:
    """The ends between which the letters agree best: each at one of the outermost equal runs."""
    runs = [
        (block.a, block.b, block.size)
        for block in Indel.editops(needle, letters).as_matching_blocks()
        if block.size >= _LEAST_RUN
    ]

    def likeness(first: int, last: int) -> float:
        return Indel.normalized_similarity(needle, letters[first:last])

    # What the needle has before an equal run stands as long before it in the text.
    firsts = [0, *(max(0, b - a) for a, b, _ in runs[:_OUTERMOST])]
    lasts = [b + len(needle) - a for a, b, _ in runs[-_OUTERMOST:]]
    first = max(firsts, key=lambda each: likeness(each, each + len(needle)))
    last = max([*lasts, len(letters)], key=lambda each: likeness(first, each))
    return first, min(last, len(letters))
