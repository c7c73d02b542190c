"""The surveyed paper's text, cut into the places that claims are addressed by."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

GROUP = re.compile(r"\[(\d+(?:\s*[,–-]\s*\d+)*)\]")
_SENTENCE_END = re.compile(r"(?<=[.?!])[\"”]?\s+(?=[\"“*]?[A-Z])")
_HEADING = re.compile(r"(\d(?:\.\d)?) (?=[A-Z])")
_RUNNING_TITLE = "Michelle L. Ding"
_CAPTION = "Figure 1: "
# The text runs on without a break here; the printed page begins a new paragraph.
_SECOND_PARAGRAPH = ("1", "Despite extensive documentation")


@dataclass(frozen=True, slots=True)
class SurveyedPaper:
    """Body and reference list; both without the title, which no claim rests on."""

    body: str
    references: str

    @property
    def groups(self) -> list[frozenset[int]]:
        """The bracket groups in reading order, ranges expanded."""
        return [expanded(match[1]) for match in GROUP.finditer(self.body)]

    @property
    def sentences(self) -> dict[str, str]:
        """Each sentence under its address, those broken over a page joined."""
        return {
            f"{place}-{number}": sentence
            for place, paragraph in self.paragraphs.items()
            for number, sentence in enumerate(_SENTENCE_END.split(paragraph), start=1)
        }

    @property
    def paragraphs(self) -> dict[str, str]:
        """Each paragraph under section and number; 0 is a heading that asserts something."""
        section, found = "", dict[str, str]()
        for block in re.split(r"\n\s*\n", self.body):
            text = " ".join(block.split())
            heading = _HEADING.match(text)
            if text == "Abstract":
                section = "0"
            elif heading:
                section = heading[1]
                if text.endswith("."):
                    found[f"{section}-0"] = text[heading.end() :]
            elif text.startswith(_CAPTION):
                found["fig1-1"] = text.removeprefix(_CAPTION)
            elif text and not text.startswith(_RUNNING_TITLE):
                found[f"{section}-1"] = f"{found.get(f'{section}-1', '')} {text}".strip()
        section, opening = _SECOND_PARAGRAPH
        first, rest = found[f"{section}-1"].split(f" {opening}", 1)
        return found | {f"{section}-1": first, f"{section}-2": opening + rest}


def read_paper(file: Path) -> SurveyedPaper:
    body, _, references = file.read_text(encoding="utf-8").partition("\nReferences\n")
    return SurveyedPaper(body="Abstract" + body.partition("\nAbstract")[2], references=references)


def expanded(group: str) -> frozenset[int]:
    """The numbers of a bracket group, those inside a range included."""
    numbers: set[int] = set()
    for part in group.split(","):
        ends = [int(end) for end in re.split(r"\s*[–-]\s*", part.strip())]
        numbers.update(range(ends[0], ends[-1] + 1))
    return frozenset(numbers)
