from importlib import import_module

import pytest

from bib.formats import FORMATS, named, recognise


@pytest.mark.parametrize("listed", FORMATS, ids=lambda listed: listed.name)
def test_every_format_has_its_reader_and_writer(listed):
    module = import_module(listed.module)

    assert callable(getattr(module, listed.reader))
    assert callable(getattr(module, listed.writer))
    assert named(listed.name) is listed


@pytest.mark.parametrize("listed", FORMATS, ids=lambda listed: listed.name)
def test_every_format_gives_back_what_it_was_given(listed):
    module = import_module(listed.module)
    text = "@book{a,\n  title = {Évidence},\n}\n"

    reading = getattr(module, listed.reader)(text, file="a")
    writing = getattr(module, listed.writer)([entry.item for entry in reading.entries])

    assert writing.text == text
    assert writing.losses == ()


def test_a_name_that_no_format_has_is_not_found():
    assert named("word") is None


@pytest.mark.parametrize(
    ("text", "path", "name"),
    [
        ("@article{a,", "a.txt", "bibtex"),
        ("% text\n@comment x", "a.txt", "bibtex"),
        ("", "a.bib", "bibtex"),
        ("", "a.txt", None),
        ("TY  - JOUR", "a.bib", None),
    ],
)
def test_a_format_is_known_by_its_text_before_its_ending(text, path, name):
    found = recognise(text, path=path)

    assert (found.name if found else None) == name
