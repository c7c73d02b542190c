"""CSL-JSON, read and written: an array of items, one item alone, or `{"items": […]}`.

The text is cut into items before any is parsed, so that a broken one spoils no other, and the white
space around an item belongs to it, so that the items of a file put together are the file.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bib.blocks import LooseBlock
from bib.errors import NotABibliographyError
from bib.formats.csl_fields import item_from_work, record_from_item, stated_key, with_annotation
from bib.formats.ledger import losses_of
from bib.formats.reading import Reading
from bib.formats.records import Collecting, block_to_keep
from bib.formats.writing import Loss, Writing
from bib.problems import Doubt
from bib.works import Citekey, Work

_DEEPEST = 60
_TOKEN = re.compile(r"\"(?:[^\"\\]|\\.)*+\"|[{}\[\],]|\"", re.DOTALL)
_HEAD = re.compile(r"\ufeff?\s*+(?:\{\s*+\"items\"\s*+:\s*+)?\[")


@dataclass(frozen=True, slots=True)
class RawItem:
    """One piece between two commas of the array: its line, its text, how deeply it is nested."""

    line: int
    raw: str
    depth: int


def read_csl_json(text: str, *, file: str) -> Reading:
    """Read all items of a text; `file` is only named in problems."""
    text = text.removeprefix("\ufeff")
    if text.strip() and text.lstrip()[0] not in "[{":
        why = "it starts neither with “[” nor with “{”"
        raise NotABibliographyError(file, "CSL-JSON", why)
    collecting = Collecting(file=file, block_format="csl-json")
    for item in split_items(text):
        _collect(item, collecting)
    return collecting.reading()


def write_csl_json(
    items: Iterable[Work | LooseBlock], *, with_annotations: Mapping[str, str] | None = None
) -> Writing:
    """The items as an array, an untouched work byte for byte; annotations are text by citekey."""
    annotations = with_annotations or {}
    losses: list[Loss] = []
    pieces: list[str] = []
    for item in items:
        if isinstance(item, LooseBlock):
            why = "CSL-JSON has no place for what is no item"
            losses.append(Loss(key=Citekey(item.name), field=f"@{item.kind}", why=why))
            continue
        annotation = annotations.get(item.key, "").strip()
        block = _block(item, losses)
        if block is None:
            pieces.append(_afresh(item, annotation, losses))
        elif annotation and annotation not in block:
            pieces.append(_indented(with_annotation(json.loads(block), annotation)))
        else:
            pieces.append(block)
    if not pieces:
        return Writing(text="[]\n", losses=tuple(losses))
    if "\n" in pieces[0] and not pieces[-1][-1:].isspace():
        pieces[-1] += "\n"
    return Writing(text=f"[{','.join(pieces)}]\n", losses=tuple(losses))


def split_items(text: str) -> Iterator[RawItem]:
    """The pieces of the outermost array; of a text that is no array, the text itself."""
    head = _HEAD.match(text)
    start = head.end() if head else 0
    line = text.count("\n", 0, start) + 1
    depth = deepest = 0
    for token in _TOKEN.finditer(text, start):
        mark = token[0]
        if mark == '"':  # not closed: all the rest is one broken piece
            break
        if mark in "{[":
            depth += 1
            deepest = max(deepest, depth)
        elif mark in "}]":
            depth -= 1
        if head and (depth < 0 or (mark == "," and depth == 0)):
            raw = text[start : token.start()]
            yield RawItem(line, raw, deepest)
            line += raw.count("\n")
            start, deepest = token.end(), 0
            if depth < 0:
                if rest := text[start:].strip().removeprefix("}").strip():
                    yield RawItem(line, rest, 0)
                return
    yield RawItem(line, text[start:], deepest)


def _collect(item: RawItem, collecting: Collecting) -> None:
    plain = item.raw.strip()
    line = item.line + item.raw[: len(item.raw) - len(item.raw.lstrip())].count("\n")
    if not plain:
        return
    parsed = _parsed(item)
    if isinstance(parsed, str):
        collecting.refuse(line, item.raw, "broken-item", parsed)
        return
    key, type_, fields, is_known = record_from_item(parsed)
    if not fields:
        message = "There is nothing in the item but its type; it was not taken."
        collecting.refuse(line, item.raw, "empty-record", message)
        return
    doubts = []
    if not is_known:
        stated = str(parsed.get("type"))[:40]
        message = f"“{stated}” is no type of CSL; the work is taken for “{type_}”."
        doubts.append(Doubt(code="unknown-type", message=message))
    collecting.take(line=line, raw=item.raw, key=key, type=type_, fields=fields, doubts=doubts)


def _parsed(item: RawItem) -> dict[str, Any] | str:
    """The item, or a sentence saying why there is none."""
    if item.depth > _DEEPEST:
        return f"The item is nested {item.depth} levels deep; it was not taken."
    try:
        parsed = json.loads(item.raw, parse_int=_number, parse_float=str, parse_constant=str)
    except ValueError as error:
        why = str(error).split(": line")[0]
        return f"The item is broken JSON ({why}); it was not taken."
    if not isinstance(parsed, dict):
        return "There is something else than an item in the array; it was not taken."
    return parsed


def _block(work: Work, losses: list[Loss]) -> str | None:
    if work.block is None or work.block_format != "csl-json":
        return None
    item = _parsed(RawItem(1, work.block, 0))
    if isinstance(item, str):
        return None
    key = stated_key(item)
    return block_to_keep(work, stated_key=key, title="CSL-JSON", losses=losses)


def _number(digits: str) -> int | str:
    """The number, as it is written where it has more digits than anything counts."""
    return int(digits) if len(digits) < 19 else digits


def _afresh(work: Work, annotation: str, losses: list[Loss]) -> str:
    """A clean item of the work's fields, and what is lost when it is read back."""
    item = item_from_work(work)
    key, type_, fields, _ = record_from_item(item)
    losses += losses_of(work, key, type_, fields, title="CSL-JSON")
    return _indented(with_annotation(item, annotation) if annotation else item)


def _indented(item: Mapping[str, Any]) -> str:
    text = json.dumps(item, ensure_ascii=False, indent=2)
    return "\n" + "\n".join(f"  {line}" for line in text.split("\n"))
