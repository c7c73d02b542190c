"""What a reading of one reference has found so far, with how sure each field is."""

from __future__ import annotations

from dataclasses import dataclass, field

from evidence.reading.paper import ParsedReference

# How sure a finding is. The figures are shares of right values measured on reference lists that
# the rules were not written on (docs/reading-references.md), not wishes.
CERTAIN = 0.98
LIKELY = 0.92
FAIR = 0.8
DOUBTFUL = 0.6
GUESSED = 0.4


@dataclass(slots=True, kw_only=True)
class Draft:
    """The fields found by one style, each once, and what kind of work they tell of."""

    style: str
    entrytype: str = "misc"
    fields: dict[str, str] = field(default_factory=dict)
    confidence: dict[str, float] = field(default_factory=dict)

    def put(self, name: str, value: str, sure: float) -> None:
        """Take a field, unless it is empty or was found before."""
        value = value.strip()
        if value and name not in self.fields:
            self.fields[name] = value
            self.confidence[name] = sure

    def doubt(self, name: str, sure: float) -> None:
        """Lower how sure a field is."""
        if name in self.confidence:
            self.confidence[name] = min(self.confidence[name], sure)

    def set_type(self, entrytype: str, sure: float) -> None:
        """Say what kind of work it is, unless that was said with more ground before."""
        if sure > self.confidence.get("entrytype", 0.0):
            self.entrytype = entrytype
            self.confidence["entrytype"] = sure

    def rename(self, name: str, new: str) -> None:
        """Call a field by another name, unless that is taken."""
        if name in self.fields and new not in self.fields:
            self.fields[new] = self.fields.pop(name)
            self.confidence[new] = self.confidence.pop(name)

    def done(self) -> ParsedReference:
        """The finished reading."""
        confidence = {name: round(sure, 2) for name, sure in self.confidence.items()}
        return ParsedReference(
            entrytype=self.entrytype,
            fields=dict(self.fields),
            confidence={"entrytype": 0.3} | confidence,
            style=self.style,
        )
