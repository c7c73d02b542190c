"""The index on disk: made here or not read, whole or not seen, small after many changes."""

from __future__ import annotations

import hashlib
import json
import os
import pickle
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex
from whoosh.query import Term

from tracker.errors import LockedLibraryError
from tracker.search import whoosh_changes, whoosh_folder
from tracker.search.document import Document
from tracker.search.engine import NEVER_BUILT
from tracker.search.query import parse_query
from tracker.search.whoosh_engine import WhooshEngine

MARKER = "evtrack-index.json"


def a_document(number: int, **parts: object) -> Document:
    return Document(
        **{"type": "work", "id": f"w{number}", "title": f"zebra word{number}"} | parts  # type: ignore[arg-type]
    )


def found(engine: WhooshEngine, text: str) -> set[str]:
    return {hit.id for hit in engine.answer(parse_query(text), limit=1000).hits}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with an index of ten documents, generation 3."""
    path = tmp_path / "index"
    engine = WhooshEngine.open(path)
    engine.rebuild(map(a_document, range(10)), total=10, generation=3, progress=lambda _: None)
    engine.close()
    return path


def test_opening_writes_nothing(tmp_path: Path) -> None:
    engine = WhooshEngine.open(tmp_path / "index")

    assert engine.generation == NEVER_BUILT
    assert not (tmp_path / "index").exists()


@pytest.mark.parametrize(
    "marker",
    [
        b"",
        b"{}",
        b"[1]",
        b"null",
        b"\xff\xfe",
        b'{"generation": 3}',
        b'{"generation": "3", "made_by": "evtrack"}',
        b"[" * 100_000,
    ],
)
def test_an_index_without_a_proper_marker_is_not_read(folder: Path, marker: bytes) -> None:
    (folder / MARKER).write_bytes(marker)

    engine = WhooshEngine.open(folder)

    assert (engine.generation, engine.document_count) == (NEVER_BUILT, 0)


@pytest.mark.parametrize("change", [{"form": 0}, {"made_by": "another"}, {"byte_order": "middle"}])
def test_an_index_of_another_form_is_not_read(folder: Path, change: dict[str, object]) -> None:
    marker = json.loads((folder / MARKER).read_text())
    (folder / MARKER).write_text(json.dumps(marker | change))

    assert WhooshEngine.open(folder).generation == NEVER_BUILT


def test_an_index_brought_from_elsewhere_is_not_unpickled(folder: Path, tmp_path: Path) -> None:
    brought = shutil.copytree(folder, tmp_path / "brought")
    witness = tmp_path / "witness"
    (toc,) = brought.glob("*.toc")
    toc.write_bytes(toc.read_bytes() + pickle.dumps(_Touch(witness)))

    engine = WhooshEngine.open(brought)

    assert engine.generation == NEVER_BUILT
    assert found(engine, "zebra") == set()
    engine.update([a_document(1)], generation=4)
    assert found(engine, "zebra") == {"w1"}
    assert not witness.exists()


class _Touch:
    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, tuple[str, str]]:
        return open, (str(self.path), "w")


@pytest.mark.parametrize("pattern", ["*.toc", "*.seg"])
@pytest.mark.parametrize("damage", ["gone", "empty", "short", "noise"])
def test_a_broken_index_is_noticed_and_built_anew(folder: Path, pattern: str, damage: str) -> None:
    (path,) = folder.glob(pattern)
    content = path.read_bytes()
    path.write_bytes(
        {
            "empty": b"",
            "short": content[: len(content) // 2],
            "noise": hashlib.shake_256(b"noise").digest(len(content)),
        }.get(damage, content)
    )
    if damage == "gone":
        path.unlink()

    engine = WhooshEngine.open(folder)

    assert (engine.generation, engine.document_count) == (NEVER_BUILT, 0)
    engine.rebuild([a_document(1)], total=1, generation=9, progress=lambda _: None)
    assert (engine.generation, found(engine, "zebra")) == (9, {"w1"})
    engine.close()


def test_files_of_others_in_the_folder_are_left_alone(folder: Path) -> None:
    (folder / "notes.txt").write_text("mine")
    (folder / MARKER).unlink()

    engine = WhooshEngine.open(folder)
    engine.update([a_document(1)], generation=4)

    assert (folder / "notes.txt").read_text() == "mine"
    assert engine.document_count == 1


def test_a_crash_between_commit_and_record_leaves_the_older_generation(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    marker = (folder / MARKER).read_bytes()
    engine = WhooshEngine.open(folder)
    engine.update([a_document(99)], generation=4)
    (folder / MARKER).write_bytes(marker)

    again = WhooshEngine.open(folder)

    assert again.generation == 3
    again.update([a_document(99)], generation=4)
    assert (again.generation, again.document_count) == (4, 11)


def test_a_process_killed_while_writing_leaves_the_index_and_no_lock(folder: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from time import sleep\n"
        "from tracker.search.document import Document\n"
        "from tracker.search.whoosh_engine import WhooshEngine\n"
        "def documents():\n"
        "    for number in range(1000): yield Document(type='work', id=f'k{number}', title='a')\n"
        "    print('writing', flush=True); sleep(60); yield Document(type='work', id='x')\n"
        "WhooshEngine.open(Path(sys.argv[1])).rebuild(\n"
        "    documents(), total=1001, generation=4, progress=lambda _: None)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, str(folder)], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        assert process.stdout.readline() == "writing\n"
        process.send_signal(signal.SIGKILL)

    engine = WhooshEngine.open(folder)
    assert (engine.generation, len(found(engine, "zebra"))) == (3, 10)
    engine.update([a_document(10)], generation=4)
    assert len(found(engine, "zebra")) == 11
    assert not list(folder.glob("MAIN_*.p*")), "what the killed process left is swept up"


def test_one_writer_waits_for_another_and_gives_up_in_time(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(whoosh_folder, "_LOCK_SECONDS", 0.1)
    other, started, release = WhooshEngine.open(folder), threading.Event(), threading.Event()

    def slow() -> Iterator[Document]:
        started.set()
        release.wait(20)
        yield a_document(50)

    writer = threading.Thread(
        target=other.rebuild,
        args=(slow(),),
        kwargs={"total": 1, "generation": 4, "progress": lambda _: None},
    )
    writer.start()
    started.wait(20)
    engine = WhooshEngine.open(folder)
    with pytest.raises(LockedLibraryError):
        engine.update([a_document(1)], generation=4)
    assert len(found(engine, "zebra")) == 10
    release.set()
    writer.join()

    assert found(engine, "zebra") == {"w50"}
    engine.update([a_document(51)], generation=5)
    assert found(engine, "zebra") == {"w50", "w51"}


def test_readers_see_whole_states_while_another_process_writes(folder: Path) -> None:
    program = (
        "import sys; from pathlib import Path\n"
        "from tracker.search.document import Document\n"
        "from tracker.search.whoosh_engine import WhooshEngine\n"
        "engine = WhooshEngine.open(Path(sys.argv[1]))\n"
        "for turn in range(40):\n"
        "    engine.update([Document(type='work', id=f'w{number}', title=f'zebra turn{turn}')\n"
        "        for number in range(10)], generation=4 + turn)\n"
    )
    engine = WhooshEngine.open(folder)
    with subprocess.Popen([sys.executable, "-c", program, str(folder)]) as process:
        counts = set()
        while process.poll() is None:
            counts.add(engine.answer(parse_query("zebra"), limit=20).total)
        assert process.returncode == 0

    assert counts == {10}
    assert len(found(engine, "turn39")) == 10


def test_the_number_of_files_stays_small(folder: Path) -> None:
    engine = WhooshEngine.open(folder)

    for number in range(200):
        engine.update([a_document(number)], generation=4 + number)

    assert len(list(folder.glob("*.seg"))) <= 16
    assert len(list(folder.iterdir())) <= 20
    assert engine.document_count == 200


def test_a_segment_that_is_mostly_deleted_is_written_anew(folder: Path) -> None:
    engine = WhooshEngine.open(folder)
    before = sum(path.stat().st_size for path in folder.glob("*.seg"))

    engine.update([], gone=[("work", f"w{number}") for number in range(6)], generation=4)

    assert sum(path.stat().st_size for path in folder.glob("*.seg")) < before
    assert found(engine, "zebra") == {"w6", "w7", "w8", "w9"}


def test_a_large_rebuild_is_written_in_several_segments(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(whoosh_changes, "LARGEST_IN_MEMORY", 500)
    engine, told = WhooshEngine.open(tmp_path / "index"), list[int]()

    engine.rebuild(map(a_document, range(300)), total=300, generation=1, progress=told.append)

    assert len(list((tmp_path / "index").glob("*.seg"))) > 2
    assert len(found(engine, "zebra")) == 300
    assert found(engine, "word217") == {"w217"}
    assert told == sorted(told)


def test_a_word_in_more_documents_than_a_block_holds_is_found_everywhere(tmp_path: Path) -> None:
    engine = WhooshEngine.open(tmp_path / "index")
    documents = [
        a_document(number, body=("rare",) if number % 100 == 7 else ("two words",))
        for number in range(1000)
    ]
    engine.rebuild(documents, total=1000, generation=1, progress=lambda _: None)

    rare = {f"w{number}" for number in range(7, 1000, 100)}
    assert len(found(engine, "zebra")) == 1000
    assert found(engine, "rare zebra") == rare
    assert found(engine, '"two words"') == {f"w{number}" for number in range(1000)} - rare
    assert found(engine, "zebra NOT two") == rare


def test_whoosh_itself_reads_the_index(folder: Path) -> None:
    with FileIndex(FileStorage(str(folder))).searcher() as searcher:
        results = searcher.search(Term("content", "zebra"), limit=20)
        names = {searcher.reader().column_reader("ref")[number] for _, number in results.top_n}

    assert names == {f"work\tw{number}" for number in range(10)}


def test_a_system_without_memory_maps_is_served(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("whoosh.filedb.compound.mmap", None)
    engine = WhooshEngine.open(folder)

    assert len(found(engine, "zebra")) == 10
    assert found(engine, "word3") == {"w3"}
    engine.close()


def test_closing_lets_go_of_the_files(folder: Path) -> None:
    engine = WhooshEngine.open(folder)
    assert len(found(engine, "zebra")) == 10

    engine.close()

    mapped = Path("/proc/self/maps")
    assert not mapped.exists() or str(folder) not in mapped.read_text()
    assert len(found(engine, "zebra")) == 10


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere"
)
def test_a_folder_that_cannot_be_written_is_searched(folder: Path) -> None:
    folder.chmod(0o500)

    assert len(found(WhooshEngine.open(folder), "zebra")) == 10


@pytest.mark.skipif(sys.platform == "win32", reason="needs a limit on the size of files")
@pytest.mark.parametrize("limit", [0, 10, 1_000, 20_000])
def test_a_full_disk_leaves_the_index_as_it_was(folder: Path, limit: int) -> None:
    program = (
        "import resource, signal, sys; from pathlib import Path\n"
        "from tracker.search.documents import Document\n"
        "from tracker.search.whoosh_engine import WhooshEngine\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))\n"
        "engine = WhooshEngine.open(Path(sys.argv[1]))\n"
        "many = [Document(type='work', id=f'n{number}', title=f'word{number} ' * 20)\n"
        "    for number in range(500)]\n"
        "try:\n"
        "    engine.update(many, generation=4)\n"
        "except OSError:\n"
        "    sys.exit(5)\n"
    )

    done = subprocess.run([sys.executable, "-W", "error", "-c", program, str(folder)], check=False)

    assert done.returncode == 5
    engine = WhooshEngine.open(folder)
    assert (engine.generation, len(found(engine, "zebra"))) == (3, 10)
    engine.update([a_document(10)], generation=4)
    assert len(found(engine, "zebra")) == 11
    engine.close()


def many_documents(number: int) -> list[Document]:
    words = ("harm", "survivor", "label", "consent", "image", "policy", "survey")
    return [
        Document(
            type="work",
            id=f"work{n}",
            title=f"Of {words[n % 7]} and {words[n % 5]}",
            body=(f"Passage {n} on {words[n % 3]}", words[n % 6]),
            year=1990 + n % 30,
        )
        for n in range(number)
    ]


def test_a_large_index_built_by_two_processes_answers_as_one_built_by_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    documents, told = many_documents(3_200), []
    asked = [parse_query(text) for text in ("harm", '"harm and label"', "passage 17", "year:1995")]
    with closing(WhooshEngine.open(tmp_path / "two")) as engine:
        engine.rebuild(documents, total=3_200, generation=7, progress=told.append)
        by_two = [engine.answer(query, limit=5_000) for query in asked]
        assert (engine.generation, engine.document_count) == (7, 3_200)
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    with closing(WhooshEngine.open(tmp_path / "one")) as engine:
        engine.rebuild(documents, total=3_200, generation=7, progress=lambda _: None)
        by_one = [engine.answer(query, limit=5_000) for query in asked]

    assert told == sorted(told)
    assert told[-1] == 3_200
    for two, one in zip(by_two, by_one, strict=True):
        assert two.total == one.total > 0
        assert {hit.id for hit in two.hits} == {hit.id for hit in one.hits}


def test_a_disk_that_fails_the_second_process_is_told_and_the_old_index_answers(
    tmp_path: Path,
) -> None:
    with closing(WhooshEngine.open(tmp_path / "index")) as engine:
        engine.update([Document(type="work", id="old", title="Old")], generation=1)

        def documents() -> Iterator[Document]:
            yield from many_documents(3_000)
            shutil.rmtree(tmp_path / "index" / "MAIN.tmp2")
            yield from many_documents(200)

        with pytest.raises(OSError, match="No such file"):
            engine.rebuild(documents(), total=3_200, generation=2, progress=lambda _: None)

        assert engine.generation == 1
        assert engine.answer(parse_query("old"), limit=5).total == 1


def test_a_script_without_a_main_guard_is_not_run_again(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        """\
from pathlib import Path
from tracker.search.document import Document
from tracker.search.whoosh_engine import WhooshEngine

print("started", flush=True)
engine = WhooshEngine.open(Path("index"))
documents = (Document(type="work", id=f"w{n}", title="Short") for n in range(3_000))
engine.rebuild(documents, total=3_000, generation=7, progress=lambda _: None)
print(engine.document_count, flush=True)
""",
        encoding="utf-8",
    )

    places = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[3])}
    command = [sys.executable, str(script)]
    done = subprocess.run(command, cwd=tmp_path, env=places, capture_output=True, check=False)

    assert (done.stderr, done.stdout.split()) == (b"", [b"started", b"3000"])
