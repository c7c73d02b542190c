"""Made-up bibliographies of any size, with words as frequent as in real ones."""

from __future__ import annotations

import random
from pathlib import Path

_SEED_WORDS = [
    "governance",
    "synthetic",
    "content",
    "image",
    "abuse",
    "survey",
    "evidence",
    "model",
    "method",
    "harm",
    "survivor",
    "law",
    "platform",
    "detection",
    "provenance",
    "watermark",
    "consent",
    "policy",
    "framework",
    "risk",
    "report",
    "study",
    "analysis",
    "social",
    "media",
    "network",
    "trust",
    "safety",
    "measure",
    "effect",
    "population",
    "interview",
    "dataset",
    "language",
]


def vocabulary(size: int = 30_000) -> list[str]:
    """Words by falling frequency: a few real ones, then pronounceable inventions."""
    generator = random.Random(7)
    syllables = [c + v for c in "bcdfghjklmnprstvz" for v in "aeiou"]
    made = {"".join(generator.choices(syllables, k=generator.randint(2, 4))) for _ in range(size)}
    return [*_SEED_WORDS, *sorted(made)][:size]


def bibtex_file(path: Path, entries: int) -> None:
    """Write `entries` articles of about 1.2 KB with abstracts of 150 words."""
    generator = random.Random(42)
    words = vocabulary()
    # Zipf's law: the n-th word is about 1/n as frequent as the first.
    weights = [1 / (rank + 2) for rank in range(len(words))]
    with path.open("w", encoding="utf-8") as file:
        for number in range(entries):
            drawn = generator.choices(words, weights, k=166)
            people = " and ".join(
                f"{drawn[i].capitalize()}, {drawn[i + 1].capitalize()}" for i in (0, 2, 4)
            )
            file.write(
                f"@article{{work{number},\n"
                f"  author = {{{people}}},\n"
                f"  title = {{{' '.join(drawn[6:16]).capitalize()}}},\n"
                f"  journal = {{Journal of {drawn[0].capitalize()} Studies}},\n"
                f"  year = {{{generator.randint(1980, 2026)}}},\n"
                f"  doi = {{10.5555/{number}.{generator.randint(1000, 9999)}}},\n"
                f"  abstract = {{{' '.join(drawn[16:])}}},\n"
                "}\n\n"
            )
