"""Running commands as a user does, in this process or in one of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a command left behind."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one JSON object on standard output."""
        return json.loads(self.out)


Evtrack = Callable[..., Outcome]


def run_process(*words: str | Path, cwd: Path | None = None, text: str = "") -> Outcome:
    """`evtrack` as a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "cli", *map(str, words)],
        cwd=cwd or ROOT,
        input=text,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    return Outcome(done.returncode, done.stdout, done.stderr)
