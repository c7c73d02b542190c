"""The reference lists of a text: found, cut into references, numbered and taken apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from evidence.reading.doubtful_addresses import lost_hyphen
from evidence.reading.line_joining import join_lines
from evidence.reading.paper import ListedReference, ParsedReference
from evidence.reading.reference_items import (
    Item,
    cut_list,
    item_of,
    runs_of_numbers,
    with_numbers,
)
from evidence.reading.reference_regions import Region, find_regions
from evidence.reading.references.draft import CERTAIN, GUESSED
from evidence.reading.references.mending import has_broken_address, mend
from evidence.reading.references.styles import parse_references
from evidence.texts import Part, PartKind, Text, TextProblem

# The code of the problem that a text has no list.
NO_LIST = "no-reference-list"
_MOST = 5_000
_MOST_DIGITS = 5
_ADDRESS = re.compile(r"(?:https?:|www\.)\s?\S+(?:[/_-]\s\S+)?")
_WORD = re.compile(r"[^\W\d_]{2,}")


def read_references(
    text: Text, parts: Sequence[Part]
) -> tuple[list[ListedReference], list[TextProblem]]:
    """Every reference of every list, in order, and what is doubtful about them.

    Parts of kind REFERENCE count where the format itself tells references apart; those inferred
    from how a text looks hold many each, and are cut anew.
    """
    given = [part for part in parts if part.kind is PartKind.REFERENCE]
    if given and any(part.kind is PartKind.REFERENCE for part in text.parts):
        return _given_references(text, given[:_MOST])
    regions = find_regions(text, [part for part in parts if part.kind is not PartKind.REFERENCE])
    if not regions:
        message = "No reference list was found: no heading such as “References”, no numbered list."
        return [], [TextProblem(code=NO_LIST, message=message)]
    vocabulary = _vocabulary(text.content)
    references: list[ListedReference] = []
    problems: list[TextProblem] = []
    for region in regions:
        listed, doubts = _read_region(region, vocabulary)
        references += listed[: _MOST - len(references)]
        problems += doubts
    if len(regions) > 1:
        problems.append(_several_lists(regions))
    return references, problems


def _several_lists(regions: Sequence[Region]) -> TextProblem:
    names = ", ".join(f"“{region.heading}”" for region in regions)
    message = (
        f"There are {len(regions)} reference lists "
        f"({names}); the numbers of a later one may repeat "
        "those of the first."
    )
    return TextProblem(code="several-reference-lists", message=message)


def _read_region(
    region: Region, vocabulary: set[str]
) -> tuple[list[ListedReference], list[TextProblem]]:
    cut = cut_list(region.lines)
    listed, doubts = _read_items(cut.items, vocabulary)
    return listed, [*cut.problems, *doubts]


def _read_items(
    items: Sequence[Item], vocabulary: set[str]
) -> tuple[list[ListedReference], list[TextProblem]]:
    """The items taken apart, and what is doubtful about their addresses."""
    joined = [join_lines(item.lines, vocabulary) for item in items]
    raws = [mend(words) for words in joined]
    parsed = parse_references(raws)
    listed = [
        _listed(item, raw, reference)
        for item, raw, reference in zip(items, raws, parsed, strict=True)
    ]
    problems: list[TextProblem] = []
    broken = [
        _name(reference, place)
        for place, (reference, words) in enumerate(zip(listed, joined, strict=True), 1)
        if has_broken_address(words)
    ]
    if broken:
        message = (
            "The addresses in these references were broken over lines and were joined: "
            f"{', '.join(broken)}."
        )
        problems.append(TextProblem(code="addresses-joined", message=message))
    for place, reference in enumerate(listed):
        listed[place], doubts = _with_doubtful_address(reference, place + 1, vocabulary)
        problems += doubts
    return listed, problems


def _vocabulary(content: str) -> set[str]:
    """The words of a text in lower case, without those that stand in addresses."""
    plain = _ADDRESS.sub(" ", content[:2_000_000])
    return {word.lower() for word in _WORD.findall(plain)}


def _name(reference: ListedReference, place: int) -> str:
    """What a reference is called in a message: its number, or its place in the list."""
    return str(reference.number or place)


def _with_doubtful_address(
    reference: ListedReference, place: int, vocabulary: set[str]
) -> tuple[ListedReference, list[TextProblem]]:
    """The reference, with less trust in an address that seems to have lost a hyphen."""
    parsed = reference.parsed
    address = parsed.fields.get("url", "")
    likely = lost_hyphen(address, parsed.fields.get("title", ""), vocabulary) if address else None
    if likely is None:
        return reference, []
    confidence = {**parsed.confidence, "url": GUESSED}
    message = (
        f"The address in reference {_name(reference, place)} may have lost a hyphen where a line "
        f"ended; it is kept as it stands, “{likely}” is likelier."
    )
    doubt = TextProblem(code="address-doubtful", message=message)
    return replace(reference, parsed=replace(parsed, confidence=confidence)), [doubt]


def _listed(item: Item, raw: str, parsed: ParsedReference) -> ListedReference:
    return ListedReference(
        number=item.number,
        raw=raw,
        start=item.start,
        end=item.end,
        label=item.label,
        parsed=parsed,
    )


def _given_references(
    text: Text, parts: Sequence[Part]
) -> tuple[list[ListedReference], list[TextProblem]]:
    """The references that the format itself sets apart."""
    items: list[Item] = []
    owners: list[Part] = []
    for part in parts:
        words = text.content[part.start : part.end]
        if part.continues and items:
            lines = (*items[-1].lines, words)
            items[-1] = replace(items[-1], end=part.end, lines=lines)
        elif words.strip():
            items.append(_given_item(words, part))
            owners.append(part)
    numbered: list[Item] = []
    problems: list[TextProblem] = []
    for run in runs_of_numbers(items):
        cut = with_numbers(run)
        numbered += cut.items
        problems += cut.problems
    listed, doubts = _read_items(numbered, _vocabulary(text.content))
    references = [
        replace(reference, id=part.id, parsed=_with_given(reference.parsed, part))
        for reference, part in zip(listed, owners, strict=True)
    ]
    return references, problems + doubts


def _given_item(words: str, part: Part) -> Item:
    """One part as an item; a number that the format gives goes before the printed one."""
    item = item_of(" ".join(words.split()), part.start, part.end)
    digits = part.number.strip("[]().:, ")
    if not digits.isdecimal() or len(digits) > _MOST_DIGITS:
        return item
    return replace(item, printed=int(digits), label=item.label or part.number)


def _with_given(parsed: ParsedReference, part: Part) -> ParsedReference:
    """What was parsed, with the fields that the format gives in their place."""
    if not part.fields:
        return parsed
    given = {name: value for name, value in part.fields.items() if name != "entrytype" and value}
    entrytype = part.fields.get("entrytype", "")
    confidence = dict(parsed.confidence) | dict.fromkeys(given, 1.0)
    confidence["entrytype"] = CERTAIN if entrytype else confidence.get("entrytype", 0.0)
    return ParsedReference(
        entrytype=entrytype or parsed.entrytype,
        fields=dict(parsed.fields) | given,
        confidence=confidence,
        style=parsed.style,
    )
