"""Answers of services, kept in the library's folder so that nothing is asked twice.

One small file an answer, with its source and time. The folder may be deleted at any time.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, MutableMapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from bib.sources.http import Answer

FOLDER = "cache"
_LARGEST = 25_000_000


class AnswerCache(MutableMapping[str, Answer]):
    """Answers by the address that was asked; a file that cannot be read is as good as none."""

    def __init__(self, root: Path) -> None:
        self._folder = root / FOLDER / "answers"

    def __getitem__(self, url: str) -> Answer:
        answer = _read(self._file(url))
        if answer is None or answer.url != url:
            raise KeyError(url)
        return answer

    def __setitem__(self, url: str, answer: Answer) -> None:
        file = self._file(url)
        partial = file.with_name(f"{file.name}.{os.getpid()}.partial")
        # What cannot be kept, in a folder that may only be read, is asked for again.
        with suppress(OSError):
            file.parent.mkdir(parents=True, exist_ok=True)
            partial.write_text(_written(answer), encoding="utf-8")
            partial.replace(file)

    def __delitem__(self, url: str) -> None:
        try:
            self._file(url).unlink()
        except OSError as error:
            raise KeyError(url) from error

    def __iter__(self) -> Iterator[str]:
        answers = (_read(file) for file in sorted(self._folder.glob("*/*.json")))
        return (answer.url for answer in answers if answer)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _file(self, url: str) -> Path:
        name = hashlib.sha256(url.encode()).hexdigest()
        return self._folder / name[:2] / f"{name[2:]}.json"


def _written(answer: Answer) -> str:
    said = {
        "source": answer.source,
        "url": answer.url,
        "status": answer.status,
        "asked_at": answer.asked_at.isoformat(),
        "body": answer.body,
    }
    return json.dumps(said, ensure_ascii=False, indent=1)


def _read(file: Path) -> Answer | None:
    try:
        if file.stat().st_size > _LARGEST:
            return None
        said = json.loads(file.read_text(encoding="utf-8"))
        asked_at = datetime.fromisoformat(said["asked_at"])
        texts = [said[name] for name in ("source", "url", "body")]
        if not all(isinstance(text, str) for text in texts) or asked_at.tzinfo is None:
            return None
        source, url, body = texts
        return Answer(
            source=source, url=url, status=int(said["status"]), body=body, asked_at=asked_at
        )
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
