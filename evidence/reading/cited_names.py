"""Names and years as author-year calls print them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from evidence.reading.abbreviations import words

YEAR = (
    r"(?:(?:1[4-9]|20)\d\d[a-z]?(?![\w%])|n\.\s?d\.(?:-?[a-z]\b)?|in press|[Ff]orthcoming|to appear"
    r"|in preparation|submitted|under review|o\.\s?J\.)"
)
YEARS = rf"{YEAR}(?:\s{{0,2}}(?:[,;/&]|and\b)\s{{0,2}}(?:{YEAR}|[a-z](?![\w.]))){{0,20}}"
_ONE_YEAR = re.compile(rf"(?P<year>{YEAR})|(?P<letter>[a-z])")
_TOKEN = re.compile(r"[^\W\d_][\w'’‘.‐-]*|&|,")
_ET_AL = re.compile(
    r",?\s*(?:\bet\s+al\b\.?|\band\s+(?:colleagues|others|co-?workers|associates)\b|&\s+colleagues"
    r"|\bu\.\s?a\.|\by\s+cols?\b\.?|等人?)\s*(?:['’]s?)?\s*,?\s*$"
)
_POSSESSIVE = re.compile(r"['’]s?\s*$")
_INITIALS = re.compile(r"(?:[^\W\d_]\.[-‐]?\s?){1,4}")
PARTICLES = words(
    """van von der den de del della di da dos du des la le les ter ten te zu zur zum af av al el bin
    ibn ben abu bint mac st d' l' vander y e"""
)
_INSIDE_BODIES = words("of for on the and in to de du des la für und et del di")
_JOINS = words("and & und et y en e")
# Capitals that begin sentences and parentheses, or stand before a year without being names.
_NOT_NAMES = words(
    """see cf also but in by as from since until after before during between around about circa both
    however moreover following although while whereas when where if thus hence then according
    unlike like for e.g i.e eg ie on at to the a an this that these those first second
    january february march april may june july august september october november december
    jan feb mar apr jun jul aug sep sept oct nov dec spring summer autumn fall winter
    figure fig table section sec equation eq chapter appendix version early mid late"""
)
_MOST_TOKENS = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedNames:
    """The authors of a call: `families` in order, or the name of a body as the only one."""

    families: tuple[str, ...]
    and_others: bool
    start: int
    printed: str

    @property
    def is_telling(self) -> bool:
        """Whether the form alone tells that this is a call: “X et al.”, “X and Y”."""
        return self.and_others or len(self.families) > 1


def years_in(printed: str) -> tuple[str, ...]:
    """The years of a call: “2024a,b” is 2024a and 2024b; “1950/2003” stays one, of two editions."""
    found: list[str] = []
    for match in _ONE_YEAR.finditer(printed):
        if match["year"] and found and printed[: match.start()].rstrip().endswith("/"):
            found[-1] = f"{found[-1]}/{match['year']}"
        elif match["year"]:
            found.append(" ".join(match["year"].split()))
        elif match["letter"] and found and found[-1][:4].isdecimal():
            found.append(found[-1][:4] + match["letter"])
    return tuple(dict.fromkeys(found))


def names_before(text: str, start: int, end: int) -> list[CitedNames]:
    """The names that may end at `end`, the longest first; none before `start` is looked at."""
    end = start + len(text[start:end].rstrip().rstrip(",").rstrip())
    others = _ET_AL.search(text, max(start, end - 40), end)
    stop = others.start() if others else end
    if not others and (possessive := _POSSESSIVE.search(text, max(start, end - 3), end)):
        stop = possessive.start()
    tokens = _name_tokens(text, start, stop)
    return [
        names
        for place in range(len(tokens))
        if (names := _names(text, tokens[place:], stop, end, and_others=bool(others)))
    ]


def _name_tokens(text: str, start: int, end: int) -> list[re.Match[str]]:
    """The run of tokens before `end` that names are made of."""
    tokens = list(_TOKEN.finditer(text, max(start, end - 200), end))[-_MOST_TOKENS:]
    if not tokens or text[tokens[-1].end() : end].strip():
        return []
    run: list[re.Match[str]] = []
    for token in reversed(tokens):
        gap = text[token.end() : run[-1].start()] if run else ""
        if gap.strip() or not _is_part_of_names(token[0]) or _ends_a_sentence(token[0], bool(run)):
            break
        run.append(token)
    run.reverse()
    return run


def _is_part_of_names(word: str) -> bool:
    plain = word.lower().rstrip(".")
    return (
        word in {",", "&"} or not word[0].islower() or plain in PARTICLES | _INSIDE_BODIES | _JOINS
    )


def _ends_a_sentence(token: str, has_more: bool) -> bool:
    is_initials = bool(_INITIALS.fullmatch(token)) or token in {"Jr.", "Sr.", "St.", "U.S.", "U.K."}
    return has_more and token.endswith(".") and not is_initials


def _names(
    text: str, tokens: list[re.Match[str]], stop: int, end: int, *, and_others: bool
) -> CitedNames | None:
    first, last = tokens[0][0], tokens[-1][0]
    is_name = not first[0].islower() or first.lower() in PARTICLES - {"e", "y"}
    if first in ",&" or last in ",&" or not is_name or last[0].islower():
        return None
    if first.lower().rstrip(".,") in _NOT_NAMES or last.lower().rstrip(".") in _NOT_NAMES:
        return None
    printed = text[tokens[0].start() : stop]
    whole = _POSSESSIVE.sub("", " ".join(text[tokens[0].start() : end].split()))
    families = tuple(_families(printed))
    if not families:
        return None
    return CitedNames(
        families=families,
        and_others=and_others,
        start=tokens[0].start(),
        printed=whole,
    )


def _families(printed: str) -> list[str]:
    pieces = re.split(r",?\s+(?:and|und|et|y|en)\s+|,?\s*&\s*|,\s*", printed)
    plain = (
        _INITIALS.sub("", piece).strip() if "." in piece else piece.strip() for piece in pieces
    )
    return [piece for piece in plain if piece and piece not in {"Jr", "Sr", "Jr.", "Sr."}]
