"""A corpus keeps what is known of a withheld work and never an address of it."""

from __future__ import annotations

from bib.works import LinkPolicy, Sighting
from tests.builders import a_work
from tracker.corpora.withheld import shown

CLEAN = "@misc{tool2019,\n  title = {A Tool},\n}"
LEAKY = "@misc{tool2019,\n  title = {A Tool},\n  url = {https://example.org/tool},\n}"


def test_a_work_that_is_not_withheld_is_shown_as_it_is() -> None:
    work = a_work("tool2019", block=LEAKY, note="https://example.org/tool")

    assert shown(work) is work


def test_an_entry_without_address_keeps_its_bytes() -> None:
    seen = (Sighting(where="example.com and Some Paper", what="report"),)
    work = a_work(
        "tool2019",
        fields={"title": "A Tool"},
        block=CLEAN,
        link_policy=LinkPolicy.WITHHOLD,
        seen=seen,
    )

    assert shown(work) == work


def test_an_entry_with_an_address_loses_it_with_its_bytes() -> None:
    work = a_work(
        "tool2019",
        fields={"title": "A Tool", "url": "https://example.org/tool"},
        block=LEAKY,
        link_policy=LinkPolicy.WITHHOLD,
        gist="A tool.",
    )

    assert (shown(work).block, dict(shown(work).fields)) == (None, {"title": "A Tool"})
    assert shown(work).gist == "A tool."


def test_a_path_behind_a_host_is_shown_nowhere() -> None:
    work = a_work(
        "tool2019",
        fields={"title": "A Tool"},
        block=CLEAN,
        link_policy=LinkPolicy.WITHHOLD,
        note="Moved to example.org/tool since.",
        seen=(Sighting(where="https://example.org/x"),),
        repairs=("None.",),
    )

    assert "example.org" not in repr(shown(work))
    assert shown(work).block == CLEAN
    assert shown(work).repairs == ("None.",)
