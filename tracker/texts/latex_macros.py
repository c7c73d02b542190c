r"""The macros that a LaTeX paper defines for itself (`\newcommand`, simple `\def`), expanded.

Bounded in depth, number and length: a macro that calls itself is left as it stands, and told.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

_DEEPEST = 20
_MOST_EXPANSIONS = 20_000
_MOST_GROWTH = 3_000_000

_DEFINITION = re.compile(
    r"\\(?:(?:re|provide)?newcommand|providecommand|renewcommand|DeclareRobustCommand"
    r"|DeclareMathOperator)\*?\s*(?:\{\s*\\([A-Za-z@]+)\s*\}|\\([A-Za-z@]+))"
    r"\s*(?:\[(\d)\])?\s*(?:\[([^\[\]{}]*)\])?\s*(?=\{)"
    r"|\\(?:g|e|x)?def\s*\\([A-Za-z@]+)\s*((?:#\d)*)\s*(?=\{)"
    r"|\\(?:New|Renew|Provide|Declare)DocumentCommand\s*\{?\s*\\([A-Za-z@]+)\s*\}?\s*"
    r"\{\s*((?:m\s*)*)\}\s*(?=\{)"
)
_CALL = re.compile(r"\\([A-Za-z@]+)(?![A-Za-z@])[ \t]*")
_PARAMETER = re.compile(r"#(\d)")
_BRACES = re.compile(r"\\.|[{}]", re.DOTALL)
_SPACE = re.compile(r"\s*")
_OPTIONAL = re.compile(r"\s*\[([^\[\]]*)\]")


@dataclass(frozen=True, slots=True)
class _Macro:
    arguments: int
    default: str | None
    body: str


def matching_braces(text: str) -> dict[int, int]:
    """The place of the closing brace for each opening one that has one."""
    found: dict[int, int] = {}
    waiting: list[int] = []
    for match in _BRACES.finditer(text):
        if match[0] == "{":
            waiting.append(match.start())
        elif match[0] == "}" and waiting:
            found[waiting.pop()] = match.start()
    return found


def expand_macros(text: str, *, kept: frozenset[str], tell: Callable[[str, str], None]) -> str:
    """The text with the paper's own macros expanded, and their definitions gone.

    Those in `kept` stand for something the reader knows itself and stay as they are.
    """
    text, macros = _without_definitions(text, kept)
    return _Expanding(macros, tell).expand(text, 0) if macros else text


def _without_definitions(text: str, kept: frozenset[str]) -> tuple[str, dict[str, _Macro]]:
    macros: dict[str, _Macro] = {}
    braces = matching_braces(text)
    pieces, done = [], 0
    for match in _DEFINITION.finditer(text):
        end = braces.get(match.end())
        if end is None or match.start() < done:
            continue
        name = match[1] or match[2] or match[5] or match[7]
        count = int(match[3] or 0) or (match[6] or "").count("#") or (match[8] or "").count("m")
        if name not in kept:
            body = text[match.end() + 1 : end]
            macros[name] = _Macro(arguments=count, default=match[4], body=body)
        pieces.append(text[done : match.start()])
        done = end + 1
    return "".join([*pieces, text[done:]]), macros


class _Expanding:
    """One run through a paper, counting what it costs."""

    def __init__(self, macros: dict[str, _Macro], tell: Callable[[str, str], None]) -> None:
        self.macros, self.tell = macros, tell
        self._left, self._room = _MOST_EXPANSIONS, _MOST_GROWTH

    def expand(self, text: str, depth: int) -> str:
        calls = [call for call in _CALL.finditer(text) if call[1] in self.macros]
        if not calls:
            return text
        braces = matching_braces(text)
        pieces, done = [], 0
        for call in calls:
            if call.start() < done:
                continue
            if depth >= _DEEPEST or self._left <= 0 or self._room <= 0:
                message = f"The macro “\\{call[1]}” calls itself or grows without end; it was left."
                self.tell("macro-loop", message)
                break
            self._left -= 1
            body, end = self._substituted(self.macros[call[1]], text, call, braces)
            self._room -= len(body)
            pieces += [text[done : call.start()], self.expand(body, depth + 1)]
            done = end
        return "".join([*pieces, text[done:]])

    def _substituted(
        self, macro: _Macro, text: str, call: re.Match[str], braces: dict[int, int]
    ) -> tuple[str, int]:
        place, given = call.end(), []
        wanted = macro.arguments
        if macro.default is not None and wanted:
            found = _OPTIONAL.match(text, place)
            given.append(found[1] if found else macro.default)
            place = found.end() if found else place
        while len(given) < wanted:
            argument, place = _argument(text, place, braces)
            given.append(argument)
        if not wanted and place == call.end() and text[call.end(1) : place] and macro.body:
            # TeX eats the blank after a macro; nearly every such macro ends in \xspace instead.
            place = call.end(1) if "\\xspace" in macro.body else place
        body = _PARAMETER.sub(
            lambda match: given[int(match[1]) - 1] if 0 < int(match[1]) <= len(given) else "",
            macro.body,
        ).replace("\\xspace", "")
        return body, place


def _argument(text: str, place: int, braces: dict[int, int]) -> tuple[str, int]:
    space = _SPACE.match(text, place)
    place = space.end() if space else place
    if place < len(text) and text[place] == "{" and place in braces:
        return text[place + 1 : braces[place]], braces[place] + 1
    if place < len(text) and text[place] not in "}\n":
        word = _CALL.match(text, place)
        end = word.end() if word else place + 1
        return text[place:end], end
    return "", place
