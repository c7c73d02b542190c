"""One claim as a record of the corpus form, for an editor, and back."""

from __future__ import annotations

from bib.problems import Problem
from bib.works import Citekey
from evidence.claims import Claim
from tracker.corpora import forms
from tracker.corpora.kinds import items_of
from tracker.corpora.ledger import Ledger
from tracker.corpora.plain_yaml import read_yaml
from tracker.corpora.yaml_text import record_text

_FILE = "claim.yaml"


def claim_to_text(claim: Claim) -> str:
    """The claim as it stands in a corpus."""
    return record_text(forms.CLAIM.write(claim))


def claim_from_text(text: str, *, work: Citekey) -> tuple[Claim | None, tuple[Problem, ...]]:
    """The claim of a record, or what is wrong with it, line by line.

    Ids that the record mentions are not looked up; whoever stores it does that.
    """
    ledger = Ledger()
    page = ledger.page(_FILE)
    value = read_yaml(text, page)
    records = items_of(value) if value is not None else ()
    if len(records) != 1 and not ledger.problems:
        page.refuse(1, "not-a-record", f"One claim is wanted here, not {len(records)}.")
    read = forms.CLAIM.read(records[0], page, work=work) if len(records) == 1 else None
    if read is None or ledger.refusals:
        return None, tuple(ledger.problems)
    return read.record, ()
