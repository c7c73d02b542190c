"""Reference lists of every printed form are found, cut, numbered and taken apart."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

from bib.names import parse_names
from bib.works import Work
from evidence.reading.paper import ListedReference
from evidence.reading.parts import parts_of
from evidence.reading.reference_list import read_references
from evidence.texts import Part, PartKind, Text, TextProblem
from tracker.corpora.reading import read_corpus
from tracker.corpora.shipped import shipped_corpus

SURVEY = Path("paper/ding-suresh-2025.txt")
# What the corpus says otherwise than the print, as its works' repairs tell.
OTHER_TYPE = {35}
OTHER_AUTHORS = {5, 6, 23}
OTHER_TITLE = {3, 24, 29, 31, 32}
OTHER_YEAR = {5, 19, 31, 32, 35}
OTHER_ADDRESS = {23, 31, 35, 38}
LOST_HYPHEN = {3, 4, 20, 33, 37, 41}


def listed(content: str) -> tuple[list[ListedReference], list[TextProblem]]:
    return read_references(Text(content=content), ())


def families(reference: ListedReference) -> list[str]:
    return [name.sort_text for name in parse_names(reference.parsed.fields.get("author", ""))]


def letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).lower()


@pytest.fixture(scope="module")
def survey(shared: Path) -> tuple[list[ListedReference], list[TextProblem], dict[int, Work]]:
    corpus = read_corpus(shipped_corpus("ding2025")).corpus
    works = {work.cited_as: work for work in corpus.works if work.cited_as}
    references, problems = listed((shared / SURVEY).read_text(encoding="utf-8"))
    return references, problems, works


@pytest.mark.shared
def test_all_references_of_the_survey_are_numbered_also_those_that_lost_their_number(
    survey: tuple[list[ListedReference], list[TextProblem], dict[int, Work]],
) -> None:
    references, problems, _ = survey
    assert [reference.number for reference in references] == list(range(1, 43))
    lost = [p.message for p in problems if p.code == "reference-number-lost"]
    assert [re.findall(r"\d+", message)[0] for message in lost] == ["1", "4", "9"]


@pytest.mark.shared
def test_every_reference_of_the_survey_agrees_with_the_corpus_but_for_its_repairs(
    survey: tuple[list[ListedReference], list[TextProblem], dict[int, Work]],
) -> None:
    references, _, works = survey
    found: dict[str, set[int]] = {"type": set(), "authors": set(), "title": set(), "year": set()}
    for reference in references:
        number = reference.number or 0
        work, parsed = works[number], reference.parsed
        if parsed.entrytype != work.type:
            found["type"].add(number)
        if families(reference) != [name.sort_text for name in work.authors]:
            found["authors"].add(number)
        if letters(parsed.fields["title"]) != letters(work.title):
            found["title"].add(number)
        if parsed.fields.get("year") != (str(work.year) if work.year else None):
            found["year"].add(number)
        assert parsed.fields.get("doi", "").lower() == work.ids.get("doi", "")
        assert parsed.fields.get("eprint", "") == work.ids.get("arxiv", "")
    assert found == {
        "type": OTHER_TYPE,
        "authors": OTHER_AUTHORS,
        "title": OTHER_TITLE,
        "year": OTHER_YEAR,
    }


@pytest.mark.shared
def test_volume_number_pages_and_container_of_the_survey_are_right(
    survey: tuple[list[ListedReference], list[TextProblem], dict[int, Work]],
) -> None:
    references, _, works = survey
    for reference in references:
        work, fields = works[reference.number or 0], reference.parsed.fields
        for name in ("journal", "booktitle", "volume", "pages"):
            stated = work.fields.get(name, "").replace("--", "–")
            assert letters(fields.get(name, "")) == letters(stated), (reference.number, name)


@pytest.mark.shared
def test_broken_addresses_of_the_survey_are_mended_and_a_lost_hyphen_is_told_not_guessed(
    survey: tuple[list[ListedReference], list[TextProblem], dict[int, Work]],
) -> None:
    references, problems, works = survey
    doubtful = [p.message for p in problems if p.code == "address-doubtful"]
    assert {int(re.findall(r"\d+", message)[0]) for message in doubtful} == LOST_HYPHEN
    for reference in references:
        number = reference.number or 0
        address = works[number].ids.get("url", "").rstrip("/")
        read = reference.parsed.fields.get("url", "").rstrip("/")
        if number in LOST_HYPHEN:
            assert read.replace("-", "") == address.replace("-", "")
            assert reference.parsed.confidence["url"] < 0.5
            assert any(address in message for message in doubtful)
        elif address and number not in OTHER_ADDRESS:
            assert read == address
    assert next(p for p in problems if p.code == "addresses-joined").message.count(",") >= 10


@pytest.mark.shared
def test_every_place_of_the_survey_holds_the_words_of_its_reference(
    shared: Path, survey: tuple[list[ListedReference], list[TextProblem], dict[int, Work]]
) -> None:
    content = (shared / SURVEY).read_text(encoding="utf-8")
    for reference in survey[0]:
        there = letters(content[reference.start : reference.end])
        assert there.endswith(letters(reference.raw)[-40:])
        assert content[reference.start : reference.end].startswith(reference.label)


APA = """Some words before.

References

Adair, G. (2005). Rivers as borders. *Border Studies*, *12*(3), 301–319.

Brandt, S., & Oyelaran, T. (2018a). Sampling rare populations: A cross-
country guide. Survey Letters, 4(1), 2–9. https://doi.org/10.5555/sl.
2018.0041

Brandt, S., & Oyelaran, T. (2018b). Weights. Survey Letters, 4(2), 12–19.

van Dijk, P. (2020). Low light. Delft Press.

Appendix A

Adair, G. (2005). This is no reference.
"""


def test_a_list_without_numbers_is_cut_at_its_paragraphs_and_ends_at_the_appendix() -> None:
    references, problems = listed(APA)
    assert [reference.number for reference in references] == [None] * 4
    assert [families(reference)[0] for reference in references] == [
        "Adair", "Brandt", "Brandt", "Dijk",
    ]  # fmt: skip
    assert references[1].parsed.fields["doi"] == "10.5555/sl.2018.0041"
    assert "cross-country guide" in references[1].raw or "crosscountry guide" in references[1].raw
    assert [r.parsed.fields.get("extradate") for r in references] == [None, "a", "b", None]
    assert [p.code for p in problems] == ["addresses-joined"]


def test_a_hanging_indent_tells_where_references_begin() -> None:
    references, _ = listed(
        "Bibliography\n"
        "Adair, G. (2005). Rivers as borders and\n"
        "    other lines. Border Studies, 12(3), 301–319.\n"
        "Brandt, S. (2018). Sampling. Survey Letters, 4(1),\n"
        "    2–9.\n"
        "Okada, R. (2020). Latency. Remote Work, 1(2), 3–4.\n"
    )
    assert [reference.parsed.fields["title"] for reference in references] == [
        "Rivers as borders and other lines", "Sampling", "Latency",
    ]  # fmt: skip


def test_wrapped_lines_without_indent_are_joined() -> None:
    references, _ = listed(
        "REFERENCES\n"
        "Adair, G. (2005). Rivers as borders and other lines that people\n"
        "drew. Border Studies, 12(3), 301–319.\n"
        "Brandt, S. (2018). Sampling the people of the North, and why it is\n"
        "hard. Survey Letters, 4(1), 2–9.\n"
        "Okada, R. (2020). Latency. Remote Work, 1(2), 3–4.\n"
    )
    assert [reference.parsed.fields["volume"] for reference in references] == ["12", "4", "1"]


@pytest.mark.parametrize("form", ["[{}] ", "{}. ", "({}) ", "{}) ", "- [{}] ", "{} "])
def test_every_way_of_numbering_is_read(form: str) -> None:
    strings = [
        "Grace Adair. 2005. Rivers as borders. Border Studies 12, 3 (2005), 301–319.",
        "Sofie Brandt. 2018. Sampling the\nNorth. Survey Letters 4, 1 (2018), 2–9.",
        "Rin Okada. 2020. Latency. Remote Work 1, 2 (2020), 3–4.",
        "Milo Hardin. 2012. Bridges under load. Structures 9, 4 (2012), 31–44.",
    ]
    content = "References\n" + "".join(
        f"{form.format(number)}{string}\n" for number, string in enumerate(strings, 1)
    )
    references, problems = listed(content)
    assert [reference.number for reference in references] == [1, 2, 3, 4]
    assert [families(r) for r in references] == [["Adair"], ["Brandt"], ["Okada"], ["Hardin"]]
    assert references[1].parsed.fields["title"] == "Sampling the North"
    assert not problems


def test_numbers_inside_one_paragraph_are_found() -> None:
    references, _ = listed(
        "References\n\n[1] G. Adair, “Rivers,” Border Studies, vol. 12, no. 3, pp. 301–319, 2005. "
        "[2] S. Brandt, “Sampling,” Survey Letters, vol. 4, pp. 2–9, 2018. "
        "[3] R. Okada, “Latency [2],” Remote Work, vol. 1, pp. 3–4, 2020."
    )
    assert [reference.number for reference in references] == [1, 2, 3]
    assert references[2].parsed.fields["title"] == "Latency [2]"


def test_a_broken_number_is_set_right_and_told() -> None:
    references, problems = listed(
        "References\n[1] Grace Adair. 2005. Rivers. Border Studies 12, 3 (2005), 1–9.\n"
        "[l2] Sofie Brandt. 2018. Sampling. Survey Letters 4, 1 (2018), 2–9.\n"
        "[3] Rin Okada. 2020. Latency. Remote Work 1, 2 (2020), 3–4.\n"
    )
    assert [reference.number for reference in references] == [1, 2, 3]
    assert [p.code for p in problems] == ["reference-number-broken"]


def test_numbers_missing_from_the_list_are_told() -> None:
    references, problems = listed(
        "References\n[1] Grace Adair. 2005. Rivers. Border Studies 12, 3 (2005), 1–9.\n"
        "[2] Sofie Brandt. 2018. Sampling. Survey Letters 4, 1 (2018), 2–9.\n"
        "[5] Rin Okada. 2020. Latency. Remote Work 1, 2 (2020), 3–4.\n"
    )
    assert [reference.number for reference in references] == [1, 2, 5]
    assert problems[0].code == "references-missing"
    assert "References 3 to 4" in problems[0].message


def test_a_running_head_in_the_middle_of_a_reference_is_no_part_of_it() -> None:
    head = "Adair and Brandt\n"
    content = (
        f"{head}\nWords.\n\n{head}\nReferences\n\n"
        "[1] Grace Adair. 2005. Rivers as borders and other\n\n"
        f"{head}\nlines. Border Studies 12, 3 (2005), 301–319.\n\n"
        "[2] Sofie Brandt. 2018. Sampling. Survey Letters 4, 1 (2018), 2–9.\n"
    )
    references, _ = listed(content)
    assert references[0].parsed.fields["title"] == "Rivers as borders and other lines"
    assert len(references) == 2


def test_two_lists_are_both_read_and_told() -> None:
    references, problems = listed(
        "References\n[1] Grace Adair. 2005. Rivers. Border Studies 12, 3 (2005), 1–9.\n"
        "[2] Sofie Brandt. 2018. Sampling. Survey Letters 4, 1 (2018), 2–9.\n\n"
        "Appendix A\nWords of the appendix.\n\nAppendix References\n"
        "[1] Rin Okada. 2020. Latency. Remote Work 1, 2 (2020), 3–4.\n"
        "[2] Milo Hardin. 2012. Bridges. Structures 9, 4 (2012), 31–44.\n"
    )
    assert [reference.number for reference in references] == [1, 2, 1, 2]
    assert problems[-1].code == "several-reference-lists"


def test_parts_that_were_inferred_are_cut_into_references() -> None:
    text = Text(
        content="1 Lamps\n\nLamps glow at night, and all agree that they do [1, 2].\n\n"
        "References\n\n[1] Grace Adair. 2005. Rivers. Border Studies 12, 3 (2005), 1–9.\n"
        "[2] Sofie Brandt. 2018. Sampling. Survey Letters 4, 1 (2018), 2–9.\n"
    )
    references, _ = read_references(text, parts_of(text))
    assert [families(reference) for reference in references] == [["Adair"], ["Brandt"]]


def test_a_text_without_a_list_says_so() -> None:
    references, problems = listed("Nothing but words. They cite no one.\n")
    assert not references
    assert [p.code for p in problems] == ["no-reference-list"]


def test_references_that_the_format_sets_apart_are_taken_with_their_fields() -> None:
    content = "References\n\n1. Adair G. Rivers. Border Stud. 2005;12(3):301–19.\n\nOkada, 2020."
    first = content.index("1. Adair")
    second = content.index("Okada")
    parts = (
        Part(kind=PartKind.REFERENCE, start=first, end=second - 2, id="B1"),
        Part(
            kind=PartKind.REFERENCE,
            start=second,
            end=len(content),
            number="2",
            id="B2",
            fields={"entrytype": "article", "author": "Okada, Rin", "title": "Latency"},
        ),
    )
    references, problems = read_references(Text(content=content, parts=parts), parts)
    assert not problems
    assert [(r.number, r.id) for r in references] == [(1, "B1"), (2, "B2")]
    assert references[0].parsed.fields["pages"] == "301–319"
    assert references[1].parsed.fields["title"] == "Latency"
    assert references[1].parsed.confidence["author"] == 1.0


def test_captions_and_furniture_among_the_parts_are_left_out() -> None:
    rows = [
        (PartKind.HEADING, "References"),
        (PartKind.PARAGRAPH, "Adair, G. (2005). Rivers as borders and"),
        (PartKind.FURNITURE, "Border Studies 7"),
        (PartKind.PARAGRAPH, "other lines. Border Studies, 12(3), 301–319."),
        (PartKind.PARAGRAPH, "Okada, R. (2020). Latency. Remote Work, 1(2), 3–4."),
        (PartKind.HEADING, "A Further proofs"),
        (PartKind.PARAGRAPH, "Brandt, S. (2018). No reference, 4(1), 2–9."),
    ]
    content, parts = "", []
    for kind, words in rows:
        parts.append(Part(kind=kind, start=len(content), end=len(content) + len(words)))
        content += words + "\n\n"
    references, _ = read_references(Text(content=content, parts=tuple(parts)), tuple(parts))
    assert [r.parsed.fields["title"] for r in references] == [
        "Rivers as borders and other lines", "Latency",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "content",
    [
        "References\n" + "x" * 100_000,
        "References\n" + "[1] " * 20_000,
        "References\n" + "[1]\n" * 20_000,
        "References\n" * 5_000,
        "References\n" + "深度学习综述。" * 5_000,
        "References\n" + "".join(f"[{n}] מחבר. 2020. כותרת.\n" for n in range(1, 500)),
        "References\n\x00\x00[1] A.\x00 2020. B.",
        "",
    ],
)
def test_rubbish_is_read_in_bounded_time(content: str) -> None:
    started = time.process_time()
    listed(content)
    assert time.process_time() - started < 15


def parts_of_list(*words: tuple[str, bool]) -> Text:
    """A text of references that the format sets apart; the second says what goes on."""
    content, parts = "", []
    for printed, continues in words:
        start = len(content)
        content += printed + "\n\n"
        parts.append(
            Part(
                kind=PartKind.REFERENCE,
                start=start,
                end=start + len(printed),
                continues=continues,
            )
        )
    return Text(content=content, parts=tuple(parts))


def test_parts_that_lost_a_number_or_were_cut_by_a_page_are_set_right() -> None:
    text = parts_of_list(
        ("[1] Grace Adair. 2005. Rivers. Border Studies 12, 3 (2005), 1–9.", False),
        ("Sofie Brandt. 2018. Sampling the North and", False),
        ("the South. Survey Letters 4, 1 (2018), 2–9.", True),
        ("[3] Rin Okada. 2020. Latency. https:// okada.example/", False),
    )
    references, problems = read_references(text, text.parts)
    assert [reference.number for reference in references] == [1, 2, 3]
    assert references[1].parsed.fields["title"] == "Sampling the North and the South"
    assert text.content[references[1].start : references[1].end].endswith("2–9.")
    assert [p.code for p in problems] == ["reference-number-lost", "addresses-joined"]


def test_parts_of_two_lists_keep_their_numbers() -> None:
    one = "[1] Grace Adair. 2005. Rivers. Border Studies 12, 3 (2005), 1–9."
    two = "[2] Sofie Brandt. 2018. Sampling. Survey Letters 4, 1 (2018), 2–9."
    three = "[3] Rin Okada. 2020. Latency. Remote Work 1, 2 (2020), 3–4."
    text = parts_of_list(*((words, False) for words in (one, two, three, one, two)))
    references, problems = read_references(text, text.parts)
    assert [reference.number for reference in references] == [1, 2, 3, 1, 2]
    assert not problems


def test_references_run_together_in_one_paragraph_are_told_apart_by_names_and_year() -> None:
    references, _ = listed(
        "References\n\nAdair, G. M. (2005). Rivers as borders. Border Studies, 12(3), 301–319. "
        "Brandt, S., & de Vries, H. (2018). Sampling. Survey Letters, 4(1), 2–9. "
        "https://survey.example/4 Okada, R. (2020). Latency. Remote Work, 1(2), 3–4.\n\n"
        "Hardin, M. (2012). Bridges. Structures, 9(4), 31–44.\n"
    )
    assert [families(reference) for reference in references] == [
        ["Adair"], ["Brandt", "Vries"], ["Okada"], ["Hardin"],
    ]  # fmt: skip
