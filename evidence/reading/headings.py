"""Recognising headings in plain text: by their number, by a well-known name, by Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass


def _names(text: str) -> frozenset[str]:
    return frozenset(" ".join(name.split()) for name in text.split("|"))


# What the sections of papers are called when they have no number.
_NAMES = _names(
    """abstract|summary|introduction|background|related work|literature review|theory|method|methods
    |materials and methods|methods and materials|methodology|data and methods|experiments|evaluation
    |experimental setup|results|findings|results and discussion|discussion|limitations|conclusion
    |conclusions|concluding remarks|discussion and conclusion|future work|acknowledgements
    |acknowledgments|acknowledgement|acknowledgment|funding|author contributions|data availability
    |data availability statement|code availability|competing interests|conflict of interest
    |conflicts of interest|declaration of interests|ethics statement|ethical considerations|appendix
    |appendices|supplementary material|supplementary materials|supporting information|notes
    |zusammenfassung|einleitung|methoden|ergebnisse|diskussion|fazit|danksagung|anhang
    |résumé|méthodes|résultats|conclusión|resumen|introducción|métodos|resultados|discusión
    |riassunto|introduzione|resumo|introdução|摘要|引言|方法|结果|讨论|结论|要旨|はじめに|考察
    |ملخص|الملخص|مقدمة|المقدمة|аннотация|введение|заключение"""
)
REFERENCE_LIST_NAMES = _names(
    """references|reference list|list of references|references and notes|references cited
    |bibliography|works cited|literature cited|cited literature|literature|cited references
    |supplementary references|supplemental references|additional references|further references
    |appendix references|references for the appendix|references for the supplement|sources|endnotes
    |literatur|literaturverzeichnis|quellen|quellenverzeichnis|références|bibliographie
    |références bibliographiques|referencias|referencias bibliográficas|bibliografía|referências
    |riferimenti bibliografici|bibliografia|referenties|litteratur|referenser|литература
    |список литературы|参考文献|參考文獻|引用文献|참고문헌|المراجع|المصادر"""
)
ABSTRACT_NAMES = _names(
    """abstract|summary|zusammenfassung|résumé|resumen|riassunto|resumo|摘要|要旨|ملخص|الملخص
    |аннотация"""
)
_LAST_WORDS = frozenset(name.rsplit(None, 1)[-1] for name in _NAMES | REFERENCE_LIST_NAMES)
_MARKUP = re.compile(r"^#{1,6}\s+|\s+#+$|[*_`]{1,3}(?=\S)|(?<=\S)[*_`]{1,3}")
_HASHES = re.compile(r"(#{1,6})\s+\S")
_PLACE_WORD = r"(?:(?:Section|Chapter|Part|Sec\.|§)\s+)?"
_DECIMAL = re.compile(
    rf"{_PLACE_WORD}(\d{{1,2}}(?:\.\d{{1,2}}){{0,4}})([.):]?)\s+(?=\S)", re.IGNORECASE
)
_ROMAN = re.compile(rf"{_PLACE_WORD}([IVXL]{{1,6}})([.):]?)\s+(?=\S)")
_LETTER = re.compile(
    r"((?:Appendix|Annex|Supplement)\s+)?([A-Z](?:\.\d{1,2}){0,3})([.):]?)(?:\s+(?=\S)|$)"
)
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50}
LONGEST_HEADING = 250
_LONGEST_PLAIN = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A line that may be a heading; `order` is its number as numbers, to tell what follows what.

    `scheme` is how it is numbered ("1", "I", "A", or "" if not at all) with the sign after that;
    "Appendix" where that word stands before the letter.
    """

    number: str
    title: str
    scheme: str = ""
    order: tuple[int, ...] = ()
    level: int = 1
    is_marked: bool = False

    @property
    def is_named(self) -> bool:
        """Whether its title is one sections of papers usually have."""
        return plain_title(self.title) in _NAMES | REFERENCE_LIST_NAMES

    @property
    def opens_reference_list(self) -> bool:
        """Whether the list of references follows."""
        return plain_title(self.title) in REFERENCE_LIST_NAMES


def plain_title(title: str) -> str:
    """A title as titles are compared: on one line, in lower case, without marks around it."""
    return " ".join(_MARKUP.sub("", title).split()).strip(" .:—–-").casefold()


def may_be_named(line: str) -> bool:
    """Whether a line ends as a usual title does; quickly tells most lines apart."""
    words = line.rsplit(None, 1)
    return bool(words) and words[-1].strip("*_: .#").casefold() in _LAST_WORDS


def read_heading(words: str) -> Heading | None:
    """What a short stretch of text says if it is taken for a heading.

    >>> heading = read_heading("3.1 Independently Developed Models")
    >>> heading.number, heading.title, heading.level
    ('3.1', 'Independently Developed Models', 2)
    """
    hashes = _HASHES.match(words)
    line = " ".join(_MARKUP.sub("", words[: 2 * LONGEST_HEADING]).split())
    if not line or len(line) > LONGEST_HEADING or not any(letter.isalpha() for letter in line):
        return None
    marked_level = len(hashes[1]) if hashes else 0
    for numbered in _readings(line):
        if _is_title(numbered.title):
            return _marked(numbered, marked_level)
    if hashes or plain_title(line) in _NAMES | REFERENCE_LIST_NAMES:
        return _marked(Heading(number="", title=line.rstrip(" :")), marked_level)
    return None


def _marked(heading: Heading, level: int) -> Heading:
    if not level:
        return heading
    return Heading(
        number=heading.number,
        title=heading.title,
        scheme=heading.scheme,
        order=heading.order,
        level=len(heading.order) or level,
        is_marked=True,
    )


def _readings(line: str) -> Iterator[Heading]:
    if found := _DECIMAL.match(line):
        order = tuple(int(part) for part in found[1].split("."))
        yield _numbered(line, found[1], "1" + found[2], order, found.end())
    if found := _ROMAN.match(line):
        yield _numbered(line, found[1], "I" + found[2], (_roman(found[1]),), found.end())
    found = _LETTER.match(line)
    if found and (found[1] or found[3] or "." in found[2] or len(line) < 60):
        letter, *rest = found[2].split(".")
        order = (ord(letter) - 64, *(int(part) for part in rest))
        scheme = "Appendix" if found[1] else "A" + found[3]
        yield _numbered(line, found[2], scheme, order, found.end(), whole=bool(found[1]))


def _numbered(
    line: str, number: str, scheme: str, order: tuple[int, ...], at: int, *, whole: bool = False
) -> Heading:
    title = line[at:] or (line if whole else "")
    return Heading(number=number, title=title, scheme=scheme, order=order, level=len(order))


def _roman(numeral: str) -> int:
    values = [_ROMAN_VALUES[letter] for letter in numeral]
    return sum(
        -value if value < max(values[place:]) else value for place, value in enumerate(values)
    )


def _is_title(title: str) -> bool:
    first = title.lstrip("“\"‘'(«¿")[:1]
    return first.isalpha() and not first.islower()


def is_plain_heading(words: str) -> bool:
    """Whether a line looks like a heading without a number: short, a capital, no stop."""
    line = words.strip()
    return (
        3 <= len(line) <= _LONGEST_PLAIN
        and "\n" not in line
        and line[-1] not in ".,;:!)]}|=" + "。；，"
        and line[0].isupper()
        and len(line.split()) <= 12
        and not any(character in line for character in "@=|[]{}<>")
        and sum(character.isdigit() for character in line) * 4 < len(line)
    )


def in_sequence(candidates: Sequence[Heading]) -> list[bool]:
    """Which of the numbered headings follow each other as sections do; the rest are something else.

    Numbers in running text, list items and years do not count on from the section before.
    """
    counting = _Counting()
    answers = []
    for heading in candidates:
        if not heading.scheme:
            counting.is_at_end = counting.is_at_end or heading.opens_reference_list
        answers.append(not heading.scheme or counting.takes(heading))
    return answers


class _Counting:
    """Counts sections; a bare letter counts one only at the end, after the reference list.

    `_main` is how the sections of the first level are numbered, once known.
    """

    def __init__(self) -> None:
        self.is_at_end = False
        self._last: dict[str, tuple[int, ...]] = {}
        self._main = ""

    def takes(self, heading: Heading) -> bool:
        family, is_deep = heading.scheme[0], len(heading.order) > 1
        is_other_list = self._main and heading.scheme != self._main and family != "A"
        if is_other_list and not is_deep:
            return False
        is_bare_letter = heading.scheme == "A" and not is_deep
        if is_bare_letter and not self.is_at_end and family not in self._last:
            return heading.is_named and bool(self._main)
        if not _follows(heading, self._last.get(family, ())):
            return False
        self._last[family] = heading.order
        if family != "A":
            self._last.pop("A", None)
            self._main = self._main or ("" if is_deep else heading.scheme)
        return True


def _follows(heading: Heading, before: tuple[int, ...]) -> bool:
    order, depth = heading.order, len(heading.order)
    if not before:
        return (order[0] < 2 and max(order) < 2) or heading.is_named
    if order[: len(before)] == before:
        return depth == len(before) + 1 and order[-1] < 2
    if order[:-1] == before[: depth - 1] and depth <= len(before):
        gap = order[-1] - before[depth - 1]
        return gap == 1 or (1 < gap <= 3 and is_plain_heading(heading.title))
    is_onward = order > before and order[0] - before[0] <= 1
    return is_onward and depth > 1 and is_plain_heading(heading.title)
