"""References: a work as one plain line, for lists and annotated bibliographies."""

from __future__ import annotations

from bib.latex import latex_to_unicode
from bib.names import Name
from bib.withholding import without_addresses
from bib.works import LinkPolicy, Work

_VENUES = (
    "journal",
    "journaltitle",
    "booktitle",
    "institution",
    "organization",
    "publisher",
    "howpublished",
    "school",
)


def reference(work: Work) -> str:
    """Authors, year, title, venue, volume and pages, and an address unless it is withheld."""
    if work.link_policy is LinkPolicy.WITHHOLD:
        work = without_addresses(work)
    year = f"({work.year or 'n.d.'})"
    people = _people(work)
    # A work of nobody in particular goes by its title.
    parts = [f"{people} {year}", work.title] if people else [f"{work.title} {year}".strip()]
    text = " ".join(_closed(part) for part in (*parts, _venue(work)) if part)
    address = address_of(work)
    return f"{text} {address}" if address else text


def address_of(work: Work) -> str:
    """The best address to show: DOI before arXiv before URL; empty for a withheld work."""
    if work.link_policy is LinkPolicy.WITHHOLD:
        return ""
    if doi := work.ids.get("doi"):
        return f"https://doi.org/{doi}"
    if arxiv := work.ids.get("arxiv"):
        return f"https://arxiv.org/abs/{arxiv}"
    return work.ids.get("url", "")


def _closed(part: str) -> str:
    return part if part.endswith((".", "?", "!")) else f"{part}."


def _people(work: Work) -> str:
    people = work.authors or work.editors
    if not people:
        return ""
    shown = [_last_first(people[0]), *(str(name) for name in people[1:12])]
    if len(people) > 12:
        return ", ".join(shown) + ", et al."
    if len(shown) == 1:
        return shown[0]
    return ", ".join(shown[:-1]) + f", and {shown[-1]}"


def _last_first(name: Name) -> str:
    if name.literal or not name.given:
        return name.literal or name.family
    family = f"{name.particle} {name.family}".strip()
    return ", ".join(part for part in (family, name.given, name.suffix) if part)


def _venue(work: Work) -> str:
    fields = {name: latex_to_unicode(value) for name, value in work.fields.items()}
    venue = next((fields[name] for name in _VENUES if fields.get(name)), "")
    volume = fields.get("volume", "")
    if volume and fields.get("number"):
        volume = f"{volume}({fields['number']})"
    pages = fields.get("pages", "")
    return ", ".join(part for part in (f"{venue} {volume}".strip(), pages) if part)
