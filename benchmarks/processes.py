"""Whole processes: wall time and peak memory, as the operating system accounts for them."""

from __future__ import annotations

import os
import statistics
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Run:
    """One finished process."""

    seconds: float
    peak_mb: float
    status: int


def run(command: list[str], *, cwd: Path | None = None) -> Run:
    """Run a command to its end, its output thrown away."""
    started = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    return Run(seconds, usage.ru_maxrss / 1024, process.returncode)


def median(command: list[str], *, times: int = 5, cwd: Path | None = None) -> Run:
    """The median of several runs after one that is not counted; memory is the largest seen."""
    run(command, cwd=cwd)
    runs = [run(command, cwd=cwd) for _ in range(times)]
    return Run(
        statistics.median(each.seconds for each in runs),
        max(each.peak_mb for each in runs),
        max(each.status for each in runs),
    )
