"""Everything a library holds, read and written within one open transaction."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import datetime
from itertools import chain
from typing import Any, TypeVar

from sqlalchemy import Column, Connection, func, literal, select, union_all

from bib.blocks import LooseBlock
from bib.works import LinkPolicy, Work
from bib.zotero_copies import ZoteroCopy, ZoteroScope
from evidence.attachments import Attachment
from evidence.chains import Limitation, Link, Node
from evidence.claims import Claim
from evidence.concepts import Concept, Scheme
from evidence.corpus import About, Corpus
from evidence.excerpts import Excerpt
from evidence.findings import Waiver
from evidence.matrix import Matrix
from evidence.natural_order import by_place, natural
from evidence.responses import Response
from evidence.reviewing.bindings import Wording
from evidence.reviewing.outcomes import BlindReader
from evidence.reviewing.pairs import ReviewPair
from evidence.texts import Text
from evidence.verdicts import Verdict
from tracker.storage import tables
from tracker.storage.about import load_about, save_about
from tracker.storage.attachments import ATTACHMENTS
from tracker.storage.bibliography import (
    find_key,
    find_like,
    find_mentioning,
    load_bibliography,
    load_loose_blocks,
    save_items,
)
from tracker.storage.chains import LIMITATIONS, LINKS, NODES
from tracker.storage.changes import Changes, Touched, load_touched, save_touched
from tracker.storage.claims import CLAIMS
from tracker.storage.concepts import CONCEPTS, SCHEMES
from tracker.storage.excerpts import WAITING_EXCERPTS
from tracker.storage.families import (
    IN_LIST,
    Family,
    Identity,
    end_of,
    load,
    remove,
    save,
)
from tracker.storage.log import LogEntry, append_entry, load_hash, load_head, load_log
from tracker.storage.matrices import MATRICES
from tracker.storage.neighbourhoods import load_neighbourhood
from tracker.storage.pairs import load_pairs
from tracker.storage.replacing import Pair, replace_records, undo
from tracker.storage.responses import RESPONSES
from tracker.storage.review import WORDINGS, keep_wordings
from tracker.storage.text_rows import ShownText, TextFacts
from tracker.storage.texts import (
    load_digests,
    load_facts,
    load_same,
    load_shown,
    load_text,
    remove_text,
    save_text,
)
from tracker.storage.verdicts import VERDICTS, WAIVERS
from tracker.storage.works import WORKS
from tracker.storage.zotero import COPIES, SCOPES

Value = TypeVar("Value")

_COUNTED = {
    "works": tables.works,
    "claims": tables.claims,
    "citations": tables.citations,
    "figures": tables.figures,
    "excerpts": tables.excerpts,
    "waiting_excerpts": tables.waiting_excerpts,
    "attachments": tables.attachments,
    "limitations": tables.limitations,
    "nodes": tables.nodes,
    "links": tables.links,
    "schemes": tables.schemes,
    "concepts": tables.concepts,
    "matrices": tables.matrices,
    "responses": tables.responses,
    "verdicts": tables.verdicts,
    "waivers": tables.waivers,
}


class Records:
    """The records of a library, bound to one open transaction.

    Writing needs a deed, which collects what was changed in `changes`. To put a record is to insert
    it or to replace the one of the same id in its place; a record equal to the stored one is left
    alone. Everything comes back in its own order: works as in the bibliography, claims by work and
    place, the rest as first put.
    """

    def __init__(self, connection: Connection, changes: Changes | None = None) -> None:
        self.connection = connection
        self._changes = changes

    def about(self) -> About:
        """What the corpus is."""
        return load_about(self.connection)

    def work(self, key: str) -> Work | None:
        """The work of that key or alias; exact first, then without regard to case."""
        found = find_key(self.connection, key)
        return None if found is None else self.works([found])[0]

    def works(self, keys: Iterable[str] | None = None) -> list[Work]:
        """All works, or those of these exact keys."""
        return load(self.connection, WORKS, among=None if keys is None else list(keys))

    def works_like(self, works: Iterable[Work]) -> list[Work]:
        """The works that share a key, alias, title or identifier with one of these, case aside."""
        return load(self.connection, WORKS, among=find_like(self.connection, list(works)))

    def works_mentioning(self, key: str) -> list[Work]:
        """The works in whose fields or relations that text stands."""
        return load(self.connection, WORKS, among=find_mentioning(self.connection, key))

    def works_with_number(self) -> list[Work]:
        """The works that the survey cites under a number."""
        numbered = select(tables.works.c.key).where(tables.works.c.cited_as.is_not(None))
        return load(self.connection, WORKS, among=list(self.connection.scalars(numbered)))

    def loose_blocks(self) -> list[LooseBlock]:
        """What the bibliography holds besides works."""
        return load_loose_blocks(self.connection)

    def bibliography(self) -> tuple[Work | LooseBlock, ...]:
        """Works and loose blocks in one order."""
        return load_bibliography(self.connection)

    def claim(self, id: str) -> Claim | None:  # noqa: A002
        """The claim of that id."""
        return next(iter(self.claims([id])), None)

    def claims(
        self, ids: Iterable[str] | None = None, *, works: Collection[str] | None = None
    ) -> list[Claim]:
        """All claims, those of these ids, or those that these works make (not both)."""
        if works is not None:
            found = load(self.connection, CLAIMS, by=tables.claims.c.work, among=works)
        else:
            found = load(self.connection, CLAIMS, among=None if ids is None else list(ids))
        return self._in_reading_order(found)

    def claims_beside(self, claim: Claim) -> list[Claim]:
        """The other claims that its work makes in the same sentence."""
        table, at = tables.claims.c, claim.locator
        if at.paragraph is None or at.sentence is None:
            return []
        is_there = (
            (table.work == claim.work)
            & (table.section == at.section)
            & (table.paragraph == at.paragraph)
            & (table.sentence == at.sentence)
            & (table.id != claim.id)
        )
        return self.claims(self.connection.scalars(select(table.id).where(is_there)))

    def limitations(self) -> list[Limitation]:
        """All limitations."""
        return load(self.connection, LIMITATIONS)

    def nodes(self, limitation: str | None = None) -> list[Node]:
        """All nodes, or those of one limitation."""
        return self._load_of(NODES, tables.nodes.c.limitation, limitation)

    def links(self, touching: Collection[str] | None = None) -> list[Link]:
        """All links, or those with one of these nodes or claims at either end."""
        if touching is None:
            return load(self.connection, LINKS)
        ends = (tables.links.c.source, tables.links.c.target)
        found = [
            each for end in ends for each in load(self.connection, LINKS, by=end, among=touching)
        ]
        return list(dict.fromkeys(found))

    def schemes(self) -> list[Scheme]:
        """All schemes."""
        return load(self.connection, SCHEMES)

    def concepts(self, scheme: str | None = None) -> list[Concept]:
        """All concepts, or those of one scheme."""
        return self._load_of(CONCEPTS, tables.concepts.c.scheme, scheme)

    def matrices(self) -> list[Matrix]:
        """All matrices with their cells."""
        return load(self.connection, MATRICES)

    def responses(self) -> list[Response]:
        """All responses."""
        return load(self.connection, RESPONSES)

    def verdicts(self, claims: Collection[str] | None = None) -> list[Verdict]:
        """All verdicts, or those on these claims."""
        return load(self.connection, VERDICTS, by=tables.verdicts.c.claim, among=claims)

    def review_pairs(
        self, *, blind: BlindReader | None = None, claims: Collection[str] | None = None
    ) -> list[ReviewPair]:
        """Every pair of a claim and a work it cites, in order, with its states.

        With `blind`, as that reader may see them; with `claims`, those of these few. Alarms are as
        they were last raised.
        """
        return load_pairs(self.connection, blind=blind, claims=claims)

    def wordings(self, digests: Collection[str] | None = None) -> list[Wording]:
        """What was said before it was changed under a verdict, or as much of it as is asked for."""
        return load(self.connection, WORDINGS, among=digests)

    def waivers(self) -> list[Waiver]:
        """All waivers, also those that have run out."""
        return load(self.connection, WAIVERS)

    def waiting_excerpts(self, work: str | None = None) -> list[Excerpt]:
        """All excerpts that nobody has tied to a claim, or those of one work."""
        return self._load_of(WAITING_EXCERPTS, tables.waiting_excerpts.c.work, work)

    def attachments(self, work: str | None = None) -> list[Attachment]:
        """All attached files, or those of one work, with the files they pull in."""
        return self._load_of(ATTACHMENTS, tables.attachments.c.work, work)

    def attachments_of_bytes(self, sha256: str) -> list[Attachment]:
        """The attachments of one file, which may belong to several works."""
        return self._load_of(ATTACHMENTS, tables.attachments.c.sha256, sha256)

    def text(self, sha256: str, *, with_boxes: bool = True) -> Text | None:
        """The text taken from the file of that hash, if one was."""
        return load_text(self.connection, sha256, with_boxes=with_boxes)

    def texts_of(self, work: str, *, with_boxes: bool = True) -> list[tuple[Attachment, Text]]:
        """The texts of a work, each with the file it was taken from."""
        pairs = (
            (each, self.text(each.sha256, with_boxes=with_boxes)) for each in self.attachments(work)
        )
        return [(attachment, text) for attachment, text in pairs if text is not None]

    def text_facts(self, hashes: Collection[str] | None = None) -> dict[str, TextFacts]:
        """What there is to say of all texts, or those of these files, by the hash of the file."""
        return load_facts(self.connection, hashes)

    def text_digests(self) -> dict[str, frozenset[str]]:
        """Work → the hashes of the words of its texts."""
        return load_digests(self.connection)

    def facts_with_words(self, text_sha256: str) -> list[TextFacts]:
        """What there is to say of the texts that hold exactly these words."""
        return load_same(self.connection, text_sha256)

    def has_withheld(self) -> bool:
        """Whether the address of any work is withheld."""
        policy = tables.works.c.link_policy == str(LinkPolicy.WITHHOLD)
        found = select(tables.works.c.key).where(policy).limit(1)
        return self.connection.scalar(found) is not None

    def shown_texts(self, hashes: Collection[str]) -> list[ShownText]:
        """The words and works of the texts of these files."""
        return load_shown(self.connection, hashes)

    def zotero_scopes(self) -> list[ZoteroScope]:
        """What of Zotero was pulled, and up to which version."""
        return load(self.connection, SCOPES)

    def zotero_copies(
        self, library: str | None = None, *, works: Collection[str] | None = None
    ) -> list[ZoteroCopy]:
        """All items as last seen in Zotero, or those of a library there or of works (not both)."""
        if works is not None:
            return load(self.connection, COPIES, by=tables.zotero_copies.c.work, among=works)
        return self._load_of(COPIES, tables.zotero_copies.c.library, library)

    def corpus(self) -> Corpus:
        """Everything that is knowledge, as one value."""
        return Corpus(
            about=self.about(),
            bibliography=self.bibliography(),
            claims=tuple(self.claims()),
            limitations=tuple(self.limitations()),
            nodes=tuple(self.nodes()),
            links=tuple(self.links()),
            schemes=tuple(self.schemes()),
            concepts=tuple(self.concepts()),
            matrices=tuple(self.matrices()),
            responses=tuple(self.responses()),
            verdicts=tuple(self.verdicts()),
            waivers=tuple(self.waivers()),
            wordings=tuple(self.wordings()),
            waiting_excerpts=tuple(self.waiting_excerpts()),
        )

    def ids(self, kind: str) -> list[str]:
        """The ids of all records of a kind that has ids: “works”, “claims”, “nodes” …, in order."""
        table = _COUNTED[kind]
        key = next(iter(table.primary_key.columns))
        return list(self.connection.scalars(select(key).order_by(table.c.position)))

    def counts(self) -> Mapping[str, int]:
        """How many records there are of each kind, by the name of the kind in the plural."""
        each = [
            select(literal(name).label("name"), func.count().label("number")).select_from(table)
            for name, table in _COUNTED.items()
        ]
        return {row.name: row.number for row in self.connection.execute(union_all(*each))}

    def log(self, subject: str | None = None, *, after: int = 0) -> list[LogEntry]:
        """The log, oldest entry first; with `subject`, the deeds that touched that record.

        With `after`, from the entry that follows the one of that number.
        """
        return load_log(self.connection, subject, after=after)

    def head(self) -> tuple[int, str]:
        """Number and hash of the last log entry; 0 and an empty hash before the first."""
        return load_head(self.connection)

    def hash_of_entry(self, seq: int) -> str | None:
        """The hash of one log entry, empty for number 0, `None` where there is no such entry."""
        return load_hash(self.connection, seq)

    def touched_since(self, seq: int) -> Touched | None:
        """Works, claims and texts whose documents say something else since that entry of the log.

        `None` where that is not known, because it was too many or too long ago.
        """
        return load_touched(self.connection, after=seq, until=self.head()[0])

    def neighbourhood(self, *, works: Collection[str], claims: Collection[str]) -> Corpus:
        """These works and claims, with everything that their documents are made from."""
        return load_neighbourhood(self.connection, works=works, claim_ids=claims)

    def append(
        self, *, at: datetime, who: str, deed: str, why: str, details: Mapping[str, Any]
    ) -> LogEntry:
        """Write the log entry of all that was changed so far."""
        changes = self._writing
        entry = append_entry(
            self.connection,
            at=at,
            who=who,
            deed=deed,
            why=why,
            subjects=changes.subjects,
            details={**changes.details(), **details},
        )
        save_touched(self.connection, entry.seq, changes)
        return entry

    def put_about(self, about: About) -> None:
        """Replace what is said of the corpus."""
        if about != self.about():
            save_about(self.connection, about)
            self._writing.note_put("about", 1, ["about"])

    def put_works(self, works: Iterable[Work]) -> None:
        """Insert or replace works by key.

        Raises `RecordTakenError` for a key that differs from another only in case.
        """
        self.put_bibliography(works)

    def put_loose_blocks(self, blocks: Iterable[LooseBlock]) -> None:
        """Add the blocks that are not there yet, a block given twice being wanted twice."""
        self.put_bibliography(blocks)

    def put_bibliography(self, items: Iterable[Work | LooseBlock]) -> None:
        """Put works and loose blocks; new ones come at the end in the order given here."""
        changes, connection = self._writing, self.connection
        changed, added = save_items(connection, items)
        changes.touch_works(connection, changed)
        changes.note_put(WORKS.what, len(changed), (key for (key,) in changed))
        changes.note_put("loose block", added, ())

    def replace(self, pairs: Iterable[Pair], *, can_be_undone: bool = False) -> None:
        """Put the second record of each pair in the place of the first; no second, no record.

        The two may be called otherwise; what mentions them is not looked after. Raises
        `RecordTakenError`.
        """
        replace_records(self.connection, self._writing, pairs, can_be_undone=can_be_undone)

    def undo(self, seq: int) -> None:
        """Put back what the deed of that number replaced, if that was kept.

        Raises `NothingToUndoError`, and `ChangedSinceError` for a record changed since.
        """
        undo(self.connection, self._writing, seq)

    def remove_work(self, key: str) -> bool:
        """Remove a work, its claims staying; tells whether there was one of that exact key."""
        self._writing.touch_works(self.connection, [(key,)])
        return self._remove(WORKS, (key,))

    def put_claims(self, claims: Iterable[Claim]) -> None:
        """Insert or replace claims by id; what verdicts were given on is kept in words."""
        self._put(CLAIMS, claims, touch=self._writing.touch_claims, before=self._keep_wordings)

    def remove_claim(self, id: str) -> bool:  # noqa: A002
        """Remove a claim; nodes and verdicts that name it stay. Tells whether there was one."""
        self._keep_wordings([(id,)])
        self._writing.touch_claims(self.connection, [(id,)])
        return self._remove(CLAIMS, (id,))

    def put_limitations(self, limitations: Iterable[Limitation]) -> None:
        """Insert or replace limitations by id."""
        self._put(LIMITATIONS, limitations)

    def put_nodes(self, nodes: Iterable[Node]) -> None:
        """Insert or replace nodes by id."""
        self._put(NODES, nodes, touch=self._writing.touch_nodes)

    def put_links(self, links: Iterable[Link]) -> None:
        """Insert or replace links by both ends and relation."""
        self._put(LINKS, links)

    def remove_link(self, source: str, relation: str, target: str) -> bool:
        """Remove a link; tells whether there was one."""
        return self._remove(LINKS, (source, str(relation), target))

    def put_schemes(self, schemes: Iterable[Scheme]) -> None:
        """Insert or replace schemes by id."""
        self._put(SCHEMES, schemes)

    def put_concepts(self, concepts: Iterable[Concept]) -> None:
        """Insert or replace concepts by id."""
        self._put(CONCEPTS, concepts)

    def put_matrices(self, matrices: Iterable[Matrix]) -> None:
        """Insert or replace matrices by id, with all their cells."""
        self._put(MATRICES, matrices)

    def put_responses(self, responses: Iterable[Response]) -> None:
        """Insert or replace responses by id."""
        self._put(RESPONSES, responses)

    def put_verdicts(self, verdicts: Iterable[Verdict]) -> None:
        """Add verdicts, or replace those of the same claim, work, reader and moment."""
        self._put(VERDICTS, verdicts, touch=self._writing.touch_verdicts)

    def put_waivers(self, waivers: Iterable[Waiver]) -> None:
        """Insert or replace waivers by check and subject."""
        self._put(WAIVERS, waivers)

    def put_waiting_excerpts(self, excerpts: Iterable[Excerpt]) -> None:
        """Insert or replace excerpts without a claim, by id."""
        self._put(WAITING_EXCERPTS, excerpts)

    def remove_waiting_excerpt(self, id: str) -> bool:  # noqa: A002
        """Remove one of them; tells whether there was one."""
        return self._remove(WAITING_EXCERPTS, (id,))

    def put_attachment(self, attachment: Attachment) -> None:
        """Insert or replace what is known of a work's file; the file itself is kept elsewhere."""
        self._put(ATTACHMENTS, [attachment], touch=self._writing.touch_attachments)

    def remove_attachment(self, sha256: str, work: str) -> bool:
        """Take a file from a work, and its text where no other work has it; tells if it had it."""
        self._writing.touch_attachments(self.connection, [(sha256, work)])
        if not self._remove(ATTACHMENTS, (sha256, work)):
            return False
        if not self.attachments_of_bytes(sha256):
            remove_text(self.connection, sha256)
        return True

    def put_text(self, sha256: str, text: Text) -> None:
        """Keep the text of the file of that hash in place of what was taken from it before."""
        if save_text(self.connection, sha256, text):
            self._writing.note_put("text", 1, [sha256])
            self._writing.texts.add(sha256)

    def put_zotero_scopes(self, scopes: Iterable[ZoteroScope]) -> None:
        """Insert or replace what was pulled, by name."""
        self._put(SCOPES, scopes)

    def put_zotero_copies(self, copies: Iterable[ZoteroCopy]) -> None:
        """Insert or replace items as last seen, by library and key."""
        self._put(COPIES, copies)

    def put_corpus(self, corpus: Corpus) -> None:
        """Put everything a corpus holds; what it does not mention stays."""
        if corpus.about != About():
            self.put_about(corpus.about)
        self.put_bibliography(corpus.bibliography)
        self.put_schemes(corpus.schemes)
        self.put_concepts(corpus.concepts)
        self.put_claims(corpus.claims)
        self.put_limitations(corpus.limitations)
        self.put_nodes(corpus.nodes)
        self.put_links(corpus.links)
        self.put_matrices(corpus.matrices)
        self.put_responses(corpus.responses)
        self.put_verdicts(corpus.verdicts)
        self.put_waivers(corpus.waivers)
        self._put(WORDINGS, corpus.wordings)
        self.put_waiting_excerpts(corpus.waiting_excerpts)

    @property
    def _writing(self) -> Changes:
        if self._changes is None:
            raise RuntimeError("Records can be changed only within a deed.")
        return self._changes

    def _put(
        self,
        family: Family[Value],
        values: Iterable[Value],
        *,
        touch: Callable[[Connection, list[Identity]], None] = lambda _connection, _names: None,
        before: Callable[[list[Identity]], None] = lambda _names: None,
    ) -> None:
        changes, connection = self._writing, self.connection
        placed = enumerate(values, end_of(connection, family.table))

        def about_to_change(names: list[Identity]) -> None:
            before(names)
            touch(connection, names)

        changed = save(connection, family, placed, before=about_to_change)
        touch(connection, changed)
        changes.note_put(
            family.what, len(changed), chain.from_iterable(map(family.subjects, changed))
        )

    def _keep_wordings(self, names: list[Identity]) -> None:
        keep_wordings(self.connection, names, end=end_of(self.connection, WORDINGS.table))

    def _remove(self, family: Family[Any], identity: Identity) -> bool:
        changes = self._writing
        if not remove(self.connection, family, identity):
            return False
        changes.note_removed(family.what, family.subjects(identity))
        return True

    def _load_of(
        self, family: Family[Value], column: Column[Any], value: str | None
    ) -> list[Value]:
        return load(self.connection, family, by=column, among=None if value is None else [value])

    def _in_reading_order(self, claims: list[Claim]) -> list[Claim]:
        works, keys = tables.works.c, {claim.work for claim in claims}
        rows = select(works.key, works.position)
        if len(keys) <= IN_LIST:
            rows = rows.where(works.key.in_(keys))
        places = {row.key: row.position for row in self.connection.execute(rows)}
        # Claims of works that the bibliography lacks come last.
        end = max(places.values(), default=0) + 1

        def place(claim: Claim) -> tuple[Any, ...]:
            return places.get(claim.work, end), natural(claim.work), by_place(claim)

        return sorted(claims, key=place)
