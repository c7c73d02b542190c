from datetime import UTC, datetime

from bib.works import Citekey
from evidence.anchoring.foreign_annotations import read_annotations
from evidence.anchoring.hypothesis_annotations import hypothesis_rows
from evidence.excerpts import Excerpt, ExcerptId, fingerprint

EXCERPT = Excerpt(
    id=ExcerptId("one-w1"),
    claim="",
    work=Citekey("one"),
    quote="It is so",
    prefix="They say: ",
    suffix=", mostly.",
    start=10,
    end=18,
    comment="Is it?",
    made_at=datetime(2026, 11, 23, 10, tzinfo=UTC),
)


def test_what_goes_out_as_hypothesis_rows_comes_back_the_same() -> None:
    rows = hypothesis_rows([(EXCERPT, "https://doi.org/10.5555/one")])

    (found,) = read_annotations(rows, work=Citekey("one")).excerpts

    for name in ("quote", "prefix", "suffix", "start", "end", "comment", "made_at"):
        assert getattr(found, name) == getattr(EXCERPT, name), name
    assert rows["total"] == 1


def test_an_excerpt_without_words_has_no_place_there() -> None:
    bare = Excerpt(
        id=ExcerptId("x"), claim="", work=Citekey("one"), fingerprint=fingerprint("It is so")
    )

    assert hypothesis_rows([(bare, "https://doi.org/10.5555/one")]) == {"total": 0, "rows": []}
