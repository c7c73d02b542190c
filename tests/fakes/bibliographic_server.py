"""The bibliographic services in one HTTP server on this machine, with their errors and moods.

Each service stands below its name (`/crossref/works/…`). What is asked is kept in `requests`; the
next answers of a service can be replaced by trouble.
"""

from __future__ import annotations

import json
import threading
import time
from collections import defaultdict, deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from tests.fakes import bibliographic_records as records

SERVICES = (
    "crossref", "datacite", "arxiv", "pubmed", "pmc", "open_library", "openalex", "handle",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked."""

    service: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]


@dataclass(frozen=True, slots=True)
class Reply:
    """What is answered, after some seconds of silence."""

    status: int = 200
    body: str = ""
    type: str = "application/json"
    headers: dict[str, str] = field(default_factory=dict)
    silence: float = 0.0


class BibliographicServer:
    """The services as they run; `trouble` sets what a service answers next."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.requests: list[Request] = []
        self._trouble: dict[str, deque[Reply]] = defaultdict(deque)

    @property
    def bases(self) -> dict[str, str]:
        """Where each service stands."""
        return {name: f"{self.url}/{name}" for name in SERVICES}

    def trouble(self, service: str, *replies: Reply) -> None:
        """Let the next requests to a service be answered so."""
        self._trouble[service].extend(replies)

    def asked(self, service: str) -> list[Request]:
        """What one service was asked."""
        return [request for request in self.requests if request.service == service]

    def reply(self, request: Request) -> Reply:
        """The answer to a request."""
        self.requests.append(request)
        if self._trouble[request.service]:
            return self._trouble[request.service].popleft()
        answers = _ANSWERS.get(request.service)
        return answers(request) if answers else Reply(404, "no such service", "text/plain")


@contextmanager
def running_server() -> Iterator[BibliographicServer]:
    """A server on a free port of the loopback interface."""
    http = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    http.daemon_threads = True
    server = BibliographicServer(f"http://127.0.0.1:{http.server_address[1]}")
    _Handler.servers[http.server_address[1]] = server
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server
    finally:
        http.shutdown()
        http.server_close()
        thread.join()
        del _Handler.servers[http.server_address[1]]


class _Handler(BaseHTTPRequestHandler):
    servers: dict[int, BibliographicServer] = {}  # noqa: RUF012
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        _, service, rest = (*parts.path.split("/", 2), "")[:3]
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        request = Request(service, unquote(f"/{rest}"), query, dict(self.headers.items()))
        reply = self.servers[self.server.server_address[1]].reply(request)
        time.sleep(reply.silence)
        data = reply.body.encode()
        try:
            self.send_response(reply.status)
            self.send_header("Content-Type", reply.type)
            self.send_header("Content-Length", str(len(data)))
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(data)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Stay silent."""


def _json(value: Any, status: int = 200) -> Reply:
    return Reply(status, json.dumps(value))


def _crossref(request: Request) -> Reply:
    if doi := request.path.removeprefix("/works").removeprefix("/"):
        message = records.CROSSREF.get(doi.lower())
        if message is None:
            return Reply(404, "Resource not found.", "text/plain")
        return _json(_crossref_message("work", message))
    found = list(records.CROSSREF.values())
    if named := request.query.get("filter"):
        pieces = [piece.partition(":") for piece in named.split(",")]
        if any(name != "updates" or not value for name, _, value in pieces):
            failure = {"type": "filter-not-available", "value": named, "message": "No such filter"}
            return _json(_crossref_message("validation-failure", [failure], "failed"), 400)
        wanted = {value.lower() for _, _, value in pieces}
        found = [
            work for work in found if any(u["DOI"] in wanted for u in work.get("update-to", ()))
        ]
    elif words := request.query.get("query.bibliographic"):
        found = _nearest(words, found, lambda work: work["title"][0])
    page = {"items-per-page": 5, "query": {"start-index": 0}, "total-results": len(found)}
    rows = int(request.query.get("rows", "20"))
    return _json(_crossref_message("work-list", page | {"items": found[:rows]}))


def _crossref_message(type_: str, message: Any, status: str = "ok") -> dict[str, Any]:
    return {"status": status, "message-type": type_, "message-version": "1.0.0", "message": message}


def _openalex(request: Request) -> Reply:
    if name := request.path.removeprefix("/works").removeprefix("/"):
        work = records.OPENALEX.get(name.lower())
        if work is None:
            return Reply(404, "<!doctype html><title>404 Not Found</title>", "text/html")
        return _json(work)
    name, _, words = request.query.get("filter", "").partition(":")
    if name == "doi":
        known = [records.OPENALEX.get(f"doi:{doi.lower()}") for doi in words.split("|")]
        results = [work for work in known if work]
        meta = {"count": len(results), "per_page": 100}
        return _json({"meta": meta, "results": results, "group_by": []})
    found = _nearest(words, list(records.OPENALEX.values()), lambda work: work["title"])
    return _json({"meta": {"count": len(found), "per_page": 5}, "results": found, "group_by": []})


def _datacite(request: Request) -> Reply:
    if doi := request.path.removeprefix("/dois").removeprefix("/"):
        data = records.DATACITE.get(doi.lower())
        if data is None:
            title = "The resource you are looking for doesn't exist."
            return _json({"errors": [{"status": "404", "title": title}]}, 404)
        return _json({"data": data})
    words = request.query.get("query", "").partition(":")[2].strip('"')
    found = _nearest(
        words,
        list(records.DATACITE.values()),
        lambda data: data["attributes"]["titles"][0]["title"],
    )
    return _json({"data": found, "meta": {"total": len(found)}, "links": {}})


def _arxiv(request: Request) -> Reply:
    number = request.query.get("id_list", "")
    if number and not any(digit.isdigit() for digit in number):
        return Reply(400, records.ARXIV_ERROR, "application/atom+xml")
    feed = records.ARXIV.get(number.partition("v")[0], records.ARXIV_NOTHING)
    if words := request.query.get("search_query"):
        found = _nearest(
            words.removeprefix("ti:"), [records.ARXIV["2105.01234"]], lambda each: each
        )
        feed = found[0] if found else records.ARXIV_NOTHING
    return Reply(200, feed, "application/atom+xml; charset=UTF-8")


def _pubmed(request: Request) -> Reply:
    if request.path == "/efetch.fcgi":
        numbers = request.query.get("id", "").split(",")
        return Reply(200, records.pubmed_set(numbers), "text/xml; charset=UTF-8")
    words = request.query.get("term", "").removesuffix("[Title]")
    found = _nearest(words, list(records.PUBMED.items()), lambda item: item[1])
    result = {"count": str(len(found)), "retmax": "5", "retstart": "0"}
    return _json(
        {
            "header": {"type": "esearch", "version": "0.3"},
            "esearchresult": result | {"idlist": [number for number, _ in found]},
        }
    )


def _pmc(request: Request) -> Reply:
    number = request.query.get("ids", "")
    known = records.PMC.get(number)
    unknown = {"status": "error", "errmsg": "Identifier not found in PMC"}
    record = {"requested-id": number, "pmcid": number, **(unknown if known is None else known)}
    return _json({"status": "ok", "response-date": "2026-11-23", "records": [record]})


def _handle(request: Request) -> Reply:
    handle = request.path.removeprefix("/")
    address = records.HANDLES.get(handle)
    if address is None:
        return _json({"responseCode": 100, "handle": handle}, 404)
    stamp = {"ttl": 86400, "timestamp": "2020-01-01T00:00:00Z"}
    value = {"index": 1, "type": "URL", "data": {"format": "string", "value": address}, **stamp}
    return _json({"responseCode": 1, "handle": handle, "values": [value]})


def _open_library(request: Request) -> Reply:
    if request.path == "/api/books":
        name = request.query.get("bibkeys", "")
        book = records.OPEN_LIBRARY.get(name)
        return _json({name: book} if book else {})
    found = _nearest(
        request.query.get("title", ""), records.OPEN_LIBRARY_DOCS, lambda doc: doc["title"]
    )
    return _json({"numFound": len(found), "start": 0, "numFoundExact": True, "docs": found})


def _nearest(words: str, found: list[Any], title: Callable[[Any], str]) -> list[Any]:
    """What shares at least half of the words asked for, the most first."""
    asked = set(words.casefold().replace('"', "").split())
    scored = [
        (
            len(asked & set(title(each).casefold().replace("<i>", "").replace("</i>", "").split())),
            at,
        )
        for at, each in enumerate(found)
    ]
    return [found[at] for score, at in sorted(scored, reverse=True) if score * 2 >= len(asked)]


_ANSWERS: dict[str, Callable[[Request], Reply]] = {
    "crossref": _crossref,
    "openalex": _openalex,
    "datacite": _datacite,
    "arxiv": _arxiv,
    "pubmed": _pubmed,
    "pmc": _pmc,
    "handle": _handle,
    "open_library": _open_library,
}
