"""Handles: whether one is registered, and the address it leads to; of the work nothing is known."""

from __future__ import annotations

from urllib.parse import quote

from bib.errors import OddAnswerError
from bib.sources.http import PoliteClient, Service, json_of
from bib.sources.records import FoundRecord, found_work, table_of, tables_in, text_of

SERVICE = Service(
    name="handle",
    title="the Handle System",
    base="https://hdl.handle.net/api/handles",
    pause_seconds=0.2,
)
KINDS: tuple[str, ...] = ("handle",)
_FOUND, _WITHOUT_VALUES, _NOT_FOUND = 1, 200, 100


def fetch(client: PoliteClient, kind: str, value: str) -> FoundRecord | None:  # noqa: ARG001
    """A record without title, with the address; `None` where the Handle is not registered."""
    answer = client.get(SERVICE, f"/{quote(value, safe='/')}")
    if not answer.is_there:
        return None
    message = table_of(json_of(SERVICE, answer))
    code = message.get("responseCode")
    if code == _NOT_FOUND:
        return None
    if code not in {_FOUND, _WITHOUT_VALUES}:
        raise OddAnswerError(SERVICE.title, "its answer does not say whether it knows the Handle")
    addresses = (
        text_of(table_of(each.get("data")).get("value"))
        for each in tables_in(message.get("values"))
        if each.get("type") == "URL"
    )
    fields = {"handle": value, "url": next(addresses, "")}
    return FoundRecord(
        source=SERVICE.title, work=found_work("misc", {}, fields), asked_on=answer.asked_at.date()
    )
