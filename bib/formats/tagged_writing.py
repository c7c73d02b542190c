"""Works written as records of tagged lines, the loop that RIS and MEDLINE share."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from bib.blocks import LooseBlock
from bib.formats.ledger import losses_of
from bib.formats.records import block_to_keep, key_or_nothing
from bib.formats.writing import Loss, Writing
from bib.works import Citekey, Work

_BLANKS = re.compile(r"\s+")

Tags = list[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class TaggedFormat:
    """What is peculiar to a format of tagged lines.

    `stated_key` finds the key in a record. `annotated` gives a record one more note. `tags` are
    those of a work, `read` what a reader makes of them, `lines` their text; `note` is the tag of an
    annotation. `heading` says whether a block may stand on top of a file.
    """

    name: str
    title: str
    stated_key: re.Pattern[str]
    note: str
    annotated: Callable[[str, str], str]
    tags: Callable[[Work], Tags]
    read: Callable[[Tags], tuple[str, str, dict[str, str]]]
    lines: Callable[[Tags], str]
    heading: Callable[[LooseBlock], bool] = lambda _block: False


def write_tagged(
    items: Iterable[Work | LooseBlock], annotations: Mapping[str, str], form: TaggedFormat
) -> Writing:
    """The items, an untouched work byte for byte; annotations are plain text by citekey."""
    losses: list[Loss] = []
    pieces: list[str] = []
    for item in items:
        if isinstance(item, LooseBlock):
            if not pieces and form.heading(item):
                pieces.append(item.text + "\n\n")
            else:
                why = f"{form.title} has no place for what is no record"
                losses.append(Loss(key=Citekey(item.name), field=f"@{item.kind}", why=why))
            continue
        annotation = _BLANKS.sub(" ", annotations.get(item.key, "")).strip()
        block = _block(item, form, losses)
        if block is None:
            piece = _afresh(item, annotation, form, losses)
        else:
            is_new = annotation and annotation not in block
            piece = form.annotated(block, annotation) if is_new else block
        if pieces and not pieces[-1].endswith("\n"):
            pieces[-1] += "\n\n"
        pieces.append(piece)
    return Writing(text="".join(pieces), losses=tuple(losses))


def _block(work: Work, form: TaggedFormat, losses: list[Loss]) -> str | None:
    if work.block is None or work.block_format != form.name:
        return None
    stated = form.stated_key.search(work.block)
    key = key_or_nothing(stated[1]) if stated else ""
    return block_to_keep(work, stated_key=key, title=form.title, losses=losses)


def _afresh(work: Work, annotation: str, form: TaggedFormat, losses: list[Loss]) -> str:
    """A clean record of the work's fields, and what is lost when it is read back."""
    tags = form.tags(work)
    key, type_, fields = form.read(tags)
    if not fields:
        why = f"{form.title} has no place for anything in it; its record is empty"
        losses.append(Loss(key=work.key, field="key", why=why))
    losses += losses_of(work, key, type_, fields, title=form.title)
    if annotation:
        tags.append((form.note, annotation))
    return form.lines(tags)
