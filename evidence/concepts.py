"""Concepts and schemes: the terms of a taxonomy, and the taxonomy with its version and source."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheme:
    """A taxonomy; its concepts are named `scheme/term`."""

    id: str
    title: str
    version: str = ""
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Concept:
    """One term of a scheme, after SKOS: `label` is preferred, `broader` a concept id or empty."""

    id: str
    scheme: str
    label: str
    definition: str = ""
    broader: str = ""
    alternative_labels: tuple[str, ...] = ()
    note: str = ""
