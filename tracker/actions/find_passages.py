"""Find the places in cited works' texts that are most likely to bear on a claim."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from bib.works import Citekey
from evidence.claims import Claim
from evidence.excerpts import squeeze
from evidence.passages import Passage, PassageIndex
from evidence.reading.running_text import running_text
from evidence.reading.sections import outline_of
from tracker.actions.named_records import claim_named, work_named
from tracker.actions.readable_texts import ReadableText, ReadableTexts
from tracker.actions.write_excerpts import Proposal, excerpt_at
from tracker.errors import NoTextError
from tracker.library import Library
from tracker.storage.records import Records


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundPassage:
    """A passage in the text of a work, as it may be shown."""

    source: ReadableText
    passage: Passage
    words: str
    before: str
    after: str

    @property
    def work(self) -> Citekey:
        """The work whose text it is in."""
        return self.source.file.work

    @property
    def page(self) -> str:
        """What a person calls its page; nothing where the text has no pages."""
        return self.source.page_at(self.passage.start)


@dataclass(frozen=True, slots=True, kw_only=True)
class PassagesReport:
    """The passages of each work, best first, work by work; `without_text` are those left out."""

    claim: Claim
    passages: tuple[FoundPassage, ...]
    without_text: tuple[Citekey, ...] = ()


def find_passages(
    library: Library, claim: str, *, works: tuple[str, ...] = (), limit: int
) -> PassagesReport:
    """Rank the passages of these works, or of those that the claim cites, `limit` of each.

    Raises `UnknownRecordError`, `UnknownWorkError`, and `NoTextError` where none has a text.
    """
    with library.reading() as records:
        of_claim = claim_named(records, claim)
        keys = _keys(records, of_claim, works)
        texts = ReadableTexts(records)
        sources = {key: texts.of(key) for key in keys}
    if not any(sources.values()):
        raise NoTextError(keys[0])
    asked = _asked(of_claim)
    found = [
        each for key in keys if sources[key] for each in _best(asked, sources[key], limit=limit)
    ]
    lacking = tuple(key for key in keys if not sources[key])
    return PassagesReport(claim=of_claim, passages=tuple(found), without_text=lacking)


def proposal_of(report: PassagesReport, place: int) -> Proposal:
    """The excerpt that the passage at a place of the report, counted from 0, would make."""
    chosen = report.passages[place]
    excerpt = excerpt_at(report.claim, chosen.source, chosen.passage.spans)
    return Proposal(excerpt=excerpt, claim=report.claim)


def _keys(records: Records, claim: Claim, works: Iterable[str]) -> list[Citekey]:
    keys = [work_named(records, name).key for name in works]
    return keys or list(dict.fromkeys(each.work for each in claim.citations)) or [claim.work]


def _asked(claim: Claim) -> Claim:
    """The claim to look for; a draft says in its excerpt what it will be about."""
    words = " ".join(each.quote for each in claim.excerpts)
    return replace(claim, statement=words) if claim.is_draft and words.strip() else claim


def _best(claim: Claim, sources: Iterable[ReadableText], *, limit: int) -> list[FoundPassage]:
    """The best passages of a work; what two of its copies say alike is told once."""
    found: dict[str, FoundPassage] = {}
    for source in sources:
        text, parts = source.haystack.text, source.haystack.parts
        sentences = running_text(text, parts, outline_of(text, parts))
        for each in PassageIndex(text, sentences=sentences).ranked(claim, limit=limit):
            found.setdefault(squeeze(each.text), _found(source, each))
    ranked = sorted(found.values(), key=lambda each: -each.passage.score)
    return ranked[:limit]


def _found(source: ReadableText, passage: Passage) -> FoundPassage:
    return FoundPassage(
        source=source,
        passage=passage,
        words=source.shown.words(passage.spans),
        before=source.as_shown(passage.before),
        after=source.as_shown(passage.after),
    )
