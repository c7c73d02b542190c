"""The records of the corpus form: their keys, in the order in which they are written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bib.identity import Identified, Identity
from bib.standing import Standing, StandingSignal
from bib.works import Citekey, LinkPolicy, ReadStatus, Related, Sighting, Work, WorkRelation
from evidence.chains import Basis, Leg, Limitation, Link, Node, Relation, Role, StatedBy
from evidence.citations import Citation
from evidence.claims import Attribution, Claim, ClaimId, Locator
from evidence.concepts import Concept, Scheme
from evidence.corpus import FORM, About
from evidence.errors import InvalidRecordError
from evidence.excerpts import Excerpt, ExcerptId, Fingerprint
from evidence.figures import Figure, Qualifier
from evidence.findings import Waiver
from evidence.matrix import Cell, CellBasis, Matrix
from evidence.responses import Response
from evidence.reviewing.bindings import Wording, digest
from evidence.verdicts import Binding, Fault, Verdict, VerdictState
from tracker.corpora.id_kinds import (
    Aliases,
    FigureIds,
    Mention,
    Mentions,
    Name,
    Pair,
    Step,
    Term,
    TermOf,
)
from tracker.corpora.kinds import (
    AnyText,
    Choice,
    Day,
    Digest,
    FullDay,
    Instant,
    Number,
    Place,
    Quantity,
    Texts,
    YesNo,
)
from tracker.corpora.record_form import Field, Form, Leaves, attributes
from tracker.errors import UnwritableCorpusError

TEXT = AnyText()


def _about(*, form: int, **parts: Any) -> About:
    if form > FORM:
        raise InvalidRecordError(
            "form",
            str(form),
            f"this corpus was written by a newer evtrack (this one knows forms up to {FORM}); "
            "install a newer one",
        )
    return About(**parts)


def _about_parts(about: About, fields: tuple[Field, ...]) -> Mapping[str, Any]:
    return {"form": FORM, **attributes(about, fields)}


ABOUT = Form(
    "corpus",
    (
        Field("form", Number(), is_required=True),
        Field("title", TEXT),
        Field("survey", Mention("work")),
        Field("language", TEXT),
        Field("licence", TEXT),
        Field("scope", TEXT),
        Field("content_note", TEXT),
        Field("read_on", TEXT),
        Field("queries", Texts(), ()),
        Field("note", TEXT),
    ),
    _about,
    _about_parts,
)

STANDING = Form(
    "standing",
    (
        Field("state", Choice(Standing), is_required=True),
        Field("since", Day(), None),
        Field("seen", TEXT),
        Field("note", TEXT),
    ),
    StandingSignal,
)

SIGHTING = Form(
    "sighting",
    (
        Field("where", TEXT, is_required=True),
        Field("what", TEXT),
        Field("on", Day(), None),
    ),
    Sighting,
)

RELATED = Form(
    "relation",
    (
        Field("relation", Choice(WorkRelation), is_required=True),
        Field("work", Mention("work"), is_required=True),
    ),
    Related,
)


def _origin(*, field: str, origin: str) -> tuple[str, str]:
    return field, origin


def _origin_parts(origin: tuple[str, str], _: tuple[Field, ...]) -> Mapping[str, Any]:
    return {"field": origin[0], "origin": origin[1]}


ORIGIN = Form(
    "origin",
    (
        Field("field", TEXT, is_required=True),
        Field("from", TEXT, attribute="origin", is_required=True),
    ),
    _origin,
    _origin_parts,
)


IDENTITY = Form(
    "identity",
    (
        Field("grade", Choice(Identity), is_required=True),
        Field("by", TEXT),
        Field("on", Day(), None),
        Field("why", TEXT),
    ),
    Identified,
)


def _work(
    *,
    origins: tuple[tuple[str, str], ...] = (),
    identified: tuple[Identified, ...] = (),
    **parts: Any,
) -> dict[str, Any]:
    parts |= {"origins": dict(origins)} if origins else {}
    return parts | ({"identified": identified[-1]} if identified else {})


def _work_parts(work: Work, fields: tuple[Field, ...]) -> Mapping[str, Any]:
    return attributes(work, fields) | {
        "origins": tuple(work.origins.items()),
        "identified": (work.identified,) if work.identified else (),
    }


# What BibTeX has no field for; the values are attributes of the work of that key.
WORK: Form[Any] = Form(
    "work",
    (
        Field("work", Mention("work"), attribute="key", is_required=True),
        Field("cited_as", Number(), None),
        Field("aliases", Aliases(), ()),
        Field("read_status", Choice(ReadStatus), ReadStatus.NONE),
        Field("link_policy", Choice(LinkPolicy), LinkPolicy.OPEN),
        Field("address_sha256", Digest(), None),
        Field("identity", Leaves(IDENTITY), (), attribute="identified"),
        Field("standing", Leaves(STANDING), ()),
        Field("seen", Leaves(SIGHTING), ()),
        Field("repairs", Texts(), ()),
        Field("related", Leaves(RELATED), ()),
        Field("origins", Leaves(ORIGIN), ()),
        Field("gist", TEXT),
        Field("note", TEXT),
    ),
    _work,
    _work_parts,
)

CITATION = Form(
    "citation",
    (
        Field("work", Mention("work"), is_required=True),
        Field("number", Number(), None),
        Field("group", Number(), None),
        Field("range", YesNo(), default=False, attribute="through_range"),
        Field("ambiguous", YesNo(), default=False, attribute="is_ambiguous"),
    ),
    Citation,
)


def _figure(*, unit: str = "", subject: str = "", **parts: Any) -> Figure:
    return Figure(unit=unit, subject=subject, **parts)


FIGURE = Form(
    "figure",
    (
        Field("value", Quantity(), is_required=True),
        Field("high", Quantity(), None),
        Field("unit", TEXT),
        Field("qualifier", Choice(Qualifier), Qualifier.EXACTLY),
        Field("subject", TEXT),
        Field("as_of", Day(), None),
        Field("since", Day(), None),
        Field("until", Day(), None),
        Field("dispute", TEXT),
        Field("disputed_by", Mentions("claim"), ()),
        Field("ratio_of", FigureIds(), ()),
        Field("sum_of", FigureIds(), ()),
        Field("growth_of", FigureIds(), ()),
        Field("not_before", FigureIds(), ()),
    ),
    _figure,
)


def _same(parts: dict[str, Any], _: tuple[Field, ...]) -> dict[str, Any]:
    return parts


# What a reader said of the words, and where an excerpt that was marked elsewhere came from.
_MARKED = (
    Field("comment", TEXT),
    Field("colour", TEXT),
    Field("by", TEXT),
    Field("made_at", Instant(), None),
    Field("origin", TEXT),
    Field("position", TEXT),
)

# What goes without saying (the claim's own work, the next free id) is known to the claim only.
EXCERPT: Form[dict[str, Any]] = Form(
    "excerpt",
    (
        Field("id", Mention()),
        Field("work", Mention("work")),
        Field("quote", TEXT),
        Field("prefix", TEXT),
        Field("suffix", TEXT),
        Field("start", Number(), None),
        Field("end", Number(), None),
        Field("page", TEXT),
        Field("text_sha256", Digest()),
        Field("found_by", TEXT),
        Field("length", Number(), None),
        Field("sha256", Digest()),
        *_MARKED,
    ),
    dict,
    _same,
)


def _excerpt(parts: dict[str, Any], place: int, claim: str, work: Citekey) -> Excerpt:
    rest = dict(parts)
    id_ = rest.pop("id", f"{claim}-x{place}")
    return _any_excerpt(id=id_, claim=claim, **{"work": work} | rest)


def _any_excerpt(
    *,
    id: str,  # noqa: A002
    claim: str = "",
    length: int | None = None,
    sha256: str | None = None,
    **parts: Any,
) -> Excerpt:
    if (length is None) != (sha256 is None):
        raise InvalidRecordError("excerpt", id, "a fingerprint needs both length and sha256")
    mark = (
        Fingerprint(length=length, sha256=sha256)
        if length is not None and sha256 is not None
        else None
    )
    return Excerpt(id=ExcerptId(id), claim=claim, fingerprint=mark, **parts)


def _excerpt_parts(excerpt: Excerpt, place: int, claim: Claim) -> dict[str, Any]:
    return _any_excerpt_parts(excerpt, EXCERPT.fields) | {
        "id": "" if excerpt.id == f"{claim.id}-x{place}" else excerpt.id,
        "work": "" if excerpt.work == claim.work else excerpt.work,
    }


def _any_excerpt_parts(excerpt: Excerpt, fields: tuple[Field, ...]) -> dict[str, Any]:
    mark = excerpt.fingerprint
    return attributes(excerpt, fields) | {
        "length": mark.length if mark else None,
        "sha256": mark.sha256 if mark else "",
    }


# An excerpt that nobody has tied to a claim yet.
WAITING_EXCERPT = Form(
    "excerpt",
    (
        Field("excerpt", Name("excerpt"), attribute="id", is_required=True),
        Field("work", Mention("work"), is_required=True),
        *EXCERPT.fields[2:],
    ),
    _any_excerpt,
    _any_excerpt_parts,
)


def _claim(
    *,
    work: Citekey,
    id: str,  # noqa: A002
    locator: Locator = Locator(),  # noqa: B008  a frozen value
    page: str = "",
    excerpts: tuple[dict[str, Any], ...] = (),
    **parts: Any,
) -> Claim:
    return Claim(
        id=ClaimId(id),
        work=work,
        locator=replace(locator, page=page),
        excerpts=tuple(_excerpt(each, n, id, work) for n, each in enumerate(excerpts, 1)),
        **parts,
    )


def _claim_parts(claim: Claim, fields: tuple[Field, ...]) -> Mapping[str, Any]:
    return attributes(claim, fields) | {
        "locator": replace(claim.locator, page=""),
        "page": claim.locator.page,
        "excerpts": tuple(_excerpt_parts(e, n, claim) for n, e in enumerate(claim.excerpts, 1)),
    }


CLAIM = Form(
    "claim",
    (
        Field("claim", Name("claim"), attribute="id", is_required=True),
        Field("at", Place(), Locator(), attribute="locator"),
        Field("page", TEXT),
        Field("statement", TEXT, is_required=True),
        Field("kind", TermOf("kind")),
        Field("attribution", Choice(Attribution), Attribution.OWN),
        Field("modality", TEXT),
        Field("population", TermOf("population")),
        Field("concepts", Mentions("concept"), ()),
        Field("citations", Leaves(CITATION), ()),
        Field("figures", Leaves(FIGURE), ()),
        Field("excerpts", Leaves(EXCERPT), ()),
        Field("read_status", Choice(ReadStatus), ReadStatus.NONE),
        Field("seen", TEXT),
        Field("note", TEXT),
        Field("withdrawn", YesNo(), default=False, attribute="is_withdrawn"),
        Field("draft", YesNo(), default=False, attribute="is_draft"),
    ),
    _claim,
    _claim_parts,
)

LEG = Form(
    "leg",
    (
        Field("leg", Mention(), attribute="id", is_required=True),
        Field("title", TEXT, is_required=True),
        Field("note", TEXT),
    ),
    Leg,
)

LIMITATION = Form(
    "limitation",
    (
        Field("limitation", Name("limitation"), attribute="id", is_required=True),
        Field("title", TEXT, is_required=True),
        Field("summary", TEXT),
        Field("legs", Leaves(LEG), ()),
        Field("robustness", TEXT),
        Field("unstated", Texts(), ()),
        Field("cautions", Texts(), ()),
    ),
    Limitation,
)

NODE = Form(
    "node",
    (
        Field("node", Name("node"), attribute="id", is_required=True),
        Field("role", Choice(Role), is_required=True),
        Field("leg", Mention()),
        Field("text", TEXT, is_required=True),
        Field("claims", Mentions("claim"), ()),
        # Written in every case: on what a step stands should not have to be guessed.
        Field("basis", Choice(Basis), None),
        Field("carried", Mentions("work"), ()),
        Field("note", TEXT),
    ),
    Node,
)


def _link(*, step: tuple[str, Relation, str], **parts: Any) -> Link:
    return Link(source=step[0], relation=step[1], target=step[2], **parts)


def _link_parts(link: Link, fields: tuple[Field, ...]) -> Mapping[str, Any]:
    return {"step": (link.source, link.relation, link.target), **attributes(link, fields)}


LINK = Form(
    "link",
    (
        Field("link", Step(), attribute="step", is_required=True),
        Field("warrant", TEXT),
        Field("by", Choice(StatedBy), StatedBy.PAPER, attribute="stated_by"),
    ),
    _link,
    _link_parts,
)

SCHEME = Form(
    "scheme",
    (
        Field("scheme", Name("scheme"), attribute="id", is_required=True),
        Field("title", TEXT, is_required=True),
        Field("version", TEXT),
        Field("source", TEXT),
        Field("note", TEXT),
    ),
    Scheme,
)


def _concept(*, id: str, **parts: Any) -> Concept:  # noqa: A002
    return Concept(id=id, scheme=id.partition("/")[0], **parts)


def _concept_parts(concept: Concept, fields: tuple[Field, ...]) -> Mapping[str, Any]:
    if concept.id.partition("/")[0] != concept.scheme:
        why = f"its id does not begin with its scheme “{concept.scheme}”"
        raise UnwritableCorpusError(f"the concept “{concept.id}”", why)
    return attributes(concept, fields)


CONCEPT = Form(
    "concept",
    (
        Field("concept", Term(), attribute="id", is_required=True),
        Field("label", TEXT, is_required=True),
        Field("definition", TEXT),
        Field("broader", Mention("concept")),
        Field("also", Texts(), (), attribute="alternative_labels"),
        Field("note", TEXT),
    ),
    _concept,
    _concept_parts,
)


def _state(*, state: str, meaning: str = "") -> tuple[str, str]:
    return state, meaning


def _state_parts(state: tuple[str, str], _: tuple[Field, ...]) -> Mapping[str, Any]:
    return {"state": state[0], "meaning": state[1]}


STATE = Form(
    "state",
    (Field("state", TEXT, is_required=True), Field("meaning", TEXT)),
    _state,
    _state_parts,
)

MATRIX = Form(
    "matrix",
    (
        Field("matrix", Name("matrix"), attribute="id", is_required=True),
        Field("title", TEXT, is_required=True),
        Field("rows", Mention("scheme"), is_required=True),
        Field("columns", Mention("scheme"), is_required=True),
        Field("states", Leaves(STATE), is_required=True),
        Field("note", TEXT),
    ),
    Matrix,
)


def _cell(*, pair: tuple[str, str], **parts: Any) -> Cell:
    return Cell(row=pair[0], column=pair[1], **parts)


def _cell_parts(cell: Cell, fields: tuple[Field, ...]) -> Mapping[str, Any]:
    return {"pair": (cell.row, cell.column), **attributes(cell, fields)}


CELL = Form(
    "cell",
    (
        Field("cell", Pair("concept", "concept"), attribute="pair", is_required=True),
        Field("state", TEXT, is_required=True),
        Field("basis", Choice(CellBasis), CellBasis.NOTHING),
        Field("claims", Mentions("claim"), ()),
        Field("where", TEXT),
        Field("note", TEXT),
        Field("remark", TEXT),
    ),
    _cell,
    _cell_parts,
)

RESPONSE = Form(
    "response",
    (
        Field("response", Name("response"), attribute="id", is_required=True),
        Field("name", TEXT, is_required=True),
        Field("kind", TEXT, is_required=True),
        Field("actor", TEXT),
        Field("jurisdiction", TEXT),
        Field("works", Mentions("work"), ()),
        Field("claims", Mentions("claim"), ()),
        Field("stage", TEXT),
        Field("touches", TEXT),
        Field("duty_holder", TEXT),
        Field("trigger", TEXT),
        Field("burden", TEXT),
        Field("limits", Mentions("claim"), ()),
        Field("limits_note", TEXT),
        Field("since", TEXT),
        Field("note", TEXT),
    ),
    Response,
)


# Of what a verdict was given on: the digests, by their keys.
_BOUND = {
    "claim_sha256": "claim",
    "citation_sha256": "citation",
    "excerpt_sha256": "excerpt",
    "text_sha256": "text",
}


def _verdict(*, pair: tuple[str, str], **parts: Any) -> Verdict:
    bound = {name: parts.pop(key) for key, name in _BOUND.items() if parts.get(key)}
    if bound and "claim" not in bound:
        raise InvalidRecordError(
            "verdict",
            " × ".join(pair),
            "it is bound to something without being bound to the claim; claim_sha256 is wanted",
        )
    binding = Binding(**bound) if bound else None
    return Verdict(claim=pair[0], work=Citekey(pair[1]), binding=binding, **parts)


def _verdict_parts(verdict: Verdict, fields: tuple[Field, ...]) -> Mapping[str, Any]:
    binding = verdict.binding or Binding(claim="")
    bound = {key: getattr(binding, name) for key, name in _BOUND.items()}
    return {"pair": (verdict.claim, verdict.work), **bound, **attributes(verdict, fields)}


VERDICT = Form(
    "verdict",
    (
        Field("verdict", Pair("claim", "work"), attribute="pair", is_required=True),
        Field("state", Choice(VerdictState), is_required=True),
        Field("fault", Choice(Fault), None),
        Field("major", YesNo(), default=False, attribute="is_major"),
        # Written in every case as well: what a verdict can show hangs on it.
        Field("access", Choice(ReadStatus), None),
        Field("locator", TEXT),
        Field("excerpt", Mention()),
        Field("reason", TEXT),
        Field("reader", TEXT, is_required=True),
        Field("agreed_by", Texts(), ()),
        Field("adjudication", YesNo(), default=False, attribute="is_adjudication"),
        Field("taken_back", YesNo(), default=False, attribute="is_taken_back"),
        Field("read_at", Instant(), is_required=True),
        *(Field(key, Digest()) for key in _BOUND),
    ),
    _verdict,
    _verdict_parts,
)


def _wording(*, sha256: str, words: str) -> Wording:
    if digest(words) != sha256:
        raise InvalidRecordError("wording", sha256, "the words are not those of that digest")
    return Wording(sha256=sha256, words=words)


WORDING = Form(
    "wording",
    (
        Field("wording", Digest(), attribute="sha256", is_required=True),
        Field("words", TEXT, is_required=True),
    ),
    _wording,
)


def _waiver(*, pair: tuple[str, str], **parts: Any) -> Waiver:
    return Waiver(check=pair[0], subject=pair[1], **parts)


def _waiver_parts(waiver: Waiver, fields: tuple[Field, ...]) -> Mapping[str, Any]:
    return {"pair": (waiver.check, waiver.subject), **attributes(waiver, fields)}


WAIVER = Form(
    "waiver",
    (
        Field("waiver", Pair(), attribute="pair", is_required=True),
        Field("why", TEXT, is_required=True),
        Field("by", TEXT, is_required=True),
        Field("until", FullDay(), None),
    ),
    _waiver,
    _waiver_parts,
)
