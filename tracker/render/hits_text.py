"""Hits of a search as text, with what matched standing out."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence

from tracker.render.lists import clean, display_width
from tracker.render.terminal import Look, finished

Pieces = Sequence[tuple[str, bool]]

_INDENT = 4


def hit_text(name: str, heading: Pieces, rest: Iterable[Pieces], *, look: Look) -> str:
    """The id with the title behind it, then stretches of its other text, each on its own lines."""
    lines = [_marked(f"{clean(name)}  ", heading, look=look, lead_tone="name")]
    lines += [_marked(f"{' ' * _INDENT}… ", _trailing_off(each), look=look) for each in rest]
    return finished("\n".join(lines), look)


def _trailing_off(pieces: Pieces) -> Pieces:
    is_whole_sentence = "".join(text for text, _ in pieces).rstrip().endswith((".", "!", "?"))
    return pieces if is_whole_sentence else [*pieces, (" …", False)]


def _marked(lead: str, pieces: Pieces, *, look: Look, lead_tone: str = "") -> str:
    """The pieces wrapped behind the lead, those that match in their own tone."""
    plain = " ".join("".join(_visible(text) for text, _ in pieces).split())
    wrapped = textwrap.wrap(
        plain,
        max(look.width, _INDENT + 20),
        initial_indent=" " * display_width(lead),
        subsequent_indent=" " * _INDENT,
        break_long_words=False,
        break_on_hyphens=False,
    )
    # Wrapping changes white space alone, so signs are told apart by their number among the others.
    is_match = [hit for text, hit in pieces for sign in _visible(text) if not sign.isspace()]
    body = _toned("\n".join(wrapped)[display_width(lead) :], is_match, look)
    return f"{look.style(lead, lead_tone) if lead_tone else lead}{body}"


def _toned(text: str, is_match: Sequence[bool], look: Look) -> str:
    runs: list[tuple[str, bool]] = []
    place = 0
    for sign in text:
        if sign.isspace():
            # The blank between two words that match is part of what matches.
            hit = sign == " " and all(is_match[max(place - 1, 0) : place + 1])
        else:
            hit, place = is_match[place], place + 1
        if runs and runs[-1][1] == hit:
            runs[-1] = (runs[-1][0] + sign, hit)
        else:
            runs.append((sign, hit))
    return "".join(look.style(run, "match") if hit else run for run, hit in runs)


def _visible(text: str) -> str:
    return "".join(sign if sign.isprintable() else " " for sign in text)
