"""A GROBID server on this machine, which answers every PDF with the same TEI."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PATH = "/api/processFulltextDocument"


@dataclass
class FakeGrobid:
    """What it answers, and what it was sent; `statuses` are answered first, each once."""

    tei: str = ""
    statuses: list[int] = field(default_factory=list)
    requests: list[tuple[str, bytes]] = field(default_factory=list)
    address: str = ""


@contextmanager
def running_grobid(grobid: FakeGrobid) -> Iterator[FakeGrobid]:
    """The server, listening until the block ends."""
    handler = type("Handler", (_Handler,), {"grobid": grobid})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    grobid.address = f"http://127.0.0.1:{server.server_port}"
    try:
        yield grobid
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    grobid: FakeGrobid

    def log_message(self, *_arguments: object) -> None:
        pass

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.grobid.requests.append((self.path, body))
        status = self.grobid.statuses.pop(0) if self.grobid.statuses else 200
        if self.path != PATH:
            status = 404
        elif b'name="input"' not in body or b"%PDF-" not in body:
            status = 400
        answer = self.grobid.tei.encode() if status == 200 else b""
        self.send_response(status)
        self.send_header("Content-Type", "application/xml")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)
