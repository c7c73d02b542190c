"""Reference strings on one line, without emphasis marks and with broken addresses joined again."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 4_000

_UNSEEN = re.compile(
    "[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\x00-\x08\x0e-\x1f]"
)
_LIGATURES = {
    "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl",
    "\ufb05": "st", "\ufb06": "st",
}  # fmt: skip
_LIGATURE = re.compile("[\ufb00-\ufb06]")
_STRONG = re.compile(r"(?<!\*)\*\*(?=[^\s*])([^*]{1,400})(?<=[^\s*])\*\*(?!\*)")
_EMPHASIS = re.compile(r"(?<![\w*])\*(?=[^\s*])([^*]{1,400})(?<=[^\s*])\*(?![\w*])")
_UNDERSCORED = re.compile(r"(?<![\w/&=.-])_(?=[^\s_])([^_]{1,300})(?<=[^\s_])_(?![\w/&=-])")
_BROKEN_SCHEME = re.compile(r"\b(https?|ftp) ?: ?/ ?/ ?(?=\S)", re.IGNORECASE)
_BROKEN_WWW = re.compile(r"(?<=://)www\. (?=[a-z0-9])", re.IGNORECASE)
_BROKEN_PREFIX = re.compile(r"\b10\. ?(\d{4,9}) ?/ ?(?=\S)")
_ADDRESS = re.compile(r"(?:https?://|\bwww\.|\b10\.\d{4,9}/)\S*", re.IGNORECASE)
_NEXT_WORD = re.compile(r" (\S+)")
# Such an ending says that the address goes on; a full stop only says so before digits.
_GOES_ON = ("/", "_", "=", "&", "?", "-", "#", "%", "+", "~")
_IN_ADDRESS = re.compile(r"[/_=&?%#~]|\w\.\w|-.*-|[a-z]\d|\d[a-z]|\.(?:pdf|html?)$", re.IGNORECASE)
_NO_ADDRESS = re.compile(
    r"(?:accessed|retrieved|visited|viewed|last|and|on|in|at|from|see|also|for|with|version|doi|url"
    r"|arxiv|available|archived|published|signatories|note|date|updated)\b|https?:|www\.|doi:|10\."
    r"|[\[(]",
    re.IGNORECASE,
)
_PATH = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)*/\S*")
_DOI_GOES_ON = re.compile(r"[\d.()-]*\d{2}[\w.()/-]*|[a-z]*\d[\w./()-]*")


def mend(text: str) -> str:
    """The words of a reference on one line; what is beyond any real reference is cut off.

    >>> mend("A. 2020. *B*. https:// a.org/x_ y.html doi:10.1080/1.2019. 159")
    'A. 2020. B. https://a.org/x_y.html doi:10.1080/1.2019.159'
    """
    text = " ".join(_UNSEEN.sub("", text[: 3 * LONGEST]).split())[:LONGEST]
    text = unicodedata.normalize("NFC", _LIGATURE.sub(lambda found: _LIGATURES[found[0]], text))
    if "*" in text:
        text = _EMPHASIS.sub(r"\1", _STRONG.sub(r"\1", text))
    if "_" in text:
        text = _UNDERSCORED.sub(r"\1", text)
    return join_addresses(text)


def has_broken_address(text: str) -> bool:
    """Whether an address or a DOI in the text has blanks in it."""
    plain = " ".join(text.split())
    return join_addresses(plain) != plain


def join_addresses(text: str) -> str:
    """The text with addresses and DOIs joined where a line break left a blank in them."""
    if "/" not in text:
        return text
    text = _BROKEN_WWW.sub("www.", _BROKEN_SCHEME.sub(r"\1://", text))
    text = _BROKEN_PREFIX.sub(r"10.\1/", text)
    place = 0
    while address := _ADDRESS.search(text, place):
        place = address.end()
        following = _NEXT_WORD.match(text, place)
        while following and _is_continued(address[0], text[address.start() : place], following[1]):
            text = text[:place] + text[place + 1 :]
            place += len(following[1])
            following = _NEXT_WORD.match(text, place)
    return text


def _is_continued(opening: str, address: str, word: str) -> bool:
    """Whether the word after an address is the rest of it."""
    if _NO_ADDRESS.match(word):
        return False
    if opening.startswith("10.") or "doi.org/10." in opening.lower():
        if address[-1] == "/":
            return True
        return address[-1] in ".-(_" and bool(_DOI_GOES_ON.match(word))
    if address[-1] == ".":
        return bool(_PATH.fullmatch(word))
    if not address.endswith(_GOES_ON):
        return word[0] in "/?=&_" and len(word) > 1
    plain = word.rstrip(".,;:")
    if plain.isdigit():
        return address[-1] != "/"
    return bool(_IN_ADDRESS.search(plain)) or (plain.islower() and word[-1] != ":")
