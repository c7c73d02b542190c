"""A library changes whole or not at all, tells who changed it, and finds what it holds."""

from __future__ import annotations

import re
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bib.names import Name
from bib.standing import Standing, StandingSignal
from bib.works import Citekey
from evidence.citations import Citation
from evidence.corpus import Corpus
from evidence.verdicts import VerdictState
from tests.builders import a_claim, a_node, a_sound_corpus, a_verdict, a_work
from tracker.errors import (
    DatabaseUnreachableError,
    DiskFullError,
    FolderNotEmptyError,
    LockedLibraryError,
    NewerLibraryError,
    NoLibraryError,
    NotALibraryError,
    ReadOnlyLibraryError,
)
from tracker.library import Deed, Library, is_library
from tracker.settings import FILE_NAME, find_library
from tracker.storage.log import verify_log
from tracker.storage.revision import REVISION

ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.create(tmp_path / "lib", now=NOW) as made:
        yield made


def do(library: Library, change: Callable[[Deed], object], name: str = "edit") -> None:
    with library.deed(name, now=NOW) as deed:
        change(deed)


def filled(library: Library, corpus: Corpus | None = None) -> Library:
    do(library, lambda deed: deed.records.put_corpus(corpus or a_sound_corpus()), "fill")
    return library


def found(library: Library, query: str) -> list[str]:
    return sorted(hit.id for hit in library.search(query, limit=50).hits)


def run(script: str, *arguments: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", script, *map(str, arguments)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )


def test_a_new_library_is_a_folder_of_three_things(library: Library) -> None:
    filled(library)

    names = {path.name for path in library.root.iterdir()}

    assert names == {FILE_NAME, "library.db", "index", "library.lock"}


@pytest.mark.parametrize("name", ["thesis.tex", "index.html", "library.dbf", ".git"])
def test_a_library_is_not_made_among_other_things(tmp_path: Path, name: str) -> None:
    (tmp_path / name).touch()

    with pytest.raises(FolderNotEmptyError, match=f"it holds “{re.escape(name)}”"):
        Library.create(tmp_path, now=NOW)

    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_library_is_not_made_in_place_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "thesis.tex").touch()

    with pytest.raises(ReadOnlyLibraryError, match="file exists"):
        Library.create(tmp_path / "thesis.tex", now=NOW)


def test_making_a_library_where_there_is_one_opens_it(library: Library) -> None:
    filled(library)

    with Library.create(library.root, now=NOW) as again, again.reading() as records:
        assert records.counts()["works"] == 3


def test_an_interrupted_creation_is_completed_by_the_next(tmp_path: Path) -> None:
    with Library.create(tmp_path, now=NOW):
        (tmp_path / FILE_NAME).unlink()

    with pytest.raises(NotALibraryError):
        Library.open(tmp_path)
    with Library.create(tmp_path, now=NOW) as library:
        assert library.search("anything").total == 0


def test_the_nearest_library_upwards_is_found(library: Library) -> None:
    deep = library.root / "a" / "b"
    deep.mkdir(parents=True)

    assert find_library(deep) == library.root
    assert find_library(library.root) == library.root
    assert is_library(library.root)
    assert not is_library(deep)
    with pytest.raises(NoLibraryError, match="in a folder above it"):
        find_library(library.root.parent)


def test_a_library_whose_database_is_gone_is_told_and_nothing_is_made(library: Library) -> None:
    (library.root / "library.db").unlink()

    with pytest.raises(DatabaseUnreachableError, match="there is no such file"):
        Library.open(library.root)
    assert not (library.root / "library.db").exists()


def test_a_newer_library_is_refused(library: Library) -> None:
    with closing(sqlite3.connect(library.root / "library.db")) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0099'")
        connection.commit()

    with pytest.raises(NewerLibraryError, match=f"its form is 0099.*up to {REVISION}"):
        Library.open(library.root)


def test_opening_a_library_does_not_import_what_only_migration_needs(library: Library) -> None:
    script = (
        "import sys; from pathlib import Path; from tracker.library import Library\n"
        "with Library.open(Path(sys.argv[1])) as library: library.search('x')\n"
        "print([name for name in ('alembic', 'sqlalchemy.orm') if name in sys.modules])"
    )

    out, _ = run(script, library.root).communicate()

    assert out.strip() == "[]"


def test_a_deed_writes_one_entry_in_the_log(library: Library) -> None:
    with library.deed("import", now=NOW, why="for chapter 2", who="Zoë") as deed:
        deed.records.put_works([a_work("a"), a_work("b")])
        deed.changed("c")
        deed.note(file="x.bib")

    with library.reading() as records:
        [entry] = records.log()
        assert (entry.seq, entry.at, entry.who) == (1, NOW, "Zoë")
        assert (entry.deed, entry.why) == ("import", "for chapter 2")
        assert entry.subjects == ("a", "b", "c")
        assert entry.details == {"put": {"work": 2}, "file": "x.bib"}
        assert records.log("b") == [entry]
        assert records.log("d") == []


def test_a_deed_that_changes_nothing_leaves_no_trace(library: Library) -> None:
    filled(library)
    do(filled(library), lambda deed: deed.note(tried="yes"))

    with library.reading() as records:
        assert [entry.deed for entry in records.log()] == ["fill"]


@pytest.mark.parametrize(
    ("who", "setting", "variable", "expected"),
    [
        ("Ada", "Ben", "Cid", "Ada"),
        (None, "Ben", "Cid", "Ben"),
        (None, "", "Cid", "Cid"),
        (None, "", "", "Dan"),
    ],
)
def test_the_log_names_the_person(
    library: Library,
    monkeypatch: pytest.MonkeyPatch,
    who: str | None,
    setting: str,
    variable: str,
    expected: str,
) -> None:
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.setenv(name, "Dan")
    monkeypatch.setenv("EVTRACK_USER", variable)
    (library.root / FILE_NAME).write_text(f'[user]\nname = "{setting}"\n', encoding="utf-8")

    with Library.open(library.root) as opened:
        with opened.deed("edit", now=NOW, who=who) as deed:
            deed.records.put_works([a_work()])
        with opened.reading() as records:
            assert records.log()[0].who == expected


def test_an_error_in_a_deed_leaves_everything_as_it_was(library: Library) -> None:
    filled(library)

    def fail(deed: Deed) -> None:
        deed.records.remove_work("flynn2022")
        deed.records.put_works([a_work("new2026", title="Unheard of")])
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        do(library, fail)

    with library.reading() as records:
        assert records.corpus() == a_sound_corpus()
        assert len(records.log()) == 1
    assert found(library, "unheard") == []
    assert library.index_state().fresh


def test_a_full_disk_leaves_everything_as_it_was(library: Library) -> None:
    filled(library)

    def overfill(deed: Deed) -> None:
        deed.records.connection.exec_driver_sql("PRAGMA max_page_count=1")
        deed.records.put_works(a_work(f"k{n}", note="x" * 5_000) for n in range(500))

    with pytest.raises(DiskFullError, match="nothing was changed"):
        do(library, overfill)

    with library.reading() as records:
        assert records.corpus() == a_sound_corpus()
    do(library, lambda deed: deed.records.put_works([a_work("after")]))
    assert library.index_state().fresh


def test_a_reader_does_not_see_a_deed_on_its_way(library: Library) -> None:
    filled(library)

    with library.deed("edit", now=NOW) as deed:
        deed.records.put_works([a_work("new2026", title="Unheard of")])
        with library.reading() as records:
            assert records.work("new2026") is None
        assert found(library, "unheard") == []

    assert found(library, "unheard") == ["new2026"]


_KILLED = """
import os, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from tests.builders import a_work
from tracker.library import Library
library = Library.open(Path(sys.argv[1]))
when, now = sys.argv[2], datetime(2026, 11, 22, tzinfo=UTC)
def die(*_): os.kill(os.getpid(), signal.SIGKILL)
if when == "before the index": library._index.follow = die
if when == "within the index": library._index.engine._folder._record = die
with library.deed("import", now=now) as deed:
    deed.records.put_works(a_work(f"k{n}", title="Unheard of", note="x" * 9000) for n in range(600))
    if when == "before the commit": die()
die()
"""


@pytest.mark.parametrize(
    ("when", "is_done"),
    [
        ("before the commit", False),
        ("before the index", True),
        ("within the index", True),
        ("at the end", True),
    ],
)
def test_a_killed_deed_is_done_or_not_and_the_index_agrees(
    library: Library, when: str, is_done: bool
) -> None:
    filled(library)
    process = run(_KILLED, library.root, when)
    process.communicate()
    assert process.returncode == -signal.SIGKILL

    with Library.open(library.root) as opened:
        with opened.reading() as records:
            assert len(records.works()) == (603 if is_done else 3)
            assert len(records.log()) == (2 if is_done else 1)
            assert verify_log(records.log()) is None
        assert opened.search("unheard").total == (600 if is_done else 0)
        assert opened.index_state().fresh
        do(opened, lambda deed: deed.records.put_works([a_work("after", title="Thereafter")]))
        assert found(opened, "thereafter") == ["after"]


_TWENTY = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from tests.builders import a_work
from tracker.library import Library
with Library.open(Path(sys.argv[1])) as library:
    for number in range(20):
        with library.deed("edit", now=datetime.now(UTC), who=sys.argv[2]) as deed:
            deed.records.put_works([a_work(f"{sys.argv[2]}{number}", title="Together")])
"""


def test_two_processes_at_once_both_do_all_they_meant_to(library: Library) -> None:
    processes = [run(_TWENTY, library.root, name) for name in ("ada", "ben")]
    for process in processes:
        process.communicate(timeout=120)

    assert [process.returncode for process in processes] == [0, 0]
    with library.reading() as records:
        entries = records.log()
        assert len(records.works()) == 40
    assert sorted(entry.who for entry in entries) == ["ada"] * 20 + ["ben"] * 20
    assert verify_log(entries) is None
    assert library.search("together").total == 40


def test_a_change_made_behind_the_log_is_shown_by_it(library: Library) -> None:
    for number in range(5):
        do(library, lambda deed, n=number: deed.records.put_works([a_work(f"k{n}")]))  # type: ignore[misc]
    with closing(sqlite3.connect(library.root / "library.db")) as connection:
        connection.execute("DROP TRIGGER log_keeps_UPDATE")
        connection.execute("UPDATE log SET who = 'Mallory' WHERE seq = 3")
        connection.commit()

    with library.reading() as records:
        fault = verify_log(records.log())

    assert fault
    assert fault.seq == 3
    assert "changed" in fault.why


def test_the_index_follows_what_a_deed_changes_and_removes(library: Library) -> None:
    filled(library)
    assert found(library, "zebra") == []

    do(library, lambda deed: deed.records.put_claims([a_claim("roe2020-1", statement="A zebra.")]))
    assert found(library, "zebra") == ["roe2020-1"]

    do(library, lambda deed: deed.records.remove_claim("roe2020-1"))
    assert found(library, "zebra") == []


def test_a_claim_is_found_by_what_changes_around_it(library: Library) -> None:
    filled(library)
    kept = {"authors": (Name(family="Grund"),), "title": "Renamed"}

    do(library, lambda deed: deed.records.put_works([a_work("ding2025", **kept)]))
    assert "ding2025-1" in found(library, "author:grund")

    gone = StandingSignal(state=Standing.GONE)
    do(library, lambda deed: deed.records.put_works([a_work("ding2025", standing=(gone,))]))
    assert found(library, "author:grund") == []
    assert "ding2025-1" in found(library, "state:gone")

    verdict = a_verdict("ding2025-1", "roe2020", state=VerdictState.CONTRADICTED, reader="Ben")
    do(library, lambda deed: deed.records.put_verdicts([verdict]))
    assert found(library, "state:contradicted") == ["ding2025-1", "roe2020"]


def test_works_and_claims_are_found_by_the_limitations_they_come_to_serve(library: Library) -> None:
    filled(library)
    citing = a_claim("new2026-1", citations=(Citation(work=Citekey("cited2026")),))

    def add(deed: Deed) -> None:
        deed.records.put_works([a_work("new2026"), a_work("cited2026"), a_work("carried2026")])
        deed.records.put_claims([citing])
        deed.records.put_nodes(
            [a_node("L9.P1", claims=("new2026-1",), carried=(Citekey("carried2026"),))]
        )

    do(library, add)
    assert found(library, "limitation:L9") == ["carried2026", "cited2026", "new2026", "new2026-1"]

    do(library, lambda deed: deed.records.put_claims([a_claim("new2026-1")]))
    assert found(library, "limitation:L9") == ["carried2026", "new2026", "new2026-1"]

    do(library, lambda deed: deed.records.put_nodes([a_node("L9.P1")]))
    assert found(library, "limitation:L9") == []


def test_an_index_that_follows_says_what_one_built_anew_says(library: Library) -> None:
    filled(library)
    do(library, lambda deed: deed.records.remove_work("roe2020"))
    do(library, lambda deed: deed.records.put_claims([a_claim("flynn2022-7", statement="Ape.")]))
    queries = ("limitation:L1", "state:supported", "cites:flynn2022", "work:roe2020", "ape", "*")
    followed = [found(library, query) for query in queries]

    state = library.rebuild_index()

    assert [found(library, query) for query in queries] == followed
    assert state.fresh
    assert state.documents == len(found(library, "*"))


def test_an_index_that_was_deleted_is_built_by_the_next_search(library: Library) -> None:
    filled(library)
    shutil.rmtree(library.root / "index")

    with Library.open(library.root) as opened:
        assert not opened.index_state().fresh
        assert len(found(opened, "*")) == 6
        assert opened.index_state().fresh


def test_an_index_that_missed_some_deeds_is_mended_without_being_built_anew(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(library)
    do(library, lambda deed: deed.records.put_works(a_work(f"k{n}") for n in range(50)))
    with monkeypatch.context() as patched:
        patched.setattr(library._index, "follow", lambda *_: None)
        do(library, lambda deed: deed.records.put_works([a_work("k7", title="Zebra")]))
        do(library, lambda deed: deed.records.remove_work("k8"))
        patched.setattr(library._index, "_rebuild", None)

        assert not library.index_state().fresh
        assert found(library, "zebra") == ["k7"]
        assert found(library, "work:k8") == []
    assert library.index_state().fresh


def test_the_index_of_another_database_is_not_taken_for_ones_own(
    library: Library, tmp_path: Path
) -> None:
    filled(library)
    shutil.copy(library.root / "library.db", tmp_path / "kept.db")
    do(library, lambda deed: deed.records.put_works([a_work("k7", title="Zebra")]))
    shutil.copy(tmp_path / "kept.db", library.root / "library.db")
    do(library, lambda deed: deed.records.put_works([a_work("k8", title="Okapi")]))

    assert found(library, "zebra") == []
    assert found(library, "okapi") == ["k8"]


def test_large_changes_tell_how_far_the_index_is(library: Library) -> None:
    told: list[tuple[int, int]] = []

    with library.deed("import", now=NOW, progress=lambda *step: told.append(step)) as deed:
        deed.records.put_works(a_work(f"k{n}") for n in range(120))

    assert told[-1] == (120, 120)
    assert told == sorted(told)


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_a_deed_stands_even_if_the_index_cannot_be_written(
    library: Library, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    filled(library)

    def no_room(*_: object) -> None:
        raise error

    with monkeypatch.context() as patched:
        patched.setattr(library._index, "follow", no_room)
        do(library, lambda deed: deed.records.put_works([a_work("k7", title="Zebra")]))

    assert not library.index_state().fresh
    assert found(library, "zebra") == ["k7"]


def test_searching_can_be_narrowed_to_a_kind(library: Library) -> None:
    filled(library)

    assert {hit.type for hit in library.search("*", kinds={"claim"}).hits} == {"claim"}
    assert {hit.type for hit in library.search("*", kinds={"work"}).hits} == {"work"}
    assert library.search("*", limit=2).total == 6
    assert len(library.search("*", limit=2).hits) == 2


_HELD = """
import sys, time
from datetime import UTC, datetime
from pathlib import Path
from tracker.library import Library
with Library.open(Path(sys.argv[1])).deed("import", now=datetime.now(UTC), who="Zoë"):
    print("held", flush=True)
    time.sleep(60)
"""


def test_who_waits_for_a_deed_is_told_by_whom_it_is_done(library: Library) -> None:
    told: list[str] = []
    library.on_wait = told.append
    library.wait_seconds = 0
    with run(_HELD, library.root) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"

        with pytest.raises(LockedLibraryError, match="being changed by import by Zoë"):
            do(library, lambda deed: deed.records.put_works([a_work()]))
        process.kill()
    assert told == [f"import by Zoë, process {process.pid}"]


def test_a_clock_without_a_time_zone_is_a_defect(library: Library) -> None:
    def act() -> None:
        with library.deed("edit", now=NOW.replace(tzinfo=None)) as deed:
            deed.records.put_works([a_work()])

    with pytest.raises(ValueError, match="no time zone"):
        act()
