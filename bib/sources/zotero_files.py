"""Files of Zotero's attachments, fetched as far as an answer can be trusted.

The service answers with the address of another server, which gets no key of ours and may not lead
back to this computer's own files.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urljoin, urlsplit

from bib.errors import OddAnswerError, RefusingSourceError

MOST_BYTES = 500_000_000

_MOST_REDIRECTS = 5
_SECRETS = {"authorization", "zotero-api-key"}
_MISSING = {404: "Zotero has no file for it", 403: "the key does not let us have files"}


def fetch_file(
    client: Any, address: str, headers: Mapping[str, str], take: Callable[[bytes], object]
) -> bool:
    """Hand over a file piece by piece; tells whether it comes packed, as a ZIP of one file.

    Raises `SourceError`; what was handed over by then is to be thrown away.
    """
    is_packed = False
    sent = dict(headers)
    for _ in range(_MOST_REDIRECTS + 1):
        with client.stream("GET", address, headers=sent, follow_redirects=False) as answer:
            is_packed |= answer.headers.get("zotero-file-compressed") == "Yes"
            if not answer.has_redirect_location:
                _check(answer.status_code)
                _hand_over(answer, take)
                return bool(is_packed)
            following = urljoin(address, answer.headers.get("location", ""))
            sent = _headers_for(address, following, sent)
            address = following
    raise OddAnswerError("Zotero", "the address of a file leads round in circles")


def is_on_the_web(address: str) -> bool:
    """Whether an address leads to a web server, and not to a file of this computer."""
    return urlsplit(address).scheme in ("", "http", "https")


def _headers_for(address: str, following: str, sent: Mapping[str, str]) -> dict[str, str]:
    old, new = urlsplit(address), urlsplit(following)
    if not is_on_the_web(following) or (old.scheme, new.scheme) == ("https", "http"):
        raise OddAnswerError("Zotero", f"the address of a file leads to “{following[:80]}”")
    if (old.scheme, old.netloc) == (new.scheme, new.netloc):
        return dict(sent)
    return {name: value for name, value in sent.items() if name.lower() not in _SECRETS}


def _check(status: int) -> None:
    if status != 200:
        why = _MISSING.get(status, f"the server of its files answered {status}")
        raise RefusingSourceError("Zotero", why)


def _hand_over(answer: Any, take: Callable[[bytes], object]) -> None:
    size = 0
    for piece in answer.iter_bytes():
        size += len(piece)
        if size > MOST_BYTES:
            raise OddAnswerError("Zotero", f"the file is larger than {MOST_BYTES:,} bytes")
        take(piece)
