"""Reading a paper: its text taken apart into sections, sentences, references and citations."""

from __future__ import annotations

from evidence.reading.paper import Paper
from evidence.reading.parts import read_parts
from evidence.reading.running_text import running_text
from evidence.reading.sections import outline_of
from evidence.texts import Text


def read_paper(text: Text) -> Paper:
    """Everything that can be read from a text; what is doubtful is among the problems."""
    parts, doubts = read_parts(text)
    outline = outline_of(text, parts)
    sentences = running_text(text, parts, outline)
    return Paper(text=text, sections=outline.sections, sentences=sentences)
