from __future__ import annotations

from decimal import Decimal

from evidence.claims import Locator
from evidence.corpus import About, Corpus
from evidence.figures import Figure, Qualifier
from evidence.reviewing.doubtful_figures import doubtful_figures
from evidence.reviewing.proposals import Remedy
from tests.builders import a_claim, a_work


def a_corpus(*figures: Figure) -> Corpus:
    """A survey with one figure a sentence."""
    claims = (
        a_claim(f"ding2025-{n}", locator=Locator.parse(f"1-1-{n}"), figures=(figure,))
        for n, figure in enumerate(figures, 1)
    )
    return Corpus(
        about=About(survey="ding2025"), bibliography=(a_work("ding2025"),), claims=tuple(claims)
    )


def tools(qualifier: Qualifier, **parts) -> Figure:
    return Figure(value=Decimal(200), unit="tools", subject="tools", qualifier=qualifier, **parts)


NEARLY, OVER = tools(Qualifier.NEARLY), tools(Qualifier.MORE_THAN)


def test_figures_that_cannot_both_be_true_are_found_without_anybody_disputing_them():
    (found,) = doubtful_figures(a_corpus(NEARLY, OVER))

    ((check, words),) = found.doubts
    assert (check, found.figure.is_disputed) == ("conflicting-figures", False)
    assert words.startswith("“nearly 200 tools”")
    assert "(1-1-2)" in words
    assert "ding2025" not in words
    assert [each.remedy for each in found.proposals] == [Remedy.CORRECT_NUMBER]


def test_a_dispute_names_the_rival_numbers_and_says_so_once():
    disputed = tools(Qualifier.NEARLY, disputed_by=("ding2025-2",), dispute="There are more.")

    (found,) = doubtful_figures(a_corpus(disputed, OVER))

    assert [str(rival) for _, rival in found.rivals] == ["more than 200 tools"]
    assert [each.words for each in found.proposals] == [
        "Bring the numbers into line: nearly 200 tools here, more than 200 tools elsewhere."
    ]


def test_figures_that_fit_are_not_doubtful():
    assert not list(doubtful_figures(a_corpus(OVER, OVER)))
