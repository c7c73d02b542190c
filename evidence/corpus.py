"""The corpus as one value: everything of a library that is knowledge."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bib.blocks import LooseBlock
from bib.works import Work
from evidence.chains import Limitation, Link, Node
from evidence.claims import Claim
from evidence.concepts import Concept, Scheme
from evidence.excerpts import Excerpt
from evidence.findings import Waiver
from evidence.matrix import Matrix
from evidence.responses import Response
from evidence.reviewing.bindings import Wording
from evidence.verdicts import Verdict

FORM = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a corpus is: surveyed work, scope, licence, and what to say before it is shown.

    `queries` are searches worth trying, for a demonstration.
    """

    title: str = ""
    survey: str = ""
    language: str = ""
    licence: str = ""
    scope: str = ""
    content_note: str = ""
    read_on: str = ""
    queries: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """A bibliography with its evidence; all tuples are in the order of the corpus form.

    `waiting_excerpts` are those that nobody has tied to a claim yet.
    """

    about: About = About()
    bibliography: tuple[Work | LooseBlock, ...] = ()
    claims: tuple[Claim, ...] = ()
    limitations: tuple[Limitation, ...] = ()
    nodes: tuple[Node, ...] = ()
    links: tuple[Link, ...] = ()
    schemes: tuple[Scheme, ...] = ()
    concepts: tuple[Concept, ...] = ()
    matrices: tuple[Matrix, ...] = ()
    responses: tuple[Response, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    wordings: tuple[Wording, ...] = ()
    waiting_excerpts: tuple[Excerpt, ...] = ()

    @property
    def works(self) -> Iterator[Work]:
        """The works of the bibliography, in its order."""
        return (item for item in self.bibliography if isinstance(item, Work))
