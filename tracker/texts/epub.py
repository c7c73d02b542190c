"""Books and articles in EPUB: the chapters in the order of the book's spine, each a web page."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from pathlib import Path

from bib.errors import UnreadableTextError
from bib.formats.hostile_xml import Element
from evidence.texts import PartKind, Text
from tracker.errors import TextNotTakenError
from tracker.texts.growing_text import GrowingText
from tracker.texts.html import read_chapter, reference_anchors
from tracker.texts.limits import Limits
from tracker.texts.markup_bytes import markup_text
from tracker.texts.xml_tree import xml_tree
from tracker.texts.zipped_file import MemberError, ZippedFile, inside

MEDIA_TYPE = "application/epub+zip"

_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_PAGES = {"application/xhtml+xml", "text/html", "application/x-dtbook+xml", ""}
_OF_THE_PACKAGE = {PartKind.TITLE, PartKind.FRONT}
_MOST_CHAPTERS = 5_000


def read_epub(path: Path, *, limits: Limits) -> Text:
    """The book's title and its chapters; raises `TextNotTakenError` where it has none to read."""
    growing = GrowingText(media_type=MEDIA_TYPE, limits=limits)
    with ZippedFile(path, limits) as book:
        package, folder = _package(book, growing, path, limits)
        _say_title(package, growing)
        chapters = list(_chapters(book, _spine(package, folder, growing), growing))
        anchors: dict[str, str] = {}
        for chapter in chapters:
            anchors = reference_anchors(chapter, limits=limits) | anchors
        for chapter in chapters:
            if growing.is_full:
                break
            read_chapter(chapter, growing, limits=limits, anchors=anchors)
        text = growing.finish()
        if _ENCRYPTION in book and all(part.kind in _OF_THE_PACKAGE for part in text.parts):
            raise TextNotTakenError(path, "the book is locked against copying (DRM)")
    return text


def _chapters(book: ZippedFile, names: list[str], growing: GrowingText) -> Iterator[str]:
    for name in names[:_MOST_CHAPTERS]:
        try:
            yield markup_text(book.read(name), growing, file=posixpath.basename(name))
        except (MemberError, UnreadableTextError) as error:
            growing.tell("chapter-missing", f"A chapter was left out: {error}")


def _package(
    book: ZippedFile, growing: GrowingText, path: Path, limits: Limits
) -> tuple[Element, str]:
    try:
        container = _tree(book, _CONTAINER, growing, limits)
        files = container.all("rootfiles/rootfile") if container is not None else []
        for file in files:
            name = inside("", file.attributes.get("full-path", ""))
            if name is not None and name in book:
                package = _tree(book, name, growing, limits)
                if package is not None:
                    return package, posixpath.dirname(name)
    except MemberError as error:
        raise TextNotTakenError(path, str(error).rstrip(".")) from error
    raise TextNotTakenError(path, "the EPUB names no package file, so its chapters are not known")


def _tree(book: ZippedFile, name: str, growing: GrowingText, limits: Limits) -> Element | None:
    text = markup_text(book.read(name), growing, file=name)
    tree = xml_tree(text, limits=limits, file=f" “{name}”")
    growing.problems += tree.problems
    return tree.root


def _say_title(package: Element, growing: GrowingText) -> None:
    metadata = package.first("metadata")
    if metadata is None:
        return
    if title := metadata.text_at("title"):
        with growing.part(PartKind.TITLE):
            growing.say(title)
    if people := [each.text for each in metadata.all("creator") if each.text]:
        with growing.part(PartKind.FRONT):
            growing.say(", ".join(people))


def _spine(package: Element, folder: str, growing: GrowingText) -> list[str]:
    """The names of the chapters in order, without those for navigation alone."""
    items = {
        item.attributes.get("id", ""): item.attributes for item in package.all("manifest/item")
    }
    names = []
    for each in package.all("spine/itemref"):
        item = items.get(each.attributes.get("idref", ""))
        if item is None or item.get("media-type", "") not in _PAGES:
            continue
        if "nav" in item.get("properties", "").split():
            continue
        name = inside(folder, item.get("href", ""))
        if name is None:
            shown = item.get("href", "")[:200]
            growing.tell("outside", f"“{shown}” leads out of the EPUB and was not opened.")
        else:
            names.append(name)
    return list(dict.fromkeys(names))
