"""Works under another citekey, in their own text and wherever other works refer to them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from bib.citekeys import checked_citekey, fold
from bib.relations import OTHER_KEYS
from bib.works import Work

# Fields that hold citekeys of other entries, several with commas between.
_REFERRING = ("crossref", "xref", "xdata", "related", "entryset")
_HEAD = r"\A(\s*@\s*\w+\s*[{{(]\s*){}(?=\s*[,}})])"
_SEPARATOR = re.compile(r"(\s*,\s*)")


def renamed(work: Work, key: str) -> Work:
    """The work under another key; the old one becomes an alias, so that it is still found.

    Its text keeps all else as it was. Raises `InvalidCitekeyError`.
    """
    new = checked_citekey(key)
    aliases = [each for each in work.aliases if fold(each) != fold(new)]
    if fold(work.key) != fold(new):
        aliases.append(work.key)
    work = _with_other_keys(work, aliases)
    return replace(work, key=new, aliases=tuple(aliases), block=_block_of(work, new))


def with_references(work: Work, names: Mapping[str, str]) -> Work:
    """The work with what it refers to by `crossref` and the like under their new keys."""
    changed = {
        name: _listed(value, names)
        for name, value in work.fields.items()
        if name in _REFERRING and _listed(value, names) != value
    }
    if not changed:
        return work
    block = work.block
    for name, value in changed.items():
        block = _in_block(block, name, work.fields[name], value)
    return replace(work, fields={**work.fields, **changed}, block=block)


def _with_other_keys(work: Work, aliases: list[str]) -> Work:
    """The work whose field of other keys, where it has one, names these."""
    if OTHER_KEYS not in work.fields:
        return work
    stated = ", ".join(aliases)
    block = _in_block(work.block, OTHER_KEYS, work.fields[OTHER_KEYS], stated)
    return replace(work, fields={**work.fields, OTHER_KEYS: stated}, block=block)


def _block_of(work: Work, key: str) -> str | None:
    """The work's own text under another key, or nothing where that cannot be had."""
    block = work.block
    if block is None or work.key not in block:
        return block
    if work.block_format != "bibtex":
        return None
    head = re.compile(_HEAD.format(re.escape(work.key)))
    text, count = head.subn(lambda match: match[1] + key, block, count=1)
    return text if count else None


def _in_block(block: str | None, name: str, old: str, new: str) -> str | None:
    if block is None:
        return None
    field = re.compile(rf"(\b{name}\s*=\s*[{{\"]\s*){re.escape(old)}(?=\s*[}}\"])", re.IGNORECASE)
    text, count = field.subn(lambda match: match[1] + new, block)
    return text if count == 1 else None


def _listed(value: str, names: Mapping[str, str]) -> str:
    return "".join(names.get(piece, piece) for piece in _SEPARATOR.split(value))
