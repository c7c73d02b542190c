"""Annotations made in Zotero, as excerpts that wait to be tied to a claim.

Highlighted and underlined words are an excerpt's quote. A note, a text box or a picture gives one
without words, if there is a comment. Drawings, and pictures without a comment, say nothing.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from bib.works import Citekey, Work
from bib.zotero_copies import ZoteroCopy, mark_text
from evidence.excerpts import Excerpt, ExcerptId
from tracker.actions.place_excerpts import Places
from tracker.storage.records import Records

_WITH_WORDS = {"highlight", "underline"}
_SAID = ("Type", "Text", "Comment", "Color", "PageLabel", "Position")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_LONGEST_POSITION = 65_536


@dataclass(slots=True, kw_only=True)
class TakenAnnotations:
    """What becomes of annotations; `steps` counts how the words were found in attached texts."""

    excerpts: list[Excerpt] = field(default_factory=list)
    copies: list[ZoteroCopy] = field(default_factory=list)
    added: int = 0
    changed: list[str] = field(default_factory=list)
    silent: int = 0
    homeless: int = 0
    steps: Counter[str] = field(default_factory=Counter)
    problems: list[str] = field(default_factory=list)


def take_annotations(
    records: Records,
    copies: Mapping[str, ZoteroCopy],
    before: Mapping[str, ZoteroCopy],
    find: Callable[[str], Work | None],
) -> TakenAnnotations:
    """What becomes of the annotations among `copies`, some of which were otherwise `before`.

    An excerpt that still waits follows its annotation. One that is tied to a claim is not written
    over, one that was removed here does not come back, and of one that was deleted there it is
    told.
    """
    taking = _Taking(records, copies, find)
    for copy in sorted(copies.values(), key=_place):
        if copy.item_type != "annotation":
            continue
        if copy.is_gone:
            taking.let_go(copy, before.get(copy.key))
        else:
            taking.take(copy, before.get(copy.key))
    return taking.taken


def excerpt_of(copy: ZoteroCopy, work: Citekey) -> Excerpt | None:
    """The excerpt that an annotation is; none where it has neither words nor a comment."""
    said = {name: str(copy.data.get(f"annotation{name}") or "") for name in _SAID}
    quote = mark_text(copy.data) if said["Type"] in _WITH_WORDS else ""
    comment = said["Comment"].strip()
    if not quote and not comment:
        return None
    colour = said["Color"]
    return Excerpt(
        id=ExcerptId(f"zotero-{copy.key}"),
        claim="",
        work=work,
        quote=quote,
        page=" ".join(said["PageLabel"].split()),
        comment=comment,
        colour=colour.lower() if _COLOUR.fullmatch(colour) else "",
        by=" ".join(str(copy.data.get("annotationAuthorName") or "").split()),
        made_at=_instant(copy.data.get("dateAdded")),
        origin=_address(copy),
        position=_position(said["Position"]),
    )


class _Taking:
    """The annotations of one pull, one after the other."""

    def __init__(
        self,
        records: Records,
        copies: Mapping[str, ZoteroCopy],
        find: Callable[[str], Work | None],
    ) -> None:
        self.taken = TakenAnnotations()
        self._records, self._copies, self._find = records, copies, find
        self._places = Places(records)
        self._waiting = {each.id: each for each in records.waiting_excerpts()}
        self._tied: dict[str, str] | None = None

    def take(self, copy: ZoteroCopy, before: ZoteroCopy | None) -> None:
        """Make or change the excerpt of one annotation."""
        above = self._copies.get(copy.parent)
        if above is not None and above.is_gone:
            return
        work = self._find(above.work if above else copy.work)
        if work is None:
            self.taken.homeless += before is None
            return
        copy = replace(copy, work=work.key)
        excerpt = excerpt_of(copy, work.key)
        if excerpt is None:
            self.taken.silent += before is None
            return
        is_as_before = before is not None and before.written and _said(before) == _said(copy)
        if is_as_before and before is not None and before.work == copy.work:
            return
        self.taken.copies.append(replace(copy, written=excerpt.id))
        if excerpt.id in self._waiting:
            if self._put(excerpt) != self._waiting[excerpt.id]:
                self.taken.changed.append(excerpt.id)
        elif claim := self._claim_of(excerpt):
            if before is not None and before.written:
                self.taken.problems.append(
                    f"{excerpt.id} was changed in Zotero; as it is tied to {claim}, it stays as it "
                    f"is here. There it says “{_cut(excerpt.quote or excerpt.comment)}”."
                )
        elif not copy.written:
            self._put(excerpt)
            self.taken.added += 1

    def let_go(self, copy: ZoteroCopy, before: ZoteroCopy | None) -> None:
        """Tell of an annotation that is no longer there."""
        if before is None or before.is_gone or not copy.written:
            return
        if waiting := self._waiting.get(ExcerptId(copy.written)):
            self.taken.problems.append(
                f"{waiting.id} (“{_cut(waiting.quote or waiting.comment)}”) was deleted in Zotero; "
                "it still waits here."
            )

    def _put(self, excerpt: Excerpt) -> Excerpt:
        placed, step = self._places.place(excerpt)
        if step:
            self.taken.steps[step] += 1
        self.taken.excerpts.append(placed)
        return placed

    def _claim_of(self, excerpt: Excerpt) -> str:
        """The claim to which an excerpt has been tied, under this id or from this origin."""
        if self._tied is None:
            self._tied = {
                name: claim.id
                for claim in self._records.claims()
                for each in claim.excerpts
                for name in (each.id, each.origin)
                if name
            }
        return self._tied.get(excerpt.id) or self._tied.get(excerpt.origin, "")


def _place(copy: ZoteroCopy) -> tuple[str, str, str]:
    return copy.work, str(copy.data.get("annotationSortIndex") or ""), copy.key


def _said(copy: ZoteroCopy) -> list[Any]:
    return [copy.data.get(f"annotation{name}") for name in _SAID]


def _address(copy: ZoteroCopy) -> str:
    """Where the annotation is, as an address that opens it."""
    library = copy.library
    if not library.startswith("local/"):
        return f"http://zotero.org/{library}/items/{copy.key}"
    _, _, kind, number = f"{library}///".split("/")[:4]
    owner = f"groups/{number}" if kind == "groups" else "library"
    return f"zotero://open-pdf/{owner}/items/{copy.parent}?annotation={copy.key}"


def _position(text: str) -> str:
    try:
        found = json.loads(text) if 0 < len(text) <= _LONGEST_POSITION else None
    except (ValueError, RecursionError):
        return ""
    return text if isinstance(found, dict) else ""


def _instant(stated: object) -> datetime | None:
    try:
        found = datetime.fromisoformat(str(stated))
    except ValueError:
        return None
    return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)


def _cut(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= 80 else plain[:79] + "…"
