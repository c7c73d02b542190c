"""What a field of a record may hold, each kind read with its line and written in one way."""

# ruff: noqa: D102 - what `read` and `write` do is told once, in `Kind`.

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, Protocol

from bib.dates import PartialDate
from bib.errors import InvalidDateError
from evidence.claims import Locator
from evidence.errors import InvalidRecordError
from tracker.corpora.ledger import Page, nearest
from tracker.corpora.plain_yaml import Entries, Items, Text, Value
from tracker.corpora.yaml_text import Bare, Yaml
from tracker.errors import UnwritableCorpusError

_NUMBER = re.compile(r"[0-9]{1,9}")
_QUANTITY = re.compile(r"-?[0-9]{1,40}(?:\.[0-9]{1,40})?")
SHOWN = 80
_LONGEST_PLACE = 100
_DIGEST = re.compile(r"[0-9a-f]{64}")


class Kind(Protocol):
    """How one field is read and written.

    `read` notes on the page whatever is wrong; what it returns then does not matter, because the
    record is not taken. `write` gives what stands after the key.
    """

    def read(self, value: Value, page: Page) -> Any: ...
    def write(self, value: Any) -> Yaml: ...


@dataclass(frozen=True, slots=True)
class AnyText:
    """Text in whatever words."""

    def read(self, value: Value, page: Page) -> str:
        if isinstance(value, Text):
            return value.text
        page.refuse(
            value.line,
            "not-text",
            f"A text is wanted here, not {described(value)}; put it in quotes.",
            raw(value),
        )
        return ""

    def write(self, value: str) -> Yaml:
        return value


@dataclass(frozen=True, slots=True)
class Texts:
    """A list of texts."""

    def read(self, value: Value, page: Page) -> tuple[str, ...]:
        return tuple(AnyText().read(item, page) for item in items_of(value))

    def write(self, value: tuple[str, ...]) -> Yaml:
        return list(value)


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few words."""

    words: type[StrEnum]

    def read(self, value: Value, page: Page) -> StrEnum | None:
        word = AnyText().read(value, page)
        try:
            return self.words(word)
        except ValueError:
            allowed = [choice.value for choice in self.words if choice.value]
        near = None if page.ledger.is_full else nearest(word, allowed)
        hint = f" Is “{near}” meant?" if near else ""
        page.refuse(
            value.line,
            "not-allowed",
            f"“{word[:SHOWN]}” is not one of: {', '.join(allowed)}.{hint}",
            word,
        )
        return None

    def write(self, value: StrEnum) -> Yaml:
        return value.value


@dataclass(frozen=True, slots=True)
class YesNo:
    """Yes or no; programs that write `true` and `false` are understood."""

    def read(self, value: Value, page: Page) -> bool:
        word = AnyText().read(value, page)
        if word.casefold() in {"yes", "true"}:
            return True
        if word.casefold() not in {"no", "false"}:
            page.refuse(
                value.line,
                "not-allowed",
                f"“{word[:SHOWN]}” is neither yes nor no.",
                word,
            )
        return False

    def write(self, value: bool) -> Yaml:
        return Bare("yes" if value else "no")


@dataclass(frozen=True, slots=True)
class Number:
    """A counting number."""

    def read(self, value: Value, page: Page) -> int:
        word = AnyText().read(value, page)
        if _NUMBER.fullmatch(word):
            return int(word)
        page.refuse(
            value.line,
            "bad-number",
            f"“{word[:SHOWN]}” is not a counting number, such as 12.",
            word,
        )
        return 0

    def write(self, value: int) -> Yaml:
        if not _NUMBER.fullmatch(str(value)):
            raise UnwritableCorpusError(f"the number {value}", "counting numbers below 10⁹ go in")
        return Bare(value)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as a figure states it."""

    def read(self, value: Value, page: Page) -> Decimal:
        word = AnyText().read(value, page)
        if _QUANTITY.fullmatch(word):
            return Decimal(word)
        page.refuse(
            value.line,
            "bad-number",
            f"“{word[:SHOWN]}” is not a number: digits, and a point for decimals, are "
            "wanted, as 5850000000 or 2.2.",
            word,
        )
        return Decimal(0)

    def write(self, value: Decimal) -> Yaml:
        is_short = value.is_finite() and abs(value.adjusted()) < 40
        word = format(value, "f") if is_short else ""
        if not _QUANTITY.fullmatch(word):
            raise UnwritableCorpusError(f"the figure {value}", "it has too many digits")
        return Bare(word)


@dataclass(frozen=True, slots=True)
class Digest:
    """A SHA-256 in hexadecimal digits."""

    def read(self, value: Value, page: Page) -> str:
        word = AnyText().read(value, page).lower()
        if not _DIGEST.fullmatch(word):
            message = f"“{word[:SHOWN]}” is no SHA-256: 64 hexadecimal digits are wanted."
            page.refuse(value.line, "bad-digest", message, word)
        return word

    def write(self, value: str) -> Yaml:
        if not _DIGEST.fullmatch(value):
            raise UnwritableCorpusError(f"the hash “{value}”", "it is not 64 hexadecimal digits")
        return Bare(value)


@dataclass(frozen=True, slots=True)
class Day:
    """A publication date, which may lack day and month."""

    def read(self, value: Value, page: Page) -> PartialDate | None:
        word = AnyText().read(value, page)
        try:
            return PartialDate.parse(word[: SHOWN + 1])
        except InvalidDateError as error:
            page.refuse(value.line, "bad-date", str(error), word)
            return None

    def write(self, value: PartialDate) -> Yaml:
        return Bare(value)


@dataclass(frozen=True, slots=True)
class FullDay:
    """A day of the calendar."""

    def read(self, value: Value, page: Page) -> date | None:
        word = AnyText().read(value, page)
        try:
            return date.fromisoformat(word)
        except ValueError:
            message = f"“{word[:SHOWN]}” is not a day such as 2026-11-22."
            page.refuse(value.line, "bad-date", message, word)
            return None

    def write(self, value: date) -> Yaml:
        return Bare(value.isoformat())


@dataclass(frozen=True, slots=True)
class Instant:
    """A moment in UTC; other offsets are understood."""

    def read(self, value: Value, page: Page) -> datetime | None:
        word = AnyText().read(value, page)
        try:
            moment = datetime.fromisoformat(word)
            if moment.tzinfo is not None:
                return moment.astimezone(UTC)
        except (ValueError, OverflowError):
            pass
        message = f"“{word[:SHOWN]}” is not a moment in UTC such as 2026-11-22T09:30:00Z."
        page.refuse(value.line, "bad-date", message, word)
        return None

    def write(self, value: datetime) -> Yaml:
        return Bare(value.astimezone(UTC).isoformat().replace("+00:00", "Z"))


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a work, without its page."""

    def read(self, value: Value, page: Page) -> Locator:
        word = AnyText().read(value, page)
        why = f"“{word[:SHOWN]}…” is too long for a place."
        if len(word) <= _LONGEST_PLACE:
            try:
                return Locator.parse(word)
            except InvalidRecordError as error:
                why = str(error)
        page.refuse(value.line, "bad-place", why, word)
        return Locator()

    def write(self, value: Locator) -> Yaml:
        word = str(value)
        try:
            is_kept = len(word) <= _LONGEST_PLACE and Locator.parse(word, page=value.page) == value
        except InvalidRecordError:
            is_kept = False
        if not is_kept:
            raise UnwritableCorpusError(f"the place “{word}”", "its parts are not in order")
        return word


def described(value: Value) -> str:
    """What a value is, in a reader's words."""
    match value:
        case Text(text=""):
            return "nothing"
        case Text(text=text):
            return f"the text “{text[:SHOWN]}”"
        case Items():
            return "a list"
        case Entries():
            return "a record with keys"


def raw(value: Value) -> str:
    """The text of a value, where it is one."""
    return value.text if isinstance(value, Text) else ""


def items_of(value: Value) -> tuple[Value, ...]:
    """The items of a list; a value that is none stands for a list of one."""
    return value.items if isinstance(value, Items) else (value,)
