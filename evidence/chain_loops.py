"""Loops: a chain in which a step, followed along *supports*, comes back to itself."""

from __future__ import annotations

from collections.abc import Iterable
from graphlib import CycleError, TopologicalSorter

from evidence.chains import Link, Node, Relation


def find_loop(nodes: Iterable[Node], links: Iterable[Link]) -> tuple[str, ...] | None:
    """The steps of one loop, the first repeated at the end; `None` where there is none.

    Only *supports* between two of these nodes counts.
    """
    ids = {str(node.id) for node in nodes}
    sorter: TopologicalSorter[str] = TopologicalSorter()
    for link in links:
        if link.relation is Relation.SUPPORTS and link.source in ids and link.target in ids:
            sorter.add(link.target, link.source)
    try:
        sorter.prepare()
    except CycleError as error:
        return tuple(error.args[1])
    return None
