"""The shipped corpus: its bibliography, what it says of each work, and what it keeps back."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import bibtexparser
import pytest
import yaml

CORPUS = Path(__file__).parents[3] / "tracker" / "corpora" / "ding2025"

WITHHELD = {2, 6, 7, 10, 21, 39, 42}

# SHA-256, in lower case, of names that alone would lead to a withheld address.
TELLING_NAMES = {
    "088ac42d4015349d08adafe0677dcf2ac0f189e9f802b68834389f7bf5266e24",
    "146489a902ca8888c5751f20e476872762af9ba0c7ac6337389db4ba6130b7d1",
    "1964ad9e00cabfc7d8f100e8da5dd0ac9fa9960db4bfc08607cf7aad6e4e385b",
    "747af57ad52672c6acad541dbccbd577973f75de6ff22475367d383be0d0a947",
    "b599575daa6b4a1f999790edafdd03ab222d8fb966f389d8da5ef383d046ce64",
    "cbf00a6079a15de03dee654c7c2adb9c86f8c36e664abbc28d8749df38bbd861",
    "d492c4896af5d21eba67eebfe9a13bb17e9d1caa13b3f967649b4cbf0860943f",
    "d5f48dd103af05162f3b271c9f9e0540dd1fa515586d1aa6141c74bfcad5a8df",
}

REPAIRED = {
    "ibsaprinciples2024": "2025",
    "microsoft2009photodna": "2015",
    "nist2024ai1004": "Gaithersburg Md Nist",
    "s4569takeitdown2024": "2023",
    "s3696defiance2024": "2023",
    "thiel2023csam": "2024",
    "lakatos2023revealing": "subtitle",
    "asp2024congress": "subtitle",
    "ncose2023github": "Esq.",
}

_ADDRESS = re.compile(r"(?:https?://)?(?:[\w-]+\.)+[a-z]{2,}/[^\s{}\"',<>]+", re.IGNORECASE)


def records(name: str) -> list[dict[str, Any]]:
    loaded: list[dict[str, Any]] = yaml.safe_load((CORPUS / name).read_text("utf-8"))
    return loaded


@cache
def works() -> dict[str, dict[str, Any]]:
    return {record["work"]: record for record in records("works.yaml")}


@cache
def entries() -> dict[str, dict[str, str]]:
    library = bibtexparser.parse_string((CORPUS / "works.bib").read_text("utf-8"))
    assert not library.failed_blocks
    return {
        entry.key: {field.key.lower(): str(field.value) for field in entry.fields}
        for entry in library.entries
    }


@cache
def claim_files() -> dict[str, list[dict[str, Any]]]:
    return {
        path.stem: records(f"claims/{path.name}") for path in sorted(CORPUS.glob("claims/*.yaml"))
    }


@cache
def corpus_texts() -> tuple[str, ...]:
    files = [path for path in CORPUS.rglob("*") if path.suffix in {".yaml", ".bib"}]
    texts = [path.read_text("utf-8") for path in files]
    # Wrapping may cut an address; both readings are looked at.
    return (*texts, *(re.sub(r"\n\s*", "", text) for text in texts))


@cache
def addresses() -> frozenset[str]:
    return frozenset(address for text in corpus_texts() for address in _ADDRESS.findall(text))


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def shortenings(address: str) -> Iterator[str]:
    """An address without scheme, `www.` and fragment, and every shorter form of it."""
    bare = re.sub(r"^(?:https?://)?(?:www\.)?", "", address, flags=re.IGNORECASE)
    host, _, rest = bare.split("#")[0].partition("/")
    for end in range(len(rest), 0, -1):
        yield f"{host.lower()}/{rest[:end]}"


def test_the_bibliography_holds_the_survey_and_its_42_references_in_order() -> None:
    keys = list(entries())

    assert len(keys) == 43
    assert keys[0] == "ding2025"
    assert keys == list(works())


def test_each_number_of_the_reference_list_is_used_once_and_in_order() -> None:
    numbers = [record["cited_as"] for record in works().values() if "cited_as" in record]

    assert numbers == list(range(1, 43))


def test_works_whose_address_is_withheld_are_those_that_lead_to_tools() -> None:
    withheld = {
        record["cited_as"] for record in works().values() if record.get("link_policy") == "withhold"
    }

    assert withheld == WITHHELD


def test_a_withheld_work_has_a_fingerprint_and_no_field_that_could_hold_an_address() -> None:
    fields = entries()
    for key, record in works().items():
        if record.get("link_policy") != "withhold":
            assert "address_sha256" not in record
            continue
        assert re.fullmatch(r"[0-9a-f]{64}", record["address_sha256"])
        assert not {"url", "doi", "eprint"} & set(fields[key])
        assert not any("/" in value for value in fields[key].values())


def test_no_withheld_address_stands_anywhere_in_the_corpus() -> None:
    kept_back = {
        record["address_sha256"] for record in works().values() if "address_sha256" in record
    }
    found = {sha256(form) for address in addresses() for form in shortenings(address)}

    assert len(kept_back) == len(WITHHELD)
    assert not kept_back & found


def test_no_name_that_leads_to_a_withheld_address_stands_anywhere_in_the_corpus() -> None:
    found = {
        sha256(word.lower()) for text in corpus_texts() for word in re.findall(r"[\w-]+", text)
    }

    assert not TELLING_NAMES & found


def test_code_hosts_and_shared_documents_are_linked_only_for_the_face_dataset() -> None:
    hosts = ("git" + "hub.com", "git" + "lab.com", "docs.goo" + "gle.com", "youtu" + "be.com")
    linked = {address for address in addresses() if any(host in address.lower() for host in hosts)}

    assert all(address.endswith("NVlabs/ffhq-dataset") for address in linked)


@pytest.mark.parametrize(("key", "printed"), REPAIRED.items())
def test_a_repair_says_what_the_survey_prints(key: str, printed: str) -> None:
    repairs = works()[key]["repairs"]

    assert any(printed in repair for repair in repairs)


def test_repairs_are_whole_sentences() -> None:
    for record in works().values():
        assert all(
            repair[0].isupper() and repair.endswith(".") for repair in record.get("repairs", [])
        )


def test_the_entries_hold_what_the_repairs_set() -> None:
    fields = entries()

    assert fields["ibsaprinciples2024"]["year"] == "2024"
    assert fields["microsoft2009photodna"]["year"] == "2009"
    assert fields["s4569takeitdown2024"]["year"] == "2024"
    assert fields["s3696defiance2024"]["year"] == "2024"
    assert fields["thiel2023csam"]["year"] == "2023"
    assert fields["nist2024ai1004"]["number"] == "NIST AI 100-4"


def test_each_cited_work_has_claims_or_says_why_it_was_not_read() -> None:
    files = claim_files()
    for key, record in works().items():
        assert record["gist"]
        if record.get("read_status", "none") == "none":
            assert (
                "could be reached" in record["gist"]
                or "not opened" in record["gist"]
                or ("left closed" in record["gist"])
            )
        else:
            assert key == "ding2025" or files[key]


def test_each_claim_belongs_to_its_file_and_has_an_id_of_its_own() -> None:
    ids = [record["claim"] for file in claim_files().values() for record in file]

    assert len(ids) == len(set(ids))
    for key, file in claim_files().items():
        assert key in works()
        assert all(record["claim"].startswith(f"{key}-") for record in file)


def test_each_claim_of_a_cited_work_says_how_far_it_was_read_and_where() -> None:
    for key, file in claim_files().items():
        if key == "ding2025":
            continue
        assert all(record["read_status"] != "none" and record["seen"] for record in file)


def test_each_figure_of_a_cited_work_has_unit_and_subject_and_names_known_disputes() -> None:
    files = claim_files()
    ids = {record["claim"] for file in files.values() for record in file}
    for key, file in files.items():
        if key == "ding2025":
            continue
        for figure in (figure for record in file for figure in record.get("figures", [])):
            assert figure["unit"]
            assert figure["subject"]
            assert "ding2025" not in files or set(figure.get("disputed_by", [])) <= ids
