"""Taking papers apart: a PDF of thirty pages into text, and a text into what it is made of."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.processes import median
from benchmarks.rows import Row
from tests.pdf_files import a_long_paper

_PAGES = 30
_TAKE = "import sys; from pathlib import Path; from tracker.texts.taking import take_text; "
_TAKE += "text = take_text(Path(sys.argv[1])); "
_READ = f"{_TAKE} from evidence.reading.read import read_paper; read_paper(text)"


def rows(*, large: bool) -> Iterator[Row]:
    """Seconds and megabytes of whole processes, starting included; `large` repeats more often."""
    with tempfile.TemporaryDirectory() as folder:
        paper = Path(folder) / "paper.pdf"
        paper.write_bytes(a_long_paper(_PAGES))
        times = 5 if large else 3
        taken = median([sys.executable, "-c", _TAKE, str(paper)], times=times)
        yield Row(
            name=f"text of a PDF of {_PAGES} pages, taken",
            figure=taken.seconds,
            unit="s",
            bound=5.0,
            note="in a process of its own",
        )
        yield Row(
            name=f"text of a PDF of {_PAGES} pages, memory",
            figure=taken.peak_mb,
            unit="MB",
            bound=500.0,
        )
        read = median([sys.executable, "-c", _READ, str(paper)], times=times)
        yield Row(
            name="the same taken apart into sentences and citations",
            figure=read.seconds,
            unit="s",
        )
