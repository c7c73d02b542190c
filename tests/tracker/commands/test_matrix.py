from __future__ import annotations

from tests.builders import a_sound_corpus


def test_the_shipped_matrix_shows_silence_as_a_state_of_its_own(evtrack, shipped):
    done = evtrack("--library", shipped, "matrix")

    assert done.status == 0
    assert "16 not addressed" in done.out
    assert "4 not applicable" in done.out
    assert max(len(line) for line in done.out.splitlines()) <= 100


def test_the_matrix_has_every_key_scripts_rely_on(evtrack, shipped):
    shape = evtrack("--library", shipped, "matrix", "--json").json

    assert (len(shape["rows"]), len(shape["columns"]), len(shape["cells"])) == (6, 4, 24)
    assert {"row", "column", "state", "basis", "claims"} <= set(shape["cells"][0])
    silent = [cell for cell in shape["cells"] if cell["state"] == "not addressed"]
    assert {cell["basis"] for cell in silent} == {None}


def test_notes_and_markdown_can_be_had(evtrack, shipped, tmp_path):
    notes = evtrack("--library", shipped, "matrix", "--notes").out
    target = tmp_path / "matrix.md"
    evtrack("--library", shipped, "matrix", "--format", "md", "--to", target)

    assert "Curator: " in notes
    assert "| not addressed |" in target.read_text(encoding="utf-8")


def test_an_unknown_matrix_is_refused(evtrack, shipped):
    done = evtrack("--library", shipped, "matrix", "nothing")

    assert done.status == 3
    assert "nothing" in done.err


def test_a_library_without_a_matrix_says_so(evtrack, library_of):
    root = library_of(a_sound_corpus(matrices=()))

    assert evtrack("--library", root, "matrix").out == "The library holds no matrix.\n"
    assert evtrack("--library", root, "matrix", "--json").json == {"matrices": []}
