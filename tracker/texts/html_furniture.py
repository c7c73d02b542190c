"""What of a web page is no part of its text: navigation, scripts, forms, and what is hidden."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bib.formats.hostile_xml import Element

_NEVER = {
    "script", "style", "noscript", "template", "head", "nav", "form", "button", "select", "option",
    "input", "textarea", "svg", "iframe", "object", "embed", "audio", "video", "canvas", "dialog",
    "datalist", "applet", "map", "area", "img", "picture", "progress", "meter", "link", "meta",
    "footer", "noframes", "frameset", "annotation", "annotation-xml",
}  # fmt: skip
_NO_WORDS = _NEVER - {"head", "meta"}
_ASIDE_OF_TEXT = re.compile(r"\b(?:doc-|note|footnote|box|ltx_)")
_ROLES = {"navigation", "banner", "search", "contentinfo", "dialog", "alertdialog", "menu",
          "menubar", "toolbar", "tablist", "tooltip", "presentation-controls", "complementary",
          "doc-backlink", "doc-toc", "doc-pagebreak"}  # fmt: skip
_CLASSES = {
    "sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text", "mw-editsection",
    "mw-cite-backlink", "mw-jump-link", "navbox", "noprint", "skip-link", "breadcrumb",
    "breadcrumbs", "toc", "cookie-banner", "ltx_toc", "ltx_page_footer", "ltx_page_header",
    "ltx_page_navbar", "ltx_pagination", "ltx_bib_cited", "ltx_error", "ltx_role_navigation",
    "ltx_toc_contents", "ltx_rdf", "mathjax_preview", "mjx_assistive_mathml", "usa-banner",
    "navbar", "sidebar", "site-header", "site-footer", "share-buttons", "social-share",
}  # fmt: skip
_IDS = {"nav", "navigation", "navbar", "menu", "sidebar", "footer", "site-header", "site-footer",
        "toc", "mw-navigation", "mw-panel"}  # fmt: skip
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SHARE_OF_MAIN = 0.5


def classes(element: Element) -> set[str]:
    """The classes of an element in lower case."""
    return set(element.attributes.get("class", "").lower().split())


def is_furniture(element: Element) -> bool:
    """Whether an element and all in it is left out of the text."""
    attributes = element.attributes
    if element.name in _NEVER:
        return True
    if element.name == "header":
        # Above an article stand its title and authors, above a site its name and menus.
        return not any(each.name == "h1" for each in every(element))
    if element.name == "aside":
        return not _ASIDE_OF_TEXT.search(f"{attributes.get('role')} {attributes.get('class')}")
    if not attributes:
        return False
    if "hidden" in attributes or attributes.get("aria-hidden", "").lower() == "true":
        # LaTeXML hides nothing of the text so, and a formula's other form is said already.
        return element.name not in {"math", "body", "html", "main", "article"}
    if attributes.get("role", "").lower() in _ROLES:
        return True
    if _HIDDEN_STYLE.search(attributes.get("style", "")):
        return True
    if attributes.get("id", "").lower() in _IDS:
        return True
    return "class" in attributes and not _CLASSES.isdisjoint(classes(element))


def main_element(root: Element) -> Element:
    """The element that holds the article, or else the body with all that is in it."""
    body = next((each for each in every(root) if each.name == "body"), root)
    best, most = body, _SHARE_OF_MAIN * _length(body)
    for each in every(body):
        is_main = each.name in {"article", "main"} or each.attributes.get("role") == "main"
        if is_main and (length := _length(each)) > most:
            # The inner one of two that hold nearly the same is nearer to the article.
            best, most = each, 0.9 * length
    return best


def every(root: Element) -> Iterator[Element]:
    """All elements below one, in order, without what is never text."""
    waiting = [root]
    while waiting:
        each = waiting.pop()
        if each is not root:
            yield each
        waiting += [
            child
            for child in reversed(each.children)
            if isinstance(child, Element) and child.name not in _NO_WORDS
        ]


def _length(root: Element) -> int:
    length = sum(len(child) for child in root.children if isinstance(child, str))
    return length + sum(
        sum(len(child.strip()) for child in each.children if isinstance(child, str))
        for each in every(root)
        if each.name != "head"
    )
