"""Each alarm names its rule and the very words in doubt, and stays silent where it cannot look."""

from __future__ import annotations

from typing import Any

import pytest

from bib.dates import PartialDate
from bib.works import ReadStatus
from evidence.reviewing.alarm import (
    Alarm,
    AlarmEvidence,
    Need,
    Omission,
    Place,
    SourceWords,
    Where,
)
from evidence.reviewing.alarms import ALARMS
from evidence.reviewing.raised_alarms import raised
from tests.builders import a_citation, a_claim, a_work

FLAT = "Labels reduce the sharing of generated pictures."


def an_excerpt(words: str, **parts: Any) -> SourceWords:
    return SourceWords(words=words, **{"quote": words, "where": Where.PASSAGE} | parts)


def alarms(claim: str, *words: SourceWords | str, **parts: Any) -> dict[str, Alarm]:
    told = {name: parts.pop(name) for name in ("modality", "population") if name in parts}
    passages = tuple(an_excerpt(each) if isinstance(each, str) else each for each in words)
    evidence = AlarmEvidence(claim=a_claim(statement=claim, **told), passages=passages, **parts)
    return {alarm.rule: alarm for alarm in raised(evidence).alarms}


def test_a_figure_is_pointed_to_in_the_claim_and_told_as_the_work_has_it() -> None:
    alarm = alarms("In all, 321 patients took part.", "We enrolled 312 patients.")["figure-differs"]

    assert (alarm.words, alarm.where) == ("321 patients", Where.CLAIM)
    assert "312 patients" in alarm.message


def test_a_figure_in_the_paragraph_around_the_excerpt_is_no_difference() -> None:
    source = an_excerpt("The survey was long.", around="It reached 1,204 households.")

    assert alarms("The survey reached 1,204 households.", source) == {}


def test_one_of_several_excerpts_bears_the_figure() -> None:
    claim = "The survey reached 1,204 households."

    assert alarms(claim, "The survey was long.", "1,204 households answered the survey.") == {}


def test_without_an_excerpt_only_a_figure_that_is_nowhere_in_the_text_is_reported() -> None:
    claim = "The survey reached 1,204 households."

    assert alarms(claim, numbers=frozenset({"#1204"})) == {}
    assert alarms(claim, numbers=None) == {}
    assert set(alarms(claim, numbers=frozenset({"#17"}))) == {"figure-differs"}
    assert alarms("About 200 fell.", numbers=frozenset({"#196"})) == {}


def test_the_year_of_publication_is_no_difference() -> None:
    words, claim = "The law has been in force since 2017.", "The study of 2019 tells of the law."

    assert alarms(claim, words)["figure-differs"].words == "of 2019"
    assert alarms(claim, words, work=a_work(issued=PartialDate(2019))) == {}


def test_a_hedge_on_record_makes_a_claim_less_than_flat() -> None:
    words = "Labels may reduce the sharing of generated pictures."

    assert alarms(FLAT, words)["hedge-dropped"].words == "may"
    assert alarms(FLAT, words, modality="may") == {}


def test_a_hedge_of_another_clause_is_not_that_of_the_claim() -> None:
    words = f"{FLAT[:-1]}, although the method may be slow."

    assert alarms(FLAT, words) == {}


def test_the_month_of_may_is_no_hedge() -> None:
    assert alarms(FLAT, f"In May, {FLAT[0].lower()}{FLAT[1:]}") == {}


def test_a_population_on_record_counts_as_named() -> None:
    words = "Among the girls we interviewed, threats led to withdrawal."
    claim = "Threats lead to withdrawal."

    assert alarms(claim, words)["population-dropped"].words == "girls"
    assert alarms(claim, words, population="minors") == {}


def test_a_denial_is_found_on_either_side() -> None:
    denied = "Labels did not reduce the sharing of generated pictures."

    assert alarms(FLAT, denied)["negation-differs"].where is Where.PASSAGE
    assert alarms(denied, FLAT)["negation-differs"].where is Where.CLAIM
    assert alarms(denied, denied) == {}


def test_an_ellipsis_is_pointed_to_with_what_it_hides() -> None:
    quote = "Notices are … acted on."
    source = an_excerpt(
        "Notices are, though not always, acted on.",
        quote=quote,
        omissions=(Omission(start=12, end=13, words="though not always"),),
    )

    alarm = alarms("Notices are acted on.", source)["ellipsis-hides"]

    assert (alarm.words, alarm.where, alarm.source) == ("…", Where.EXCERPT, quote)
    assert "though not always" in alarm.message


def test_a_reference_that_the_format_marks_is_one() -> None:
    words = "Nine of ten videos show women.¹²"
    source = an_excerpt(words, calls=((30, 32),))

    assert alarms("Nine of ten videos show women.", source)["second-hand"].words == "¹²"


def test_a_work_that_speaks_of_itself_is_no_background() -> None:
    source = an_excerpt(f"We find that {FLAT[0].lower()}{FLAT[1:]}", place=Place.BACKGROUND)

    assert alarms(FLAT, source) == {}


def test_a_title_is_no_evidence() -> None:
    work = a_work(title="Labels Reduce Sharing")
    source = an_excerpt("Labels reduce sharing", where=Where.EXCERPT)

    assert set(alarms("Labels reduce sharing.", source, work=work)) == {"title-or-abstract"}


def test_of_an_abstract_only_figures_that_it_lacks_are_reported() -> None:
    held = {"abstract": "We count abusive pictures.", "scope": ReadStatus.ABSTRACT}
    counted = "There were 70,000 abusive pictures."

    assert set(alarms(counted, **held)) == {"title-or-abstract"}
    assert alarms("There were abusive pictures.", **held) == {}
    assert alarms(counted, **held | {"scope": ReadStatus.FULL}) == {}


def test_three_claims_of_one_sentence_are_many_and_two_are_not() -> None:
    shared = (a_citation(group=4, is_ambiguous=True),)

    found = alarms(FLAT, citations=shared, mates=("x-1", "x-2"))["shared-sentence"]

    assert "three claims" in found.message
    assert "x-1, x-2" in found.message
    assert alarms(FLAT, citations=shared, mates=("x-1",)) == {}


def test_a_range_is_pointed_to_in_the_citing_sentence_where_that_is_known() -> None:
    cited = (a_citation(number=36, through_range=True),)

    found = alarms(FLAT, citations=cited, citing_sentence="Labels help [2, 35–37].")
    unknown = alarms(FLAT, citations=cited)["swallowed-by-range"]

    assert found["swallowed-by-range"].words == "35–37"
    assert unknown.where is Where.CLAIM
    assert "36" in unknown.message
    assert alarms(FLAT, citations=(*cited, a_citation(number=36))) == {}


def test_a_likeliest_passage_is_called_one() -> None:
    source = SourceWords(
        words="Labels may reduce the sharing of generated pictures.", where=Where.LIKELIEST
    )

    found = alarms(FLAT, source)["hedge-dropped"]

    assert found.where is Where.LIKELIEST
    assert "likeliest passage" in found.message


def test_rules_that_lack_words_say_so() -> None:
    found = raised(AlarmEvidence(claim=a_claim(statement=FLAT)))

    assert found.alarms == ()
    assert found.could_not["hedge-dropped"] is Need.WORDS
    assert found.could_not["ellipsis-hides"] is Need.EXCERPT
    assert "shared-sentence" not in found.could_not


@pytest.mark.parametrize(
    "words",
    ["1 of 2 " * 100, "[1, " * 200, "Aa’" * 900, "may not " * 200, "“" * 2_000, "\x00\ud800…"],
)
def test_senseless_words_end_in_no_error_and_spans_stay_inside(words: str) -> None:
    evidence = AlarmEvidence(
        claim=a_claim(statement=f"May not 5 % {words[:300]}"),
        passages=(an_excerpt(words, around=words),),
    )

    for alarm in raised(evidence).alarms:
        assert 0 <= alarm.start < alarm.end <= len(alarm.source)
        assert alarm.rule in {rule.NAME for rule in ALARMS}
