"""Everything the bibliography layer can refuse, as one small tree.

BibError
├── InvalidIdentifierError   an identifier that its own standard rules out
├── InvalidDateError         a publication date that cannot be
├── InvalidCitekeyError      a key that BibTeX could not carry
├── UnreadableTextError      bytes that are no text in any encoding we know
├── NotABibliographyError    a file in which not one block could be found
└── SourceError              a service on the network that could not answer
    ├── UnreachableSourceError   no connection, or no answer in time
    ├── BusySourceError          too many requests, or the service is down for now
    ├── RefusingSourceError      the service would not take the request
    │   └── ShutSourceError      the service lets nobody in without a key
    ├── OddAnswerError           an answer that is not in the service's own form
    └── MissingExtraError        a program part that is installed only where it is wanted
"""

from __future__ import annotations


class BibError(Exception):
    """Root of what the bibliography layer refuses."""


class InvalidIdentifierError(BibError):
    """An identifier that its own standard rules out."""

    def __init__(self, kind: str, value: str, why: str) -> None:
        self.kind, self.value, self.why = kind, value, why
        super().__init__(f"“{value}” is not a valid {kind}: {why}.")


class InvalidDateError(BibError):
    """A publication date that cannot be."""

    def __init__(self, value: str, why: str) -> None:
        self.value, self.why = value, why
        super().__init__(f"“{value}” is not a date: {why}.")


class InvalidCitekeyError(BibError):
    """A key that BibTeX could not carry."""

    def __init__(self, value: str, why: str) -> None:
        self.value, self.why = value, why
        super().__init__(f"“{value}” cannot be a citekey: {why}.")


class UnreadableTextError(BibError):
    """Bytes that are no text in any encoding we know."""

    def __init__(self, path: str, why: str) -> None:
        self.path, self.why = path, why
        super().__init__(f"{path} cannot be read as text: {why}.")


class NotABibliographyError(BibError):
    """A file in which not one block could be found."""

    def __init__(self, path: str, wanted: str, why: str) -> None:
        self.path, self.wanted, self.why = path, wanted, why
        super().__init__(f"{path} is not a {wanted} file: {why}.")


class SourceError(BibError):
    """A service on the network that could not answer; what was asked is then not known."""

    def __init__(self, source: str, why: str) -> None:
        self.source, self.why = source, why
        super().__init__(f"{source} could not be asked: {why}.")


class UnreachableSourceError(SourceError):
    """No connection, or no answer in time."""


class BusySourceError(SourceError):
    """Too many requests, or the service is down for now; asked again in vain."""


class RefusingSourceError(SourceError):
    """The service would not take the request."""


class ShutSourceError(RefusingSourceError):
    """The service lets nobody in without a key."""


class OddAnswerError(SourceError):
    """An answer that is not in the service's own form."""


class MissingExtraError(SourceError):
    """A part that is installed only where it is wanted."""

    def __init__(self, source: str, extra: str) -> None:
        self.extra = extra
        super().__init__(source, f"install what it needs with: pip install 'evtrack[{extra}]'")
