"""Creators of a Zotero item as BibTeX name fields, and back."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from bib.formats.zotero_fields import PREFIX, from_json, prefixed, text_of, unprefixed
from bib.formats.zotero_types import ItemType
from bib.latex import latex_from_text
from bib.names import OTHERS, Name, parse_names

_ROLES = {"editor": "editor", "translator": "translator", "bookAuthor": "bookauthor"}
_SUFFIX = re.compile(r"^(.*), *((?:Jr|Sr)\.?|[IVX]{1,4})$")


def creator_fields(data: Mapping[str, Any], described: ItemType | None) -> dict[str, str]:
    """The name fields of an item."""
    creators = data.get("creators")
    if not isinstance(creators, list):
        return {}
    by_field: dict[str, list[str]] = {}
    for creator in creators:
        if isinstance(creator, Mapping) and (written := _written_name(creator)):
            role = text_of(creator.get("creatorType")) or "author"
            by_field.setdefault(_role_field(described, role), []).append(written)
    return {field: " and ".join(names) for field, names in by_field.items()}


def creators_of(
    described: ItemType | None, left: dict[str, str], kept: dict[str, str]
) -> list[dict[str, Any]]:
    """The creators, taken out of what is left; those kept beside them where they still agree."""
    roles = {role: _role_field(described, role) for role in _possible_roles(described, left, kept)}
    stated: dict[str, str] = {}
    creators: list[dict[str, Any]] = []
    for role, field in roles.items():
        if value := left.pop(field, "") or kept.pop(field, ""):
            stated[field] = value
            creators += [_creator(role, name) for name in parse_names(value)]
    exact = from_json(kept.pop(f"{PREFIX}creators", ""), [])
    agrees = exact and creator_fields({"creators": exact}, described) == stated
    return exact if agrees else creators


def _role_field(described: ItemType | None, role: str) -> str:
    primary = described.primary_creator if described else "author"
    return "author" if role == primary else _ROLES.get(role) or prefixed(f"by-{role}")


def _written_name(creator: Mapping[str, Any]) -> str:
    family, given = (text_of(creator.get(part)).strip() for part in ("lastName", "firstName"))
    whole = text_of(creator.get("name")).strip() or (given if not family else "")
    if whole or not given:
        return f"{{{latex_from_text(whole or family)}}}" if whole or family else ""
    suffix = _SUFFIX.match(given)
    given, junior = (suffix[1], suffix[2]) if suffix else (given, "")
    parts = [_guarded(part) for part in (family, junior, given) if part]
    return ", ".join(parts)


def _guarded(part: str) -> str:
    latex = latex_from_text(part)
    return f"{{{latex}}}" if "," in part or " and " in f" {part} ".lower() else latex


def _possible_roles(
    described: ItemType | None, left: Mapping[str, str], kept: Mapping[str, str]
) -> Sequence[str]:
    others = [
        unprefixed(field).removeprefix("by") for field in (*left, *kept)
        if field.startswith(f"{PREFIX}by-")
    ]  # fmt: skip
    known = described.creators if described else ("author", "editor", "translator")
    found = [role[:1].lower() + role[1:] for role in others]
    return list(dict.fromkeys((*known, *found)))


def _creator(role: str, name: Name) -> dict[str, Any]:
    if name.literal:
        return {"creatorType": role, "name": "et al." if name == OTHERS else name.literal}
    given = f"{name.given}, {name.suffix}" if name.suffix else name.given
    family = f"{name.particle} {name.family}".strip()
    if not given:
        return {"creatorType": role, "name": family}
    return {"creatorType": role, "firstName": given, "lastName": family}
