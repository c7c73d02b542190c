"""Building a segment: documents in, one file out.

Postings are gathered in one array of machine integers a term. Whoosh's own writer keeps a tuple
for each posting and sorts them all, which takes ten times the time and several times the memory.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Collection, Mapping
from contextlib import closing
from typing import Any

from whoosh.util.numeric import byte_to_length, length_to_byte

from tracker.search.whoosh_codec import Codec, Postings, TermsWriter
from tracker.search.whoosh_schema import is_positioned
from tracker.search.whoosh_snapshot import OpenSegment

# A segment is written when it holds this many numbers, some 150 MB for works with abstracts.
LARGEST_IN_MEMORY = 20_000_000


class SegmentBuilder:
    """One segment in the making; `size` is a measure of what it holds in memory."""

    def __init__(self, storage: Any, schema: Any, *, indexname: str) -> None:
        self._storage, self._schema = storage, schema
        self._codec = Codec()
        self._segment = self._codec.new_segment(storage, indexname)
        self._perdoc = self._codec.per_document_writer(storage, self._segment)
        # A term's array holds, for a field with positions, document, count, positions, document …
        self._terms: dict[str, dict[str, array[int]]] = {}
        self._lengths: dict[str, dict[int, int]] = {}
        self.count = 0
        self.size = 0

    def add(self, found: Mapping[str, Any]) -> None:
        """Add a document as `whoosh_schema.fields` gives it."""
        number = self._start(found["ref"])
        for name, value in found.items():
            terms = self._terms.setdefault(name, {})
            if is_positioned(name):
                for term, positions in value.items():
                    entry = (number, len(positions), *positions)
                    if term in terms:
                        terms[term].extend(entry)
                    else:
                        terms[term] = array("I", entry)
                self._set_length(name, number, sum(map(len, value.values())))
            else:
                for term in (value,) if isinstance(value, str) else value:
                    if term in terms:
                        terms[term].append(number)
                    else:
                        terms[term] = array("I", (number,))
            self.size += 3 * len(value)
        self._perdoc.finish_doc()

    def absorb(self, opened: OpenSegment, *, without: Collection[int]) -> None:
        """Add the documents of an older segment, except those of these numbers."""
        numbers = self._absorb_documents(opened, without)
        for name, btext in opened.all_terms():
            term = btext.decode()
            gathered = array("I")
            for block in opened.blocks(name, term):
                if not is_positioned(name):
                    gathered.extend(numbers[old] for old in block.numbers if old in numbers)
                    continue
                for old, places in block.with_places():
                    if old in numbers:
                        gathered.extend((numbers[old], len(places), *places))
            if gathered:
                self._terms.setdefault(name, {}).setdefault(term, array("I")).extend(gathered)

    def finished(self, progress: Callable[[float], None] = lambda _: None) -> Any:
        """Write what was added and return the segment; `progress` is told the part written."""
        self._perdoc.close()
        self._segment.set_doc_count(self.count)
        with closing(TermsWriter(self._storage, self._segment)) as writer:
            self._write_terms(writer, progress)
        self._segment.create_compound_file(self._storage)
        return self._segment

    def _write_terms(self, writer: TermsWriter, progress: Callable[[float], None]) -> None:
        total, done = sum(map(len, self._terms.values())), 0
        for name in sorted(self._terms):
            terms = self._terms.pop(name)
            for term in sorted(terms):
                self._write(writer, name, term, terms[term])
                done += 1
                if not done % 4096:
                    progress(done / total)

    def _start(self, ref: str) -> int:
        number = self.count
        self._perdoc.start_doc(number)
        self._perdoc.add_column_value("ref", self._schema["ref"].column_type, ref.encode())
        self.count += 1
        return number

    def _set_length(self, name: str, number: int, length: int) -> None:
        if self._schema[name].scorable and length:
            self._perdoc.add_field(name, None, None, length)
            kept = byte_to_length(length_to_byte(length))
            self._lengths.setdefault(name, {})[number] = kept

    def _absorb_documents(self, opened: OpenSegment, without: Collection[int]) -> dict[int, int]:
        numbers: dict[int, int] = {}
        scorable = [name for name, field in self._schema.items() if field.scorable]
        for old in range(opened.doc_count_all()):
            if old in without:
                continue
            numbers[old] = self._start(opened.references[old].decode())
            for name in scorable:
                self._set_length(name, numbers[old], opened.doc_field_length(old, name))
            self._perdoc.finish_doc()
        return numbers

    def _write(self, writer: TermsWriter, name: str, term: str, gathered: array[int]) -> None:
        if not is_positioned(name):
            writer.add(name, term, Postings(gathered))
            return
        numbers, counts, places = _unravelled(gathered)
        lengths = self._lengths.get(name)
        known = [lengths[number] for number in numbers] if lengths else ()
        writer.add(name, term, Postings(numbers, counts, known, places))


def _unravelled(gathered: array[int]) -> tuple[array[int], array[int], bytes]:
    numbers, counts, places = array("I"), array("I"), array("I")
    at, size = 0, len(gathered)
    while at < size:
        count = gathered[at + 1]
        numbers.append(gathered[at])
        counts.append(count)
        places += gathered[at + 2 : at + 2 + count]
        at += 2 + count
    return numbers, counts, places.tobytes()
