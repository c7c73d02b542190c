"""The bytes of a file of markup made text, by the encoding that the file itself declares."""

from __future__ import annotations

import codecs
import re
from contextlib import suppress
from pathlib import Path

from bib.encoding import decode
from evidence.texts import TextProblem
from tracker.texts.growing_text import GrowingText
from tracker.texts.limits import Limits

_DECLARED = re.compile(
    rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})"
    rb"|<meta[^>]{0,400}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})"
    rb"|\\usepackage\s*\[([\w-]{1,40})\]\s*\{inputenc\}",
    re.IGNORECASE,
)
_DECLARED_WITHIN = 8_192
# As browsers take them, and as TeX names them.
_MEANT = {
    "iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252",
    "ascii": "cp1252", "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932",
    "latin9": "iso8859-15", "ansinew": "cp1252", "applemac": "mac-roman", "latin2": "iso8859-2",
}  # fmt: skip
_STAND_IN = "\ufffd"
_LINE_END = re.compile("\r\n|\r")
_WIDE_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read_markup(path: Path, growing: GrowingText, limits: Limits) -> str:
    """The text of a file, with what is odd about its bytes told to the growing text."""
    with path.open("rb") as stream:
        return markup_text(stream.read(limits.file_bytes), growing, file=path.name)


def markup_text(data: bytes, growing: GrowingText, *, file: str) -> str:
    """The text that these bytes are; raises `UnreadableTextError` where they are none."""
    data = _without_nuls(data, growing, file)
    if not data.startswith(_WIDE_MARKS) and b"\0" not in data:
        with suppress(UnicodeDecodeError):
            return _LINE_END.sub("\n", data.decode("utf-8-sig"))
        declared = _declared(data)
        if declared and (text := _by_declared(data, declared, growing, file)):
            return _LINE_END.sub("\n", text)
    decoded = decode(data, path=file)
    if decoded.is_guessed:
        message = (
            f"Nothing in {file} says how the letters are encoded; {decoded.encoding} was taken for "
            "it. Look at the letters with accents, or save the file as UTF-8."
        )
        growing.problems.append(TextProblem(code="encoding-guessed", message=message))
    return _LINE_END.sub("\n", decoded.text)


def _by_declared(data: bytes, declared: str, growing: GrowingText, file: str) -> str:
    """The text, or nothing where the file is plainly not in the encoding that it declares."""
    text = data.decode(declared, "replace")
    odd = text.count(_STAND_IN)
    if declared == "utf-8" and odd > sum(character > "\x7f" for character in text) - odd:
        return ""
    if _STAND_IN in text:
        line = text.count("\n", 0, text.index(_STAND_IN)) + 1
        message = (
            f"{file} says that it is written in {declared}, but some of its bytes are not; "
            f"“{_STAND_IN}” stands for each, the first in line {line}."
        )
        growing.problems.append(TextProblem(code="wrong-encoding", message=message, line=line))
    return text


def _declared(data: bytes) -> str:
    found = _DECLARED.search(data[:_DECLARED_WITHIN])
    if not found:
        return ""
    name = next(group for group in found.groups() if group).decode("ascii").lower()
    with suppress(LookupError):
        codec = codecs.lookup(_MEANT.get(name, name))
        # A codec such as “zip” or “idna” is none for texts, and UTF-7 hides markup.
        if codec._is_text_encoding and codec.name.replace("-", "_") not in _NO_TEXTS:  # noqa: SLF001
            return codec.name
    return ""


_NO_TEXTS = {"utf_7", "idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined"}


def _without_nuls(data: bytes, growing: GrowingText, file: str) -> bytes:
    """The bytes without NULs, unless those are halves of letters."""
    if b"\0" not in data or data.startswith(_WIDE_MARKS):
        return data
    sample = data[:4_096]
    if any(sample[place::2].count(0) > len(sample) / 5 for place in (0, 1)):
        return data
    line = data.count(b"\n", 0, data.index(b"\0")) + 1
    message = f"NUL bytes were left out of {file}: {data.count(0):,}, the first in line {line}."
    growing.tell("nul-bytes", message, line=line)
    return data.replace(b"\0", b"")
