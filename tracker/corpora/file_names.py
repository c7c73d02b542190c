"""Names of files made from keys, safe on every file system, and the keys back from them."""

from __future__ import annotations

import re
from urllib.parse import unquote_to_bytes

_OTHER = re.compile(r"[^A-Za-z0-9._-]|^\.")
ENDING = ".yaml"


def file_name(key: str) -> str:
    """The name of the file of a work or limitation.

    >>> file_name("url:2021/a+b")
    'url%3A2021%2Fa%2Bb.yaml'
    """
    return _OTHER.sub(_percent, key) + ENDING


def key_of(name: str) -> str:
    """The key in a file's name, as far as it can be read in a name `file_name` would not give."""
    return unquote_to_bytes(name.removesuffix(ENDING)).decode("utf-8", "replace")


def _percent(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match[0].encode("utf-8"))
