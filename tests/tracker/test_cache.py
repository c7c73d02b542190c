from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bib.sources.http import Answer
from tracker.cache import AnswerCache

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
URL = "https://api.example.org/works/10.5555%2Fsound"


def an_answer(url=URL, **parts):
    said = {"source": "crossref", "status": 200, "body": '{"ü": 1}', "asked_at": NOW}
    return Answer(url=url, **(said | parts))


def test_an_answer_comes_back_as_it_was_kept_with_source_and_time(tmp_path):
    AnswerCache(tmp_path)[URL] = an_answer()

    assert AnswerCache(tmp_path)[URL] == an_answer()
    assert list(AnswerCache(tmp_path)) == [URL]


def test_what_was_never_kept_is_not_there(tmp_path):
    assert AnswerCache(tmp_path).get(URL) is None
    assert len(AnswerCache(tmp_path)) == 0


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "null", '{"source": 1}', "[" * 100_000, '{"asked_at": "2026-11-23T09:00:00"}'],
)
def test_a_file_that_makes_no_sense_is_as_good_as_none(tmp_path, text):
    cache = AnswerCache(tmp_path)
    cache[URL] = an_answer()
    (file,) = tmp_path.glob("cache/answers/*/*.json")
    file.write_text(text)

    assert cache.get(URL) is None
    assert list(cache) == []


def test_an_answer_may_be_removed_and_the_folder_too(tmp_path):
    cache = AnswerCache(tmp_path)
    cache[URL] = an_answer()
    del cache[URL]
    assert URL not in cache

    with pytest.raises(KeyError):
        del cache[URL]


def test_where_nothing_can_be_written_nothing_is_kept(tmp_path):
    (tmp_path / "cache").write_text("in the way")
    cache = AnswerCache(tmp_path)

    cache[URL] = an_answer()

    assert cache.get(URL) is None
