"""Small PDF files for tests: words at places on pages, and files that no one should trust."""

from __future__ import annotations

import hashlib
import textwrap
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

FONTS = {"plain": "Courier", "bold": "Courier-Bold", "italic": "Courier-Oblique"}
# All letters of Courier are equally wide.
LETTER = 0.6
WIDTH, HEIGHT = 612, 792
_PADDING = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")


@dataclass(frozen=True, kw_only=True)
class Words:
    """Words on one line, from `x` on the baseline `y`."""

    x: float
    y: float
    text: str
    size: float = 10
    font: str = "plain"
    rise: float = 0

    @property
    def right(self) -> float:
        return self.x + LETTER * self.size * len(self.text)

    def operators(self) -> bytes:
        encoded = self.text.encode("cp1252")
        for sign in (b"\\", b"(", b")"):
            encoded = encoded.replace(sign, b"\\" + sign)
        place = f"1 0 0 1 {self.x} {self.y + self.rise} Tm".encode()
        return b"BT /%s %g Tf %s (%s) Tj ET\n" % (
            self.font.encode(), self.size, place, encoded,
        )  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Annotation:
    """An annotation over boxes (left, bottom, right, top); a note has one box and no words."""

    subtype: str
    boxes: Sequence[tuple[float, float, float, float]]
    contents: str = ""
    author: str = ""
    colour: Sequence[float] = (1, 1, 0)
    address: str = ""
    extra: str = ""

    def form(self) -> bytes:
        lefts, bottoms, rights, tops = zip(*self.boxes, strict=True)
        rect = f"{min(lefts)} {min(bottoms)} {max(rights)} {max(tops)}"
        quads = " ".join(
            f"{left} {top} {right} {top} {left} {bottom} {right} {bottom}"
            for left, bottom, right, top in self.boxes
        )
        entries = [f"/Type /Annot /Subtype /{self.subtype} /Rect [{rect}] /QuadPoints [{quads}]"]
        entries.append(f"/C [{' '.join(map(str, self.colour))}] {self.extra}")
        entries += [f"/Contents {_text(self.contents)}"] if self.contents else []
        entries += [f"/T {_text(self.author)}"] if self.author else []
        if self.address:
            entries.append(f"/A << /S /URI /URI ({self.address}) >>")
        return ("<< " + " ".join(entries) + " >>").encode()


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One page: words, annotations, and operators of any kind."""

    words: Sequence[Words] = ()
    annotations: Sequence[Annotation] = ()
    operators: bytes = b""
    turned: int = 0
    size: tuple[float, float] = (WIDTH, HEIGHT)


def lines(
    texts: Iterable[str], *, x: float = 72, top: float = 700, size: float = 10,
    leading: float = 12, font: str = "plain",
) -> list[Words]:  # fmt: skip
    """Lines one below the other."""
    return [
        Words(x=x, y=top - leading * place, text=text, size=size, font=font)
        for place, text in enumerate(texts)
    ]


def a_pdf(
    sheets: Sequence[Sheet], *, labels: str = "", title: str = "", packed: bool = False,
    password: str | None = None,
) -> bytes:  # fmt: skip
    """A PDF of these pages; `labels` is a number tree, `password` locks it, with "" for anyone."""
    objects: dict[int, bytes] = {}
    fonts = "".join(f"/{name} {number} 0 R " for number, name in enumerate(FONTS, 3))
    for number, face in enumerate(FONTS.values(), 3):
        form = f"/Type /Font /Subtype /Type1 /BaseFont /{face} /Encoding /WinAnsiEncoding"
        objects[number] = f"<< {form} >>".encode()
    following = 3 + len(FONTS)
    kids = []
    for sheet in sheets:
        page, following = following, following + 2
        notes = range(following, following + len(sheet.annotations))
        following = notes.stop
        kids.append(page)
        width, height = sheet.size
        objects[page] = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {width} {height}] /Rotate {sheet.turned}"
            f" /Resources << /Font << {fonts}>> >> /Contents {page + 1} 0 R"
            f" /Annots [{' '.join(f'{each} 0 R' for each in notes)}] >>"
        ).encode()
        content = b"".join(word.operators() for word in sheet.words) + sheet.operators
        objects[page + 1] = a_stream(content, packed=packed)
        for each, annotation in zip(notes, sheet.annotations, strict=True):
            objects[each] = annotation.form()
    tree = " ".join(f"{page} 0 R" for page in kids)
    objects[1] = f"<< /Type /Catalog /Pages 2 0 R {labels} >>".encode()
    objects[2] = f"<< /Type /Pages /Count {len(kids)} /Kids [{tree}] >>".encode()
    trailer = b""
    if title:
        objects[following] = f"<< /Title {_text(title)} >>".encode()
        trailer += b"/Info %d 0 R " % following
        following += 1
    if password is not None:
        trailer += _lock(objects, password.encode())
    return whole_file(objects, trailer)


def a_long_paper(pages: int) -> bytes:
    """Two full columns on each page, some 6,000 letters, with a running head and references."""
    text = (
        "The invented survey of page {page} asks {count} people about pictures that nobody made "
        "[{first}, {second}]. Their answers, which are as non-committal as ever, differ by "
        "{share} per cent. "
    )
    sheets = []
    for page in range(1, pages + 1):
        told = " ".join(
            text.format(page=page, count=page * 37 + n, first=n + 1, second=n + 9, share=page + n)
            for n in range(40)
        )
        rows = textwrap.wrap(told, 50)[:118]
        sheets.append(
            Sheet(
                words=[
                    Words(x=54, y=740, text=f"Invented Studies {page}", size=7),
                    *lines(rows[:59], x=54, top=700, size=8, leading=10.5),
                    *lines(rows[59:], x=318, top=700, size=8, leading=10.5),
                ]
            )
        )
    return a_pdf(sheets, title="A Long and Invented Survey", packed=True)


def a_stream(content: bytes, *, packed: bool = False, more: str = "") -> bytes:
    """A stream object."""
    data = zlib.compress(content, 9) if packed else content
    packing = "/Filter /FlateDecode" if packed else ""
    return b"<< /Length %d %s %s >> stream\n%s\nendstream" % (
        len(data), packing.encode(), more.encode(), data,
    )  # fmt: skip


def whole_file(objects: dict[int, bytes], trailer: bytes = b"") -> bytes:
    """The file of these objects, of which the first is the catalogue."""
    data = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    places = {}
    for number in sorted(objects):
        places[number] = len(data)
        data += b"%d 0 obj\n%s\nendobj\n" % (number, objects[number])
    table = len(data)
    count = max(objects) + 1
    data += b"xref\n0 %d\n0000000000 65535 f \n" % count
    for number in range(1, count):
        data += b"%010d 00000 %s \n" % (places.get(number, 0), b"n" if number in places else b"f")
    data += b"trailer << /Size %d /Root 1 0 R %s>>\nstartxref\n%d\n%%%%EOF\n" % (
        count, trailer, table,
    )  # fmt: skip
    return bytes(data)


def a_scan(pages: int = 1) -> bytes:
    """Pages that hold a picture each and no words."""
    picture = b"q 612 0 0 792 0 0 cm BI /W 2 /H 2 /CS /G /BPC 8 ID \x00\xff\xff\x00 EI Q\n"
    return a_pdf([Sheet(operators=picture)] * pages)


def a_picture() -> bytes:
    """Operators that draw a picture over a page."""
    return b"q 612 0 0 792 0 0 cm BI /W 2 /H 2 /CS /G /BPC 8 ID \x00\xff\xff\x00 EI Q\n"


def a_bomb(megabytes: int) -> bytes:
    """A page whose words unpack to very much more than the file holds."""
    filler = b"BT /plain 10 Tf 1 0 0 1 72 700 Tm (" + b"bomb " * 200 + b") Tj ET\n"
    content = filler * (megabytes * 1_000_000 // len(filler))
    return a_pdf([Sheet(words=lines(["Before the bomb."])), Sheet(operators=content)], packed=True)


def a_loop() -> bytes:
    """A tree of pages in which a branch is its own child."""
    sound = a_pdf([Sheet(words=lines(["One page of words."]))])
    return sound.replace(b"/Count 1 /Kids [6 0 R]", b"/Count 9 /Kids [2 0 R]")


def _text(text: str) -> str:
    return "<" + (b"\xfe\xff" + text.encode("utf-16-be")).hex() + ">"


def _lock(objects: dict[int, bytes], password: bytes) -> bytes:
    """Encrypt streams with 40-bit RC4, the oldest way; gives what the trailer has to say of it."""
    identity = b"0123456789abcdef"
    owner = _rc4(_md5((b"owner" + _PADDING)[:32])[:5], (password + _PADDING)[:32])
    rights = (0xFFFFFFFC).to_bytes(4, "little")
    key = _md5((password + _PADDING)[:32] + owner + rights + identity)[:5]
    for number, held in objects.items():
        head, sign, rest = held.partition(b"stream\n")
        if sign:
            data = rest.removesuffix(b"\nendstream")
            salted = _md5(key + number.to_bytes(3, "little") + b"\0\0")[:10]
            objects[number] = head + sign + _rc4(salted, data) + b"\nendstream"
    user = _rc4(key, _PADDING)
    return b"/ID [<%s> <%s>] /Encrypt << /Filter /Standard /V 1 /R 2 /O <%s> /U <%s> /P -4 >> " % (
        identity.hex().encode(), identity.hex().encode(), owner.hex().encode(), user.hex().encode(),
    )  # fmt: skip


def _md5(data: bytes) -> bytes:
    return hashlib.md5(data, usedforsecurity=False).digest()


def _rc4(key: bytes, data: bytes) -> bytes:
    box = list(range(256))
    j = 0
    for i in range(256):
        j = (j + box[i] + key[i % len(key)]) % 256
        box[i], box[j] = box[j], box[i]
    i = j = 0
    out = bytearray()
    for byte in data:
        i = (i + 1) % 256
        j = (j + box[i]) % 256
        box[i], box[j] = box[j], box[i]
        out.append(byte ^ box[(box[i] + box[j]) % 256])
    return bytes(out)
