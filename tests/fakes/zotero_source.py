"""A Zotero library asked without a server, for tests of what is done with the answers."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bib.errors import RefusingSourceError, UnreachableSourceError
from bib.sources.zotero_answers import ZoteroChanges, ZoteroWritten
from tests.fakes.zotero_server import FakeLibrary


@dataclass
class FakeSource:
    """What `bib.sources.zotero.ZoteroLibrary` is to its users."""

    library: FakeLibrary = field(default_factory=FakeLibrary)
    name: str = "users/1"
    sent: list[Mapping[str, Any]] = field(default_factory=list)
    fetched: list[str] = field(default_factory=list)
    falls_silent_after: int | None = None
    tells_deletions: bool = True
    gives_all_annotations: bool = False
    reads_all: bool = False

    def fetch_changes(self, since: int, *, collection: str = "") -> ZoteroChanges:
        since = 0 if self.reads_all else since
        within = self.library.within(collection) if collection else set(self.library.items)
        if self.gives_all_annotations:
            within |= {key for key, item in self.library.items.items()
                       if item["itemType"] == "annotation"}  # fmt: skip
        gone = [(kind, key) for version, kind, key in self.library.deleted if version > since > 0]
        return ZoteroChanges(
            version=self.library.version,
            items=tuple(
                copy.deepcopy(item)
                for key, item in self.library.items.items()
                if item["version"] > since and key in within
            ),
            collections=tuple(
                each for each in self.library.collections.values() if each["version"] > since
            ),
            deleted_items=tuple(
                key for kind, key in gone if kind == "items" and self.tells_deletions
            ),
            deleted_collections=tuple(
                key for kind, key in gone if kind == "collections" and self.tells_deletions
            ),
            present_items=None if self.tells_deletions else frozenset(self.library.items),
            present_collections=None
            if self.tells_deletions
            else frozenset(self.library.collections),
            title="My Library",
        )

    def file_address(self, key: str) -> str:
        return self.library.addresses[key]

    def fetch_file(self, key: str, take: Callable[[bytes], object]) -> bool:
        self.fetched.append(key)
        if self.falls_silent_after is not None and len(self.fetched) > self.falls_silent_after:
            raise UnreachableSourceError("Zotero", "no answer")
        if key not in self.library.files:
            raise RefusingSourceError("Zotero", "Zotero has no file for it")
        take(self.library.files[key])
        return key in self.library.packed

    def write_items(self, items: Iterable[Mapping[str, Any]]) -> ZoteroWritten:
        saved: dict[str, Mapping[str, Any]] = {}
        failed: dict[str, tuple[int, str]] = {}
        if self.falls_silent_after is not None and len(self.sent) >= self.falls_silent_after:
            raise UnreachableSourceError("Zotero", "no answer")
        for item in items:
            self.sent.append(item)
            present = self.library.items.get(item["key"])
            if present and present["version"] > item["version"]:
                failed[item["key"]] = (412, "Item has been modified since specified version")
                continue
            self.library.put(**{name: it for name, it in item.items() if name != "version"})
            saved[item["key"]] = copy.deepcopy(self.library.items[item["key"]])
        return ZoteroWritten(saved=saved, failed=failed)
