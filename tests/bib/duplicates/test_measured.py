"""How many duplicates of a dirty bibliography are found, and that none is found wrongly."""

from __future__ import annotations

import pytest

from benchmarks.dirty_works import bibliography, true_pairs
from bib.duplicates.clusters import find_duplicates
from bib.duplicates.decision import State
from bib.entries import work_from_fields
from bib.works import Citekey


@pytest.mark.parametrize(("taste", "least"), [("tuned", 0.97), ("held out", 0.95)])
@pytest.mark.parametrize("seed", [11, 12])
def test_nothing_is_merged_wrongly_and_hardly_anything_missed(taste, least, seed):
    entries = bibliography(1_000, taste=taste, seed=seed)
    true = true_pairs(entries)

    found = find_duplicates(
        work_from_fields(Citekey(each.key), each.type, each.fields) for each in entries
    )

    merged = {(one, other) for each in found.clusters for one in each for other in each}
    merged = {(one, other) for one, other in merged if one < other}
    shown = {
        (pair.one, pair.other) for pair in found.pairs if pair.judgement.state is State.DOUBTFUL
    }
    assert merged - true == set()
    assert len(merged & true) / len(true) >= least
    assert len((merged | shown) & true) / len(true) >= 0.98
