"""Take texts from files, those of PDFs by a GROBID server of one's own where one is named."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path

from bib.errors import SourceError
from evidence.texts import Text, TextProblem
from tracker.texts.limits import LIMITS
from tracker.texts.taking import take_text
from tracker.texts.tei import text_of_grobid

TakeText = Callable[[Path], Text]

_SERVER = "EVTRACK_GROBID"
_SIGN = b"%PDF-"
_SIGN_WITHIN = 1_024


def text_taker(
    grobid: str | None, *, now: datetime, environment: Mapping[str, str] = os.environ
) -> TakeText:
    """How texts are taken: as `take_text` does, or with the server at this address.

    The address is that of $EVTRACK_GROBID if none is given; an empty one is no server.
    """
    address = environment.get(_SERVER, "") if grobid is None else grobid
    if not address.strip():
        return take_text
    address = address.strip() if "://" in address else f"http://{address.strip()}"
    return partial(_take_with_grobid, address=address, now=now)


def _take_with_grobid(path: Path, *, address: str, now: datetime) -> Text:
    """The text as the server tells it; where it cannot, as it is taken without it, and why."""
    # The network is loaded by those who use it, and not with every text.
    from bib.sources.grobid import SERVICE, fetch_tei
    from bib.sources.http import Manners, PoliteClient

    pdf = _pdf_in(path)
    if pdf is None:
        return take_text(path)
    try:
        with PoliteClient(Manners(bases={SERVICE.name: address}), now=now) as client:
            text = text_of_grobid(fetch_tei(client, pdf), limits=LIMITS)
    except SourceError as error:
        return _with(take_text(path), "grobid-failed", f"{error} The text was taken without it.")
    if not text.content.strip():
        why = "GROBID found no words in it. The text was taken without it."
        return _with(take_text(path), "grobid-failed", why)
    told = "GROBID took the text; it tells sections and references, and no pages."
    return _with(text, "by-grobid", told)


def _pdf_in(path: Path) -> bytes | None:
    """The bytes of a PDF; of any other file, or one too large to be read, nothing."""
    try:
        if not path.is_file() or path.stat().st_size > LIMITS.file_bytes:
            return None
        with path.open("rb") as stream:
            head = stream.read(_SIGN_WITHIN)
            return head + stream.read() if _SIGN in head else None
    except OSError:
        # Whoever takes the text finds it again, and tells it.
        return None


def _with(text: Text, code: str, message: str) -> Text:
    problem = TextProblem(code=code, message=message)
    return replace(text, problems=(*text.problems, problem))
