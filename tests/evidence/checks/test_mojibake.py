from __future__ import annotations

import pytest

from bib.entries import work_from_fields
from bib.works import Citekey
from evidence.checks import mojibake
from evidence.findings import FieldChange
from evidence.holdings import Holdings
from tests.builders import a_sound_corpus


def found(*works, **parts):
    return list(mojibake.check(Holdings.of(a_sound_corpus(bibliography=works), **parts)))


def a_read_work(key="flynn2022", type="article", **fields):  # noqa: A002
    return work_from_fields(Citekey(key), type, {"title": "A Work", **fields})


@pytest.mark.parametrize(
    "title",
    [
        "Gaytán-Lugo: „São Paulo“ – naïve Ångström",
        "CAFÉ” and AMANHÃ” and »SCHÄ« – Ä–Ö",
        "SÃO PAULO, Â. Â! ÅÄÖ",
        "日本語 한국어 Ελληνικά",
        r"Gayt{\'a}n",
        "5 € – 10 £ · 20 °C ± 2 µm",
    ],
)
def test_sound_text_is_passed_over(title):
    assert found(a_read_work(title=title)) == []


@pytest.mark.parametrize(
    "title",
    [
        "Gaytán-Lugo",
        "It’s “here” – now…",
        "Müller, Paša, Łódź, Ćosić",
        "10 °C",
        "café à la carte",
    ],
)
def test_what_came_apart_is_put_together(title):
    broken = "".join(
        bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in title.encode()
    )

    (finding,) = found(a_read_work(title=broken))

    assert finding.changes == (FieldChange(field="title", value=title),)


def test_a_letter_that_was_lost_is_reported_without_a_change():
    (finding,) = found(a_read_work(author="M\N{REPLACEMENT CHARACTER}ller, A."))

    assert "lost" in finding.message
    assert finding.changes == ()
