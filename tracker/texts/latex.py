r"""Papers in LaTeX: the text a reader sees, with sections, notes, captions and citations by key.

What TeX would compute is followed as far as the text needs it: the numbers of sections, figures and
notes, `\ref`, and simple macros. A command that is not known is left out and its words are kept.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

from bib.latex import latex_to_unicode
from bib.names import OTHERS, parse_names
from evidence.texts import MarkKind, PartKind, Text
from tracker.texts import latex_commands as known
from tracker.texts.growing_text import GrowingText
from tracker.texts.latex_bibliography import (
    fields_from_bib,
    fields_from_biblatex,
    is_biblatex_bbl,
)
from tracker.texts.latex_files import LatexFiles
from tracker.texts.latex_macros import expand_macros, matching_braces
from tracker.texts.latex_math import math_words, raised_alone
from tracker.texts.limits import Limits
from tracker.texts.reference_words import reference_words

MEDIA_TYPE = "application/x-latex"

_BEGIN = re.compile(r"\\begin\s*\{document\}")
_END = re.compile(r"\\end\s*\{document\}")
_BIBLIOGRAPHY = re.compile(r"\\(?:bibliography|addbibresource)\s*(?:\[[^\]]*\])?\s*\{([^{}]*)\}")
_TOKEN = re.compile(
    r"\\(?P<word>[A-Za-z@]+)(?P<star>\*?)(?P<space>[ \t]*\n?[ \t]*)|\\(?P<sign>.)|(?P<brace>[{}])"
    r"|(?P<math>\$\$?)|(?P<blank>\n[ \t]*\n\s*)|(?P<cell>&)|(?P<ligature>---?|``|''|`|~)"
    r"|(?P<plain>[^\\{}$\n&~`'-]+|.)",
    re.DOTALL,
)
_ACCENT = re.compile(
    r"\\(?:[`'^\"~=.]|[uvHckrdbt](?![A-Za-z]))\s*(?:\{\s*\\?[^\W\d_]\s*\}|\\[ij](?![A-Za-z])|[^\W\d_])"
)
_OPTIONAL = re.compile(r"\s*\[((?:[^\[\]{}]|\{[^{}]*\}|\[[^\[\]]*\])*)\]")
_KEYS = re.compile(r"\s*\{([^{}]*)\}")
_NOTE_OF_CITE = re.compile(r"\s*\(([^()]*)\)")
_AND = re.compile(r"\s*\\(?:and|And|AND)\b")
_NAME = re.compile(r"\s*\{([A-Za-z@*]+)\}")
_VERB = re.compile(r"\\verb\*?([^\sA-Za-z*])(.*?)\1", re.DOTALL)
_ROW_END = re.compile(r"\*?\s*(?:\[[^\[\]]*\])?")
_LIGATURES = {"---": "—", "--": "–", "``": "“", "''": "”", "`": "‘", "~": " "}
_SIGNS = {",": "\u2009", " ": " ", "\n": " ", ";": " ", ":": " ", "!": "", "-": "", "/": "",
          "@": "", "\\": " "}  # fmt: skip
_NUMBERED_LABEL = re.compile(r"\[?(\d{1,5})\]?")
_KEPT = frozenset(
    {*known.CITATIONS, *known.TEXTUAL_CITATIONS, *known.SECTIONS, *known.DROPPED, *known.REFERENCES}
    | {"footnote", "caption", "item", "bibitem", "url", "href", "and", "maketitle", "newblock"}
)

_Exit = Callable[[], None]


def read_latex(path: Path, *, limits: Limits) -> Text:
    """The paper whose main file this is."""
    growing = GrowingText(media_type=MEDIA_TYPE, limits=limits)
    files = LatexFiles(path, growing, limits)
    source = expand_macros(files.whole(), kept=_KEPT, tell=growing.tell_once)
    bibliography = _Bibliography(source, files)
    # What a \ref prints may stand further on: the first run is for the numbers alone.
    first = _Paper(GrowingText(media_type=MEDIA_TYPE, limits=limits), bibliography, {})
    if re.search(r"\\\w*ref\b", source):
        first.say(source)
    _Paper(growing, bibliography, first.labels).say(source)
    return growing.finish()


class _Bibliography:
    """The references of a paper, as printed where there is a .bbl, with fields where known."""

    def __init__(self, source: str, files: LatexFiles) -> None:
        self.fields: dict[str, dict[str, str]] = {}
        for match in _BIBLIOGRAPHY.finditer(source):
            for name in match[1].split(","):
                stem = name.strip().removesuffix(".bib")
                text = files.beside(f"{stem}.bib") if stem else None
                if text is not None:
                    self.fields.update(fields_from_bib(text, file=f"{stem}.bib"))
                elif stem:
                    files.growing.tell("no-bib", f"The bibliography “{stem}.bib” is not there.")
        self.printed = ""
        self.ordered: list[str] = []
        bbl = None if "\\bibitem" in source else files.beside(f"{files.main.stem}.bbl")
        if bbl and is_biblatex_bbl(bbl):
            self.fields = {**self.fields, **(found := fields_from_biblatex(bbl))}
            self.ordered = list(found)
        elif bbl:
            self.printed = expand_macros(bbl, kept=_KEPT, tell=files.growing.tell_once)

    def names(self, key: str) -> str:
        """The names as a text gives them, or nothing."""
        people = parse_names(self.fields.get(key, {}).get("author", ""))
        if not people:
            return ""
        first = people[0].sort_text
        if len(people) == 2 and people[1] != OTHERS:
            return f"{first} and {people[1].sort_text}"
        return f"{first} et al." if len(people) > 1 else first


class _Paper:
    """One run through a paper; `labels` are the numbers found, by label."""

    def __init__(
        self, growing: GrowingText, bibliography: _Bibliography, labels: dict[str, tuple[str, str]]
    ) -> None:
        self.growing, self.bibliography = growing, bibliography
        self.known_labels = labels
        self.labels: dict[str, tuple[str, str]] = {}
        self.cited: dict[str, None] = {}
        self._counters: Counter[str] = Counter()
        self._is_appendix = False
        self._shift = 1
        self._present = ("", "")
        self._text = ""
        self._place = 0
        self._braces: dict[int, int] = {}
        self._open: list[tuple[str, _Exit | None]] = []
        self._names: Counter[str] = Counter()
        self._in_list = self._has_list = False
        self._in_verbatim = False
        self._never_closed: set[str] = set()
        self._commands = _table_of(self)

    def say(self, source: str) -> None:
        """Title, authors and the document."""
        self._shift = 0 if re.search(r"\\chapter\b", source) else 1
        self._text, self._braces = source, matching_braces(source)
        begin = _BEGIN.search(source)
        self._say_front(source)
        end = _END.search(source, begin.end() if begin else 0)
        self._run(begin.end() if begin else 0, end.start() if end else len(source))
        if not end and begin:
            self.growing.tell("broken-off", "The document is never ended (\\end{document}).")
        if not self._has_list and (self.bibliography.printed or self.cited):
            self._say_references()

    def _say_front(self, source: str) -> None:
        for name, kind in (("title", PartKind.TITLE), ("author", PartKind.FRONT)):
            for match in re.finditer(rf"\\{name}\s*(?:\[[^\[\]]*\])?\s*(?=\{{)", source):
                end = self._braces.get(match.end())
                if end is not None:
                    with self.growing.part(kind):
                        self._say_list(match.end() + 1, end)
                if kind is PartKind.TITLE:
                    break

    def _say_list(self, start: int, end: int) -> None:
        r"""The names between `\and`; a title is one without any."""
        for found in _AND.finditer(self._text, start, end):
            self._run(start, found.start())
            self.growing.say(", ")
            start = found.end()
        self._run(start, end)

    def _run(self, start: int, end: int) -> None:
        """Say a stretch of the source; what is left open at its end is closed."""
        place, depth, self._place = self._place, len(self._open), start
        while self._place < end and not self.growing.is_full:
            found = _TOKEN.match(self._text, self._place)
            if found is None:
                break
            self._place = found.end()
            self._say_token(found, end)
        while len(self._open) > depth:
            self._close_last()
        self._place = place

    def _say_token(self, found: re.Match[str], end: int) -> None:
        kind = found.lastgroup
        if kind in {"word", "star", "space"}:
            self._say_word(found)
        elif kind == "sign":
            self._say_sign(found)
        elif kind == "brace":
            if found[0] == "{":
                self._open.append(("{", None))
            elif self._open and self._open[-1][0] == "{":
                self._close_last()
        elif kind == "math":
            self._say_math(found[0], found[0], end)
        elif kind == "blank":
            self.growing.break_off()
        elif kind == "cell":
            self.growing.say_between("\t")
        elif kind == "ligature":
            self.growing.say(_LIGATURES.get(found[0], found[0]))
        else:
            self.growing.say("’" if found[0] == "'" else found[0])

    def _say_sign(self, found: re.Match[str]) -> None:
        sign = found["sign"]
        if sign in "([":
            self._say_math(found[0], "\\)" if sign == "(" else "\\]", len(self._text))
        elif sign == "\\":
            space = _ROW_END.match(self._text, self._place)
            self._place = space.end() if space else self._place
            self.growing.say_between("\n") if self._names["table"] else self.growing.say(" ")
        elif accent := _ACCENT.match(self._text, found.start()):
            self._place = accent.end()
            self.growing.say(latex_to_unicode(accent[0]))
        else:
            self.growing.say(_SIGNS.get(sign, sign if sign not in "`'^\"~=.)]" else ""))

    def _say_math(self, opening: str, closing: str, end: int) -> None:
        """A formula up to its closing sign; one that is never closed is said as it stands."""
        stop = -1 if closing in self._never_closed else self._text.find(closing, self._place)
        if stop < 0:
            self._never_closed.add(closing)
        while closing == "$" and 0 < stop < end and self._text[stop - 1] == "\\":
            stop = self._text.find(closing, stop + 1)
        formula = self._text[self._place : stop] if 0 <= stop <= end else ""
        if not 0 <= stop <= end or (closing == "$" and re.search(r"\n\s*\n", formula)):
            message = f"A formula that begins with “{opening}” is never closed."
            self.growing.tell_once("unclosed-math", message)
            self.growing.say(opening if opening == "$" else " ")
            return
        self._place = stop + len(closing)
        if opening in {"$$", "\\["}:
            with self.growing.part(PartKind.FORMULA):
                self.growing.say(math_words(formula))
        elif (raised := raised_alone(formula)) is not None:
            with self.growing.mark(MarkKind.SUPERSCRIPT):
                self.growing.say(raised)
        else:
            self.growing.say(math_words(formula))

    def _say_word(self, found: re.Match[str]) -> None:
        word = found["word"]
        if word in known.CITATIONS or word in known.TEXTUAL_CITATIONS:
            self._say_citation(word)
        elif word in known.SECTIONS:
            self._say_section(word, is_starred=bool(found["star"]))
        elif word in known.REFERENCES:
            self._say_cross_reference(word)
        elif word == "label":
            if key := self._keys():
                self.labels.setdefault(key, self._present)
        elif word in {"begin", "end"}:
            self._say_environment(word)
        elif do := self._commands.get(word):
            do()
        elif word in known.DROPPED:
            self._skip_optional()
            for _ in range(known.DROPPED[word]):
                self._skip_group()
        else:
            self._say_unknown(found)

    def say_superscript(self) -> None:
        self._enter_group(lambda: self.growing.mark(MarkKind.SUPERSCRIPT))

    def say_footnote(self) -> None:
        self._skip_optional()
        self._counters["footnote"] += 1
        number = str(self._counters["footnote"])
        with self.growing.mark(MarkKind.SUPERSCRIPT, (f"footnote-{number}",)):
            self.growing.say(number)
        self._enter_group(
            lambda: self.growing.part(PartKind.NOTE, number=number, id=f"footnote-{number}")
        )

    def say_footnote_mark(self) -> None:
        self._skip_optional()
        self._counters["footnote"] += 1
        number = str(self._counters["footnote"])
        with self.growing.mark(MarkKind.SUPERSCRIPT, (f"footnote-{number}",)):
            self.growing.say(number)

    def say_footnote_text(self) -> None:
        self._skip_optional()
        number = str(self._counters["footnote"])
        self._enter_group(
            lambda: self.growing.part(PartKind.NOTE, number=number, id=f"footnote-{number}")
        )

    def say_caption(self) -> None:
        self._skip_optional()
        kind = next((known.FLOATS[name] for name, _ in reversed(self._open)
                     if name in known.FLOATS), "Figure")  # fmt: skip
        self._counters[kind] += 1
        self._present = (kind.lower(), str(self._counters[kind]))
        number = self._counters[kind]
        self._enter_group(lambda: self.growing.part(PartKind.CAPTION))
        if self._open and self._open[-1][1] is not None:
            self.growing.say(f"{kind} {number}: ")

    def say_abstract(self) -> None:
        self._say_heading("Abstract")
        self._enter_group(lambda: self.growing.part(PartKind.PARAGRAPH))

    def say_keywords(self) -> None:
        self.growing.break_off()
        self._enter_group(lambda: self.growing.part(PartKind.FRONT))

    def say_quoted(self) -> None:
        self.growing.say("“")
        self._enter_group(None, lambda: self.growing.say("”"))

    def say_block_quote(self) -> None:
        self._skip_optional()
        self._enter_group(lambda: self.growing.part(PartKind.QUOTATION))

    def say_address(self) -> None:
        found = _KEYS.match(self._text, self._place)
        if found:
            self._place = found.end()
            address = re.sub(r"\\([%#_&~{}])", r"\1", found[1].strip())
            with self.growing.mark(MarkKind.LINK, (address,)):
                self.growing.say(address)

    def say_link(self) -> None:
        self._skip_optional()
        if found := _KEYS.match(self._text, self._place):
            self._place = found.end()
            address = re.sub(r"\\([%#_&~])", r"\1", found[1].strip())
            self._enter_group(lambda: self.growing.mark(MarkKind.LINK, (address,)))

    def say_verbatim_words(self) -> None:
        start = self._text.rfind("\\verb", 0, self._place)
        if found := _VERB.match(self._text, start):
            self.growing.say(found[2])
            self._place = found.end()

    def say_item(self) -> None:
        self.growing.break_off()
        if found := _OPTIONAL.match(self._text, self._place):
            self._place = found.end()
            self.growing.say(latex_to_unicode(found[1]) + " ")

    def say_bibitem(self) -> None:
        """The next reference, which ends the one before."""
        label = _OPTIONAL.match(self._text, self._place)
        printed = ""
        if label:
            printed, self._place = label[1], label.end()
        elif (at := self._text.find("[", self._place, self._place + 3)) >= 0:
            # natbib's labels nest braces deeper than brackets can be matched.
            close = self._text.find("]{", at, at + 1_000)
            printed, self._place = self._text[at + 1 : close], max(close + 1, self._place)
        key = self._keys()
        while self._open and self._open[-1][0] in {"{", "reference"}:
            self._close_last()
        self._counters["reference"] += 1
        numbered = _NUMBERED_LABEL.fullmatch(printed.strip())
        number = numbered[1] if numbered else "" if printed else str(self._counters["reference"])
        fields = self.bibliography.fields.get(key, {})
        self.growing.break_off()
        self._enter("reference", self.growing.part(
            PartKind.REFERENCE, id=key, number=number, fields=fields))  # fmt: skip

    def say_bibliography(self) -> None:
        self._skip_optional()
        if self._text[self._place : self._place + 1] == "{":
            self._skip_group()
        if not self._has_list:
            self._say_references()

    def break_paragraph(self) -> None:
        self.growing.break_off()

    def say_blank(self) -> None:
        self.growing.say(" ")

    def begin_appendix(self) -> None:
        self._is_appendix = True
        self._counters["section"] = self._counters["chapter"] = 0

    def _say_citation(self, word: str) -> None:
        """The keys in brackets, with what the optional arguments say; names where they print."""
        if self._text[self._place : self._place + 1] == "*":
            self._place += 1
        keys: list[str] = []
        said: list[str] = []
        while True:
            while word in known.MULTIPLE_CITATIONS and (
                found := _NOTE_OF_CITE.match(self._text, self._place)
            ):
                self._place = found.end()
            notes: list[str] = []
            start = self._place
            while len(notes) < 2 and (found := _OPTIONAL.match(self._text, self._place)):
                notes.append(latex_to_unicode(found[1]))
                self._place = found.end()
            found = _KEYS.match(self._text, self._place)
            if found is None:
                self._place = start
                break
            self._place = found.end()
            more = [key for each in found[1].split(",") if (key := " ".join(each.split()))]
            keys += more
            before = f"{notes[0]} " if len(notes) == 2 and notes[0] else ""
            after = f", {notes[-1]}" if notes and notes[-1] else ""
            said.append(f"{before}{', '.join(more)}{after}")
            if word not in known.MULTIPLE_CITATIONS:
                break
        if not keys:
            return
        self.cited.update(dict.fromkeys(keys))
        if word in known.TEXTUAL_CITATIONS:
            names = [name for key in keys if (name := self.bibliography.names(key))]
            self.growing.say(f"{' and '.join(names)} " if names else "")
        with self.growing.mark(MarkKind.CITATION, tuple(keys)):
            self.growing.say(f"[{'; '.join(said)}]")

    def _say_section(self, word: str, *, is_starred: bool) -> None:
        if self._text[self._place : self._place + 1] == "*":
            self._place, is_starred = self._place + 1, True
        self._skip_optional()
        depth = known.SECTIONS[word]
        number = "" if is_starred or depth > 4 or not depth else self._next_number(word)
        if number:
            self._present = ("section", number)
        self.growing.break_off()
        level = max(depth - self._shift, 1)
        self._enter_group(lambda: self.growing.part(PartKind.HEADING, level=level, number=number))

    def _next_number(self, word: str) -> str:
        names = list(known.SECTIONS)[1 + self._shift : 5]
        if word not in names:
            return ""
        place = names.index(word)
        self._counters[word] += 1
        for lower in names[place + 1 :]:
            self._counters[lower] = 0
        numbers = [str(self._counters[name]) for name in names[: place + 1]]
        if self._is_appendix and 0 < (first := self._counters[names[0]]) <= 26:
            numbers[0] = chr(ord("A") + first - 1)
        return ".".join(numbers)

    def _say_cross_reference(self, word: str) -> None:
        if self._text[self._place : self._place + 1] == "*":
            self._place += 1
        said = []
        for key in (self._keys() or "").split(","):
            kind, number = self.known_labels.get(key.strip(), ("", ""))
            name = (
                known.REFERENCE_WORDS.get(kind, "") if word in {"autoref", "cref", "Cref"} else ""
            )
            said.append(f"{name} {number or '??'}".strip())
        words = " and ".join(said)
        self.growing.say(f"({words})" if word == "eqref" else words)

    def _say_environment(self, word: str) -> None:
        found = _NAME.match(self._text, self._place)
        if found is None:
            return
        self._place = found.end()
        name = found[1].rstrip("*")
        if word == "end":
            self._end_environment(name)
        elif name in known.FORMULAS:
            self._say_formula(found[1])
        elif name in known.VERBATIM or name in known.NO_TEXT:
            self._say_verbatim(found[1], is_said=name in known.VERBATIM)
        else:
            self._begin_environment(name)

    def _begin_environment(self, name: str) -> None:
        self._skip_optional()
        for _ in range(known.ENVIRONMENT_ARGUMENTS.get(name, 0)):
            self._skip_group()
        if name in known.TABLES:
            for _ in range(known.TABLES[name]):
                self._skip_optional()
                self._skip_group()
            self._names["table"] += 1
            self._enter(name, self.growing.part(PartKind.TABLE))
        elif name in known.QUOTATIONS:
            self.growing.break_off()
            self._enter(name, self.growing.part(PartKind.QUOTATION))
        elif name == "abstract":
            self._say_heading("Abstract")
            self._open.append((name, self.growing.break_off))
        elif name in {"IEEEkeywords", "keywords", "keyword"}:
            self._enter(name, self.growing.part(PartKind.FRONT))
        elif name == "thebibliography":
            self._say_heading("References")
            self._in_list = self._has_list = True
            self._open.append((name, None))
        else:
            if not name.startswith("sub"):
                self.growing.break_off()
            self._open.append((name, self.growing.break_off))
        self._names[name] += 1

    def _end_environment(self, name: str) -> None:
        if not self._names[name]:
            return
        while self._open:
            last = self._open[-1][0]
            self._close_last()
            if last == name:
                return

    def _say_formula(self, name: str) -> None:
        closing = f"\\end{{{name}}}"
        stop = self._text.find(closing, self._place)
        if stop < 0:
            message = f"A formula (“{name}”) is never ended."
            self.growing.tell_once("unclosed-math", message)
            return
        formula = self._text[self._place : stop]
        for label in re.finditer(r"\\label\s*\{([^{}]*)\}", formula):
            self._counters["equation"] += 1
            self.labels.setdefault(label[1], ("equation", str(self._counters["equation"])))
        with self.growing.part(PartKind.FORMULA):
            self.growing.say(math_words(formula))
        self._place = stop + len(closing)

    def _say_verbatim(self, name: str, *, is_said: bool) -> None:
        closing = f"\\end{{{name}}}"
        stop = self._text.find(closing, self._place)
        if stop < 0:
            self.growing.tell_once("unclosed", f"“{name}” is never ended; the rest was left out.")
            stop = len(self._text)
        if is_said:
            with self.growing.part(PartKind.FORMULA):
                self.growing.say(self._text[self._place : stop])
        self._place = stop + len(closing)

    def _say_heading(self, words: str) -> None:
        self.growing.break_off()
        with self.growing.part(PartKind.HEADING, level=1):
            self.growing.say(words)

    def _say_references(self) -> None:
        self._has_list = True
        self.growing.break_off()
        if self.bibliography.printed:
            text, braces, place = self._text, self._braces, self._place
            self._text = self.bibliography.printed
            self._braces = matching_braces(self._text)
            self._run(0, len(self._text))
            self._text, self._braces, self._place = text, braces, place
            return
        keys = self.bibliography.ordered or list(self.cited)
        found = [key for key in keys if key in self.bibliography.fields]
        if missing := [key for key in self.cited if key not in self.bibliography.fields]:
            shown = ", ".join(f"“{key}”" for key in missing[:10])
            message = f"There is no reference in a .bib or .bbl file for {shown}."
            self.growing.tell("no-reference", message)
        if found:
            self._say_heading("References")
        for key in found:
            fields = self.bibliography.fields[key]
            with self.growing.part(PartKind.REFERENCE, id=key, fields=fields):
                self.growing.say(reference_words(fields))

    def _say_unknown(self, found: re.Match[str]) -> None:
        """A sign of letters is said; of any other command only what stands in its braces."""
        if accent := _ACCENT.match(self._text, found.start()):
            self._place = accent.end()
            self.growing.say(latex_to_unicode(accent[0]))
            return
        shown = latex_to_unicode(f"\\{found['word']}{{}}")
        if shown.startswith("\\"):
            if not found["space"]:
                self._skip_optional()
            elif self._text[self._place : self._place + 1] not in {"{", "["}:
                self.growing.say(" ")
            return
        self.growing.say(shown)
        if self._text.startswith("{}", self._place):
            self._place += 2

    def _enter_group(
        self, begin: Callable[[], AbstractContextManager[None]] | None, after: _Exit | None = None
    ) -> None:
        """What stands in the braces that follow is said inside this; nothing without braces."""
        while self._place < len(self._text) and self._text[self._place] in " \t\n":
            self._place += 1
        if self._text[self._place : self._place + 1] != "{":
            return
        if self._place not in self._braces:
            self.growing.tell_once("unclosed", "A brace is opened and never closed.")
            return
        self._place += 1
        if begin is not None:
            self._enter("{", begin())
        else:
            self._open.append(("{", after))

    def _enter(self, name: str, context: AbstractContextManager[None]) -> None:
        context.__enter__()

        def leave() -> None:
            context.__exit__(None, None, None)

        self._open.append((name, leave))

    def _close_last(self) -> None:
        name, leave = self._open.pop()
        if name != "{" and self._names[name]:
            self._names[name] -= 1
            if name in known.TABLES:
                self._names["table"] -= 1
        if leave is not None:
            leave()

    def _keys(self) -> str:
        found = _KEYS.match(self._text, self._place)
        if found is None:
            return ""
        self._place = found.end()
        return found[1].strip()

    def _skip_optional(self) -> None:
        while found := _OPTIONAL.match(self._text, self._place):
            self._place = found.end()

    def _skip_group(self) -> None:
        place = self._place
        while place < len(self._text) and self._text[place] in " \t\n":
            place += 1
        if self._text[place : place + 1] == "{" and place in self._braces:
            self._place = self._braces[place] + 1


def _table_of(paper: _Paper) -> dict[str, _Exit]:
    """What to do at the commands that print something of their own."""
    return {
        "footnote": paper.say_footnote, "footnotemark": paper.say_footnote_mark,
        "footnotetext": paper.say_footnote_text, "caption": paper.say_caption,
        "captionof": paper.say_caption, "abstract": paper.say_abstract,
        "keywords": paper.say_keywords, "enquote": paper.say_quoted, "textquote": paper.say_quoted,
        "blockquote": paper.say_block_quote, "blockcquote": paper.say_block_quote,
        "url": paper.say_address, "path": paper.say_address, "nolinkurl": paper.say_address,
        "href": paper.say_link, "verb": paper.say_verbatim_words, "item": paper.say_item,
        "bibitem": paper.say_bibitem, "bibliography": paper.say_bibliography,
        "printbibliography": paper.say_bibliography, "textsuperscript": paper.say_superscript,
        "par": paper.break_paragraph, "newline": paper.say_blank, "quad": paper.say_blank,
        "qquad": paper.say_blank, "newblock": paper.say_blank, "appendix": paper.begin_appendix,
        "linebreak": paper.say_blank, "thinspace": paper.say_blank, "xspace": paper.say_blank,
        "tabularnewline": lambda: paper.growing.say_between("\n"),
    }  # fmt: skip
