"""How surely a number is stated: “nearly”, “over”, “at least”, “50+”, “or more”."""

from __future__ import annotations

import re

from evidence.figures import Qualifier

_WORDS: tuple[tuple[Qualifier, str], ...] = (
    (
        Qualifier.AT_LEAST,
        (
            r"at\s+(?:the\s+very\s+)?least|no\s+(?:fewer|less)\s+than|not\s+(?:fewer|less)\s+than"
            r"|a\s+minimum\s+of|minimum|≥|as\s+few\s+as|as\s+little\s+as"
        ),
    ),
    (
        Qualifier.AT_MOST,
        (
            r"at\s+(?:the\s+very\s+)?most|up\s+to|no\s+more\s+than|not\s+more\s+than|a\s+maximum\s+of"
            r"|maximum|≤|as\s+many\s+as|as\s+much\s+as|no\s+(?:larger|greater|higher|longer)\s+than"
        ),
    ),
    (
        Qualifier.NEARLY,
        (
            r"nearly|almost|close\s+to|just\s+(?:under|below|short\s+of)|approaching|not\s+quite"
            r"|a\s+little\s+(?:under|below)|slightly\s+(?:under|below|less\s+than|fewer\s+than)"
        ),
    ),
    (
        Qualifier.MORE_THAN,
        (
            r"(?:(?:well|just|far|slightly|a\s+little)\s+)?(?:over|above|beyond)"
            r"|(?:(?:many|far|slightly|much|a\s+little)\s+)?(?:more|greater|larger|higher|longer|better)"
            r"\s+than|exceed(?:s|ed|ing)?|in\s+excess\s+of|upwards?\s+of|surpass(?:es|ed|ing)?|>"
        ),
    ),
    (
        Qualifier.FEWER_THAN,
        (
            r"(?:(?:far|much|well)\s+)?(?:fewer|less|smaller|lower|shorter)\s+than|(?:well\s+)?under"
            r"|(?:well\s+)?below|<"
        ),
    ),
    (
        Qualifier.ABOUT,
        (
            r"about|around|approximately|approx\.?|roughly|some|circa|ca?\.|~|≈|∼|an?\s+estimated"
            r"|estimated(?:\s+at)?|in\s+the\s+(?:region|order)\s+of|on\s+the\s+order\s+of"
            r"|somewhere\s+near|or\s+so"
        ),
    ),
    (Qualifier.EXACTLY, r"exactly|precisely"),
)
_FILL = r"(?:\s*(?:the|a\s+total\s+of|an?|only|just|some|about)\s+|\s*)(?:US|CA|AU)?[$€£¥]?\s?"
_BEFORE = tuple(
    (qualifier, re.compile(rf"(?:(?<![\w-])(?=\w)|(?=[^\w\s]))(?:{words}){_FILL}$", re.IGNORECASE))
    for qualifier, words in _WORDS
)
_AFTER: tuple[tuple[Qualifier, re.Pattern[str]], ...] = (
    (Qualifier.AT_LEAST, re.compile(r"\s?\+(?!\w)|\s+(?:or|and)\s+(?:more|over|above|older)\b")),
    (Qualifier.AT_MOST, re.compile(r"\s+or\s+(?:fewer|less|younger)\b")),
    (Qualifier.ABOUT, re.compile(r"\s+or\s+so\b|-odd\b|-ish\b")),
)
# A verb or preposition goes before “over five years” only where it is a length that is exceeded.
_DURATION = re.compile(r"\s*-?\s*(?:second|minute|hour|day|week|month|year|decade)s?\b")
_LASTED = re.compile(
    r"\b(?:for|took|takes?|lasted|lasting|of|is|was|are|were|after|with|aged?)\s+$"
)
# How much of the text before a number is looked at.
_REACH = 48


def qualifier_about(text: str, start: int, end: int) -> tuple[Qualifier, int, int]:
    """The qualifier of the number there, and from where to where it stands with the number."""
    for qualifier, after in _AFTER:
        if match := after.match(text, end):
            return qualifier, start, match.end()
    offset = max(0, start - _REACH)
    before = text[offset:start]
    for qualifier, words in _BEFORE:
        if match := words.search(before):
            if qualifier is Qualifier.MORE_THAN and _is_during(text, offset + match.start(), end):
                continue
            return qualifier, offset + match.start(), end
    return Qualifier.EXACTLY, start, end


def _is_during(text: str, word: int, end: int) -> bool:
    return (
        text[word : word + 4].lower() == "over"
        and bool(_DURATION.match(text, end))
        and not _LASTED.search(text[max(0, word - 12) : word])
    )
