"""Make works of identifiers: look each up and take what the first service that knows it says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bib.citekeys import citekey_for, fold
from bib.errors import InvalidIdentifierError
from bib.sources.http import PoliteClient
from bib.sources.look_up import IDENTIFIER_NAMES, LookUp, look_up, parse_identifier, told
from bib.sources.records import FoundRecord
from bib.works import Work
from tracker.library import Library
from tracker.storage.records import Records

# Identifiers that two works do not share; journals have numbers too.
_TELLING = ("doi", "arxiv", "pmid", "pmcid", "isbn", "handle")


@dataclass(frozen=True, slots=True, kw_only=True)
class AddedWork:
    """A work made of an identifier, and who said so."""

    identifier: str
    work: Work
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LookUpReport:
    """What became of every identifier.

    `present` pairs identifiers with the key of the work that has them; `missing` and `failed` with
    a sentence: a service that could not be asked is a failure, and says nothing about the work.
    """

    added: tuple[AddedWork, ...] = ()
    present: tuple[tuple[str, str], ...] = ()
    missing: tuple[tuple[str, str], ...] = ()
    failed: tuple[tuple[str, str], ...] = ()

    @property
    def is_refused_whole(self) -> bool:
        """Whether there is something to tell, and nothing of it could be taken."""
        return not (self.added or self.present)


def look_up_works(
    library: Library,
    identifiers: Sequence[str],
    client: PoliteClient,
    *,
    is_dry_run: bool = False,
    now: datetime,
) -> LookUpReport:
    """Look all identifiers up, then add the new works in one deed; a dry run changes nothing."""
    looked = [(text, *_looked_up(text, client)) for text in dict.fromkeys(identifiers)]
    if is_dry_run:
        with library.reading() as records:
            return _placed(records, looked)
    why = ", ".join(text for text, _, _ in looked)[:500]
    with library.deed("add", now=now, why=f"from {why}") as deed:
        report = _placed(deed.records, looked)
        deed.records.put_works(each.work for each in report.added)
    return report


_Looked = tuple[str, LookUp | None, str]


def _looked_up(text: str, client: PoliteClient) -> tuple[LookUp | None, str]:
    """What was found, or why the text is no identifier."""
    try:
        kind, value = parse_identifier(text)
    except InvalidIdentifierError as error:
        return None, str(error)
    return look_up(client, kind, value), f"{IDENTIFIER_NAMES[kind]} {value}"


def _placed(records: Records, looked: Sequence[_Looked]) -> LookUpReport:
    works = records.works()
    owners = {(kind, value): work.key for work in works for kind, value in work.ids.items()}
    taken = {fold(key) for work in works for key in (work.key, *work.aliases)}
    added: list[AddedWork] = []
    present: list[tuple[str, str]] = []
    missing: list[tuple[str, str]] = []
    failed: list[tuple[str, str]] = []
    for text, answer, what in looked:
        if answer is None:
            failed.append((text, what))
        elif answer.found:
            found = answer.found[0]
            ids = {(kind, found.work.ids[kind]) for kind in _TELLING if kind in found.work.ids}
            owner = next((owners[each] for each in sorted(ids) if each in owners), None)
            if owner:
                present.append((text, owner))
                continue
            if not found.work.title:
                failed.append((text, _without_title(what, found)))
                continue
            work = _work(found, taken)
            added.append(AddedWork(identifier=text, work=work, source=found.source))
            owners |= dict.fromkeys(ids, work.key)
            taken.add(fold(work.key))
        elif answer.failures:
            failed.append((text, told(answer.failures)))
        else:
            missing.append((text, f"No {what} is known to {' and '.join(answer.asked)}."))
    return LookUpReport(
        added=tuple(added), present=tuple(present), missing=tuple(missing), failed=tuple(failed)
    )


def _without_title(what: str, found: FoundRecord) -> str:
    address = found.work.ids.get("url", "")
    leads = f" and leads to {address}" if address else ""
    return f"{what} is registered{leads}, but no service tells what the work is; import its record."


def _work(found: FoundRecord, taken: set[str]) -> Work:
    work = found.work
    key = citekey_for(work.authors or work.editors, work.year, work.title, taken=taken)
    origin = f"{found.source}, {found.asked_on}"
    return replace(work, key=key, origins=dict.fromkeys(work.fields, origin))
