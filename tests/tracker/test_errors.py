"""The tree of what the tracker refuses is drawn in full, and messages say what they should."""

from __future__ import annotations

import inspect
import re
from typing import Any

from bib.problems import Problem
from tracker import errors


def test_the_tree_names_every_class_under_its_parent() -> None:
    drawn = re.findall(r"^([│ ├└─]*)(\w+Error)", inspect.getdoc(errors) or "", re.MULTILINE)
    path: dict[int, str] = {}
    parents: dict[str, Any] = {}
    for branch, name in drawn:
        depth = len(branch) // 4
        path[depth] = name
        parents[name] = path.get(depth - 1)

    assert parents == {
        name: None if error is errors.TrackerError else error.__base__.__name__
        for name, error in vars(errors).items()
        if inspect.isclass(error) and error.__module__ == errors.__name__
    }


def test_a_corpus_error_shows_the_first_mistakes_and_counts_the_rest() -> None:
    problems = tuple(
        Problem(file="works.bib", line=line, code="c", message="Wrong.") for line in range(1, 31)
    )

    lines = str(errors.CorpusError("survey", problems)).splitlines()

    assert lines[0] == "The corpus survey has 30 mistakes:"
    assert lines[1] == "  works.bib:1: Wrong."
    assert lines[-1] == "  … and 10 more"
    assert len(lines) == 22


def test_an_unknown_id_comes_with_those_that_look_like_it() -> None:
    assert str(errors.UnknownWorkError("flyn")) == "There is no work “flyn” in the library."
    assert str(errors.UnknownRecordError("claim", "x-1", ("x-2", "x-3", "y-1"))).endswith(
        " Did you mean “x-2”, “x-3” or “y-1”?"
    )


def test_a_key_taken_in_another_case_shows_both() -> None:
    assert str(errors.RecordTakenError("work", "flynn", by="Flynn")) == (
        "There is already a work “flynn” as “Flynn”; they differ only in case. Choose another id."
    )
