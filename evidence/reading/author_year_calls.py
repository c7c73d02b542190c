"""Reference calls by names and year, in parentheses or in the sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from evidence.reading.calls import Area, Call
from evidence.reading.cited_names import YEAR, YEARS, CitedNames, names_before, years_in
from evidence.reading.name_index import Match, NameIndex
from evidence.reading.paper import CitationStyle, Cited

_YEARS = re.compile(rf"(?<![\w–-])(?:{YEARS})")
_GROUP = re.compile(r"[(\[]([^()\[\]]{4,600})[)\]]")
_ACRONYM = re.compile(r"\[[A-Z][A-Za-z&]{1,11}\]|(?<= )\([A-Z]{2,11}\)(?=,)")
_NARRATIVE = re.compile(
    rf"[(\[]\s?(?P<years>{YEARS})(?P<where>\s?[,:;]\s?[^()\[\]]{{1,80}})?\s?[)\]]"
)
_WHERE = re.compile(
    r"\s?[,:]\s?(?:(?:pp?|chaps?|ch|secs?|sect|[Ff]igs?|tab|paras?|vol|no|nn?|art|cap|l|ll|S|f|ff)\.?\s?"
    r"|§+\s?|[Tt]able\s|[Ff]igure\s|[Ss]ection\s|[Cc]hapter\s|[Aa]ppendix\s)?"
    r"(?!(?:1[4-9]|20)\d\d[a-z]?(?!\d))[A-Z]?\d{1,5}(?:\s?[–-]\s?\d{1,5}|\s?ff?\.)?[a-z]?(?![\w])"
)
_AGAIN = re.compile(
    r"(?<!\w)(?:[Ii]bid(?:em)?|[Oo]p\.\s?cit|[Ll]oc\.\s?cit|[Ee]bd)\b\.?(?:,?\s?(?:pp?\.\s?)?\d+)?"
)
_PERSONAL = re.compile(r"\b(?:personal communication|pers\. ?comm|unpublished)", re.IGNORECASE)
_MOST_LOOKED_UP = 20_000
_WIDE = str.maketrans("（），；：", "(),;:")
_ANY_YEAR = re.compile(YEAR)


class _Reader:
    """Reads the calls of one area; `index` is None where there is no list to look names up in."""

    def __init__(self, area: Area, index: NameIndex | None) -> None:
        self.area = area
        self.index = index
        self.words = area.words.translate(_WIDE)
        self.looked_up = 0

    def in_parentheses(self) -> Iterator[Call]:
        words = _ACRONYM.sub(lambda found: " " * len(found[0]), self.words)
        for group in _GROUP.finditer(words):
            if not _ANY_YEAR.search(group[1]) or _PERSONAL.search(group[1]):
                continue
            cited, odd, sure = self._works_in(words, group.start(1), group.end(1))
            if cited:
                yield self._call(group.start(), group.end(), cited, odd, is_sure=sure)
            elif odd:
                yield self._call(group.start(), group.end(), [], odd, is_sure=False)

    def _works_in(self, words: str, start: int, end: int) -> tuple[list[Cited], str, bool]:
        cited: list[Cited] = []
        doubts: list[str] = []
        is_sure, last, passed = False, None, start
        for years in _YEARS.finditer(words, start, end):
            if (where := _WHERE.match(words, passed, years.start())) and passed > start:
                passed = where.end()
            between = words[passed : years.start()].strip(" ,;:&\u00a0")
            names = self._best(words, passed, years.start(), years[0]) if between else last
            passed = years.end()
            if names is None:
                continue
            works, doubt, known = self._look_up(names, years[0])
            if known or names.is_telling or (self.index is None and _fills(words, start, names)):
                cited += works
                is_sure = is_sure or known or names.is_telling
                doubts += [doubt] if doubt else []
            elif self.index is not None:
                doubts.append(doubt)
            last = names
        return _each_once(cited), "; ".join(dict.fromkeys(doubts)), is_sure

    def in_sentences(self) -> Iterator[Call]:
        words = self.words
        for found in _NARRATIVE.finditer(words):
            if self.looked_up > _MOST_LOOKED_UP:
                return
            before = words[found.start() - 1 : found.start()]
            at = found.start() - 1 if before.isspace() else found.start()
            last = words[at - 1 : at]
            if not (last.isalpha() or last in ".’'") or at <= 0:
                continue
            names = self._best(words, 0, at, found["years"])
            if names is None:
                continue
            works, doubt, known = self._look_up(names, found["years"])
            if known or names.is_telling:
                yield self._call(names.start, found.end(), works, doubt, is_sure=True)
            elif self.index is not None and any(work.label for work in works):
                yield self._call(names.start, found.end(), [], doubt, is_sure=False)

    def without_parentheses(self) -> Iterator[Call]:
        """“see Ito 2019” and “Flynn & Powell, 2022, p. 12”: only what the list has."""
        if self.index is None:
            return
        for years in _YEARS.finditer(self.words):
            if self.looked_up > _MOST_LOOKED_UP:
                return
            before = self.words[years.start() - 2 : years.start()]
            if (
                len(before) < 2
                or before[1] != " "
                or not (before[0].isalpha() or before[0] in ".,")
            ):
                continue
            names = self._best(self.words, 0, years.start(), years[0])
            if names is None:
                continue
            works, doubt, _ = self._look_up(names, years[0])
            if all(work.reference is not None for work in works):
                where = _WHERE.match(self.words, years.end())
                end = where.end() if where else years.end()
                yield self._call(names.start, end, works, doubt, is_sure=True)

    def _best(self, words: str, start: int, end: int, years: str) -> CitedNames | None:
        """Of the names that may be meant, those the list knows; else the likeliest."""
        self.looked_up += 1
        possible = names_before(words, start, end)
        if self.index is not None:
            year = years_in(years)[0]
            for names in possible:
                if self.index.find(names, year).reference is not None:
                    return names
            for names in possible:
                if self.index.knows(names):
                    return names
        telling = [names for names in possible if names.is_telling and _is_short(names)]
        return telling[0] if telling else (possible[0] if possible else None)

    def _look_up(self, names: CitedNames, printed: str) -> tuple[list[Cited], str, bool]:
        """The works meant, what is doubtful, and whether the list has the author."""
        works, doubts, known = [], [], False
        for year in years_in(printed):
            label = f"{names.printed.rstrip(',')} {year}"
            match = Match(reference=None, knows_name=False)
            if self.index is not None:
                match = self.index.find(names, year)
            works.append(Cited(reference=match.reference, label=label))
            known = known or match.knows_name
            if match.doubt:
                doubts.append(f"{label}: {match.doubt}")
        return works, "; ".join(doubts), known

    def again(self) -> Iterator[Call]:
        for found in _AGAIN.finditer(self.area.words):
            odd = "it points to an earlier call without naming a work"
            call = self._call(found.start(), found.end(), [], odd, is_sure=False)
            yield replace(call, code="repeated-citation")

    def _call(self, start: int, end: int, cited: list[Cited], odd: str, *, is_sure: bool) -> Call:
        code = "unresolved-citation" if cited else "doubtful-citation"
        return Call(
            style=CitationStyle.AUTHOR_YEAR,
            start=self.area.start + start,
            end=self.area.start + end,
            cited=tuple(cited),
            is_sure=is_sure,
            odd=odd,
            code=code,
        )


def author_year_calls(areas: Iterable[Area], index: NameIndex | None) -> Iterator[Call]:
    """The calls by names and year; calls without `cited` are only doubts."""
    looked_up = 0
    for area in areas:
        reader = _Reader(area, index)
        if _ANY_YEAR.search(area.words) and looked_up <= _MOST_LOOKED_UP:
            yield from reader.in_parentheses()
            yield from reader.in_sentences()
            yield from reader.without_parentheses()
        yield from reader.again()
        looked_up += reader.looked_up


def _fills(words: str, start: int, names: CitedNames) -> bool:
    """Whether names and year are all that stands in the parentheses."""
    return not words[start : names.start].strip() and len(names.families[0].split()) < 4


def _is_short(names: CitedNames) -> bool:
    return all(len(family.split()) < 3 or not family[0].isupper() for family in names.families)


def _each_once(cited: list[Cited]) -> list[Cited]:
    return list(dict.fromkeys(cited))
