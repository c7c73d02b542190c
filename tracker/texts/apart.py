"""The process apart in which one file is read, so that no file can take the program down.

Started by `tracker.texts.taking`. It prints lines of JSON: `{"page": n}` before each page of a PDF,
and last either `{"text": …}`, `{"annotations": …}` or `{"refused": …, "why": …}`.
"""

from __future__ import annotations

import importlib
import json
import os
import re
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, TextIO

from bib.errors import BibError
from evidence.texts import Text, TextProblem
from tracker.errors import TextNotTakenError, TrackerError
from tracker.texts.annotations import annotation_to_json
from tracker.texts.kinds import HEAD_BYTES, PDF, Recognised, recognise
from tracker.texts.limited import limit_this_process
from tracker.texts.limits import Limits
from tracker.texts.text_json import text_to_json

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def main(arguments: list[str]) -> None:
    """Read the file named first; the second argument tells in JSON what is wanted and allowed."""
    path, asked = Path(arguments[0]), json.loads(arguments[1])
    limits = Limits(**asked["limits"])
    limit_this_process(limits)
    out = _answer_stream()

    def on_page(number: int) -> None:
        print(json.dumps({"page": number}), file=out, flush=True)

    try:
        answer: dict[str, Any]
        if asked["wanted"] == "annotations":
            answer = {"annotations": _annotations(path, limits=limits)}
        else:
            skip = frozenset(asked["skip"])
            answer = {"text": text_to_json(_read(path, limits=limits, skip=skip, on_page=on_page))}
    except TextNotTakenError as error:
        answer = {"refused": type(error).__name__, "why": error.why}
    except (TrackerError, BibError) as error:
        answer = {"refused": "TextNotTakenError", "why": str(error).rstrip(".")}
    except OSError as error:
        answer = {"refused": "TextNotTakenError", "why": error.strerror or str(error)}
    except MemoryError:
        answer = {"refused": "ReadingStoppedError", "why": "reading it takes too much memory"}
    except RecursionError:
        answer = {"refused": "ReadingStoppedError", "why": "it is nested too deeply"}
    print(json.dumps(answer), file=out, flush=True)


def _answer_stream() -> TextIO:
    """Where the answer goes; anything that a library prints goes to standard error instead."""
    stream = os.fdopen(os.dup(1), "w", encoding="ascii")
    os.dup2(2, 1)
    return stream


def _recognised(path: Path) -> Recognised:
    with path.open("rb") as stream:
        return recognise(stream.read(HEAD_BYTES), path)


def _annotations(path: Path, *, limits: Limits) -> list[dict[str, Any]]:
    if _recognised(path).kind is not PDF:
        return []
    read = importlib.import_module("tracker.texts.pdf_annotations").read_annotations
    return [annotation_to_json(annotation) for annotation in read(path, limits=limits)]


def _read(
    path: Path, *, limits: Limits, skip: frozenset[int], on_page: Callable[[int], None]
) -> Text:
    recognised = _recognised(path)
    kind = recognised.kind
    read = getattr(importlib.import_module(kind.module), kind.reader)
    told = {"skip": skip, "on_page": on_page} if kind is PDF else {}
    text: Text = read(path, limits=limits, **told)
    problems = (recognised.problem,) if recognised.problem else ()
    return _storable(replace(text, problems=(*problems, *text.problems)))


def _storable(text: Text) -> Text:
    """Characters that no database holds are replaced one for one, so that every place stays."""
    if not _UNSTORABLE.search(text.content) and not _UNSTORABLE.search(text.title):
        return text
    message = "There are NUL characters or halves of characters in it; “\ufffd” stands for each."
    return replace(
        text,
        content=_UNSTORABLE.sub("\ufffd", text.content),
        title=_UNSTORABLE.sub("\ufffd", text.title),
        problems=(*text.problems, TextProblem(code="bad-characters", message=message)),
    )


if __name__ == "__main__":
    main(sys.argv[1:])
