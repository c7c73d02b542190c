"""Works and loose blocks written as BibTeX: what was not touched byte for byte, the rest afresh."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from bib.blocks import LooseBlock, LooseKind
from bib.formats.bibtex_blocks import ListReader, ParsedEntry, parse_blocks
from bib.formats.bibtex_entry import MONTH_MACROS
from bib.formats.splitter import RawBlock, split_blocks
from bib.formats.writing import Loss, Writing
from bib.latex import latex_from_text
from bib.relations import OTHER_KEYS, fields_with_aliases
from bib.works import Work

Dialect = Literal["bibtex", "biblatex"]
ANNOTATION_FIELDS: Mapping[Dialect, str] = {"bibtex": "annote", "biblatex": "annotation"}

_MACRO = re.compile(r"[=#]\s*([^\W\d_][\w.:+/-]*)")
_INDENT = re.compile(r"\n([ \t]+)\S+[ \t]*=")
_FIELD_NAME = re.compile(r"[^\s=,{}\"#%()\\]+")
_TYPE = re.compile(r"[^\W\d_][\w+-]*")
_BRACE = re.compile(r"[{}]")
_MACRO_OF_MONTH = {name: macro for macro, name in MONTH_MACROS.items()}


def write_items(
    items: Sequence[Work | LooseBlock],
    *,
    read_lists: ListReader,
    annotations: Mapping[str, str],
    dialect: Dialect,
) -> Writing:
    """The items as text, in their order, an empty line between two.

    A block is kept only if it reads back as the fields of its work where it will stand: the
    `@string` names it uses may be missing here, or mean something else.
    """
    drafts = [_draft(item, annotations, ANNOTATION_FIELDS[dialect]) for item in items]
    if dialect == "biblatex":
        for draft in drafts:
            _add_aliases(draft)
    drafts = _without_misread_blocks(drafts, read_lists)
    losses: list[Loss] = []
    texts = [draft.block or _afresh(draft, losses) for draft in drafts]
    return Writing(text="\n\n".join(texts) + "\n" if texts else "", losses=tuple(losses))


@dataclass(slots=True)
class _Draft:
    """One item about to be written: as `block`, or from `fields` where there is none."""

    block: str | None
    work: Work | None = None
    fields: dict[str, str] = field(default_factory=dict)
    macro: str = ""
    has_addition: bool = False

    def is_doubtful(self, defined: Collection[str]) -> bool:
        """Whether the block must be read to know what it says here."""
        if self.work is None or self.block is None:
            return False
        names = (name.lower() for name in _MACRO.findall(self.block))
        return self.has_addition or any(
            name in defined or name not in MONTH_MACROS for name in names
        )


def _draft(item: Work | LooseBlock, annotations: Mapping[str, str], name: str) -> _Draft:
    if isinstance(item, LooseBlock):
        return _Draft(item.text, macro=item.name if item.kind is LooseKind.STRING else "")
    block = item.block if item.block_format == "bibtex" else None
    draft = _Draft(block, item, dict(item.fields))
    if note := annotations.get(item.key, "").strip():
        value = latex_from_text(note)
        own = draft.fields.get(name)
        draft.has_addition = True
        if own is None:
            draft.block = block and _with_field(block, name, value)
            draft.fields[name] = value
        elif value not in own:
            draft.block = None
            draft.fields[name] = f"{own}\n\n{value}"
    return draft


def _add_aliases(draft: _Draft) -> None:
    """Write older keys where biblatex finds them, so that a document with them still compiles."""
    if draft.work is None or not draft.work.aliases:
        return
    fields = fields_with_aliases(draft.fields, draft.work.aliases)
    if fields != draft.fields:
        is_new = OTHER_KEYS not in draft.fields
        draft.block = (
            _with_field(draft.block, OTHER_KEYS, fields[OTHER_KEYS])
            if draft.block and is_new
            else None
        )
        draft.fields, draft.has_addition = fields, True


def _with_field(block: str, name: str, value: str) -> str:
    """The block with one more field at its end and nothing else changed."""
    newline = "\r\n" if "\r\n" in block else "\n"
    indent = _INDENT.search(block)
    body = block[:-1].rstrip()
    comma = "" if body.endswith(",") else ","
    added = f"{newline}{indent[1] if indent else '  '}{name} = {{{value}}}{newline}"
    return f"{body}{comma}{added}{block[-1]}"


def _without_misread_blocks(drafts: list[_Draft], read_lists: ListReader) -> list[_Draft]:
    """The drafts as they come, or with every `@string` first if more blocks can be kept so."""
    misread = _misread(drafts, read_lists)
    if misread and any(draft.macro for draft in drafts):
        strings_first = sorted(drafts, key=lambda draft: not draft.macro)
        misread_then = _misread(strings_first, read_lists)
        if len(misread_then) < len(misread):
            drafts, misread = strings_first, misread_then
    for place in misread:
        drafts[place].block = None
    return drafts


def _misread(drafts: Sequence[_Draft], read_lists: ListReader) -> set[int]:
    """The places of blocks that would not be read back as the fields of their work."""
    defined = {draft.macro for draft in drafts}
    blocks: list[RawBlock] = []
    places: list[int] = []
    wrong: set[int] = set()
    for place, draft in enumerate(drafts):
        if draft.block and (draft.macro or draft.is_doubtful(defined)):
            found = split_blocks(draft.block)
            blocks += found
            places += [place] * len(found)
            if len(found) != 1 and not draft.macro:
                wrong.add(place)
    for place, parsed in zip(places, parse_blocks(blocks, read_lists), strict=True):
        draft = drafts[place]
        is_right = (
            isinstance(parsed, ParsedEntry)
            and parsed.fields == draft.fields
            and not (draft.has_addition and parsed.doubts)
        )
        if not is_right and not draft.macro:
            wrong.add(place)
    return wrong


def _afresh(draft: _Draft, losses: list[Loss]) -> str:
    """A clean entry of the draft's fields, in their order."""
    work = draft.work
    if work is None:
        return ""
    type_ = work.type
    if not _TYPE.fullmatch(type_):
        losses.append(
            Loss(key=work.key, field="type", why=f"“{type_}” is no type; written as misc")
        )
        type_ = "misc"
    lines = [f"@{type_}{{{work.key},"]
    for name, value in draft.fields.items():
        if not _FIELD_NAME.fullmatch(name):
            losses.append(Loss(key=work.key, field=name, why="BibTeX cannot have a field so named"))
            continue
        if name == "month" and value in _MACRO_OF_MONTH:
            lines.append(f"  {name} = {_MACRO_OF_MONTH[value]},")
            continue
        paired = _with_paired_braces(value)
        if paired != value:
            why = "its braces do not pair; the odd ones are written as LaTeX commands"
            losses.append(Loss(key=work.key, field=name, why=why))
        lines.append(f"  {name} = {{{paired}}},")
    return "\n".join([*lines, "}"])


def _with_paired_braces(value: str) -> str:
    """The value with a LaTeX command for each brace that has no partner."""
    open_at: list[int] = []
    odd: list[int] = []
    for brace in _BRACE.finditer(value):
        if brace[0] == "{":
            open_at.append(brace.start())
        elif open_at:
            open_at.pop()
        else:
            odd.append(brace.start())
    pieces, end = [], 0
    for place in sorted(odd + open_at):
        command = r"\textbraceleft{}" if value[place] == "{" else r"\textbraceright{}"
        pieces += [value[end:place], command]
        end = place + 1
    return "".join([*pieces, value[end:]])
