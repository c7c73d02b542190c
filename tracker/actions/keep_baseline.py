"""Keep the findings there are as a baseline, and read one that was kept."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from evidence.baselines import Mark, mark
from evidence.checking import CheckReport
from tracker.actions.write_file import write_whole
from tracker.errors import UnreadableFileError

_LARGEST = 64 * 1024 * 1024


def read_baseline(path: Path) -> tuple[Mark, ...]:
    """The marks of the findings in a file of `check --write-baseline` or of `check --json`.

    Raises `UnreadableFileError`.
    """
    try:
        with path.open("rb") as stream:
            data = stream.read(_LARGEST + 1)
        if len(data) > _LARGEST:
            raise UnreadableFileError(str(path), f"it is larger than {_LARGEST:,} bytes")
        return _marks(json.loads(data))
    except OSError as error:
        raise UnreadableFileError(str(path), error.strerror or str(error)) from error
    except (ValueError, RecursionError, KeyError, TypeError) as error:
        why = "it is no baseline; `evtrack check --write-baseline FILE` writes one"
        raise UnreadableFileError(str(path), why) from error


def write_baseline(report: CheckReport, path: Path) -> int:
    """Write every finding of a report, known or new, and tell how many; waived ones are not."""
    findings = [*report.known, *report.findings]
    told = [
        {"check": each.check, "subject": each.subject, "message": each.message}
        for each in sorted(findings, key=lambda each: (*mark(each), each.message))
    ]
    write_whole(path, json.dumps({"findings": told}, ensure_ascii=False, indent=1) + "\n")
    return len(told)


def _marks(value: Any) -> tuple[Mark, ...]:
    rows = [*value["findings"], *value.get("known", [])]
    marks = tuple((row["check"], row["subject"]) for row in rows)
    if not all(isinstance(part, str) for each in marks for part in each):
        raise TypeError
    return marks
