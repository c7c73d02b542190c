"""How much of anything the taking of one text may use."""

from __future__ import annotations

from dataclasses import dataclass

_MIB = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds for one file; readers stop at `pages` and `characters`, and tell that they did.

    `unpacked_bytes` bounds what may come out of a compressed file, `depth` how deep elements may be
    nested. `seconds` and `memory_bytes` are kept by the process apart; a reader that sees time run
    out should stop by itself and keep what it has.
    """

    file_bytes: int = 300 * _MIB
    unpacked_bytes: int = 300 * _MIB
    seconds: float = 120.0
    memory_bytes: int = 2048 * _MIB
    answer_bytes: int = 300 * _MIB
    pages: int = 1_500
    characters: int = 10_000_000
    depth: int = 200


LIMITS = Limits()
