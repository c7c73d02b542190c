"""What holds for every format of the table: nothing lost unsaid, nothing untouched changed."""

from dataclasses import replace
from importlib import import_module

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bib.errors import BibError
from bib.formats import FORMATS, recognise
from bib.formats.bibtex import read_bibtex
from bib.formats.ledger import as_compared
from tests.builders import a_work

EVERY_FORMAT = pytest.mark.parametrize("listed", FORMATS, ids=lambda listed: listed.name)

LIBRARY = r"""
@article{flynn2022deepfakes,
  author = {Flynn, Asher and Powell, Anastasia and van der Berg, Jan and {World Health
            Organization}},
  title = {Deepfakes and {DNA}: \emph{E. coli} in H$_2$O at 10\,\% \& more},
  journal = {The British Journal of Criminology}, year = {2022}, month = nov, day = {3},
  volume = {62}, number = {6}, pages = {1341--1358}, doi = {10.1093/bjc/azab_111},
  url = {https://example.org/a_b?c=1&d=%7Ee#f}, issn = {0007-0955},
  abstract = {First. \textit{Second} sentence.}, keywords = {deepfakes, image-based abuse},
  note = {A note}, annote = {Read it.}, language = {english}, pmid = {12345678},
}
@inproceedings{gaytan2022, author = {Gayt{\'a}n-Lugo, L. and others}, editor = {King, Jr., M.},
  title = {Two}, booktitle = {Proc. of {CHI}}, year = 2022, publisher = {ACM}, address = {New York},
  pages = {1--10}, series = {CHI '22}, eprint = {2101.12345}, archiveprefix = {arXiv},
  primaryclass = {cs.CY}, isbn = {978-0-306-40615-7}, urldate = {2023-02-01}}
@book{book1, author = {Ant, A.}, title = {Three}, subtitle = {With a Subtitle}, year = {1999},
  publisher = {Press}, edition = {2}, pagetotal = {300}, series = {Series}, volumes = {3}}
@phdthesis{thesis1, author = {Bee, B.}, title = {Four}, school = {MIT}, year = {2001}}
@mastersthesis{thesis2, author = {Bee, B.}, title = {Five}, school = {MIT}, year = {2001}}
@techreport{report1, author = {{NIST}}, title = {Six}, institution = {NIST}, year = {2020},
  number = {12-A}, type = {Technical Note}}
@online{web1, title = {Seven}, url = {https://example.org}, date = {2020-01/2020-03~},
  urldate = {2021-05-06}, organization = {Site}}
@misc{misc1, title = {Eight}, howpublished = {Somewhere}, year = {in press}, groups = {g}}
@dataset{data1, author = {Cee, C.}, title = {Nine}, date = {2020-05-06}, version = {1.2},
  journaltitle = {Odd}, location = {Here}, eprinttype = {hdl}, eprint = {1/2}}
@incollection{chap1, author = {Dee, D. and Eee, E.}, editor = {Eff, F. and Gee, G.},
  translator = {Aitch, H.}, title = {Ten}, booktitle = {Eleven}, year = {2010}, chapter = {4},
  crossref = {book1}, options = {x}, author+an = {1=first}}
@custom{odd1, title = {Twelve {\"O}}, author = {a, b, c, d and and}, pages = {1-2, 5}, year = {999}}
@software{soft1, title = {\textsc{Thirteen}}, author = {Eye, I.}, year = {2024}, month = {Spring}}
"""
UGLY = (
    "", "\n", "\ufeff", "garbage", "\x01\x02", "[", "{", "[{]", "<", "<a", "<xml><records><record>",
    "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'><!ENTITY d '&b;&b;'>]><records>&d;</records>",
    "TY  - ", "TY  - JOUR\nER  - \n", "ER  - \nER  - \n", "TY  -\nTY  -\n", "TY  - JOUR\nTI  - x",
    "PMID- ", "PMID- 1\n", "PMID- 1\n\nPMID- 2\nTI  - x", "@", "@a{", "@a{b, c = {d", '{"id": 1}',
    '[{"id": "a", "title": 5, "author": 7, "issued": 3, "custom": 4}]', "[null, 1, [], {}]",
    '[{"title": "x", "author": [null, 1, [], {"family": null}], "issued": {"date-parts": [[]]}}]',
    '[{"itemType": "book", "title": null, "creators": 3, "tags": {}}]', '[{"itemType": 4}]',
    '[{"title": "\\ud800"}]', "[" * 5000, '{"a":' * 5000, "<a>" * 5000, "@a{" * 5000, "{" * 5000,
    "TY  - JOUR\nTI  - " + "x\n" * 5000, '[{"a": "' + '\\"' * 5000,
)  # fmt: skip


def reader_and_writer(listed):
    module = import_module(listed.module)
    return getattr(module, listed.reader), getattr(module, listed.writer)


def library_works():
    return read_bibtex(LIBRARY, file="library.bib").works


def differences(work, back):
    """What a reader of the export misses or finds changed, by field."""
    found = {"key"} if work.key != back.key else set()
    found |= {"type"} if work.type != back.type else set()
    for name in {*work.fields, *back.fields}:
        ours, theirs = work.fields.get(name, ""), back.fields.get(name, "")
        if ours != theirs and as_compared(name, ours) != as_compared(name, theirs):
            found.add(name)
    return found


def assert_the_ledger_is_complete(listed, works):
    read, write = reader_and_writer(listed)

    writing = write(works)
    reading = read(writing.text, file="export")

    assert [problem for problem in reading.problems if problem.is_refusal] == []
    assert len(reading.works) == len(works)
    for work, back in zip(works, reading.works, strict=True):
        told = {loss.field for loss in writing.losses if loss.key == work.key}
        assert differences(work, back) <= told, (work.key, work.fields, back.fields)


@EVERY_FORMAT
def test_every_format_has_its_reader_and_writer(listed):
    read, write = reader_and_writer(listed)

    assert callable(read)
    assert callable(write)


@EVERY_FORMAT
def test_what_is_read_back_is_the_work_minus_the_losses(listed):
    works = [replace(work, block=None) for work in library_works()]

    assert_the_ledger_is_complete(listed, works)


_TEXT = st.text(
    st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"]), min_size=1, max_size=30
)
_FIELDS = st.dictionaries(
    st.sampled_from([
        "title", "subtitle", "journal", "booktitle", "publisher", "volume", "number", "pages",
        "note", "annote", "abstract", "keywords", "series", "school", "date", "year", "month",
        "isbn", "issn", "type", "edition", "howpublished", "entrysubtype", "chapter",
    ]),
    _TEXT.filter(str.strip),
    min_size=1,
    max_size=8,
)  # fmt: skip
_TYPES = st.sampled_from(["article", "book", "incollection", "thesis", "misc", "online", "report"])


@EVERY_FORMAT
@settings(max_examples=60, deadline=None)
@given(fields=_FIELDS, type_=_TYPES)
def test_the_ledger_is_complete_for_fields_of_any_text(listed, fields, type_):
    if listed.name in {"bibtex", "biblatex"}:
        return  # its own laws are tested with the writer
    works = [a_work(key="any2020key", type=type_, block=None, fields={"title": "T", **fields})]

    assert_the_ledger_is_complete(listed, works)


@EVERY_FORMAT
def test_an_untouched_work_goes_back_byte_for_byte(listed):
    read, write = reader_and_writer(listed)
    text = write([replace(work, block=None) for work in library_works()]).text

    items = [entry.item for entry in read(text, file="a").entries]
    again = write(items)

    assert again.text == text
    assert again.losses == ()
    assert all(work.block in again.text for work in read(text, file="a").works)


@EVERY_FORMAT
def test_a_touched_work_leaves_the_others_as_they_were(listed):
    read, write = reader_and_writer(listed)
    text = write([replace(work, block=None) for work in library_works()]).text
    works = read(text, file="a").works

    again = write([replace(works[0], block=None), *works[1:]])

    assert all(work.block in again.text for work in works[1:])


@EVERY_FORMAT
def test_what_is_written_is_recognised_whatever_its_ending(listed):
    _, write = reader_and_writer(listed)

    found = recognise(write(library_works()).text, path="export.txt")

    assert found is not None
    assert found.module == listed.module


@EVERY_FORMAT
def test_every_block_is_taken_or_refused_with_its_line(listed):
    read, write = reader_and_writer(listed)
    works = [replace(work, block=None) for work in library_works()]

    reading = read(write(works).text, file="a")

    assert reading.blocks == len(works)
    lines = [entry.line for entry in reading.entries]
    assert lines == sorted(lines)
    assert len({*lines}) == len(lines)


@EVERY_FORMAT
@pytest.mark.parametrize("text", UGLY, ids=lambda text: repr(text[:20]))
def test_ugly_input_is_read_or_refused(listed, text):
    read, write = reader_and_writer(listed)

    try:
        reading = read(text, file="a")
    except BibError:
        return

    assert all(problem.line >= 1 and problem.message for problem in reading.problems)
    write([entry.item for entry in reading.entries])


@EVERY_FORMAT
@settings(max_examples=60, deadline=None)
@given(text=st.text(max_size=300))
def test_no_text_brings_a_reader_down(listed, text):
    read, _ = reader_and_writer(listed)

    try:
        read(text, file="a")
    except BibError:
        return


@EVERY_FORMAT
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_no_damage_to_a_file_brings_its_reader_down(listed, data):
    read, write = reader_and_writer(listed)
    text = write(library_works()[:3]).text
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 80)))
    filling = data.draw(st.text(max_size=10))

    try:
        read(text[:start] + filling + text[end:], file="a")
    except BibError:
        return


@EVERY_FORMAT
def test_the_table_says_which_formats_lose_anything(listed):
    _, write = reader_and_writer(listed)

    losses = write([replace(work, block=None) for work in library_works()]).losses

    assert bool(losses) == bool(listed.lost), losses
