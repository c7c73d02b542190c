"""BibTeX blocks with their key, fields and `@string` names read, or the reason why not."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from bib.blocks import LooseBlock, LooseKind
from bib.citekeys import checked_citekey
from bib.errors import InvalidCitekeyError
from bib.formats.bibtex_entry import MONTH_MACROS, Shielded, cut_off_key, mend, shield
from bib.formats.splitter import RawBlock, RawKind
from bib.problems import Doubt
from bib.works import Citekey

_LOOSE_KINDS = {
    RawKind.STRING: LooseKind.STRING,
    RawKind.PREAMBLE: LooseKind.PREAMBLE,
    RawKind.COMMENT: LooseKind.COMMENT,
    RawKind.TEXT: LooseKind.TEXT,
}

FieldList = Sequence[tuple[str, str]]
# Reads lists such as `title=0,year=1`; the answer has a list for each that could be read.
ListReader = Callable[[Collection[str]], Mapping[str, FieldList]]


@dataclass(frozen=True, slots=True)
class ParsedEntry:
    """An entry of which key and fields were read; `doubts` tells what was amiss with it."""

    raw: RawBlock
    key: Citekey
    fields: dict[str, str]
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class ParsedLoose:
    """A block that is no entry."""

    raw: RawBlock
    block: LooseBlock
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class Refusal:
    """A block that cannot be taken, and why."""

    raw: RawBlock
    code: str
    message: str


ParsedBlock = ParsedEntry | ParsedLoose | Refusal


def parse_blocks(
    blocks: Sequence[RawBlock], read_lists: ListReader, macros: Mapping[str, str] = MONTH_MACROS
) -> list[ParsedBlock]:
    """The blocks with what they say, one for one and in their order.

    `macros` are the `@string` names known from the start; those of the blocks hold from where they
    stand, as in BibTeX.
    """
    known = dict(macros)
    prepared = [_prepared(block, known) for block in blocks]
    lists = read_lists({each.fields for each in prepared if isinstance(each, _Prepared)})
    return [
        _parsed(each, lists.get(each.fields)) if isinstance(each, _Prepared) else each
        for each in prepared
    ]


@dataclass(frozen=True, slots=True)
class _Prepared:
    """An entry whose list of fields is yet to be read."""

    raw: RawBlock
    key: Citekey
    fields: str
    shielded: Shielded


def _prepared(block: RawBlock, macros: dict[str, str]) -> _Prepared | ParsedLoose | Refusal:
    if block.problem and block.kind is not RawKind.COMMENT:
        return _unclosed(block)
    if block.kind is RawKind.ENTRY:
        return _prepared_entry(block, macros)
    if block.kind is RawKind.STRING:
        return _definition(block, macros)
    loose = LooseBlock(kind=_LOOSE_KINDS[block.kind], text=block.raw)
    if block.problem:
        message = f"{block.problem[0].upper()}{block.problem[1:]}; it is taken to end here."
        return ParsedLoose(block, loose, (Doubt(code="unclosed-comment", message=message),))
    return ParsedLoose(block, loose)


def _unclosed(block: RawBlock) -> Refusal:
    message = (
        f"The block that “@{block.word}” opens is not closed before the next one; "
        "add the closing brace that is missing in it."
    )
    return Refusal(block, "unclosed-block", message)


def _prepared_entry(block: RawBlock, macros: Mapping[str, str]) -> _Prepared | Refusal:
    shielded = shield(block.inside)
    written = cut_off_key(shielded)
    if not written:
        message = f"The entry has no key; write one and a comma after “@{block.word}{{”."
        return Refusal(block, "no-key", message)
    try:
        key = checked_citekey(written)
    except InvalidCitekeyError as error:
        return Refusal(block, "bad-key", str(error))
    has_text = bool(shielded.text.strip(" \t\r\n,"))
    mend(shielded, macros)
    fields = "".join(shielded.text.split()).replace("{v", "").replace("}", "").strip(",")
    if has_text and not fields:
        message = f"Not one field could be read in the entry “{key}”."
        return Refusal(block, "no-fields", message)
    return _Prepared(block, key, fields, shielded)


def _parsed(entry: _Prepared, fields: FieldList | None) -> ParsedEntry | Refusal:
    if fields is None:
        message = f"The fields of the entry “{entry.key}” could not be told apart."
        return Refusal(entry.raw, "no-fields", message)
    names, values = entry.shielded.names, entry.shielded.values
    read = {names.get(name, name.lower()): values[int(number)] for name, number in fields}
    return ParsedEntry(entry.raw, entry.key, read, tuple(entry.shielded.doubts))


def _definition(block: RawBlock, macros: dict[str, str]) -> ParsedLoose | Refusal:
    """A `@string`, whose name is known from here on."""
    shielded = shield(block.inside)
    mend(shielded, macros)
    name, equals, token = shielded.text.strip(" \t\r\n,").partition("=")
    name, token = name.strip(), token.strip()
    if not equals or "," in token:
        message = "A @string defines one name: @string{name = {text}}."
        return Refusal(block, "bad-string", message)
    name = shielded.names.get(name, name).lower()
    doubts = list(shielded.doubts)
    value = shielded.values[int(token[2:-1])]
    if macros.get(name, value) != value and name not in MONTH_MACROS:
        message = f"The @string name “{name}” is defined anew; the new text holds from here on."
        doubts.append(Doubt(code="redefined-macro", message=message))
    macros[name] = value
    loose = LooseBlock(kind=LooseKind.STRING, text=block.raw, name=name)
    return ParsedLoose(block, loose, tuple(doubts))
