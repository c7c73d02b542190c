"""A screen at every size: nothing is wider or higher than the terminal, nothing is lost."""

from __future__ import annotations

from decimal import Decimal

import click
import pytest

from bib.names import Name
from bib.works import LinkPolicy, ReadStatus
from evidence.claims import Locator
from evidence.figures import Figure
from evidence.reviewing.alarm import Alarm, Where
from evidence.reviewing.bindings import Freshness, binding_of
from evidence.reviewing.history import history
from evidence.reviewing.pairs import ReviewPair
from evidence.reviewing.queue import Place
from evidence.reviewing.stakes import Stake, Weight
from evidence.reviewing.views import Draft, PairView, ShownExcerpt, ShownPassage
from tests.builders import a_citation, a_claim, a_verdict, a_work
from tracker.render.lists import display_width
from tracker.render.pair_text import block_lines, blocks
from tracker.render.review_screen import Asking, Progress, help_text, pair_screen
from tracker.render.terminal import Look

CLAIM = a_claim(
    "ding2025-1-1-2a",
    work="ding2025",
    statement="Nearly 200 tools “undress” women, 深度伪造内容的治理仍处于起步阶段.",
    locator=Locator.parse("1-1-2a"),
    modality="may",
    population="women",
    figures=(Figure(value=Decimal(200), unit="tools", subject="tools", dispute="Over 200 below."),),
    citations=(a_citation(number=8, group=1, is_ambiguous=True, through_range=True),),
)
OLD = a_claim(CLAIM.id, work="ding2025", statement="Over 200 tools.", citations=CLAIM.citations)
PAIR = ReviewPair(
    claim=CLAIM.id,
    work=CLAIM.citations[0].work,
    at="1-1-2a",
    number=8,
    groups=(1,),
    is_ambiguous=True,
    through_range=True,
    scope=ReadStatus.ABSTRACT,
    freshness=Freshness.STALE,
    stale_readers=("ana",),
    readers=("ana",),
)
VIEW = PairView(
    place=Place(
        pair=PAIR, stake=Stake(weight=Weight.LOAD_BEARING, conclusions=("L1",), chains=("L1",))
    ),
    claim=CLAIM,
    work=a_work(
        title="On " + "very " * 30 + "long titles",
        authors=(Name(family="Flynn", given="Asher"),),
        link_policy=LinkPolicy.WARN,
    ),
    sentence="The sentence in the paper's own words [8–10].",
    section="Introduction",
    clauses=(a_claim("ding2025-1-1-2b", statement="Another clause.", work="ding2025"),),
    companions=("[9]", "[10]"),
    excerpts=(ShownExcerpt(id="x1", words="some words", page="3"),),
    passages=tuple(
        ShownPassage(words=f"Passage {n} says so. " * 5, at="2-1-1", page=str(n), start=0, end=9)
        for n in range(1, 6)
    ),
    alarms=(
        Alarm(
            rule="number-differs",
            message="The claim has a number that the work lacks.",
            where=Where.CLAIM,
            source=CLAIM.statement,
            start=7,
            end=10,
        ),
    ),
    given=history(
        [a_verdict(CLAIM.id, binding=binding_of(OLD, PAIR.work), reason="It says \x1b[2J so.")],
        CLAIM,
        texts=(),
        wordings={binding_of(OLD, PAIR.work).claim: "Over 200 tools."},
    ),
)
PROGRESS = Progress(reader="ana", number=3, total=1730, read=2, skipped=1)
DRAFT = Draft(reason="A note " * 30, locator="p. 3", passage=1, access=ReadStatus.PART)
SIZES = [(20, 8), (40, 16), (60, 24), (80, 24), (120, 50)]


def screen(width=80, height=24, look=None, **options):
    return pair_screen(
        VIEW,
        PROGRESS,
        options.pop("draft", Draft()),
        look=look or Look(width=width),
        height=height,
        **options,
    )


@pytest.mark.parametrize(("width", "height"), SIZES)
@pytest.mark.parametrize("asking", [None, *Asking])
def test_nothing_is_wider_than_the_terminal(width, height, asking):
    found = screen(width, height, draft=DRAFT, message="Something to tell. " * 9, asking=asking)

    assert max(map(display_width, found.lines)) <= width


@pytest.mark.parametrize(("width", "height"), [size for size in SIZES if size[0] >= 60])
def test_nothing_is_higher_than_the_terminal(width, height):
    found = screen(width, height, draft=DRAFT, message="Something to tell. " * 9)

    assert len(found.lines) == height


@pytest.mark.parametrize("width", [60, 80, 120])
def test_paging_shows_every_line_of_the_pair(width):
    body = block_lines(blocks(VIEW), look=Look(width=width))
    seen, top = set(), 0
    while True:
        found = screen(width, 20, top=top)
        seen |= set(found.lines)
        if found.top == found.last_top:
            break
        top = found.top + found.page

    assert set(body) <= seen


def test_a_pair_that_fits_says_nothing_of_more():
    assert "more" not in screen(200, 100).text
    assert "space: more below" in screen(80, 24).text


def test_everything_a_reader_needs_stands_there():
    text = " ".join("\n".join(block_lines(blocks(VIEW), look=Look(width=120))).split())

    for words in (
        "Without this work L1 would lose its support.",
        "1-1-2a, “Introduction”; reference group 1, with [9] [10]",
        "was it meant?",
        "Another clause.",
        "hedge: may; about: women",
        "disputed: Over 200 below.",
        "[8] flynn2022",
        "may upset or be unsafe at work",
        "words no excerpt (the abstract held or read)",
        "x1 “some words” (p. 3)",
        "1 p. 1, 2-1-1: Passage 1 says so.",
        "▲ The claim has a number that the work lacks. [number-differs: “200”]",
        "ana, 2026-11-22 00:00: ✓ supported: It says [2J so.",
        "Changed since: claim: [-Over-]{+Nearly+} 200 tools",
        "Only the abstract was read",
    ):
        assert words in text


def test_colours_are_never_all_there_is():
    styled = screen(
        look=Look(width=80, style=lambda text, tone: click.style(text, bold=bool(tone)))
    )

    assert click.unstyle(styled.text) == screen().text


def test_a_terminal_without_signs_is_given_plain_ones():
    assert screen(look=Look(width=80, has_signs=False)).text.isascii()


def test_help_tells_every_key_and_how_far_a_verdict_reaches():
    text = help_text(Look(width=60))

    assert all(f"\n{key}  " in text for key in "spncdulorakz")
    assert max(map(display_width, text.splitlines())) <= 60
    assert "Only the abstract was read" in " ".join(text.split())
