"""The bibliographic services on this machine, and a client that asks them without waiting."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import pytest

from bib.sources.http import Manners, PoliteClient
from tests.fakes.bibliographic_server import BibliographicServer, running_server

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


@dataclass
class Time:
    """A clock that moves only when somebody sleeps."""

    seconds: float = 100.0
    sleeps: list[float] = field(default_factory=list)

    def sleep(self, seconds: float) -> None:
        self.sleeps.append(seconds)
        self.seconds += seconds

    def clock(self) -> float:
        return self.seconds


@pytest.fixture
def server() -> Iterator[BibliographicServer]:
    with running_server() as running:
        yield running


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def client(server: BibliographicServer, time: Time) -> Iterator[PoliteClient]:
    manners = Manners(
        mailto="ana@example.org",
        version="1.2",
        bases=server.bases,
        timeout_seconds=0.5,
    )
    with PoliteClient(manners, now=NOW, sleep=time.sleep, clock=time.clock) as asking:
        yield asking


@pytest.fixture
def another(server: BibliographicServer, time: Time) -> Any:
    """Makes further clients, with their own time and answers."""

    def make(**parts: Any) -> PoliteClient:
        manners = Manners(bases=parts.pop("bases", server.bases), timeout_seconds=0.5)
        defaults = {"now": NOW, "sleep": time.sleep, "clock": time.clock}
        return PoliteClient(manners, **(defaults | parts))

    return make
