"""Renaming: every mention of a work or claim in the evidence, under its new name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from bib.works import Citekey, Related, Work
from evidence.chains import Link, Node
from evidence.citations import Citation
from evidence.claims import Claim, ClaimId
from evidence.corpus import About, Corpus
from evidence.excerpts import Excerpt, ExcerptId
from evidence.figures import Figure, FigureId, figure_id, parse_figure_id
from evidence.findings import Waiver
from evidence.matrix import Cell, Matrix
from evidence.responses import Response
from evidence.verdicts import Verdict

Names = Mapping[str, str]


def claims_named_after(ids: Iterable[str], old: str, new: str) -> dict[str, str]:
    """The ids that begin with a key and a hyphen, each with the id that begins with another key."""
    return {each: new + each[len(old) :] for each in ids if each.startswith(f"{old}-")}


def with_names(corpus: Corpus, works: Names, claims: Names) -> Corpus:
    """The corpus with works and claims called otherwise; the works themselves stay as they are.

    A claim that comes to cite one work twice cites it once. What is said in free text stays.
    """
    return replace(
        corpus,
        about=_about(corpus.about, works),
        bibliography=tuple(
            with_related(each, works) if isinstance(each, Work) else each
            for each in corpus.bibliography
        ),
        claims=tuple(_claim(each, works, claims) for each in corpus.claims),
        nodes=tuple(_node(each, works, claims) for each in corpus.nodes),
        links=tuple(_link(each, claims) for each in corpus.links),
        matrices=tuple(_matrix(each, claims) for each in corpus.matrices),
        responses=tuple(_response(each, works, claims) for each in corpus.responses),
        verdicts=tuple(_verdict(each, works, claims) for each in corpus.verdicts),
        waivers=tuple(_waiver(each, {**works, **claims}) for each in corpus.waivers),
        waiting_excerpts=tuple(_excerpt(each, works, {}) for each in corpus.waiting_excerpts),
    )


def with_related(work: Work, names: Names) -> Work:
    """The work with its relations to works called otherwise; none to itself, none twice."""
    if not any(each.work in names for each in work.related):
        return work
    renamed = (
        Related(relation=each.relation, work=Citekey(names.get(each.work, each.work)))
        for each in work.related
    )
    kept = dict.fromkeys(each for each in renamed if each.work != work.key)
    return replace(work, related=tuple(kept))


def _about(about: About, works: Names) -> About:
    return replace(about, survey=works.get(about.survey, about.survey))


def _claim(claim: Claim, works: Names, claims: Names) -> Claim:
    return replace(
        claim,
        id=ClaimId(claims.get(claim.id, claim.id)),
        work=_key(claim.work, works),
        citations=_citations(claim.citations, works),
        figures=tuple(_figure(each, claims) for each in claim.figures),
        excerpts=tuple(_excerpt(each, works, claims) for each in claim.excerpts),
    )


def _figure(figure: Figure, claims: Names) -> Figure:
    return replace(
        figure,
        disputed_by=_all(figure.disputed_by, claims),
        ratio_of=_figure_ids(figure.ratio_of, claims),
        sum_of=_figure_ids(figure.sum_of, claims),
        growth_of=_figure_ids(figure.growth_of, claims),
        not_before=_figure_ids(figure.not_before, claims),
    )


def _figure_ids(ids: tuple[FigureId, ...], claims: Names) -> tuple[FigureId, ...]:
    """The ids with their claims renamed; one that stands twice stays so, as a sum needs it."""
    named = (parse_figure_id(each) for each in ids)
    return tuple(figure_id(claims.get(claim, claim), place) for claim, place in named)


def _citations(citations: tuple[Citation, ...], works: Names) -> tuple[Citation, ...]:
    renamed = tuple(replace(each, work=_key(each.work, works)) for each in citations)
    if len({each.work for each in renamed}) == len({each.work for each in citations}):
        return renamed
    # Two works have become one: what was cited twice at one place is cited once.
    once = {_place(each): each for each in reversed(renamed)}
    return tuple(each for each in renamed if once.get(_place(each)) is each)


def _place(citation: Citation) -> tuple[Citekey, int | None, int | None]:
    return citation.work, citation.number, citation.group


def _excerpt(excerpt: Excerpt, works: Names, claims: Names) -> Excerpt:
    claim = claims.get(excerpt.claim, excerpt.claim)
    id_ = excerpt.id
    if claim != excerpt.claim and id_.startswith(excerpt.claim):
        id_ = ExcerptId(claim + id_[len(excerpt.claim) :])
    return replace(excerpt, id=id_, claim=claim, work=_key(excerpt.work, works))


def _node(node: Node, works: Names, claims: Names) -> Node:
    return replace(
        node,
        claims=_all(node.claims, claims),
        carried=tuple(Citekey(each) for each in _all(node.carried, works)),
    )


def _link(link: Link, claims: Names) -> Link:
    return replace(
        link,
        source=claims.get(link.source, link.source),
        target=claims.get(link.target, link.target),
    )


def _matrix(matrix: Matrix, claims: Names) -> Matrix:
    return replace(matrix, cells=tuple(_cell(each, claims) for each in matrix.cells))


def _cell(cell: Cell, claims: Names) -> Cell:
    return replace(cell, claims=_all(cell.claims, claims))


def _response(response: Response, works: Names, claims: Names) -> Response:
    return replace(
        response,
        works=tuple(Citekey(each) for each in _all(response.works, works)),
        claims=_all(response.claims, claims),
        limits=_all(response.limits, claims),
    )


def _verdict(verdict: Verdict, works: Names, claims: Names) -> Verdict:
    return replace(
        verdict,
        claim=claims.get(verdict.claim, verdict.claim),
        work=_key(verdict.work, works),
    )


def _waiver(waiver: Waiver, names: Names) -> Waiver:
    # A subject may name two records: a claim × a work, the two ends of a link.
    words = waiver.subject.split(" ")
    return replace(waiver, subject=" ".join(names.get(word, word) for word in words))


def _key(key: str, works: Names) -> Citekey:
    return Citekey(works.get(key, key))


def _all(names: tuple[str, ...], renamed: Names) -> tuple[str, ...]:
    """The names, renamed, each once."""
    if not any(name in renamed for name in names):
        return names
    return tuple(dict.fromkeys(renamed.get(name, name) for name in names))
