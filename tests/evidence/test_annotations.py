"""What an annotation gathers, and in which groups."""

from __future__ import annotations

from datetime import UTC, datetime

from bib.dates import PartialDate
from bib.works import Citekey
from evidence.annotations import annotated
from evidence.citations import Citation
from evidence.corpus import Corpus
from evidence.grouping import by_limitation, by_year
from evidence.verdicts import Verdict, VerdictState
from tests.builders import a_claim, a_limitation, a_node, a_work

VERDICT = Verdict(
    claim="survey-1",
    work=Citekey("cited"),
    state=VerdictState.PARTLY,
    reader="a reader",
    read_at=datetime(2026, 11, 22, tzinfo=UTC),
)
CORPUS = Corpus(
    bibliography=(
        a_work("survey", issued=PartialDate(2025)),
        a_work("cited", issued=PartialDate(2019)),
        a_work("undated"),
    ),
    claims=(
        a_claim("survey-1", citations=(Citation(work=Citekey("cited"), is_ambiguous=True),)),
        a_claim("survey-2", citations=(Citation(work=Citekey("cited")),), is_withdrawn=True),
        a_claim("cited-1"),
    ),
    limitations=(a_limitation("L1"),),
    nodes=(a_node("L1.P1", claims=("survey-1",)), a_node("L1.P2", carried=(Citekey("cited"),))),
    verdicts=(VERDICT,),
)


def test_an_annotation_holds_what_a_work_reports_and_what_it_is_used_for() -> None:
    found = annotated(CORPUS)[Citekey("cited")]

    assert [claim.id for claim in found.reports] == ["cited-1"]
    assert [(use.claim.id, use.nodes, use.verdicts) for use in found.uses] == [
        ("survey-1", ("L1.P1",), (VERDICT,))
    ]
    assert found.uses[0].is_ambiguous
    assert found.carries == ("L1.P2",)
    assert found.limitations == ("L1",)


def test_a_withdrawn_claim_is_no_use_of_a_work() -> None:
    uses = annotated(CORPUS)[Citekey("cited")].uses

    assert "survey-2" not in [use.claim.id for use in uses]


def test_groups_by_limitation_end_with_the_works_that_serve_none() -> None:
    groups = by_limitation(CORPUS, annotated(CORPUS).values())

    assert [(title, [each.work.key for each in members]) for title, members in groups] == [
        ("L1. A limitation", ["survey", "cited"]),
        ("No limitation", ["undated"]),
    ]


def test_groups_by_year_are_latest_first_and_end_with_the_undated() -> None:
    groups = by_year(annotated(CORPUS).values())

    assert [title for title, _ in groups] == ["2025", "2019", "No year"]
