"""Responses: measures already taken against the harm, as the survey lists them."""

from __future__ import annotations

from dataclasses import dataclass

from bib.works import Citekey


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """One prior response.

    `claims` are the places that speak of it, `limits` the claims that state what it does not reach,
    `since` what became of it later (with where that was seen), kept apart from the paper's words.
    """

    id: str
    name: str
    kind: str
    works: tuple[Citekey, ...] = ()
    claims: tuple[str, ...] = ()
    stage: str = ""
    touches: str = ""
    limits: tuple[str, ...] = ()
    limits_note: str = ""
    actor: str = ""
    jurisdiction: str = ""
    duty_holder: str = ""
    trigger: str = ""
    burden: str = ""
    since: str = ""
    note: str = ""
