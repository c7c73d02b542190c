from bib.formats.bibtex import read_bibtex, write_biblatex, write_bibtex
from bib.matching import Holdings, Outcome
from bib.merging import merge
from bib.renaming import renamed, with_references
from bib.works import Related, WorkRelation
from tests.builders import a_work

FAMILY = """
@collection{whole, title = {The Whole}, editor = {Ant, A.}, year = {2020},
  ids = {Whole2020, whole-old}}
@incollection{part, title = {A Part}, author = {Bee, B.}, crossref = {whole-old}}
@inbook{loose, title = {A Loose Part}, author = {Cee, C.}, xref = {whole}}
@review{praise, title = {Praise}, author = {Dee, D.}, related = {whole, nowhere},
  relatedtype = {reviewof}}
@book{again, title = {The Whole, Again}, related = {whole}, relatedtype = {reprintfrom}}
@book{german, title = {Das Ganze}, related = {whole}, relatedtype = {translationof}}
"""


def works(text=FAMILY):
    return {work.key: work for work in read_bibtex(text, file="a.bib").works}


def test_other_keys_of_an_entry_are_aliases():
    assert works()["whole"].aliases == ("Whole2020", "whole-old")
    assert works("@misc{a, ids = {b,, c d, A, b}}")["a"].aliases == ("b",)


def test_a_key_of_another_entry_is_no_alias_and_is_told():
    reading = read_bibtex("@misc{a, ids = {b, c}}\n@misc{b, title={B}}", file="a.bib")

    assert reading.works[0].aliases == ("c",)
    assert [(each.code, each.line) for each in reading.problems] == [("alias-taken", 1)]


def test_relations_that_we_have_are_read_and_their_fields_stay():
    read = works()

    assert {key: work.related for key, work in read.items() if work.related} == {
        "part": (Related(relation=WorkRelation.PART_OF, work="whole"),),
        "loose": (Related(relation=WorkRelation.PART_OF, work="whole"),),
        "praise": (Related(relation=WorkRelation.REVIEW_OF, work="whole"),),
        "again": (Related(relation=WorkRelation.VERSION_OF, work="whole"),),
    }
    assert read["german"].fields["relatedtype"] == "translationof"
    assert read["part"].editors == read["whole"].editors
    assert write_biblatex(read.values()).text.split() == FAMILY.split()


def test_renaming_keeps_the_field_of_other_keys_in_step():
    changed = renamed(works()["whole"], "whole-old")

    assert changed.aliases == ("Whole2020", "whole")
    assert changed.fields["ids"] == "Whole2020, whole"
    assert "@collection{whole-old," in changed.block
    assert "ids = {Whole2020, whole}" in changed.block
    assert with_references(works()["loose"], {"whole": "w"}).fields["xref"] == "w"


def test_biblatex_gets_the_older_keys_and_bibtex_needs_none():
    block = "@misc{new,\n  title = {A Work}\n}"
    work = a_work("new", type="misc", aliases=("old", "older"), block=block)

    text = write_biblatex([work]).text

    assert text == "@misc{new,\n  title = {A Work},\n  ids = {old, older}\n}\n"
    assert works(text)["new"].aliases == ("old", "older")
    assert write_bibtex([work]).text == block + "\n"


def test_merging_makes_the_other_keys_aliases_and_no_conflict():
    one, other = (works(f"@misc{{{key}, title={{T}}, ids={{{key}x}}}}")[key] for key in "ab")

    merging = merge(one, other)

    assert merging.work.aliases == ("ax", "b", "bx")
    assert merging.conflicts == ()


def test_a_work_that_goes_by_the_key_of_one_at_hand_is_that_one_if_its_title_is():
    entry = "@article{new, ids={old}, title={On the Making of Many Words}, note={N}}"
    incoming = works(entry)["new"]
    same = a_work("old", title="On the making of many words")
    other = a_work("old", title="Something else entirely, and not that")

    merged, added = (Holdings([each]).place(incoming) for each in (same, other))

    assert (merged.outcome, merged.work.key, merged.work.aliases) == (
        Outcome.MERGED, "old", ("new",),
    )  # fmt: skip
    assert (added.outcome, added.work.aliases) == (Outcome.ADDED, ())
    assert [doubt.code for doubt in added.doubts] == ["alias-taken"]
