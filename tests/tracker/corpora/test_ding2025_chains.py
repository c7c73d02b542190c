"""The shipped corpus: its chains, links, matrix, responses and verdicts hold together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any

import pytest
import yaml

from bib.works import ReadStatus
from evidence.chains import Basis, Relation, Role
from evidence.matrix import CellBasis
from evidence.verdicts import Fault, VerdictState

CORPUS = Path(__file__).resolve().parents[3] / "tracker" / "corpora" / "ding2025"
CHAINS = ("L1", "L2", "L3")
FILES = (*(f"chains/{chain}.yaml" for chain in CHAINS), "links.yaml", "matrix.yaml")
ALL_FILES = (*FILES, "responses.yaml", "verdicts.yaml")

# What the three chains consist of: each role with its steps.
STEPS = {
    "L1": {
        "conclusion": "C",
        "flawed-assumption": "FA",
        "premise": "P1 P2 P3 P4 P5 P6 P7",
        "evidence": "E3a E3b",
        "illustration": "I1",
        "concession": "K1 K2",
    },
    "L2": {
        "conclusion": "C",
        "flawed-assumption": "FA",
        "premise": "P1 P2 P3 P4 P5",
        "evidence": "E2",
        "context": "X1",
        "concession": "K1",
        "recommendation": "R",
    },
    "L3": {
        "conclusion": "C",
        "flawed-assumption": "FA",
        "premise": "P1 P2 P3 P4 P5 P6",
        "evidence": "E6a E6b E6c E6d",
        "concession": "K1",
        "recommendation": "R",
    },
}

# What the paper's argument itself consists of, beside whatever a curator sets against it.
ARGUMENT = {
    "L1": """E3a supports P3; E3b supports P3; P3 supports C; P4 supports C; P2 supports C;
        P5 supports C; P6 supports P5; P7 supports P5; P1 supports C; FA explains C;
        I1 illustrates FA; P5 contradicts FA; P7 contradicts FA; K1 limits C; K2 limits P3""",
    "L2": """E2 supports P2; P3 supports P4; P4 contrasts-with P5; P1 supports C; P2 supports C;
        P5 supports C; FA explains C; P5 contradicts FA; K1 limits C; C motivates R;
        X1 background-to P2""",
    "L3": """P2 supports P4; P3 supports P4; P4 supports C; P1 supports C; P5 supports C;
        P6 contradicts FA; E6a supports P6; E6b supports P6; E6c supports P6; E6d supports P6;
        FA explains C; K1 limits P6; C motivates R""",
}

# The paper's own silences and verdicts on six methods at four components.
TALLY = {
    "not addressed": 16,
    "not applicable": 4,
    "insufficient": 2,
    "limited": 1,
    "helps downstream": 1,
}

Record = dict[str, Any]


@pytest.fixture(scope="module")
def claims() -> dict[str, Record]:
    return {
        claim["claim"]: claim
        for file in sorted((CORPUS / "claims").glob("*.yaml"))
        for claim in records(f"claims/{file.name}")
    }


@pytest.fixture(scope="module")
def works() -> set[str]:
    entries = (CORPUS / "works.bib").read_text(encoding="utf-8")
    return {key.strip() for key in re.findall(r"^@\w+\{([^,]+),", entries, re.MULTILINE)}


@pytest.fixture(scope="module")
def concepts() -> list[str]:
    return [record["concept"] for record in records("concepts.yaml") if "concept" in record]


@pytest.fixture(scope="module")
def nodes() -> dict[str, Record]:
    return {
        record["node"]: record
        for chain in CHAINS
        for record in records(f"chains/{chain}.yaml")
        if "node" in record
    }


@pytest.fixture(scope="module")
def links() -> list[tuple[str, str, str]]:
    return [link for file in FILES for link in links_of(file)]


@pytest.mark.parametrize("chain", CHAINS)
def test_every_step_of_a_chain_is_there_in_its_role(chain: str) -> None:
    found = {
        record["node"]: record["role"]
        for record in records(f"chains/{chain}.yaml")
        if "node" in record
    }

    assert found == {
        f"{chain}.{step}": role for role, steps in STEPS[chain].items() for step in steps.split()
    }


@pytest.mark.parametrize("chain", CHAINS)
def test_every_link_of_the_argument_is_there(chain: str) -> None:
    wanted = {tuple(link.split()) for link in ARGUMENT[chain].split(";")}

    found = set(links_of(f"chains/{chain}.yaml"))

    assert {(f"{chain}.{a}", relation, f"{chain}.{b}") for a, relation, b in wanted} <= found


def test_a_chain_file_begins_with_its_limitation_and_ends_with_its_links() -> None:
    for chain in CHAINS:
        kinds = [next(iter(record)) for record in records(f"chains/{chain}.yaml")]

        assert kinds == sorted(kinds, key=["limitation", "node", "link"].index)
        assert records(f"chains/{chain}.yaml")[0]["limitation"] == chain


def test_steps_use_known_roles_and_grounds(nodes: dict[str, Record]) -> None:
    for node in nodes.values():
        Role(node["role"])
        Basis(node["basis"])


def test_a_carried_over_step_names_the_work_it_is_carried_from(nodes: dict[str, Record]) -> None:
    carried = [node for node in nodes.values() if node["basis"] == "carried-over"]

    assert carried
    assert all(node["carried"] for node in carried)


def test_a_step_belongs_to_a_leg_that_its_limitation_declares(nodes: dict[str, Record]) -> None:
    declared = {
        chain: {leg["leg"] for leg in records(f"chains/{chain}.yaml")[0]["legs"]}
        for chain in CHAINS
    }

    for name, node in nodes.items():
        assert node.get("leg", "") in {"", *declared[name.split(".")[0]]}


@pytest.mark.parametrize("chain", CHAINS)
def test_every_leg_reaches_the_conclusion(chain: str, nodes: dict[str, Record]) -> None:
    supporting = [
        (a, b) for a, relation, b in links_of(f"chains/{chain}.yaml") if relation == "supports"
    ]
    legs = {leg["leg"] for leg in records(f"chains/{chain}.yaml")[0]["legs"]}

    direct = {nodes[a].get("leg", "") for a, b in supporting if b == f"{chain}.C" and a in nodes}

    assert legs <= direct


def test_both_ends_of_a_link_exist(
    links: list[tuple[str, str, str]], nodes: dict[str, Record], claims: dict[str, Record]
) -> None:
    known = {*nodes, *claims}

    assert [link for link in links if not {link[0], link[2]} <= known] == []


def test_links_in_the_file_for_claims_join_claims(claims: dict[str, Record]) -> None:
    assert all({a, b} <= claims.keys() for a, _, b in links_of("links.yaml"))


def test_links_use_known_relations(links: list[tuple[str, str, str]]) -> None:
    assert {relation for _, relation, _ in links} <= {relation.value for relation in Relation}


def test_no_link_is_given_twice(links: list[tuple[str, str, str]]) -> None:
    assert [link for link, times in Counter(links).items() if times > 1] == []


def test_a_link_from_another_work_is_the_curators_and_says_why() -> None:
    for file in FILES:
        for record in records(file):
            if "link" in record and not re.match(r"(L\d\.)", record["link"]):
                assert record["by"] == "curator", record["link"]
                assert record["warrant"], record["link"]


def test_nothing_supports_itself_by_any_path(links: list[tuple[str, str, str]]) -> None:
    below: TopologicalSorter[str] = TopologicalSorter()
    for source, relation, target in links:
        if relation == "supports":
            below.add(target, source)

    below.prepare()


def test_claims_and_works_of_the_steps_exist(
    nodes: dict[str, Record], claims: dict[str, Record], works: set[str]
) -> None:
    assert {claim for node in nodes.values() for claim in node.get("claims", [])} <= claims.keys()
    assert {work for node in nodes.values() for work in node.get("carried", [])} <= works


def test_the_matrix_has_every_method_at_every_component(concepts: list[str]) -> None:
    methods = [concept for concept in concepts if concept.startswith("method/")]
    components = [concept for concept in concepts if concept.startswith("component/")]

    cells = {record["cell"] for record in cells_of_the_matrix()}

    assert len(cells) == 24
    assert {tuple(cell.split(" × ")) for cell in cells} <= {
        (method, component) for method in methods for component in components
    }


def test_the_matrix_keeps_what_the_paper_leaves_unaddressed() -> None:
    assert Counter(cell["state"] for cell in cells_of_the_matrix()) == TALLY


def test_cells_are_in_declared_states_and_say_on_what_they_stand() -> None:
    states = [state["state"] for state in records("matrix.yaml")[0]["states"]]

    assert states[0] == "not addressed"
    for cell in cells_of_the_matrix():
        assert cell["state"] in states
        basis = CellBasis(cell.get("basis", ""))
        assert (basis is CellBasis.NOTHING) == (cell["state"] == "not addressed"), cell["cell"]
        assert basis is CellBasis.NOTHING or cell["claims"], cell["cell"]


def test_claims_of_the_cells_exist(claims: dict[str, Record]) -> None:
    assert {claim for cell in cells_of_the_matrix() for claim in cell.get("claims", [])} <= (
        claims.keys()
    )


def test_responses_name_works_claims_and_stages_that_exist(
    claims: dict[str, Record], works: set[str], concepts: list[str]
) -> None:
    responses = records("responses.yaml")

    assert len(responses) == 10
    for response in responses:
        assert set(response["works"]) <= works, response["response"]
        assert {*response["claims"], *response.get("limits", [])} <= claims.keys()
        assert response["stage"] in {*concepts, "cross-stage"}, response["response"]


def test_what_became_of_a_response_says_when_it_was_looked_up() -> None:
    later = [response["since"] for response in records("responses.yaml") if "since" in response]

    assert later
    assert all(text.startswith("Looked up 2026; verify: ") for text in later)


def test_every_citation_of_the_paper_has_a_verdict_and_no_other_pair_has(
    claims: dict[str, Record],
) -> None:
    cited = {
        f"{name} × {citation['work']}"
        for name, claim in claims.items()
        if name.startswith("ding2025-")
        for citation in claim.get("citations", [])
    }

    judged = [verdict["verdict"] for verdict in records("verdicts.yaml")]

    assert sorted(judged) == sorted(cited)


def test_verdicts_use_known_words() -> None:
    for verdict in records("verdicts.yaml"):
        VerdictState(verdict["state"])
        ReadStatus(verdict["access"])
        assert verdict["reason"], verdict["verdict"]
        assert verdict["reader"] == "first reading"
        assert "fault" not in verdict or Fault(verdict["fault"])


def test_a_fault_is_found_only_where_something_was_read() -> None:
    for verdict in records("verdicts.yaml"):
        unseen = verdict["state"] == "source unavailable"
        assert unseen <= (verdict["access"] == "none"), verdict["verdict"]
        assert not (unseen and "fault" in verdict), verdict["verdict"]
        assert not (verdict["state"] == "supported" and "fault" in verdict), verdict["verdict"]
        assert "fault" in verdict or "major" not in verdict, verdict["verdict"]


@pytest.mark.parametrize("file", ALL_FILES)
def test_no_address_is_written_out(file: str) -> None:
    assert "://" not in (CORPUS / file).read_text(encoding="utf-8")


def records(name: str) -> list[Record]:
    with (CORPUS / name).open(encoding="utf-8") as stream:
        found: list[Record] = yaml.safe_load(stream)
    return found


def links_of(name: str) -> list[tuple[str, str, str]]:
    return list(_links_of(name))


def _links_of(name: str) -> Iterator[tuple[str, str, str]]:
    for record in records(name):
        if "link" in record:
            source, relation, target = record["link"].split(" ")
            yield source, relation, target


def cells_of_the_matrix() -> list[Record]:
    return [record for record in records("matrix.yaml") if "cell" in record]
