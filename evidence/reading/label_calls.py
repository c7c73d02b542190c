"""Reference calls by the labels that a list prints, such as “[Fly22]” and “[ABC+12, Ito19]”."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from evidence.reading.calls import Area, Call
from evidence.reading.paper import CitationStyle, Cited, ListedReference

_BRACKETS = re.compile(r"\[([^\[\]\n]{2,200})\]")
_SEPARATOR = re.compile(r"\s*[,;]\s*")


def labels_of(references: Sequence[ListedReference]) -> dict[str, int]:
    """The labels of the references that have letters in them, with their place in the list."""
    labels = ((reference.label.strip("[]() ."), at) for at, reference in enumerate(references))
    return {label: at for label, at in labels if any(letter.isalpha() for letter in label)}


def label_calls(area: Area, labels: dict[str, int]) -> Iterator[Call]:
    """Brackets that begin with a label of the list; other words after it are where to look."""
    if not labels:
        return
    for found in _BRACKETS.finditer(area.words):
        pieces = _SEPARATOR.split(found[1].strip())
        cited = [Cited(reference=labels[piece], label=piece) for piece in pieces if piece in labels]
        if cited and pieces[0] in labels:
            yield Call(
                style=CitationStyle.LABEL,
                start=area.start + found.start(),
                end=area.start + found.end(),
                cited=tuple(dict.fromkeys(cited)),
            )
