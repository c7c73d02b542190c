"""Setting the bounds of the process in which a text is read, as far as the system knows them."""

from __future__ import annotations

import math
import sys

from tracker.texts.limits import Limits


def limit_this_process(limits: Limits) -> None:
    """No more memory, time, output and open files than a reading needs; no memory dumps."""
    if sys.platform == "win32":
        return
    # The module exists on Unix only.
    import resource

    seconds = math.ceil(limits.seconds)
    bounds = (
        (resource.RLIMIT_AS, limits.memory_bytes),
        (resource.RLIMIT_CPU, seconds + 1),
        (resource.RLIMIT_FSIZE, limits.answer_bytes),
        (resource.RLIMIT_NOFILE, 256),
        (resource.RLIMIT_CORE, 0),
    )
    for name, most in bounds:
        _, hard = resource.getrlimit(name)
        allowed = most if hard == resource.RLIM_INFINITY else min(most, hard)
        try:
            resource.setrlimit(name, (allowed, hard))
        except (ValueError, OSError):
            # macOS has no bound on address space; the others still hold.
            continue
