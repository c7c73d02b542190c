from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from evidence.corpus import Corpus
from tests.builders import a_claim, a_sound_corpus, a_work
from tracker.actions.search_library import search_library
from tracker.library import Library


def test_what_matches_in_the_title_is_apart_from_the_rest(library_of: Callable[[Corpus], Path]):
    work = a_work("mowen2020", title="On Gulls", note="Gulls again, in the note.")
    claim = a_claim("mowen2020-1", statement="Gulls fly.", note="Nothing here.")
    root = library_of(a_sound_corpus(bibliography=(work,), claims=(claim,), verdicts=()))

    with Library.open(root) as library:
        hits = {hit.id: hit for hit in search_library(library, "gull").hits}

    assert hits["mowen2020"].heading.marked("<", ">") == "On <Gulls> (n.d.)"
    assert [each.marked("<", ">").strip() for each in hits["mowen2020"].highlights] == [
        "<Gulls> again, in the note."
    ]
    assert hits["mowen2020-1"].heading.marked("<", ">") == "<Gulls> fly."
    assert hits["mowen2020-1"].highlights == ()
    assert len(hits["mowen2020"].fragments) == 2
