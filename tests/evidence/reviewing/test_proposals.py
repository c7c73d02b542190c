from __future__ import annotations

from decimal import Decimal

import pytest

from bib.dates import PartialDate
from bib.identity import Identified, Identity
from bib.names import Name
from bib.standing import Standing, StandingSignal
from bib.works import Citekey, ReadStatus, Related, WorkRelation
from evidence.figures import Figure, Qualifier
from evidence.reviewing.pairs import ReviewPair
from evidence.reviewing.proposals import (
    Remedy,
    for_figure,
    for_identity,
    for_pair,
    for_standing,
    rival_figures,
)
from evidence.verdicts import Fault, VerdictState
from tests.builders import a_citation, a_claim, a_verdict, a_work

PAIR = ReviewPair(claim="ding2025-1", work=Citekey("flynn2022"))


def remedies(pair=PAIR, **verdict):
    return [each.remedy for each in for_pair(pair, [a_verdict(**verdict)])]


@pytest.mark.parametrize(
    ("state", "fault", "remedy"),
    [
        (VerdictState.CONTRADICTED, Fault.CONTRADICT, Remedy.CORRECT_CLAIM),
        (VerdictState.NOT_SUPPORTED, Fault.IRRELEVANT, Remedy.REPLACE_REFERENCE),
        (VerdictState.PARTLY, Fault.OVERSIMPLIFY, Remedy.NARROW_CLAIM),
        (VerdictState.PARTLY, Fault.INDIRECT, Remedy.CITE_PRIMARY),
        (VerdictState.PARTLY, None, Remedy.NARROW_CLAIM),
        (VerdictState.NOT_SUPPORTED, None, Remedy.REPLACE_REFERENCE),
    ],
)
def test_the_fault_tells_what_may_be_done_and_without_one_the_verdict_does(state, fault, remedy):
    assert remedies(state=state, fault=fault) == [remedy]


def test_what_was_not_found_in_an_abstract_may_stand_in_the_rest_and_what_was_found_stays_so():
    missing = remedies(state=VerdictState.NOT_SUPPORTED, access=ReadStatus.ABSTRACT)
    found = remedies(state=VerdictState.CONTRADICTED, access=ReadStatus.ABSTRACT)

    assert Remedy.NAME_THE_PLACE in missing
    assert Remedy.NAME_THE_PLACE not in found


def test_a_reference_that_came_in_through_a_range_is_asked_for():
    pair = ReviewPair(claim="c", work=Citekey("w"), through_range=True, is_ambiguous=True)

    assert remedies(pair, state=VerdictState.PARTLY).count(Remedy.PLACE_REFERENCE) == 1


def a_figure(value, unit="images", **parts):
    return Figure(value=Decimal(value), unit=unit, subject="what was found", **parts)


def words(figure, *others, cites=()):
    claim = a_claim("ding2025-1", figures=(figure,), citations=tuple(map(a_citation, cites)))
    claims = {str(each.id): each for each in (claim, *others)}
    works = {"roe2020": a_work("roe2020", authors=(Name(family="Roe"),), issued=PartialDate(2020))}
    rivals = rival_figures(claim, figure, claims)
    return [each.words for each in for_figure(claim, figure, rivals, works)]


def test_the_number_of_the_cited_work_is_proposed_even_in_another_unit():
    rival = a_claim("roe2020-1", figures=(a_figure(239, "mentions", disputed_by=("ding2025-1",)),))

    found = words(a_figure(545, disputed_by=("roe2020-1",)), rival, cites=["roe2020"])

    assert found == ["Give the number as the cited work has it: 239 mentions (Roe 2020)."]


def test_a_work_that_gives_several_numbers_is_not_taken_for_one():
    rival = a_claim("roe2020-1", figures=(a_figure(1), a_figure(2)))

    (told,) = words(a_figure(3, disputed_by=("roe2020-1",)), rival, cites=["roe2020"])

    assert told.endswith("the cited work, Roe 2020, gives 1 images or 2 images.")


def test_numbers_of_one_paper_are_brought_into_line_and_others_asked_for_their_day():
    own = a_claim("ding2025-2", figures=(a_figure(200, qualifier=Qualifier.MORE_THAN),))
    other = a_claim("roe2020-1", figures=(a_figure(150),))
    figure = a_figure(
        200, qualifier=Qualifier.NEARLY, disputed_by=("ding2025-2", "roe2020-1", "gone-1")
    )

    found = words(figure, own, other)

    assert found == [
        "Bring the numbers into line: nearly 200 images here, more than 200 images elsewhere.",
        "Say where and when the number was counted; Roe 2020 gives 150 images.",
    ]


def test_a_number_that_has_nothing_to_do_with_it_is_not_proposed():
    other = a_claim("roe2020-1", figures=(a_figure(8, "days"),))

    (told,) = words(a_figure(5, "views", disputed_by=("roe2020-1",)), other)

    assert told.startswith("Check the number")


def test_a_preprint_is_to_be_cited_as_what_it_became():
    related = (Related(relation=WorkRelation.PREPRINT_OF, work=Citekey("roe2020")),)
    preprint = a_work(related=related)
    published = a_work("roe2020", title="It", issued=PartialDate(2020))

    (told,) = for_standing(preprint, {"roe2020": published})

    assert (told.remedy, told.words) == (
        Remedy.CITE_VERSION,
        "Cite the published version, It 2020.",
    )


@pytest.mark.parametrize(
    ("state", "remedy"),
    [
        (Standing.RETRACTED, Remedy.REPLACE_REFERENCE),
        (Standing.SUPERSEDED, Remedy.CITE_VERSION),
        (Standing.CORRECTED, Remedy.SAY_HOW_IT_STANDS),
        (Standing.GONE, Remedy.CORRECT_ENTRY),
    ],
)
def test_how_a_work_stands_tells_what_may_be_done(state, remedy):
    (told,) = for_standing(a_work(standing=(StandingSignal(state=state),)), {})

    assert told.remedy is remedy


def test_an_identifier_that_leads_elsewhere_is_to_be_replaced():
    work = a_work(identified=Identified(grade=Identity.ANOTHER))

    assert [each.remedy for each in for_identity(work)] == [Remedy.REPLACE_REFERENCE]
    assert not list(for_identity(a_work()))
