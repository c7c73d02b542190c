"""Which figures speak of one thing."""

from __future__ import annotations

from dataclasses import replace

from evidence.figures import parse_figure
from evidence.meetings import Ground, meetings, stated_figures
from tests.builders import a_citation, a_claim, a_link


def a_figure(text, *disputed_by):
    return replace(parse_figure(text), disputed_by=disputed_by)


def met(*claims, links=()):
    found = meetings(stated_figures(claims), links, survey="ding2025")
    return [(each.first.id, each.second.id, each.ground) for each in found]


SURVEY = a_claim("ding2025-1", figures=(a_figure("35,545 images: seen", "asp-1"),))


def test_a_figure_meets_the_one_that_is_disputed_in_turn():
    other = a_claim(
        "asp-1",
        figures=(a_figure("11 sites: searched"), a_figure("35,239 mentions: x", "ding2025-1")),
    )

    assert met(other, SURVEY) == [("ding2025-1#1", "asp-1#2", Ground.DISPUTE)]


def test_where_it_is_not_plain_which_figure_is_meant_none_is():
    crowd = (a_figure("11 images: a"), a_figure("12 images: b"))

    assert met(SURVEY, a_claim("asp-1", figures=crowd)) == []
    assert met(SURVEY, a_claim("asp-1", figures=(a_figure("1 x: a"), a_figure("2 y: b")))) == []
    assert met(SURVEY, a_claim("asp-1")) == []


def test_a_time_or_a_share_is_no_answer_to_a_count():
    assert met(SURVEY, a_claim("asp-1", figures=(a_figure("8 days: between"),))) == []


def test_of_several_figures_in_the_unit_that_on_the_subject_is_meant():
    crowd = (a_figure("11 images: a"), a_figure("12 images: seen"))

    assert met(SURVEY, a_claim("asp-1", figures=crowd)) == [
        ("ding2025-1#1", "asp-1#2", Ground.DISPUTE)
    ]


def test_claims_that_contradict_meet_in_a_unit_that_each_has_once():
    first = a_claim("a-1", figures=(a_figure("1 image: x"), a_figure("2 sites: y")))
    second = a_claim("b-1", figures=(a_figure("3 images: z"), a_figure("3 views: y")))

    assert met(first, second) == []
    assert met(first, second, links=[a_link("b-1", "contradicts", "a-1")]) == [
        ("a-1#1", "b-1#1", Ground.LINK)
    ]
    assert met(first, second, links=[a_link("b-1", "supports", "a-1")]) == []


def test_one_subject_in_one_work_or_in_a_cited_one_is_the_same_thing():
    first = a_claim("a-1", figures=(a_figure("1 site: the sites counted"),))
    second = a_claim("a-2", figures=(a_figure("2 sites: Sites counted"),))
    cited = a_claim("b-1", figures=(a_figure("3 sites: sites counted"),))
    citing = replace(second, citations=(a_citation("b"),))

    assert met(first, second) == [("a-1#1", "a-2#1", Ground.SUBJECT)]
    assert met(first, cited) == []
    assert met(citing, cited) == [("a-2#1", "b-1#1", Ground.SOURCE)]


def test_claims_taken_back_and_drafts_meet_nothing():
    other = a_claim("asp-1", figures=(a_figure("35,239 mentions: x"),))

    assert met(SURVEY, other)
    assert met(SURVEY, replace(other, is_withdrawn=True)) == []
    assert met(SURVEY, replace(other, is_draft=True)) == []


def test_a_crowd_on_one_subject_does_not_take_forever():
    crowd = [a_claim(f"a-{n}", figures=(a_figure(f"{n} sites: counted"),)) for n in range(1, 3_000)]

    assert len(met(*crowd)) == 2_998
