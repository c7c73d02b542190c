"""Which works and claims a selection means."""

from __future__ import annotations

from bib.works import Citekey, LinkPolicy
from evidence.citations import Citation
from evidence.corpus import Corpus
from evidence.selection import Selection, limitations_by_work, selected_claims, selected_works
from tests.builders import a_claim, a_limitation, a_node, a_work

CORPUS = Corpus(
    bibliography=(
        a_work("survey"),
        a_work("cited", aliases=("old",), link_policy=LinkPolicy.WITHHOLD),
        a_work("carried", type="techreport"),
        a_work("unused"),
    ),
    claims=(
        a_claim(
            "survey-1",
            kind="harm",
            concepts=("stage/creation",),
            citations=(Citation(work=Citekey("cited")),),
        ),
        a_claim("survey-2", kind="aim"),
    ),
    limitations=(a_limitation("L1"),),
    nodes=(
        a_node("L1.P1", claims=("survey-1",)),
        a_node("L1.P2", carried=(Citekey("carried"),)),
    ),
)


def keys(**options: tuple[str, ...]) -> list[str]:
    return [work.key for work in selected_works(CORPUS, Selection(**options))]


def ids(**options: tuple[str, ...]) -> list[str]:
    return [claim.id for claim in selected_claims(CORPUS, Selection(**options))]


def test_an_empty_selection_is_everything() -> None:
    assert Selection().is_everything
    assert keys() == ["survey", "cited", "carried", "unused"]


def test_a_limitation_is_served_by_works_that_state_cite_or_carry_its_steps() -> None:
    assert keys(limitations=("L1",)) == ["survey", "cited", "carried"]
    assert limitations_by_work(CORPUS)["carried"] == ("L1",)


def test_words_of_one_option_are_alternatives_and_options_must_all_hold() -> None:
    assert keys(works=("survey", "unused")) == ["survey", "unused"]
    assert keys(works=("survey", "unused"), limitations=("L1",)) == ["survey"]


def test_an_alias_and_another_case_name_the_same_work() -> None:
    assert keys(works=("OLD",)) == ["cited"]


def test_states_of_works_tell_how_far_they_were_read_and_what_may_be_shown() -> None:
    assert keys(states=("withhold",)) == ["cited"]
    assert keys(states=("read-none",)) == ["survey", "cited", "carried", "unused"]


def test_a_concept_reaches_the_works_cited_for_it() -> None:
    assert keys(concepts=("stage/creation",)) == ["survey", "cited"]
    assert keys(concepts=("kind/harm",)) == ["survey", "cited"]


def test_claims_are_chosen_by_kind_state_and_limitation() -> None:
    assert ids(kinds=("harm",)) == ["survey-1"]
    assert ids(states=("uncited",)) == ["survey-2"]
    assert ids(limitations=("L1",)) == ["survey-1"]
