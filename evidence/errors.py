"""Everything the evidence layer can refuse, as one small tree.

EvidenceError
├── InvalidRecordError    a record whose parts cannot stand together
├── ChainLoopError        a chain in which a step supports itself
├── EmptyLimitationError  a limitation of which no step is recorded
└── VerdictRefusedError   a verdict that cannot be taken down
    └── VerdictGivenError a second one of the same reader that is not said to be a revision
"""

from __future__ import annotations


class EvidenceError(Exception):
    """Root of what the evidence layer refuses."""


class InvalidRecordError(EvidenceError):
    """A record whose parts cannot stand together, or a part that is not what it should be."""

    def __init__(self, what: str, value: str, why: str) -> None:
        self.what, self.value, self.why = what, value, why
        super().__init__(f"{what} “{value}”: {why}.")


class ChainLoopError(EvidenceError):
    """A chain in which a step, followed along *supports*, comes back to itself."""

    def __init__(self, steps: tuple[str, ...]) -> None:
        self.steps = steps
        super().__init__(f"The chain has a loop: {' → '.join(steps)}.")


class EmptyLimitationError(EvidenceError):
    """A limitation of which no step is recorded, where its chain is asked for."""

    def __init__(self, limitation: str) -> None:
        self.limitation = limitation
        super().__init__(f"The limitation {limitation} has no chain: not one step is recorded.")


class VerdictRefusedError(EvidenceError):
    """A verdict that cannot be taken down: on no pair, by nobody, beyond what was read …"""

    def __init__(self, claim: str, work: str, why: str) -> None:
        self.claim, self.work, self.why = claim, work, why
        super().__init__(f"No verdict was recorded on {claim} × {work}: {why}.")


class VerdictGivenError(VerdictRefusedError):
    """A second verdict of a reader on a pair, who did not say that it is a revision."""
