from __future__ import annotations

from itertools import combinations

from evidence.gaps import gaps
from tracker.render.chain_layout import lay_out


def placed(chain):
    return {str(each.box.id): each for each in lay_out(chain, gaps(chain)).placed}


def test_no_two_boxes_overlap(chain):
    for one, other in combinations(placed(chain).values(), 2):
        apart = (
            one.right <= other.x
            or other.right <= one.x
            or one.bottom <= other.y
            or other.bottom <= one.y
        )
        assert apart, (one.box.id, other.box.id)


def test_the_conclusion_spans_its_legs_and_stands_above_them(chain):
    boxes = placed(chain)

    for premise in ("L1.P0", "L1.P1", "L1.P2"):
        assert boxes["L1.C"].bottom < boxes[premise].y
        assert boxes["L1.C"].x <= boxes[premise].x
        assert boxes[premise].right <= boxes["L1.C"].right
    assert boxes["L1.R"].bottom < boxes["L1.C"].y
    assert boxes["L1.FA"].right < boxes["L1.C"].x
    assert boxes["L1.K1"].x > boxes["L1.C"].right


def test_a_step_stands_beneath_the_one_it_supports(chain):
    boxes = placed(chain)

    assert boxes["L1.P1"].bottom < boxes["L1.E1"].y
    assert boxes["L1.P1"].x <= boxes["L1.E1"].x


def test_every_leg_has_its_panel_and_its_boxes_inside(chain):
    layout = lay_out(chain, gaps(chain))

    titles = [panel.title[0] for panel in layout.panels]
    assert titles == ["Needed by every leg", "Leg A: Nothing is hidden", "Leg B: The harm stays"]
    for box in layout.placed:
        assert box.bottom <= layout.height
        assert box.right <= layout.width


def test_a_link_between_columns_runs_beneath_all_boxes(chain):
    layout = lay_out(chain, gaps(chain))

    (lane,) = [wire for wire in layout.wires if wire.label]
    assert lane.label == "L1.P2 contradicts L1.FA"
    assert max(y for _, y in lane.points) > max(box.bottom for box in layout.placed)


def test_every_link_is_drawn_once(chain):
    layout = lay_out(chain, gaps(chain))

    drawn = [wire.link for wire in layout.wires]
    assert sorted(map(str, drawn)) == sorted(map(str, set(drawn)))
    assert len(drawn) == len(chain.links)


def test_a_very_long_chain_is_placed(long_chain):
    assert len(lay_out(long_chain, ()).placed) == 2001
