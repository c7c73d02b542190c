from __future__ import annotations

import json

from bib.works import LinkPolicy
from tests.builders import a_chain, a_citation, a_claim, a_node, a_work
from tracker.render.chain_json import chain_object, chains_object


def test_a_chain_has_every_key_scripts_rely_on(chain):
    shape = chain_object(chain)

    assert {"limitation", "nodes", "links", "works", "gaps"} <= set(shape)
    assert shape["limitation"]["id"] == "L1"
    assert {"node", "why"} <= set(shape["gaps"][0])
    assert [work["key"] for work in shape["works"]] == ["flynn2022", "roe2020"]
    json.dumps(shape)


def test_what_is_known_of_a_pair_stays_apart(chain):
    nodes = {node["id"]: node for node in chain_object(chain)["nodes"]}

    (_, pair) = nodes["L1.P0"]["pairs"]
    assert pair["work"] == "roe2020"
    assert pair["read_status"] == "full"
    assert pair["standing"] == "superseded"
    assert [verdict["state"] for verdict in pair["verdicts"]] == ["supported"]


def test_the_tally_adds_up(chain):
    tally = chain_object(chain)["tally"]

    assert tally.pop("total") == sum(tally.values()) == 5


def test_one_chain_is_an_object_and_several_stand_under_chains(chain):
    assert chains_object([chain], content_note="Beware.")["content_note"] == "Beware."
    assert len(chains_object([chain, chain])["chains"]) == 2
    assert chains_object([]) == {"chains": []}


def test_the_address_of_a_withheld_work_does_not_come_out():
    work = a_work(
        "tool2020",
        link_policy=LinkPolicy.WITHHOLD,
        fields={"title": "A tool", "url": "https://example.org/tool"},
        ids={"url": "https://example.org/tool"},
        block="@misc{tool2020, url = {https://example.org/tool}}",
        note="See https://example.org/tool.",
    )
    claim = a_claim("ding2025-1", citations=(a_citation("tool2020"),))

    shape = chain_object(a_chain([a_node(claims=("ding2025-1",))], claims=[claim], works=[work]))

    assert "example.org" not in json.dumps(shape)
