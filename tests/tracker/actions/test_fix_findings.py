from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bib.entries import work_from_fields
from bib.works import Citekey
from evidence.findings import Waiver
from tests.builders import a_sound_corpus
from tracker.actions.fix_findings import fix_findings
from tracker.library import Library

NOW = datetime(2026, 11, 23, tzinfo=UTC)
TRACKED = "https://a.org/b?utm_source=x"


def a_faulty_work(key="roe2021", **fields):
    block = f"@misc{{{key}, the text of its file}}"
    return work_from_fields(Citekey(key), "misc", {"title": "A Work", **fields}, block)


@pytest.fixture
def faulty(library_of):
    works = (
        a_faulty_work(url=TRACKED, author="GaytÃ¡n, L. et al."),
        a_faulty_work("moe2020", isbn="10.1234/abc"),
        a_faulty_work("loe2020", pages="9--3"),
    )
    return library_of(a_sound_corpus(bibliography=(*a_sound_corpus().works, *works)))


def fixed(root, **parts):
    with Library.open(root) as library:
        report = fix_findings(library, now=NOW, **parts)
        with library.reading() as records:
            return report, {work.key: work for work in records.works()}, records.log()


def test_a_preview_changes_nothing(faulty):
    report, works, log = fixed(faulty, is_applied=False)

    assert {(fix.work, fix.field) for fix in report.fixes} == {
        ("roe2021", "url"),
        ("roe2021", "author"),
        ("moe2020", "isbn"),
        ("moe2020", "doi"),
    }
    assert works["roe2021"].fields["url"] == TRACKED
    assert len(log) == 1


def test_everything_sure_is_mended_in_one_deed(faulty):
    report, works, log = fixed(faulty, is_applied=True)

    assert works["roe2021"].fields["url"] == "https://a.org/b"
    assert works["roe2021"].fields["author"] == "Gaytán, L. and others"
    assert works["roe2021"].block is None
    assert works["moe2020"].ids == {"doi": "10.1234/abc"}
    assert "isbn" not in works["moe2020"].fields
    assert report.remaining == 1
    assert [entry.deed for entry in log] == ["fill", "fix"]
    assert set(log[-1].subjects) == {"roe2021", "moe2020"}


def test_mending_twice_changes_nothing_more(faulty):
    fixed(faulty, is_applied=True)

    report, _, log = fixed(faulty, is_applied=True)

    assert report.fixes == ()
    assert len(log) == 2


def test_only_the_checks_named_are_mended(faulty):
    report, works, _ = fixed(faulty, is_applied=True, only=["tracking-address"])

    assert {fix.check for fix in report.fixes} == {"tracking-address"}
    assert "isbn" in works["moe2020"].fields


def test_what_was_waived_is_left_alone(library_of):
    waiver = Waiver(check="tracking-address", subject="roe2021", why="It is about these.", by="Ana")
    works = (*a_sound_corpus().works, a_faulty_work(url=TRACKED))
    root = library_of(a_sound_corpus(bibliography=works, waivers=(waiver,)))

    report, works, _ = fixed(root, is_applied=True)

    assert report.fixes == ()
    assert works["roe2021"].fields["url"] == TRACKED
