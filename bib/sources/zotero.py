"""Zotero: what changed in a library since a version, and items written to it.

Either the service on the web or the program on this computer is asked, through pyzotero.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from bib.errors import (
    BusySourceError,
    MissingExtraError,
    OddAnswerError,
    RefusingSourceError,
    SourceError,
    UnreachableSourceError,
)
from bib.sources.zotero_answers import (
    MOST_AT_ONCE,
    ZoteroChanges,
    ZoteroWritten,
    data_of,
    texts_in,
    title_of,
    with_answer,
    with_failures,
)
from bib.sources.zotero_files import fetch_file, is_on_the_web

if TYPE_CHECKING:
    from collections.abc import Iterator

TITLE = "Zotero"
PROGRAM = "evtrack"

_LONGEST_PAUSE_SECONDS = 120.0
_LONGEST_ADDRESS = 4_096
_MOST_PAGES = 20_000
_ATTEMPTS = 3
_NOT_MODIFIED = 304
# Zotero before 10 has no name of its own on this computer.
_UNNAMED = "unnamed"
_OLD_PROGRAM = f"local/{_UNNAMED}/"


class ZoteroLibrary:
    """One library of a Zotero server; `name` tells it from all others.

    Versions of the program on this computer hold only for its server id, which is in the name.
    Before Zotero 10 it has none, and its versions do not move when something is changed: all of
    the library is read each time, which costs little on one computer.
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
        self._library = self._asked = library
        self.name = library
        if is_local:
            self._find_server()

    def fetch_changes(self, since: int, *, collection: str = "") -> ZoteroChanges:
        """Everything that changed after a version, of one state of the library."""
        if self.name.startswith(_OLD_PROGRAM):
            since = 0
        self._asked = f"{self._library}/collections/{collection}" if collection else self._library
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
        changed since is left alone and told as failed with status 412. What is too large to be
        sent together is sent in halves. Once something is saved, an error is told item by item.
        """
        waiting = deque(_batches([dict(item) for item in items]))
        written = ZoteroWritten()
        while waiting:
            batch = waiting.popleft()
            try:
                answer = self._write_batch(batch)
            except SourceError as error:
                is_too_large = isinstance(error.__cause__, self._errors.RequestEntityTooLargeError)
                if is_too_large and len(batch) > 1:
                    half = len(batch) // 2
                    waiting.extendleft((batch[half:], batch[:half]))
                    continue
                if not written.saved:
                    raise
                return with_failures(written, (batch, *waiting), error)
            written = with_answer(written, batch, answer)
        return written

    def file_address(self, key: str) -> str:
        """Where the program on this computer says that it keeps the file of an attachment."""
        pieces: list[bytes] = []
        self._fetch(f"items/{key}/file/view/url", pieces.append)
        return b"".join(pieces)[:_LONGEST_ADDRESS].decode("utf-8", "replace").strip()

    def fetch_file(self, key: str, take: Callable[[bytes], object]) -> bool:
        """Hand over the file of an attachment piece by piece, from the service on the web.

        Tells whether it comes packed, as a ZIP of one file.
        """
        return self._fetch(f"items/{key}/file", take)

    def _fetch(self, path: str, take: Callable[[bytes], object]) -> bool:
        zotero = self._zotero
        address = f"{zotero.endpoint}/{zotero.library_type}/{zotero.library_id}/{path}"
        with self._told():
            return fetch_file(zotero.client, address, zotero.default_headers(), take)

    def _find_server(self) -> None:
        with self._told():
            self._zotero.last_modified_version()
        server = self._zotero.server_id or _UNNAMED
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
        everything = {**asked, "includeTrashed": 1}
        if collection:
            first = self._zotero.collection_items(collection, **everything)
        else:
            first = self._zotero.items(**everything)
        version = self._version()
        items = self._pages(first, version)
        if items is not None and collection:
            items = self._with_annotations(items, everything, version)
        collections = self._pages(self._zotero.collections(**asked), version)
        if items is None or collections is None:
            return None
        gone, present = self._deleted(since)
        if self._version() != version:
            return None
        return ZoteroChanges(
            version=version,
            items=tuple(map(data_of, items)),
            collections=tuple(map(data_of, collections)),
            deleted_items=texts_in(gone.get("items")),
            deleted_collections=texts_in(gone.get("collections")),
            present_items=present[0] if present else None,
            present_collections=present[1] if present else None,
            title=title_of(items),
        )

    def _with_annotations(
        self, items: list[Mapping[str, Any]], asked: Mapping[str, Any], version: int
    ) -> list[Mapping[str, Any]] | None:
        """With all annotations that changed, since collections come without any."""
        found = self._pages(self._zotero.items(itemType="annotation", **asked), version)
        if found is None:
            return None
        known = {str(data_of(item).get("key")) for item in items}
        return [*items, *(each for each in found if data_of(each).get("key") not in known)]

    def _deleted(
        self, since: int
    ) -> tuple[Mapping[str, Any], tuple[frozenset[str], frozenset[str]] | None]:
        """What was deleted; or else, from a server that does not tell, what there is now."""
        if not since and not self._is_local:
            return {}, None
        if since:
            try:
                gone = self._zotero.deleted(since=since)
            except self._errors.ResourceNotFoundError:
                # What was asked for stands over to the next question otherwise.
                self._zotero.url_params = None
            else:
                return gone if isinstance(gone, dict) else {}, None
        items = self._zotero.item_versions(includeTrashed=1)
        collections = self._zotero.collection_versions()
        if not isinstance(items, dict) or not isinstance(collections, dict):
            raise OddAnswerError(TITLE, "its answer is no list of versions")
        return {}, (frozenset(items), frozenset(collections))

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
        """Wait as long as is asked for, but not for ever; and go nowhere but to web servers."""
        if response.is_redirect and not is_on_the_web(response.headers.get("location", "")):
            raise OddAnswerError(TITLE, "its answer leads to a file of this computer")
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
        if isinstance(error, errors.UnsupportedParamsError) and self.name.startswith(_OLD_PROGRAM):
            return "only Zotero 10 and later can be written to on this computer; name a --user"
        if isinstance(error, errors.ConflictError):
            return "the library is locked while something else is written to it; try again later"
        if isinstance(error, errors.RequestEntityTooLargeError):
            return "what was sent is too large for it"
        if isinstance(error, errors.ResourceNotFoundError):
            return f"there is no library or collection so named ({self._asked})"
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


def _batches(items: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    return [items[start : start + MOST_AT_ONCE] for start in range(0, len(items), MOST_AT_ONCE)]
