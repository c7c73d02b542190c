"""A paper is taken apart as a whole: sections, sentences, references, citations."""

from __future__ import annotations

import time
from collections import defaultdict
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.excerpts import fingerprint, squeeze
from evidence.reading.paper import CitationStyle, Paper, Sentence
from evidence.reading.read import read_paper
from evidence.texts import Mark, MarkKind, Page, Part, PartKind, Text
from tests.evidence.reading.sample_papers import BY_NAMES, RAISED, TWO_LISTS, WRAPPED
from tracker.corpora.reading import read_corpus
from tracker.corpora.shipped import shipped_corpus


@pytest.fixture(scope="module")
def surveyed(shared: Path) -> Paper:
    return read_paper(Text(content=(shared / "paper/ding-suresh-2025.txt").read_text("utf-8")))


def _by_place(paper: Paper) -> dict[str, list[Sentence]]:
    found = defaultdict(list)
    for sentence in paper.sentences:
        found[str(sentence.locator)].append(sentence)
    return found


@pytest.mark.shared
def test_the_surveyed_paper_has_its_sections(surveyed: Paper) -> None:
    assert surveyed.title.startswith("The Malicious Technical Ecosystem: Exposing")
    assert [section.number for section in surveyed.sections] == [
        "0", "1", "2", "3", "3.1", "3.2", "3.3", "4", "4.1", "4.2", "4.3", "5",
    ]  # fmt: skip
    titles = {section.number: section.title for section in surveyed.sections}
    assert titles["3.1"] == "Independently Developed Models"
    assert titles["2"].startswith("Response vs. Prevention: Locating")


@pytest.mark.shared
def test_every_claim_of_the_surveyed_paper_finds_its_one_sentence(surveyed: Paper) -> None:
    corpus = read_corpus(shipped_corpus("ding2025")).corpus
    assert corpus is not None
    sentences = _by_place(surveyed)
    claims = [claim for claim in corpus.claims if claim.work == corpus.about.survey]

    assert len(claims) == 136
    for claim in claims:
        place = str(claim.locator).rstrip("abcdefgh")
        found = [fingerprint(sentence.text) for sentence in sentences[place]]
        assert found == [claim.excerpts[0].fingerprint], claim.id


@pytest.mark.shared
def test_every_citation_group_of_the_surveyed_paper_is_whole(surveyed: Paper) -> None:
    corpus = read_corpus(shipped_corpus("ding2025")).corpus
    assert corpus is not None
    wanted: dict[int, dict[int, bool]] = defaultdict(dict)
    places = defaultdict(set)
    for claim in corpus.claims:
        for citation in claim.citations:
            if claim.work == corpus.about.survey and citation.group and citation.number:
                through = wanted[citation.group].get(citation.number, False)
                wanted[citation.group][citation.number] = through or citation.through_range
                places[citation.group].add(str(claim.locator).rstrip("abcdefgh"))

    found = {
        group.group: {work.number: work.through_range for work in group.cited}
        for group in surveyed.citations
    }

    assert len(found) == 37
    assert found == wanted
    for group in surveyed.citations:
        assert group.sentence is not None
        assert places[group.group] == {str(surveyed.sentences[group.sentence].locator)}
        for work in group.cited:
            assert work.reference is not None
            assert surveyed.references[work.reference].number == work.number


@pytest.mark.shared
def test_all_that_is_doubtful_in_the_surveyed_paper_is_told(surveyed: Paper) -> None:
    codes = [problem.code for problem in surveyed.problems]

    assert codes.count("guessed-paragraph") == 1
    assert not {"citation-beyond-list", "doubtful-citation", "quoted-citation"} & set(codes)


def _texts(paper: Paper) -> dict[str, str]:
    return {place: found[0].text for place, found in _by_place(paper).items()}


def test_a_paper_that_cites_by_names_is_read() -> None:
    paper = read_paper(Text(content=BY_NAMES))

    assert paper.title == "Short Nights: A Study of the North"
    assert [section.number for section in paper.sections] == ["0", "1", "2", "2.1", "3"]
    assert _texts(paper)["1-1-2"].startswith("Berg and Ito (2019) asked")
    assert [group.raw for group in paper.citations] == [
        "(Rowan et al., 2021; Berg & Ito, 2019)",
        "Berg and Ito (2019)",
        "(Lamp Institute, 2020)",
        "Rowan et al. (2021)",
    ]
    families = [
        [
            paper.references[work.reference].raw.split(",", 1)[0]
            for work in group.cited
            if work.reference is not None
        ]
        for group in paper.citations
    ]
    assert families[:2] == [["Rowan", "Berg"], ["Berg"]]
    assert families[3] == ["Rowan"]
    assert {group.style for group in paper.citations} == {CitationStyle.AUTHOR_YEAR}


def test_a_wrapped_paper_with_pages_and_a_figure_is_read() -> None:
    paper = read_paper(Text(content=WRAPPED))

    texts = _texts(paper)
    assert texts["1-1-2"] == (
        "The nights that we logged in the north were, as the figure shows, shorter than those "
        "in the south [1, 3]."
    )
    assert texts["fig1-1-1"] == "Nights in the north and in the south."
    assert [len(sentence.spans) for sentence in paper.sentences].count(2) == 1
    assert [[work.number for work in group.cited] for group in paper.citations] == [
        [1, 3],
        [2],
    ]


def test_raised_figures_after_the_stop_belong_to_the_sentence_before() -> None:
    text, marks = RAISED
    paper = read_paper(Text(content=text, marks=marks))

    cited = [
        (paper.sentences[group.sentence].text[:12], [work.number for work in group.cited])
        for group in paper.citations
        if group.sentence is not None
    ]

    assert cited == [("Sleep is sho", [1]), ("Light is lon", [2, 3])]


def test_numbers_in_a_supplement_mean_its_own_list() -> None:
    paper = read_paper(Text(content=TWO_LISTS))

    first, second = paper.citations
    assert first.cited[0].reference == 1
    assert second.cited[0].reference == 3


def test_the_title_may_stand_in_the_header_of_a_markdown_file() -> None:
    content = "---\ntitle: Short Nights\ndate: 2024\n---\n\n# Introduction\n\nIt is dark.\n"

    paper = read_paper(Text(content=content, media_type="text/markdown", title="Introduction"))

    assert paper.title == "Short Nights"
    assert list(_texts(paper)) == ["introduction-0-1", "introduction-1-1"]


def test_a_heading_that_says_the_title_again_is_no_section() -> None:
    parts = (
        Part(kind=PartKind.HEADING, start=0, end=12, level=1),
        Part(kind=PartKind.HEADING, start=14, end=21, level=1),
        Part(kind=PartKind.PARAGRAPH, start=23, end=34),
    )
    text = Text(content="Short Nights\n\nMethods\n\nIt is dark.", title="Short Nights", parts=parts)

    paper = read_paper(text)

    assert [section.number for section in paper.sections] == ["methods"]
    assert paper.title == "Short Nights"


def test_a_word_cut_by_a_page_keeps_its_hyphen_and_loses_the_break() -> None:
    paper = read_paper(Text(content="1 Night\n\nIt is a well-\n\nknown effect. So it is."))

    assert _texts(paper)["1-1-1"] == "It is a well-known effect."


def test_sentences_cut_by_a_page_have_the_page_they_begin_on() -> None:
    content = "1 Night\n\nIt was dark in\n\nthe north. Then it was light."
    pages = (
        Page(index=0, label="12", start=0, end=24),
        Page(index=1, label="13", start=25, end=53),
    )

    paper = read_paper(Text(content=content, pages=pages))

    assert [(s.text, s.locator.page) for s in paper.sentences] == [
        ("Night", "12"),
        ("It was dark in the north.", "12"),
        ("Then it was light.", "13"),
    ]


def test_a_formula_that_stands_apart_does_not_end_its_paragraph() -> None:
    words = ["1 Night", "We set", "x = y", "where x is the night. It is long."]
    kinds = [PartKind.HEADING, PartKind.PARAGRAPH, PartKind.FORMULA, PartKind.PARAGRAPH]
    content, parts = "", []
    for kind, piece in zip(kinds, words, strict=True):
        parts.append(
            Part(
                kind=kind,
                start=len(content),
                end=len(content) + len(piece),
                level=int(kind is PartKind.HEADING),
                continues=piece.startswith("where"),
            )
        )
        content += piece + "\n\n"

    paper = read_paper(Text(content=content, parts=tuple(parts)))

    assert [(str(s.locator), s.text) for s in paper.sentences] == [
        ("1-0-1", "Night"),
        ("1-1-1", "We set where x is the night."),
        ("1-1-2", "It is long."),
    ]


@pytest.mark.parametrize(
    "content",
    [
        "",
        "\x00",
        "Sleep",
        "References",
        "[1]",
        "مرحبا بالعالم. هل تنام؟ نعم [1].",
        "睡眠。光[1]。",
        "\n\n\n",
    ],
)
def test_texts_of_nearly_nothing_are_read(content: str) -> None:
    paper = read_paper(Text(content=content))

    assert all(content[s.start : s.end].strip() for s in paper.sentences)


@pytest.mark.parametrize(
    ("pattern", "length"),
    [("[", 1_000_000), (".", 1_000_000), ("(Berg, 2019). ", 20_000), ("[1] Ito 2019.\n\n", 20_000)],
)
def test_reading_nonsense_takes_time_in_step_with_its_length(pattern: str, length: int) -> None:
    begun = time.process_time()

    read_paper(Text(content=pattern * (length // len(pattern))))

    assert time.process_time() - begun < 30


_TOKENS = (
    "Sleep night. [1] [2–4] (Berg, 2019) Berg et-al. \n \n\n # 1 2 1.1 A. IV. Abstract References "
    '“ ” " ( ) [ ] 。 ؟ Figure 1: | > - • ¹² e.g. Dr. 2016 ... \f \u00ad \x00 *x* `y` @ito'
)


@settings(max_examples=80, deadline=None)
@given(st.lists(st.sampled_from(_TOKENS.split(" ")), max_size=60))
def test_whatever_the_text_every_word_of_a_sentence_stands_in_its_places(tokens: list[str]) -> None:
    content = " ".join(tokens)

    paper = read_paper(Text(content=content))

    for sentence in paper.sentences:
        words = " ".join(content[span.start : span.end] for span in sentence.spans)
        assert squeeze(words) == squeeze(sentence.text)
    for group in paper.citations:
        assert content[group.start : group.end] == group.raw
    assert [group.group for group in paper.citations] == list(range(1, len(paper.citations) + 1))


def test_sentences_of_a_paper_never_lie_over_each_other() -> None:
    for content in (BY_NAMES, WRAPPED, TWO_LISTS):
        paper = read_paper(Text(content=content))
        spans = sorted((span.start, span.end) for s in paper.sentences for span in s.spans)
        assert all(one[1] <= other[0] for one, other in pairwise(spans))
        places = [str(sentence.locator) for sentence in paper.sentences]
        assert len(places) == len(set(places))


def _marked(content: str, kind: MarkKind, words: str, *targets: str) -> Mark:
    start = content.index(words)
    return Mark(kind=kind, start=start, end=start + len(words), targets=targets)


@pytest.mark.parametrize("stop", ["(2019).", "the UK.", "in 50%.", "“of lamps.”"])
def test_a_sentence_ends_before_a_raised_sign_whatever_its_last_word_is(stop: str) -> None:
    content = f"Lamps glow {stop}7† More lamps glow."
    raised = _marked(content, MarkKind.SUPERSCRIPT, "7†")

    paper = read_paper(Text(content=content, marks=(raised,)))

    assert [sentence.text for sentence in paper.sentences] == [
        f"Lamps glow {stop}7†",
        "More lamps glow.",
    ]


def test_signs_that_point_to_a_note_are_not_told_as_doubtful() -> None:
    content = (
        "Lamps glow [1] and hum.2\n\nSo they do.\n\n[1] Una Ode. 2019. Lamps. Night 3, 4 (2019), 5."
    )
    note, listed = content.index("So they"), content.index("[1] Una")
    parts = (
        Part(kind=PartKind.PARAGRAPH, start=0, end=note - 2),
        Part(kind=PartKind.NOTE, start=note, end=listed - 2, id="n2"),
        Part(kind=PartKind.REFERENCE, start=listed, end=len(content)),
    )
    raised = _marked(content, MarkKind.SUPERSCRIPT, "2", "n2")

    paper = read_paper(Text(content=content, media_type="text/html", parts=parts, marks=(raised,)))

    assert [call.raw for call in paper.citations] == ["[1]"]
    assert paper.problems == ()


def test_that_there_is_no_list_is_told_once() -> None:
    paper = read_paper(Text(content="Lamps glow [1]. They hum [2, 3].\n"))

    assert [problem.code for problem in paper.problems] == ["no-reference-list"]


def test_the_header_of_a_markdown_file_is_no_text_although_it_has_empty_lines() -> None:
    content = (
        '---\nabstract: |\n  # Aim\n\n  To see.\n\ntitle: "Lamps\n  at night"\nreferences:\n'
        "- author:\n  - family: Ode\n  issued: 2019\n  title: Lamps\n\n---\n\n# Results\n\n"
        "Lamps glow at night (Ode 2019), and they do not stop.\n\n# References\n\n"
        "Ode, Una. 2019. “Lamps.” Night 3 (4): 5–6.\n"
    )

    paper = read_paper(Text(content=content, media_type="text/markdown"))

    assert paper.title == "Lamps at night"
    assert [section.title for section in paper.sections] == ["Results"]
    assert [reference.parsed.fields["author"] for reference in paper.references] == ["Ode, Una"]
    assert [call.raw for call in paper.citations] == ["(Ode 2019)"]
