"""What stands in a Zotero item's free text (`extra`): identifiers, BibTeX fields, the citekey."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from bib.formats.exact_text import text_from_latex
from bib.formats.zotero_fields import PREFIX, text_of
from bib.latex import latex_from_text

IN_EXTRA = ("doi", "pmid", "pmcid")

KEY_LINE = re.compile(
    r"^[ \t]*citation key[ \t]*:[ \t]*(\S.*?)[ \t]*$\n?", re.IGNORECASE | re.MULTILINE
)
_ID_LINE = re.compile(
    r"^[ \t]*(PMID|PMCID|DOI)[ \t]*:[ \t]*(\S+)[ \t]*$", re.IGNORECASE | re.MULTILINE
)
TEX_LINE = re.compile(r"^[ \t]*tex\.([a-z][\w+:.-]*)[ \t]*:[ \t]*(.*?)[ \t]*$\n?", re.MULTILINE)


def stated_key(data: Mapping[str, Any]) -> str:
    """The citekey an item states, as it stands there, or nothing."""
    in_extra = KEY_LINE.search(text_of(data.get("extra")))
    stated = data.get("citationKey") or data.get("citekey") or (in_extra and in_extra[1]) or ""
    return text_of(stated).strip()


def with_stated_key(data: Mapping[str, Any], key: str) -> dict[str, Any]:
    """The fields that have to change for an item to state another citekey in the same place."""
    if data.get("citationKey"):
        return {"citationKey": key}
    extra = text_of(data.get("extra"))
    stated = KEY_LINE.search(extra)
    if stated is None:
        return {"extra": f"{extra}\nCitation Key: {key}".lstrip("\n")}
    return {"extra": extra[: stated.start(1)] + key + extra[stated.end(1) :]}


def extra_fields(extra: str) -> dict[str, str]:
    """Identifiers and note in the free text; the text itself where they do not give it back."""
    fields = {match[1].lower(): match[2] for match in _ID_LINE.finditer(extra)}
    if note := _ID_LINE.sub("", extra).strip("\n"):
        fields["note"] = latex_from_text(note)
    plain = extra.strip("\n")
    if plain != "\n".join(extra_lines(fields)):
        fields[f"{PREFIX}extra"] = latex_from_text(plain)
    return fields


def extra_lines(fields: Mapping[str, str]) -> list[str]:
    """The lines of the free text that hold note and identifiers."""
    note = text_from_latex(fields.get("note", ""))
    ids = [f"{name.upper()}: {fields[name]}" for name in IN_EXTRA if fields.get(name)]
    return [line for line in (note, *ids) if line]


def without_tex_lines(extra: str) -> tuple[str, dict[str, str]]:
    """The free text without the lines that hold BibTeX fields, and those fields."""
    tex = {match[1].lower(): match[2] for match in TEX_LINE.finditer(extra)}
    return TEX_LINE.sub("", extra), tex
