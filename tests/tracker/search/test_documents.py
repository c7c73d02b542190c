"""What of a work and of a claim can be found."""

from __future__ import annotations

from decimal import Decimal

from bib.dates import PartialDate
from bib.names import Name
from bib.standing import Standing, StandingSignal
from bib.works import LinkPolicy, ReadStatus
from evidence.citations import Citation
from evidence.corpus import Corpus
from evidence.figures import Figure
from evidence.verdicts import VerdictState
from tests.builders import a_claim, a_node, a_verdict, a_work
from tracker.search.documents import (
    claim_document,
    corpus_documents,
    text_document,
    work_document,
)

FLYNN = a_work(
    "flynn2022",
    title="Deepfakes",
    authors=(Name(given="Asher", family="Flynn"),),
    issued=PartialDate(2022),
    aliases=("flynn",),
    ids={"doi": "10.1093/bjc/azab111"},
    fields={
        "title": "{D}eepfakes",
        "journal": r"Revista Espa{\~n}ola",
        "abstract": "An \\emph{abstract}.",
        "url": "https://hidden.example",
    },
    gist="A survey of people.",
    read_status=ReadStatus.FULL,
    standing=(StandingSignal(state=Standing.CORRECTED),),
)


def test_a_work_says_its_title_names_container_abstract_gist_and_identifiers() -> None:
    document = work_document(FLYNN)

    assert (document.type, document.id, document.title) == ("work", "flynn2022", "Deepfakes")
    assert document.body == (
        "Asher Flynn",
        "Revista Española",
        "An abstract.",
        "A survey of people.",
        "10.1093/bjc/azab111",
        "flynn2022",
        "flynn",
    )
    assert (document.authors, document.year) == (("Asher Flynn",), 2022)
    assert (document.kinds, document.works) == (("article",), ("flynn2022", "flynn"))


def test_a_work_is_in_the_states_of_its_standing_reading_and_verdicts() -> None:
    document = work_document(
        FLYNN, verdicts=[a_verdict("c", "flynn2022", state=VerdictState.NOT_SUPPORTED)]
    )

    assert document.states == ("corrected", "not supported", "read-full")


def test_the_address_of_a_withheld_work_is_not_searched() -> None:
    work = a_work("hidden", ids={"url": "https://hidden.example"}, link_policy=LinkPolicy.WITHHOLD)

    document = work_document(work)

    assert not any("example" in passage for passage in document.body)
    assert "withheld" in document.states


def test_a_claim_says_its_statement_figures_and_id() -> None:
    figure = Figure(value=Decimal(28000), unit="images", subject="images shared")
    claim = a_claim("flynn2022-2", statement="Many were harmed.", figures=(figure,), kind="finding")

    document = claim_document(claim, work=FLYNN)

    assert document.body == ("Many were harmed.", "28,000 images images shared", "flynn2022-2")
    assert (document.kinds, document.concepts) == (("finding",), ("kind/finding",))
    assert (document.authors, document.year) == (("Asher Flynn",), 2022)
    assert document.works == ("flynn2022", "flynn")


def test_a_claim_is_in_the_states_of_its_verdicts_and_of_its_works_standing() -> None:
    claim = a_claim(citations=(Citation(work="a"), Citation(work="b")))
    verdict = a_verdict(claim.id, "a", state=VerdictState.SUPPORTED)

    document = claim_document(claim, work=FLYNN, verdicts=[verdict])

    assert document.states == ("cited", "corrected", "read-none", "supported", "unverified")
    assert document.cites == ("a", "b")


def test_a_claim_with_a_verdict_on_every_citation_is_not_unverified() -> None:
    claim = a_claim(citations=(Citation(work="a"),))

    document = claim_document(claim, verdicts=[a_verdict(claim.id, "a")])

    assert "unverified" not in document.states
    assert document.works == (claim.work,)


def test_a_text_is_found_by_its_work() -> None:
    document = text_document("sha256", "The words.\n \nMore words.\n", works=[FLYNN])

    assert (document.type, document.body, document.works) == (
        "text",
        ("The words.", "More words.\n"),
        ("flynn2022", "flynn"),
    )


def test_a_text_is_not_found_by_an_address_for_it_may_be_one_that_is_withheld() -> None:
    content = "Get it at https://bad.example/tool now."

    document = text_document("sha256", content, works=[FLYNN])

    assert "bad.example" not in "".join(document.body)
    assert "now" in "".join(document.body)


def test_a_corpus_gives_works_then_claims_each_with_its_limitations_and_concepts() -> None:
    claim = a_claim(
        "ding2025-1",
        work="ding2025",
        citations=(Citation(work="flynn2022"),),
        concepts=("stage/hosting",),
    )
    corpus = Corpus(
        bibliography=(a_work("ding2025"), FLYNN),
        claims=(claim,),
        nodes=(a_node("L1.P1", claims=("ding2025-1",)),),
        verdicts=(a_verdict("ding2025-1", "flynn2022", state=VerdictState.PARTLY),),
    )

    ding, flynn, found = corpus_documents(corpus)

    assert [each.type for each in (ding, flynn, found)] == ["work", "work", "claim"]
    assert (ding.cites, flynn.cites, found.cites) == (("flynn2022",), (), ("flynn2022",))
    assert ding.limitations == flynn.limitations == found.limitations == ("L1",)
    assert ding.concepts == flynn.concepts == found.concepts == ("stage/hosting",)
    assert "partly" in flynn.states
    assert {"partly", "cited"} <= set(found.states)
