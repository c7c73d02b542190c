"""Plain text and Markdown: kept as they are; of Markdown the headings, paragraphs and so on."""

from __future__ import annotations

import re
from pathlib import Path

from bib.encoding import decode
from evidence.texts import Text, TextProblem
from tracker.texts.limits import Limits
from tracker.texts.markdown_parts import markdown_parts
from tracker.texts.markdown_references import markdown_references

_NUL = b"\0"
_LINE_END = re.compile("\r\n|\r")
_WIDE_SAMPLE = 4_096


def read_plain(path: Path, *, limits: Limits) -> Text:
    """The words as they stand, with line ends made alike and without parts."""
    content, problems = _content(path, limits)
    return Text(content=content, media_type="text/plain", problems=problems)


def read_markdown(path: Path, *, limits: Limits) -> Text:
    """As plain text, with the parts that Markdown marks and the references it cites by key."""
    content, problems = _content(path, limits)
    parts = markdown_parts(content)
    listed = markdown_references(path, content, parts, limits=limits)
    title = next((part for part in parts if part.level == 1), None)
    return Text(
        content=content + listed.words,
        media_type="text/markdown",
        title=content[title.start : title.end].strip() if title else "",
        parts=(*parts, *listed.parts),
        problems=(*problems, *listed.problems),
        sources=listed.sources,
    )


def _content(path: Path, limits: Limits) -> tuple[str, tuple[TextProblem, ...]]:
    with path.open("rb") as stream:
        data = stream.read(limits.file_bytes)
    problems = []
    if _NUL in data and not _is_wide(data[:_WIDE_SAMPLE]):
        line = data.count(b"\n", 0, data.index(_NUL)) + 1
        count = data.count(_NUL)
        message = f"NUL bytes were left out of the text: {count:,}, the first in line {line}."
        problems.append(TextProblem(code="nul-bytes", message=message, line=line))
        data = data.replace(_NUL, b"")
    decoded = decode(data, path=str(path))
    if decoded.is_guessed:
        message = (
            f"Nothing says how the letters are encoded; {decoded.encoding} was taken for it. "
            "Look at the letters with accents, or save the file as UTF-8."
        )
        problems.append(TextProblem(code="encoding-guessed", message=message))
    content = _LINE_END.sub("\n", decoded.text)
    if len(content) > limits.characters:
        content = content[: limits.characters]
        line = content.count("\n") + 1
        message = f"Only the first {limits.characters:,} characters were taken, up to line {line}."
        problems.append(TextProblem(code="too-long", message=message, line=line))
    return content, tuple(problems)


def _is_wide(sample: bytes) -> bool:
    """Whether the NUL bytes are halves of letters, as in UTF-16."""
    return sample[:2] in {b"\xff\xfe", b"\xfe\xff"} or any(
        sample[place::2].count(0) > len(sample) / 5 for place in (0, 1)
    )
