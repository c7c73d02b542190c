"""The README's tour, typed as it stands."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from tests.command_line import Evtrack
from tests.pdf_files import a_long_paper

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
MORE = "@article{more2026, title = {More}, year = 2026}\n"


def typed() -> list[str]:
    blocks = re.findall(r"```console\n(.*?)```", README, re.DOTALL)
    return [line[2:] for block in blocks for line in block.splitlines() if line.startswith("$ ")]


def test_every_command_of_the_tour_does_what_it_says(
    evtrack: Evtrack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for line in typed():
        words = shlex.split(line)
        if words[0] == "cd":
            monkeypatch.chdir(words[1])
            Path("more.bib").write_text(MORE, encoding="utf-8")
            Path("article.pdf").write_bytes(a_long_paper(2))
        if words[0] != "evtrack":
            continue
        outcome = evtrack(*words[1:])

        # `check` finds faults in the shipped survey, and says so with 1.
        expected = 1 if words[1:] == ["check"] else 0
        assert (line, outcome.status) == (line, expected), outcome.err
        assert outcome.out or "--to" in words, line


@pytest.mark.parametrize("target", sorted(set(re.findall(r"\]\(([^)#:]+)\)", README))))
def test_every_file_the_readme_points_to_is_there(target: str) -> None:
    assert (ROOT / target).exists()
