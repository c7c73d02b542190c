from __future__ import annotations

from pathlib import Path

import pytest

from tracker.actions.write_file import write_whole
from tracker.errors import UnwritableFileError


def test_line_ends_stay_as_they_are(tmp_path: Path):
    write_whole(tmp_path / "a.bib", "one\r\ntwo\nÜ\n")

    assert (tmp_path / "a.bib").read_bytes() == "one\r\ntwo\nÜ\n".encode()


def test_a_link_is_followed(tmp_path: Path):
    (tmp_path / "real.bib").write_text("old")
    (tmp_path / "link.bib").symlink_to("real.bib")

    write_whole(tmp_path / "link.bib", "new")

    assert (tmp_path / "link.bib").is_symlink()
    assert (tmp_path / "real.bib").read_text() == "new"


def test_nothing_is_left_behind_by_what_could_not_be_written(tmp_path: Path):
    (tmp_path / "folder").mkdir()

    for target in (tmp_path / "folder", tmp_path / "none" / "a.bib", tmp_path / ("x" * 300)):
        with pytest.raises(UnwritableFileError, match="could not be written"):
            write_whole(target, "text")

    assert [path.name for path in tmp_path.iterdir()] == ["folder"]


def test_a_text_that_is_no_text_leaves_the_old_file(tmp_path: Path):
    (tmp_path / "a.bib").write_text("old")

    with pytest.raises(UnicodeEncodeError):
        write_whole(tmp_path / "a.bib", "\udcff")

    assert (tmp_path / "a.bib").read_text() == "old"
