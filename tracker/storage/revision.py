"""Which form of the database this program knows, and how a state of the log is told from others."""

from __future__ import annotations

REVISION = "0006"
REVISIONS = ("0001", "0002", "0003", "0004", "0005", "0006")

HASH_BITS = 32


def generation(seq: int, head: str) -> int:
    """One number for a state of the library: its last log entry's number, and part of its hash."""
    return (seq << HASH_BITS) | int(head[: HASH_BITS // 4] or "0", 16)
