"""How the library and Zotero stand to each other."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from bib.entries import with_fields
from tests.builders import a_work
from tests.fakes.zotero_source import FakeSource
from tracker.actions.pull_zotero import pull_zotero
from tracker.actions.rename_work import rename_work
from tracker.actions.zotero_state import zotero_state
from tracker.library import Library

NOW = datetime(2026, 11, 23, tzinfo=UTC)


def test_works_are_told_by_how_they_stand_and_excerpts_by_their_place(tmp_path: Path):
    source = FakeSource()
    one = source.library.put(itemType="book", title="One", extra="Citation Key: one")
    gone = source.library.put(itemType="book", title="Two", extra="Citation Key: two")
    pdf = source.library.put(itemType="attachment", parentItem=one, filename="a & b.pdf")
    source.library.put(itemType="note", parentItem=one, note="<p>one</p>\n<p>two</p>")
    for page, index in (("9", "00008|1|1"), ("2", "00001|1|1")):
        source.library.put(
            itemType="annotation", parentItem=pdf, annotationType="highlight",
            annotationText=f"on {page}", annotationPageLabel=page, annotationSortIndex=index,
        )  # fmt: skip
    with Library.create(tmp_path / "library", now=NOW) as library:
        pull_zotero(library, source, now=NOW)
        source.library.remove(gone)
        source.library.put(key=one, title="Theirs")
        with library.deed("test", now=NOW) as deed:
            work = deed.records.works(["one"])[0]
            changed = with_fields(work, {**work.fields, "title": "Mine"})
            deed.records.put_works([changed, a_work("three")])
        pull_zotero(library, source, now=NOW)
        rename_work(library, "one", "uno", now=NOW)

        state = zotero_state(library)

    assert state.joined == ("uno",)
    assert state.gone == ("two",)
    assert state.unknown == ("three",)
    assert [(each.field, each.theirs) for each in state.conflicts] == [("title", "Theirs")]
    assert [(each.work, each.page) for each in state.waiting] == [("uno", "2"), ("uno", "9")]
    assert [(child.work, child.text) for child in state.attachments] == [("uno", "a & b.pdf")]
    assert [child.text for child in state.notes] == ["one two"]
