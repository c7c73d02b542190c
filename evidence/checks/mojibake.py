"""Text must have been read in the encoding it was written in.

Reported are letters that came apart on the way, as in “GaytÃ¡n” for “Gaytán”, and the sign that
stands for a letter which was lost. What came apart can be put together again by `--fix`; what was
lost must be looked up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bib.withholding import leads_to_an_address
from evidence.findings import FieldChange, Finding, Severity
from evidence.holdings import Holdings

NAME = "mojibake"
SEVERITY = Severity.WARNING
LOOKS_AT = "works"

# What bytes 80 to BF of UTF-8 look like in Windows-1252, without quotation marks, dashes and
# blanks, which do stand behind such letters.
_FOLLOWER = "[\u0081\u008d\u008f\u0090\u009d¡-ª¬-º¼-¿€‚ƒ„†‡ˆ‰Š‹ŒŽ•˜™š›œžŸ]"
_BROKEN = re.compile(
    f"[ÂÃÄÅ]{_FOLLOWER}|Ã[\u00ad\u00a0]|Â\u00a0"
    "|â€[\u0080-\u009d\u00a0-\u00bf€™œšžŸ˜“”‘’–—…¦¢›‹ˆ‰Š„†‡•]|ï¿½|ï»¿"
)
_LOST = "\N{REPLACEMENT CHARACTER}"


def check(holdings: Holdings) -> Iterator[Finding]:
    """Report fields whose letters came apart or were lost."""
    for work in holdings.corpus.works:
        for name, value in work.fields.items():
            if leads_to_an_address(name) or value.isascii():
                continue
            mended = _BROKEN.sub(_mended, value)
            if mended != value or _LOST in value:
                yield Finding(
                    check=NAME,
                    severity=SEVERITY,
                    subject=work.key,
                    message=_message(name, value, mended),
                    changes=(FieldChange(field=name, value=mended),)
                    if mended != value and _LOST not in mended
                    else (),
                )


def _mended(match: re.Match[str]) -> str:
    try:
        return b"".join(_byte(letter) for letter in match[0]).decode()
    except (UnicodeDecodeError, UnicodeEncodeError):
        return match[0]


def _byte(letter: str) -> bytes:
    try:
        return letter.encode("cp1252")
    except UnicodeEncodeError:
        return letter.encode("latin-1")


def _message(name: str, value: str, mended: str) -> str:
    if mended == value:
        return f"Letters were lost in “{name}”: “{_around(value, value.index(_LOST))}”."
    place = next(
        (at for at, pair in enumerate(zip(value, mended, strict=False)) if pair[0] != pair[1]), 0
    )
    return f"Letters came apart in “{name}”: “{_around(value, place)}”."


def _around(value: str, place: int) -> str:
    return " ".join(value[max(place - 20, 0) : place + 20].split())
