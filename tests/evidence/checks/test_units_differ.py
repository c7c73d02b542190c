from __future__ import annotations

from dataclasses import replace

from evidence.checks import units_differ
from evidence.concepts import Concept, Scheme
from evidence.figures import FigureId, parse_figure
from evidence.holdings import Holdings
from tests.builders import a_claim, a_link, a_sound_corpus


def found(*claims, **parts):
    return list(units_differ.check(Holdings.of(a_sound_corpus(claims=claims, **parts))))


def two_claims(first, second):
    figure = replace(parse_figure(f"{first}: found"), disputed_by=("roe2020-1",))
    return (
        a_claim("ding2025-1", figures=(figure,)),
        a_claim("roe2020-1", figures=(parse_figure(f"{second}: found"),)),
    )


def test_images_are_not_mentions():
    (finding,) = found(*two_claims("35,545 images", "35,239 mentions"))

    assert finding.subject == "ding2025-1"
    assert "counts images" in finding.message
    assert "counts mentions" in finding.message


def test_singular_and_plural_are_one_and_a_missing_unit_says_nothing():
    assert found(*two_claims("1 image", "2 images")) == []
    assert found(*two_claims("1 image", "2")) == []


def test_a_library_may_say_that_two_words_mean_one_thing():
    claims = two_claims("200 programs", "200 tools")
    sound = a_sound_corpus()
    term = Concept(id="unit/tools", scheme="unit", label="tools", alternative_labels=("programs",))

    assert found(*claims)
    assert not found(
        *claims,
        schemes=(*sound.schemes, Scheme(id="unit", title="Units")),
        concepts=(*sound.concepts, term),
    )


def test_views_are_not_viewers_where_claims_contradict():
    claims = (
        a_claim("ding2025-1", figures=(parse_figure("1,000,000 views: of a site"),)),
        a_claim("ding2025-2", figures=(parse_figure("1,000,000 viewers a year: of it"),)),
    )

    assert found(*claims, links=(a_link("ding2025-1", "contradicts", "ding2025-2"),))
    assert not found(*claims, links=(a_link("ding2025-1", "supports", "ding2025-2"),))


def test_a_sum_is_of_what_it_counts():
    parts = (parse_figure("25 women: depicted"), parse_figure("1 men: depicted"))
    ids = (FigureId("roe2020-1#1"), FigureId("roe2020-1#2"))
    whole = replace(parse_figure("26 people: depicted"), sum_of=ids)

    findings = found(a_claim("roe2020-1", figures=(*parts, whole)))

    assert len(findings) == 2
