from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from evidence.checks import stale_verdict
from evidence.excerpts import Excerpt, ExcerptId
from evidence.holdings import Holdings
from evidence.reviewing.bindings import binding_of, wordings_of
from tests.builders import a_citation, a_claim, a_sound_corpus, a_verdict

EXCERPT = Excerpt(id=ExcerptId("x1"), claim="ding2025-1", work="flynn2022", quote="Old words.")
THEN = a_claim(
    "ding2025-1",
    statement="Many were harmed.",
    citations=(a_citation("flynn2022", number=8),),
    excerpts=(EXCERPT,),
)
VERDICT = a_verdict(
    "ding2025-1",
    "flynn2022",
    excerpt="x1",
    binding=binding_of(THEN, "flynn2022", excerpt="x1", text="a" * 64),
)
TEXTS = {"flynn2022": ["a" * 64]}


def found(now, *verdicts, wordings=(), texts=TEXTS):
    corpus = a_sound_corpus(claims=(now,), verdicts=verdicts or (VERDICT,), wordings=wordings)
    return list(stale_verdict.check(Holdings.of(corpus, texts=texts)))


def test_the_old_and_the_new_wording_are_told():
    now = replace(THEN, statement="A few were harmed.")

    (finding,) = found(now, wordings=wordings_of(THEN))

    assert finding.subject == "ding2025-1 × flynn2022"
    assert "ana found it supported" in finding.message
    assert (
        "what the claim says, from “Many were harmed.” to “A few were harmed.”" in finding.message
    )


def test_every_part_that_was_changed_is_named():
    now = replace(
        THEN,
        citations=(a_citation("flynn2022", number=9),),
        excerpts=(replace(EXCERPT, quote="New words."),),
    )

    (finding,) = found(now, texts={})

    assert "how it cites the work" in finding.message
    assert "the excerpt" in finding.message
    assert "the text that was read is not held any more" in finding.message
    assert "what the claim says" not in finding.message


def test_where_the_old_words_were_not_kept_that_is_said():
    (finding,) = found(replace(THEN, statement="Other."))

    assert "the earlier words were not kept" in finding.message


def test_what_is_gone_is_shown_as_it_was():
    (finding,) = found(replace(THEN, excerpts=()), wordings=wordings_of(THEN))

    assert "the excerpt is gone; it was “Old words.”" in finding.message


def test_a_line_that_came_or_went_is_shown_alone():
    (finding,) = found(replace(THEN, modality="may"), wordings=wordings_of(THEN))

    assert "with “hedge: may”" in finding.message
    assert "Many were harmed." not in finding.message


def test_long_words_are_cut():
    now = replace(THEN, statement="word " * 200)

    (finding,) = found(now, wordings=wordings_of(THEN))

    assert len(finding.message) < 500


def test_a_note_makes_nothing_stale_and_outside_a_library_texts_are_not_judged():
    assert found(replace(THEN, note="Something else.")) == []
    assert found(THEN, texts=None) == []


def test_a_verdict_read_again_or_unbound_is_not_stale():
    now = replace(THEN, statement="Other.")
    again = replace(
        VERDICT,
        read_at=datetime(2027, 1, 1, tzinfo=UTC),
        binding=binding_of(now, "flynn2022", excerpt="x1", text="a" * 64),
    )

    assert found(now, VERDICT, again) == []
    assert found(now, replace(VERDICT, binding=None)) == []
    assert found(replace(now, is_withdrawn=True)) == []
