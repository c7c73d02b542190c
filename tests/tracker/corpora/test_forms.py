"""The forms hold all that the records hold."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from bib.standing import StandingSignal
from bib.works import Related, Sighting, Work
from evidence.chains import Leg, Limitation, Link, Node
from evidence.citations import Citation
from evidence.claims import Claim
from evidence.concepts import Concept, Scheme
from evidence.corpus import About
from evidence.excerpts import Excerpt
from evidence.figures import Figure
from evidence.findings import Waiver
from evidence.matrix import Cell, Matrix
from evidence.responses import Response
from evidence.reviewing.bindings import Wording
from evidence.verdicts import Verdict
from tracker.corpora import forms
from tracker.corpora.record_form import Form

IN_WORKS_BIB = {
    "type",
    "fields",
    "block",
    "block_format",
    "title",
    "authors",
    "editors",
    "issued",
    "ids",
}


@pytest.mark.parametrize(
    ("form", "record", "elsewhere"),
    [
        (forms.ABOUT, About, set()),
        (forms.WORK, Work, IN_WORKS_BIB),
        (forms.STANDING, StandingSignal, set()),
        (forms.SIGHTING, Sighting, set()),
        (forms.RELATED, Related, set()),
        (forms.CLAIM, Claim, {"work"}),
        (forms.CITATION, Citation, set()),
        (forms.FIGURE, Figure, set()),
        (forms.EXCERPT, Excerpt, {"claim", "fingerprint"}),
        (forms.WAITING_EXCERPT, Excerpt, {"claim", "fingerprint"}),
        (forms.LIMITATION, Limitation, set()),
        (forms.LEG, Leg, set()),
        (forms.NODE, Node, {"limitation"}),
        (forms.LINK, Link, {"source", "relation", "target"}),
        (forms.SCHEME, Scheme, set()),
        (forms.CONCEPT, Concept, {"scheme"}),
        (forms.MATRIX, Matrix, {"cells"}),
        (forms.CELL, Cell, {"row", "column"}),
        (forms.RESPONSE, Response, set()),
        (forms.VERDICT, Verdict, {"claim", "work", "binding"}),
        (forms.WORDING, Wording, set()),
        (forms.WAIVER, Waiver, {"check", "subject"}),
    ],
)
def test_every_part_of_a_record_has_a_key(
    form: Form[Any], record: Any, elsewhere: set[str]
) -> None:
    kept = {field.name for field in form.fields} | elsewhere

    assert {part.name for part in fields(record)} - kept == set()


def test_every_key_is_told_in_the_description_of_the_form() -> None:
    described = Path("docs/corpus.md").read_text(encoding="utf-8")

    tables = [value for value in vars(forms).values() if isinstance(value, Form)]
    for form in tables:
        for field in form.fields:
            in_braces = any(
                f"{before}{field.key}{after}" in described
                for before in "{ \n`"
                for after in ",}`\n"
            )
            assert in_braces, f"{form.what}: {field.key}"
