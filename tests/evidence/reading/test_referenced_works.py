"""Works made from references hold what was read, as BibTeX would, and say where it is from."""

from __future__ import annotations

from bib.citekeys import fold
from evidence.reading.paper import ListedReference
from evidence.reading.referenced_works import work_from_reference
from evidence.reading.references.styles import parse_reference


def a_reference(raw: str, number: int | None = 7) -> ListedReference:
    return ListedReference(
        number=number, raw=raw, start=0, end=len(raw), parsed=parse_reference(raw)
    )


def test_a_work_is_made_with_key_names_date_and_identifiers() -> None:
    raw = (
        "Grace Adair and Pieter van Dijk. 2005a. Rivers & borders: 100% of 5_9. Border Studies "
        "12, 3 (Oct. 2005), 301–319. https://doi.org/10.5555/bs.12"
    )
    work = work_from_reference(a_reference(raw), taken=())
    assert work.key == "adair2005rivers"
    assert work.type == "article"
    assert work.title == "Rivers & borders: 100% of 5_9"
    assert work.fields["title"] == r"Rivers \& borders: 100\% of 5\_9"
    assert work.fields["pages"] == "301--319"
    assert [str(name) for name in work.authors] == ["Grace Adair", "Pieter van Dijk"]
    assert str(work.issued) == "2005-10"
    assert work.ids["doi"] == "10.5555/bs.12"
    assert work.cited_as == 7
    assert set(work.origins.values()) == {"read from the printed reference list"}
    assert "extradate" not in work.fields
    assert not work.repairs


def test_a_taken_key_is_left_alone() -> None:
    reference = a_reference("Grace Adair. 2005. Rivers. Border Studies 12, 3 (2005), 3–9.")
    assert work_from_reference(reference, {fold("adair2005rivers")}).key == "adair2005rivers-2"


def test_a_body_stays_whole_and_what_is_doubtful_is_named() -> None:
    raw = "Center for Rivers & Lakes. 2020. Levels fell. A Report. https://rivers.example/l"
    work = work_from_reference(a_reference(raw, None), taken=())
    assert [name.literal for name in work.authors] == ["Center for Rivers & Lakes"]
    assert work.fields["author"] == r"{Center for Rivers \& Lakes}"
    assert work.cited_as is None
    assert "title" in work.repairs[0]


def test_what_could_not_be_read_keeps_its_words() -> None:
    work = work_from_reference(a_reference("https://rivers.example/levels"), taken=())
    assert work.fields["url"] == "https://rivers.example/levels"
    assert work.note == "Printed as: https://rivers.example/levels"


def test_a_body_with_an_and_in_its_name_is_one_author() -> None:
    raw = "Center for Rivers and Lakes. 2020. Levels fell. https://rivers.example/l"

    work = work_from_reference(a_reference(raw), taken=())

    assert [name.literal for name in work.authors] == ["Center for Rivers and Lakes"]
