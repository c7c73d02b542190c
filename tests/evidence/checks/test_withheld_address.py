from __future__ import annotations

import pytest

from bib.identifiers import address_fingerprint
from bib.works import LinkPolicy, Sighting
from evidence.checks import withheld_address
from evidence.holdings import Holdings
from tests.builders import a_claim, a_sound_corpus, a_work


def found(corpus, **parts):
    return list(withheld_address.check(Holdings.of(corpus, **parts)))


@pytest.mark.parametrize(
    "parts",
    [
        {"fields": {"url": "example.org/tool"}},
        {"fields": {"howpublished": "Online at https://example.org/tool"}},
        {"fields": {}, "block": "@misc{tool, url = {https://example.org/tool}}"},
        {"fields": {}, "ids": {"doi": "10.1234/abc"}},
        {"fields": {}, "note": "See www.example.org"},
        {"fields": {}, "seen": (Sighting(where="https://example.org/tool"),)},
    ],
)
def test_an_address_anywhere_in_a_withheld_work_is_reported_and_not_repeated(parts):
    work = a_work("tool2020", link_policy=LinkPolicy.WITHHOLD, **parts)

    (finding,) = found(a_sound_corpus(bibliography=(work,)))

    assert finding.subject == "tool2020"
    assert "example.org" not in finding.message


def test_an_open_work_may_carry_its_address():
    work = a_work("paper2020", fields={"url": "https://example.org/paper"})

    assert found(a_sound_corpus(bibliography=(work,))) == []


def test_a_withheld_work_may_keep_the_fingerprint_of_its_address():
    work = a_work("tool2020", link_policy=LinkPolicy.WITHHOLD, address_sha256="ab" * 32)

    assert found(a_sound_corpus(bibliography=(work,))) == []


@pytest.mark.parametrize(
    "words",
    [
        "See https://www.example.org/tool/.",
        "It stands (example.org/tool) there.",
        "EXAMPLE.org/tool",
    ],
)
def test_a_withheld_address_in_any_other_record_is_reported_and_not_repeated(words):
    work = a_work(
        "tool2020",
        link_policy=LinkPolicy.WITHHOLD,
        address_sha256=address_fingerprint("https://example.org/tool"),
    )
    claim = a_claim("roe2020-1", note=words)

    (finding,) = found(a_sound_corpus(bibliography=(work,), claims=(claim,)))

    assert finding.subject == "roe2020-1"
    assert "tool2020" in finding.message
    assert "example.org" not in finding.message
