"""Citekeys: which texts can be one, when two clash, and what a new work is called."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

from bib.errors import InvalidCitekeyError
from bib.names import Name
from bib.works import Citekey

_FORBIDDEN = re.compile(r"[\s,{}\"#%~\\=\x00-\x1f\x7f]")
_LONGEST = 300
_WORD = re.compile(r"[^\W\d_]{2,}")
_UNSPOKEN = {
    "a", "an", "and", "as", "at", "by", "das", "der", "die", "do", "does", "el", "for", "from",
    "how", "in", "is", "it", "la", "le", "les", "of", "on", "or", "the", "to", "un", "une", "what",
    "when", "who", "why", "with",
}  # fmt: skip


def checked_citekey(text: str) -> Citekey:
    """The text as a citekey, if `\\cite` and BibTeX can carry it."""
    if not text:
        raise InvalidCitekeyError(text, "it is empty")
    if len(text) > _LONGEST:
        raise InvalidCitekeyError(f"{text[:40]}…", f"it is longer than {_LONGEST} characters")
    if found := _FORBIDDEN.search(text):
        what = "white space" if found[0].isspace() else f"the character {found[0]!r}"
        suggestion = _FORBIDDEN.sub("_", text)
        raise InvalidCitekeyError(text, f"it holds {what}; “{suggestion}” would do")
    return Citekey(text)


def fold(key: str) -> str:
    """What two keys have in common that differ only in case; such keys clash."""
    return unicodedata.normalize("NFC", key).casefold()


def citekey_for(
    authors: tuple[Name, ...], year: int | None, title: str, *, taken: Collection[str] = ()
) -> Citekey:
    """A key for a new work: family name, year and first telling word of the title.

    `taken` holds folded keys; a number is added to keep clear of them.

    >>> citekey_for((Name(family="Gaytán-Lugo"),), 2022, "The Deepfake Abuse")
    'gaytanlugo2022deepfake'
    """
    first = _plain(authors[0].sort_text) if authors else ""
    words = [_plain(word) for word in _WORD.findall(title)]
    telling = next((word for word in words if word and word not in _UNSPOKEN), "")
    stem = f"{first[:40] or 'anon'}{year or ''}{telling[:30]}"
    key, number = stem, 1
    while fold(key) in taken:
        number += 1
        key = f"{stem}-{number}"
    return Citekey(key)


def _plain(text: str) -> str:
    """Lower-case ASCII letters and digits only, accents dropped."""
    spelt = text.casefold().replace("ø", "o").replace("ł", "l").replace("æ", "ae").replace("đ", "d")
    decomposed = unicodedata.normalize("NFKD", spelt)
    return "".join(letter for letter in decomposed if letter.isascii() and letter.isalnum())
