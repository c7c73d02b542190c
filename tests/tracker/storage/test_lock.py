"""One process at a time changes a library; others wait and are told for whom."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tracker.errors import LockedLibraryError, ReadOnlyLibraryError
from tracker.storage.lock import exclusive

ROOT = Path(__file__).parents[3]
HOLD = """
import sys, time
from pathlib import Path
from tracker.storage.lock import exclusive
with exclusive(Path(sys.argv[1]), by="import by Zoë", seconds=1, on_wait=print):
    print("held", flush=True)
    time.sleep(60)
"""


def holder_of(root: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(root)], stdout=subprocess.PIPE, text=True, cwd=ROOT
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_who_waits_is_told_for_whom_and_gives_up_in_the_end(tmp_path: Path) -> None:
    told: list[str] = []
    with holder_of(tmp_path) as process:
        with (
            pytest.raises(LockedLibraryError, match="being changed by import by Zoë") as caught,
            exclusive(tmp_path, by="me", seconds=1.2, on_wait=told.append),
        ):
            pass
        process.kill()

    assert told == [f"import by Zoë, process {process.pid}"]
    assert caught.value.seconds == 1.2


def test_the_lock_of_a_killed_process_is_free(tmp_path: Path) -> None:
    with holder_of(tmp_path) as process:
        process.send_signal(signal.SIGKILL)

    with exclusive(tmp_path, by="me", seconds=0, on_wait=print):
        pass


def test_the_lock_is_free_after_an_error(tmp_path: Path) -> None:
    def fail() -> None:
        with exclusive(tmp_path, by="me", seconds=0, on_wait=print):
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    with exclusive(tmp_path, by="me", seconds=0, on_wait=print):
        assert (tmp_path / "library.busy").read_text(encoding="utf-8").startswith("me, process")
    assert [path.name for path in tmp_path.iterdir()] == ["library.lock"]


def test_not_being_able_to_say_who_holds_the_lock_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / "library.busy").mkdir()

    with exclusive(tmp_path, by="me", seconds=0, on_wait=print):
        pass


def test_a_lock_file_that_is_a_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "library.lock").mkdir()

    with (
        pytest.raises(ReadOnlyLibraryError, match="is a directory"),
        exclusive(tmp_path, by="me", seconds=0, on_wait=print),
    ):
        pass
