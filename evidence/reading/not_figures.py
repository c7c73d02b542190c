"""Numbers that count nothing: reference and section numbers, labels, versions, names, addresses."""

from __future__ import annotations

import re

from evidence.reading.abbreviations import words

# The filler keeps the length, so that places stay what they are; it belongs to no word.
_FILLER = "\u25a1"
_NUMERAL = r"[A-Z]?\d+(?:\.\d+)*[a-z]?\b"
_NUMERALS = (
    rf"{_NUMERAL}(?:\s?[–-]\s?{_NUMERAL}|\s*(?:[,;&]|and|to|or|,\s*and)\s*{_NUMERAL}"
    # “Table 3, 45 villages”: the second is a count.
    r"(?!\s+(?:[a-z][\w-]*\s+){0,2}[a-z]{2,}s\b))*"
)
_LABELS = (
    r"sections?|sect?s?\.|§+|chapters?|chap\.|ch\.|figures?|figs?\.?|tables?|tabs?\.|equations?"
    r"|eqs?\.?|appendix|appendices|app\.|refs?\.?|references?|footnotes?|endnotes?|pages?|pp?\."
    r"|vol(?:ume|s)?\.?|no\.|nos\.|nr\.|version|ver\.|v\.|theorem|lemma|corollary|proposition"
    r"|algorithm|alg\.|art\.|para\.|rfc|iso|iec|ieee"
)
# These are labels only with a capital; in lower case they may be anything before a count.
_NAMES_OF_PARTS = (
    r"Step|Part|Note|Definition|Example|Experiment|Study|Phase|Wave|Round|Article|Clause|Paragraph"
    r"|Rule|Line|Item|Question|Hypothesis|Limitation|Method|Category|Class|Type|Level|Tier|Grade"
    r"|Model|Case|Group|Condition|Scenario|Box|Panel|Listing|Exhibit|Room|Route|Highway|Flight|Bill"
    r"|Resolution|Directive|Regulation|Law|Act|Stage|Aim|Objective|Goal|Principle|Issue|Number"
)
_PATTERNS = (
    r"(?:https?://|www\.)\S+",
    r"\b10\.\d{4,9}/\S+",
    r"\barXiv:\s?\d{4}\.\d{4,5}(?:v\d+)?",
    r"(?<![\w.+-])[\w.+-]{1,64}@[\w.-]{1,190}",
    # Reference numbers, with pages or without; intervals in brackets.
    r"\[\s*\d[\d\s,;–.-]*(?:,\s*pp?\.\s*\d[\d\s–-]*)?\]",
    rf"(?<![\w-])(?:{_LABELS})\s*\(?{_NUMERALS}\)?",
    rf"(?<![\w-])(?-i:{_NAMES_OF_PARTS})s?\s\(?{_NUMERALS}\)?",
    # A heading's number.
    r"^\s*\d{1,2}(?:\.\d{1,2})*\.?\s+(?=(?-i:[A-Z]))",
    # An enumerator: “1) …”, “(2) …”.
    r"(?:^\s*|(?<=[.;:,]\s)|(?<=\band\s))\(?\d{1,2}\)(?=\s)",
    r"(?<!\w)\(\d{1,3}[a-z]?\)",
    # Ordinals.
    r"\b\d+(?:st|nd|rd|th)\b",
    # Times of day, round the clock, scores of dates.
    r"\b\d{1,2}:\d\d(?:\s?[ap]\.?m\.?)?\b",
    r"\b\d{1,2}\s?[ap]\.?m\b\.?",
    r"\b(?:24/7|9/11|50/50)\b",
    r"\b\d{1,2}/\d{1,2}/\d{2,4}\b",
    # Versions: three numbers with dots, or a v before them.
    r"\bv\d+(?:\.\d+)*\b",
    r"\b\d{1,2}\.\d{1,2}\.\d{1,3}(?![\d,])\b",
    # Words that end or begin in digits, or hold them: GPT-4, Covid-19, LAION-5B, H1N1, 4chan.
    r"(?<![\w.])[A-Za-z]{1,30}-?\d[\w.-]*\w",
    r"(?<![\w.-])[A-Za-z]{1,30}(?:-[A-Za-z]{0,30}){0,5}-\d[\d.]*[A-Za-z]*\b",
    (
        r"(?<![\w.,-])\d+(?!(?:k|K|M|m|bn|B|tn|mn|x|st|nd|rd|th|s|ms|h|g|kg|mg|km|cm|mm|nm|GB|MB|TB"
        r"|KB|kB|Hz|kHz|MHz|GHz|W|kW|MW|GW|V|pp|p)\b)[A-Za-z]\w*"
    ),
    # A number with its own hyphened numbers after a name: AI 100-4.
    r"(?-i:(?<=[A-Z]{2}\s)\d+-\d+\b)",
)
_NOT_FIGURES = re.compile("|".join(f"(?:{each})" for each in _PATTERNS), re.IGNORECASE)
# A number right after a capitalised word is part of a name (Windows 10), unless things follow.
_NAMED = re.compile(
    r"\b(?P<name>[A-Z][\w’-]*)\s(?P<number>\d[\d.,]*(?<![.,])(?:-\d+)*\w?)(?![\w%])"
    r"(?P<after>\s+[a-z][\w-]*)?"
)
_BEFORE_NUMBERS = words(
    """
    because both by each either her his i if it its neither not our per so such that them then
    there they thus was we were what when where which while who yet you your
    a about above all almost among an and approximately around as at below between but by
    circa despite during every exactly fewer for from having in including just least less
    more most nearly no of on only or over roughly since some than the these this those to
    total under until up usd eur gbp with within january february march april may june july
    august september october november december n
    """
)


def without_labels(text: str) -> str:
    """The text with filler in place of every number that is no figure; as long as before."""
    masked = _NOT_FIGURES.sub(lambda match: _FILLER * len(match[0]), text)
    return _NAMED.sub(_mask_name, masked)


def _mask_name(match: re.Match[str]) -> str:
    after = (match["after"] or "").strip()
    if match["name"].lower() in _BEFORE_NUMBERS or _is_plural(after):
        return match[0]
    start, end = match.span("number")
    start, end = start - match.start(), end - match.start()
    return match[0][:start] + _FILLER * (end - start) + match[0][end:]


def _is_plural(word: str) -> bool:
    return word in {"people", "women", "men", "children", "percent", "million", "billion"} or (
        len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "was", "has"))
    )
