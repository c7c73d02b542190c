"""arXiv: preprints by number or by title, with where they were published since."""

from __future__ import annotations

import re

from bib.errors import OddAnswerError
from bib.formats.hostile_xml import BadXmlError, Element, cut_records, parse_record
from bib.names import Name, parse_names
from bib.sources.http import Answer, PoliteClient, Service
from bib.sources.records import FoundRecord, Notice, NoticeKind, date_fields, day_of, found_work

# arXiv asks for three seconds between requests.
SERVICE = Service(name="arxiv", title="arXiv", base="https://export.arxiv.org", pause_seconds=3.0)
KINDS: tuple[str, ...] = ("arxiv",)

_NUMBER = re.compile(r"arxiv\.org/abs/(.+?)(?:v(\d+))?$")
_WITHDRAWN = re.compile(r"\bwithdrawn\b", re.IGNORECASE)
_NOT_A_WORD = re.compile(r"[^\w\s]+")


def fetch(client: PoliteClient, kind: str, value: str) -> FoundRecord | None:  # noqa: ARG001
    """The record of an arXiv number, or `None` where there is none."""
    answer = client.get(SERVICE, "/api/query", {"id_list": value, "max_results": "1"})
    return next(iter(_records(answer)), None)


def find_by_title(client: PoliteClient, title: str, author: str) -> tuple[FoundRecord, ...]:  # noqa: ARG001
    """The records nearest to a title, best first."""
    words = " ".join(_NOT_A_WORD.sub(" ", title).split())
    query = {"search_query": f'ti:"{words}"', "max_results": "5"}
    return tuple(_records(client.get(SERVICE, "/api/query", query)))


def _records(answer: Answer) -> list[FoundRecord]:
    if not answer.is_there:
        return []
    if "<feed" not in answer.body:
        raise OddAnswerError(SERVICE.title, "its answer is not in the form of a feed")
    found = []
    for raw in cut_records(answer.body, ("entry",)):
        try:
            entry = parse_record(raw.raw)
        except BadXmlError as error:
            raise OddAnswerError(SERVICE.title, f"its answer cannot be read ({error})") from error
        # A number that cannot be is answered by an entry that tells so.
        if "/api/errors" not in entry.text_at("id") and _NUMBER.search(entry.text_at("id")):
            found.append(_record(answer, entry))
    return found


def _record(answer: Answer, entry: Element) -> FoundRecord:
    match = _NUMBER.search(entry.text_at("id"))
    number = match[1] if match else ""
    issued = day_of(entry.text_at("published"))
    category = entry.first("arxiv:primary_category")
    comment, journal = entry.text_at("arxiv:comment"), entry.text_at("arxiv:journal_ref")
    doi = entry.text_at("arxiv:doi").lower()
    fields = {
        "title": entry.text_at("title"),
        **date_fields(issued),
        "eprint": number,
        "archiveprefix": "arXiv",
        "primaryclass": category.attributes.get("term", "") if category else "",
        "note": f"Version {match[2]}" if match and match[2] else "",
    }
    notices = []
    if doi or journal:
        notices.append(
            Notice(
                kind=NoticeKind.PUBLISHED,
                source=SERVICE.title,
                notice=f"doi:{doi}" if doi else "",
                said=journal,
            )
        )
    if _WITHDRAWN.search(comment):
        kind, since = NoticeKind.WITHDRAWAL, day_of(entry.text_at("updated"))
        notices.append(Notice(kind=kind, source=SERVICE.title, since=since, said=comment[:300]))
    return FoundRecord(
        source=SERVICE.title,
        work=found_work("misc", {"author": _people(entry)}, fields),
        asked_on=answer.asked_at.date(),
        years=frozenset(
            day.year for name in ("published", "updated") if (day := day_of(entry.text_at(name)))
        ),
        venues=tuple(name for name in ("arXiv", journal) if name),
        notices=tuple(notices),
    )


def _people(entry: Element) -> list[Name]:
    names: list[Name] = []
    for author in entry.all("author"):
        shown = author.text_at("name").replace("{", "").replace("}", "").replace("\\", "")
        names += parse_names(shown)[:1]
    return names
