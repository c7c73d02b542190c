"""Annotations out and in: excerpts as W3C JSON-LD, and what readers marked elsewhere."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bib.works import Citekey
from evidence.anchoring.foreign_annotations import MOST_LETTERS, MOST_ROWS, read_annotations
from evidence.anchoring.web_annotations import annotation_of, annotation_page
from evidence.excerpts import Excerpt, ExcerptId, fingerprint

WORK = Citekey("okafor2031")
MARKED = Excerpt(
    id=ExcerptId("okafor2031-1"),
    claim="",
    work=WORK,
    quote="the oil that was burnt",
    prefix="in the second, ",
    suffix=". No inspector",
    start=120,
    end=142,
    page="xii",
    text_sha256="a" * 64,
    comment="Check the month.",
    colour="#ffd400",
    by="Ana",
    made_at=datetime(2031, 5, 4, 12, 30, tzinfo=UTC),
    position='{"pageIndex": 3}',
)
HYPOTHESIS = {
    "total": 2,
    "rows": [
        {
            "id": "Zx1",
            "created": "2031-05-04T14:30:00.123456+02:00",
            "user": "acct:ana@annotations.example",
            "uri": "https://journal.example/logs",
            "text": "Check the month.",
            "tags": ["oil", "winter"],
            "links": {"html": "https://annotations.example/a/Zx1"},
            "target": [
                {
                    "source": "https://journal.example/logs",
                    "selector": [
                        {"type": "RangeSelector", "startContainer": "/p[1]"},
                        {"type": "TextPositionSelector", "start": 120, "end": 142},
                        {
                            "type": "TextQuoteSelector",
                            "exact": "the oil that was burnt",
                            "prefix": "in the second, ",
                            "suffix": ". No inspector",
                        },
                    ],
                }
            ],
        },
        {"id": "Zx2", "text": "A reply.", "references": ["Zx1"], "target": [{"source": "x"}]},
    ],
}


def test_an_excerpt_is_written_with_the_selectors_of_the_standard() -> None:
    written = annotation_of(MARKED, source="https://journal.example/logs.pdf")

    assert written["type"] == "Annotation"
    assert written["created"] == "2031-05-04T12:30:00Z"
    assert written["target"] == {
        "source": "https://journal.example/logs.pdf",
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": "the oil that was burnt",
                "prefix": "in the second, ",
                "suffix": ". No inspector",
            },
            {
                "type": "TextPositionSelector",
                "start": 120,
                "end": 142,
                "evtrack:textSha256": "a" * 64,
            },
            {
                "type": "FragmentSelector",
                "conformsTo": "http://tools.ietf.org/rfc/rfc3778",
                "value": "page=4",
                "evtrack:pageLabel": "xii",
            },
        ],
    }


def test_an_excerpt_comes_back_as_it_was_written() -> None:
    fingerprinted = Excerpt(
        id=ExcerptId("e"), claim="", work=WORK, fingerprint=fingerprint("No inspector.")
    )

    page = json.loads(json.dumps(annotation_page([(MARKED, "a.pdf"), (fingerprinted, "a.pdf")])))
    first, second = read_annotations(page, work=WORK).excerpts

    assert replace(first, id=MARKED.id, origin="") == MARKED
    assert second.fingerprint == fingerprinted.fingerprint


def test_rows_of_hypothesis_become_waiting_excerpts_and_a_reply_a_problem() -> None:
    reading = read_annotations(HYPOTHESIS, work=WORK)

    (excerpt,) = reading.excerpts
    assert excerpt.is_waiting
    assert (excerpt.quote, excerpt.start, excerpt.end) == ("the oil that was burnt", 120, 142)
    assert excerpt.comment == "Check the month.\n#oil #winter"
    assert (excerpt.by, excerpt.origin) == ("ana", "https://annotations.example/a/Zx1")
    assert excerpt.made_at == datetime(2031, 5, 4, 12, 30, 0, 123456, tzinfo=UTC)
    (problem,) = reading.problems
    assert problem.row == 2
    assert "a reply" in problem.message
    assert "Zx2" in problem.raw


def test_the_same_annotation_read_twice_has_the_same_id() -> None:
    once, twice = (read_annotations(HYPOTHESIS, work=WORK).excerpts[0] for _ in range(2))

    assert once.id == twice.id


def test_a_single_annotation_with_a_refined_selector_is_read() -> None:
    annotation = {
        "type": "Annotation",
        "bodyValue": "Odd.",
        "creator": {"name": "Ben"},
        "target": {
            "source": "a.pdf",
            "selector": {
                "type": "FragmentSelector",
                "value": "page=7",
                "refinedBy": {"type": "TextQuoteSelector", "exact": "two logs"},
            },
        },
    }

    (excerpt,) = read_annotations(annotation, work=WORK).excerpts

    assert (excerpt.quote, excerpt.page, excerpt.comment, excerpt.by) == (
        "two logs", "7", "Odd.", "Ben",
    )  # fmt: skip


@pytest.mark.parametrize(
    "row",
    [
        None,
        "text",
        {},
        {"target": "https://journal.example"},
        {"target": [{"selector": [{"type": "TextQuoteSelector", "exact": 3}]}]},
        {"target": {"selector": {"type": "TextQuoteSelector", "exact": "x" * (MOST_LETTERS + 1)}}},
    ],
)
def test_a_row_that_is_no_annotation_becomes_a_problem_that_shows_it(row: object) -> None:
    reading = read_annotations([row], work=WORK)

    assert reading.excerpts == ()
    assert [problem.row for problem in reading.problems] == [1]
    assert len(reading.problems[0].raw) <= 200


def test_more_rows_than_are_taken_are_told() -> None:
    reading = read_annotations([None] * (MOST_ROWS + 5), work=WORK)

    assert len(reading.problems) == MOST_ROWS + 1
    assert "More than 20,000" in reading.problems[-1].message


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(["type", "target", "selector", "exact", "start", "body", "via", "value",
                         "created", "refinedBy", "items", "first", "tags", "creator", "links"]),
        inner,
        max_size=4,
    ),
    max_leaves=12,
)  # fmt: skip


@given(VALUES)
@settings(max_examples=60, deadline=None)
def test_any_json_gives_as_many_excerpts_and_problems_as_it_has_rows(value: object) -> None:
    words = {"type": "TextQuoteSelector", "exact": "two logs"}
    row = {"target": {"selector": [words, value]}, "body": value, "created": value, "via": value}

    reading = read_annotations([row, value], work=WORK)

    assert len(reading.excerpts) + len(reading.problems) == 2
