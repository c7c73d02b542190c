"""Texts in TEI XML, as GROBID writes them of a PDF, and of journals that publish in it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from bib.formats.hostile_xml import Element
from evidence.texts import MarkKind, PartKind, Text
from tracker.texts.growing_text import GrowingText
from tracker.texts.limits import Limits
from tracker.texts.markup_bytes import read_markup
from tracker.texts.mathml import formula_words
from tracker.texts.reference_words import reference_words
from tracker.texts.tei_references import tei_fields
from tracker.texts.xml_tree import xml_tree

MEDIA_TYPE = "application/tei+xml"

_NEVER = {"graphic", "figDesc-alt", "teiHeader", "facsimile", "standOff", "fw", "index"}
_NOTE_TYPES = {"foot", "note", "footnote", "endnote"}


def read_tei(path: Path, *, limits: Limits) -> Text:
    """The title, abstract, body and reference list."""
    growing = GrowingText(media_type=MEDIA_TYPE, limits=limits)
    _say_all(read_markup(path, growing, limits), growing, limits)
    return growing.finish()


def text_of_grobid(tei: str, *, limits: Limits) -> Text:
    """The text of a PDF as a GROBID server answered it."""
    growing = GrowingText(media_type="application/pdf", limits=limits)
    _say_all(tei, growing, limits)
    return growing.finish()


def _say_all(text: str, growing: GrowingText, limits: Limits) -> None:
    tree = xml_tree(text, limits=limits)
    growing.problems += tree.problems
    document = _document(tree.root)
    if document is None:
        growing.tell("no-article", "There is no TEI element in the file.")
        return
    _Document(growing).say(document)


def _document(root: Element | None) -> Element | None:
    if root is not None and root.name == "teiCorpus":
        return root.first("TEI")
    return root


class _Document:
    """One document as it is said."""

    def __init__(self, growing: GrowingText) -> None:
        self.growing = growing
        self._level = 0
        self._in_list = False
        self._kinds: dict[str, Callable[[Element], None]] = {
            "div": self._say_division, "p": self._say_paragraph, "ab": self._say_paragraph,
            "item": self._say_paragraph, "head": self._say_head, "ref": self._say_reference_call,
            "figure": self._say_figure, "table": self._say_table, "formula": self._say_formula,
            "note": self._say_note, "hi": self._say_highlighted, "quote": self._say_quotation,
            "listBibl": self._say_list, "biblStruct": self._say_reference,
            "bibl": self._say_reference, "lb": self._say_space, "pb": self._say_space,
            "cit": self._say_quotation, "s": self._say_spaced,
        }  # fmt: skip

    def say(self, document: Element) -> None:
        header = document.first("teiHeader")
        if header is not None:
            self._say_header(header)
        text = document.first("text")
        for name in ("front", "body", "back"):
            part = text.first(name) if text is not None else None
            if part is not None:
                self._walk_elements(part)

    def _say_header(self, header: Element) -> None:
        titles = header.all("fileDesc/titleStmt/title")
        for title in titles[:1]:
            with self.growing.part(PartKind.TITLE):
                self._walk(title)
        people = [
            " ".join(part.text for part in each.elements)
            for path in ("fileDesc/sourceDesc/biblStruct/analytic/author/persName",)
            for each in header.all(path)
        ]
        if people:
            with self.growing.part(PartKind.FRONT):
                self.growing.say(", ".join(people))
        abstract = header.first("profileDesc/abstract")
        if abstract is not None and abstract.text:
            with self.growing.part(PartKind.HEADING, level=1):
                self.growing.say("Abstract")
            self._walk_elements(abstract)
            if not any(abstract.elements):
                with self.growing.part(PartKind.PARAGRAPH):
                    self._walk(abstract)

    def _walk(self, element: Element) -> None:
        for child in element.children:
            if self.growing.is_full:
                return
            if isinstance(child, Element):
                self._say(child)
            else:
                self.growing.say(child)

    def _walk_elements(self, element: Element) -> None:
        for child in element.children:
            if self.growing.is_full:
                return
            if isinstance(child, Element):
                self._say(child)
            elif child.strip():
                self.growing.say(child)
        self.growing.break_off()

    def _say(self, element: Element) -> None:
        if element.name in _NEVER:
            return
        kind = self._kinds.get(element.name)
        if kind is not None:
            kind(element)
        else:
            self._walk(element)

    def _say_division(self, division: Element) -> None:
        has_head = division.first("head") is not None
        self._level += has_head
        self._walk_elements(division)
        self._level -= has_head

    def _say_head(self, head: Element) -> None:
        number = head.attributes.get("n", "").strip().rstrip(".")
        # GROBID lays all divisions side by side; only their numbers tell how they nest.
        level = number.count(".") + 1 if number else max(self._level, 1)
        with self.growing.part(PartKind.HEADING, level=level, number=number):
            self._walk(head)

    def _say_paragraph(self, element: Element) -> None:
        with self.growing.part(PartKind.PARAGRAPH):
            self._walk(element)

    def _say_quotation(self, element: Element) -> None:
        is_inline = element.name == "quote" and not any(
            child.name in {"p", "l", "lg"} for child in element.elements
        )
        if is_inline and element.attributes.get("rend") not in {"block", "display"}:
            self._walk(element)
            return
        with self.growing.part(PartKind.QUOTATION):
            self._walk(element)

    def _say_figure(self, figure: Element) -> None:
        head, description = figure.first("head"), figure.first("figDesc")
        id_ = figure.attributes.get("id", "")
        pieces = [piece for piece in (head, description) if piece is not None]
        if head is not None and description is not None and description.text.startswith(head.text):
            pieces = [description]
        if pieces:
            with self.growing.part(PartKind.CAPTION, id=id_):
                for piece in pieces:
                    self.growing.say(" ")
                    self._walk(piece)
        for child in figure.elements:
            if child.name in {"table", "formula", "note", "figure"}:
                self._say(child)

    def _say_table(self, table: Element) -> None:
        with self.growing.part(PartKind.TABLE):
            for row in table.all("row"):
                self.growing.say_between("\n")
                for place, cell in enumerate(row.elements):
                    if place:
                        self.growing.say_between("\t")
                    self._walk(cell)

    def _say_formula(self, formula: Element) -> None:
        math = formula.first("math")
        words = formula_words(math) if math is not None else formula.text
        if formula.attributes.get("rend") == "inline" or "notation" in formula.attributes:
            self.growing.say(words)
            return
        with self.growing.part(PartKind.FORMULA, id=formula.attributes.get("id", "")):
            self.growing.say(words)

    def _say_note(self, note: Element) -> None:
        number, id_ = note.attributes.get("n", ""), note.attributes.get("id", "")
        with self.growing.part(PartKind.NOTE, number=number, id=id_):
            self._walk(note)

    def _say_reference_call(self, ref: Element) -> None:
        kind, target = ref.attributes.get("type", ""), ref.attributes.get("target", "")
        targets = tuple(each.removeprefix("#") for each in target.split())
        if kind == "bibr" or kind == "biblio":
            # GROBID also marks calls whose reference it could not find; those point nowhere.
            with self.growing.mark(MarkKind.CITATION, targets):
                self._walk(ref)
        elif kind in _NOTE_TYPES:
            with self.growing.mark(MarkKind.SUPERSCRIPT, targets):
                self._walk(ref)
        elif target.startswith(("http://", "https://")):
            with self.growing.mark(MarkKind.LINK, targets):
                self._walk(ref)
        else:
            self._walk(ref)

    def _say_highlighted(self, element: Element) -> None:
        look = element.attributes.get("rend", "") + element.attributes.get("rendition", "")
        if "sup" not in look:
            self._walk(element)
            return
        with self.growing.mark(MarkKind.SUPERSCRIPT):
            self._walk(element)

    def _say_list(self, references: Element) -> None:
        if references.first("head") is None and any(references.elements):
            with self.growing.part(PartKind.HEADING, level=1):
                self.growing.say("References")
        self._in_list = True
        self._walk_elements(references)
        self._in_list = False

    def _say_reference(self, entry: Element) -> None:
        if not self._in_list:
            self._walk(entry)
            return
        fields, raw = tei_fields(entry)
        words = raw or (reference_words(fields) if entry.name == "biblStruct" else entry.text)
        number = entry.attributes.get("n", "").strip("[]. ")
        with self.growing.part(
            PartKind.REFERENCE,
            id=entry.attributes.get("id", ""),
            number=number if number.isdecimal() else "",
            fields=fields,
        ):
            self.growing.say(words)

    def _say_spaced(self, element: Element) -> None:
        self.growing.say(" ")
        self._walk(element)
        self.growing.say(" ")

    def _say_space(self, _element: Element) -> None:
        self.growing.say(" ")
