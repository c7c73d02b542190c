"""Ask services as this user and this library: with an address to reach them, and kept answers."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version

from bib.sources import RESOLVERS, SOURCES
from bib.sources.http import Manners, PoliteClient
from tracker.cache import AnswerCache
from tracker.library import Library

# An address under which all services are found by name: a mirror, or a proxy of an institution.
_MIRROR = "EVTRACK_SOURCES"
_OFFLINE = "EVTRACK_OFFLINE"
_NO = {"", "0", "no", "false", "off"}


def polite_client(
    library: Library,
    *,
    now: datetime,
    is_offline: bool = False,
    environment: Mapping[str, str] = os.environ,
) -> PoliteClient:
    """A client to ask with; close it afterwards. Offline it only gives what was answered before."""
    names = [source.SERVICE.name for source in (*SOURCES, *RESOLVERS)]
    mirror = environment.get(_MIRROR, "").rstrip("/")
    keys = {name: environment.get(f"EVTRACK_{name.upper()}_KEY", "") for name in names}
    manners = Manners(
        mailto=library.settings.email or environment.get("EVTRACK_MAILTO", "").strip(),
        version=_version(),
        bases={name: f"{mirror}/{name}" for name in names} if mirror else {},
        keys={name: key for name, key in keys.items() if key},
        is_offline=is_offline or environment.get(_OFFLINE, "").strip().lower() not in _NO,
    )
    return PoliteClient(manners, now=now, answers=AnswerCache(library.root))


def _version() -> str:
    try:
        return version("evtrack")
    except PackageNotFoundError:
        return "0"
