"""The in-text citations of a paper: found, told from what only looks like one, and resolved."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from evidence.reading.author_year_calls import author_year_calls
from evidence.reading.calls import Area, Call, areas_of, shown
from evidence.reading.label_calls import label_calls, labels_of
from evidence.reading.marked_calls import keyed_calls, marked_calls
from evidence.reading.name_index import NameIndex
from evidence.reading.numbered_lists import NumberedLists
from evidence.reading.numeric_calls import bracketed_calls, parenthesised_calls, raised_calls
from evidence.reading.paper import (
    CitationGroup,
    CitationStyle,
    Cited,
    ListedReference,
    Sentence,
)
from evidence.texts import Part, PartKind, Text, TextProblem

_MOST_TOLD = 200
_MOST_CALLS = 20_000
# Where some calls are raised, or marked as calls by the format, nothing else raised is doubtful.
_BESIDE_NOTES = {CitationStyle.SUPERSCRIPT, CitationStyle.MARKED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Citations:
    """The citation groups of a text in order, and what is doubtful about them."""

    groups: tuple[CitationGroup, ...] = ()
    problems: tuple[TextProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class _Candidates:
    """What looks like a call, by its form."""

    marked: list[Call]
    labelled: list[Call]
    bracketed: list[Call]
    parenthesised: list[Call]
    raised: list[Call]
    named: list[Call]


def find_citations(
    text: Text,
    parts: Sequence[Part],
    references: Sequence[ListedReference],
    sentences: Sequence[Sentence] = (),
) -> Citations:
    """Every reference call of a text; the form that prevails settles what is doubtful."""
    lists = NumberedLists(references)
    areas = list(areas_of(text, parts))
    candidates = _candidates(text, areas, references, lists)
    kept, doubts = _settled(candidates, has_numbers=bool(references) and not lists.is_counted)
    resolved = [_resolved(call, lists, has_list=bool(references)) for call in kept]
    told = _Telling(text)
    told.calls(sorted([*resolved, *doubts], key=lambda call: call.start))
    told.about_the_list(resolved, references, lists)
    told.about_the_bound(candidates)
    told.about_raised_figures(candidates, resolved)
    groups = _groups(text, resolved, sentences)
    return Citations(groups=tuple(groups), problems=tuple(told.problems))


def _candidates(
    text: Text, areas: Sequence[Area], references: Sequence[ListedReference], lists: NumberedLists
) -> _Candidates:
    index = NameIndex(references) if references else None
    labels = labels_of(references)
    most = lists.highest
    return _Candidates(
        marked=_bounded([*marked_calls(text, references), *keyed_calls(areas, references)]),
        labelled=_bounded(call for area in areas for call in label_calls(area, labels)),
        bracketed=_bounded(call for area in areas for call in bracketed_calls(area, most)),
        parenthesised=_bounded(call for area in areas for call in parenthesised_calls(area, most)),
        raised=_bounded(raised_calls(text, areas, most)),
        named=_bounded(author_year_calls(areas, index)),
    )


def _bounded(calls: Iterable[Call]) -> list[Call]:
    return list(islice(calls, _MOST_CALLS))


def _settled(found: _Candidates, *, has_numbers: bool) -> tuple[list[Call], list[Call]]:
    """The calls that are meant, without overlaps, and those that are only told of."""
    names = [call for call in found.named if call.cited and call.is_sure]
    numeric = [call for call in found.bracketed if call.is_sure]
    doubts = [call for call in found.bracketed if not call.is_sure]
    kept = [*found.marked, *found.labelled, *names]
    if has_numbers or _are_numbers_meant(numeric, names):
        kept += numeric
    else:
        doubts += _left_alone(numeric, "the paper cites by names and years")
    rivals = max(len(numeric), len(names), len(found.labelled), len(found.marked))
    if len(found.raised) > rivals:
        kept += found.raised
    if has_numbers and _are_meant(found.parenthesised, max(rivals, len(found.raised))):
        kept += found.parenthesised
    by_names = len(names) * 2 >= len(kept)
    unsure = [call for call in found.named if not call.is_sure]
    kept += [call for call in unsure if call.cited and by_names]
    doubts += [
        call for call in unsure if (by_names and not call.cited) or call.code == "repeated-citation"
    ]
    return _marked_first(found.marked, kept, doubts)


def _marked_first(
    marked: list[Call], kept: list[Call], doubts: list[Call]
) -> tuple[list[Call], list[Call]]:
    """Where the format marks most calls, what it does not mark is only told of."""
    unmarked = [call for call in kept if call.style is not CitationStyle.MARKED]
    beside = _without_overlaps(unmarked, marked)
    if marked and len(marked) >= len(beside):
        why = "the format marks the other calls and not this one"
        typed = [call for call in beside if _is_resolved_by_name(call)]
        doubts = [*doubts, *_left_alone((call for call in beside if call not in typed), why)]
        kept = [*marked, *typed]
    apart = _without_overlaps(kept)
    return apart, _without_overlaps(doubts, apart)


def _are_numbers_meant(numeric: Sequence[Call], names: Sequence[Call]) -> bool:
    """Whether numbers in brackets may be calls although the list has none, beside names."""
    resolved = sum(any(work.reference is not None for work in call.cited) for call in names)
    if resolved:
        # What a program printed begins with “[1]”, too.
        return len(numeric) >= 4 * resolved
    return len(numeric) * 4 >= len(names)


def _is_resolved_by_name(call: Call) -> bool:
    """Whether names and year tell one reference of the list for each work, marked or not."""
    is_named = call.style is CitationStyle.AUTHOR_YEAR and call.is_sure
    return is_named and all(work.reference is not None for work in call.cited)


def _are_meant(parenthesised: Sequence[Call], rivals: int) -> bool:
    """Whether numbers in parentheses are how this paper cites."""
    has_lists = any(len(call.numbers) > 1 for call in parenthesised)
    return len(parenthesised) > rivals and (has_lists or len(parenthesised) > 2)


def _left_alone(calls: Iterable[Call], why: str) -> list[Call]:
    return [replace(call, odd=why, code="doubtful-citation", is_sure=False) for call in calls]


def _without_overlaps(calls: Iterable[Call], taken: Sequence[Call] = ()) -> list[Call]:
    """The calls in order, the longer first where two begin alike, none over another."""
    kept: list[Call] = []
    taken = sorted(taken, key=lambda call: call.start)
    starts = [call.start for call in taken]
    for call in sorted(calls, key=lambda call: (call.start, -call.end)):
        before = bisect_right(starts, call.end - 1) - 1
        if before >= 0 and taken[before].end > call.start:
            continue
        if kept and kept[-1].end > call.start:
            if kept[-1].style is call.style or not call.is_sure or kept[-1].is_sure:
                continue
            kept.pop()
        kept.append(call)
    return kept


def _resolved(call: Call, lists: NumberedLists, *, has_list: bool) -> Call:
    """A numeric call with the references its numbers mean."""
    if not call.numbers:
        return call
    cited = tuple(
        Cited(
            reference=lists.find(number.number, call.start),
            label=str(number.number),
            number=number.number,
            through_range=number.through_range,
        )
        for number in call.numbers
    )
    beyond = [work.label for work in cited if work.reference is None]
    if not beyond or not has_list:
        return replace(call, cited=cited)
    missing = f"the list has no number {', '.join(beyond[:10])}"
    odd = f"{call.odd}; {missing}" if call.odd else missing
    return replace(call, cited=cited, odd=odd, code="citation-beyond-list")


def _groups(
    text: Text, calls: Sequence[Call], sentences: Sequence[Sentence]
) -> Iterator[CitationGroup]:
    spans = sorted(
        (span.start, span.end, place)
        for place, sentence in enumerate(sentences)
        for span in sentence.spans
    )
    starts = [span[0] for span in spans]
    for number, call in enumerate(calls, start=1):
        at = bisect_right(starts, call.start) - 1
        is_inside = at >= 0 and call.start < spans[at][1]
        yield CitationGroup(
            group=number,
            style=call.style,
            start=call.start,
            end=call.end,
            raw=text.content[call.start : call.end],
            cited=call.cited,
            sentence=spans[at][2] if is_inside else None,
        )


class _Telling:
    """Gathers what a reader should know about the citations, up to a bound."""

    def __init__(self, text: Text) -> None:
        self._text = text
        self.problems: list[TextProblem] = []

    def calls(self, calls: Iterable[Call]) -> None:
        told = [call for call in calls if call.odd]
        for call in told[:_MOST_TOLD]:
            words = shown(self._text.content[call.start : call.end])
            what = "was not taken for a citation" if not call.cited else "is doubtful"
            self._tell(call.code, f"“{words}” {what}: {call.odd}.", call.start)
        if len(told) > _MOST_TOLD:
            more = len(told) - _MOST_TOLD
            message = f"{more} more citations are doubtful; they are not told one by one."
            self._tell("more-doubtful-citations", message)

    def about_the_list(
        self,
        calls: Sequence[Call],
        references: Sequence[ListedReference],
        lists: NumberedLists,
    ) -> None:
        styles = Counter(call.style for call in calls)
        is_numeric = bool(styles[CitationStyle.NUMERIC] or styles[CitationStyle.SUPERSCRIPT])
        if calls and not references:
            message = "The text has citations but no reference list; none could be resolved."
            self._tell("no-reference-list", message)
        if is_numeric and lists.is_counted:
            message = (
                "The references have no numbers but the text cites by number; they were counted in "
                "the order of the list."
            )
            self._tell("references-unnumbered", message)
        if is_numeric and lists.are_several:
            message = (
                "Several reference lists count from 1; each number was looked up in the list that "
                "comes next after it."
            )
            self._tell("numbers-repeat", message)
        self._about_styles(styles)

    def about_the_bound(self, candidates: _Candidates) -> None:
        forms = (getattr(candidates, name) for name in _Candidates.__slots__)
        if any(len(calls) >= _MOST_CALLS for calls in forms):
            message = f"Only the first {_MOST_CALLS} citations of one form were read."
            self._tell("too-many-citations", message)

    def about_raised_figures(self, candidates: _Candidates, calls: Sequence[Call]) -> None:
        if any(call.style in _BESIDE_NOTES for call in calls):
            return
        notes = {part.id for part in self._text.parts if part.kind is PartKind.NOTE and part.id}
        pointing = {mark.start for mark in self._text.marks if notes & set(mark.targets)}
        count = sum(call.start not in pointing for call in candidates.raised)
        if count:
            message = (
                f"Raised figures ({count}) were taken for notes, because the paper cites in "
                "another way."
            )
            self._tell("raised-figures-left-alone", message)

    def _about_styles(self, styles: Counter[CitationStyle]) -> None:
        if len(styles) < 2:
            return
        told = ", ".join(f"{style.value} {count} times" for style, count in styles.most_common())
        self._tell("mixed-citation-styles", f"The text cites in more than one style: {told}.")

    def _tell(self, code: str, message: str, place: int | None = None) -> None:
        page = self._text.page_at(place) if place is not None else None
        line = None
        if place is not None and not self._text.pages:
            line = self._text.content.count("\n", 0, place) + 1
        self.problems.append(
            TextProblem(
                code=code, message=message, page=page.index + 1 if page else None, line=line
            )
        )
