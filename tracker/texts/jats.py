"""Articles in JATS XML, the form of PubMed Central and of many publishers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from bib.formats.hostile_xml import Element
from evidence.texts import MarkKind, PartKind, Text
from tracker.texts.growing_text import GrowingText
from tracker.texts.jats_references import jats_fields, jats_reference_words
from tracker.texts.limits import Limits
from tracker.texts.markup_bytes import read_markup
from tracker.texts.mathml import formula_words
from tracker.texts.xml_tree import xml_tree

MEDIA_TYPE = "application/jats+xml"

_NEVER = {
    "object-id", "article-id", "journal-meta", "permissions", "counts", "custom-meta-group",
    "related-article", "related-object", "alt-text", "long-desc", "sec-meta",
    "supplementary-material", "history", "pub-date", "media", "graphic", "inline-graphic",
    "funding-group", "attrib-group",
    "processing-meta", "x", "kwd-group-meta", "annotation", "index-term", "fn-label",
}  # fmt: skip
# Between the elements in these there is only white space.
_BOXES = {"body", "back", "list", "def-list", "floats-group", "app-group", "alternatives",
          "caption", "fig-group", "table-wrap-group", "table-wrap-foot", "statement"}  # fmt: skip
_NOTE_REFERENCES = {"fn", "table-fn", "author-notes"}


def read_jats(path: Path, *, limits: Limits) -> Text:
    """The title, abstract, body and back of the article; its peer reviews are left out."""
    growing = GrowingText(media_type=MEDIA_TYPE, limits=limits)
    tree = xml_tree(read_markup(path, growing, limits), limits=limits)
    growing.problems += tree.problems
    article = _article(tree.root)
    if article is None:
        growing.tell("no-article", "There is no article element in the file.")
        return growing.finish()
    _Article(growing).say(article)
    return growing.finish()


def _article(root: Element | None) -> Element | None:
    waiting = [root] if root is not None else []
    while waiting:
        each = waiting.pop()
        if each.name == "article":
            return each
        waiting.extend(reversed(list(each.elements)))
    return None


class _Article:
    """One article as it is said."""

    def __init__(self, growing: GrowingText) -> None:
        self.growing = growing
        self._kinds: dict[str, Callable[[Element], None]] = {
            "sec": self._say_section, "app": self._say_section, "ack": self._say_headed,
            "abstract": self._say_headed, "trans-abstract": self._say_headed,
            "ref-list": self._say_reference_list, "fn-group": self._say_section,
            "notes": self._say_section, "glossary": self._say_section, "bio": self._say_section,
            "fig": self._say_captioned, "table-wrap": self._say_captioned,
            "boxed-text": self._say_captioned, "disp-formula": self._say_formula,
            "code": self._say_formula, "preformat": self._say_formula,
            "disp-quote": self._say_quotation, "verse-group": self._say_quotation,
            "fn": self._say_note, "table": self._say_table, "p": self._say_paragraph,
            "list-item": self._say_paragraph, "def-item": self._say_paragraph,
            "xref": self._say_reference_call, "sup": self._say_superscript,
            "inline-formula": self._say_inline_formula, "math": self._say_inline_formula,
            "tex-math": self._say_inline_formula, "ext-link": self._say_link,
            "uri": self._say_link, "break": self._say_space, "title": self._say_loose_heading,
            "sub-article": self._leave_out, "response": self._leave_out,
        }  # fmt: skip
        self._level = 0

    def say(self, article: Element) -> None:
        front = article.first("front/article-meta") or article.first("front")
        if front is not None:
            self._say_front(front)
        for child in article.elements:
            if child.name not in {"front", "front-stub"}:
                self._say(child)

    def _walk(self, element: Element) -> None:
        for child in element.children:
            if self.growing.is_full:
                return
            if isinstance(child, Element):
                self._say(child)
            else:
                self.growing.say(child)

    def _walk_elements(self, element: Element, *, but: tuple[str, ...] = ()) -> None:
        """What is in a section, where between the elements there is only white space."""
        for child in element.children:
            if self.growing.is_full:
                return
            if isinstance(child, Element):
                if child.name not in but:
                    self._say(child)
            elif child.strip():
                self.growing.say(child)
        self.growing.break_off()

    def _say(self, element: Element) -> None:
        if element.name in _NEVER:
            return
        if kind := self._kinds.get(element.name):
            kind(element)
        elif element.name in _BOXES:
            self._walk_elements(element)
        else:
            self._walk(element)

    def _say_front(self, meta: Element) -> None:
        titles = meta.first("title-group")
        if titles is not None:
            for name in ("article-title", "subtitle"):
                if (title := titles.first(name)) is not None:
                    with self.growing.part(PartKind.TITLE):
                        self._walk(title)
        people = [_person(each) for each in meta.all("contrib-group/contrib")]
        if people := [name for name in people if name]:
            with self.growing.part(PartKind.FRONT):
                self.growing.say(", ".join(people))
        for child in meta.elements:
            if child.name in {"abstract", "trans-abstract"}:
                self._say(child)
        self._say_keywords(meta)

    def _say_keywords(self, meta: Element) -> None:
        for group in meta.all("kwd-group"):
            if words := [each.text for each in group.all("kwd")]:
                with self.growing.part(PartKind.FRONT):
                    self.growing.say("; ".join(words))

    def _say_section(self, section: Element) -> None:
        self._say_heading(section)
        self._level += 1
        self._walk_elements(section, but=("label", "title"))
        self._level -= 1

    def _say_headed(self, section: Element) -> None:
        """An abstract or acknowledgements, which carry a heading even where none is given."""
        if section.first("title") is None:
            name = "Acknowledgements" if section.name == "ack" else "Abstract"
            with self.growing.part(PartKind.HEADING, level=1):
                self.growing.say(name)
        self._say_section(section)

    def _say_heading(self, section: Element) -> None:
        title, label = section.first("title"), section.text_at("label")
        if title is None and not label:
            return
        number = label.rstrip(". ")
        id_ = section.attributes.get("id", "")
        with self.growing.part(
            PartKind.HEADING, level=self._level + 1, number=number if title else "", id=id_
        ):
            if title is not None:
                self._walk(title)
            else:
                self.growing.say(label)

    def _say_loose_heading(self, title: Element) -> None:
        with self.growing.part(PartKind.HEADING, level=self._level + 1):
            self._walk(title)

    def _say_paragraph(self, element: Element) -> None:
        with self.growing.part(PartKind.PARAGRAPH, id=element.attributes.get("id", "")):
            self._walk(element)

    def _say_quotation(self, element: Element) -> None:
        with self.growing.part(PartKind.QUOTATION):
            self._walk(element)

    def _say_captioned(self, element: Element) -> None:
        label, caption = element.text_at("label"), element.first("caption")
        if label or caption is not None:
            with self.growing.part(PartKind.CAPTION, id=element.attributes.get("id", "")):
                if label:
                    self.growing.say(label if label[-1] in ".:" else f"{label}.")
                for piece in caption.children if caption is not None else ():
                    self.growing.say(" ")
                    self._walk(piece) if isinstance(piece, Element) else self.growing.say(piece)
        self._walk_elements(element, but=("label", "caption"))

    def _say_table(self, table: Element) -> None:
        with self.growing.part(PartKind.TABLE):
            for row in _rows(table):
                self.growing.say_between("\n")
                for place, cell in enumerate(row.elements):
                    if place:
                        self.growing.say_between("\t")
                    self._walk(cell)

    def _say_formula(self, element: Element) -> None:
        with self.growing.part(PartKind.FORMULA):
            self.growing.say(_formula(element))

    def _say_inline_formula(self, element: Element) -> None:
        self.growing.say(_formula(element))

    def _say_note(self, element: Element) -> None:
        number = element.text_at("label").strip("[]().* ")
        id_ = element.attributes.get("id", "")
        with self.growing.part(PartKind.NOTE, number=number, id=id_):
            for child in element.children:
                if isinstance(child, str):
                    self.growing.say(child)
                elif child.name != "label":
                    self._say(child)

    def _say_reference_call(self, element: Element) -> None:
        kind = element.attributes.get("ref-type", "")
        targets = tuple(element.attributes.get("rid", "").split())
        if kind == "bibr" and targets:
            with self.growing.mark(MarkKind.CITATION, targets):
                self._walk(element)
        elif kind in _NOTE_REFERENCES:
            with self.growing.mark(MarkKind.SUPERSCRIPT, targets):
                for child in element.children:
                    if isinstance(child, Element) and child.name == "sup":
                        self._walk(child)
                    elif isinstance(child, Element):
                        self._say(child)
                    else:
                        self.growing.say(child)
        else:
            self._walk(element)

    def _say_superscript(self, element: Element) -> None:
        with self.growing.mark(MarkKind.SUPERSCRIPT):
            self._walk(element)

    def _say_link(self, element: Element) -> None:
        address = element.attributes.get("href", "") or element.text
        with self.growing.mark(MarkKind.LINK, (address,)):
            self._walk(element)

    def _say_space(self, _element: Element) -> None:
        self.growing.say(" ")

    def _leave_out(self, _element: Element) -> None:
        message = "The file also holds reviews, answers or other articles; those were left out."
        self.growing.tell_once("sub-article", message)

    def _say_reference_list(self, references: Element) -> None:
        title = references.text_at("title") or "References"
        with self.growing.part(PartKind.HEADING, level=self._level + 1):
            self.growing.say(title)
        for child in references.elements:
            if child.name == "ref-list":
                self._say_reference_list(child)
            elif child.name == "ref":
                self._say_reference(child)
            elif child.name not in {"title", "label"}:
                self._say(child)

    def _say_reference(self, ref: Element) -> None:
        """One reference; of several under one number each is a part, with the id of them all."""
        label = ref.text_at("label").strip("[]() .")
        citations = _citations(ref) or [ref]
        for citation in citations:
            fields = jats_fields(citation)
            label = label or citation.text_at("label").strip("[]() .")
            with self.growing.part(
                PartKind.REFERENCE,
                id=ref.attributes.get("id", ""),
                number=label if label.isdecimal() else "",
                fields=fields,
            ):
                self.growing.say(jats_reference_words(citation, fields))


def _citations(ref: Element) -> list[Element]:
    """The forms of the reference; of alternatives the one whose parts are marked."""
    names = ("element-citation", "mixed-citation", "nlm-citation", "citation")
    if (both := ref.first("citation-alternatives")) is not None:
        mixed, marked = both.first("mixed-citation"), both.first("element-citation")
        if mixed is not None and marked is not None and not jats_fields(mixed).get("title"):
            return [Element("mixed-citation", marked.attributes | {"own": ""}, mixed.children)]
        return [each for each in (mixed or marked,) if each is not None]
    return [each for each in ref.elements if each.name in names]


def _person(contrib: Element) -> str:
    given, family = contrib.text_at("name/given-names"), contrib.text_at("name/surname")
    return " ".join(part for part in (given, family) if part) or contrib.text_at("collab")


def _rows(table: Element) -> list[Element]:
    rows, waiting = [], [table]
    while waiting:
        each = waiting.pop()
        if each.name == "tr":
            rows.append(each)
        else:
            waiting.extend(reversed(list(each.elements)))
    return rows


def _formula(element: Element) -> str:
    """A formula's words: MathML where there is some, else its TeX without the wrapping."""
    waiting = [element]
    while waiting:
        each = waiting.pop()
        if each.name == "math":
            return formula_words(each)
        waiting.extend(reversed(list(each.elements)))
    return element.text
