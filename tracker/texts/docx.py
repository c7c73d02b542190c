"""Word documents (DOCX): paragraphs by style, notes, captions, tables and citation fields."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path

from bib.errors import UnreadableTextError
from bib.formats.hostile_xml import Element
from evidence.texts import MarkKind, PartKind, Text
from tracker.errors import TextNotTakenError
from tracker.texts.docx_formulas import office_formula_words
from tracker.texts.docx_numbering import (
    Style,
    list_of,
    outline_of,
    read_numbering,
    read_styles,
    value,
)
from tracker.texts.growing_text import GrowingText
from tracker.texts.html_references import is_list_heading
from tracker.texts.limits import Limits
from tracker.texts.markup_bytes import markup_text
from tracker.texts.xml_tree import xml_tree
from tracker.texts.zipped_file import MemberError, ZippedFile, inside

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

_HEADING = re.compile(r"heading (\d)")
_CITING = re.compile(
    r"\s*(?:ADDIN\s+(?:ZOTERO_ITEM|EN\.CITE|CSL_CITATION|Mendeley|PAPERS2)|CITATION\s+(\S+))"
)
_POINTING = re.compile(r"\s*(?:REF|NOTEREF)\s+(\S+)")
_LINKING = re.compile(r'\s*HYPERLINK\s+"([^"]+)"')
_LEFT_OUT = {
    "del", "moveFrom", "Fallback", "instrText", "delText", "delInstrText", "footnoteRef",
    "endnoteRef", "annotationRef", "commentReference", "pPr", "rPr", "tblPr", "tblGrid", "trPr",
    "tcPr", "sectPr", "sdtPr", "sdtEndPr", "fldData", "proofErr", "binData",
}  # fmt: skip
_SAID = {"tab": " ", "br": " ", "cr": " ", "noBreakHyphen": "-", "ptab": " "}
_STYLES = {
    "title": PartKind.TITLE, "subtitle": PartKind.FRONT, "author": PartKind.FRONT,
    "authors": PartKind.FRONT, "affiliation": PartKind.FRONT, "caption": PartKind.CAPTION,
    "quote": PartKind.QUOTATION, "intense quote": PartKind.QUOTATION,
    "block text": PartKind.QUOTATION, "bibliography": PartKind.REFERENCE,
    "endnote bibliography": PartKind.REFERENCE, "reference": PartKind.REFERENCE,
    "references": PartKind.REFERENCE,
}  # fmt: skip
_MOST_CELLS_OF_PROSE = 600


@dataclass(slots=True)
class _Paragraph:
    """A paragraph with what its style and place make of it."""

    kind: PartKind
    level: int = 0
    number: str = ""
    id: str = ""


@dataclass(slots=True)
class _Field:
    """A field being read: its instruction, and the mark its result stands in."""

    instruction: list[str] = field(default_factory=list)
    mark: AbstractContextManager[None] | None = None


def read_docx(path: Path, *, limits: Limits) -> Text:
    """The running text with its notes; headers, footers, comments and deletions are left out."""
    growing = GrowingText(media_type=MEDIA_TYPE, limits=limits)
    with ZippedFile(path, limits) as archive:
        parts = _Parts(archive, growing, limits)
        name = parts.main()
        root = parts.tree(name) if name else None
        body = root.first("body") if root is not None else None
        if body is None:
            raise TextNotTakenError(path, "the document in it is missing or cannot be read")
        _Document(growing, parts, name or "").say(body)
    return growing.finish()


class _Parts:
    """The XML files of the document."""

    def __init__(self, archive: ZippedFile, growing: GrowingText, limits: Limits) -> None:
        self.archive, self.growing, self.limits = archive, growing, limits

    def main(self) -> str | None:
        """The name of the main file."""
        for kind, target in self.relations("_rels/.rels", "").values():
            if kind.endswith("/officeDocument") and target in self.archive:
                return target
        return "word/document.xml" if "word/document.xml" in self.archive else None

    def relations(self, name: str, folder: str) -> dict[str, tuple[str, str]]:
        """What the ids of a file stand for: kind and target, an address or a file inside."""
        root = self.tree(name) if name in self.archive else None
        found = {}
        for each in root.elements if root is not None else ():
            target = each.attributes.get("Target", "")
            if each.attributes.get("TargetMode") != "External":
                target = inside(folder, target) or ""
            found[each.attributes.get("Id", "")] = (each.attributes.get("Type", ""), target)
        return found

    def tree(self, name: str) -> Element | None:
        """The root of a file; what is wrong with it is told."""
        if name not in self.archive:
            return None
        try:
            text = markup_text(self.archive.read(name), self.growing, file=name)
        except (MemberError, UnreadableTextError) as error:
            self.growing.tell("part-missing", f"A part of the document was left out: {error}")
            return None
        tree = xml_tree(text, limits=self.limits, file=f" “{name}”")
        self.growing.problems += tree.problems
        return tree.root


class _Document:
    """One document as it is said."""

    def __init__(self, growing: GrowingText, parts: _Parts, main: str) -> None:
        self.growing = growing
        folder, _, file = main.rpartition("/")
        self._relations = parts.relations(f"{folder}/_rels/{file}.rels", folder)
        self._styles = read_styles(parts.tree(f"{folder}/styles.xml"))
        self._numbering = read_numbering(parts.tree(f"{folder}/numbering.xml"))
        self._notes = {
            kind: _notes(parts.tree(f"{folder}/{kind}s.xml")) for kind in ("footnote", "endnote")
        }
        self._called = {"footnote": 0, "endnote": 0}
        self._paragraphs: dict[int, _Paragraph] = {}
        self._anchors: dict[str, str] = {}
        self._fields: list[_Field] = []
        self._kinds: dict[str, Callable[[Element], None]] = {
            "p": self._say_paragraph, "tbl": self._say_table, "r": self._say_run,
            "hyperlink": self._say_link, "fldSimple": self._say_simple_field,
            "sdt": self._say_control, "oMath": self._say_formula, "oMathPara": self._say_formula,
            "footnoteReference": lambda each: self._say_note(each, "footnote"),
            "endnoteReference": lambda each: self._say_note(each, "endnote"),
            "fldChar": self._follow_field, "t": self._say_words, "sym": lambda _each: None,
        }  # fmt: skip

    def say(self, body: Element) -> None:
        self._look_over(body)
        self._walk(body)

    def _look_over(self, body: Element) -> None:
        """What each paragraph is; the entries of the list must be known before they are cited."""
        in_list = False
        waiting = [body]
        while waiting:
            each = waiting.pop()
            if each.name != "p":
                waiting.extend(reversed([e for e in each.elements if e.name not in _LEFT_OUT]))
                continue
            found = self._paragraph(each)
            if found.kind is PartKind.HEADING:
                in_list = is_list_heading(_plain(each))
            elif in_list and found.kind is PartKind.PARAGRAPH:
                found.kind = PartKind.REFERENCE
            if found.kind is PartKind.REFERENCE:
                names = _bookmarks(each)
                found.id = names[0] if names else ""
                self._anchors.update(dict.fromkeys(names, found.id))
            self._paragraphs[id(each)] = found

    def _paragraph(self, element: Element) -> _Paragraph:
        properties = element.first("pPr")
        style = self._styles.get(value(properties, "pStyle") if properties else "", Style())
        outline = outline_of(properties)
        outline = style.outline if outline is None else outline
        found = _Paragraph(_STYLES.get(style.name, PartKind.PARAGRAPH))
        if heading := _HEADING.fullmatch(style.name):
            found = _Paragraph(PartKind.HEADING, level=int(heading[1]))
        elif outline is not None and outline < 9 and found.kind is PartKind.PARAGRAPH:
            found = _Paragraph(PartKind.HEADING, level=outline + 1)
        list_, depth = list_of(properties) or (style.list_, style.depth)
        if list_ and list_ != "0" and element.text:
            found.number = self._numbering.next(list_, depth)
        return found

    def _walk(self, element: Element) -> None:
        for child in element.children:
            if self.growing.is_full:
                return
            if isinstance(child, Element):
                self._say(child)
            elif child.strip():
                # Words stand so only where their elements were nested too deep to be kept.
                self.growing.say(child)

    def _say(self, element: Element) -> None:
        if element.name in _LEFT_OUT:
            return
        if element.name in _SAID:
            self.growing.say(_SAID[element.name])
        elif kind := self._kinds.get(element.name):
            kind(element)
        else:
            self._walk(element)

    def _say_paragraph(self, element: Element) -> None:
        found = self._paragraphs.get(id(element), _Paragraph(PartKind.PARAGRAPH))
        is_numbered = found.kind in {PartKind.HEADING, PartKind.REFERENCE}
        with self.growing.part(
            found.kind,
            level=found.level,
            number=found.number if is_numbered else "",
            id=found.id,
        ):
            self._walk(element)
            self._leave_marks()

    def _say_run(self, run: Element) -> None:
        properties = run.first("rPr")
        if properties is not None and properties.first("vanish") is not None:
            hidden = value(properties, "vanish")
            if hidden not in {"0", "false", "off"}:
                self._follow_fields_in(run)
                return
        is_raised = properties is not None and value(properties, "vertAlign") == "superscript"
        has_note = any(child.name.endswith("noteReference") for child in run.elements)
        if is_raised and not has_note:
            with self.growing.mark(MarkKind.SUPERSCRIPT):
                self._walk_run(run)
        else:
            self._walk_run(run)

    def _walk_run(self, run: Element) -> None:
        self._follow_fields_in(run)
        for child in run.elements:
            if child.name != "fldChar":
                self._say(child)

    def _say_words(self, element: Element) -> None:
        if not self._fields or all(each.mark is not None for each in self._fields):
            self.growing.say("".join(each for each in element.children if isinstance(each, str)))

    def _follow_fields_in(self, run: Element) -> None:
        for child in run.elements:
            if child.name == "fldChar":
                self._follow_field(child)
            elif child.name == "instrText" and self._fields:
                self._fields[-1].instruction.append(child.text)

    def _follow_field(self, element: Element) -> None:
        kind = element.attributes.get("fldCharType", "")
        if kind == "begin" and len(self._fields) < 50:
            self._fields.append(_Field())
        elif kind == "separate" and self._fields and self._fields[-1].mark is None:
            mark = self._mark_of("".join(self._fields[-1].instruction))
            mark.__enter__()
            self._fields[-1].mark = mark
        elif kind == "end" and self._fields:
            _leave(self._fields.pop())

    def _leave_marks(self) -> None:
        """A field may reach over paragraphs; its mark ends with the first."""
        for each in reversed(self._fields):
            _leave(each)
            each.mark = nullcontext() if each.mark is not None else None

    def _mark_of(self, instruction: str) -> AbstractContextManager[None]:
        """What the result of a field is marked as."""
        if citing := _CITING.match(instruction):
            return self.growing.mark(MarkKind.CITATION, (citing[1],) if citing[1] else ())
        if (pointing := _POINTING.match(instruction)) and pointing[1] in self._anchors:
            return self.growing.mark(MarkKind.CITATION, (self._anchors[pointing[1]],))
        if linking := _LINKING.match(instruction):
            return self.growing.mark(MarkKind.LINK, (linking[1],))
        return nullcontext()

    def _say_simple_field(self, element: Element) -> None:
        with self._mark_of(element.attributes.get("instr", "")):
            self._walk(element)

    def _say_control(self, element: Element) -> None:
        """A content control; Mendeley keeps citations in them."""
        properties, content = element.first("sdtPr"), element.first("sdtContent")
        if content is None:
            return
        tag = value(properties, "tag") if properties is not None else ""
        is_citation = tag.upper().startswith("MENDELEY_CITATION")
        is_word_citation = properties is not None and properties.first("citation") is not None
        if is_citation and not is_word_citation:
            with self.growing.mark(MarkKind.CITATION):
                self._walk(content)
        else:
            self._walk(content)

    def _say_link(self, element: Element) -> None:
        anchor = element.attributes.get("anchor", "")
        kind, target = self._relations.get(element.attributes.get("id", ""), ("", ""))
        mark: AbstractContextManager[None] = nullcontext()
        if anchor in self._anchors:
            mark = self.growing.mark(MarkKind.CITATION, (self._anchors[anchor],))
        elif kind.endswith("/hyperlink") and target.startswith(("http://", "https://", "mailto:")):
            mark = self.growing.mark(MarkKind.LINK, (target,))
        with mark:
            self._walk(element)

    def _say_note(self, element: Element, kind: str) -> None:
        note = self._notes[kind].get(element.attributes.get("id", ""))
        if note is None:
            return
        self._called[kind] += 1
        number, id_ = str(self._called[kind]), f"{kind}-{self._called[kind]}"
        with self.growing.mark(MarkKind.SUPERSCRIPT, (id_,)):
            self.growing.say(number)
        fields, self._fields = self._fields, []
        with self.growing.part(PartKind.NOTE, number=number, id=id_):
            self._walk(note)
        self._fields = fields

    def _say_table(self, table: Element) -> None:
        rows = table.all("tr")
        longest = max((len(cell.text) for row in rows for cell in row.all("tc")), default=0)
        if longest > _MOST_CELLS_OF_PROSE:
            self._walk(table)
            return
        with self.growing.part(PartKind.TABLE):
            for row in rows:
                self.growing.say_between("\n")
                for place, cell in enumerate(row.all("tc")):
                    if place:
                        self.growing.say_between("\t")
                    self._walk(cell)

    def _say_formula(self, element: Element) -> None:
        words = office_formula_words(element)
        if element.name == "oMathPara":
            with self.growing.part(PartKind.FORMULA):
                self.growing.say(words)
        else:
            self.growing.say(words)


def _leave(field_: _Field) -> None:
    if field_.mark is not None:
        field_.mark.__exit__(None, None, None)


def _notes(root: Element | None) -> dict[str, Element]:
    """The notes by id, without the lines that Word draws above them."""
    return {
        each.attributes.get("id", ""): each
        for each in (root.elements if root is not None else ())
        if each.attributes.get("type", "normal") == "normal"
    }


def _plain(paragraph: Element) -> str:
    texts: list[str] = []
    waiting = [paragraph]
    while waiting:
        each = waiting.pop()
        if each.name == "t":
            texts.append(each.text)
        elif each.name not in _LEFT_OUT:
            waiting.extend(reversed(list(each.elements)))
    return " ".join("".join(texts).split())


def _bookmarks(paragraph: Element) -> list[str]:
    return [
        name
        for each in paragraph.all("bookmarkStart")
        if (name := each.attributes.get("name", "")) and name != "_GoBack"
    ]
