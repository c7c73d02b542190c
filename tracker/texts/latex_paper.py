r"""The source of a LaTeX paper said as a text, command by command.

A command that is not known is left out, and what stands in its braces is said.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager

from bib.latex import latex_to_unicode
from evidence.texts import MarkKind, PartKind
from tracker.texts import latex_commands as known
from tracker.texts.growing_text import GrowingText
from tracker.texts.latex_citations import read_call
from tracker.texts.latex_cursor import Cursor
from tracker.texts.latex_math import math_words, raised_alone
from tracker.texts.latex_nesting import GROUP, Nesting
from tracker.texts.latex_numbers import Numbers
from tracker.texts.latex_references import LatexReferences
from tracker.texts.reference_words import reference_words

_BEGIN = re.compile(r"\\begin\s*\{document\}")
_END = re.compile(r"\\end\s*\{document\}")
_TOKEN = re.compile(
    r"\\(?P<word>[A-Za-z@]+)(?P<space>[ \t]*\n?[ \t]*)|\\(?P<sign>.)|(?P<brace>[{}])"
    r"|(?P<math>\$\$?)|(?P<blank>\n[ \t]*\n\s*)|(?P<cell>&)|(?P<ligature>---?|``|''|`|~)"
    r"|(?P<plain>[^\\{}$\n&~`'-]+|.)",
    re.DOTALL,
)
_ACCENT = re.compile(
    r"\\(?:[`'^\"~=.]|[uvHckrdbt](?![A-Za-z]))\s*(?:\{\s*\\?[^\W\d_]\s*\}|\\[ij](?![A-Za-z])|[^\W\d_])"
)
_NAME = re.compile(r"\s*\{([A-Za-z@*]+)\}")
_AND = re.compile(r"\s*\\(?:and|And|AND)\b")
_VERB = re.compile(r"([^\sA-Za-z*])(.*?)\1", re.DOTALL)
_ROW_END = re.compile(r"\*?\s*(?:\[[^\[\]]*\])?")
_LABEL = re.compile(r"\\label\s*\{([^{}]*)\}")
# natbib's labels nest braces deeper than brackets can be matched.
_DEEP_LABEL = re.compile(r"\s*\[(.{0,1000}?)\](?=\s*\{)", re.DOTALL)
_NUMBERED_LABEL = re.compile(r"\[?(\d{1,5})\]?")
_MASKED = re.compile(r"\\([%#_&~{}])")
_MEASURE = re.compile(
    r"[ \t]*=?[ \t]*[-+]?(?:\d+(?:[.,]\d*)?|[.,]\d+)?[ \t]*(?:(?:em|ex|pt|cm|mm|in|pc|sp|bp|mu)\b)?"
    r"(?:[ \t]*(?:plus|minus)[ \t]*[-+]?[\d.,]+[ \t]*(?:em|ex|pt|cm|mm|in|pc|sp|bp|mu|fil+)\b)*"
    r"(?:[ \t]*\\relax(?![A-Za-z])[ \t]*)?"
)
_EMPTY_LINE = re.compile(r"\n\s*\n")
_LIGATURES = {"---": "—", "--": "–", "``": "“", "''": "”", "`": "‘", "~": " "}
_SIGNS = {",": "\u2009", " ": " ", "\n": " ", ";": " ", ":": " ", "!": "", "-": "", "/": "",
          "@": "", "\\": " "}  # fmt: skip
_ACCENT_SIGNS = "`'^\"~=.)]"


class LatexPaper:
    """One run through a paper; `labels` are what an earlier run found in `numbers.labels`."""

    def __init__(
        self,
        growing: GrowingText,
        references: LatexReferences,
        source: str,
        labels: Mapping[str, tuple[str, str]],
    ) -> None:
        self.growing, self.references = growing, references
        self.cursor = Cursor(source)
        self.numbers = Numbers(has_chapters=bool(re.search(r"\\chapter\b", source)), known=labels)
        self._nesting = Nesting()
        self._cited: dict[str, None] = {}
        self._has_list = False
        self._never_closed: set[str] = set()
        self._commands = self._command_table()

    def say(self) -> None:
        """Say the title, the authors and the document."""
        source = self.cursor.text
        begin = _BEGIN.search(source)
        self._say_front(source)
        end = _END.search(source, begin.end() if begin else 0)
        self._run(begin.end() if begin else 0, end.start() if end else len(source))
        if not end and begin:
            self.growing.tell("broken-off", "The document is never ended (\\end{document}).")
        if not self._has_list and (self.references.printed or self._cited):
            self._say_references()

    def _say_front(self, source: str) -> None:
        for name, kind in (("title", PartKind.TITLE), ("author", PartKind.FRONT)):
            for match in re.finditer(rf"\\{name}\s*(?:\[[^\[\]]*\])?\s*(?=\{{)", source):
                end = self.cursor.braces.get(match.end())
                if end is not None:
                    with self.growing.part(kind):
                        self._say_list(match.end() + 1, end)
                if kind is PartKind.TITLE:
                    break

    def _say_list(self, start: int, end: int) -> None:
        r"""The names between `\and`; a title is one without any."""
        for found in _AND.finditer(self.cursor.text, start, end):
            self._run(start, found.start())
            self.growing.say(", ")
            start = found.end()
        self._run(start, end)

    def _run(self, start: int, end: int) -> None:
        """Say a stretch of the source; what is left open at its end is closed."""
        cursor, depth = self.cursor, len(self._nesting)
        place, cursor.place = cursor.place, start
        while cursor.place < end and not self.growing.is_full:
            found = cursor.match(_TOKEN)
            if found is None:
                break
            self._say_token(found, end)
        self._nesting.close_down_to(depth)
        cursor.place = place

    def _say_token(self, found: re.Match[str], end: int) -> None:
        kind = found.lastgroup
        if kind == "plain":
            self.growing.say("’" if found[0] == "'" else found[0])
        elif kind in {"word", "space"}:
            self._say_word(found)
        elif kind == "sign":
            self._say_sign(found)
        elif found[0] == "{":
            self._nesting.open()
        elif found[0] == "}":
            self._nesting.close_group()
        elif kind == "math":
            self._say_math(found[0], found[0], end)
        elif kind == "blank":
            self.growing.break_off()
        elif kind == "cell":
            self.growing.say_between("\t")
        else:
            self.growing.say(_LIGATURES.get(found[0], found[0]))

    def _say_sign(self, found: re.Match[str]) -> None:
        sign = found["sign"]
        if sign in "([":
            self._say_math(found[0], "\\)" if sign == "(" else "\\]", len(self.cursor.text))
        elif sign == "\\":
            self.cursor.match(_ROW_END)
            if self._nesting.is_inside(known.TABLES):
                self.growing.say_between("\n")
            else:
                self.growing.say(" ")
        elif not self._say_accent(found.start()):
            self.growing.say(_SIGNS.get(sign, "" if sign in _ACCENT_SIGNS else sign))

    def _say_accent(self, start: int) -> bool:
        accent = _ACCENT.match(self.cursor.text, start)
        if accent is None:
            return False
        self.cursor.place = accent.end()
        self.growing.say(latex_to_unicode(accent[0]))
        return True

    def _say_math(self, opening: str, closing: str, end: int) -> None:
        """A formula up to its closing sign; one that is never closed is said as it stands."""
        formula = self._formula_up_to(closing, end)
        if formula is None:
            message = f"A formula that begins with “{opening}” is never closed."
            self.growing.tell_once("unclosed-math", message)
            self.growing.say(opening if opening == "$" else " ")
        elif opening in {"$$", "\\["}:
            with self.growing.part(PartKind.FORMULA):
                self.growing.say(math_words(formula))
        elif (raised := raised_alone(formula)) is not None:
            with self.growing.mark(MarkKind.SUPERSCRIPT):
                self.growing.say(raised)
        else:
            self.growing.say(math_words(formula))

    def _formula_up_to(self, closing: str, end: int) -> str | None:
        """The formula that closes before `end`, and before the paragraph does where it is small."""
        text, place = self.cursor.text, self.cursor.place
        stop = -1 if closing in self._never_closed else text.find(closing, place)
        if stop < 0:
            self._never_closed.add(closing)
        while closing == "$" and 0 < stop < end and text[stop - 1] == "\\":
            stop = text.find(closing, stop + 1)
        if not 0 <= stop <= end or (closing == "$" and _EMPTY_LINE.search(text, place, stop)):
            return None
        self.cursor.place = stop + len(closing)
        return text[place:stop]

    def _say_word(self, found: re.Match[str]) -> None:
        word = found["word"]
        if word in known.CITATIONS or word in known.TEXTUAL_CITATIONS:
            self._say_citation(word)
        elif word in known.SECTIONS:
            self._say_section(word)
        elif word in known.REFERENCES:
            self.cursor.star()
            self.growing.say(self.numbers.words_of(word, self.cursor.plain() or ""))
        elif do := self._commands.get(word):
            do()
        elif word in known.MEASURED:
            self.cursor.match(_MEASURE)
            self.growing.say(" " if word in {"hskip", "hglue"} else "")
        elif word in known.DROPPED:
            self.cursor.skip_optional()
            for _ in range(known.DROPPED[word]):
                self.cursor.skip_group()
        else:
            self._say_unknown(found)

    def _say_unknown(self, found: re.Match[str]) -> None:
        """A sign of letters is said; of any other command only what stands in its braces."""
        if self._say_accent(found.start()):
            return
        cursor = self.cursor
        shown = latex_to_unicode(f"\\{found['word']}{{}}")
        if shown.startswith("\\"):
            cursor.star()
            if not found["space"]:
                cursor.skip_optional()
            elif not cursor.text.startswith(("{", "["), cursor.place):
                self.growing.say(" ")
            return
        self.growing.say(shown)
        if cursor.text.startswith("{}", cursor.place):
            cursor.place += 2

    def _say_citation(self, word: str) -> None:
        """The keys in brackets; the names before them where the command prints names."""
        call = read_call(word, self.cursor)
        if call is None:
            return
        self._cited.update(dict.fromkeys(call.keys))
        if word in known.TEXTUAL_CITATIONS:
            names = [name for key in call.keys if (name := self.references.names(key))]
            self.growing.say(f"{' and '.join(names)} " if names else "")
        with self.growing.mark(MarkKind.CITATION, call.keys):
            self.growing.say(call.words)

    def _say_section(self, word: str) -> None:
        is_starred = self.cursor.star()
        self.cursor.skip_optional()
        number = "" if is_starred else self.numbers.next_section(word)
        level = self.numbers.level(word)
        self.growing.break_off()
        self._enter_group(lambda: self.growing.part(PartKind.HEADING, level=level, number=number))

    def _say_heading(self, words: str) -> None:
        self.growing.break_off()
        with self.growing.part(PartKind.HEADING, level=1):
            self.growing.say(words)

    def _say_abstract(self) -> None:
        self._say_heading("Abstract")
        self._enter_group(lambda: self.growing.part(PartKind.PARAGRAPH))

    def _say_keywords(self) -> None:
        self.growing.break_off()
        self._enter_group(lambda: self.growing.part(PartKind.FRONT))

    def _say_footnote(self) -> None:
        self._say_footnote_mark()
        self._say_footnote_text()

    def _say_footnote_mark(self) -> None:
        self.cursor.skip_optional()
        number = self.numbers.next("footnote")
        with self.growing.mark(MarkKind.SUPERSCRIPT, (f"footnote-{number}",)):
            self.growing.say(number)

    def _say_footnote_text(self) -> None:
        self.cursor.skip_optional()
        number = self.numbers.last("footnote")
        self._enter_group(
            lambda: self.growing.part(PartKind.NOTE, number=number, id=f"footnote-{number}")
        )

    def _say_caption(self) -> None:
        self.cursor.star()
        self.cursor.skip_optional()
        kind = known.FLOATS.get(self._nesting.innermost(known.FLOATS), "Figure")
        number = self.numbers.next_labelled(kind.lower())
        if self._enter_group(lambda: self.growing.part(PartKind.CAPTION)):
            self.growing.say(f"{kind} {number}: ")

    def _say_superscript(self) -> None:
        self._enter_group(lambda: self.growing.mark(MarkKind.SUPERSCRIPT))

    def _say_quoted(self) -> None:
        self.growing.say("“")
        if self.cursor.open_group():
            self._nesting.open(GROUP, lambda: self.growing.say("”"))

    def _say_block_quote(self) -> None:
        self.cursor.skip_optional()
        self._enter_group(lambda: self.growing.part(PartKind.QUOTATION))

    def _say_address(self) -> None:
        address = _MASKED.sub(r"\1", self.cursor.plain() or "")
        with self.growing.mark(MarkKind.LINK, (address,)):
            self.growing.say(address)

    def _say_link(self) -> None:
        self.cursor.skip_optional()
        address = _MASKED.sub(r"\1", self.cursor.plain() or "")
        self._enter_group(lambda: self.growing.mark(MarkKind.LINK, (address,)))

    def _say_verbatim_words(self) -> None:
        self.cursor.star()
        if found := self.cursor.match(_VERB):
            self.growing.say(found[2])

    def _say_item(self) -> None:
        self.growing.break_off()
        if (label := self.cursor.optional()) is not None:
            self.growing.say(f"{latex_to_unicode(label)} ")

    def _put_label(self) -> None:
        if key := self.cursor.plain():
            self.numbers.put_label(key)

    def _say_blank(self) -> None:
        self.growing.say(" ")

    def _begin_environment(self) -> None:
        found = self.cursor.match(_NAME)
        if found is None:
            return
        name = found[1].rstrip("*")
        if name in known.FORMULAS:
            self._say_formula(found[1])
        elif name in known.VERBATIM or name in known.NO_TEXT:
            self._say_verbatim(found[1], is_said=name in known.VERBATIM)
        elif name in known.TABLES:
            self._begin_table(name)
        else:
            self.cursor.skip_optional()
            for _ in range(known.ENVIRONMENT_ARGUMENTS.get(name, 0)):
                self.cursor.skip_group()
            self._begin_text(name)

    def _begin_table(self, name: str) -> None:
        for _ in range(known.TABLES[name]):
            self.cursor.skip_optional()
            self.cursor.skip_group()
        self._nesting.enter(name, self.growing.part(PartKind.TABLE))

    def _begin_text(self, name: str) -> None:
        if not name.startswith("sub"):
            self.growing.break_off()
        if name in known.QUOTATIONS:
            self._nesting.enter(name, self.growing.part(PartKind.QUOTATION))
        elif name in {"IEEEkeywords", "keywords", "keyword"}:
            self._nesting.enter(name, self.growing.part(PartKind.FRONT))
        else:
            if name == "abstract":
                self._say_heading("Abstract")
            elif name == "thebibliography":
                self._say_heading("References")
                self._has_list = True
            self._nesting.open(name, self.growing.break_off)

    def _end_environment(self) -> None:
        if found := self.cursor.match(_NAME):
            self._nesting.close_environment(found[1].rstrip("*"))

    def _say_formula(self, name: str) -> None:
        formula = self.cursor.up_to(f"\\end{{{name}}}")
        if formula is None:
            self.growing.tell_once("unclosed-math", f"A formula (“{name}”) is never ended.")
            return
        for label in _LABEL.finditer(formula):
            number = self.numbers.next("equation")
            self.numbers.labels.setdefault(label[1], ("equation", number))
        with self.growing.part(PartKind.FORMULA):
            self.growing.say(math_words(formula))

    def _say_verbatim(self, name: str, *, is_said: bool) -> None:
        words = self.cursor.up_to(f"\\end{{{name}}}")
        if words is None:
            message = f"“{name[:80]}” is never ended; what follows it was left out."
            self.growing.tell_once("unclosed", message)
            words, self.cursor.place = self.cursor.text[self.cursor.place :], len(self.cursor.text)
        if is_said:
            with self.growing.part(PartKind.FORMULA):
                self.growing.say(words)

    def _say_reference(self) -> None:
        """The next reference of a list, which ends the one before."""
        label = self.cursor.match(_DEEP_LABEL)
        key = self.cursor.plain() or ""
        self._nesting.close_while({GROUP, "reference"})
        number = self.numbers.next("reference")
        if label:
            numbered = _NUMBERED_LABEL.fullmatch(label[1].strip())
            number = numbered[1] if numbered else ""
        self.growing.break_off()
        fields = self.references.fields.get(key, {})
        self._nesting.enter(
            "reference",
            self.growing.part(PartKind.REFERENCE, id=key, number=number, fields=fields),
        )

    def _say_bibliography(self) -> None:
        self.cursor.skip_optional()
        self.cursor.skip_group()
        if not self._has_list:
            self._say_references()

    def _say_references(self) -> None:
        self._has_list = True
        self.growing.break_off()
        if self.references.printed:
            outer, self.cursor = self.cursor, Cursor(self.references.printed)
            self._run(0, len(self.cursor.text))
            self.cursor = outer
            return
        fields = self.references.fields
        if missing := [key for key in self._cited if key not in fields]:
            shown = ", ".join(f"“{key[:80]}”" for key in missing[:10])
            message = f"There is no reference in a .bib or .bbl file for {shown}."
            self.growing.tell("no-reference", message)
        found = [key for key in self.references.order or self._cited if key in fields]
        if found:
            self._say_heading("References")
        for key in found:
            with self.growing.part(PartKind.REFERENCE, id=key, fields=fields[key]):
                self.growing.say(reference_words(fields[key]))

    def _enter_group(self, begin: Callable[[], AbstractContextManager[None]]) -> bool:
        """What stands in the braces that follow is said inside this; nothing without braces."""
        is_open = self.cursor.open_group()
        if is_open is False:
            self.growing.tell_once("unclosed", "A brace is opened and never closed.")
        if is_open:
            self._nesting.enter(GROUP, begin())
        return bool(is_open)

    def _command_table(self) -> dict[str, Callable[[], None]]:
        """What to do at the commands that print something of their own."""
        return {
            "begin": self._begin_environment, "end": self._end_environment,
            "label": self._put_label, "footnote": self._say_footnote,
            "footnotemark": self._say_footnote_mark, "footnotetext": self._say_footnote_text,
            "caption": self._say_caption, "abstract": self._say_abstract,
            "keywords": self._say_keywords, "enquote": self._say_quoted,
            "textquote": self._say_quoted, "blockquote": self._say_block_quote,
            "blockcquote": self._say_block_quote, "url": self._say_address,
            "path": self._say_address, "nolinkurl": self._say_address, "href": self._say_link,
            "verb": self._say_verbatim_words, "item": self._say_item,
            "bibitem": self._say_reference, "bibliography": self._say_bibliography,
            "printbibliography": self._say_bibliography,
            "textsuperscript": self._say_superscript, "par": self.growing.break_off,
            "newline": self._say_blank, "linebreak": self._say_blank, "quad": self._say_blank,
            "qquad": self._say_blank, "newblock": self._say_blank, "xspace": self._say_blank,
            "thinspace": self._say_blank, "appendix": self.numbers.begin_appendix,
            "tabularnewline": lambda: self.growing.say_between("\n"),
        }  # fmt: skip
