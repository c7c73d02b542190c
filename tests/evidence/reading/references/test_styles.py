"""Each printed style is read into the fields it prints, and nothing else."""

from __future__ import annotations

import pytest

from evidence.reading.references.styles import parse_reference, parse_references

ARTICLE = {
    "author": "Adair, Grace and van Dijk, Pieter",
    "title": "Rivers as borders: Who draws them?",
    "journal": "Border Studies",
    "volume": "12",
    "number": "3",
    "pages": "301–319",
    "year": "2005",
}
INITIALS = ARTICLE | {"author": "Adair, G. M. and van Dijk, P."}


@pytest.mark.parametrize(
    ("style", "raw", "fields"),
    [
        (
            "acm",
            (
                "Grace Adair and Pieter van Dijk. 2005. Rivers as borders: Who draws them? "
                "Border Studies 12, 3 (2005), 301–319."
            ),
            ARTICLE,
        ),
        (
            "apa",
            (
                "Adair, G. M., & van Dijk, P. (2005). Rivers as borders: Who draws them? "
                "Border Studies, 12(3), 301–319."
            ),
            INITIALS,
        ),
        (
            "ieee",
            (
                "G. M. Adair and P. van Dijk, “Rivers as borders: Who draws them?” Border "
                "Studies, vol. 12, no. 3, pp. 301–319, 2005."
            ),
            INITIALS,
        ),
        (
            "vancouver",
            (
                "Adair GM, van Dijk P. Rivers as borders: Who draws them? Border Studies. "
                "2005;12(3):301–19."
            ),
            INITIALS,
        ),
        (
            "chicago",
            (
                "Adair, Grace, and Pieter van Dijk. 2005. “Rivers as borders: Who draws "
                "them?” Border Studies 12 (3): 301–19."
            ),
            ARTICLE,
        ),
        (
            "nature",
            (
                "Adair, G. M. & van Dijk, P. Rivers as borders: Who draws them? Border "
                "Studies 12, 301–319 (2005)."
            ),
            {name: value for name, value in INITIALS.items() if name != "number"},
        ),
    ],
)
def test_an_article_is_read_in_every_style(style: str, raw: str, fields: dict[str, str]) -> None:
    parsed = parse_reference(raw)
    assert (parsed.style, parsed.entrytype) == (style, "article")
    assert dict(parsed.fields) == fields
    assert all(parsed.confidence[name] >= 0.9 for name in fields)


@pytest.mark.parametrize(
    ("raw", "entrytype", "fields"),
    [
        (
            (
                "Rin Okada. 2020. How fast? Latency in whiteboards. In Proceedings of the "
                "15th Workshop on Distance (WD ’20). ACM, Lisbon, Portugal, 21–29. "
                "https://doi.org/10.5555/wd.21"
            ),
            "inproceedings",
            {
                "title": "How fast? Latency in whiteboards",
                "booktitle": "Proceedings of the 15th Workshop on Distance (WD ’20)",
                "publisher": "ACM",
                "address": "Lisbon, Portugal",
                "pages": "21–29",
                "doi": "10.5555/wd.21",
            },
        ),
        (
            (
                "Oyelaran, T., & Brandt, S. (2018). Rare populations. In P. Lynn & H. de "
                "Vries (Eds.), Handbook of surveys (2nd ed., Vol. 3, pp. 201–230). Isis "
                "Press."
            ),
            "incollection",
            {
                "editor": "Lynn, P. and de Vries, H.",
                "booktitle": "Handbook of surveys",
                "edition": "2nd",
                "volume": "3",
                "pages": "201–230",
                "publisher": "Isis Press",
            },
        ),
        (
            "M. Hardin, Bridges Under Load, 3rd ed. Leeds: Isis Press, 2012.",
            "book",
            {"title": "Bridges Under Load", "address": "Leeds", "publisher": "Isis Press"},
        ),
        (
            "Njoroge W. Who owns the map? [PhD thesis]. Nairobi: University of Nairobi; 2019.",
            "phdthesis",
            {"title": "Who owns the map?", "school": "University of Nairobi", "year": "2019"},
        ),
        (
            "Kovács, B. (2018). Wage floors (Working Paper 44). Labour Institute.",
            "techreport",
            {"type": "Working Paper", "number": "44", "institution": "Labour Institute"},
        ),
        (
            "Iyer, M. & Bo, N. Feelings. Preprint at https://arxiv.org/abs/2006.01234 (2020).",
            "misc",
            {"eprint": "2006.01234", "archiveprefix": "arXiv", "year": "2020"},
        ),
        (
            (
                "Isis Office for Rivers. n.d. “River Levels.” Accessed May 5, 2023. "
                "https://rivers.example/levels."
            ),
            "misc",
            {
                "author": "{Isis Office for Rivers}",
                "note": "No date",
                "urldate": "2023-05-05",
                "url": "https://rivers.example/levels",
            },
        ),
    ],
)
def test_other_kinds_of_works_are_told(raw: str, entrytype: str, fields: dict[str, str]) -> None:
    parsed = parse_reference(raw)
    assert parsed.entrytype == entrytype
    assert {name: parsed.fields.get(name) for name in fields} == fields


@pytest.mark.parametrize(
    ("printed", "author"),
    [
        (
            "Lucía García Márquez and Jan van der Berg",
            "García Márquez, Lucía and van der Berg, Jan",
        ),
        ("Smith, R. E., Jr., & O’Neill, S.", "Smith, Jr., R. E. and O’Neill, S."),
        ("Walt SJ van der, Ng W-L, et al", "van der Walt, S. J. and Ng, W.-L. and others"),
        ("Đỗ, H., & Jean-Baptiste, M.-C.", "Đỗ, H. and Jean-Baptiste, M.-C."),
        ("World Health Organization", "{World Health Organization}"),
        ("iperov", "{iperov}"),
        ("王伟, 李娜", "{王伟} and {李娜}"),
        ("Ada Bell, Center for Rivers, and Bo Li", "Bell, Ada and {Center for Rivers} and Li, Bo"),
        ("Sen. Cole, Ann [X-YZ]", "Cole, Ann"),
    ],
)
def test_odd_names_are_read(printed: str, author: str) -> None:
    year = " (2020)." if "&" in printed else ". 2020."
    if "van der, Ng" in printed:
        raw = f"{printed}. On rivers. Border Stud. 2020;1(2):3–4."
    else:
        raw = f"{printed}{year} On rivers. Border Studies 1, 2 (2020), 3–4."
    assert parse_reference(raw).fields["author"] == author


def test_the_style_of_the_list_decides_where_several_fit() -> None:
    undecided = "Isis Office. 2015. River levels. https://rivers.example/levels"
    acm = "Grace Adair and Bo Li. 2005. Rivers. Border Studies 12, 3 (2005), 301–319."
    chicago = "Adair, Grace, and Bo Li. 2005. “Rivers.” Border Studies 12 (3): 301–19."
    assert parse_references([acm, acm, undecided])[2].style == "acm"
    assert parse_references([*[chicago] * 5, undecided])[5].style == "chicago"


def test_one_reference_of_another_style_is_read_by_its_own() -> None:
    acm = "Grace Adair and Bo Li. 2005. Rivers. Border Studies 12, 3 (2005), 301–319."
    vancouver = "Okada R, Svensson O. Latency. Remote Work. 2020;1(2):3–4."
    parsed = parse_references([acm, acm, acm, vancouver])[3]
    assert parsed.style == "vancouver"
    assert parsed.fields["journal"] == "Remote Work"


@pytest.mark.parametrize(
    ("printed", "mended"),
    [
        ("https:// rivers.example/", "https://rivers.example/"),
        ("https: //rivers.example/a", "https://rivers.example/a"),
        ("https://www. rivers.example/a", "https://www.rivers.example/a"),
        ("https://rivers.example/low_ water.pdf", "https://rivers.example/low_water.pdf"),
        ("https://rivers.example/a/ b-c-d/", "https://rivers.example/a/b-c-d/"),
        ("https://rivers.example/?a=1& b=2", "https://rivers.example/?a=1&b=2"),
        ("https://rivers.example/ Accessed 2020", "https://rivers.example/"),
        ("https://rivers.example/ Signatories: A, B", "https://rivers.example/"),
    ],
)
def test_broken_addresses_are_mended(printed: str, mended: str) -> None:
    assert parse_reference(f"Ada Bell. 2020. Rivers. {printed}").fields["url"] == mended


@pytest.mark.parametrize(
    ("printed", "doi"),
    [
        ("doi:10.1080/1529.2019. 1592643", "10.1080/1529.2019.1592643"),
        ("doi:10. 48550/arXiv.2403.04659", "10.48550/arXiv.2403.04659"),
        ("https://doi.org/10.5555/ abc.12", "10.5555/abc.12"),
        ("doi:10.5555/abc. Publisher: Isis Press.", "10.5555/abc"),
        ("https://doi.org/https://doi.org/10.5555/abc", "10.5555/abc"),
        ("(doi: 10.5555/s1(05)7).", "10.5555/s1(05)7"),
    ],
)
def test_broken_dois_are_mended(printed: str, doi: str) -> None:
    assert parse_reference(f"Ada Bell. 2020. Rivers. {printed}").fields["doi"] == doi


def test_emphasis_marks_are_left_out_and_asterisks_kept() -> None:
    parsed = parse_reference(
        "Ada Bell. 2020. What the f*** is low water? *Border* Studies 1, 2 (2020)."
    )
    assert parsed.fields["title"] == "What the f*** is low water?"
    assert parsed.fields["journal"] == "Border Studies"


@pytest.mark.parametrize("raw", ["", "   ", "x" * 10_000, "深度学习综述" * 500, "((((", "1 2 3"])
def test_what_is_no_reference_gives_nothing_that_is_sure(raw: str) -> None:
    parsed = parse_reference(raw)
    assert parsed.entrytype == "misc"
    assert all(sure < 0.9 for sure in parsed.confidence.values())


def test_right_to_left_script_is_taken_as_it_is() -> None:
    parsed = parse_reference("محمد علي. 2020. عنوان الكتاب. https://books.example/1")
    assert parsed.fields["year"] == "2020"
    assert parsed.fields["title"] == "عنوان الكتاب"


@pytest.mark.parametrize(
    ("raw", "fields"),
    [
        ("Rivers. Border Studies, 12(3):301–319, 2005.", {}),
        ("Rivers. Border Studies, 12(3):301–319, March 2005.", {"month": "mar"}),
        ("Rivers. Border Studies, 12(3):301–319, 2005b.", {"extradate": "b"}),
        ("An I(1) river. Border Studies, 12(3):301–319, 2005.", {"title": "An I(1) river"}),
    ],
)
def test_the_plain_style_of_bibtex_is_read(raw: str, fields: dict[str, str]) -> None:
    read = parse_reference(f"G. M. Adair and P. van Dijk. {raw}")

    assert read.style == "bibtex"
    assert dict(read.fields) == INITIALS | {"title": "Rivers"} | fields


def test_whole_names_and_proceedings_are_read_in_the_plain_style_of_bibtex() -> None:
    read = parse_reference(
        "Grace Adair, Sofie Brandt, and Rin Okada. Lakes: A survey. In Proceedings of the "
        "Conference on Inland Water, pages 12–19, 2011."
    )

    assert dict(read.fields) == {
        "author": "Adair, Grace and Brandt, Sofie and Okada, Rin",
        "title": "Lakes: A survey",
        "booktitle": "Proceedings of the Conference on Inland Water",
        "pages": "12–19",
        "year": "2011",
    }


@pytest.mark.parametrize("title", ["“Rivers as Borders.”", "Rivers as Borders."])
def test_names_with_bare_initials_are_read_in_every_style(title: str) -> None:
    read = parse_reference(f"Adair GM, van Dijk P (2005). {title} Border Studies, 12(3), 301–319.")

    assert dict(read.fields) == INITIALS | {"title": "Rivers as Borders"}


def test_a_doi_with_angle_brackets_is_whole() -> None:
    doi = "10.1002/(sici)1099-0000(200501/02)12:3<301::aid-abc12>3.0.co;2-q"

    read = parse_reference(f"Adair, G. M. (2005). Rivers. Border Studies, 12(3), 301. doi:{doi}.")

    assert read.fields["doi"] == doi


@pytest.mark.parametrize(
    ("people", "author"),
    [
        ("Adair, G. M., & van Dijk, P.", "Adair, G. M. and van Dijk, P."),
        ("Adair G. M., van Dijk P.,", "Adair, G. M. and van Dijk, P."),
        ("Adair, G. M., van Dijk, P., et al.", "Adair, G. M. and van Dijk, P. and others"),
    ],
)
def test_references_of_astronomy_have_no_titles(people: str, author: str) -> None:
    read = parse_reference(f"{people} 2005, Border Stud., 12, 301")

    assert dict(read.fields) == {
        "author": author,
        "year": "2005",
        "journal": "Border Stud.",
        "volume": "12",
        "pages": "301",
    }
    assert read.entrytype == "article"
