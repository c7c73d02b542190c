"""Works shown without any address, for those whose link policy is to withhold it."""

from __future__ import annotations

import re
from dataclasses import replace

from bib.entries import work_from_fields
from bib.identifiers import address_fingerprint
from bib.works import Work

WITHHELD = "[address withheld]"

_ADDRESS_FIELDS = {
    "url", "urldate", "urltime", "doi", "eprint", "eprinttype", "eprintclass", "archiveprefix",
    "primaryclass", "archiveurl", "archivedate", "file", "pdf", "link", "links", "ee", "biburl",
    "bibsource", "pmid", "pmcid", "handle", "hdl", "uri", "lastchecked", "lastaccessed", "accessed",
}  # fmt: skip
_ADDRESS_FIELD = re.compile(r"(?:bdsk|local|pdf)-?(?:url|file)(?:-?\d+)?|(?:url|file|link)-?\d+")
_SHOWABLE_IDS = {"isbn"}

# A host without a scheme is known by its ending; endings that are also English words need a path.
_ENDINGS = (
    "com|org|net|edu|gov|mil|int|info|biz|io|ai|app|dev|xyz|online|site|website|tech|top|club|live|"
    "chat|porn|xxx|adult|sex|cam|vip|pro|fun|art|img|pics|photos|video|tv|ly|gg|cc|ru|cn|uk|de|fr|"
    "eu|ca|au|nl|ch|se|jp|kr|br|es|pl|dk|fi|nz|ie|za|mx|sh|onion|co"
)
_ENDINGS_THAT_ARE_WORDS = "in|is|it|to|so|me|at|be|no|us|my|am"
_DOT = r"(?:\.|\[\.\]|\(\.\))"
_LABELS = rf"(?<![\w@.-])(?:[\w.+-]{{1,64}}@)?(?:[A-Za-z0-9][A-Za-z0-9-]{{0,62}}{_DOT}){{1,6}}"
_REST = r"[^\s{}<>\"”’]*"
_ADDRESS = re.compile(
    rf"(?i:\b[a-z][a-z0-9+.-]{{1,15}}:\\?/\\?/{_REST}|\bhxxps?:{_REST}|\bwww\.{_REST}"
    rf"|\bdoi:\s?{_REST}|\bhdl:\s?{_REST}|\bmailto:{_REST}|\barxiv:\s?\d{_REST})"
    rf"|\b10\.\d{{4,9}}/{_REST}"
    rf"|{_LABELS}(?:{_ENDINGS})\b(?![\w-])(?::\d+)?(?:/{_REST})?"
    rf"|{_LABELS}(?:{_ENDINGS_THAT_ARE_WORDS})/{_REST}"
)
_BARE_HOST = re.compile(rf"{_LABELS}(?:{_ENDINGS})", re.IGNORECASE)
_COMMAND = re.compile(r"\\(?:url|path|nolinkurl)\s*\{[^{}]*\}|\\href\s*\{[^{}]*\}\s*(?=\{)")
_SAYING_NOTHING = re.compile(
    r"(?:\W|\b(?:available|retrieved|accessed|online|at|from|and|url|see|link|website|web)\b)*",
    re.IGNORECASE,
)


def leads_to_an_address(field: str) -> bool:
    """Whether a field of that name holds an address, or what only makes sense beside one."""
    return field in _ADDRESS_FIELDS or _ADDRESS_FIELD.fullmatch(field) is not None


def mentions_address(text: str) -> bool:
    """Whether a text holds a web address, a DOI or another thing that leads to a place."""
    return _COMMAND.search(text) is not None or _ADDRESS.search(text) is not None


def without_addresses_in(text: str) -> str:
    """The text with a mark in place of each address; nothing where little else was in it."""
    if not mentions_address(text):
        return text
    cut = _ADDRESS.sub(_mark, _COMMAND.sub(WITHHELD, text))
    if _SAYING_NOTHING.fullmatch(cut.replace(WITHHELD, "")):
        return ""
    return cut


def with_addresses_covered(text: str) -> str:
    """The text with every address dotted out, so that all places in it stay the same."""
    covered = _COMMAND.sub(_covered, text)
    return _ADDRESS.sub(_covered, covered)


def without_addresses(work: Work) -> Work:
    """The work with nothing in it that leads to where it is published.

    The block goes too; the citekey stays, and so does the fingerprint of the address.
    """
    fields = {}
    for name, value in work.fields.items():
        shown = without_addresses_in(value)
        if not leads_to_an_address(name) and (shown or not value):
            fields[name] = shown
    read = work_from_fields(work.key, work.type, fields)
    return replace(
        work,
        fields=fields,
        block=None,
        title=read.title or without_addresses_in(work.title),
        authors=read.authors,
        editors=read.editors,
        ids={name: value for name, value in work.ids.items() if name in _SHOWABLE_IDS},
        aliases=tuple(alias for alias in work.aliases if not mentions_address(alias)),
        standing=tuple(
            replace(
                signal,
                seen=_place(signal.seen, work.address_sha256),
                note=without_addresses_in(signal.note),
            )
            for signal in work.standing
        ),
        seen=tuple(
            replace(
                sighting,
                where=_place(sighting.where, work.address_sha256),
                what=without_addresses_in(sighting.what),
            )
            for sighting in work.seen
        ),
        repairs=tuple(without_addresses_in(repair) for repair in work.repairs),
        origins={
            name: without_addresses_in(origin)
            for name, origin in work.origins.items()
            if not leads_to_an_address(name)
        },
        gist=without_addresses_in(work.gist),
        note=without_addresses_in(work.note),
    )


def _place(text: str, address_sha256: str | None) -> str:
    """Where word of a work was seen: the host that reported on it may be named, a page may not."""
    words = (word.strip(".,;:()[]") for word in text.split())
    hosts = [word for word in words if _BARE_HOST.fullmatch(word)]
    others = [host for host in hosts if address_fingerprint(host) != address_sha256]
    hidden = text
    for number, host in enumerate(others):
        hidden = hidden.replace(host, f"\x00{number}\x00")
    hidden = without_addresses_in(hidden)
    for number, host in enumerate(others):
        hidden = hidden.replace(f"\x00{number}\x00", host)
    return hidden


def _covered(match: re.Match[str]) -> str:
    return "·" * len(match[0])


def _mark(match: re.Match[str]) -> str:
    """The mark, with the full stop or bracket behind the address that was no part of it."""
    address = match[0]
    end = address.rstrip(".,;:)]'")
    return WITHHELD + address[len(end) :]
