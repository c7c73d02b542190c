"""Zotero: what changed in a library since a version, and items written to it.

Either the service on the web or the program on this computer is asked, through pyzotero.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bib.errors import (
    BusySourceError,
    MissingExtraError,
    OddAnswerError,
    RefusingSourceError,
    UnreachableSourceError,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

TITLE = "Zotero"
PROGRAM = "evtrack"
MOST_AT_ONCE = 50

_LONGEST_PAUSE_SECONDS = 120.0
_MOST_PAGES = 20_000
_ATTEMPTS = 3
_NOT_MODIFIED = 304


@dataclass(frozen=True, slots=True, kw_only=True)
class ZoteroChanges:
    """What changed after a version; `items` and `collections` are Zotero's own data."""

    version: int
    items: tuple[Mapping[str, Any], ...] = ()
    collections: tuple[Mapping[str, Any], ...] = ()
    deleted_items: tuple[str, ...] = ()
    deleted_collections: tuple[str, ...] = ()
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ZoteroWritten:
    """What became of each item sent, by its key: as saved, or why not (status and message)."""

    saved: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    unchanged: tuple[str, ...] = ()
    failed: Mapping[str, tuple[int, str]] = field(default_factory=dict)


class ZoteroLibrary:
    """One library of a Zotero server; `name` tells it from all others.

    Versions of the program on this computer hold only for its server id, which is in the name.
    """

    def __init__(self, library: str, *, api_key: str, is_local: bool, endpoint: str) -> None:
        kind, _, number = library.partition("/")
        self._foreign = _foreign()
        zotero, self._errors, transport = self._foreign
        self._headers: dict[str, str] = {}
        client = transport.Client(
            follow_redirects=True,
            timeout=30.0,
            trust_env=not is_local,
            event_hooks={"request": [self._dress], "response": [self._bound]},
        )
        with self._told():
            self._zotero = zotero.Zotero(
                "0" if is_local and kind == "users" else number,
                kind.removesuffix("s"),
                api_key or None,
                local=is_local,
                client=client,
            )
        if endpoint:
            self._zotero.endpoint = endpoint
        self._is_local = is_local
        self._library = library
        self.name = library
        if is_local:
            self._find_server()

    def fetch_changes(self, since: int, *, collection: str = "") -> ZoteroChanges:
        """Everything that changed after a version, of one state of the library."""
        if since and self._is_unchanged(since):
            return ZoteroChanges(version=since)
        for _ in range(_ATTEMPTS):
            with self._told():
                changes = self._read_changes(since, collection)
            if changes is not None:
                return changes
        raise BusySourceError(TITLE, "the library kept changing while it was read")

    def write_items(self, items: Iterable[Mapping[str, Any]]) -> ZoteroWritten:
        """Add items or change some of their fields, fifty at a time.

        Each has its key and the version it had when last seen, 0 for a new one; an item that
        changed since is left alone and told as failed with status 412.
        """
        sent = [dict(item) for item in items]
        saved: dict[str, Mapping[str, Any]] = {}
        unchanged: list[str] = []
        failed: dict[str, tuple[int, str]] = {}
        for start in range(0, len(sent), MOST_AT_ONCE):
            batch = sent[start : start + MOST_AT_ONCE]
            answer = self._write_batch(batch)
            for place, written in _by_place(answer, "successful").items():
                saved[batch[place]["key"]] = _data_of(written)
            unchanged += [batch[place]["key"] for place in _by_place(answer, "unchanged")]
            for place, fault in _by_place(answer, "failed").items():
                told = fault if isinstance(fault, dict) else {}
                code = told.get("code")
                message = str(told.get("message") or "no reason given")
                failed[batch[place]["key"]] = (code if isinstance(code, int) else 0, message)
        return ZoteroWritten(saved=saved, unchanged=tuple(unchanged), failed=failed)

    def _find_server(self) -> None:
        with self._told():
            self._zotero.last_modified_version()
        server = self._zotero.server_id or "unnamed"
        self.name = f"local/{server}/{self._library}"

    def _is_unchanged(self, since: int) -> bool:
        self._headers = {"If-Modified-Since-Version": str(since)}
        try:
            with self._told():
                return int(self._zotero.last_modified_version()) <= since
        except RefusingSourceError:
            if self._status() == _NOT_MODIFIED:
                return True
            raise
        finally:
            self._headers = {}

    def _read_changes(self, since: int, collection: str) -> ZoteroChanges | None:
        """The changes, or nothing where the library changed while it was read."""
        asked = {"since": since, "limit": 100}
        if collection:
            first = self._zotero.collection_items(collection, includeTrashed=1, **asked)
        else:
            first = self._zotero.items(includeTrashed=1, **asked)
        version = self._version()
        items = self._pages(first, version)
        collections = self._pages(self._zotero.collections(**asked), version)
        gone = self._zotero.deleted(since=since) if since else {}
        if items is None or collections is None or self._version() != version:
            return None
        gone = gone if isinstance(gone, dict) else {}
        return ZoteroChanges(
            version=version,
            items=tuple(map(_data_of, items)),
            collections=tuple(map(_data_of, collections)),
            deleted_items=_texts(gone.get("items")),
            deleted_collections=_texts(gone.get("collections")),
            title=_title_of(items),
        )

    def _pages(self, first: object, version: int) -> list[Mapping[str, Any]] | None:
        found: list[Mapping[str, Any]] = []
        page = first
        for _ in range(_MOST_PAGES):
            if not isinstance(page, list):
                raise OddAnswerError(TITLE, "its answer is no list of items")
            if self._version() != version:
                return None
            found += [each for each in page if isinstance(each, dict)]
            page = self._zotero.follow()
            if page is None:
                return found
        raise OddAnswerError(TITLE, "its list of items has no end")

    def _write_batch(self, batch: list[dict[str, Any]]) -> Mapping[str, Any]:
        for _ in range(_ATTEMPTS):
            with self._told():
                if self._is_local and not self._zotero.local_api_key:
                    self._zotero.authorize_local(PROGRAM)
                try:
                    answer = self._zotero.create_items(batch)
                except self._errors.LocalAPIKeyRequiredError:
                    # A key for one write has been used up; Zotero asks its user again.
                    self._zotero.local_api_key = None
                    continue
                except ValueError as error:
                    # After “too many requests” pyzotero hands back no answer at all.
                    if self._status() != 429:
                        raise OddAnswerError(TITLE, "its answer is no JSON") from error
                    continue
            if isinstance(answer, dict):
                return answer
            raise OddAnswerError(TITLE, "its answer to what was sent is not in the known form")
        raise BusySourceError(TITLE, f"it did not take what was sent, {_ATTEMPTS} times over")

    def _status(self) -> int:
        request = self._zotero.request
        return int(request.status_code) if request is not None else 0

    def _version(self) -> int:
        stated = self._zotero.request.headers.get("last-modified-version") or ""
        if not stated.isdecimal():
            raise OddAnswerError(TITLE, "its answer tells no version of the library")
        return int(stated)

    def _dress(self, request: Any) -> None:
        request.headers.update(self._headers)

    def _bound(self, response: Any) -> None:
        """Wait as long as is asked for, but not for ever."""
        stated = response.headers.get("backoff") or response.headers.get("retry-after") or "0"
        seconds = float(stated) if stated.replace(".", "", 1).isdecimal() else float("inf")
        if seconds > _LONGEST_PAUSE_SECONDS:
            raise BusySourceError(TITLE, f"it wants to be asked again only later ({stated[:40]})")

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Errors of pyzotero and of the network as ours."""
        _, errors, transport = self._foreign
        try:
            yield
        except errors.TooManyRetriesError as error:
            raise BusySourceError(TITLE, "it is asked too often; try again later") from error
        except errors.PyZoteroError as error:
            raise RefusingSourceError(TITLE, self._why(error)) from error
        except transport.HTTPError as error:
            what = str(error) or type(error).__name__
            hint = (
                "; is Zotero running, with other programs allowed in its settings" * self._is_local
            )
            raise UnreachableSourceError(TITLE, f"{what[:200]}{hint}") from error

    def _why(self, error: Exception) -> str:
        errors = self._errors
        if isinstance(error, errors.LocalAPIDeniedError):
            return "its user did not allow evtrack to write"
        if isinstance(error, errors.ServerIDMismatchError):
            return "this is another Zotero than the one that was asked before"
        if isinstance(error, errors.UserNotAuthorisedError):
            return "it does not let us in; set $ZOTERO_API_KEY to a key that may read this library"
        if isinstance(error, errors.ResourceNotFoundError):
            return f"there is no library or collection so named ({self._library})"
        said = next((line for line in str(error).splitlines() if line.startswith("Response:")), "")
        return (said.removeprefix("Response:").strip() or str(error).strip())[:200]


def open_zotero(
    library: str, *, api_key: str = "", is_local: bool = False, endpoint: str = ""
) -> ZoteroLibrary:
    """A library named `users/ID` or `groups/ID`; raises `MissingExtraError` without pyzotero.

    With `is_local` the program on this computer is asked, and its user's own library is
    `users/0`. `endpoint` is the address of another server than the usual one.
    """
    return ZoteroLibrary(library, api_key=api_key, is_local=is_local, endpoint=endpoint)


def _foreign() -> tuple[Any, Any, Any]:
    # Imported here because pyzotero is installed only where it is wanted.
    try:
        import httpx2  # type: ignore[import-not-found,unused-ignore]
        from pyzotero import errors, zotero  # type: ignore[import-not-found,unused-ignore]
    except ImportError as error:
        raise MissingExtraError(TITLE, "zotero") from error
    return zotero, errors, httpx2


def _by_place(answer: Mapping[str, Any], name: str) -> dict[int, Any]:
    found = answer.get(name)
    if not isinstance(found, dict):
        return {}
    return {int(place): value for place, value in found.items() if str(place).isdecimal()}


def _data_of(item: object) -> Mapping[str, Any]:
    data = item.get("data") if isinstance(item, dict) else None
    return data if isinstance(data, dict) else {}


def _texts(value: object) -> tuple[str, ...]:
    return tuple(each for each in value if isinstance(each, str)) if isinstance(value, list) else ()


def _title_of(items: list[Mapping[str, Any]]) -> str:
    about = items[0].get("library") if items else None
    return str(about.get("name") or "") if isinstance(about, dict) else ""
