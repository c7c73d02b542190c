"""The flow of a text: the letters that fingerprints are made of, each with its place."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.anchoring.flow import Flow
from evidence.anchoring.haystack import Haystack
from evidence.anchoring.plain_form import plain_form
from evidence.excerpts import squeeze
from evidence.reading.paper import Span
from evidence.texts import Text


@given(st.text(max_size=400))
@settings(max_examples=80, deadline=None)
def test_the_flow_of_any_text_is_what_its_fingerprint_is_made_of(content: str) -> None:
    assert Haystack(Text(content=content)).flow.letters == squeeze(content)


@given(st.text(alphabet="abß ﬁé\u0301½Ⅷ-[1]한ᆨ", max_size=2500))
@settings(max_examples=25, deadline=None)
def test_every_letter_leads_back_to_the_characters_it_comes_from(content: str) -> None:
    flow = Flow(content)

    for letter in range(0, len(flow.letters), 7):
        place = flow.span(letter, letter + 1)
        assert flow.letters[letter] in squeeze(content[place.start : place.end])


def test_what_is_cut_out_parts_the_words_and_what_is_skipped_does_not() -> None:
    content = "one [4] two CAPTION three"
    flow = Flow(content, skipped=[Span(start=4, end=7)], cuts=[Span(start=12, end=19)])

    spans = flow.spans(0, len(flow.letters))

    assert flow.letters == "onetwothree"
    assert [content[each.start : each.end] for each in spans] == ["one [4] two", "three"]


def test_a_long_text_is_the_same_in_all_its_blocks() -> None:
    content = "Ünïcode wörds — “quoted” — " * 400
    flow = Flow(content)

    assert flow.letters == squeeze(content)
    assert flow.first_at(content.rindex("quoted")) == len(flow.letters) - len("quoted")
    assert flow.starts_word(flow.first_at(content.rindex("wörds")))


@given(st.text(max_size=80))
@settings(max_examples=60, deadline=None)
def test_the_plain_form_of_any_text_has_no_white_space_but_between_digits(text: str) -> None:
    form = plain_form(text)

    assert all(
        form[at - 1 : at].isdigit() and form[at + 1 : at + 2].isdigit()
        for at, character in enumerate(form)
        if character == " "
    )
