"""Excerpts: the words in a text that a claim rests on, or the fingerprint that finds them again."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from typing import NewType

from bib.works import Citekey

ExcerptId = NewType("ExcerptId", str)

# Numbers of works in brackets, as “[5, 8, 17–19]”; copies of one text differ in them.
REFERENCE_NUMBERS = re.compile(r"\[\s*\d+(?:\s*[,;–-]\s*\d+)*\s*\]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fingerprint:
    """Hash and length of a passage's squeezed letters; enough to find the passage, not to read it.

    `length` counts characters after `squeeze`; `sha256` is the hex digest of their UTF-8 form.
    """

    length: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    """The words a claim rests on, after the selectors of the W3C Web Annotation model.

    `quote`, `prefix` and `suffix` are a TextQuoteSelector, `start` and `end` (code points, end
    exclusive) a TextPositionSelector into the text whose hash is `text_sha256`; `found_by` is the
    step of anchoring that found them there ("exact", …), or "orphaned" where none did. An excerpt
    whose words may not be stored has a `fingerprint` and no quote.

    One that a reader marked elsewhere keeps the `comment`, the `colour` (`#ffd400`), who made it
    and when, the address of the annotation it came from in `origin`, and in `position` where it
    stands on its page, as JSON text (`pageIndex`, `rects`). It is *waiting*, with an empty `claim`,
    until a person ties it to a claim.
    """

    id: ExcerptId
    claim: str
    work: Citekey
    quote: str = ""
    prefix: str = ""
    suffix: str = ""
    start: int | None = None
    end: int | None = None
    page: str = ""
    text_sha256: str = ""
    found_by: str = ""
    fingerprint: Fingerprint | None = None
    comment: str = ""
    colour: str = ""
    by: str = ""
    made_at: datetime | None = None
    origin: str = ""
    position: str = ""

    @property
    def is_waiting(self) -> bool:
        """Whether it still has to be tied to a claim."""
        return not self.claim


def squeeze(text: str) -> str:
    """Letters and digits only, folded in compatibility and case, without numeric citation groups.

    White space, hyphens, quotation marks and typographic variants differ from copy to copy of one
    text and are dropped, so that a fingerprint holds over all copies.

    >>> squeeze("The “image-\\nbased” abuse [5, 8, 17-19].")
    'theimagebasedabuse'
    """
    without_groups = REFERENCE_NUMBERS.sub(" ", text)
    folded = unicodedata.normalize("NFKC", without_groups).casefold()
    return "".join(character for character in folded if character.isalnum())


def fingerprint(text: str) -> Fingerprint:
    """The fingerprint of a passage."""
    squeezed = squeeze(text)
    return Fingerprint(length=len(squeezed), sha256=hashlib.sha256(squeezed.encode()).hexdigest())
