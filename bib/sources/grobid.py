"""GROBID: a server of one's own that takes a PDF apart and answers in TEI XML."""

from __future__ import annotations

from bib.errors import OddAnswerError, RefusingSourceError
from bib.sources.http import PoliteClient, Service, Upload

# Nobody runs it for the world: without an address of one's own it is looked for on this machine.
SERVICE = Service(name="grobid", title="GROBID", base="http://localhost:8070", pause_seconds=0.0)
TIMEOUT_SECONDS = 180.0

_FORM = {
    "includeRawCitations": "1",
    "consolidateHeader": "0",
    "consolidateCitations": "0",
    "segmentSentences": "0",
}


def fetch_tei(client: PoliteClient, pdf: bytes, *, timeout_seconds: float = TIMEOUT_SECONDS) -> str:
    """The TEI text of a PDF. The server is told neither its name nor where it is from.

    Raises `UnreachableSourceError`, `BusySourceError`, `RefusingSourceError`, `OddAnswerError`.
    """
    upload = Upload(
        field="input",
        name="input.pdf",
        data=pdf,
        media_type="application/pdf",
        form=_FORM,
        timeout_seconds=timeout_seconds,
    )
    try:
        answer = client.post(SERVICE, "/api/processFulltextDocument", upload)
    except RefusingSourceError as error:
        raise RefusingSourceError(
            SERVICE.title, "it found no text in the file, or would not take it"
        ) from error
    if not answer.is_there:
        raise OddAnswerError(SERVICE.title, "there is no GROBID at its address")
    if "<TEI" not in answer.body:
        raise OddAnswerError(SERVICE.title, "its answer is not in the form of TEI")
    return answer.body
