"""No command shows the address of a work that is withheld, wherever its owner wrote it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from bib.dates import PartialDate
from bib.standing import Standing, StandingSignal
from bib.works import LinkPolicy, Sighting
from evidence.excerpts import Excerpt
from evidence.figures import Figure
from tests.builders import a_citation, a_claim, a_sound_corpus, a_verdict, a_work
from tests.command_line import Evtrack
from tracker.library import Library

NOW = datetime(2026, 11, 23, tzinfo=UTC)
SECRET = "badplace"  # noqa: S105
ADDRESS = f"https://{SECRET}.example/page"
BLOCK = f"@misc{{hidden2020,\n  title = {{A Tool}},\n  url = {{{ADDRESS}}}\n}}"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library whose owner wrote a withheld address into every text about the work."""
    hidden = a_work(
        "hidden2020",
        type="misc",
        title="A Tool",
        fields={
            "title": "A Tool",
            "url": ADDRESS,
            "doi": f"10.1234/{SECRET}",
            "howpublished": rf"\url{{{ADDRESS}}}",
            "note": f"Retrieved from {SECRET}.org on Monday",
            "publisher": f"www.{SECRET}.net",
            "pages": ADDRESS,
            "year": "2020",
        },
        issued=PartialDate(2020),
        ids={"url": ADDRESS, "doi": f"10.1234/{SECRET}"},
        block=BLOCK,
        cited_as=1,
        link_policy=LinkPolicy.WITHHOLD,
        aliases=(f"{SECRET}.org",),
        standing=(StandingSignal(state=Standing.GONE, seen=ADDRESS, note=f"Was at {ADDRESS}."),),
        seen=(Sighting(where=ADDRESS, what=f"the page {ADDRESS}"),),
        repairs=(f"The address {ADDRESS} was joined.",),
        gist=f"A tool at {ADDRESS}.",
        note=f"See {ADDRESS} for a label.",
    )
    claims = (
        a_claim("ding2025-1", citations=(a_citation("hidden2020", number=1),)),
        a_claim(
            "hidden2020-1",
            statement=f"The site {ADDRESS} has a label.",
            seen=ADDRESS,
            note=f"Copied from {ADDRESS}.",
            figures=(Figure(value=Decimal(3), unit="tools", subject=f"listed at {ADDRESS}"),),
            excerpts=(Excerpt(id="x1", claim="hidden2020-1", work="hidden2020", quote=ADDRESS),),
        ),
    )
    survey = a_work("ding2025", title="A Survey", fields={"title": "A Survey"})
    verdict = a_verdict("ding2025-1", "hidden2020", reason=f"{ADDRESS} says so.", locator=ADDRESS)
    sound = a_sound_corpus(matrices=(), responses=(), verdicts=(verdict,), claims=claims)
    nodes = tuple(replace(node, claims=("ding2025-1", "hidden2020-1")) for node in sound.nodes)
    links = tuple(link for link in sound.links if link.source != "roe2020-1")
    corpus = replace(sound, bibliography=(survey, hidden), nodes=nodes, links=links)
    folder = tmp_path_factory.mktemp("withheld") / "library"
    with Library.create(folder, now=NOW) as library, library.deed("fill", now=NOW) as deed:
        deed.records.put_corpus(corpus)
    return folder


COMMANDS = [
    "status",
    "works",
    "works --json",
    "claims",
    "claims --json",
    "claims --query label",
    "show hidden2020",
    "show hidden2020 --json",
    "show hidden2020-1",
    "show hidden2020-1 --json",
    "show ding2025-1",
    "show ding2025-1 --json",
    "show x1",
    "show x1 --json",
    "show L1.P1",
    "show L1.P1 --json",
    "show L1",
    "show creation",
    "show stage/creation --json",
    "search label",
    "search label --json",
    "search tool site",
    "search badpl~",
    "search badplaca",
    "export",
    "export --json",
    "export --format biblatex",
    "export --work hidden2020",
    "bibliography",
    "bibliography --json",
    "bibliography --by year",
    "bibliography --format bibtex",
    "bibliography --format biblatex",
    "limitations --json",
    "concepts --json",
    "chain",
    "chain L1",
    "chain L1 --json",
    "chain L1 --format dot",
    "chain L1 --format mermaid",
    "chain L1 --format svg",
    "chain L1 --format html",
    "check",
    "check --json",
    "check --format sarif",
    "check --format github",
    "review list --json",
    "review report",
    "review report --json",
    "review report --format html",
    "review report --format markdown",
    "review report --format letter",
    "matrix",
    "log",
    "log --json",
    "log hidden2020",
]


@pytest.mark.parametrize("words", COMMANDS)
def test_no_command_shows_a_withheld_address(evtrack: Evtrack, root: Path, words: str):
    outcome = evtrack("--library", root, *words.split())

    said = (outcome.out + outcome.err).replace("badplaca", "")
    assert SECRET not in said
    assert "Traceback" not in said


def test_a_corpus_that_is_exported_holds_no_withheld_address_and_tells_what_it_left_out(
    evtrack: Evtrack, root: Path, tmp_path: Path
):
    outcome = evtrack("--library", root, "export", "--format", "corpus", "--to", tmp_path / "out")

    assert outcome.status == 0
    for file in (tmp_path / "out").rglob("*.*"):
        assert SECRET not in file.read_text(encoding="utf-8").replace(f"{SECRET}.org", ""), file
    assert "an address in the claim hidden2020-1" in outcome.err
    assert "an address in the verdict on ding2025-1" in outcome.err


def test_what_an_export_leaves_out_is_told(evtrack: Evtrack, root: Path):
    outcome = evtrack("--library", root, "export", "--json")

    lost = {(each["key"], each["field"]) for each in outcome.json["losses"]}
    assert {("hidden2020", "url"), ("hidden2020", "doi"), ("hidden2020", "pages")} <= lost


def test_an_import_does_not_bring_a_withheld_address_back(
    evtrack: Evtrack, shipped: Path, tmp_path: Path
):
    entry = BLOCK.replace("hidden2020", "kim2019scraper").replace("A Tool", "nsfw_data_scraper")
    (tmp_path / "more.bib").write_text(entry)

    outcome = evtrack("--library", shipped, "import", tmp_path / "more.bib", "--json")

    assert outcome.status == 0
    assert [each["code"] for each in outcome.json["problems"]] == ["withheld-address"]
    assert SECRET not in outcome.out
    with Library.open(shipped) as library, library.reading() as records:
        assert SECRET not in repr(records.work("kim2019scraper"))


def test_an_address_in_hand_is_confirmed_by_its_fingerprint(evtrack: Evtrack, shipped: Path):
    wrong = evtrack("--library", shipped, "show", "kim2019scraper", "--address", ADDRESS)
    told = evtrack("--library", shipped, "show", "kim2019scraper", "--address", ADDRESS, "--json")

    assert (wrong.status, wrong.out) == (1, "This is not the address.\n")
    assert told.json == {"type": "work", "key": "kim2019scraper", "is_address": False}


def test_a_work_without_a_withheld_address_confirms_none(evtrack: Evtrack, shipped_original: Path):
    outcome = evtrack("--library", shipped_original, "show", "L1", "--address", ADDRESS)

    assert outcome.status == 2
