"""A corpus is found by name or path, and the shipped ones are as the form wants them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tracker.corpora.reading import read_corpus
from tracker.corpora.shipped import find_corpus, shipped_corpora, shipped_corpus
from tracker.corpora.writing import corpus_texts
from tracker.errors import UnknownCorpusError


def test_the_first_survey_comes_with_the_program() -> None:
    assert "ding2025" in shipped_corpora()
    assert (shipped_corpus("ding2025") / "corpus.yaml").is_file()


def test_a_corpus_is_found_by_name_before_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "ding2025").mkdir()
    (tmp_path / "mine").mkdir()

    assert find_corpus("ding2025") == shipped_corpus("ding2025")
    assert find_corpus("./ding2025") == Path("ding2025")
    assert find_corpus("mine") == Path("mine")


def test_an_unknown_corpus_is_told_with_those_there_are() -> None:
    with pytest.raises(UnknownCorpusError, match="“ding2025”"):
        find_corpus("ding2024")


@pytest.mark.parametrize("name", shipped_corpora())
def test_a_shipped_corpus_has_no_problem(name: str) -> None:
    assert read_corpus(shipped_corpus(name)).problems == ()


@pytest.mark.parametrize("name", shipped_corpora())
def test_a_shipped_corpus_is_byte_for_byte_in_canonical_form(name: str) -> None:
    folder = shipped_corpus(name)

    texts = corpus_texts(read_corpus(folder).corpus)

    held = {
        path.relative_to(folder).as_posix(): path.read_bytes().decode("utf-8")
        for path in folder.rglob("*")
        if path.is_file()
    }
    assert {file: held.get(file) for file in texts} == texts
    assert set(held) - set(texts) == set()
