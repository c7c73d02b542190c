"""The history of a pair: every verdict ever given on it, and what was changed under each since."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from evidence.claims import Claim
from evidence.reviewing.bindings import (
    BoundPart,
    Freshness,
    binding_of,
    changed_parts,
    freshness,
    wordings_of,
)
from evidence.reviewing.outcomes import outcome
from evidence.verdicts import Verdict

# A word or a sign with the blanks before it, so that blanks alone are never what two words share.
_WORD = re.compile(r"\s*(?:\w+|[^\w\s])|\s+")
# Comparing very long wordings word by word takes too long to be worth it.
_MOST_WORDS = 4_000


class Fate(StrEnum):
    """What became of words between then and now."""

    KEPT = "kept"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Words with one fate."""

    fate: Fate
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PartChange:
    """A part of what a verdict was given on that is no longer the same.

    `before` is `None` where those words were not kept, `now` where there is nothing in their place.
    """

    part: BoundPart
    before: str | None
    now: str | None

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """The difference word by word; nothing where one side is not known."""
        if self.before is None or self.now is None:
            return ()
        return word_difference(self.before, self.now)


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """One verdict of a history; it `stands` unless something later took its place."""

    verdict: Verdict
    stands: bool
    freshness: Freshness
    changes: tuple[PartChange, ...] = ()


def history(
    verdicts: Iterable[Verdict],
    claim: Claim | None,
    *,
    texts: Collection[str],
    wordings: Mapping[str, str],
) -> tuple[Given, ...]:
    """All verdicts on one pair, oldest first.

    `texts` are the digests of the texts held of the cited work, `wordings` the words that were kept
    by their digests.
    """
    ordered = sorted(verdicts, key=lambda each: each.read_at)
    found = outcome(ordered)
    standing = {id(each) for each in (*found.readings, *found.standing)}
    present = {each.sha256: each.words for each in wordings_of(claim)} if claim else {}
    known = {**wordings, **present}
    return tuple(
        Given(
            verdict=each,
            stands=id(each) in standing,
            freshness=freshness(each, claim, texts=texts),
            changes=tuple(_changes(each, claim, texts, known)),
        )
        for each in ordered
    )


def word_difference(before: str, now: str) -> tuple[Piece, ...]:
    """What was taken out of words and put into them, whole words at a time."""
    old, new = _words(before), _words(now)
    if len(old) + len(new) > _MOST_WORDS:
        return (Piece(fate=Fate.GONE, words=before), Piece(fate=Fate.NEW, words=now))
    pieces: list[Piece] = []
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, start, end, first, last in matcher.get_opcodes():
        if tag == "equal":
            pieces.append(Piece(fate=Fate.KEPT, words="".join(old[start:end])))
            continue
        gone, added = "".join(old[start:end]), "".join(new[first:last])
        pieces += [Piece(fate=Fate.GONE, words=gone)] if gone else []
        pieces += [Piece(fate=Fate.NEW, words=added)] if added else []
    return tuple(pieces)


def _words(text: str) -> list[str]:
    return _WORD.findall(text)


def _changes(
    verdict: Verdict, claim: Claim | None, texts: Collection[str], known: Mapping[str, str]
) -> Iterable[PartChange]:
    then = verdict.binding
    if then is None:
        return
    now = binding_of(claim, verdict.work, excerpt=verdict.excerpt) if claim else None
    for part in changed_parts(verdict, claim, texts=texts):
        # Texts are known by their digests alone.
        name = str(part)
        present = getattr(now, name) if now and part is not BoundPart.TEXT else ""
        yield PartChange(
            part=part,
            before=known.get(getattr(then, name)),
            now=known.get(present) if present else None,
        )
