"""Other programs at the same task, each in its own process and away from our own packages.

They are installed into a virtual environment of their own (`make .venv/peers`); one that is not
there is left out with a sentence.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.rows import Row

PYTHON = Path(__file__).parents[1] / ".venv" / "peers" / "bin" / "python"
_LONGEST_SECONDS = 120
_TIMED = """
import sys, time, warnings
warnings.simplefilter("ignore")
path = sys.argv[1]
{imports}
started = time.perf_counter()
read = {read}
between = time.perf_counter()
written = {write}
print("took", between - started, time.perf_counter() - between)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Peer:
    """A program: how its own code reads and writes BibTeX, and how many entries it is given."""

    name: str
    imports: str
    read: str
    write: str
    entries: int


PEERS = (
    Peer(
        name="pybtex",
        imports="from pybtex.database import parse_file",
        read="parse_file(path)",
        write='read.to_string("bibtex")',
        entries=2_000,
    ),
    Peer(
        name="cobib",
        imports="from cobib.parsers.bibtex import BibtexParser",
        read="BibtexParser().parse(path)",
        write="[BibtexParser().dump(entry) for entry in read.values()]",
        entries=2_000,
    ),
    Peer(
        name="papis",
        imports=(
            "from papis.bibtex import bibtex_to_dict\n"
            "from papis.document import from_data\n"
            "from papis.exporters.bibtex import to_bibtex"
        ),
        read="bibtex_to_dict(path)",
        write="[to_bibtex(from_data(entry)) for entry in read]",
        entries=200,
    ),
)


def rows(bibtex: str, *, entries: int) -> Iterator[Row]:
    """Seconds a peer would take for all entries of a text, measured on the first of them."""
    for peer in PEERS:
        took = _run(peer, bibtex)
        if took is None:
            continue
        note = f"from {peer.entries:,} entries"
        for deed, seconds in zip(("read", "write"), took, strict=True):
            yield Row(
                name=f"{deed} BibTeX with {peer.name}",
                figure=seconds * entries / peer.entries,
                unit="s",
                note=note,
            )


def _run(peer: Peer, bibtex: str) -> tuple[float, float] | None:
    """How long it took to read and to write, or `None`, told, where it cannot be had."""
    if not PYTHON.exists():
        return _left_out(peer, "no peers are installed; `make .venv/peers` does it")
    blocks = bibtex.split("\n\n")[: peer.entries]
    file = PYTHON.parents[1] / "sample.bib"
    file.write_text("\n\n".join(blocks) + "\n", encoding="utf-8")
    script = _TIMED.format(imports=peer.imports, read=peer.read, write=peer.write)
    try:
        done = subprocess.run(
            [str(PYTHON), "-c", script, str(file)],
            capture_output=True,
            text=True,
            timeout=_LONGEST_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return _left_out(peer, f"it took more than {_LONGEST_SECONDS} s")
    words = done.stdout.split()
    if done.returncode or words[-3:-2] != ["took"]:
        why = (done.stderr.strip().splitlines() or ["it said nothing"])[-1]
        return _left_out(peer, why[:200])
    return float(words[-2]), float(words[-1])


def _left_out(peer: Peer, why: str) -> None:
    print(f"{peer.name} is left out: {why}.", file=sys.stderr)
