from __future__ import annotations

import pytest

from evidence.checks import unknown_concept
from evidence.concepts import Concept
from evidence.holdings import Holdings
from evidence.responses import Response
from tests.builders import a_claim, a_sound_corpus


def found(corpus, **parts):
    return list(unknown_concept.check(Holdings.of(corpus, **parts)))


@pytest.mark.parametrize(
    ("part", "subject"),
    [
        ({"claims": (a_claim("roe2020-1", concepts=("stage/nowhere",)),)}, "roe2020-1"),
        ({"claims": (a_claim("roe2020-1", kind="rumour"),)}, "roe2020-1"),
        ({"claims": (a_claim("roe2020-1", population="everyone"),)}, "roe2020-1"),
        (
            {"responses": (Response(id="an-act", name="", kind="", stage="stage/nowhere"),)},
            "an-act",
        ),
        ({"matrices": (), "schemes": ()}, "component/tools"),
    ],
)
def test_a_term_no_scheme_holds_is_reported_where_it_is_used(part, subject):
    findings = found(a_sound_corpus(**part))

    assert subject in [finding.subject for finding in findings]


def test_kinds_are_free_where_no_scheme_of_kinds_is_kept():
    corpus = a_sound_corpus()
    schemes = tuple(scheme for scheme in corpus.schemes if scheme.id != "kind")
    concepts = tuple(concept for concept in corpus.concepts if concept.scheme != "kind")

    assert found(a_sound_corpus(schemes=schemes, concepts=concepts)) == []


def test_a_broader_term_must_be_there():
    concepts = (
        *a_sound_corpus().concepts,
        Concept(id="stage/use", scheme="stage", label="use", broader="stage/life"),
    )

    (finding,) = found(a_sound_corpus(concepts=concepts))

    assert "stage/life" in finding.message
