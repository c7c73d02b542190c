from __future__ import annotations

from html.parser import HTMLParser

import pytest
from markdown_it import MarkdownIt

from tracker.render.document import Document, Entry, Listing, Paragraph, Section, Table
from tracker.render.document_html import document_html
from tracker.render.document_markdown import document_markdown
from tracker.render.document_text import document_text
from tracker.render.terminal import Look

HOSTILE = "<script>alert(1)</script> [x](https://x.example) | *y* \x1b[31m # z"
DOCUMENT = Document(
    title="A report",
    content_note="Take care.",
    lead=(Paragraph(text="How it went."),),
    sections=(
        Section(
            title="What was checked",
            blocks=(
                Table(
                    caption="Who read",
                    head=("Reader", "Pairs", "Remark"),
                    rows=(("Ana", "12", "all in full"), ("Ben", "3", HOSTILE)),
                    numbers=(1,),
                ),
                Listing(items=("one", HOSTILE)),
            ),
            sections=(
                Section(
                    title="Weighty",
                    blocks=(
                        Entry(
                            title="1. Here",
                            state="✗ not supported",
                            tone="bad",
                            facts=(("Statement", ("It is so.",)), ("Proposed", ("a", "b"))),
                        ),
                    ),
                ),
            ),
        ),
    ),
)


class Page(HTMLParser):
    """Which elements a page has, and whether each is closed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.names: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self._open: list[str] = []
        self.feed(text)
        assert not self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.append(tag)
        self.attributes += attrs
        if tag not in {"meta", "br"}:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag


def test_a_page_is_whole_loads_nothing_and_runs_nothing():
    page = Page(document_html(DOCUMENT))

    assert "script" not in page.names
    assert not {"img", "link", "iframe"} & set(page.names)
    assert {value for name, value in page.attributes if name == "href"} == {"#s0"}
    assert ("content", "default-src 'none'; style-src 'unsafe-inline'") in page.attributes


def test_a_page_can_be_read_without_seeing_it():
    text = document_html(DOCUMENT)
    page = Page(text)

    headings = [name for name in page.names if name in {"h1", "h2", "h3", "h4"}]
    assert headings == ["h1", "h2", "h3", "h4"]
    assert "<caption>Who read</caption>" in text
    assert '<th scope="col">Reader</th>' in text
    assert '<th scope="row">Ana</th>' in text
    assert ("aria-labelledby", "s0-0") in page.attributes


def test_markdown_shows_what_it_was_given_and_no_more():
    text = document_markdown(DOCUMENT)

    html = MarkdownIt("commonmark").enable("table").render(text)

    assert "<script>" not in html
    assert "<a " not in html
    assert html.count("<tr>") == 3
    assert "<h4>1. Here</h4>" in html
    assert "<li><em>Proposed:</em>\n<ul>\n<li>a</li>" in html


@pytest.mark.parametrize("width", [40, 100])
def test_text_fits_the_terminal_and_cannot_steer_it(width):
    lines = document_text(DOCUMENT, look=Look(width=width)).splitlines()

    assert all(len(line) <= width for line in lines)
    assert "\x1b" not in "".join(lines)


def test_a_table_that_is_too_wide_is_told_row_by_row():
    text = document_text(DOCUMENT, look=Look(width=30))

    assert "Ana\n  Pairs: 12\n  Remark: all in full\n" in text
