"""Attached files as text for the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from evidence.attachments import Attachment, Scope
from evidence.texts import TextProblem
from tracker.render.lists import clean, counted

_SHOWN_PROBLEMS = 5


def attachment_rows(
    attachment: Attachment, *, pages: int, characters: int | None
) -> tuple[str, str, str]:
    """Work, short hash, and what the file is; `characters` is `None` where no text was taken."""
    return attachment.work, attachment.sha256[:12], ", ".join(_said(attachment, pages, characters))


def problem_lines(problems: Iterable[TextProblem]) -> list[str]:
    """A line for each problem with its place, the first few only."""
    told = [problem_line(each) for each in problems]
    more = len(told) - _SHOWN_PROBLEMS
    return (
        told if more <= 1 else [*told[:_SHOWN_PROBLEMS], f"… and {more:,} more; --json gives all"]
    )


def problem_line(problem: TextProblem) -> str:
    """What is doubtful, and where."""
    place = f"page {problem.page}: " if problem.page else f"line {problem.line}: "
    return clean(f"{place if problem.page or problem.line else ''}{problem.message}")


def _said(attachment: Attachment, pages: int, characters: int | None) -> Iterator[str]:
    yield attachment.name
    if attachment.part_of:
        yield f"pulled in by {attachment.part_of[:12]}"
        return
    if attachment.scope is not Scope.FULL:
        yield {"part": "a part of the work", "abstract": "the abstract"}[attachment.scope.value]
    if pages:
        yield counted(pages, "page")
    if characters is None:
        yield "no text was taken"
    else:
        yield counted(characters, "character") if characters else "without text"
