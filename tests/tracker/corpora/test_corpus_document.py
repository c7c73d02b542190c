"""The small corpus in the description of the form is sound, and as it would be written."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

from tracker.actions.fill_library import create_library
from tracker.corpora.reading import read_corpus
from tracker.corpora.writing import corpus_texts

FENCE = re.compile(r"^```\w+ (\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def lay_described(folder: Path) -> dict[str, str]:
    texts = dict(FENCE.findall(Path("docs/corpus.md").read_text(encoding="utf-8")))
    for name, text in texts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return texts


def test_the_described_corpus_is_sound_and_canonical(tmp_path: Path) -> None:
    described = lay_described(tmp_path)

    reading = read_corpus(tmp_path)

    assert set(described) == {
        "corpus.yaml", "works.bib", "claims/berg2024.yaml", "chains/L1.yaml",
    }  # fmt: skip
    assert reading.problems == ()
    assert corpus_texts(reading.corpus) == described


def test_a_library_is_filled_with_it(tmp_path: Path) -> None:
    lay_described(tmp_path / "corpus")

    report = create_library(
        tmp_path / "sleep", corpus=tmp_path / "corpus", now=datetime(2026, 11, 22, tzinfo=UTC)
    )

    assert (report.works, report.claims, report.limitations) == (2, 2, 1)
