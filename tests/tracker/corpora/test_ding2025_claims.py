"""The surveyed paper's claims: complete, in order, in our own words, and true to its references."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
import yaml

from evidence.excerpts import fingerprint
from tests.surveyed_paper import GROUP, SurveyedPaper, read_paper

CORPUS = Path(__file__).resolve().parents[3] / "tracker" / "corpora" / "ding2025"
RUN = 7
LINKING_WORDS = {"and", "of", "or", "the"}
BIB_TEXT = re.compile(
    r"\b(?:note|annote|annotation)\s*=\s*\{((?:[^{}]|\{[^{}]*\})*)\}", re.IGNORECASE
)
ADDRESS = re.compile(r"(\d(?:\.\d)?|fig1)-(\d)-(\d+)([a-z]?)")

# Places that chains, matrix, responses and notes speak of; other files name claims by them.
SPOKEN_OF = (
    "0-1-2a 0-1-3a 0-1-3b 0-1-3c",
    "1-1-1b 1-1-3a 1-1-4a 1-1-4b 1-1-5a 1-1-5b 1-1-5c 1-1-6a 1-1-6b 1-1-6c 1-1-7 1-1-8 1-2-4b",
    "1-2-4c 1-2-4d 1-2-5a",
    "2-1-3b 2-1-3c 2-1-3d 2-1-3e 2-1-4b 2-1-4c 2-1-6a",
    "3-1-2 3-1-4",
    "3.1-1-1a 3.1-1-2a 3.1-1-2b 3.1-1-2c 3.1-1-3a 3.1-1-3b 3.1-1-4b 3.1-1-5 3.1-1-6a 3.1-1-6b",
    "3.1-1-7 3.1-1-8a 3.1-1-8b",
    "3.2-1-1a 3.2-1-1b 3.2-1-2a 3.2-1-3a",
    "3.3-1-2a 3.3-1-5",
    "4-1-1a 4-1-1b 4-1-2a 4-1-2b",
    "4.1-0-1 4.1-1-1 4.1-1-2a 4.1-1-2b 4.1-1-2c 4.1-1-3 4.1-1-4 4.1-1-5a 4.1-1-5b 4.1-1-6",
    "4.1-1-7 4.1-1-8 4.1-1-9 4.1-1-10 4.1-1-11",
    "4.2-0-1 4.2-1-1 4.2-1-2 4.2-1-3 4.2-1-4a 4.2-1-4b 4.2-1-5 4.2-1-6a 4.2-1-6b 4.2-1-7a",
    "4.2-1-7b",
    "4.3-0-1 4.3-1-1a 4.3-1-1b 4.3-1-2a 4.3-1-2b 4.3-1-3a 4.3-1-3b 4.3-1-4a 4.3-1-4b 4.3-1-5a",
    "4.3-1-5b 4.3-1-6",
    "5-1-2c 5-1-2d 5-1-4 5-1-5 5-1-6a 5-1-6b",
)


@pytest.fixture(scope="module")
def claims() -> list[dict[str, Any]]:
    return records("claims/ding2025.yaml")


@pytest.fixture(scope="module")
def paper(shared: Path) -> SurveyedPaper:
    file = shared / "paper" / "ding-suresh-2025.txt"
    if not file.is_file():
        pytest.skip(f"the surveyed paper is absent: {file}")
    return read_paper(file)


def test_every_claim_is_named_by_its_place(claims: list[dict[str, Any]]) -> None:
    assert [claim["claim"] for claim in claims] == [f"ding2025-{claim['at']}" for claim in claims]


def test_no_place_holds_two_claims(claims: list[dict[str, Any]]) -> None:
    places = [claim["at"] for claim in claims]

    assert len(places) == len(set(places))


def test_claims_stand_in_reading_order(claims: list[dict[str, Any]]) -> None:
    places = [place(claim["at"]) for claim in claims]
    sections = [section for section, _ in groupby(at[0] for at in places)]
    caption = [at for at in places if at[0] == "fig1"]
    body = [at for at in places if at[0] != "fig1"]

    assert len(sections) == len(set(sections))
    assert caption == sorted(caption)
    assert body == sorted(body)


def test_clauses_of_a_sentence_are_lettered_without_a_gap(claims: list[dict[str, Any]]) -> None:
    letters: dict[tuple[object, ...], str] = defaultdict(str)
    for claim in claims:
        *sentence, letter = place(claim["at"])
        letters[tuple(sentence)] += letter

    assert {clauses for clauses in letters.values() if clauses} <= {"ab", "abc", "abcd", "abcde"}


def test_every_place_that_other_records_speak_of_has_its_claim(
    claims: list[dict[str, Any]],
) -> None:
    spoken_of = {at for line in SPOKEN_OF for at in line.split()}

    assert spoken_of <= {claim["at"] for claim in claims}


def test_terms_and_concepts_of_the_claims_are_defined(claims: list[dict[str, Any]]) -> None:
    defined = {record["concept"] for record in records("concepts.yaml") if "concept" in record}

    used = {f"kind/{claim['kind']}" for claim in claims}
    used |= {f"population/{claim['population']}" for claim in claims if "population" in claim}
    used |= {concept for claim in claims for concept in claim.get("concepts", [])}

    assert used <= defined


def test_concepts_belong_to_a_scheme_that_stands_before_them() -> None:
    schemes = set()
    for record in records("concepts.yaml"):
        if "scheme" in record:
            schemes.add(record["scheme"])
        else:
            assert record["concept"].split("/")[0] in schemes


def test_a_cited_number_is_that_of_the_cited_work(claims: list[dict[str, Any]]) -> None:
    if not (CORPUS / "works.yaml").exists():
        pytest.skip("works.yaml is not there yet")
    cited_as = {work["work"]: work.get("cited_as") for work in records("works.yaml")}

    for citation in citations(claims):
        assert cited_as[citation["work"]] == citation["number"], citation


def test_an_ambiguous_citation_is_carried_by_several_claims_of_its_sentence(
    claims: list[dict[str, Any]],
) -> None:
    carriers: dict[tuple[str, int], list[bool]] = defaultdict(list)
    for claim in claims:
        for citation in claim.get("citations", []):
            carriers[sentence_of(claim), citation["number"]].append("ambiguous" in citation)

    assert [at for at, marks in carriers.items() if any(marks) and len(marks) == 1] == []


def test_disputes_among_the_papers_own_figures_name_claims_that_exist(
    claims: list[dict[str, Any]],
) -> None:
    ids = {claim["claim"] for claim in claims}
    named = {
        name
        for claim in claims
        for figure in claim.get("figures", [])
        for name in figure.get("disputed_by", [])
        if name.startswith("ding2025-")
    }

    assert named
    assert named <= ids


@pytest.mark.shared
def test_every_sentence_of_the_paper_has_a_claim(
    claims: list[dict[str, Any]], paper: SurveyedPaper
) -> None:
    assert {sentence_of(claim) for claim in claims} == set(paper.sentences)


@pytest.mark.shared
def test_every_citation_group_of_the_paper_is_carried_whole(
    claims: list[dict[str, Any]], paper: SurveyedPaper
) -> None:
    carried: dict[int, set[int]] = defaultdict(set)
    for citation in citations(claims):
        carried[citation["group"]].add(citation["number"])

    assert carried == dict(enumerate(paper.groups, start=1))


@pytest.mark.shared
def test_a_group_is_attached_in_the_sentence_in_which_it_stands(
    claims: list[dict[str, Any]], paper: SurveyedPaper
) -> None:
    for claim in claims:
        stands_in_it = {match[1] for match in GROUP.finditer(paper.sentences[sentence_of(claim)])}
        printed = {int(number) for group in stands_in_it for number in re.findall(r"\d+", group)}
        for citation in claim.get("citations", []):
            assert citation["number"] in paper.groups[citation["group"] - 1]
            assert (citation["number"] in printed) is not citation.get("range", False), claim["at"]
            assert stands_in_it, claim["at"]


@pytest.mark.shared
def test_every_fingerprint_is_that_of_the_sentence_the_claim_stands_in(
    claims: list[dict[str, Any]], paper: SurveyedPaper
) -> None:
    for claim in claims:
        passage = fingerprint(paper.sentences[sentence_of(claim)])
        excerpt = {"length": passage.length, "sha256": passage.sha256}
        assert claim["excerpts"] == [excerpt], claim["at"]


@pytest.mark.shared
def test_no_seven_words_in_a_row_are_the_papers_own(paper: SurveyedPaper) -> None:
    theirs = runs_of(paper)

    copied = {
        f"{file}: {' '.join(run)}"
        for file, text in texts_of_the_corpus()
        for run in runs([word for word, _ in words(text)])
        if run in theirs
    }

    assert copied == set()


def records(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.safe_load((CORPUS / name).read_text(encoding="utf-8"))
    return found


def citations(claims: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    return (citation for claim in claims for citation in claim.get("citations", []))


def place(at: str) -> tuple[str, int, int, str]:
    match = ADDRESS.fullmatch(at)
    assert match, at
    return match[1], int(match[2]), int(match[3]), match[4]


def sentence_of(claim: dict[str, Any]) -> str:
    section, paragraph, sentence, _ = place(claim["at"])
    return f"{section}-{paragraph}-{sentence}"


def texts_of_the_corpus() -> Iterator[tuple[str, str]]:
    """Every text a reader meets; of the bibliography only what is ours, the notes."""
    for file in sorted(CORPUS.rglob("*.yaml")):
        for text in strings(yaml.safe_load(file.read_text(encoding="utf-8"))):
            yield file.name, text
    for file in CORPUS.glob("*.bib"):
        for note in BIB_TEXT.findall(file.read_text(encoding="utf-8")):
            yield file.name, note


def strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner)


def words(text: str) -> list[tuple[str, bool]]:
    """The words in lower case without punctuation, and whether each is a name or a number."""
    found = []
    for word in re.split(r"[\s–—/]+", text):
        bare = "".join(filter(str.isalnum, word))
        if bare:
            found.append((bare.casefold(), bare[0].isupper() or bare[0].isdigit()))
    return found


def runs(of: list[str]) -> Iterator[tuple[str, ...]]:
    return (tuple(of[start : start + RUN]) for start in range(len(of) - RUN + 1))


def runs_of(paper: SurveyedPaper) -> set[tuple[str, ...]]:
    """The paper's runs, but those of names and numbers alone and those in titles it cites."""
    in_titles = set(runs([word for word, _ in words(paper.references)]))
    found: set[tuple[str, ...]] = set()
    for text in (paper.body, *paper.paragraphs.values()):
        marked = words(GROUP.sub(" ", text))
        for start, run in enumerate(runs([word for word, _ in marked])):
            stretch = marked[start : start + RUN]
            if not all(is_name or word in LINKING_WORDS for word, is_name in stretch):
                found.add(run)
    return found - in_titles
