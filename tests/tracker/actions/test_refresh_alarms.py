"""Alarms follow what they were made from, and nothing is looked at twice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete

from bib.works import Citekey, LinkPolicy
from evidence.attachments import Attachment, Scope
from evidence.claims import Claim, Locator
from evidence.excerpts import Excerpt, ExcerptId
from evidence.reviewing.alarm import Alarm, Where
from evidence.texts import Text
from tests.builders import a_citation, a_claim, a_verdict, a_work
from tracker.actions.list_alarms import alarms_of_claim
from tracker.actions.refresh_alarms import refresh_alarms
from tracker.library import Library
from tracker.storage import tables
from tracker.storage.alarms import load_alarms, load_looks, load_state
from tracker.storage.lock import LOCK_FILE

NOW = datetime(2026, 11, 23, tzinfo=UTC)
PAPER = Text(
    content="""\
# Labels on pictures

## 1 Introduction

Pictures are shared every day. It is commonly assumed that labels reduce sharing.

## 2 Findings

We asked 312 people over six weeks. Labels may reduce the sharing of generated pictures. They were
read, in the laboratory and nowhere else, by everybody.
""",
    media_type="text/markdown",
)
FLAT = a_claim(
    "ding2025-1",
    statement="Labels reduce the sharing of generated pictures.",
    locator=Locator.parse("1-1-1a"),
    citations=(a_citation("roe2020", number=2, group=1),),
)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.create(tmp_path / "library", now=NOW) as made:
        put(made, works=[a_work("ding2025"), a_work("roe2020")], claims=[FLAT])
        yield made


def put(library: Library, **records: Any) -> None:
    with library.deed("put", now=NOW) as deed:
        for kind, values in records.items():
            getattr(deed.records, f"put_{kind}")(values)


def attach(library: Library, text: Text = PAPER, scope: Scope = Scope.FULL) -> None:
    sha256 = text.sha256
    file = Attachment(
        sha256=sha256,
        work=Citekey("roe2020"),
        name="paper.md",
        media_type=text.media_type,
        size=1,
        added_at=NOW,
        scope=scope,
    )
    with library.deed("attach", now=NOW) as deed:
        deed.records.put_attachment(file)
        deed.records.put_text(sha256, text)


def with_excerpt(claim: Claim, quote: str) -> Claim:
    excerpt = Excerpt(
        id=ExcerptId(f"{claim.id}-x1"), claim=claim.id, work=Citekey("roe2020"), quote=quote
    )
    return replace(claim, excerpts=(excerpt,))


def found(library: Library) -> dict[str, Alarm]:
    assert refresh_alarms(library)
    with library.reading() as records:
        alarms = load_alarms(records.connection)
    return {alarm.rule: alarm for each in alarms.values() for alarm in each}


def looked_at(library: Library, **options: Any) -> int:
    """How many pairs the rules go over now."""
    told = [0]
    refresh_alarms(library, lambda _done, total: told.append(total), **options)
    return max(told)


def test_without_words_nothing_is_found_and_that_is_told(library: Library) -> None:
    assert found(library) == {}
    with library.reading() as records:
        looks = load_looks(records.connection)

    assert looks.pairs == 1
    assert sum(looks.could_not["hedge-dropped"].values()) == 1


def test_a_text_without_an_excerpt_is_read_for_the_likeliest_passage(library: Library) -> None:
    attach(library)

    alarm = found(library)["hedge-dropped"]

    assert (alarm.words, alarm.where) == ("may", Where.LIKELIEST)


def test_an_excerpt_is_read_with_its_whole_sentence_and_paragraph(library: Library) -> None:
    counted = replace(FLAT, statement="Labels reduce the sharing, 312 people said.")
    put(library, claims=[with_excerpt(counted, "reduce the sharing of generated pictures")])
    attach(library)

    alarm = found(library)["hedge-dropped"]

    assert (alarm.words, alarm.where) == ("may", Where.PASSAGE)
    assert set(found(library)) == {"hedge-dropped"}


def test_an_excerpt_of_the_introduction_is_background(library: Library) -> None:
    put(library, claims=[with_excerpt(FLAT, "Pictures are shared every day.")])
    attach(library)

    assert "Introduction" in found(library)["background-sentence"].message


def test_what_an_ellipsis_leaves_out_is_read_in_the_text(library: Library) -> None:
    put(library, claims=[with_excerpt(FLAT, "They were read … by everybody.")])
    attach(library)

    alarm = found(library)["ellipsis-hides"]

    assert alarm.words == "…"
    assert "in the laboratory" in alarm.message


def test_an_excerpt_without_a_text_is_read_as_it_is(library: Library) -> None:
    put(library, claims=[with_excerpt(FLAT, "Labels may reduce the sharing of pictures.")])

    assert found(library)["hedge-dropped"].where is Where.EXCERPT


def test_claims_of_one_sentence_know_of_each_other_and_of_one_that_leaves(
    library: Library,
) -> None:
    shared = (a_citation("roe2020", number=2, group=1, is_ambiguous=True),)
    mates = [
        a_claim(f"ding2025-{n}", citations=shared, locator=Locator.parse("1-1-1" + "abc"[n - 1]))
        for n in (1, 2, 3)
    ]
    put(library, claims=mates[:2])
    assert found(library) == {}

    put(library, claims=mates[2:])
    with_three = found(library)
    put(library, claims=[replace(mates[2], is_withdrawn=True)])

    assert set(with_three) == {"shared-sentence"}
    assert found(library) == {}


def test_nothing_is_looked_at_twice(library: Library) -> None:
    attach(library)

    assert looked_at(library) == 1
    assert looked_at(library) == 0
    put(library, verdicts=[a_verdict("ding2025-1", "roe2020")])
    assert looked_at(library) == 0
    put(library, claims=[replace(FLAT, note="Only a note.")])
    assert looked_at(library) == 0
    put(library, claims=[replace(FLAT, statement="Labels reduce sharing.")])
    assert looked_at(library) == 1
    assert looked_at(library, anew=True) == 1


def test_what_the_alarms_came_from_is_gone_and_so_are_they(library: Library) -> None:
    attach(library)
    assert found(library)

    with library.deed("detach", now=NOW) as deed:
        deed.records.remove_attachment(PAPER.sha256, "roe2020")
    assert found(library) == {}

    attach(library)
    assert found(library)
    with library.deed("remove", now=NOW) as deed:
        deed.records.remove_claim("ding2025-1")
    assert found(library) == {}
    with library.reading() as records:
        assert load_looks(records.connection).pairs == 0


def test_alarms_are_no_deed_and_come_back_when_they_are_deleted(library: Library) -> None:
    attach(library)
    with library.reading() as records:
        before = records.head()
    first = found(library)
    with library.deriving("a test") as records:
        for table in (tables.alarms, tables.alarm_looks, tables.meta):
            is_ours = table.c.name == "alarms" if table is tables.meta else None
            query = delete(table)
            records.connection.execute(query if is_ours is None else query.where(is_ours))

    assert found(library) == first
    with library.reading() as records:
        assert records.head() == before


def test_a_library_that_cannot_be_written_keeps_the_alarms_it_has(
    library: Library,
) -> None:
    attach(library)
    found(library)
    put(library, claims=[replace(FLAT, statement="Labels reduce sharing.")])

    # Nobody can lock it.
    (library.root / LOCK_FILE).unlink(missing_ok=True)
    (library.root / LOCK_FILE).mkdir()

    assert refresh_alarms(library) is False
    with library.reading() as records:
        assert [pair.alarms for pair in records.review_pairs()] == [("hedge-dropped",)]
        assert alarms_of_claim(records, "ding2025-1") == {}


def test_alarms_of_one_claim_are_shown_as_long_as_they_hold(library: Library) -> None:
    attach(library)
    refresh_alarms(library)
    put(library, verdicts=[a_verdict("ding2025-1", "roe2020")])

    with library.reading() as records:
        assert set(alarms_of_claim(records, "ding2025-1")) == {"roe2020"}
        assert alarms_of_claim(records, "nobody-1") == {}
        assert load_state(records.connection)


def test_withheld_addresses_stand_in_no_alarm(library: Library) -> None:
    told = "generated pictures, see https://example.org/tool."
    attach(library, replace(PAPER, content=PAPER.content.replace("generated pictures.", told)))
    assert "example.org" in found(library)["hedge-dropped"].source

    put(library, works=[a_work("tool", link_policy=LinkPolicy.WITHHOLD)])

    assert "example.org" not in found(library)["hedge-dropped"].source
