from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bib.dates import PartialDate
from bib.entries import work_from_fields
from bib.sources.records import Notice, NoticeKind
from bib.standing import Standing, StandingSignal
from bib.works import Citekey
from tests.builders import a_sound_corpus
from tracker.actions.take_notices import take_notices
from tracker.library import Library

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
RETRACTED = Notice(
    kind=NoticeKind.RETRACTION,
    source="Crossref",
    since=PartialDate(2022, 5, 4),
    notice="doi:10.5555/notice",
)


def took(root, notices, **parts):
    with Library.open(root) as library:
        taken = take_notices(library, notices, **({"now": NOW} | parts))
        with library.reading() as records:
            return taken, {work.key: work.standing for work in records.works()}, records.log()


def test_a_notice_becomes_a_dated_signal_with_its_source(library_of):
    taken, standing, log = took(library_of(a_sound_corpus()), {"flynn2022": [RETRACTED]})

    assert standing["flynn2022"] == (
        StandingSignal(
            state=Standing.RETRACTED,
            since=PartialDate(2022, 5, 4),
            seen="Crossref, 2026-11-23",
            note="Retraction: doi:10.5555/notice.",
        ),
    )
    assert [each.work for each in taken] == ["flynn2022"]
    assert log[-1].deed == "notices"


def test_two_sources_are_two_signals(library_of):
    other = replace(RETRACTED, source="OpenAlex", since=None, notice="")

    _, standing, _ = took(library_of(a_sound_corpus()), {"flynn2022": [RETRACTED, other]})

    assert len(standing["flynn2022"]) == 2


def test_the_same_word_on_another_day_is_not_doubled(library_of):
    root = library_of(a_sound_corpus())
    took(root, {"flynn2022": [RETRACTED]})

    taken, standing, log = took(root, {"flynn2022": [RETRACTED]}, now=NOW + timedelta(days=30))

    assert taken == ()
    assert len(standing["flynn2022"]) == 1
    assert [entry.deed for entry in log] == ["fill", "notices"]


def test_a_dry_run_changes_nothing(library_of):
    root = library_of(a_sound_corpus())

    taken, standing, log = took(root, {"flynn2022": [RETRACTED]}, is_dry_run=True)

    assert len(taken) == 1
    assert standing["flynn2022"] == ()
    assert len(log) == 1


def test_no_notices_leave_no_trace(library_of):
    _, _, log = took(library_of(a_sound_corpus()), {"flynn2022": []})

    assert len(log) == 1


def test_a_published_preprint_is_marked_unless_it_is_cited_as_published(library_of):
    preprint = work_from_fields(Citekey("a2020"), "misc", {"title": "A"})
    article = work_from_fields(Citekey("b2020"), "article", {"title": "A", "journal": "J"})
    root = library_of(a_sound_corpus(bibliography=(*a_sound_corpus().works, preprint, article)))
    published = Notice(kind=NoticeKind.PUBLISHED, source="arXiv", notice="doi:10.5555/sound")

    _, standing, _ = took(root, {"a2020": [published], "b2020": [published]})

    assert [each.state for each in standing["a2020"]] == [Standing.PREPRINT, Standing.SUPERSEDED]
    assert standing["b2020"] == ()
