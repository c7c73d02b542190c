r"""Formulas of LaTeX on one line as a person would type them: `\frac{1}{2}` is 1/2."""

from __future__ import annotations

import re

from bib.latex import latex_to_unicode

_MOST_ROUNDS = 30
_LONGEST = 20_000
_DROPPED = re.compile(
    r"\\(?:left|right|big|Big|bigg|Bigg|displaystyle|textstyle|limits|nolimits|nonumber|notag)"
    r"(?![A-Za-z])[lrm]?|\\label\s*\{[^{}]*\}|\\tag\*?\s*\{[^{}]*\}|\\[!]|(?<!\\)&"
    r"|\\begin\s*\{[a-z*]+\}(?:\{[^{}]*\})?|\\end\s*\{[a-z*]+\}"
)
_FRACTION = re.compile(r"\\[dtc]?frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}")
_ROOT = re.compile(r"\\sqrt\s*(?:\[[^\[\]]*\])?\s*\{([^{}]*)\}")
_WRAPPED = re.compile(
    r"\\(?:text(?:rm|it|bf|sf|tt|normal)?|math(?:rm|it|bf|sf|tt|cal|bb|scr|frak)|operatorname\*?"
    r"|mbox|hbox|boldsymbol|bm|hat|bar|tilde|vec|overline|underline|ensuremath|emph)\s*"
    r"\{([^{}]*)\}"
)
_RAISED = re.compile(r"([\^_])\s*\{([^{}]*)\}")
_BARE_GROUP = re.compile(r"(?<![\\\w])\{([^{}]*)\}|(?<=\w)\{([^{}]*)\}")
_COMMAND = re.compile(r"\\([A-Za-z]+)\s*")
_SIMPLE = re.compile(r"[-−]?\w+|.?")
_ESCAPED = re.compile(r"\\([%$#&_{}])")
_SPACED = set("×÷±∓≤≥≠≈∼∈→←↔⇒≲≳≪≫≃≅≡∝⪅⪆∉⊂⊆∪∩∣⊥⊕⊗")
_RELATION = re.compile(r"\s*([=<>]+)\s*")
_SPACES = re.compile(r"\\[,;: ]|\\quad\b|\\qquad\b|\\\\|~")


def math_words(latex: str) -> str:
    """The words of a formula; a command that is not known leaves its name.

    >>> math_words(r"n = 28{,}000 \\times 10^{-5}")
    'n = 28,000 × 10^-5'
    """
    words = _DROPPED.sub(" ", latex[:_LONGEST])
    for _ in range(_MOST_ROUNDS):
        before = words
        words = _WRAPPED.sub(r"\1", words)
        words = _RAISED.sub(_raised, words)
        words = _FRACTION.sub(lambda match: f"{_grouped(match[1])}/{_grouped(match[2])}", words)
        words = _ROOT.sub(lambda match: f"√{_grouped(match[1])}", words)
        words = _BARE_GROUP.sub(lambda match: match[1] or match[2] or "", words)
        if words == before:
            break
    words = _SPACES.sub(" ", words)
    words = _COMMAND.sub(_symbol, words)
    words = _ESCAPED.sub(r"\1", words).replace("\\", " ").replace("{", "").replace("}", "")
    return " ".join(_RELATION.sub(r" \1 ", words).split())


def raised_alone(latex: str) -> str | None:
    r"""The words of a formula that is nothing but a superscript, such as `$^{3}$`."""
    found = re.fullmatch(r"\s*(?:\{\s*\})?\^\s*(\{.*\}|\S|\\[A-Za-z]+)\s*", latex, re.DOTALL)
    return math_words(found[1].removeprefix("{").removesuffix("}")) if found else None


def _raised(match: re.Match[str]) -> str:
    return match[1] + _grouped(match[2])


def _grouped(words: str) -> str:
    words = words.strip()
    return words if _SIMPLE.fullmatch(words) else f"({words})"


def _symbol(match: re.Match[str]) -> str:
    shown = latex_to_unicode(f"\\{match[1]}").strip()
    if shown.startswith("\\"):
        return f"{match[1]} "
    if shown in _SPACED:
        return f" {shown} "
    return shown + (" " if match[0][-1:].isspace() else "")
