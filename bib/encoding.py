"""Bytes of a text file turned into text, with the encoding they were found to be in."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

from bib.errors import UnreadableTextError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 4096
# JabRef states the encoding of a file so, in its first line.
_DECLARED = re.compile(rb"%[ \t]*Encoding:[ \t]*([\w.-]+)", re.IGNORECASE)
_DECLARABLE = {
    "big5", "cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "euc_jp", "euc_kr", "gb18030",
    "gb2312", "gbk", "iso8859-1", "iso8859-2", "iso8859-15", "koi8-r", "mac-roman", "shift_jis",
}  # fmt: skip
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_MOST_CONTROLS = 0.02
_HIGH = re.compile(rb"[\x80-\xff]+")
_PAIRS = re.compile(rb"[\xa1-\xfe]{2,}")
_FEWEST_HIGH = 8
_SHARE_IN_PAIRS = 0.95
_UNDEFINED_IN_WESTERN = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")
_WEIGHED = [
    "gb18030", "big5", "cp932", "euc_jp", "cp949", "cp1251", "koi8_r", "cp1250", "cp1252", "cp1253",
]  # fmt: skip
_LONGEST_WEIGHED = 20_000
_WAY_OUT = "if it is a text file, save it as UTF-8 and try again"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """Text, and how its bytes had to be read; line ends are as they were."""

    text: str
    encoding: str
    had_bom: bool = False
    is_guessed: bool = False


def decode(data: bytes, *, path: str) -> Decoded:
    """Read bytes as UTF-8, else UTF-16 or UTF-32, else the declared or likeliest encoding.

    `is_guessed` tells that nothing in the bytes says so: another encoding may have been meant.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _marked(data[len(mark) :], encoding, path)
    if b"\0" in data[:_SAMPLE] and (wide := _wide_encoding(data[:_SAMPLE])):
        return Decoded(text=_strictly(data, wide, path), encoding=wide)
    _refuse_binary(data, path)
    for encoding in filter(None, ("utf-8", _declared_encoding(data))):
        with suppress(UnicodeDecodeError):
            return Decoded(text=data.decode(encoding), encoding=encoding)
    for encoding in _likely_encodings(data):
        with suppress(UnicodeDecodeError):
            return Decoded(text=data.decode(encoding), encoding=encoding, is_guessed=True)
    return Decoded(text=data.decode("latin-1"), encoding="latin-1", is_guessed=True)


def _likely_encodings(data: bytes) -> Iterator[str]:
    """Western text has its letters beyond ASCII one by one; for all else letters are weighed."""
    runs = [len(run) for run in _HIGH.findall(data)]
    is_dense = sum(runs) >= _FEWEST_HIGH and sum(run for run in runs if run > 1) * 2 > sum(runs)
    if is_dense or (sum(runs) >= _FEWEST_HIGH and _UNDEFINED_IN_WESTERN.search(data)):
        # Hardly a file needs it, and it takes as long to load as all the rest.
        from charset_normalizer import from_bytes

        telling = b"\n".join(line for line in data.split(b"\n") if not line.isascii())
        best = from_bytes(telling[:_LONGEST_WEIGHED], cp_isolation=_WEIGHED).best()
        if best and best.encoding:
            yield best.encoding
    if _is_in_pairs(data):
        yield "gb18030"
    yield "cp1252"


def _is_in_pairs(data: bytes) -> bool:
    """Whether bytes beyond ASCII come in pairs, as in Chinese; in Western text they stand alone."""
    high = sum(len(run) for run in _HIGH.findall(data))
    paired = sum(len(run) - len(run) % 2 for run in _PAIRS.findall(data))
    return high >= _FEWEST_HIGH and paired >= _SHARE_IN_PAIRS * high


def _marked(data: bytes, encoding: str, path: str) -> Decoded:
    if encoding == "utf-8":
        _refuse_binary(data, path)
    return Decoded(text=_strictly(data, encoding, path), encoding=encoding, had_bom=True)


def _strictly(data: bytes, encoding: str, path: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        why = f"it looks like {encoding.upper()}, but breaks off at byte {error.start}; {_WAY_OUT}"
        raise UnreadableTextError(path, why) from error
    if "\0" in text:
        offset = text.index("\0")
        line = text.count("\n", 0, offset) + 1
        raise UnreadableTextError(path, f"there is a NUL character in line {line}; {_WAY_OUT}")
    return text


def _wide_encoding(sample: bytes) -> str | None:
    """UTF-16 or UTF-32 without a mark, told by where the NUL bytes of plain letters stand."""
    for width, quarters in ((4, {"utf-32-le": (1, 2, 3), "utf-32-be": (0, 1, 2)}),
                            (2, {"utf-16-le": (1,), "utf-16-be": (0,)})):  # fmt: skip
        whole = sample[: len(sample) // width * width]
        units = len(whole) // width
        for encoding, places in quarters.items():
            rest = [place for place in range(width) if place not in places]
            nuls = min((whole[place::width].count(0) for place in places), default=0)
            if (
                units
                and nuls > units / 2
                and not any(whole[place::width].count(0) for place in rest)
            ):
                return encoding
    return None


def _refuse_binary(data: bytes, path: str) -> None:
    offset = data.find(b"\0")
    if offset >= 0:
        line = data.count(b"\n", 0, offset) + 1
        raise UnreadableTextError(
            path, f"there is a NUL byte in line {line} (byte {offset}); {_WAY_OUT}"
        )
    sample = data[:_SAMPLE]
    controls = _CONTROLS.findall(sample)
    if len(controls) > max(8, _MOST_CONTROLS * len(sample)):
        raise UnreadableTextError(path, f"it is full of control characters; {_WAY_OUT}")


def _declared_encoding(data: bytes) -> str | None:
    declared = _DECLARED.search(data[:_SAMPLE])
    with suppress(LookupError):
        if declared:
            name = codecs.lookup(declared[1].decode("ascii", "replace")).name
            return name if name in _DECLARABLE else None
    return None
