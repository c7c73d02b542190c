"""What a work loses in a format: its fields set against those its written record reads back as."""

from __future__ import annotations

from collections.abc import Mapping

from bib.formats.writing import Loss
from bib.identifiers import address_from_latex
from bib.latex import latex_to_unicode
from bib.names import read_names
from bib.works import Work

NAME_FIELDS = {
    "author", "editor", "editora", "editorb", "editorc", "translator", "bookauthor", "annotator",
    "commentator", "introduction", "foreword", "afterword", "holder", "shortauthor", "shorteditor",
}  # fmt: skip
VERBATIM_FIELDS = {"doi", "url", "eprint", "file", "pdf", "urlraw", "verba", "verbb", "verbc"}
_MOST_SHOWN = 80


def losses_of(
    work: Work,
    key: str,
    type: str,  # noqa: A002
    fields: Mapping[str, str],
    *,
    title: str,
) -> list[Loss]:
    """Every difference between a work and what was read back; `title` names the format."""
    losses = []
    if key != work.key:
        why = f"{title} cannot carry this citekey; it comes back as “{key}”"
        losses.append(Loss(key=work.key, field="key", why=why))
    if type != work.type:
        losses.append(Loss(key=work.key, field="type", why=f"comes back as “{type}”"))
    for name, value in work.fields.items():
        back = fields.get(name)
        if back == value or not value.strip():
            continue
        if back is None:
            why = _why_missing(name, value, work, fields, title)
        elif as_compared(name, value) == as_compared(name, back):
            continue
        else:
            why = f"comes back as “{_cut(latex_to_unicode(back))}”"
        losses.append(Loss(key=work.key, field=name, why=why))
    for name in fields:
        if name not in work.fields:
            why = f"comes in addition, as “{_cut(latex_to_unicode(fields[name]))}”"
            losses.append(Loss(key=work.key, field=name, why=why))
    return losses


def as_compared(name: str, value: str) -> object:
    """What two values of a field have in common that say the same."""
    if name in NAME_FIELDS:
        return read_names(value)[0]
    if name in VERBATIM_FIELDS:
        return address_from_latex(value)
    return latex_to_unicode(value)


def _why_missing(name: str, value: str, work: Work, fields: Mapping[str, str], title: str) -> str:
    shown = latex_to_unicode(value)
    for other, back in fields.items():
        if other not in work.fields and latex_to_unicode(back) == shown:
            return _under(other)
    return (
        f"{title} has no place for it beside what is there"
        if name in fields
        else (f"{title} has no place for it")
    )


def _under(name: str) -> str:
    return f"comes back as “{name}”"


def _cut(text: str) -> str:
    return text if len(text) <= _MOST_SHOWN else text[: _MOST_SHOWN - 1] + "…"
