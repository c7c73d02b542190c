"""A corpus is written in one canonical form, whole or not at all, and touches nothing else."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from bib.blocks import LooseBlock, LooseKind
from bib.works import Citekey, LinkPolicy, ReadStatus
from evidence.chains import StatedBy
from evidence.claims import Locator
from evidence.concepts import Concept
from evidence.corpus import Corpus
from evidence.excerpts import Excerpt, ExcerptId, Fingerprint
from evidence.figures import Figure
from evidence.findings import Waiver
from evidence.verdicts import Verdict, VerdictState
from tests.builders import (
    a_citation,
    a_claim,
    a_limitation,
    a_link,
    a_node,
    a_sound_corpus,
    a_work,
)
from tracker.corpora import corpus_files, corpus_folder
from tracker.corpora.reading import read_corpus
from tracker.corpora.writing import corpus_texts, write_corpus
from tracker.errors import NotACorpusFolderError, UnwritableCorpusError, UnwritableFileError


def files_in(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_a_corpus_comes_back_as_it_was(tmp_path: Path) -> None:
    corpus = a_sound_corpus()

    written = write_corpus(corpus, tmp_path / "corpus")
    reading = read_corpus(tmp_path / "corpus")

    assert reading.problems == ()
    again = corpus_texts(reading.corpus)
    assert again == corpus_texts(corpus)
    assert [path.relative_to(tmp_path / "corpus").as_posix() for path in written] == list(again)
    assert replace(reading.corpus, bibliography=()) == replace(corpus, bibliography=())


def test_only_files_that_hold_something_are_written(tmp_path: Path) -> None:
    assert write_corpus(Corpus(), tmp_path / "new") == [tmp_path / "new" / "corpus.yaml"]
    assert files_in(tmp_path / "new") == {"corpus.yaml": b"form: 1\n"}


def test_records_stand_in_their_order_with_their_keys_in_order() -> None:
    digest = "ab" * 32
    claim = a_claim(
        "flynn2022-1",
        locator=Locator.parse("4.1-1-5a", page="7"),
        statement="It is: so.",
        is_withdrawn=True,
        citations=(a_citation("roe2020", number=12, through_range=True),),
        figures=(Figure(value=Decimal("5.85E+9"), unit="%", subject=""),),
        excerpts=(
            Excerpt(
                id=ExcerptId("flynn2022-1-x1"),
                claim="flynn2022-1",
                work=Citekey("flynn2022"),
                fingerprint=Fingerprint(length=3, sha256=digest),
            ),
            Excerpt(
                id=ExcerptId("mine"), claim="flynn2022-1", work=Citekey("roe2020"), quote="It: is"
            ),
        ),
    )

    text = corpus_texts(Corpus(claims=(a_claim("flynn2022-2"), claim)))["claims/flynn2022.yaml"]

    assert text == (
        "- claim: flynn2022-1\n"
        "  at: 4.1-1-5a\n"
        '  page: "7"\n'
        '  statement: "It is: so."\n'
        "  citations:\n"
        "    - {work: roe2020, number: 12, range: yes}\n"
        "  figures:\n"
        '    - {value: 5850000000, unit: "%"}\n'
        "  excerpts:\n"
        "    - length: 3\n"
        f"      sha256: {digest}\n"
        '    - {id: mine, work: roe2020, quote: "It: is"}\n'
        "  withdrawn: yes\n"
        "\n"
        "- claim: flynn2022-2\n"
        "  statement: Something is the case.\n"
    )


def test_a_chain_is_one_file_of_limitation_nodes_and_links() -> None:
    corpus = Corpus(
        limitations=(a_limitation("L1"),),
        nodes=(a_node("L1.C", leg="A", carried=("roe2020",)),),
        links=(a_link("L1.C", "limits", "L1.C", warrant="So.", stated_by=StatedBy.CURATOR),),
    )

    assert corpus_texts(corpus)["chains/L1.yaml"] == (
        "- limitation: L1\n"
        "  title: A limitation\n"
        "  legs:\n"
        "    - {leg: A, title: One leg}\n"
        "\n"
        "- node: L1.C\n"
        "  role: premise\n"
        "  leg: A\n"
        "  text: A premise.\n"
        "  basis: cited\n"
        "  carried: [roe2020]\n"
        "\n"
        "- link: L1.C limits L1.C\n"
        "  warrant: So.\n"
        "  by: curator\n"
    )


def test_each_link_stands_where_its_source_does_or_else_its_target() -> None:
    links = (
        a_link("a-1", "limits", "L2.P"),
        a_link("a-1", "contradicts", "a-2"),
        a_link("L2.P", "explains", "L1.P"),
        a_link("L1.P", "explains", "a-1"),
        a_link("nobody", "explains", "nothing"),
    )
    corpus = Corpus(
        limitations=(a_limitation("L1"), a_limitation("L2")),
        nodes=(a_node("L2.P"), a_node("L1.P")),
        links=links,
    )

    texts = corpus_texts(corpus)

    assert _links(texts["chains/L1.yaml"]) == ["L1.P explains a-1"]
    assert _links(texts["chains/L2.yaml"]) == ["a-1 limits L2.P", "L2.P explains L1.P"]
    assert _links(texts["links.yaml"]) == ["a-1 contradicts a-2", "nobody explains nothing"]


def test_verdicts_and_waivers_are_written_in_order() -> None:
    corpus = Corpus(
        verdicts=tuple(
            Verdict(
                claim=claim,
                work=Citekey("w"),
                state=VerdictState.SUPPORTED,
                reader=reader,
                read_at=datetime(2026, 1, day, tzinfo=UTC),
            )
            for claim, day, reader in (("a-10", 1, "B"), ("a-2", 2, "A"), ("a-2", 1, "A"))
        ),
        waivers=(
            Waiver(check="b", subject="a-2", why="W", by="B"),
            Waiver(check="a", subject="L10 × x", why="W", by="B", until=date(2027, 1, 1)),
        ),
    )

    texts = corpus_texts(corpus)

    assert [_values(record) for record in texts["verdicts.yaml"].split("\n\n")] == [
        ["a-2 × w", "supported", "none", "A", "2026-01-01T00:00:00Z"],
        ["a-2 × w", "supported", "none", "A", "2026-01-02T00:00:00Z"],
        ["a-10 × w", "supported", "none", "B", "2026-01-01T00:00:00Z"],
    ]
    assert texts["waivers.yaml"].startswith(
        "- waiver: a × L10 × x\n  why: W\n  by: B\n  until: 2027-01-01\n\n- waiver: b × a-2\n"
    )


def test_works_with_nothing_to_add_are_not_in_works_yaml() -> None:
    works = (a_work("a2020"), a_work("b2020", read_status=ReadStatus.PART, repairs=("One.",)))

    text = corpus_texts(Corpus(bibliography=works))["works.yaml"]

    assert text == "- work: b2020\n  read_status: part\n  repairs:\n    - One.\n"


def test_blocks_are_written_as_they_were_and_everything_between_them_too(tmp_path: Path) -> None:
    block = "@ARTICLE { flynn2022 ,\n   Title = {A  Work} , }"
    bibliography = (
        LooseBlock(kind=LooseKind.COMMENT, text="@comment{kept, as it is}"),
        a_work("flynn2022", type="article", block=block),
    )

    write_corpus(Corpus(bibliography=bibliography), tmp_path / "corpus")
    corpus = read_corpus(tmp_path / "corpus").corpus

    text = (tmp_path / "corpus" / "works.bib").read_text()
    assert block in text
    assert "@comment{kept, as it is}" in text
    assert [work.block for work in corpus.works] == [block]
    assert corpus_texts(corpus)["works.bib"] == text


def test_an_address_to_be_withheld_is_in_no_file() -> None:
    work = a_work(
        "kim2019",
        fields={"title": "A Tool", "url": "https://example.org/tool"},
        block="@misc{kim2019,\n  title = {A Tool},\n  url = {https://example.org/tool},\n}",
        link_policy=LinkPolicy.WITHHOLD,
    )

    texts = corpus_texts(Corpus(bibliography=(work,)))

    assert "kim2019" in texts["works.bib"]
    assert not any("example.org" in text for text in texts.values())


def test_writing_again_touches_no_file_that_stays_as_it_is(tmp_path: Path) -> None:
    folder = tmp_path / "corpus"
    for path in write_corpus(a_sound_corpus(), folder):
        os.utime(path, (0, 0))

    claims = (a_claim("roe2020-1", statement="It is otherwise."),)
    write_corpus(a_sound_corpus(claims=claims), folder)

    touched = {path.name for path in folder.rglob("*") if path.is_file() and path.stat().st_mtime}
    assert touched == {"roe2020.yaml"}


def test_stale_files_of_the_form_go_and_others_stay(tmp_path: Path) -> None:
    folder = tmp_path / "corpus"
    write_corpus(a_sound_corpus(), folder)
    (folder / ".git").mkdir()
    (folder / ".git" / "config").write_text("mine")
    (folder / "README.md").write_text("mine")
    (folder / "claims" / "notes.txt").write_text("mine")
    (folder / "notes.yaml").write_text("mine")

    write_corpus(Corpus(claims=(a_claim("other-1"),)), folder)

    assert set(files_in(folder)) == {
        "corpus.yaml", "claims/other.yaml",
        ".git/config", "README.md", "claims/notes.txt", "notes.yaml",
    }  # fmt: skip
    assert not (folder / "chains").exists()


def test_a_folder_that_holds_something_else_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.tex").write_text("mine")

    with pytest.raises(NotACorpusFolderError, match=r"thesis\.tex"):
        write_corpus(a_sound_corpus(), tmp_path)

    assert files_in(tmp_path) == {"thesis.tex": b"mine"}


def test_an_empty_folder_and_one_with_only_hidden_files_are_filled(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b" / ".git").mkdir(parents=True)

    write_corpus(a_sound_corpus(), tmp_path / "a")
    write_corpus(a_sound_corpus(), tmp_path / "b")

    assert files_in(tmp_path / "a") == files_in(tmp_path / "b")
    assert (tmp_path / "b" / ".git").is_dir()


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "corpus").write_text("mine")

    with pytest.raises(UnwritableFileError, match="a folder is wanted"):
        write_corpus(a_sound_corpus(), tmp_path / "corpus")


@pytest.mark.skipif(os.name == "nt", reason="making links wants rights on Windows")
def test_nothing_is_written_through_a_link(tmp_path: Path) -> None:
    folder, outside = tmp_path / "corpus", tmp_path / "outside"
    write_corpus(Corpus(), folder)
    outside.mkdir()
    (outside / "works.bib").write_text("mine")
    (folder / "works.bib").symlink_to(outside / "works.bib")

    write_corpus(a_sound_corpus(), folder)

    assert files_in(outside) == {"works.bib": b"mine"}
    assert not (folder / "works.bib").is_symlink()

    write_corpus(Corpus(), folder)
    (folder / "claims").symlink_to(outside)
    with pytest.raises(UnwritableFileError, match="claims"):
        write_corpus(a_sound_corpus(), folder)
    assert files_in(outside) == {"works.bib": b"mine"}


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_is_told(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(UnwritableFileError):
            write_corpus(a_sound_corpus(), tmp_path / "corpus")
    finally:
        tmp_path.chmod(0o700)


def test_a_full_disk_leaves_the_corpus_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "corpus"
    write_corpus(a_sound_corpus(), folder)
    before = files_in(tmp_path)
    written: list[Path] = []

    def write_until_full(path: Path, data: bytes) -> int:
        if len(written) == 2:
            raise OSError(28, "No space left on device", str(path))
        written.append(path)
        with path.open("wb") as stream:
            return stream.write(data)

    monkeypatch.setattr(corpus_folder.Path, "write_bytes", write_until_full)
    changed = tuple(a_claim(f"{key}-1", statement="New.") for key in ("a", "b", "c", "d"))
    with pytest.raises(UnwritableFileError, match="No space left"):
        write_corpus(Corpus(claims=changed), folder)

    assert files_in(tmp_path) == before


@pytest.mark.parametrize(
    ("corpus", "words"),
    [
        (Corpus(bibliography=(a_work("a2020"), a_work("A2020"))), "A2020"),
        (Corpus(claims=(a_claim("a-1"), a_claim("A-1"))), "A-1"),
        (Corpus(claims=(a_claim("a-1"),), nodes=(a_node("a-1"),)), "a-1"),
        (Corpus(nodes=(a_node("L1.P"),)), "L1"),
        (Corpus(claims=(a_claim("a-1", locator=Locator(section="4-1")),)), "4-1"),
        (Corpus(claims=(a_claim("a-1", locator=Locator(sentence=1)),)), "-1"),
        (Corpus(claims=(a_claim("a-1", concepts=("a b",)),)), "a b"),
        (Corpus(claims=(a_claim("a-1", note="\ud800"),)), r"U\+D800"),
        (
            Corpus(
                claims=(
                    a_claim(
                        "a-1", figures=(Figure(value=Decimal("1E+999999"), unit="", subject=""),)
                    ),
                )
            ),
            "999999",
        ),
        (Corpus(concepts=(Concept(id="a/b", scheme="c", label=""),)), "a/b"),
        (Corpus(links=(a_link("a b", "supports", "c"),)), "a b"),
        (Corpus(waivers=(Waiver(check="a b", subject="c", why="", by=""),)), "a b"),
    ],
)
def test_what_the_form_has_no_way_to_write_is_refused_before_anything_is_written(
    tmp_path: Path, corpus: Corpus, words: str
) -> None:
    with pytest.raises(UnwritableCorpusError, match=words):
        write_corpus(corpus, tmp_path / "corpus")

    assert not (tmp_path / "corpus").exists()


def test_a_file_too_large_to_be_read_back_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(corpus_files, "LARGEST_YAML", 1000)

    with pytest.raises(UnwritableCorpusError, match=r"claims/a\.yaml"):
        corpus_texts(Corpus(claims=(a_claim("a-1", statement="It is. " * 200),)))


def _values(record: str) -> list[str]:
    return [line.partition(": ")[2] for line in record.splitlines()]


def _links(text: str) -> list[str]:
    return [
        line.removeprefix("- link: ") for line in text.splitlines() if line.startswith("- link: ")
    ]
