"""A citekey changes everywhere or nowhere."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bib.entries import work_from_fields
from bib.errors import InvalidCitekeyError
from bib.works import Citekey, Related, WorkRelation
from evidence.chains import Basis
from evidence.excerpts import Excerpt, ExcerptId
from evidence.figures import FigureId, parse_figure
from evidence.findings import Waiver
from evidence.responses import Response
from tests.builders import a_citation, a_claim, a_link, a_node, a_sound_corpus, a_verdict, a_work
from tracker.actions.rename_work import rename_work
from tracker.corpora.reading import read_corpus
from tracker.corpora.writing import write_corpus
from tracker.errors import RecordTakenError, UnknownWorkError
from tracker.library import Library

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


def a_corpus_full_of_mentions():
    sound = a_sound_corpus()
    block = "@inproceedings{roe2020,\n  title = {On {roe2020}},\n  crossref = {flynn2022},\n}"
    roe = work_from_fields(
        Citekey("roe2020"),
        "inproceedings",
        {"title": "On {roe2020}", "crossref": "flynn2022"},
        block,
    )
    claims = (
        *sound.claims[:2],
        a_claim(
            "roe2020-1",
            citations=(a_citation("flynn2022"), a_citation("roe2020")),
            excerpts=(
                Excerpt(
                    id=ExcerptId("roe2020-1#1"),
                    claim="roe2020-1",
                    work=Citekey("roe2020"),
                    quote="Words.",
                ),
            ),
        ),
        a_claim(
            "flynn2022-1",
            figures=(
                replace(
                    parse_figure("12 images: found"),
                    disputed_by=("roe2020-1",),
                    sum_of=(FigureId("roe2020-1#1"), FigureId("roe2020-1#1")),
                ),
            ),
        ),
    )
    return a_sound_corpus(
        bibliography=(
            a_work("ding2025"),
            a_work(
                "flynn2022",
                cited_as=1,
                related=(Related(relation=WorkRelation.VERSION_OF, work=Citekey("roe2020")),),
            ),
            roe,
        ),
        claims=claims,
        nodes=(
            *sound.nodes,
            a_node("L1.P3", claims=("roe2020-1",), carried=(Citekey("roe2020"),)),
            a_node("L1.P4", basis=Basis.CARRIED_OVER, claims=("ding2025-1", "roe2020-1")),
        ),
        links=(
            a_link("roe2020-1", "limits", "L1.P2"),
            *sound.links[:2],
            a_link("L1.P3", "supports", "roe2020-1"),
        ),
        responses=(
            Response(
                id="an-act", name="An act", kind="law", works=(Citekey("roe2020"),),
                claims=("ding2025-1",), limits=("roe2020-1",),
            ),
        ),
        verdicts=(*sound.verdicts, a_verdict("roe2020-1", "flynn2022")),
        waivers=(
            Waiver(check="single-source-node", subject="L1.P1", why="so", by="ana"),
            Waiver(
                check="number-differs", subject="roe2020-1", why="so", by="ana",
                until=date(2027, 1, 1),
            ),
        ),
    )  # fmt: skip


def folder_text(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_text() for path in files}


def exported(library: Library, folder: Path) -> dict[str, str]:
    with library.reading() as records:
        write_corpus(records.corpus(), folder)
    return folder_text(folder)


def test_renaming_agrees_with_renaming_in_the_text_of_an_exported_corpus(tmp_path, library_of):
    with Library.open(library_of(a_corpus_full_of_mentions())) as library:
        before = exported(library, tmp_path / "before")
        rename_work(library, "roe2020", "poe2021", now=NOW)
        with library.reading() as records:
            write_corpus(records.corpus(), tmp_path / "after")

    by_text = tmp_path / "by-text"
    for name, text in before.items():
        target = by_text / name.replace("roe2020", "poe2021")
        target.parent.mkdir(parents=True, exist_ok=True)
        # The title speaks of the old key in prose, which a deed leaves alone.
        text = re.sub(r"roe2020(?!\}\})", "poe2021", text)
        target.write_text(text)
    by_hand, by_deed = read_corpus(by_text), read_corpus(tmp_path / "after")
    assert by_hand.problems == by_deed.problems == ()
    assert without_aliases(by_deed.corpus) == without_aliases(by_hand.corpus)
    assert next(work for work in by_deed.corpus.works if work.key == "poe2021").aliases == (
        "roe2020",
    )


def without_aliases(corpus):
    works = tuple(replace(work, aliases=()) for work in corpus.works)
    return replace(corpus, bibliography=works)


def test_the_old_key_is_still_found_and_the_log_tells_of_both(library_of):
    with Library.open(library_of(a_corpus_full_of_mentions())) as library:
        done = rename_work(library, "roe2020", "poe2021", now=NOW, why="a misprint")
        with library.reading() as records:
            entry = records.log()[-1]
            assert records.work("roe2020").key == "poe2021"
            assert [each.seq for each in records.log("roe2020")][-1] == entry.seq

    assert done.claims == {"roe2020-1": "poe2021-1"}
    assert (entry.deed, entry.why) == ("rename", "a misprint")
    assert entry.details["renamed"] == {"from": "roe2020", "to": "poe2021"}
    assert {"roe2020", "poe2021", "roe2020-1", "poe2021-1", "L1.P3"} <= set(entry.subjects)


def test_renaming_back_undoes_it(library_of):
    with Library.open(library_of(a_corpus_full_of_mentions())) as library:
        with library.reading() as records:
            before = records.corpus()
        rename_work(library, "roe2020", "poe2021", now=NOW)
        rename_work(library, "poe2021", "roe2020", now=NOW)
        with library.reading() as records:
            after = records.corpus()
            assert records.work("roe2020").aliases == ("poe2021",)

    assert after.claims == before.claims
    assert after.nodes == before.nodes
    assert after.links == before.links
    assert [work.block for work in after.works] == [work.block for work in before.works]


def test_the_work_the_survey_is_can_be_renamed(library_of):
    with Library.open(library_of(a_sound_corpus())) as library:
        rename_work(library, "ding2025", "ding2025mte", now=NOW)
        with library.reading() as records:
            assert records.about().survey == "ding2025mte"
            assert [claim.id for claim in records.claims(works=["ding2025mte"])] == [
                "ding2025mte-1",
                "ding2025mte-2",
            ]


def test_search_finds_the_work_by_its_new_key(library_of):
    with Library.open(library_of(a_sound_corpus())) as library:
        rename_work(library, "roe2020", "poe2021", now=NOW)

        found = {hit.id for hit in library.search("key:poe2021").hits}

    assert "poe2021" in found


@pytest.mark.parametrize("taken", ["flynn2022", "Flynn2022"])
def test_a_key_that_is_taken_is_refused_and_nothing_changes(library_of, taken):
    with Library.open(library_of(a_sound_corpus())) as library:
        with library.reading() as records:
            before = records.corpus()

        with pytest.raises(RecordTakenError):
            rename_work(library, "roe2020", taken, now=NOW)

        with library.reading() as records:
            assert records.corpus() == before


def test_only_the_case_can_be_changed(library_of):
    with Library.open(library_of(a_sound_corpus())) as library:
        rename_work(library, "roe2020", "Roe2020", now=NOW)
        with library.reading() as records:
            assert records.work("roe2020").key == "Roe2020"
            assert records.work("Roe2020").aliases == ()


def test_an_unknown_work_and_an_impossible_key_are_refused(library_of):
    with Library.open(library_of(a_sound_corpus())) as library:
        with pytest.raises(UnknownWorkError):
            rename_work(library, "nobody", "new", now=NOW)
        with pytest.raises(InvalidCitekeyError):
            rename_work(library, "roe2020", "a key", now=NOW)


def test_claims_in_the_way_of_new_ids_stop_the_renaming(library_of):
    corpus = a_sound_corpus()
    corpus = a_sound_corpus(
        claims=(*corpus.claims, a_claim("poe2021-1", work=Citekey("flynn2022")))
    )
    with Library.open(library_of(corpus)) as library, pytest.raises(RecordTakenError):
        rename_work(library, "roe2020", "poe2021", now=NOW)
