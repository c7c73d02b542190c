"""Merging loses nothing that cannot be had back, and joins versions without making them one."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bib.entries import work_from_fields
from bib.works import Citekey, LinkPolicy, ReadStatus, Related, Sighting, Work, WorkRelation
from evidence.chains import Basis
from evidence.findings import Waiver
from evidence.verdicts import VerdictState
from tests.builders import a_citation, a_claim, a_node, a_sound_corpus, a_verdict, a_work
from tracker.actions.find_duplicates import find_library_duplicates
from tracker.actions.merge_works import merge_certain, merge_pair, set_apart
from tracker.actions.rename_work import rename_work
from tracker.actions.undo_merge import undo_merge
from tracker.corpora.writing import write_corpus
from tracker.errors import (
    ChangedSinceError,
    NothingToUndoError,
    NotMergeableError,
    UnknownWorkError,
)
from tracker.library import Library

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
FIELDS = {
    "author": "Roe, Ann and Poe, Bo",
    "title": "Image-based abuse and its discontents in online places",
    "journal": "Journal of Things",
    "volume": "12",
    "pages": "1234--1250",
    "year": "2020",
}


def an_entry(key: str, type: str = "article", **fields: str) -> Work:  # noqa: A002
    return work_from_fields(Citekey(key), type, {**FIELDS, **fields})


def the_preprint(key: str = "roe2019") -> Work:
    fields = {name: FIELDS[name] for name in ("author", "title")}
    number = {"eprint": "1912.01234", "archiveprefix": "arXiv", "year": "2019"}
    return work_from_fields(Citekey(key), "misc", fields | number)


def a_corpus_with_doubles(**parts):
    sound = a_sound_corpus()
    doubles = (
        replace(an_entry("roe2020"), cited_as=2),
        an_entry("roe2020a", doi="10.1234/ab", number="3"),
    )
    defaults = {
        "bibliography": (
            a_work("ding2025"),
            a_work("flynn2022", title="Deepfakes", cited_as=1),
            *doubles,
            an_entry("tail", title="Quite another matter, told at length", pages="7--9"),
        ),
        "claims": (
            *sound.claims,
            a_claim("roe2020a-1", citations=(a_citation("roe2020"), a_citation("roe2020a"))),
        ),
        "nodes": (
            *sound.nodes,
            a_node("L1.P3", basis=Basis.CARRIED_OVER, carried=("roe2020", "roe2020a")),
        ),
        "verdicts": (*sound.verdicts, a_verdict("ding2025-1", "roe2020a")),
    }
    return a_sound_corpus(**(defaults | parts))


def exported(library: Library, folder) -> dict[str, str]:
    with library.reading() as records:
        write_corpus(records.corpus(), folder)
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_text() for path in files}


def state(library: Library):
    with library.reading() as records:
        return records.corpus(), tuple(records.connection.exec_driver_sql(
            "select key, position, block, fields from works order by position"
        ).all())  # fmt: skip


def test_merging_is_shown_first_and_done_when_told(library_of):
    with Library.open(library_of(a_corpus_with_doubles())) as library:
        before = state(library)
        report = find_library_duplicates(library, today=NOW.date())
        planned = merge_certain(library, is_dry_run=True, now=NOW)
        assert state(library) == before
        done = merge_certain(library, now=NOW)

    assert report.clusters == (("roe2020", "roe2020a"),)
    assert [(each.kept, each.gone) for each in planned.merged] == [("roe2020", ("roe2020a",))]
    assert done.merged == planned.merged
    assert (planned.seq, done.seq) == (None, 2)


def test_what_is_gone_lives_on_in_the_one_kept(library_of):
    with Library.open(library_of(a_corpus_with_doubles())) as library:
        merge_certain(library, now=NOW)
        with library.reading() as records:
            work = records.work("roe2020a")
            corpus = records.corpus()

    assert (work.key, work.aliases, work.ids["doi"]) == ("roe2020", ("roe2020a",), "10.1234/ab")
    assert dict(work.origins) == {
        "doi": "roe2020a, merged on 2026-11-23",
        "number": "roe2020a, merged on 2026-11-23",
    }
    claim = next(each for each in corpus.claims if each.id == "roe2020a-1")
    assert (claim.work, [each.work for each in claim.citations]) == ("roe2020", ["roe2020"])
    assert next(each for each in corpus.nodes if each.id == "L1.P3").carried == ("roe2020",)
    named = {verdict.work for verdict in corpus.verdicts}
    assert named == {"flynn2022", "roe2020"}
    assert len([each for each in corpus.verdicts if each.claim == "ding2025-1"]) == 2


def test_undoing_restores_everything_exactly(library_of, tmp_path):
    with Library.open(library_of(a_corpus_with_doubles())) as library:
        before, text = state(library), exported(library, tmp_path / "before")
        done = merge_certain(library, now=NOW)
        assert exported(library, tmp_path / "merged") != text

        undo_merge(library, done.seq, now=NOW, why="they are two")

        assert state(library) == before
        assert exported(library, tmp_path / "after") == text
        assert library.index_state().fresh
        assert {hit.id for hit in library.search("key:roe2020a").hits} >= {"roe2020a"}


def test_what_was_undone_cannot_be_undone_again_nor_what_never_was_a_merging(library_of):
    with Library.open(library_of(a_corpus_with_doubles())) as library:
        done = merge_certain(library, now=NOW)
        undo_merge(library, done.seq, now=NOW)

        for seq in (done.seq, 1, 99):
            with pytest.raises(NothingToUndoError):
                undo_merge(library, seq, now=NOW)


def test_a_record_changed_since_stops_the_undoing(library_of):
    with Library.open(library_of(a_corpus_with_doubles())) as library:
        done = merge_certain(library, now=NOW)
        rename_work(library, "roe2020", "other", now=NOW)
        before = state(library)

        with pytest.raises(ChangedSinceError, match="roe2020"):
            undo_merge(library, done.seq, now=NOW)

        assert state(library) == before


def test_a_preprint_and_its_article_become_two_works_joined(library_of):
    works = (an_entry("roe2020"), the_preprint())
    with Library.open(library_of(a_sound_corpus(bibliography=works))) as library:
        report = find_library_duplicates(library, today=NOW.date())
        before = state(library)
        done = merge_certain(library, now=NOW)
        again = find_library_duplicates(library, today=NOW.date())
        with library.reading() as records:
            preprint, article = records.work("roe2019"), records.work("roe2020")
        undo_merge(library, done.seq, now=NOW)
        assert state(library) == before

    assert [str(pair.state) for pair in report.pairs] == ["version"]
    assert report.clusters == ()
    assert (done.merged, done.related) == ((), (("roe2019", "roe2020"),))
    assert preprint.related == (Related(relation=WorkRelation.VERSION_OF, work=Citekey("roe2020")),)
    assert (article.related, again.pairs) == ((), ())


def test_versions_are_merged_only_if_that_is_insisted_on(library_of):
    works = (an_entry("roe2020"), the_preprint())
    with Library.open(library_of(a_sound_corpus(bibliography=works))) as library:
        assert merge_pair(library, "roe2020", "roe2019", now=NOW).merged == ()
        done = merge_pair(library, "roe2020", "roe2019", as_one=True, now=NOW)

    assert [each.gone for each in done.merged] == [("roe2019",)]


def test_a_version_of_what_is_merged_is_one_of_what_is_kept(library_of):
    works = (an_entry("roe2020"), the_preprint(), an_entry("roe2020a", doi="10.1234/ab"))
    with Library.open(library_of(a_sound_corpus(bibliography=works))) as library:
        done = merge_certain(library, now=NOW)
        with library.reading() as records:
            keys = {each.key for each in records.works()}
            related = records.work("roe2019").related

    kept = done.merged[0].kept
    assert keys == {kept, "roe2019"}
    assert [each.work for each in related] == [kept]


def test_works_cited_under_two_numbers_are_left_to_a_person(library_of):
    works = tuple(
        work_from_fields(Citekey(key), "article", FIELDS) for key in ("roe2020", "roe2020a")
    )

    numbered = tuple(replace(work, cited_as=at) for at, work in enumerate(works, 1))
    with Library.open(library_of(a_sound_corpus(bibliography=numbered))) as library:
        done = merge_certain(library, now=NOW)
        assert done.merged == ()
        assert "two numbers" in done.left[0][1]
        with pytest.raises(NotMergeableError, match="two numbers"):
            merge_pair(library, "roe2020", "roe2020a", now=NOW)


def test_two_verdicts_that_differ_are_not_made_one(library_of):
    other = a_verdict("ding2025-1", "roe2020a", state=VerdictState.CONTRADICTED)
    verdicts = (a_verdict("ding2025-1", "roe2020"), other)
    with Library.open(library_of(a_corpus_with_doubles(verdicts=verdicts))) as library:
        done = merge_certain(library, now=NOW)

    assert done.merged == ()
    assert "two verdicts on ding2025-1" in done.left[0][1]


def test_a_pair_set_apart_is_not_taken_for_one_again(library_of):
    with Library.open(library_of(a_corpus_with_doubles())) as library:
        set_apart(library, "roe2020a", "roe2020", now=NOW, why="another study")

        assert find_library_duplicates(library, today=NOW.date()).pairs == ()
        rename_work(library, "roe2020a", "poe2021", now=NOW)
        assert find_library_duplicates(library, today=NOW.date()).pairs == ()
        with library.reading() as records:
            assert [each.subject for each in records.waivers()] == ["poe2021 × roe2020"]


def test_no_withheld_address_is_shown_or_taken_over(library_of):
    hidden = a_work(
        "roe2020", link_policy=LinkPolicy.WITHHOLD, type="article", fields=FIELDS,
        title=FIELDS["title"], authors=an_entry("x").authors, issued=an_entry("x").issued,
    )  # fmt: skip
    open_ = an_entry("roe2020a", url="https://example.org/hidden", doi="10.1234/ab")
    with Library.open(library_of(a_sound_corpus(bibliography=(hidden, open_)))) as library:
        done = merge_certain(library, now=NOW)
        with library.reading() as records:
            work = records.work(done.merged[0].kept)
            details = str(records.log()[-1].details)

    assert work.link_policy is LinkPolicy.WITHHOLD
    assert "url" not in work.fields
    assert "example.org" not in details + str(done)


def test_more_read_and_seen_is_kept(library_of):

    one = an_entry("roe2020", doi="10.1234/ab", number="3")
    other = replace(
        an_entry("roe2020a"), read_status=ReadStatus.FULL, seen=(Sighting(where="a shelf"),)
    )
    with Library.open(library_of(a_sound_corpus(bibliography=(one, other)))) as library:
        merge_pair(library, "roe2020", "roe2020a", now=NOW)
        with library.reading() as records:
            work = records.work("roe2020")

    assert (work.read_status, [each.where for each in work.seen]) == (ReadStatus.FULL, ["a shelf"])


def test_waivers_on_both_become_one(library_of):
    waivers = tuple(
        Waiver(check="number-differs", subject=key, why="so", by="ana")
        for key in ("roe2020", "roe2020a")
    )
    with Library.open(library_of(a_corpus_with_doubles(waivers=waivers))) as library:
        before = state(library)
        done = merge_certain(library, now=NOW)
        with library.reading() as records:
            assert [each.subject for each in records.waivers()] == ["roe2020"]
        undo_merge(library, done.seq, now=NOW)
        assert state(library) == before


def test_unknown_and_equal_works_are_refused(library_of):
    with Library.open(library_of(a_corpus_with_doubles())) as library:
        with pytest.raises(UnknownWorkError):
            merge_pair(library, "roe2020", "nobody", now=NOW)
        with pytest.raises(NotMergeableError):
            merge_pair(library, "roe2020", "roe2020", now=NOW)
