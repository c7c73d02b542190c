"""A command at a real pseudo-terminal, as a person sits before it."""

from __future__ import annotations

import os
import re
import select
import struct
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self

import pytest

if sys.platform == "win32":
    pytest.skip("there are no pseudo-terminals here", allow_module_level=True)

import fcntl
import pty
import termios

_ROOT = Path(__file__).resolve().parents[1]
_CLEAR = "\x1b[2J"
_STYLES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
_SECONDS = 20.0


class Terminal:
    """Runs `evtrack WORDS…`; `screen` is what was shown since the screen was last cleared."""

    def __init__(self, *words: str | Path, columns: int = 80, lines: int = 24, **environment: str):
        self._ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        kept = {name: value for name, value in os.environ.items() if name not in _UNSET}
        self.process = subprocess.Popen(
            [sys.executable, "-c", "import cli; cli.main()", *map(str, words)],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            cwd=_ROOT,
            env={**kept, "TERM": "xterm", "PYTHONUTF8": "1", **environment},
            start_new_session=True,
            preexec_fn=_take_terminal,
        )
        os.close(theirs)
        self.shown = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        os.close(self._ours)

    @property
    def screen(self) -> str:
        """What is on the screen, without styles."""
        return _STYLES.sub("", self.shown.rpartition(_CLEAR)[2]).replace("\r\n", "\n")

    def wait_for(self, words: str) -> str:
        """Wait until these words are on the screen."""
        return self._until(lambda: words in " ".join(self.screen.split()), words)

    def press(self, key: str, then: str) -> str:
        """Press a key as soon as one is waited for; wait until these words are on a new screen."""
        self._until(self._is_raw, f"the wait for a key ({key!r})")
        self.shown = ""
        os.write(self._ours, key.encode())
        return self.wait_for(then)

    def enter(self, line: str, then: str) -> str:
        """Type a line where one was asked for, and wait as `press` does."""
        self.shown = ""
        os.write(self._ours, f"{line}\r".encode())
        return self.wait_for(then)

    def ended(self) -> int:
        """Wait for the end; the exit status."""
        self._until(lambda: self.process.poll() is not None, "the end")
        return self.process.wait()

    def _is_raw(self) -> bool:
        """Whether keys are read one by one."""
        return not termios.tcgetattr(self._ours)[3] & termios.ICANON

    def _until(self, is_so: Callable[[], bool], words: str) -> str:
        end = time.monotonic() + _SECONDS
        while not is_so():
            if time.monotonic() > end:
                raise AssertionError(f"“{words}” did not come; on the screen:\n{self.screen}")
            if select.select([self._ours], [], [], 0.05)[0]:
                try:
                    self.shown += os.read(self._ours, 65_536).decode("utf-8", "replace")
                except OSError:
                    # The other end is closed: the command has ended.
                    self.process.wait(_SECONDS)
        return self.screen


_UNSET = {"COLUMNS", "LINES", "NO_COLOR", "EVTRACK_LIBRARY", "EVTRACK_USER"}


def _take_terminal() -> None:
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
