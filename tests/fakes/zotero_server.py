"""A Zotero server on loopback: the Web API, version 3, and the local API of Zotero 7 and later."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from bib.formats.zotero_types import ITEM_TYPES

KEY = re.compile(r"[23456789ABCDEFGHIJKLMNPQRSTUVWXYZ]{8}")
LETTERS = "23456789ABCDEFGHIJKLMNPQRSTUVWXYZ"
CHILD_FIELDS = {
    "note", "parentItem", "linkMode", "contentType", "charset", "filename", "path", "md5", "mtime",
    "title", "url", "accessDate", "annotationType", "annotationText", "annotationComment",
    "annotationColor", "annotationPageLabel", "annotationSortIndex", "annotationPosition",
    "annotationAuthorName",
}  # fmt: skip
COMMON_FIELDS = {"key", "version", "itemType", "tags", "collections", "relations", "dateAdded",
                 "dateModified", "creators", "deleted", "inPublications"}  # fmt: skip


@dataclass
class FakeLibrary:
    """One library: items and collections by key, and what was deleted at which version."""

    kind: str = "users"
    id: int = 1
    version: int = 0
    items: dict[str, dict[str, Any]] = field(default_factory=dict)
    collections: dict[str, dict[str, Any]] = field(default_factory=dict)
    deleted: list[tuple[int, str, str]] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    packed: set[str] = field(default_factory=set)
    addresses: dict[str, str] = field(default_factory=dict)
    made: int = 0

    def put(self, **data: Any) -> str:
        """Change or add an item as somebody at another desk would."""
        key = data.get("key") or self.new_key()
        self.version += 1
        present = self.items.get(key, {"tags": [], "collections": [], "relations": {}})
        self.items[key] = {**present, **data, "key": key, "version": self.version}
        return key

    def put_collection(self, name: str, parent: str | bool = False, key: str = "") -> str:
        key = key or self.new_key()
        self.version += 1
        self.collections[key] = {
            "key": key, "version": self.version, "name": name, "parentCollection": parent,
        }  # fmt: skip
        return key

    def remove(self, key: str) -> None:
        self.version += 1
        kind = "items" if self.items.pop(key, None) else "collections"
        self.collections.pop(key, None)
        self.deleted.append((self.version, kind, key))

    def new_key(self) -> str:
        self.made += 1
        number, letters = self.made, []
        for _ in range(8):
            number, rest = divmod(number, len(LETTERS))
            letters.append(LETTERS[rest])
        return "".join(reversed(letters))

    def within(self, collection: str) -> set[str]:
        """The items of a collection with all that hangs on them."""
        found = {key for key, item in self.items.items() if collection in item["collections"]}
        for _ in range(3):
            found |= {key for key, item in self.items.items() if item.get("parentItem") in found}
        return found


@dataclass
class FakeZotero:
    """The server's mind; `faults` are answered before all else, each once.

    With a `server_id` it is Zotero 10 on this computer, with `is_old` Zotero 7 to 9: that one has
    no server id, cannot be written to, keeps no list of what was deleted, and gives no new version
    to what is changed without being synchronised.
    """

    library: FakeLibrary = field(default_factory=FakeLibrary)
    api_key: str = "secret"
    server_id: str = ""
    is_old: bool = False
    tells_deletions: bool = True
    most_bytes: int = 1_000_000
    file_redirect: str = ""
    grants: list[bool] = field(default_factory=lambda: [True])
    keys: dict[str, bool] = field(default_factory=dict)
    tokens: set[str] = field(default_factory=set)
    faults: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    backoff: str = ""
    requests: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)
    between: Callable[[int], None] = lambda _number: None
    address: str = ""

    @property
    def is_local(self) -> bool:
        return bool(self.server_id) or self.is_old

    @property
    def written(self) -> list[str]:
        """Method and path of every request that could change something."""
        return [f"{method} {path}" for method, path, _ in self.requests if method != "GET"]


@contextmanager
def running(zotero: FakeZotero) -> Iterator[FakeZotero]:
    """The server, listening until the block ends."""
    handler = type("Handler", (_Handler,), {"zotero": zotero})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    path = "/api" if zotero.is_local else ""
    zotero.address = f"http://127.0.0.1:{server.server_port}{path}"
    try:
        yield zotero
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _RefusalError(Exception):
    def __init__(self, status: int, text: str) -> None:
        self.status, self.text = status, text


class _Handler(BaseHTTPRequestHandler):
    zotero: FakeZotero
    protocol_version = "HTTP/1.1"

    def log_message(self, *_arguments: object) -> None:
        pass

    def do_GET(self) -> None:
        self.answer()

    do_POST = do_PATCH = do_PUT = do_DELETE = do_GET  # noqa: N815

    def answer(self) -> None:
        zotero, library = self.zotero, self.zotero.library
        self.body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        split = urlsplit(self.path)
        self.query = {name: values[0] for name, values in parse_qs(split.query).items()}
        zotero.requests.append((self.command, self.path, dict(self.headers)))
        zotero.between(len(zotero.requests))
        if split.path.startswith("/storage/"):
            self.send_stored(split.path.rpartition("/")[2])
            return
        if zotero.faults:
            status, headers = zotero.faults.pop(0)
            self.send(status, "a fault", headers)
            return
        try:
            path = self.own_path(split.path)
            if path == "local/authorize" and zotero.server_id:
                self.send(200, self.authorized())
                return
            self.admit()
            if path == "":
                self.send(200, "Nothing to see here.")
            elif path == "itemFields":
                names = {name for each in ITEM_TYPES.values() for name in each.fields}
                self.send(200, [{"field": name} for name in sorted(names)])
            elif self.command == "GET":
                self.read(self.library_path(path))
            else:
                self.write(self.library_path(path))
        except _RefusalError as refusal:
            headers = {"Last-Modified-Version": str(library.version)}
            self.send(refusal.status, refusal.text, headers)

    def own_path(self, path: str) -> str:
        if not self.zotero.is_local:
            return path.strip("/")
        if not path.startswith("/api/"):
            raise _RefusalError(404, "No endpoint found")
        return path.removeprefix("/api/").strip("/")

    def admit(self) -> None:
        """Who may ask: a bearer of the key, or on the local API anybody, who may not write."""
        zotero = self.zotero
        if not zotero.is_local:
            if self.headers.get("Authorization") != f"Bearer {zotero.api_key}":
                raise _RefusalError(403, "Forbidden")
            if self.headers.get("Zotero-API-Version") != "3":
                raise _RefusalError(400, "API version 3 is wanted")
            return
        stated = self.headers.get("Zotero-Server-ID")
        if stated and stated != zotero.server_id:
            raise _RefusalError(412, "Zotero-Server-ID does not match")
        if self.command == "GET":
            return
        if zotero.is_old:
            raise _RefusalError(400, "Endpoint does not support method")
        if not stated:
            raise _RefusalError(428, "Zotero-Server-ID not provided")
        key = self.headers.get("Zotero-API-Key")
        if not key:
            raise _RefusalError(401, "API key required")
        if key not in zotero.keys:
            raise _RefusalError(401, "Invalid or expired API key")
        if not zotero.keys[key]:
            del zotero.keys[key]

    def authorized(self) -> dict[str, Any]:
        zotero = self.zotero
        if self.headers.get("Zotero-Server-ID") != zotero.server_id:
            raise _RefusalError(428, "Zotero-Server-ID not provided")
        if not zotero.grants:
            raise _RefusalError(403, "Denied")
        is_lasting = zotero.grants.pop(0)
        key = f"local{len(zotero.requests)}"
        zotero.keys[key] = is_lasting
        return {"key": key, "remember": is_lasting}

    def library_path(self, path: str) -> list[str]:
        kind, _, rest = path.partition("/")
        number, _, rest = rest.partition("/")
        library = self.zotero.library
        own = "0" if self.zotero.is_local and library.kind == "users" else str(library.id)
        if (kind, number) != (library.kind, own):
            raise _RefusalError(404, "Not found")
        return [part for part in rest.split("/") if part]

    def read(self, path: list[str]) -> None:
        library = self.zotero.library
        head = {"Last-Modified-Version": str(library.version)}
        since = int(self.query.get("since") or 0)
        stated = self.headers.get("If-Modified-Since-Version")
        if stated is not None and int(stated) >= library.version:
            self.send(304, "", head)
            return
        if path == ["deleted"] and not (self.zotero.is_old or not self.zotero.tells_deletions):
            gone: dict[str, list[str]] = {"items": [], "collections": [], "searches": [],
                                          "tags": [], "settings": []}  # fmt: skip
            for version, kind, key in library.deleted:
                if version > since:
                    gone[kind].append(key)
            self.send(200, gone, head)
        elif path[:1] == ["collections"] and len(path) == 1:
            self.send_page(
                [self.dressed(each) for each in library.collections.values()], since, head
            )
        elif path[:1] == ["collections"] and path[2:] == ["items"]:
            if path[1] not in library.collections:
                raise _RefusalError(404, "Collection not found")
            # Annotations hang on files, and a collection's list of items goes without them.
            keys = {
                key for key in library.within(path[1])
                if library.items[key]["itemType"] != "annotation"
            }  # fmt: skip
            self.send_page(
                [self.dressed(each) for key, each in library.items.items() if key in keys],
                since,
                head,
            )
        elif path[:1] == ["items"] and len(path) == 2:
            if path[1] not in library.items:
                raise _RefusalError(404, "Item does not exist")
            item = library.items[path[1]]
            self.send(200, self.dressed(item), {"Last-Modified-Version": str(item["version"])})
        elif path[:1] == ["items"] and path[2:3] == ["file"]:
            self.send_file(path[1], path[3:])
        elif path == ["items"]:
            self.send_page([self.dressed(each) for each in library.items.values()], since, head)
        else:
            raise _RefusalError(404, "Not found")

    def dressed(self, data: dict[str, Any]) -> dict[str, Any]:
        library = self.zotero.library
        return {
            "key": data["key"], "version": data["version"], "links": {}, "meta": {}, "data": data,
            "library": {"type": library.kind[:-1], "id": library.id, "name": "My Library"},
        }  # fmt: skip

    def send_page(self, found: list[dict[str, Any]], since: int, head: dict[str, str]) -> None:
        found = [each for each in found if each["version"] > since or not since]
        if wanted := self.query.get("itemType"):
            found = [each for each in found if each["data"]["itemType"] == wanted]
        if self.query.get("includeTrashed") != "1":
            found = [each for each in found if not each["data"].get("deleted")]
        if self.query.get("format") == "versions":
            self.send(200, {each["key"]: each["version"] for each in found}, head)
            return
        start = int(self.query.get("start") or 0)
        limit = min(int(self.query.get("limit") or 25), 100)
        if self.zotero.is_local:
            limit = int(self.query.get("limit") or 0) or len(found) + 1
        head = {**head, "Total-Results": str(len(found))}
        if start + limit < len(found):
            rest = urlencode({**self.query, "start": start + limit, "limit": limit})
            path = urlsplit(self.path).path
            host = f"http://127.0.0.1:{self.server.server_port}"  # type: ignore[attr-defined]
            head["Link"] = f'<{host}{path}?{rest}>; rel="next"'
        self.send(200, found[start : start + limit], head)

    def send_file(self, key: str, rest: list[str]) -> None:
        """The way to a file: to another server, or to a place on this computer."""
        library, zotero = self.zotero.library, self.zotero
        if zotero.is_local and key in library.addresses:
            address = library.addresses[key]
            if rest == ["view", "url"]:
                self.send(200, address)
            else:
                self.send(302, "", {"Location": address})
        elif not zotero.is_local and key in library.files:
            host = f"http://localhost:{self.server.server_port}"  # type: ignore[attr-defined]
            target = zotero.file_redirect or f"{host}/storage/{key}"
            packed = {"Zotero-File-Compressed": "Yes"} if key in library.packed else {}
            self.send(302, "", {"Location": target, **packed})
        else:
            raise _RefusalError(404, "Not found")

    def send_stored(self, key: str) -> None:
        """The other server, which refuses whoever brings a key that is none of its own."""
        if "Authorization" in self.headers:
            self.send(400, "Only one auth mechanism allowed")
        else:
            self.send(200, self.zotero.library.files[key])

    def write(self, path: list[str]) -> None:
        library, zotero = self.zotero.library, self.zotero
        if len(self.body) > zotero.most_bytes:
            raise _RefusalError(413, "Request Entity Too Large")
        token = self.headers.get("Zotero-Write-Token")
        if token and token in zotero.tokens:
            raise _RefusalError(412, "Write token already used")
        stated = self.headers.get("If-Unmodified-Since-Version")
        if self.command == "POST" and path in (["items"], ["collections"]):
            if stated is not None and int(stated) < library.version:
                raise _RefusalError(412, "Library has been modified since specified version")
            sent = json.loads(self.body)
            if len(sent) > 50:
                raise _RefusalError(413, "Cannot add more than 50 items at a time")
            answer = self.written(sent, path[0], is_known=stated is not None)
            zotero.tokens |= {token} if token else set()
            self.send(200, answer, {"Last-Modified-Version": str(library.version)})
        elif self.command in ("PATCH", "PUT", "DELETE") and path[:1] == ["items"] and path[1:]:
            item = library.items.get(path[1])
            if item is None:
                raise _RefusalError(404, "Item does not exist")
            if stated is None:
                raise _RefusalError(428, "If-Unmodified-Since-Version not provided")
            if int(stated) < item["version"]:
                raise _RefusalError(412, "Item has been modified since specified version")
            if self.command == "DELETE":
                library.remove(path[1])
            else:
                library.put(**{**json.loads(self.body), "key": path[1]})
            self.send(204, "", {"Last-Modified-Version": str(library.version)})
        else:
            raise _RefusalError(405, "Method not allowed")

    def written(self, sent: list[Any], kind: str, *, is_known: bool) -> dict[str, Any]:
        library = self.zotero.library
        answer: dict[str, Any] = {
            "successful": {}, "success": {}, "unchanged": {}, "failed": {},
        }  # fmt: skip
        number = library.version + 1
        for place, data in enumerate(sent):
            key = data.get("key") or ""
            present = library.items.get(key)
            why = self.fault_of(data, present, is_known=is_known or kind == "collections")
            if why:
                code, message = why
                answer["failed"][str(place)] = {"key": key, "code": code, "message": message}
                continue
            changed = {name: value for name, value in data.items() if name != "version"}
            if present and all(present.get(name, "") == it for name, it in changed.items()):
                answer["unchanged"][str(place)] = key
                continue
            if kind == "collections":
                key = library.put_collection(data["name"], data.get("parentCollection", False), key)
                saved = library.collections[key]
            else:
                key = library.put(**changed)
                saved = library.items[key]
            # All objects of one request get one version.
            library.version = saved["version"] = number
            answer["success"][str(place)] = key
            answer["successful"][str(place)] = self.dressed(saved)
        return answer

    def fault_of(
        self, data: Any, present: dict[str, Any] | None, *, is_known: bool
    ) -> tuple[int, str] | None:
        if "name" in data and "itemType" not in data:
            return None
        key, version = data.get("key"), data.get("version")
        if key and not KEY.fullmatch(key):
            return 400, f"'{key}' is not a valid item key"
        if key and version is None and not is_known:
            return 428, "Either If-Unmodified-Since-Version or object version property is needed"
        if present is None and version:
            return 404, "Item does not exist"
        if present is not None and version is not None and version < present["version"]:
            return 412, f"Item has been modified since version {version}"
        item_type = data.get("itemType") or (present or {}).get("itemType")
        described = ITEM_TYPES.get(str(item_type))
        allowed = COMMON_FIELDS | (set(described.fields) if described else CHILD_FIELDS)
        if item_type not in {*ITEM_TYPES, "note", "attachment", "annotation"}:
            return 400, f"'{item_type}' is not a valid item type"
        strange = sorted(set(data) - allowed)
        if strange:
            return 400, f"'{strange[0]}' is not a valid field for type '{item_type}'"
        parent = data.get("parentItem")
        if parent and parent not in self.zotero.library.items:
            return 409, f"Parent item '{parent}' not found"
        return None

    def send(self, status: int, value: object, headers: dict[str, str] | None = None) -> None:
        is_text = isinstance(value, str)
        if isinstance(value, bytes):
            body = value
        else:
            body = value.encode() if isinstance(value, str) else json.dumps(value).encode()
        if status in (204, 304):
            body = b""
        self.send_response(status)
        kind = "text/plain" if is_text else "application/json"
        named = {"Content-Type": kind, "Content-Length": str(len(body)), **(headers or {})}
        if self.zotero.server_id:
            named["Zotero-Server-ID"] = self.zotero.server_id
        if self.zotero.backoff:
            named["Backoff"], self.zotero.backoff = self.zotero.backoff, ""
        for name, text in named.items():
            self.send_header(name, text)
        self.end_headers()
        self.wfile.write(body)
