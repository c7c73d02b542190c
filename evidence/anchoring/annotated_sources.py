"""Which file or page an annotation made elsewhere is on, as far as it says so itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import unquote

from bib.errors import InvalidIdentifierError
from bib.identifier_fields import identifiers_from_fields
from bib.identifiers import Doi, plain_address
from bib.works import Work
from evidence.anchoring.web_annotations import OURS

WORK_NAME = f"{OURS}work:"

_MOST_SOURCES = 40
_LONGEST = 4_000
_DOI_NAMES = ("doi:", "urn:doi:", "info:doi/")
_SHARED = ("doi", "arxiv", "pmid", "pmcid", "handle")


def sources_of(row: object) -> tuple[str, ...]:
    """The addresses and names a row gives for what it is on, the most certain first."""
    if not isinstance(row, Mapping):
        return ()
    found: dict[str, None] = {}
    for each in _stated(row):
        if isinstance(each, str) and 0 < len(each) <= _LONGEST:
            found[each.strip()] = None
            if len(found) == _MOST_SOURCES:
                break
    return tuple(found)


def text_hashes_of(row: object) -> tuple[str, ...]:
    """The hashes of the very texts in which a row has places."""
    targets = _listed(row.get("target")) if isinstance(row, Mapping) else []
    selectors = [each for target in targets for each in _listed(_part(target, "selector"))]
    hashes = (_part(each, "evtrack:textSha256") for each in selectors)
    return tuple(dict.fromkeys(each for each in hashes if isinstance(each, str)))


class KnownWorks:
    """The works of a library, to be found by whatever annotations name them by."""

    def __init__(self, works: Iterable[Work]) -> None:
        self._keys: dict[str, dict[str, None]] = {}
        for work in works:
            for name in _names_of(work):
                self._keys.setdefault(name, {})[work.key] = None

    def find(self, sources: Iterable[str]) -> tuple[str, ...]:
        """The works that one of the sources is, by the first source that says so."""
        for source in sources:
            for name in _names_in(source):
                if keys := self._keys.get(name):
                    return tuple(keys)
        return ()


def _names_of(work: Work) -> Iterator[str]:
    for name in (work.key, *work.aliases):
        yield f"key {name.casefold()}"
    for kind in _SHARED:
        if kind in work.ids:
            yield f"{kind} {work.ids[kind]}"
    if work.ids.get("url"):
        yield f"url {plain_address(work.ids['url'])}"
    if work.address_sha256:
        yield f"sha256 {work.address_sha256}"


def _names_in(source: str) -> Iterator[str]:
    if source.startswith(WORK_NAME):
        yield f"key {unquote(source.removeprefix(WORK_NAME)).casefold()}"
        return
    if source.lower().startswith(_DOI_NAMES):
        try:
            yield f"doi {Doi.parse(source[source.lower().index('10.') :]).value}"
        except (InvalidIdentifierError, ValueError):
            return
    ids = identifiers_from_fields({"url": source})
    yield f"url {plain_address(source)}"
    yield from (f"{kind} {ids[kind]}" for kind in _SHARED if kind in ids)


def _stated(row: Mapping[str, object]) -> Iterator[object]:
    """Where W3C annotations and Hypothesis rows name what they are on."""
    for target in _listed(row.get("target")):
        yield target
        source = _part(target, "source")
        yield source
        yield _part(source, "id")
        yield _part(target, "id")
    document = row.get("document")
    for kind, name in (("dc", "identifier"), ("highwire", "doi"), ("prism", "doi")):
        for each in _listed(_part(_part(document, kind), name)):
            if isinstance(each, str):
                yield each if name == "identifier" else f"doi:{each.removeprefix('doi:')}"
    yield row.get("uri")
    for link in _listed(_part(document, "link")):
        yield _part(link, "href")


def _part(value: object, name: str) -> object:
    return value.get(name) if isinstance(value, Mapping) else None


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]
