"""The part of a corpus that tells all there is to say of some works and claims.

What is found by searching depends on neighbours: a work is found by the limitations whose claims
cite it, a claim by its work's authors.
"""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection

from evidence.corpus import Corpus
from tracker.storage.chains import NODES
from tracker.storage.claims import CLAIMS
from tracker.storage.families import found, load
from tracker.storage.tables import citations, claims, node_carried, node_claims, verdicts
from tracker.storage.verdicts import VERDICTS
from tracker.storage.works import WORKS


def load_neighbourhood(
    connection: Connection, *, works: Collection[str], claim_ids: Collection[str]
) -> Corpus:
    """The named works and claims that exist, with everything their documents are made from.

    Of other records it holds some and not others; claims are in the order in which they were put.
    """
    about = found(connection, claims.c.id, claims.c.work, works)
    about |= found(connection, citations.c.claim, citations.c.work, works)
    present = load(connection, CLAIMS, among={*claim_ids, *about})
    ids = {claim.id for claim in present}
    of_claims = {claim.work for claim in present if claim.id in set(claim_ids)}
    resting = found(connection, node_claims.c.node, node_claims.c.claim, ids)
    resting |= found(connection, node_carried.c.node, node_carried.c.work, works)
    on_claims = load(connection, VERDICTS, by=verdicts.c.claim, among=claim_ids)
    on_works = load(connection, VERDICTS, by=verdicts.c.work, among=works)
    return Corpus(
        bibliography=(*load(connection, WORKS, among={*works, *of_claims}),),
        claims=tuple(present),
        nodes=tuple(load(connection, NODES, among=resting)),
        verdicts=tuple(dict.fromkeys([*on_claims, *on_works])),
    )
