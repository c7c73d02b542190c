"""Records as the corpus form writes them: keys in order, each with the kind of its value."""

# ruff: noqa: D102 - what `read` and `write` do is told once, in `Kind`.

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from bib.errors import BibError
from evidence.errors import InvalidRecordError
from tracker.corpora.kinds import SHOWN, Kind, described, items_of, raw
from tracker.corpora.ledger import Page, nearest
from tracker.corpora.plain_yaml import Entries, Text, Value
from tracker.corpora.yaml_text import Block, Yaml

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Field:
    """A key of a record; a value equal to `default` is left out when written.

    `attribute` names what the key stands for where the two differ.
    """

    key: str
    kind: Kind
    default: Any = ""
    attribute: str = ""
    is_required: bool = False

    @property
    def name(self) -> str:
        """The attribute this key stands for."""
        return self.attribute or self.key


@dataclass(frozen=True, slots=True)
class Read(Generic[R]):
    """A record as read, with the lines of its keys."""

    record: R
    line: int
    lines: Mapping[str, int]

    def line_of(self, key: str) -> int:
        """Where a key stands; the record's own line if it was left out."""
        return self.lines.get(key, self.line)


def attributes(record: Any, fields: tuple[Field, ...]) -> dict[str, Any]:
    """The values of those fields that are attributes of the record under the field's name."""
    return {
        field.name: getattr(record, field.name) for field in fields if hasattr(record, field.name)
    }


@dataclass(frozen=True, slots=True)
class Form(Generic[R]):
    """A sort of record: its keys in the order in which they are written.

    `build` makes the record from the values read (those left out are absent); `take` gives the
    values back by field name.
    """

    what: str
    fields: tuple[Field, ...]
    build: Callable[..., R]
    take: Callable[[R, tuple[Field, ...]], Mapping[str, Any]] = attributes

    def read(self, value: Value, page: Page, **context: Any) -> Read[R] | None:
        """The record in a mapping; `None` where anything in it had to be refused.

        `context` is what the file says of all its records and `build` wants to know.
        """
        if not isinstance(value, Entries):
            page.refuse(
                value.line,
                "not-a-record",
                f"A {self.what} with keys is wanted here, not {described(value)}.",
                raw(value),
            )
            return None
        before = page.ledger.refusals
        parts = self._parts(value, page)
        if page.ledger.refusals > before:
            return None
        try:
            record = self.build(**parts, **context)
        except (InvalidRecordError, BibError) as error:
            page.refuse(value.line, "not-sound", str(error))
            return None
        return Read(record, value.line, value.lines)

    def write(self, record: R) -> Block:
        """The record's keys and values, without those that go without saying."""
        values = self.take(record, self.fields)
        return {
            field.key: field.kind.write(values[field.name])
            for field in self.fields
            if field.is_required or values[field.name] != field.default
        }

    def _parts(self, value: Entries, page: Page) -> dict[str, Any]:
        known = {field.key: field for field in self.fields}
        parts = {}
        for key, inner in value.entries.items():
            if key in known:
                if not (isinstance(inner, Text) and not inner.text) or known[key].is_required:
                    parts[known[key].name] = known[key].kind.read(inner, page)
            else:
                refuse_key(key, list(known), self.what, value.lines[key], page)
        for field in self.fields:
            if field.is_required and field.key not in value.entries:
                page.refuse(
                    value.line, "missing-key", f"A {self.what} needs “{field.key}”; it has none."
                )
        return parts


@dataclass(frozen=True, slots=True)
class Leaves:
    """A list of small records."""

    form: Form[Any]

    def read(self, value: Value, page: Page) -> tuple[Any, ...]:
        taken = (self.form.read(item, page) for item in items_of(value))
        return tuple(leaf.record for leaf in taken if leaf is not None)

    def write(self, value: tuple[Any, ...]) -> Yaml:
        return [self.form.write(leaf) for leaf in value]


def refuse_key(key: str, known: list[str], what: str, line: int, page: Page) -> None:
    """Note a key that the form does not have, with the one that may be meant."""
    near = None if page.ledger.is_full else nearest(key, known)
    hint = f"is “{near}” meant?" if near else f"it has: {', '.join(known)}."
    page.refuse(
        line,
        "unknown-key",
        f"A {what} has no key “{key[:SHOWN]}”; {hint}",
        key,
    )
