"""The inside of a BibTeX block with its values put aside and its damages mended.

Each value (`{…}`, `"…"`, `2024`, `acm # {…}`) is replaced by a numbered token such as `{v3}`, so
that what is left to parse is short, regular, and free of whatever the values hold. What can be read
of a damaged entry is read, and each damage is told. Braces are counted as BibTeX counts them (a
backslash does not hide one), in linear time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from bib.problems import Doubt

MONTH_MACROS: Mapping[str, str] = {
    "jan": "January", "feb": "February", "mar": "March", "apr": "April", "may": "May",
    "jun": "June", "jul": "July", "aug": "August", "sep": "September", "oct": "October",
    "nov": "November", "dec": "December",
}  # fmt: skip

_TWO_LEVELS = r"\{[^{}]*+(?:\{[^{}]*+\}[^{}]*+)*+\}"
_DELIMITED = re.compile(
    rf"\{{([^{{}}]*+(?:{_TWO_LEVELS}[^{{}}]*+)*+)\}}|\"([^\"{{}}]*+(?:{_TWO_LEVELS}[^\"{{}}]*+)*+)\""
)
_DELIMITER = re.compile(r"[{}\"]")
_BRACE = re.compile(r"[^{}]*+(?:\{[^{}]*+\}[^{}]*+)*+([{}])")
_BRACE_OR_QUOTE = re.compile(r"[^{}\"]*+([{}\"])")
_NEXT_FIELD = re.compile(r",\s*+[A-Za-z][\w.+-]*+\s*+=")
_MOST_UNCLOSED_QUOTES = 20
_MOST_DOUBTS = 20

_VALUE = re.compile(r"\{v(\d++)\}")
_UNDELIMITED = re.compile(r"=(?!\s*+\{v)|#")
_ATOM = r"(?:\{v\d++\}|[^\W_][\w.:+/-]*+)"
_EXPRESSION = re.compile(
    rf"(?<==)\s*+(?!\{{v\d++\}}\s*+(?:,|$))({_ATOM}(?:\s*+#\s*+{_ATOM})*+)\s*+(?=,|$)"
)
# What bibtexparser 1.4.4 takes for the name of a field, parentheses aside.
_PLAIN_NAME = r"[A-Za-z0-9_.+-]++"
_PLAIN_FIELDS = re.compile(rf"(?:\s*+{_PLAIN_NAME}\s*+=\s*+\{{v\d++\}}\s*+(?:,|$))*+\s*+")
_NAME = re.compile(rf"({_PLAIN_NAME})\s*+=")

_KEY = re.compile(r"\s*+([^,]*+)(?:,|$)")
_KEY_WITHOUT_COMMA = re.compile(r"([^\s={}]++)\s++(?=[^\s={}]++\s*+=)")
_LINE_COMMENT = re.compile(r"(?:^|(?<=[\s,}]))%[^\n]*+")
_COMMAS = re.compile(r",[\s,]++")
_TOKEN = re.compile(r"\{v(?P<value>\d++)\}|(?P<mark>[=,#{}\"])|(?P<word>[^\s=,#{}\"]++)")


@dataclass(slots=True)
class Shielded:
    """The inside of a block with tokens for values; `values[3]` is what `{v3}` stands for.

    `names` tells the real name of a field that had to go under another. `doubts` tells damages.
    """

    text: str = ""
    values: list[str] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    doubts: list[Doubt] = field(default_factory=list)

    def put_aside(self, value: str) -> str:
        """Keep a value; the answer is the token for it, in braces."""
        self.values.append(value)
        return f"{{v{len(self.values) - 1}}}"

    def doubt(self, code: str, message: str, name: str = "") -> None:
        """Note a damage; after many, an entry is known to be damaged and no more is noted."""
        if len(self.doubts) < _MOST_DOUBTS:
            self.doubts.append(Doubt(code=code, field=name, message=message))

    def as_written(self, text: str) -> str:
        """The text with the values back in it, for showing it to a person."""
        return _VALUE.sub(lambda match: "{" + self.values[int(match[1])] + "}", text)


def shield(inside: str) -> Shielded:
    """Put the delimited values of a block aside."""
    pieces = _DELIMITED.split(inside)
    between = pieces[::3]
    shielded = Shielded()
    if _DELIMITER.search("".join(between)):
        shielded.text = "".join(_with_deep_values_aside(inside, shielded))
        return shielded
    for place, (braced, quoted) in enumerate(zip(pieces[1::3], pieces[2::3], strict=True)):
        shielded.values.append(quoted if braced is None else braced)
        between[place] += f"{{v{place}}}"
    shielded.text = "".join(between)
    return shielded


def cut_off_key(shielded: Shielded) -> str:
    """Take the key off the text; it comes as written and may be no valid key, or empty."""
    head = _KEY.match(shielded.text)
    if head is None:
        return ""
    key, end = head[1].rstrip(), head.end()
    if "=" in key:
        without_comma = _KEY_WITHOUT_COMMA.match(key)
        if without_comma is None:
            return ""
        key, end = without_comma[1], head.start(1) + without_comma.end()
        shielded.doubt("missing-comma", f"There is no comma after the key “{key}”.")
    shielded.text = shielded.text[end:]
    return shielded.as_written(key)


def mend(shielded: Shielded, macros: Mapping[str, str]) -> None:
    """Make the text a plain list `name = {v0}, …` in which each name stands once.

    `macros` holds the values of the `@string` names, in lower case.
    """
    if _UNDELIMITED.search(shielded.text):
        shielded.text = _EXPRESSION.sub(
            lambda match: _resolved(match, shielded, macros), shielded.text
        )
    if _PLAIN_FIELDS.fullmatch(shielded.text):
        names = [name.lower() for name in _NAME.findall(shielded.text)]
        if len(names) == len(set(names)):
            return
    fields = _Mending(shielded, macros).fields()
    shielded.text = ", ".join(f"{name} = {token}" for name, token in fields.items())


def _with_deep_values_aside(inside: str, shielded: Shielded) -> Iterator[str]:
    """The text as in `shield`, for values nested deeper than three levels and unclosed ones."""
    position, unclosed = 0, 0
    while opening := _DELIMITER.search(inside, position):
        yield inside[position : opening.start()]
        start = position = opening.end()
        end = None
        if opening[0] == "{":
            end = _end_in_braces(inside, start)
        elif opening[0] == '"' and unclosed < _MOST_UNCLOSED_QUOTES:
            end = _end_in_quotes(inside, start)
            if end is None:
                unclosed += 1
                shielded.doubt("unclosed-quote", "A value in quotation marks is not closed.")
                next_field = _NEXT_FIELD.search(inside, start)
                position = next_field.start() if next_field else len(inside)
                yield shielded.put_aside(inside[start:position].strip())
                continue
        if end is None:
            yield opening[0]
        else:
            yield shielded.put_aside(inside[start:end])
            position = end + 1
    yield inside[position:]


def _end_in_braces(text: str, position: int) -> int | None:
    """Where the brace stands that closes a value starting at `position`."""
    depth = 1
    while mark := _BRACE.match(text, position):
        position = mark.end()
        depth += 1 if mark[1] == "{" else -1
        if depth == 0:
            return position - 1
    return None


def _end_in_quotes(text: str, position: int) -> int | None:
    """Where the quotation mark stands that closes a value starting at `position`."""
    depth = 0
    while mark := _BRACE_OR_QUOTE.match(text, position):
        position = mark.end()
        if mark[1] == '"':
            if depth == 0:
                return position - 1
        else:
            depth += 1 if mark[1] == "{" else -1
            if depth < 0:
                return None
    return None


def _resolved(match: re.Match[str], shielded: Shielded, macros: Mapping[str, str]) -> str:
    """A token for an expression, or the expression itself where not all of it can be resolved."""
    pieces = []
    for atom in match[1].split("#"):
        name = atom.strip()
        if name[0] == "{":
            pieces.append(shielded.values[int(name[2:-1])])
        elif name.isdecimal():
            pieces.append(name)
        elif name.lower() in macros:
            pieces.append(macros[name.lower()])
        else:
            return match[0]
    return " " + shielded.put_aside("".join(pieces))


class _Mending:
    """The walk through one damaged list of fields."""

    def __init__(self, shielded: Shielded, macros: Mapping[str, str]) -> None:
        self.shielded, self.macros = shielded, macros
        text = _COMMAS.sub(",", _LINE_COMMENT.sub("", shielded.text))
        self.tokens = list(_TOKEN.finditer(text))
        self.at = 0
        self.unread: list[str] = []

    def fields(self) -> dict[str, str]:
        found: dict[str, str] = {}
        seen: set[str] = set()
        while self.at < len(self.tokens):
            token = self.tokens[self.at]
            self.at += 1
            if token["word"] and (self.next_is("=") or self.next_is_value()):
                self.tell_unread()
                name = token["word"].lower()
                value = self.value(name)
                if name in seen:
                    message = f"The field “{name}” stands twice; the first is kept."
                    self.shielded.doubt("duplicate-field", message, name)
                    continue
                seen.add(name)
                found[self.plain_name(name)] = self.shielded.put_aside(value)
            elif token[0] != ",":
                self.unread.append(token[0])
        self.tell_unread()
        return found

    def next_is(self, mark: str) -> bool:
        return self.at < len(self.tokens) and self.tokens[self.at][0] == mark

    def next_is_value(self) -> bool:
        return self.at < len(self.tokens) and self.tokens[self.at]["value"] is not None

    def next_is_word_of_value(self) -> bool:
        if self.at == len(self.tokens) or self.tokens[self.at]["word"] is None:
            return False
        return self.at + 1 == len(self.tokens) or self.tokens[self.at + 1][0] != "="

    def value(self, name: str) -> str:
        if not self.next_is("="):
            self.shielded.doubt("missing-equals", f"There is no “=” after “{name}”.", name)
        while self.next_is("="):
            self.at += 1
        pieces = []
        while self.next_is_value() or self.next_is_word_of_value():
            pieces.append(self.atom(name))
            while self.next_is("#"):
                self.at += 1
                if not (self.next_is_value() or self.next_is_word_of_value()):
                    break
                pieces.append(self.atom(name))
            else:
                break
        if not pieces:
            self.shielded.doubt("missing-value", f"The field “{name}” has no value.", name)
        if self.at < len(self.tokens) and not self.next_is(","):
            message = f"There is no comma after the field “{name}”."
            self.shielded.doubt("missing-comma", message, name)
        return "".join(pieces)

    def atom(self, name: str) -> str:
        token = self.tokens[self.at]
        self.at += 1
        if token["value"]:
            return self.shielded.values[int(token["value"])]
        words = [token["word"]]
        while self.next_is_word_of_value():
            words.append(self.tokens[self.at]["word"])
            self.at += 1
        text = " ".join(words)
        if text.isdecimal():
            return text
        if text.lower() in self.macros:
            return self.macros[text.lower()]
        if len(words) > 1 or text[0].isdigit():
            message = f"The value “{text}” of “{name}” stands without braces; read as it is."
            self.shielded.doubt("bare-value", message, name)
        else:
            message = f"“{text}” in “{name}” is not defined by any @string above; kept as text."
            self.shielded.doubt("undefined-macro", message, name)
        return text

    def plain_name(self, name: str) -> str:
        if re.fullmatch(_PLAIN_NAME, name):
            return name
        stand_in = f"odd-name-{len(self.shielded.names)}"
        self.shielded.names[stand_in] = name
        return stand_in

    def tell_unread(self) -> None:
        if self.unread:
            text = self.shielded.as_written(" ".join(self.unread))
            self.shielded.doubt("unread-text", f"“{_cut(text)}” between the fields was not read.")
            self.unread.clear()


def _cut(text: str) -> str:
    return text if len(text) <= 80 else text[:79] + "…"
