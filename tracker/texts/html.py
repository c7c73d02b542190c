"""Web pages: saved articles, arXiv's HTML, PubMed Central, and any other page with a text in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from contextlib import nullcontext
from pathlib import Path
from urllib.parse import unquote

from bib.formats.hostile_xml import Element
from evidence.texts import MarkKind, PartKind, Text
from tracker.texts.growing_text import GrowingText
from tracker.texts.html_furniture import classes, every, is_furniture, main_element
from tracker.texts.html_references import HEADINGS, Entry, ReferenceList, find_references
from tracker.texts.html_tree import BLOCKS, html_tree
from tracker.texts.limits import Limits
from tracker.texts.markup_bytes import read_markup
from tracker.texts.mathml import formula_words

MEDIA_TYPE = "text/html"

# How LaTeXML names the levels of headings.
_LATEXML_LEVELS = {
    "ltx_title_part": 1, "ltx_title_chapter": 1, "ltx_title_section": 1, "ltx_title_abstract": 1,
    "ltx_title_appendix": 1, "ltx_title_bibliography": 1, "ltx_title_acknowledgements": 1,
    "ltx_title_subsection": 2, "ltx_title_subsubsection": 3, "ltx_title_paragraph": 4,
    "ltx_title_subparagraph": 5,
}  # fmt: skip
_FRONT = {"ltx_authors", "ltx_dates", "ltx_keywords", "ltx_classification", "contrib-group"}
_EQUATIONS = {"ltx_equation", "ltx_equationgroup", "ltx_eqn_table", "disp-formula"}
_CAPTIONS = {"caption", "ltx_caption", "wp-caption-text", "figure-caption", "fig-caption"}
_NOTES = {"footnote", "ltx_role_footnote", "ltx_role_endnote"}
_NOTE_ROLES = {"doc-footnote", "doc-endnote"}
_NOTE_ID = re.compile(r"(?:fn|footnote|endnote)[-_:]?\d{1,4}", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://\S+|mailto:\S+|doi:\S+", re.IGNORECASE)
_SECTION_NUMBER = re.compile(
    r"(?:(?:appendix|section|chapter|part|§)\s*)?([\dA-Z]+(?:\.\d+)*)[.:]?", re.IGNORECASE
)
_BACK_LINK = re.compile(r"[\W\d_]{0,4}|[a-z]", re.IGNORECASE)
_MOST_CELLS_OF_PROSE = 600


def read_html(path: Path, *, limits: Limits) -> Text:
    """The article in a page, or its whole body where nothing marks an article."""
    growing = GrowingText(media_type=MEDIA_TYPE, limits=limits)
    read_page(read_markup(path, growing, limits), growing, limits=limits)
    return growing.finish()


def read_page(text: str, growing: GrowingText, *, limits: Limits) -> None:
    """Say everything on a page, and what its title is."""
    tree = html_tree(text, limits=limits)
    growing.problems += tree.problems
    if tree.root is not None:
        page = _say_page(tree.root, growing, {}, in_book=False)
        growing.title = growing.title or page.title or _head_title(tree.root)


def read_chapter(
    text: str, growing: GrowingText, *, limits: Limits, anchors: Mapping[str, str]
) -> None:
    """Say a page of a book; no heading is the title, and references may stand on other pages."""
    tree = html_tree(text, limits=limits)
    growing.problems += tree.problems
    if tree.root is not None:
        _say_page(tree.root, growing, anchors, in_book=True)


def reference_anchors(text: str, *, limits: Limits) -> dict[str, str]:
    """The references on a page by every name that links may call them."""
    root = html_tree(text, limits=limits).root
    return find_references(main_element(root)).anchors if root is not None else {}


def _say_page(
    root: Element, growing: GrowingText, anchors: Mapping[str, str], *, in_book: bool
) -> _Page:
    main = main_element(root)
    references = find_references(main)
    references.anchors = {**anchors, **references.anchors}
    page = _Page(growing, main, references, in_book=in_book)
    page.walk(main)
    growing.break_off()
    return page


def _head_title(root: Element) -> str:
    for each in every(root):
        if each.name == "meta" and each.attributes.get("name", "").lower() in {
            "citation_title", "dc.title",
        }:  # fmt: skip
            return " ".join(each.attributes.get("content", "").split())
    return next((each.text for each in every(root) if each.name == "title"), "")


class _Page:
    """One page as it is said; `walk` goes through it in order."""

    def __init__(
        self, growing: GrowingText, main: Element, references: ReferenceList, *, in_book: bool
    ) -> None:
        self.growing, self.references = growing, references
        self.title = ""
        found = [
            each.name for each in every(main) if each.name in HEADINGS and not is_furniture(each)
        ]
        self._is_titled = not in_book and found.count("h1") == 1
        self._highest = min((name for name in found if not self._is_titled or name != "h1"),
                            default="h2")  # fmt: skip
        self._reference: Entry | None = None
        self._kinds: dict[str, Callable[[Element], None]] = {
            "a": self._say_link, "sup": self._say_superscript, "math": self._say_mathematics,
            "p": self._say_paragraph, "li": self._say_paragraph, "dd": self._say_paragraph,
            "dt": self._say_paragraph, "blockquote": self._say_quotation, "pre": self._say_formula,
            "table": self._say_table, "br": self._say_space, "hr": self._say_break,
            "q": self._say_quoted, "summary": self._say_paragraph,
            **dict.fromkeys(HEADINGS, self._say_heading),
        }  # fmt: skip

    def walk(self, element: Element) -> None:
        for child in element.children:
            if self.growing.is_full:
                return
            if isinstance(child, str):
                self.growing.say(child)
            else:
                self._say(child)

    def _say(self, element: Element) -> None:
        if is_furniture(element):
            if element.name in BLOCKS:
                self.growing.break_off()
            return
        names = classes(element)
        if (entry := self.references.entries.get(id(element))) is not None:
            self._say_reference(element, entry)
        elif kind := self._latexml(names) or self._by_name(element, names):
            kind(element)
        elif element.name in BLOCKS:
            self.growing.break_off()
            self.walk(element)
            self.growing.break_off()
        else:
            self.walk(element)

    def _latexml(self, names: set[str]) -> Callable[[Element], None] | None:
        if not any(name.startswith("ltx_") for name in names):
            return None
        if "ltx_title_document" in names:
            return self._say_title
        if not _LATEXML_LEVELS.keys().isdisjoint(names):
            return self._say_heading
        if not _EQUATIONS.isdisjoint(names):
            return self._say_formula
        if names >= {"ltx_note"} and not _NOTES.isdisjoint(names):
            return self._say_latexml_note
        if "ltx_note" in names:
            return lambda _element: None
        if "ltx_bib_external" in names:
            return self._say_external_link
        if not names.isdisjoint({"ltx_p", "ltx_bibblock"}):
            return self._say_paragraph if "ltx_p" in names else self._say_block_of_reference
        return None

    def _by_name(self, element: Element, names: set[str]) -> Callable[[Element], None] | None:
        name, role = element.name, element.attributes.get("role", "").lower()
        is_note_item = name == "li" and _NOTE_ID.fullmatch(element.attributes.get("id", ""))
        if (
            role in _NOTE_ROLES
            or is_note_item
            or (name in {"li", "div", "aside", "p"} and "footnote" in names)
        ):
            return self._say_note
        if name == "figcaption" or name == "caption" or (names & _CAPTIONS and name in BLOCKS):
            return self._say_caption
        if not names.isdisjoint(_FRONT):
            return self._say_front
        return self._kinds.get(name)

    def _say_paragraph(self, element: Element) -> None:
        self.growing.break_off()
        with self.growing.part(PartKind.PARAGRAPH, id=element.attributes.get("id", "")):
            self.walk(element)

    def _say_quotation(self, element: Element) -> None:
        self.growing.break_off()
        with self.growing.part(PartKind.QUOTATION):
            self.walk(element)

    def _say_front(self, element: Element) -> None:
        self.growing.break_off()
        with self.growing.part(PartKind.FRONT):
            self.walk(element)

    def _say_title(self, element: Element) -> None:
        self.growing.break_off()
        with self.growing.part(PartKind.TITLE):
            self.walk(element)
        self.title = self.title or element.text

    def _say_heading(self, element: Element) -> None:
        names = classes(element)
        if element.name == "h1" and self._is_titled and not _LATEXML_LEVELS.keys() & names:
            self._say_title(element)
            return
        level = next((_LATEXML_LEVELS[name] for name in names if name in _LATEXML_LEVELS), 0)
        if not level:
            level = int(element.name[1]) - int(self._highest[1]) + 1
        number, rest = _numbered(element)
        self.growing.break_off()
        with self.growing.part(PartKind.HEADING, level=max(level, 1), number=number,
                               id=element.attributes.get("id", "")):  # fmt: skip
            self.walk(rest)

    def _say_caption(self, element: Element) -> None:
        with self.growing.part(PartKind.CAPTION):
            self.walk(element)

    def _say_formula(self, element: Element) -> None:
        with self.growing.part(PartKind.FORMULA):
            self.walk(element)

    def _say_note(self, element: Element) -> None:
        with self.growing.part(PartKind.NOTE, id=element.attributes.get("id", "")):
            self.walk(element)

    def _say_latexml_note(self, element: Element) -> None:
        """The mark where the note is called, and the note itself; LaTeXML has both in one place."""
        marks = [each for each in every(element) if "ltx_note_mark" in classes(each)]
        content = next((e for e in every(element) if "ltx_note_content" in classes(e)), element)
        number, id_ = marks[0].text if marks else "", element.attributes.get("id", "")
        with self.growing.mark(MarkKind.SUPERSCRIPT, (id_,) if id_ else ()):
            self.growing.say(number)
        own = [
            child
            for child in content.children
            if isinstance(child, str) or not {"ltx_note_mark", "ltx_tag_note"} & classes(child)
        ]
        with self.growing.part(PartKind.NOTE, id=id_, number=number):
            self.walk(Element("span", {}, own))

    def _say_reference(self, element: Element, entry: Entry) -> None:
        self.growing.break_off()
        self._reference = entry
        with self.growing.part(PartKind.REFERENCE, id=entry.id, number=entry.number):
            self.walk(_without(element, entry.label) if entry.label is not None else element)
        self._reference = None

    def _say_table(self, element: Element) -> None:
        """A table of figures is one part; one that only lays out a page is walked through."""
        inner = list(every(element))
        if _is_layout(element, inner):
            self.growing.break_off()
            self.walk(element)
            self.growing.break_off()
            return
        for each in inner:
            if each.name == "caption":
                self._say_caption(each)
        with self.growing.part(PartKind.TABLE, id=element.attributes.get("id", "")):
            for row in (each for each in inner if each.name == "tr"):
                self.growing.say_between("\n")
                for place, cell in enumerate(row.elements):
                    if place:
                        self.growing.say_between("\t")
                    self.walk(cell)

    def _say_link(self, element: Element) -> None:
        address = element.attributes.get("href", "").strip()
        target = unquote(address.rpartition("#")[2]) if "#" in address else ""
        cited = self.references.anchors.get(target)
        if self._reference is not None and target and cited is None:
            if not _BACK_LINK.fullmatch(element.text):
                self.walk(element)
        elif cited is not None and self._reference is None:
            with self.growing.mark(MarkKind.CITATION, (cited,)):
                self.walk(element)
        elif target and (raised := [each for each in element.elements if each.name == "sup"]):
            with self.growing.mark(MarkKind.SUPERSCRIPT, (target,)):
                self.walk(raised[0])
        else:
            is_link = _ADDRESS.fullmatch(address)
            with self.growing.mark(MarkKind.LINK, (address,)) if is_link else nullcontext():
                self.walk(element)

    def _say_superscript(self, element: Element) -> None:
        target = next(
            (each.attributes["href"].rpartition("#")[2] for each in every(element)
             if each.attributes.get("href", "").startswith("#")), "",
        )  # fmt: skip
        with self.growing.mark(MarkKind.SUPERSCRIPT, (target,) if target else ()):
            self.walk(element)

    def _say_mathematics(self, element: Element) -> None:
        if element.attributes.get("display") == "block":
            with self.growing.part(PartKind.FORMULA):
                self.growing.say(formula_words(element))
        else:
            self.growing.say(formula_words(element))

    def _say_quoted(self, element: Element) -> None:
        self.growing.say("“")
        self.walk(element)
        self.growing.say("”")

    def _say_block_of_reference(self, element: Element) -> None:
        children = element.children
        if children and isinstance(children[0], str):
            words = children[0].replace("External Links:", "")
            element = Element(element.name, element.attributes, [words, *children[1:]])
        self.growing.say(" ")
        self.walk(element)
        self.growing.say(" ")

    def _say_external_link(self, element: Element) -> None:
        """LaTeXML prints “Document” and “Link”, where a list in print has the address."""
        address = element.attributes.get("href", "").strip()
        is_named = any(sign.isdigit() for sign in element.text)
        if is_named or not _ADDRESS.fullmatch(address):
            self.walk(element)
        else:
            with self.growing.mark(MarkKind.LINK, (address,)):
                self.growing.say(unquote(address) if "doi.org/" in address else address)

    def _say_space(self, _element: Element) -> None:
        self.growing.say(" ")

    def _say_break(self, _element: Element) -> None:
        self.growing.break_off()


def _is_layout(table: Element, inner: list[Element]) -> bool:
    """Whether it holds tables, headings, long prose, or words that are in no cell."""
    if any(each.name == "table" or each.name in HEADINGS for each in inner):
        return True
    boxes = [table, *(each for each in inner if each.name in {"tr", "tbody", "thead", "tfoot"})]
    if any(isinstance(child, str) and child.strip() for each in boxes for child in each.children):
        return True
    return any(len(each.text) > _MOST_CELLS_OF_PROSE for each in inner if each.name == "td")


def _numbered(heading: Element) -> tuple[str, Element]:
    """The number of a heading where the page has it apart, and the heading without it."""
    for each in every(heading):
        if not classes(each).isdisjoint({"ltx_tag", "secno", "section-number", "label"}):
            found = _SECTION_NUMBER.fullmatch(each.text)
            if found:
                return found[1], _without(heading, each)
    return "", heading


def _without(element: Element, left_out: Element) -> Element:
    """The element without one of those in it."""
    kept: list[str | Element] = []
    for child in element.children:
        if child is left_out:
            continue
        kept.append(_without(child, left_out) if isinstance(child, Element) else child)
    return Element(element.name, element.attributes, kept)
