from __future__ import annotations

import pytest

from tests.builders import a_chain
from tracker.render.chain_text import chain_text, legend, short_chain_text
from tracker.render.terminal import Look

WHOLE = """\
L1  Labels do not help
══════════════════════

What labels cure is not what hurts.

How sound  Strong.
Stands on  5 pairs of claim and cited work: 1 supported, 1 partly, 1 not supported, 1 could not be
           checked (1 source unavailable), 1 not yet checked.
Thin at    L1.P1, L1.P2, L1.E1 (why: below)

L1.C  Labels leave the harm.
│ conclusion, inferred
│
├─ FLAWED ASSUMPTION
│  └─ L1.FA  Fake is harmless.
│     │ flawed assumption, inferred
│     │ ↑ explains L1.C
│     │ ↔ contradicted by L1.P2
│     │
│     └─ L1.I1  A founder says so.
│          illustration, uncited
│          ↑ illustrates L1.FA
│
├─ NEEDED BY EVERY LEG
│  └─ L1.P0  Governance means labels.
│       premise, cited
│       ↑ supports L1.C: A regime is what it does.
│       · 4.1-1-1  They label.
│           ✓ supported           Roe and Poe 2020 [12] (read in full, superseded)
│           ◐ partly              Flynn 2022 [8] (abstract read)
│
├─ LEG A: Nothing is hidden
│  └─ L1.P1  Everybody sees that it is fake.
│     │ premise, cited
│     │ ↑ supports L1.C
│     │ ▲ a cited work does not bear it out
│     │ · 4.1-1-2a  It shows. (its citations serve other clauses too)
│     │     ✗ not supported       Flynn 2022 [8] (abstract read)
│     │ ▼ limited by Roe and Poe 2020 [12]: Not on a small screen.
│     │
│     └─ L1.E1  A count.
│          evidence, cited
│          ↑ supports L1.P1
│          ▲ sources not read; disputed figure
│          · ding2025-3  Many times more.
│              – source unavailable  Roe and Poe 2020 [12] (read in full, superseded)
│              ○ not yet checked     poe1999 [3] (not in the library)
│
├─ LEG B: The harm stays
│  └─ L1.P2  People are hurt all the same.
│       premise, uncited
│       ↑ supports L1.C
│       ▲ no citation
│
├─ BESIDE THE CONCLUSION
│  └─ L1.K1  Labels help moderators.
│       concession, uncited
│       ↑ limits L1.C
│
└─ LEADS TO
   └─ L1.R  Go further.
        recommendation, inferred
        ↑ motivated by L1.C

Where it is thin
  L1.P1  Not supported by Flynn 2022 [8] (for 4.1-1-2a): No viewers.
  L1.P2  The survey cites nothing for it.
  L1.E1  Nobody could read Roe and Poe 2020 [12] and poe1999 [3].
  L1.E1  The figure “28,000 times” (size) is disputed: It is not so.

What it needs and the survey does not say
  1  One report stands for all.

To be careful about
  –  P2 is weak."""

SHORT = """\
L1  Labels do not help
    Labels leave the harm.
    Needed by every leg
      L1.P0  Governance means labels.
             ✓ 1 supported   ◐ 1 partly
    Leg A: Nothing is hidden
      L1.P1  Everybody sees that it is fake.
             ✗ 1 not supported
             ▲ a cited work does not bear it out
    Leg B: The harm stays
      L1.P2  People are hurt all the same.
             ▲ no citation
    Stands on 5 pairs of claim and cited work: 1 supported, 1 partly, 1 not supported, 1 could not
    be checked (1 source unavailable), 1 not yet checked."""


def test_the_whole_chain_reads_from_the_conclusion_to_the_works(chain):
    assert chain_text(chain).splitlines() == WHOLE.splitlines()


def test_in_short_every_premise_has_its_line_and_its_states(chain):
    assert short_chain_text(chain).splitlines() == SHORT.splitlines()


def test_in_full_readers_reasons_are_told(chain):
    text = chain_text(chain, is_full=True)

    assert "ana: No viewers." in text
    assert "Viewers are taken in. Not on a small screen." in text


@pytest.mark.parametrize("width", [44, 60, 80, 140])
def test_no_line_is_wider_than_the_terminal(chain, width):
    lines = chain_text(chain, look=Look(width=width)).splitlines()

    assert max(len(line) for line in lines) <= width


def test_ascii_terminals_get_a_tree_too(chain):
    text = chain_text(chain, look=Look(has_signs=False))

    assert text.isascii()
    assert "|- LEG A: Nothing is hidden" in text
    assert "x not supported" in text


def test_every_state_is_told_in_words_as_well_as_by_sign_and_style(chain):
    marked = Look(style=lambda text, tone: f"\x1b[1m{text}\x1b[0m")

    text = chain_text(chain, look=marked)

    assert "not supported" in text
    assert text.replace("\x1b[1m", "").replace("\x1b[0m", "") == chain_text(chain)


def test_a_very_long_chain_is_told_without_running_out_of_room(long_chain):
    lines = chain_text(long_chain).splitlines()

    assert len(lines) > 2000
    assert max(len(line) for line in lines) <= 100


def test_hostile_texts_cannot_steer_the_terminal(hostile_chain):
    text = chain_text(hostile_chain, is_full=True) + short_chain_text(hostile_chain)

    assert "\x1b" not in text
    assert "\u202e" not in text


def test_a_limitation_without_steps_says_so():
    assert "no step" in chain_text(a_chain())


def test_the_legend_names_every_sign():
    assert "✓ supported" in legend(Look())
    assert "▲" in legend(Look())
