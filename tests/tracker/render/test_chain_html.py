from __future__ import annotations

from html.parser import HTMLParser

from tracker.render.chain_html import chains_html

_VOID = {"meta", "br"}


class Reader(HTMLParser):
    """Checks that every element is closed where it should be, and collects text and tags."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.words: list[str] = []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        if tag not in _VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag, self.getpos()

    def handle_data(self, data):
        self.words.append(data)


def read(text):
    reader = Reader()
    reader.feed(text)
    assert reader.open == []
    return reader


def test_the_page_opens_with_the_content_note_and_shows_picture_and_tree(chain):
    page = read(chains_html([chain], content_note="Beware."))

    text = " ".join(page.words)
    assert text.index("Beware.") < text.index("L1: Labels do not help")
    assert "svg" in page.tags
    for told in ("No viewers.", "✗ not supported: Flynn 2022 [8]", "One report stands for all."):
        assert told in text


def test_the_page_loads_and_links_nothing(chain):
    text = chains_html([chain, chain], content_note="Beware.")

    assert "http" not in text.replace("http://www.w3.org/2000/svg", "").replace("http-equiv", "")
    assert "default-src 'none'" in text


def test_hostile_texts_stay_texts(hostile_chain):
    page = read(chains_html([hostile_chain], content_note="<script>alert(1)</script>"))

    assert "script" not in page.tags
    assert "b" not in page.tags


def test_no_chain_is_a_page_too():
    assert "No limitation" in chains_html([])
