"""The order in which a corpus stands in its files, whatever order its parts come in."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any, TypeVar

from evidence.chains import Link, Node
from evidence.corpus import Corpus
from evidence.natural_order import by_place, natural
from evidence.verdicts import Verdict

T = TypeVar("T")


def in_form_order(corpus: Corpus) -> Corpus:
    """The same corpus with every part in the order of the form.

    Works, schemes, matrices and responses stay as they are; nodes, links and concepts keep their
    order within the limitation, file or scheme that holds them.
    """
    places = _places(work.key for work in corpus.works)
    schemes = _places(scheme.id for scheme in corpus.schemes)
    limitations = tuple(sorted(corpus.limitations, key=lambda limitation: natural(limitation.id)))
    files = _places(limitation.id for limitation in limitations)
    home = homes_of_links(corpus.nodes)
    return replace(
        corpus,
        claims=tuple(
            sorted(corpus.claims, key=lambda claim: (_at(places, claim.work), by_place(claim)))
        ),
        limitations=limitations,
        nodes=_stable(corpus.nodes, lambda node: _at(files, node.limitation)),
        links=_stable(corpus.links, lambda link: _at(files, home(link))),
        concepts=_stable(corpus.concepts, lambda concept: _at(schemes, concept.scheme)),
        verdicts=tuple(sorted(corpus.verdicts, key=_by_pair_and_time)),
        waivers=tuple(
            sorted(corpus.waivers, key=lambda each: (natural(each.check), natural(each.subject)))
        ),
        wordings=tuple(sorted(corpus.wordings, key=lambda each: each.sha256)),
        waiting_excerpts=tuple(
            sorted(
                corpus.waiting_excerpts,
                key=lambda each: (_at(places, each.work), natural(each.id)),
            )
        ),
    )


def homes_of_links(nodes: Iterable[Node]) -> Callable[[Link], str]:
    """Tell the limitation in whose file a link stands; empty for a link between claims.

    It is the limitation of the link's source or, where the source is a claim, of its target.
    """
    limitations: dict[str, str] = {node.id: node.limitation for node in nodes}

    def home(link: Link) -> str:
        return limitations.get(link.source) or limitations.get(link.target, "")

    return home


def _by_pair_and_time(verdict: Verdict) -> tuple[Any, ...]:
    pair = natural(verdict.claim), natural(verdict.work)
    return *pair, verdict.read_at, verdict.reader


def _places(ids: Iterable[str]) -> dict[str, int]:
    return {id_: place for place, id_ in enumerate(ids)}


def _at(places: dict[str, int], id_: str) -> tuple[int, Any]:
    # What belongs nowhere comes last; the corpus is then at fault, but its order is still certain.
    return (places.get(id_, len(places)), natural(id_) if id_ not in places else ())


def _stable(records: tuple[T, ...], key: Callable[[T], Any]) -> tuple[T, ...]:
    return tuple(sorted(records, key=key))
