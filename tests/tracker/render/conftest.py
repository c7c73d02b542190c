"""One small chain in which everything occurs that a chain can show."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bib.dates import PartialDate
from bib.names import Name
from bib.standing import Standing, StandingSignal
from bib.works import ReadStatus
from evidence.chains import Basis, Leg, Role
from evidence.claims import Locator
from evidence.figures import Figure
from evidence.support import Chain
from evidence.verdicts import VerdictState
from tests.builders import (
    a_chain,
    a_citation,
    a_claim,
    a_limitation,
    a_link,
    a_node,
    a_verdict,
    a_work,
)

FIGURE = Figure(value=Decimal(28000), unit="times", subject="size", dispute="It is not so.")


@pytest.fixture
def chain() -> Chain:
    limitation = a_limitation(
        title="Labels do not help",
        summary="What labels cure is not what hurts.",
        robustness="Strong.",
        legs=(Leg(id="A", title="Nothing is hidden"), Leg(id="B", title="The harm stays")),
        unstated=("One report stands for all.",),
        cautions=("P2 is weak.",),
    )
    nodes = [
        a_node("L1.C", role=Role.CONCLUSION, basis=Basis.INFERRED, text="Labels leave the harm."),
        a_node(
            "L1.FA", role=Role.FLAWED_ASSUMPTION, basis=Basis.INFERRED, text="Fake is harmless."
        ),
        a_node("L1.P0", claims=("ding2025-1",), text="Governance means labels."),
        a_node("L1.P1", leg="A", claims=("ding2025-2",), text="Everybody sees that it is fake."),
        a_node("L1.P2", leg="B", basis=Basis.UNCITED, text="People are hurt all the same."),
        a_node("L1.E1", leg="A", role=Role.EVIDENCE, claims=("ding2025-3",), text="A count."),
        a_node("L1.I1", role=Role.ILLUSTRATION, basis=Basis.UNCITED, text="A founder says so."),
        a_node("L1.K1", role=Role.CONCESSION, basis=Basis.UNCITED, text="Labels help moderators."),
        a_node("L1.R", role=Role.RECOMMENDATION, basis=Basis.INFERRED, text="Go further."),
    ]
    links = [
        a_link("L1.P0", "supports", "L1.C", warrant="A regime is what it does."),
        a_link("L1.P1", "supports", "L1.C"),
        a_link("L1.P2", "supports", "L1.C"),
        a_link("L1.E1", "supports", "L1.P1"),
        a_link("L1.FA", "explains", "L1.C"),
        a_link("L1.I1", "illustrates", "L1.FA"),
        a_link("L1.K1", "limits", "L1.C"),
        a_link("L1.P2", "contradicts", "L1.FA"),
        a_link("L1.C", "motivates", "L1.R"),
        a_link("roe2020-1", "limits", "L1.P1", warrant="Not on a small screen."),
    ]
    claims = [
        a_claim(
            "ding2025-1",
            statement="They label.",
            locator=Locator.parse("4.1-1-1"),
            citations=(a_citation("flynn2022", number=8), a_citation("roe2020", number=12)),
        ),
        a_claim(
            "ding2025-2",
            statement="It shows.",
            locator=Locator.parse("4.1-1-2a"),
            citations=(a_citation("flynn2022", number=8, is_ambiguous=True),),
        ),
        a_claim(
            "ding2025-3",
            statement="Many times more.",
            figures=(FIGURE,),
            citations=(a_citation("roe2020", number=12), a_citation("poe1999", number=3)),
        ),
        a_claim("roe2020-1", statement="Viewers are taken in."),
    ]
    works = [
        a_work(
            "flynn2022",
            authors=(Name(family="Flynn"),),
            issued=PartialDate(2022),
            cited_as=8,
            read_status=ReadStatus.ABSTRACT,
        ),
        a_work(
            "roe2020",
            authors=(Name(family="Roe"), Name(family="Poe")),
            issued=PartialDate(2020),
            cited_as=12,
            read_status=ReadStatus.FULL,
            standing=(StandingSignal(state=Standing.SUPERSEDED),),
        ),
    ]
    verdicts = [
        a_verdict("ding2025-1", "flynn2022", state=VerdictState.PARTLY),
        a_verdict("ding2025-1", "roe2020", state=VerdictState.SUPPORTED),
        a_verdict(
            "ding2025-2", "flynn2022", state=VerdictState.NOT_SUPPORTED, reason="No viewers."
        ),
        a_verdict("ding2025-3", "roe2020", state=VerdictState.SOURCE_UNAVAILABLE),
    ]
    return a_chain(nodes, links, claims, works, limitation=limitation, verdicts=verdicts)


@pytest.fixture
def long_chain() -> Chain:
    """A chain of two thousand steps, one upon another: longer than recursion reaches."""
    nodes = [a_node("L1.C", role=Role.CONCLUSION), *(a_node(f"L1.P{i}") for i in range(2000))]
    links = [a_link("L1.P0", "supports", "L1.C")]
    links += [a_link(f"L1.P{i + 1}", "supports", f"L1.P{i}") for i in range(1999)]
    return a_chain(nodes, links)


@pytest.fixture
def hostile_chain() -> Chain:
    """A chain whose texts would break out of every format that forgets to escape."""
    words = '\x1b[31m<b>&"quoted"; ]]> --> %% {{x}} |y| `z` \\ end\n\u202e #35; click'
    nodes = [
        a_node("L1.C", role=Role.CONCLUSION, text=words),
        a_node('L1."P<1>', leg=words, text=words, claims=("ding2025-1",), note=words),
    ]
    links = [a_link('L1."P<1>', "supports", "L1.C", warrant=words)]
    claims = [a_claim("ding2025-1", statement=words, citations=(a_citation("w"),))]
    works = [a_work("w", title=words, cited_as=1)]
    limitation = a_limitation(title=words, summary=words, unstated=(words,), cautions=(words,))
    return a_chain(nodes, links, claims, works, limitation=limitation)
