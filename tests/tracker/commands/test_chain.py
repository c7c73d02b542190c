from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest

from tests.builders import a_limitation, a_link, a_sound_corpus


def test_the_shipped_chains_say_why_each_limitation_holds_and_where_it_is_thin(evtrack, shipped):
    done = evtrack("--library", shipped, "chain")

    assert done.status == 0
    assert done.out.startswith("This corpus concerns image-based sexual abuse.")
    for told in ("L1.C", "LEG B:", "How sound", "Where it is thin", "Signs"):
        assert told in done.out
    for limitation in ("L1", "L2", "L3"):
        assert f"\n{limitation}  " in done.out
    assert max(len(line) for line in done.out.splitlines()) <= 100


def test_no_withheld_address_comes_out_in_any_format(evtrack, shipped):
    for format_ in ("text", "json", "dot", "mermaid", "svg", "html"):
        out = evtrack("--library", shipped, "chain", "--full", "--format", format_).out.casefold()
        own = out.replace("http://www.w3.org/2000/svg", "").replace("http-equiv", "")
        for host in (
            "mrdeepfakes.com",
            *(f"github.com/{name}" for name in ("iperov", "deepfakes")),
        ):
            assert host not in own, (format_, host)


def test_one_chain_is_one_object_and_several_stand_under_chains(evtrack, shipped):
    one = evtrack("--library", shipped, "chain", "l2", "--json").json
    all_ = evtrack("--library", shipped, "chain", "--format", "json").json

    assert one["limitation"]["id"] == "L2"
    assert {"nodes", "links", "works", "gaps"} <= set(one)
    assert [chain["limitation"]["id"] for chain in all_["chains"]] == ["L1", "L2", "L3"]


@pytest.mark.parametrize("limitation", ["L1", "L2", "L3"])
def test_every_gap_the_research_found_is_named(evtrack, shipped, limitation):
    gaps = evtrack("--library", shipped, "chain", limitation, "--json").json["gaps"]

    known = {
        "L1": {
            ("L1.P2", "no-citation"),
            ("L1.P7", "single-source"),
            ("L1.E3b", "disputed-figure"),
            ("L1.P1", "single-source"),
        },
        "L2": {("L2.P5", "no-citation"), ("L2.P3", "single-source")},
        "L3": {("L3.E6a", "single-source"), ("L3.E6c", "not-supported")},
    }
    assert known[limitation] <= {(gap["node"], gap["kind"]) for gap in gaps}


def test_a_picture_is_written_whole_to_its_file(evtrack, shipped, tmp_path):
    target = tmp_path / "L1.svg"

    done = evtrack("--library", shipped, "chain", "L1", "--format", "svg", "--to", target)

    assert done.status == 0
    assert done.out == ""
    assert ET.parse(target).getroot().tag.endswith("svg")  # noqa: S314


def test_in_brief_and_in_full_exclude_each_other(evtrack, shipped):
    brief = evtrack("--library", shipped, "chain", "L1", "--brief")
    whole = evtrack("--library", shipped, "chain", "L1")
    full = evtrack("--library", shipped, "chain", "L1", "--full")

    assert len(brief.out) < len(whole.out) < len(full.out)
    assert evtrack("--library", shipped, "chain", "L1", "--brief", "--full").status == 2


def test_an_unknown_limitation_is_refused_with_those_there_are(evtrack, shipped):
    done = evtrack("--library", shipped, "chain", "L9")

    assert done.status == 3
    assert "L9" in done.err
    assert "L1" in done.err


def test_a_chain_with_a_loop_is_refused_with_its_steps(evtrack, library_of):
    links = (a_link("L1.P1", "supports", "L1.P2"), a_link("L1.P2", "supports", "L1.P1"))
    root = library_of(a_sound_corpus(links=links))

    done = evtrack("--library", root, "chain", "L1")

    assert done.status == 3
    assert "L1.P1 → L1.P2" in done.err or "L1.P2 → L1.P1" in done.err


def test_a_limitation_without_steps_is_refused_when_asked_for_and_else_told(evtrack, library_of):
    root = library_of(a_sound_corpus(limitations=(a_limitation("L1"), a_limitation("L2"))))

    asked = evtrack("--library", root, "chain", "L2")
    all_ = evtrack("--library", root, "chain")

    assert asked.status == 3
    assert "L2" in asked.err
    assert all_.status == 0
    assert "There is no step in its chain yet." in all_.out


def test_a_library_without_limitations_says_so(evtrack, library_of):
    root = library_of(a_sound_corpus(limitations=(), nodes=(), links=()))

    assert evtrack("--library", root, "chain").out == "The library holds no limitations.\n"
    assert evtrack("--library", root, "chain", "--json").json == {"chains": []}
