"""Pages that must keep step with the code: formats, and variables of the environment."""

import importlib.util
import re
from pathlib import Path

from bib.formats import FORMATS
from bib.sources import RESOLVERS, SOURCES

DOCS = Path(__file__).parents[1] / "docs"
_VARIABLE = re.compile(r'["$]((?:EVTRACK|ZOTERO)_[A-Z]+(?:_[A-Z]+)*)\b')


def test_the_page_of_formats_is_made_of_their_table():
    spec = importlib.util.spec_from_file_location("pages", DOCS / "pages.py")
    pages = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(pages)

    text = pages.formats_page()

    assert (DOCS / "formats.md").read_text(encoding="utf-8") == text
    assert all(f"| `{known.name}` | {known.title} |" in text for known in FORMATS)


def test_every_variable_that_is_read_is_explained():
    """A name such as EVTRACK_USER in the code stands in the page, and a service as well."""
    root = DOCS.parent
    files = [root / "cli.py", *(root / "tracker").rglob("*.py")]
    names = {name for file in files for name in _VARIABLE.findall(file.read_text("utf-8"))}
    page = (DOCS / "environment.md").read_text(encoding="utf-8")

    assert {name for name in names if f"`{name}`" not in page} == set()
    for source in (*SOURCES, *RESOLVERS):
        assert f"`{source.SERVICE.name}`" in page
