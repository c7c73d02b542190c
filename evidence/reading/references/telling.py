"""Words that tell journals, proceedings, newspapers and running text from one another."""

from __future__ import annotations

import re

from evidence.reading.references.breaks import breaks
from evidence.reading.references.locators import PAGES
from evidence.reading.references.printed_dates import DATE, YEAR

IN_BOOK = re.compile(r"[Ii]n: ?(?=[^\W_]|[“\"‘«])|[Ii]n (?=[A-Z\d“\"‘«(])")
PAGES_THEN_BOOK = re.compile(rf"[Pp]p\. (?P<pages>{PAGES}) in (?=[^\W_])")
COMMA_IN = re.compile(r", [Ii]n: (?=[^\W_])")
IN_QUOTED = re.compile(r"(?:^|, ?)[Ii]n:? (?=[^\W_]|[“\"‘«])")
PROCEEDINGS = re.compile(
    r"\b(?:Proc|Conf|Symp)\.|\b(?:Proceedings?|Conference|Symposium|Workshop|Advances in Neural"
    r"|Congress|Meeting|Colloquium|ICML|NeurIPS|ICLR|CVPR|CHI|ACL|EMNLP|Transactions of the"
    r"|Lecture Notes|LNCS)\b|[’'‘]\d\d\b",
    re.IGNORECASE,
)
SERIAL = re.compile(
    r"\b(?:Journal|J\.|Review|Rev\.|Letters|Lett\.|Transactions|Trans\.|Annals|Ann\.|Archives?"
    r"|Arch\."
    r"|Bulletin|Bull\.|Quarterly|Magazine|Proceedings|Proc\.|Studies|Science|Nature|Sci\.|Research"
    r"|Reports?|Frontiers|Advances|Communications|Commun\.|Acta|Revista|Revue|Zeitschrift|Cell"
    r"|PLoS|PLOS|Lancet|BMJ|JAMA|Perspectives|Education|Psychology|Policy|Society|Law|Physics"
    r"|Med\.)"
)
DATA = re.compile(r"\b[Dd]ata ?sets?\b|\b[Cc]orpus$|\([Dd]ata\)")
SCHOOL = re.compile(
    r"\b(?:Univ\.|Universi\w+|College|Polytech\w+|ETH|KTH|MIT|(?:Inst\.|Institute) of Tech\w*)"
    r"|\bInstitute of Technology\b|\bUniversität|\bUniversité|\bHochschule"
)
NEWS = re.compile(
    r"\b(?:News|Times|Post|Guardian|Journal|Tribune|Herald|Chronicle|Magazine|Daily|Weekly|Today"
    r"|BBC"
    r"|CNN|Reuters|Wired|WIRED|METRO|Gazette|Observer|Monde|Zeitung|Spiegel|Independent"
    r"|Economist)\b"
)
PLACED_PAPER = re.compile(rf" \((?:[^()]*, )?{DATE}\), \d+[-–]\d+\.?$")
# (Springer, Cham, 2020): who published it, where and when.
IMPRINT = re.compile(rf" ?\((?:(?P<imprint>[^()]{{2,120}}?), )?(?P<date>{DATE})\)\.?$")
PROCEEDINGS_AHEAD = re.compile(
    rf"(?:{YEAR} )?(?:\w+ ){{0,5}}?(?:Proceedings\b|Proc\.|Companion Proceedings|Advances in Neural"
    rf"|International (?:Conference|Workshop|Symposium)|(?:Conference|Workshop|Symposium) on\b)"
)
_LOWER_WORD = re.compile(r"(?<![\w’'-])[a-zß-ÿ][\w’'-]{3,}")
_CONNECTING = {
    "with", "from", "into", "over", "under", "between", "della", "delle", "pour", "dans", "para",
    "sobre", "zur", "und", "upon", "their", "sur", "aux", "through", "about",
}  # fmt: skip
_SERIES_PART = re.compile(r"(?:Series|Ser\.|Part|Section|Sect\.) [A-Z\d]\b|[A-H]\.? ")
_LONGEST_CONTAINER = 18


def how_like_a_journal(container: str) -> float:
    """How much a few words look like the name of a journal."""
    words = container.split()
    if not words or len(words) > _LONGEST_CONTAINER:
        return -5.0
    score = 1.0
    inner = [place for place in breaks(container) if not place.weak]
    score -= 2.0 * len(inner)
    if _SERIES_PART.match(container):
        score -= 2.5
    lower = [word for word in _LOWER_WORD.findall(container) if word not in _CONNECTING]
    score -= 2.5 * len(lower) / len(words) + (0.5 if lower else 0.0)
    if container[0].islower():
        score -= 0.5 if container[:1] + container[1:2].upper() == container[:2] else 2.0
    if SERIAL.search(container):
        score += 1.0
    if any(mark in container for mark in '?!“”"'):
        score -= 1.5
    return score


def is_sentence(text: str) -> bool:
    """Whether a few words go on as running text, not as a name."""
    lower = [word for word in _LOWER_WORD.findall(text) if word not in _CONNECTING]
    return len(lower) >= 2 or bool(re.match(r"[A-Z][\w’']+ (?:is|are|was|be|can|to)\b", text))


def is_proceedings(tail: str) -> bool:
    """Whether a text begins with the name of proceedings."""
    return bool(PROCEEDINGS_AHEAD.match(tail))


def trimmed(title: str) -> str:
    """A title without the stop and the commas after it."""
    title = title.strip().rstrip(",;: ")
    if title.endswith(".") and not title.endswith(("..", "etc.")):
        title = title[:-1]
    return title.strip()
