"""Which form of the database this program knows, and how a state of the log is told from others."""

from __future__ import annotations

import re

REVISION = "0006"
REVISIONS = ("0001", "0002", "0003", "0004", "0005", "0006")

HASH_BITS = 32
_HEX = re.compile(r"[0-9a-f]+")


def generation(seq: int, head: str) -> int:
    """One number for a state of the library: its last log entry's number, and part of its hash."""
    # With a hash that was damaged, and may be bytes, states are still told apart by the number.
    start = str(head)[: HASH_BITS // 4]
    return (seq << HASH_BITS) | (int(start, 16) if _HEX.fullmatch(start) else 0)
