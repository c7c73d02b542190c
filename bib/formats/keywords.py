"""Keywords as one list and as several words."""

from __future__ import annotations

from collections.abc import Iterable

from bib.latex import latex_from_text


def split_keywords(text: str) -> list[str]:
    """The keywords of a list, which is cut at semicolons if it has any, else at commas."""
    pieces = text.split(";" if ";" in text else ",")
    return [plain for piece in pieces if (plain := " ".join(piece.split()))]


def joined_keywords(words: Iterable[str]) -> str:
    """Keywords as one list, each once, in LaTeX."""
    distinct = list(dict.fromkeys(word.strip(" ;") for word in words if word.strip(" ;")))
    comma = any("," in word for word in distinct) and len(distinct) > 1
    return latex_from_text(("; " if comma else ", ").join(distinct))
