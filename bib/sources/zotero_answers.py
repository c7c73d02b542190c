"""What Zotero answers, as values: what changed in a library, what became of items sent to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from bib.errors import SourceError

MOST_AT_ONCE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class ZoteroChanges:
    """What changed after a version; `items` and `collections` are Zotero's own data.

    A server that keeps no list of what was deleted tells instead which items and collections there
    are now: `present_items` and `present_collections`, otherwise nothing.
    """

    version: int
    items: tuple[Mapping[str, Any], ...] = ()
    collections: tuple[Mapping[str, Any], ...] = ()
    deleted_items: tuple[str, ...] = ()
    deleted_collections: tuple[str, ...] = ()
    present_items: frozenset[str] | None = None
    present_collections: frozenset[str] | None = None
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ZoteroWritten:
    """What became of each item sent, by its key: as saved, or why not (status and message)."""

    saved: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    unchanged: tuple[str, ...] = ()
    failed: Mapping[str, tuple[int, str]] = field(default_factory=dict)


def with_answer(
    written: ZoteroWritten, batch: list[dict[str, Any]], answer: Mapping[str, Any]
) -> ZoteroWritten:
    """With what became of one more batch."""
    # A place that was not sent falls on the last item's neighbour, which nobody asks for.
    keys = [each["key"] for each in batch] + [""] * MOST_AT_ONCE
    saved = {keys[at]: data_of(each) for at, each in _by_place(answer, "successful").items()}
    failed = {keys[at]: _fault(each) for at, each in _by_place(answer, "failed").items()}
    same = [keys[at] for at in _by_place(answer, "unchanged")]
    return ZoteroWritten(
        saved={**written.saved, **saved},
        unchanged=(*written.unchanged, *same),
        failed={**written.failed, **failed},
    )


def with_failures(
    written: ZoteroWritten, batches: Iterable[list[dict[str, Any]]], error: SourceError
) -> ZoteroWritten:
    """With batches that could not be sent."""
    failed = {each["key"]: (0, error.why) for batch in batches for each in batch}
    return replace(written, failed={**written.failed, **failed})


def _fault(told: object) -> tuple[int, str]:
    stated = told if isinstance(told, dict) else {}
    code = stated.get("code")
    return code if isinstance(code, int) else 0, str(stated.get("message") or "no reason given")


def _by_place(answer: Mapping[str, Any], name: str) -> dict[int, Any]:
    found = answer.get(name)
    if not isinstance(found, dict):
        return {}
    return {at: found[str(at)] for at in range(MOST_AT_ONCE) if str(at) in found}


def data_of(item: object) -> Mapping[str, Any]:
    """An item's own data, without the envelope around it."""
    data = item.get("data") if isinstance(item, dict) else None
    return data if isinstance(data, dict) else {}


def texts_in(value: object) -> tuple[str, ...]:
    """The texts of a list."""
    return tuple(each for each in value if isinstance(each, str)) if isinstance(value, list) else ()


def title_of(items: list[Mapping[str, Any]]) -> str:
    """What the library is called to which items belong."""
    about = items[0].get("library") if items else None
    return str(about.get("name") or "") if isinstance(about, dict) else ""
