"""Excerpts as W3C Web Annotations in JSON-LD, and the terms of that vocabulary we use.

What the standard has no word for (the hash of the text, a fingerprint, a colour, a printed page
label) goes under a prefix of our own, which other readers pass over.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC
from urllib.parse import quote as percent_encoded

from evidence.excerpts import Excerpt

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
PDF_FRAGMENT = "http://tools.ietf.org/rfc/rfc3778"
OURS = "urn:x-evtrack:"


def annotation_of(excerpt: Excerpt, *, source: str) -> dict[str, object]:
    """The excerpt as one annotation of `source`, the address or name of the annotated file."""
    bodies = list(_bodies(excerpt))
    annotation: dict[str, object] = {
        "@context": [CONTEXT, {"evtrack": OURS}],
        "id": f"{OURS}excerpt:{percent_encoded(excerpt.id, safe='')}",
        "type": "Annotation",
        "motivation": "commenting" if excerpt.comment else "highlighting",
        "target": {"source": source, "selector": list(_selectors(excerpt))},
    }
    if bodies:
        annotation["body"] = bodies
    if excerpt.by:
        annotation["creator"] = {"type": "Person", "name": excerpt.by}
    if excerpt.made_at:
        made_at = excerpt.made_at.astimezone(UTC).replace(tzinfo=None)
        annotation["created"] = f"{made_at.isoformat(timespec='seconds')}Z"
    if excerpt.origin:
        annotation["via"] = excerpt.origin
    if excerpt.colour:
        annotation["evtrack:colour"] = excerpt.colour
    return annotation


def annotation_page(excerpts: Iterable[tuple[Excerpt, str]]) -> dict[str, object]:
    """Several excerpts, each with its source, as one page of annotations."""
    items = [annotation_of(excerpt, source=source) for excerpt, source in excerpts]
    return {"@context": CONTEXT, "type": "AnnotationPage", "items": items}


def _bodies(excerpt: Excerpt) -> Iterable[dict[str, object]]:
    if excerpt.comment:
        yield {
            "type": "TextualBody",
            "value": excerpt.comment,
            "format": "text/plain",
            "purpose": "commenting",
        }
    if excerpt.claim:
        claim = f"{OURS}claim:{percent_encoded(excerpt.claim, safe='')}"
        yield {"type": "SpecificResource", "source": claim, "purpose": "linking"}


def _selectors(excerpt: Excerpt) -> Iterable[dict[str, object]]:
    if excerpt.quote:
        words: dict[str, object] = {
            "exact": excerpt.quote,
            "prefix": excerpt.prefix,
            "suffix": excerpt.suffix,
        }
        yield {"type": "TextQuoteSelector"} | {each: said for each, said in words.items() if said}
    if excerpt.start is not None and excerpt.end is not None:
        place = {"type": "TextPositionSelector", "start": excerpt.start, "end": excerpt.end}
        hashed = {"evtrack:textSha256": excerpt.text_sha256} if excerpt.text_sha256 else {}
        yield place | hashed
    if (page := _page_number(excerpt)) is not None:
        label: dict[str, object] = {"evtrack:pageLabel": excerpt.page} if excerpt.page else {}
        fragment = {"type": "FragmentSelector", "conformsTo": PDF_FRAGMENT, "value": f"page={page}"}
        yield label | fragment
    if excerpt.fingerprint:
        yield {
            "type": "evtrack:FingerprintSelector",
            "evtrack:length": excerpt.fingerprint.length,
            "evtrack:sha256": excerpt.fingerprint.sha256,
        }


def _page_number(excerpt: Excerpt) -> int | None:
    """The page counted from 1, by its position, or by a label that is a number."""
    if page_index(excerpt.position) is not None:
        return (page_index(excerpt.position) or 0) + 1
    is_number = excerpt.page.isascii() and excerpt.page.isdecimal() and len(excerpt.page) < 7
    return int(excerpt.page) if is_number else None


def page_index(position: str) -> int | None:
    """The page, counted from 0, of a position in JSON text; `None` where it does not say."""
    try:
        said = json.loads(position) if position else None
    except (ValueError, RecursionError):
        return None
    index = said.get("pageIndex") if isinstance(said, dict) else None
    return index if isinstance(index, int) and not isinstance(index, bool) and index >= 0 else None
