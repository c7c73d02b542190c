"""Finding an excerpt again: every step by example, and the laws that hold for all texts."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bib.works import Citekey
from evidence.anchoring.haystack import Haystack
from evidence.anchoring.locate import anchor, locate, moved
from evidence.anchoring.located import Difference, Step
from evidence.excerpts import Excerpt, ExcerptId, fingerprint
from evidence.texts import Mark, MarkKind, Page, Part, PartKind, Text

PROSE = """The lighthouse keepers of the northern islands kept two logs. In the first they wrote
down the “weather-bound” ships [4, 7–9], some 1.5 per week; in the second, the oil that was burnt.

No inspector ever compared the two logs. The keepers knew it, and so the second log was filled in
from memory, often many weeks later. Oil was scarce in winter. The keepers knew it well.

A later study of 412 logs found that office work of this kind dif\u00adfers little from island to
island, whatever the keepers themselves said of it. Oil was scarce in winter."""


def test_the_very_words_are_found_exactly() -> None:
    located, selectors = anchor("No inspector ever compared the two logs.", Text(content=PROSE))

    assert located.step is Step.EXACT
    assert PROSE[located.start : located.end] == "No inspector ever compared the two logs."
    assert selectors is not None
    assert selectors.prefix.endswith("that was burnt.\n\n")
    assert selectors.suffix.startswith(" The keepers knew it, and so")


@pytest.mark.parametrize(
    ("quote", "words"),
    [
        ('"WEATHER-BOUND" ships', "“weather-bound” ships"),
        ("the 'weather-\nbound'  ships", "the “weather-bound” ships"),
        ("the «weatherbound» ships", "the “weather-bound” ships"),
        ("of this kind diﬀers little", "of this kind dif\u00adfers little"),
        ("oﬃce work of this kind differs", "office work of this kind dif\u00adfers"),
        ("[4, 7-9], some 1.5 per week;", "[4, 7–9], some 1.5 per week;"),
        ("they wrote down the", "they wrote\ndown the"),
    ],
)
def test_another_print_of_the_words_is_found_normalised(quote: str, words: str) -> None:
    located, _ = anchor(quote, Text(content=PROSE))

    assert located.step is Step.NORMALISED
    assert PROSE[located.start : located.end] == words
    assert located.differences == ()


@pytest.mark.parametrize(
    ("quote", "words", "differences"),
    [
        (
            "[n]o inspector ever compared the two logs",
            "No inspector ever compared the two logs",
            [],
        ),
        (
            "the second log was filled in […] many weeks later",
            "the second log was filled in\nfrom memory, often many weeks later",
            [Difference(quote="[…]", text="from memory, often")],
        ),
        (
            "the second log . . . often many weeks later",
            "the second log was filled in\nfrom memory, often many weeks later",
            [Difference(quote=". . .", text="was filled in from memory,")],
        ),
        (
            "[The men] knew it, and so the second log [of oil] was filled in from memory",
            "knew it, and so the second log was filled in\nfrom memory",
            [Difference(quote="[of oil]", text="")],
        ),
        (
            "office work [sic] of this *kind* differs little",
            "office work of this kind dif\u00adfers little",
            [],
        ),
        (
            "wrote down the “weather-bound” ships, some 1.5 per week",
            "wrote\ndown the “weather-bound” ships [4, 7–9], some 1.5 per week",
            [Difference(quote="", text="[4, 7–9]")],
        ),
        (
            "often many weeks lat[est]",
            "often many weeks later",
            [],
        ),
    ],
)
def test_what_a_person_edits_when_quoting_is_forgiven_and_told(
    quote: str, words: str, differences: list[Difference]
) -> None:
    located, _ = anchor(quote, Text(content=PROSE))

    assert located.step is Step.EDITORIAL
    assert PROSE[located.start : located.end] == words
    assert list(located.differences) == differences


def test_an_ellipsis_that_would_leave_out_pages_is_not_forgiven() -> None:
    between = "Nothing of the kind was said about this matter. " * 30
    text = Text(content=f"The harbour was deep enough. {between}The ferry ran on Sundays only.")

    located, _ = anchor("The harbour was deep enough … ran on Sundays only.", text)

    assert located.step is Step.ORPHANED


def test_pieces_about_an_ellipsis_in_the_wrong_order_are_not_found() -> None:
    located, _ = anchor("filled in from memory […] so the second log was", Text(content=PROSE))

    assert located.step is not Step.EDITORIAL


def test_changed_words_are_found_approximately_and_shown_one_by_one() -> None:
    quote = (
        "A later survey of 421 logs found that office work of this kind differs from isle to isle"
    )

    located, _ = anchor(quote, Text(content=PROSE))

    assert located.step is Step.APPROXIMATE
    assert PROSE[located.start : located.end].startswith("A later study of 412 logs")
    assert 0.85 <= located.score < 1
    assert located.differences == (
        Difference(quote="survey", text="study"),
        Difference(quote="421", text="412"),
        Difference(quote="", text="little"),
        Difference(quote="isle", text="island"),
        Difference(quote="isle", text="island"),
    )


@pytest.mark.parametrize(
    ("quote", "difference"),
    [
        ("the “weather-bound” ships, some 15 per week", Difference(quote="15", text="1.5")),
        ("No inspector, ever, compared the two logs.", Difference(quote=",", text="")),
    ],
)
def test_a_lost_decimal_point_or_another_comma_is_never_passed_over(
    quote: str, difference: Difference
) -> None:
    located, _ = anchor(quote, Text(content=PROSE))

    assert located.step is Step.APPROXIMATE
    assert difference in located.differences


def test_a_short_quotation_needs_its_very_words() -> None:
    located, _ = anchor("Oil was scarse", Text(content=PROSE))

    assert located.step is Step.ORPHANED
    assert located.nearest is None


def test_an_orphan_is_offered_the_nearest_place_and_what_differs_there() -> None:
    quote = (
        "The keepers knew it, and so the third log was filled up by hearsay, sometimes months later"
    )

    located, selectors = anchor(quote, Text(content=PROSE))

    assert (located.step, located.start, selectors) == (Step.ORPHANED, None, None)
    assert located.nearest is not None
    assert "filled in\nfrom memory" in PROSE[located.nearest.start : located.nearest.end]
    assert located.score < 0.85
    assert located.differences


def test_part_of_a_word_is_no_word() -> None:
    located, _ = anchor("Spec  tor", Text(content="The inspector and the spectre."))

    assert located.step is Step.ORPHANED


@pytest.mark.parametrize(
    ("prefix", "suffix", "number"),
    [("many weeks later. ", " The keepers", 0), ("themselves said of it. ", "", 1)],
)
def test_of_repeated_sentences_the_one_between_prefix_and_suffix_is_meant(
    prefix: str, suffix: str, number: int
) -> None:
    sentence = "Oil was scarce in winter."
    places = [PROSE.index(sentence), PROSE.rindex(sentence)]

    located, _ = anchor(sentence, Text(content=PROSE), prefix=prefix, suffix=suffix)

    assert located.start == places[number]
    assert not located.is_ambiguous


def test_repeated_sentences_that_nothing_tells_apart_are_told() -> None:
    sentence = "Oil was scarce in winter."

    located, _ = anchor(sentence, Text(content=PROSE))

    assert located.start == PROSE.index(sentence)
    assert [each.start for each in located.rivals] == [PROSE.rindex(sentence)]


def test_the_stored_place_decides_in_the_text_it_was_stored_for() -> None:
    text, sentence = Text(content=PROSE), "Oil was scarce in winter."
    start = PROSE.rindex(sentence)
    stored = Excerpt(
        id=ExcerptId("e"), claim="c", work=Citekey("w"), quote=sentence,
        start=start, end=start + len(sentence), text_sha256=text.sha256,
    )  # fmt: skip

    located = locate(stored, text)

    assert (located.start, located.is_ambiguous) == (start, False)


def test_the_page_tells_repeated_sentences_apart() -> None:
    sentence, middle = "Oil was scarce in winter.", PROSE.index("A later study")
    pages = (
        Page(index=0, label="ix", start=0, end=middle),
        Page(index=1, label="x", start=middle, end=len(PROSE)),
    )

    located, selectors = anchor(sentence, Text(content=PROSE, pages=pages), page="x")

    assert (located.start, located.page) == (PROSE.rindex(sentence), "x")
    assert selectors is not None
    assert selectors.page == "x"


def cut_in_two() -> Text:
    caption = "Figure 1: The two logs side by side, as kept."
    content = f"The keepers wrote their logs\n\n{caption}\n\nby the light of a candle [3]."
    start = content.index(caption)
    parts = (
        Part(kind=PartKind.PARAGRAPH, start=0, end=start - 2),
        Part(kind=PartKind.CAPTION, start=start, end=start + len(caption)),
        Part(
            kind=PartKind.PARAGRAPH,
            start=start + len(caption) + 2,
            end=len(content),
            continues=True,
        ),
    )
    return Text(content=content, parts=parts)


def test_a_sentence_cut_in_two_by_a_caption_is_found_in_its_stretches() -> None:
    text = cut_in_two()
    quote = "The keepers wrote their logs by the light of a candle"

    located, selectors = anchor(quote, text)

    assert located.step is Step.NORMALISED
    assert [text.content[each.start : each.end] for each in located.spans] == [
        "The keepers wrote their logs",
        "by the light of a candle",
    ]
    assert selectors is not None
    assert selectors.quote == quote


def test_a_superscript_number_inside_a_sentence_does_not_hide_it() -> None:
    content = "The keepers12 wrote their logs by the light of a candle."
    mark = Mark(kind=MarkKind.SUPERSCRIPT, start=11, end=13, targets=("12",))

    located, _ = anchor("keepers wrote their logs", Text(content=content, marks=(mark,)))

    assert located.step is Step.NORMALISED


@pytest.mark.parametrize(
    "passage",
    [
        "No inspector ever compared the two logs.",
        "The keepers wrote their logs by the light of a candle.",
        "their logs by the light",
    ],
)
def test_a_fingerprint_finds_the_passage_it_was_taken_of(passage: str) -> None:
    text = cut_in_two()
    longer = Text(content=f"{text.content} {PROSE}", parts=text.parts)
    stored = Excerpt(
        id=ExcerptId("e"), claim="c", work=Citekey("w"), fingerprint=fingerprint(passage)
    )

    haystack = Haystack(longer)
    located = locate(stored, haystack)
    readable = moved(stored, located, haystack)

    assert located.step is Step.FINGERPRINT
    assert readable.quote.replace(" [3]", "") == passage
    assert (readable.start, readable.text_sha256) == (located.start, longer.sha256)


def test_a_fingerprint_of_other_words_finds_nothing() -> None:
    stored = Excerpt(
        id=ExcerptId("e"), claim="c", work=Citekey("w"), fingerprint=fingerprint("Other words.")
    )

    assert locate(stored, Text(content=PROSE)).step is Step.ORPHANED


WORDS = """
harbour island winter keeper ledger oil candle storm inspector office weather ferry north
coast village teacher school market bread river bridge tower garden orchard letter minister
parish survey census cattle wool price tax road carriage horse mill miller grain flour rent
"""
OTHER_WORDS = """
protein enzyme cell membrane receptor antibody dose trial placebo patient cohort mortality
gene sequence mutation tissue tumour biopsy serum plasma insulin glucose diet obesity sleep
"""


def prose(words: str) -> st.SearchStrategy[str]:
    sentences = st.lists(st.sampled_from(words.split()), min_size=4, max_size=14).map(
        lambda said: " ".join(said).capitalize() + "."
    )
    return st.lists(sentences, min_size=3, max_size=25, unique=True).map(" ".join)


@st.composite
def quoted(draw: st.DrawFn) -> tuple[str, int, int]:
    """A text, and where a stretch of whole words of it begins and ends."""
    content = draw(prose(WORDS))
    ends = [-1, *(at for at, each in enumerate(content) if each == " "), len(content)]
    first = draw(st.integers(0, len(ends) - 2))
    last = draw(st.integers(first + 1, min(len(ends) - 1, first + 30)))
    return content, ends[first] + 1, ends[last]


@given(quoted())
@settings(max_examples=25, deadline=None)
def test_a_quotation_cut_from_a_text_anchors_exactly_there(case: tuple[str, int, int]) -> None:
    content, start, end = case

    located, selectors = anchor(
        content[start:end],
        Text(content=content),
        prefix=content[max(0, start - 32) : start],
        suffix=content[end : end + 32],
    )

    places = {located.start, *(each.start for each in located.rivals)}
    assert located.step is Step.EXACT
    assert start in places
    assert selectors is not None
    assert selectors.quote == content[start:end]


def hyphenated(words: str) -> str:
    return " ".join(f"{each[:3]}-\n{each[3:]}" if len(each) > 6 else each for each in words.split())


@given(quoted(), st.sampled_from([str.upper, hyphenated, lambda each: each.replace(" ", " \n ")]))
@settings(max_examples=25, deadline=None)
def test_noise_of_print_leaves_a_quotation_where_it_was(case, noise) -> None:  # type: ignore[no-untyped-def]
    content, start, end = case
    quote = noise(content[start:end])

    located, _ = anchor(
        quote,
        Text(content=content),
        prefix=content[max(0, start - 32) : start],
        suffix=content[end : end + 32],
    )

    places = [(located.start, located.end), *((each.start, each.end) for each in located.rivals)]
    assert located.step in {Step.EXACT, Step.NORMALISED}
    assert (start, end) in places


@given(quoted(), st.data())
@settings(max_examples=25, deadline=None)
def test_a_changed_word_is_never_passed_over_in_silence(
    case: tuple[str, int, int], data: st.DataObject
) -> None:
    content, start, end = case
    words = content[start:end].split()
    changed = data.draw(st.integers(0, len(words) - 1))
    quote = " ".join([*words[:changed], "unheard-of", *words[changed + 1 :]])

    located, _ = anchor(quote, Text(content=content))

    assert located.step in {Step.APPROXIMATE, Step.ORPHANED}
    if located.step is Step.APPROXIMATE:
        assert any("unheard-of" in each.quote for each in located.differences)


@given(prose(WORDS), prose(OTHER_WORDS))
@settings(max_examples=20, deadline=None)
def test_a_quotation_from_another_text_does_not_anchor(content: str, other: str) -> None:
    haystack = Haystack(Text(content=content))

    for sentence in other.split(". "):
        assert anchor(sentence, haystack)[0].step is Step.ORPHANED


@given(st.text(max_size=200), st.text(max_size=60))
@settings(max_examples=60, deadline=None)
def test_any_text_and_any_quotation_give_an_answer_that_lies_in_the_text(
    content: str, quote: str
) -> None:
    located, _ = anchor(quote, Text(content=content))

    assert all(0 <= span.start < span.end <= len(content) for span in located.spans)
    assert all(one.end <= other.start for one, other in pairwise(located.spans))


@given(st.text(max_size=120))
@settings(max_examples=60, deadline=None)
def test_a_text_holds_the_fingerprint_of_all_of_it(content: str) -> None:
    whole = fingerprint(content)
    stored = Excerpt(id=ExcerptId("e"), claim="c", work=Citekey("w"), fingerprint=whole)

    found = locate(stored, Text(content=content)).step

    assert found is (Step.FINGERPRINT if whole.length else Step.ORPHANED)
