"""Reference calls are found, told from what only looks like one, and resolved or told of."""

from __future__ import annotations

import re
import time
from dataclasses import replace

import pytest

from evidence.reading.in_text_citations import Citations
from evidence.reading.paper import CitationStyle
from evidence.texts import Mark, MarkKind, PartKind
from tests.evidence.reading.citation_cases import HELD_OUT
from tests.evidence.reading.sample_references import NAMED, a_reference, citations_in, numbered

LIST = numbered(42)


def _numbers(citations: Citations) -> list[str]:
    """Each group as its numbers, those only inside a range in parentheses."""
    return [
        " ".join(f"({work.label})" if work.through_range else work.label for work in group.cited)
        for group in citations.groups
    ]


def _works(citations: Citations) -> list[list[int | None]]:
    return [[work.reference for work in group.cited] for group in citations.groups]


def _codes(citations: Citations) -> list[str]:
    return [problem.code for problem in citations.problems]


@pytest.mark.parametrize(
    ("words", "groups"),
    [
        ("Sleep is short [5].", ["5"]),
        ("Sleep is short [5, 8, 17-19].", ["5 8 17 (18) 19"]),
        ("Sleep is short [5,8,17–19].", ["5 8 17 (18) 19"]),
        ("Sleep is short [5; 8; 17—18].", ["5 8 17 18"]),
        ("Sleep is short [ 5 , 8 ].", ["5 8"]),
        ("Sleep [5] is short [6].", ["5", "6"]),
        ("Sleep is short [5]–[8].", ["5 (6) (7) 8"]),
        ("Sleep is short [5], [6].", ["5 6"]),
        ("Sleep is short [5][6].", ["5 6"]),
        ("Sleep is short [1]–[3], [7].", ["1 (2) 3 7"]),
        ("Sleep is short[5].", ["5"]),
        ("Sleep is short.[5] Light is long.", ["5"]),
        ("Sleep is short [5 and 6].", ["5 6"]),
        ("Sleep is short [see 5].", ["5"]),
        ("Sleep is short [e.g., 5, 8].", ["5 8"]),
        ("Sleep is short [cf. 5].", ["5"]),
        ("Sleep is short [5, p. 12].", ["5"]),
        ("Sleep is short [5, Section 3.2] and [6, Theorem 2].", ["5", "6"]),
        ("[5] says that sleep is short.", ["5"]),
        ("Berg et al. [5] and Ito [6] disagree.", ["5", "6"]),
        ("They say “sleep is short” [5].", ["5"]),
        ("They say “sleep is short [5].” We do not.", ["5"]),
        ('They say "sleep" [5] and "light" [6].', ["5", "6"]),
        ("睡眠很短［5］，光很长【6】。", ["5", "6"]),
        ("Same twice [5, 5].", ["5"]),
        ("Over a line [5,\n8].", ["5 8"]),
        ("After a year 2016 [5] and 30% [6].", ["5", "6"]),
        ("A link [5](https://example.org/5).", ["5"]),
        (r"Escaped for Markdown \[5, 8\].", ["5 8"]),
    ],
)
def test_numbers_in_brackets_are_calls(words: str, groups: list[str]) -> None:
    citations = citations_in(words, LIST)

    assert _numbers(citations) == groups
    assert _codes(citations) == []
    assert {group.style for group in citations.groups} == {CitationStyle.NUMERIC}


@pytest.mark.parametrize(
    "words",
    [
        "We quote it [*sic*], [sic] and [n.d.].",
        "Code of class [cs] by Sen. Rowan [R-TX].",
        "Captioned “not [*the sleeper*],” it is shown.",
        "They said “[t]he night [in Oslo] is long [...] and dark”.",
        "Values lie in the interval [0, 1] and [0,24].",
        "With x ∈ [2, 5] and a scale [1, 7] we rate.",
        "In the range of [3, 9] it holds.",
        "The entry a[1], the row x_i[2] and m[3][4] are read.",
        "By Eq. [3], Fig. [4], Table [5] and Section [6] it holds.",
        "The case [2016] UKSC and [1999] AC.",
        "Letters [5a], [5a–7], [S1] and [1.2] are something else.",
        "The compound [2,2]paracyclophane and [3]H are heavy.",
        "(1) One sleeps, (2) one wakes, and (3) one eats.",
        "Three things: 1) sleep, 2) light, and 3) time.",
        "It was dark (2016) and then light (2017).",
        "By (4) and Eq. (5) we get f(3) = 2.",
        "Of these (12%), some (n = 5) slept (5 h).",
        "[ ] to do, [x] done.",
        "[]",
        "[–]",
        "[1,]",
    ],
)
def test_what_only_looks_like_a_call_is_left_alone(words: str) -> None:
    assert citations_in(words, LIST).groups == ()


def test_a_number_inside_a_quotation_is_left_alone_and_told() -> None:
    citations = citations_in("“We saw [3] men there”, he said [4].", LIST)

    assert _numbers(citations) == ["4"]
    assert _codes(citations) == ["quoted-citation"]


def test_a_number_beyond_the_list_is_told_and_not_guessed() -> None:
    citations = citations_in("Known [57] and [3, 43].", LIST)

    assert _works(citations) == [[None], [2, None]]
    assert _codes(citations) == ["citation-beyond-list", "citation-beyond-list"]
    assert "57" in citations.problems[0].message


def test_a_range_backwards_is_told_and_not_filled() -> None:
    citations = citations_in("Known [19-17].", LIST)

    assert _numbers(citations) == ["19 17"]
    assert _codes(citations) == ["odd-citation"]


def test_a_range_too_wide_is_told_and_not_filled() -> None:
    citations = citations_in("Known [1-400].", numbered(400))

    assert _numbers(citations) == ["1 400"]
    assert _codes(citations) == ["odd-citation"]


def test_numbers_in_parentheses_are_calls_where_the_paper_cites_so() -> None:
    words = (
        "Sleep is short (12,13). Some doubt it (14–16), as we do (3). By Eq. (4) it holds; f(3) "
        "too. In 2016 (2016) we: (1) slept, (2) woke. Aged (18, 65)."
    )

    assert _numbers(citations_in(words, LIST)) == ["12 13", "14 (15) 16", "3"]


def test_numbers_in_parentheses_are_no_calls_beside_brackets() -> None:
    words = "Sleep is short [12, 13]. Some doubt it [14]; of them (3, 4) more below. Light [5]."

    assert _numbers(citations_in(words, LIST)) == ["12 13", "14", "5"]


def test_numbers_in_parentheses_mean_nothing_without_a_numbered_list() -> None:
    assert citations_in("Sleep (1,2) and light (3).", NAMED).groups == ()


def _raised(words: str) -> tuple[str, list[Mark]]:
    """Words in which ^{…} is marked as raised."""
    return _marked(words, r"\^\{()([^}]*)\}", MarkKind.SUPERSCRIPT)


def _targeted(words: str) -> tuple[str, list[Mark]]:
    """Words in which <printed|target,target> is marked as a citation."""
    return _marked(words, r"<([^|>]*)\|([^>]*)>", MarkKind.CITATION)


def _marked(words: str, pattern: str, kind: MarkKind) -> tuple[str, list[Mark]]:
    plain, marks, end = "", [], 0
    for found in re.finditer(pattern, words):
        plain += words[end : found.start()]
        printed = found[1] or found[2]
        targets = tuple(found[2].split(",")) if kind is MarkKind.CITATION else ()
        marks.append(Mark(kind=kind, start=len(plain), end=len(plain + printed), targets=targets))
        plain, end = plain + printed, found.end()
    return plain + words[end:], marks


@pytest.mark.parametrize(
    ("words", "groups"),
    [
        ("Sleep is short.^{5} Light is long.^{6,7}", ["5", "6 7"]),
        ("Berg^{8–10} says so", ["8 (9) 10"]),
        ("Known^{12}^{,}^{13} and^{2}^{–}^{4}.", ["12 13", "2 (3) 4"]),
        ("10^{2} m^{2} in 5 cm^{3}, the 5^{th} R^{2} of ^{13}C, known^{4}", ["4"]),
        ("It was so in 2019^{5}.", ["5"]),
        ("Beyond the list^{57}.", []),
        ("Not a number^{a}, not^{*} this^{5a}.", []),
        ("Known.¹² So is this³⁻⁵, but not m² or 10³ or x².", ["12", "3 (4) 5"]),
    ],
)
def test_raised_figures_are_calls_unless_powers_units_or_notes(
    words: str, groups: list[str]
) -> None:
    plain, marks = _raised(words)

    assert _numbers(citations_in(plain, LIST, marks=marks)) == groups


def test_raised_figures_beside_brackets_are_notes() -> None:
    plain, marks = _raised("Sleep is short [5].^{1} Light is long [6, 7].^{2} So [8].")

    citations = citations_in(plain, LIST, marks=marks)

    assert _numbers(citations) == ["5", "6 7", "8"]
    assert _codes(citations) == ["raised-figures-left-alone"]


@pytest.mark.parametrize(
    ("words", "works"),
    [
        ("It is short (Flynn et al., 2022; Qin 2024a,b).", [[0, 2, 3]]),
        ("Flynn and Powell (2022) say so.", [[1]]),
        ("However, Flynn & Powell, 2022, p. 12, say so.", [[1]]),
        ("It is short (Flynn & Powell, 2022, p. 12).", [[1]]),
        ("It is short (Flynn, Powell, Scott, & Cama, 2022).", [[0]]),
        ("Both Ito et al. (2019) and Flynn et al. (2022) agree.", [[5], [0]]),
        ("For light, see Ito 2019, 2020.", [[5, 6]]),
        ("Ito and colleagues (2019) did it.", [[5]]),
        ("(see Ito et al. 2019, pp. 3-5; Ito and Rowan 2020: 45–50)", [[5, 6]]),
        ("(cf. Grün, in press)", [[11]]),
        ("Oduya (n.d.) says so [n.d.].", [[10]]),
        ("(Oduya, n.d.)", [[10]]),
        ("Flynn and Powell’s (2022) view and Ito et al.'s (2019)", [[1], [5]]),
        ("Van der Berg (2018) and van der Berg’s (2018) lamp", [[4], [4]]),
        ("(Berg, 2018) and (van der Berg 2018)", [[4], [4]]),
        ("It is known (American Sleep Project, 2024).", [[7]]),
        ("The Center for Light and Sleep (2025) knows.", [[8]]),
        ("(World Sleep Organization [WSO], 2021) and (WSO, 2021)", [[9], [9]]),
        ("O'Brien and Gaytán-Lugo (2017); (O’Brien & Gaytan-Lugo 2017)", [[12], [12]]),
        ("As GRÜN (in press) or Grun (forthcoming) has it", [[11], [11]]),
        ("[Flynn et al., 2022] and Flynn et al. [2022]", [[0], [0]]),
        ("(e.g., Qin, 2024a, 2024b)", [[2, 3]]),
        ("Qin (2024a; 2024b) and Qin (2024a, b)", [[2, 3], [2, 3]]),
        ("In Flynn and Powell (2022), we read.", [[1]]),
        ("(the way of Flynn et al., 2022, was used)", [[0]]),
        ("(Qin 2024a, Ito et al. 2019, van der Berg 2018)", [[2, 5, 4]]),
        ("(Ito and Rowan, 1950/2020)", [[6]]),
        ("J. van der Berg (2018) and (L. Qin, 2024a)", [[4], [2]]),
        ("（Qin，2024a；van der Berg，2018）", [[2, 4]]),
        ("(reviewed in Ito et al., 2019, and in Qin, 2024b)", [[5, 3]]),
    ],
)
def test_names_and_years_are_calls(words: str, works: list[list[int]]) -> None:
    citations = citations_in(words, NAMED)

    assert _works(citations) == works
    assert _codes(citations) == []
    assert {group.style for group in citations.groups} == {CitationStyle.AUTHOR_YEAR}


@pytest.mark.parametrize(
    "words",
    [
        "Since then (2016) and (in 2017) it is. The act (2024) too.",
        "In June (2019), (March 2020), (Spring 2021).",
        "(M. Rowan, personal communication, May 2019)",
        "(Figure 3, 2019) and Table 2 (2019) and Section 4 (2022)",
        "(n = 12, 2019) and (about 2020) and (until 2021)",
        "(see above) (n.d.) [sic]",
    ],
)
def test_years_without_names_are_left_alone(words: str) -> None:
    citations = citations_in(words, NAMED)

    assert (citations.groups, _codes(citations)) == ((), [])


@pytest.mark.parametrize(
    ("words", "works", "said"),
    [
        ("(Ash, 2001)", [[None]], "2 references fit"),
        ("(Flynn, 2022)", [[None]], "2 references fit"),
        ("(Qin 2024)", [[None]], "2 references fit"),
        ("(Flynn et al., 2019)", [[None]], "only for 2022"),
        ("(Smith & Wesson, 2019)", [[None]], "no such author"),
        ("(Ito and Smith, 2020)", [[None]], "other authors"),
        ("(Ito and Rowan, 2020a)", [[6]], "no letter"),
    ],
)
def test_a_call_that_may_mean_several_works_or_none_is_told_not_guessed(
    words: str, works: list[list[int | None]], said: str
) -> None:
    citations = citations_in(words, NAMED)

    assert _works(citations) == works
    assert _codes(citations) == ["unresolved-citation"]
    assert said in citations.problems[0].message


@pytest.mark.parametrize("words", ["(London, 2012)", "Brexit (2016)", "Rowan (2020)"])
def test_a_single_name_that_the_list_does_not_know_is_told_but_no_call(words: str) -> None:
    citations = citations_in(words, NAMED)

    assert citations.groups == ()
    assert _codes(citations) == ["doubtful-citation"]


@pytest.mark.parametrize("words", ["ibid., p. 5", "(ibid.)", "Ibid.", "(Flynn, op. cit.)"])
def test_ibid_is_told_and_no_call(words: str) -> None:
    citations = citations_in(words, NAMED)

    assert citations.groups == ()
    assert _codes(citations) == ["repeated-citation"]


def test_marked_calls_point_to_the_references_of_their_ids() -> None:
    references = [a_reference("A, B", "2001", number=n, id=f"bib{n}") for n in range(1, 10)]
    words, marks = _targeted(
        "Known [<1|bib1>, <2|bib2>–<5|bib5>]. Then (<Flynn 2022|bib3>; see <Ito 2019|bib4>), "
        "<Ode (2001)|bib6> and <x|bib7,bib8>, but this is odd [1, 5]."
    )

    citations = citations_in(words, references, marks=marks)

    assert _works(citations) == [[0, 1, 2, 3, 4], [2, 3], [5], [6, 7]]
    assert _numbers(citations)[0] == "1 2 (3) (4) 5"
    assert citations.groups[0].raw == "[1, 2–5]"
    assert citations.groups[1].raw == "(Flynn 2022; see Ito 2019)"
    assert {group.style for group in citations.groups} == {CitationStyle.MARKED}
    assert _codes(citations) == ["doubtful-citation"]


def test_a_mark_that_points_nowhere_is_told() -> None:
    words, marks = _targeted("Known [<9|bib9>].")

    citations = citations_in(words, [a_reference("A, B", "2001", id="bib1")], marks=marks)

    assert _works(citations) == [[None]]
    assert _codes(citations) == ["unresolved-citation"]


def test_keys_of_latex_stand_for_themselves_without_a_list() -> None:
    words, marks = _targeted("Known <[1]|flynn2022,ito2019>.")

    citations = citations_in(words, [], marks=marks)

    assert [work.label for work in citations.groups[0].cited] == ["flynn2022", "ito2019"]
    assert _codes(citations) == ["no-reference-list"]


def test_keys_of_pandoc_are_calls() -> None:
    references = [a_reference("A, B", "2001", id="flynn2022"), a_reference("C, D", "20", id="ito")]
    words = "Known [@flynn2022, p. 3; see @ito] and @ito [p. 5] says; write to mona@example.org."

    citations = citations_in(words, references)

    assert _works(citations) == [[0, 1], [1]]
    assert {group.style for group in citations.groups} == {CitationStyle.MARKED}


def test_a_name_at_a_network_is_no_key() -> None:
    assert citations_in("Follow @ito and @berg there.", NAMED).groups == ()


def test_labels_of_the_list_are_calls() -> None:
    references = [
        a_reference("A, B", "2022", label="[Fly22]"),
        a_reference("A, C", "2022", label="[ABC+12]"),
    ]

    citations = citations_in("See [Fly22], [ABC+12, Fly22], [Fly22, p. 3], [Foo].", references)

    assert _works(citations) == [[0], [1, 0], [0]]


def test_calls_in_a_text_without_list_are_kept_unresolved() -> None:
    citations = citations_in("Known [1, 2] and so on [3].", [])

    assert _works(citations) == [[None, None], [None]]
    assert _codes(citations) == ["no-reference-list"]


def test_references_without_numbers_are_counted_and_that_is_told() -> None:
    citations = citations_in("Known [2].", [a_reference("A, B", "2022"), a_reference("C, D", "20")])

    assert _works(citations) == [[1]]
    assert _codes(citations) == ["references-unnumbered"]


def test_where_two_lists_count_from_1_the_next_one_is_meant() -> None:
    main = [a_reference("A, B", "2001", number=n, start=str(100 + 30 * n)) for n in (1, 2, 3)]
    more = [a_reference("C, D", "2002", number=n, start=str(500 + 30 * n)) for n in (1, 2)]
    words = "Main [2]." + " " * 300 + "In the supplement [2, 3]."

    citations = citations_in(words, main + more)

    assert _works(citations) == [[1], [4, None]]
    assert set(_codes(citations)) == {"numbers-repeat", "citation-beyond-list"}


def test_mixed_styles_are_told() -> None:
    references = [*numbered(3), a_reference("Ito, Ren", "2019", number=4)]

    citations = citations_in("Known [1], [2]; so is [3] and more (Ito, 2019).", references)

    assert _works(citations) == [[0, 1], [2], [3]]
    assert _codes(citations) == ["mixed-citation-styles"]


def test_in_sentences_the_rules_were_not_made_for_nearly_every_call_is_right() -> None:
    right = invented = missed = 0
    for words, references, wanted in HELD_OUT:
        missing = list(wanted)
        for group in citations_in(words, references).groups:
            is_numbered = references is not NAMED
            works = [work.number if is_numbered else work.reference for work in group.cited]
            if works in missing:
                missing.remove(works)
                right += 1
            else:
                invented += 1
        missed += len(missing)

    assert right / (right + invented) >= 0.95
    assert right / (right + missed) >= 0.95


@pytest.mark.parametrize("kind", [PartKind.FORMULA, PartKind.REFERENCE, PartKind.FURNITURE])
def test_there_are_no_calls_in_formulas_lists_and_furniture(kind: PartKind) -> None:
    assert citations_in("See [1] (Ito, 2019).", LIST, kind=kind).groups == ()


@pytest.mark.parametrize("kind", [PartKind.CAPTION, PartKind.TABLE, PartKind.NOTE])
def test_there_are_calls_in_captions_tables_and_notes(kind: PartKind) -> None:
    assert _numbers(citations_in("See also [1].", LIST, kind=kind)) == ["1"]


@pytest.mark.parametrize(
    "pattern", ["[", "[1,", "[1] ", "(1) ", "A (2016) ", "(Smith, 2019) ", "¹ ", "Flynn 2019, "]
)
def test_calls_in_nonsense_take_time_in_step_with_its_length(pattern: str) -> None:
    begun = time.process_time()

    citations_in(pattern * (10_000 // len(pattern)), LIST + NAMED)

    assert time.process_time() - begun < 6


def test_years_alone_that_the_format_marks_mean_what_it_says() -> None:
    plain, marks = _targeted(
        "Sleep is short (for all, Ito et al., <2019|k6>; Berg, <2018|k5>). Qin (<2024a|k3>) says "
        "so, and so does Berg (2018), unmarked."
    )
    listed = [replace(each, id=f"k{place}") for place, each in enumerate(NAMED, 1)]

    citations = citations_in(plain, listed, marks=marks)

    assert _works(citations) == [[5, 4], [2], [4]]
    assert [group.style for group in citations.groups] == [
        CitationStyle.MARKED, CitationStyle.MARKED, CitationStyle.AUTHOR_YEAR,
    ]  # fmt: skip


def test_what_programs_print_is_no_call_in_a_paper_that_cites_by_names() -> None:
    words = (
        "Berg (2018) says so (Ito et al., 2019). mean(x) [1] 4 sum(x) [1] 7 x [2] 5 min(x) [1] 2"
    )

    assert _works(citations_in(words, NAMED)) == [[4], [5]]


def test_marked_calls_of_two_sentences_are_two_although_a_bracket_never_closes() -> None:
    plain, marks = _targeted(
        "Sleep (as all know is short. <1|k1> Nobody has ever slept enough. <1|k1>,<2|k2>"
    )
    listed = [replace(each, id=f"k{place}") for place, each in enumerate(NAMED, 1)]

    assert _works(citations_in(plain, listed, marks=marks)) == [[0], [0, 1]]
