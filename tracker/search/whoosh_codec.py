"""The codec of the index: Whoosh's own, opened without copying and written in bulk.

The files are those of Whoosh 2.7.4's codec (`whoosh.codec.whoosh3`), which can read all of them but
the positions of words: those stand in one string a block instead of one a document. What differs
is how the files are opened (`zero_copy`), and that postings are written and read a block at a time
rather than one call each.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from functools import lru_cache
from operator import sub
from pickle import dumps
from secrets import token_hex
from struct import Struct
from typing import Any, NamedTuple

from whoosh.codec.whoosh3 import (
    WHOOSH3_HEADER_MAGIC,
    W3Codec,
    W3PerDocReader,
    W3Segment,
    W3TermInfo,
    W3TermsReader,
)
from whoosh.filedb.filetables import OrderedHashWriter
from whoosh.util.numeric import length_to_byte

from tracker.search.zero_copy import MappedStorage

_BLOCK = 128
# Small integers pickle to two bytes; compressing them would cost more time than room.
_UNCOMPRESSED = 0
_INT = array("I").itemsize

_FIELD_NUMBER = Struct("!H")
_LENGTHS = Struct("!ii")
_BLOCK_SIZE = Struct("!i")
_PLACE = Struct("!qi")


class Codec(W3Codec):  # type: ignore[misc]
    """Whoosh's codec with our segments and readers."""

    def new_segment(self, _storage: Any, indexname: str) -> Any:
        """A segment to write to."""
        # Whoosh draws the name from `random`, which others may have seeded to repeat itself.
        return Segment(self, indexname, segid=token_hex(8))

    def per_document_reader(self, storage: Any, segment: Any) -> Any:
        """A reader of what is kept by document."""
        return _PerDocumentReader(storage, segment)

    def terms_reader(self, storage: Any, segment: Any) -> Any:
        """A reader of terms and their postings."""
        name = segment.make_filename(self.TERMS_EXT)
        file, length = storage.open_file(name), storage.file_length(name)
        return _TermsReader(self, file, length, segment.open_file(storage, self.POSTS_EXT))


class Segment(W3Segment):  # type: ignore[misc]
    """Whoosh's segment, opened without copying."""

    def open_compound_file(self, storage: Any) -> Any:
        """The segment's files, as views of its one file on disk."""
        file = storage.open_file(self.make_filename(self.COMPOUND_EXT))
        return MappedStorage(file, use_mmap=storage.supports_mmap)


class Postings(NamedTuple):
    """Where a term stands: documents, rising, with how often, the lengths and the places.

    Empty counts are all 1, and a field that is not scored has no lengths. Places are those of one
    document after another, each a machine integer; a field without positions has none.
    """

    numbers: array[int]
    counts: Sequence[int] = ()
    lengths: Sequence[int] = ()
    places: bytes = b""


class TermsWriter:
    """Writes the terms of a segment, field by field and term by term in rising order."""

    def __init__(self, storage: Any, segment: Any) -> None:
        self._postings = segment.create_file(storage, Codec.POSTS_EXT)
        self._at = 0
        self._table = _TermTable(segment.create_file(storage, Codec.TERMS_EXT))
        self._fields: dict[str, int] = self._table.extras.setdefault("fieldmap", {})

    def add(self, field: str, term: str, postings: Postings) -> None:
        """Write one term."""
        is_lone = len(postings.numbers) == 1 and not postings.places
        about, blocks = _lone(postings.numbers[0]) if is_lone else _written(postings)
        self._postings.write(blocks)
        number = self._fields.setdefault(field, len(self._fields))
        key = _FIELD_NUMBER.pack(number) + term.encode()
        self._table.add(key, about + _PLACE.pack(self._at, len(blocks)))
        self._at += len(blocks)

    def close(self) -> None:
        """Finish both files."""
        self._table.close()
        self._postings.close()


class _TermTable(OrderedHashWriter):  # type: ignore[misc]
    """Whoosh's table with one write a term in place of three, and its own count of the place."""

    def __init__(self, file: Any) -> None:
        super().__init__(file)
        self._at = file.tell()

    def add(self, key: bytes, value: bytes) -> None:
        record = _LENGTHS.pack(len(key), len(value)) + key + value
        hashed = self.hashfn(key)
        self.buckets[hashed & 255].append((hashed, self._at))
        self.index.append(self._at)
        self.dbfile.write(record)
        self._at += len(record)


@lru_cache(maxsize=1 << 15)
def _lone(number: int) -> tuple[bytes, bytes]:
    """Most words of most fields stand in one document, which has several of them."""
    return _written(Postings(array("I", (number,))))


def _written(postings: Postings) -> tuple[bytes, bytes]:
    """What the table tells of a term, up to the place of its blocks, and the blocks."""
    numbers, counts, lengths, _ = postings
    about = W3TermInfo._struct.pack(  # noqa: SLF001 (the layout has no public name)
        0,
        sum(counts) if counts else len(numbers),
        len(numbers),
        length_to_byte(min(lengths, default=None)),
        length_to_byte(max(lengths, default=None)),
        max(counts, default=1),
        numbers[0],
        numbers[-1],
    )
    return about, WHOOSH3_HEADER_MAGIC + b"".join(_blocks(postings))


def _blocks(postings: Postings) -> Iterator[bytes]:
    numbers, counts, lengths, places = postings
    if len(numbers) <= _BLOCK:
        yield _block(postings, is_last=True)
        return
    place = 0
    for at in range(0, len(numbers), _BLOCK):
        end = at + _BLOCK
        size = sum(counts[at:end]) * _INT
        part = Postings(
            numbers[at:end], counts[at:end], lengths[at:end], places[place : place + size]
        )
        place += size
        yield _block(part, is_last=end >= len(numbers))


def _block(postings: Postings, *, is_last: bool) -> bytes:
    numbers, counts, lengths, places = postings
    heaviest = max(counts, default=1)
    deltas = (numbers[0], *map(sub, numbers[1:], numbers))
    data = dumps((deltas, tuple(counts) if heaviest > 1 else None, places or None), 2)
    shortest = length_to_byte(min(lengths, default=None))
    longest = length_to_byte(max(lengths, default=None))
    about = dumps((len(numbers), numbers[-1], heaviest, _UNCOMPRESSED, shortest, longest), 2)
    size = len(about) + len(data)
    return _BLOCK_SIZE.pack(-size if is_last else size) + about + data


class _PerDocumentReader(W3PerDocReader):  # type: ignore[misc]
    """Whoosh's reader, which also hands over the lengths of a field as a whole."""

    def length_bytes(self, field: str) -> bytes:
        """One byte a document, up to the last that has the field."""
        column = f"_{field}_len"
        if not self.has_column(column):
            return b""
        file, offset, length = self._get_column_file(column)
        return bytes(file.get(offset, length))


class _TermsReader(W3TermsReader):  # type: ignore[misc]
    """Whoosh's reader, which also hands over the postings of a term as a whole."""

    def postings(self, offset: int, length: int) -> bytes:
        """What stands at the place that is kept with the term."""
        return bytes(self._postfile.get(offset, length))

    def terms_beginning(self, field: str, beginning: bytes) -> Iterator[bytes]:
        """The terms of a field that begin so, in order."""
        key = self._keycoder(field, beginning)
        at, end = self._tindex.closest_key_pos(key), self._tindex.endofdata
        table = self._dbfile.get_buffer()
        while at is not None and at < end:
            key_length, data_length = _LENGTHS.unpack_from(table, at)
            start = at + _LENGTHS.size
            found = bytes(table[start : start + key_length])
            if not found.startswith(key):
                return
            yield found[_FIELD_NUMBER.size :]
            at = start + key_length + data_length
