"""What follows the authors: the title, and the journal, book, publisher or body it appeared in."""

from __future__ import annotations

import re

from bib.names import OTHERS
from evidence.reading.references.breaks import Break, breaks
from evidence.reading.references.draft import (
    CERTAIN,
    DOUBTFUL,
    FAIR,
    GUESSED,
    LIKELY,
    Draft,
)
from evidence.reading.references.locators import PAGES, Locators, find_locators, whole_pages
from evidence.reading.references.people import NOBODY, NameOrder, names_field, read_people
from evidence.reading.references.printed_dates import DATE, DAY, MONTH, YEAR, read_date
from evidence.reading.references.publishing import (
    HOUSE,
    INSTITUTION,
    PUBLISHER,
    REPORT,
    REPOSITORY,
    THESIS,
    is_publisher,
    read_publisher,
    take_edition,
    take_label,
    thesis_type,
)

_IN_BOOK = re.compile(r"[Ii]n: ?(?=[^\W_]|[“\"‘«])|[Ii]n (?=[A-Z\d“\"‘«(])")
_PAGES_THEN_BOOK = re.compile(rf"[Pp]p\. (?P<pages>{PAGES}) in (?=[^\W_])")
_COMMA_IN = re.compile(r", [Ii]n: (?=[^\W_])")
_IN_QUOTED = re.compile(r"(?:^|, ?)[Ii]n:? (?=[^\W_]|[“\"‘«])")
_PROCEEDINGS = re.compile(
    r"\b(?:Proc|Conf|Symp)\.|\b(?:Proceedings?|Conference|Symposium|Workshop|Advances in Neural"
    r"|Congress|Meeting|Colloquium|ICML|NeurIPS|ICLR|CVPR|CHI|ACL|EMNLP|Transactions of the"
    r"|Lecture Notes|LNCS)\b|[’'‘]\d\d\b",
    re.IGNORECASE,
)
_SERIAL = re.compile(
    r"\b(?:Journal|J\.|Review|Rev\.|Letters|Lett\.|Transactions|Trans\.|Annals|Ann\.|Archives?"
    r"|Arch\."
    r"|Bulletin|Bull\.|Quarterly|Magazine|Proceedings|Proc\.|Studies|Science|Nature|Sci\.|Research"
    r"|Reports?|Frontiers|Advances|Communications|Commun\.|Acta|Revista|Revue|Zeitschrift|Cell"
    r"|PLoS|PLOS|Lancet|BMJ|JAMA|Perspectives|Education|Psychology|Policy|Society|Law|Physics"
    r"|Med\.)"
)
_DATA = re.compile(r"\b[Dd]ata ?sets?\b|\b[Cc]orpus$|\([Dd]ata\)")
_SCHOOL = re.compile(
    r"\b(?:Univ\.|Universi\w+|College|Polytech\w+|ETH|KTH|MIT|(?:Inst\.|Institute) of Tech\w*)"
    r"|\bInstitute of Technology\b|\bUniversität|\bUniversité|\bHochschule"
)
_COUNTRY = re.compile(
    r"USA|U\.S\.A\.|UK|United States|United Kingdom|Austria|Australia|Belgium|Brazil|Canada"
    r"|China|Denmark"
    r"|Finland|France|Germany|Greece|India|Ireland|Israel|Italy|Japan|Korea|South Korea|Mexico"
    r"|Netherlands"
    r"|The Netherlands|New Zealand|Norway|Poland|Portugal|Singapore|Spain|Sweden|Switzerland"
    r"|Taiwan|Turkey"
    r"|[A-Z]{2}"
)
_PAGE_OF_NEWS = re.compile(r", (?:p\. ?)?(?P<pages>[A-Z]?\d{1,3})$")
_NEWS = re.compile(
    r"\b(?:News|Times|Post|Guardian|Journal|Tribune|Herald|Chronicle|Magazine|Daily|Weekly|Today"
    r"|BBC"
    r"|CNN|Reuters|Wired|WIRED|METRO|Gazette|Observer|Monde|Zeitung|Spiegel|Independent"
    r"|Economist)\b"
)
_DATED = re.compile(rf",? ?\((?P<date>{DATE})\)|, (?P<date1>{DATE})(?=[.,;]|$)")
_PAGES_IN_BOOK = re.compile(
    rf"[,;.]? ?\(?\b(?:pp?\.|pages?|S\.) ?(?P<pages>{PAGES})\)?"
    r"|(?:[,:.] | (?=\S+(?: \(|\.?$)))(?P<pages1>[A-Z]?\d+[-–][A-Z]?\d+"
    r"|\d+:\d+[-–](?:\d+:)?\d+)(?=[ .,;)\ue000]|$)"
    rf"|, (?!{YEAR}\b)(?P<pages2>\d{{1,6}})(?=\.?$)"
)
_PLACED = re.compile(rf" ?\((?P<place>[^()]*?)(?:, |\b)(?P<date>{DATE})\)")
_PLACED_PAPER = re.compile(rf" \((?:[^()]*, )?{DATE}\), \d+[-–]\d+\.?$")
_AT_PLACE = re.compile(
    r" \((?P<place>[^()\d]+, [^()\d]+)\)(?=[,.\ue000]|$)"
    r"| \[(?P<place1>[^\[\]\d]{3,60})\](?=[,.\ue000]|$)"
)
# (Springer, Cham, 2020): who published it, where and when.
_IMPRINT = re.compile(rf" ?\((?:(?P<imprint>[^()]{{2,120}}?), )?(?P<date>{DATE})\)\.?$")
_MONTH_AT_END = re.compile(
    rf"(?:^|[,.] )(?P<date>(?:{DAY} )?{MONTH}(?: {DAY})?(?:[–-]{MONTH})?)(?=[.,]?$|, \d)"
)
_DATE_BETWEEN = re.compile(rf"\. \((?P<date>{DATE})\)\. ")
_DATE_AHEAD = re.compile(rf"^(?P<date>{DATE})(?:, |\.?$)")
_PARENTHETICAL = re.compile(
    r" \((?P<inner>(?:[^()]*(?:[Tt]hesis|[Dd]issertation)|\d{1,2}(?:st|nd|rd|th) ed|[Rr]ev\. ed"
    r"|[Ss]econd ed|[Tt]hird ed|Vols?\.|[Vv]ersion"
    r"|Report|Technical|Tech\.|Working|Discussion|Research|Publication|Policy|RFC|No\.|NIST"
    r"|Standard"
    r"|Issue|Bill|S\. \d|H\.R\.)[^()]{0,80})\)(?=\.? |\.?$)"
)
_BRACKETED = re.compile(r" ?\[(?P<inner>[^\[\]]{3,100})\](?=[.,]? |[.,]?$)")
_DATE_AT_END = re.compile(
    r"[.;] (?:(?:Preprint posted|Published|Posted|First published|Updated)(?: online)?[,:]? )?"
    rf"\(?(?P<date>{DATE})\)?\.?$|, \((?P<date1>{DATE})\)\.?$"
)
_STATE_AT_END = re.compile(
    r"[.;,] \(?(?P<state>Submitted|In press|Forthcoming|To appear|Accepted|Under review"
    r"|In preparation)"
    r"(?: (?:for )?publication)?\)?\.?$",
    re.IGNORECASE,
)
_REPORT_AT_END = re.compile(r"; [^;.]*\d{4}[^;.]{0,8}\. (?P<report>[^.;]{4,80})\.?$")
_VOLUME_ALONE = re.compile(r"[.,] (?:Vol\.|Volume) (\d{1,4}|[IVX]{1,5})[.,](?= [^\W\d_])")
_EDITION_ALONE = re.compile(
    r"(?<=[\w)?!”\"])[.,] (\d{1,2}(?:st|nd|rd|th)|[Ss]econd|[Tt]hird|[Rr]ev(?:ised|\.)) ed(?:\."
    r"|n\.?|ition\.?)[.,]?(?= |$)"
)
_PROCEEDINGS_AHEAD = re.compile(
    rf"(?:{YEAR} )?(?:\w+ ){{0,5}}?(?:Proceedings\b|Proc\.|Companion Proceedings|Advances in Neural"
    rf"|International (?:Conference|Workshop|Symposium)|(?:Conference|Workshop|Symposium) on\b)"
)
_PAGE_COUNT = re.compile(
    r"[,.]? ?\b\d{1,5} ?(?:p\.|pages|pp\.)(?=$|[ .,])|[,.]? [\w -]{2,30}\d pages\b"
)
_VOLUME_IN_BOOK = re.compile(r"[,(.]? ?\b(?:[Vv]ol(?:ume|\.)) ?(?P<volume>[\dIVXLC]+)\b\)?,?")
_SERIES = re.compile(
    r"\((?P<series>(?:Lecture Notes|[A-Z][\w ]+ (?:[Ss]eries|Studies|Library))[^()]{0,60})\)"
    r"|\b(?:ser\. |Series: )(?P<series1>[^.,;]{3,80})"
)
_FULL_NAME = (
    r"[^\W\d_a-z][\w’'.-]*(?: (?:van|von|de|del|der|den|da|di|la|le|ten|ter|al|el"
    r"|[^\W\d_a-z][\w’'.-]*)){1,4}"
)
_EDITORS = (
    (
        re.compile(
            r"[,.(;]? ?\bedited by (?P<people>[^()]{3,300}?)(?=(?<![A-Z])\. [A-Z]|, \d|\.$|$"
            r"|\ue000|[,.;] ?(?:\d|vol|pp))"
        ),
        "",
    ),
    (re.compile(r"^(?P<people>[^()]{3,400}?),? \((?:Eds?|eds?|Hrsg|Hg)\.?\)[,.:]? ?"), "start"),
    (re.compile(r"^(?P<people>[^()]{3,400}?), (?:editors?|[Ee]ds?\.)[.,:]? "), "start"),
    (re.compile(r" ?\((?:eds?\.?|edited by) (?P<people>[^()]{3,300})\)"), ""),
    (re.compile(r" ?\((?P<people>[^()]{3,300}), [Ee]ds?\.?\)"), ""),
    (
        re.compile(
            rf"[,.] (?P<people>{_FULL_NAME}(?:, {_FULL_NAME})*(?:,? (?:and"
            rf"|&) {_FULL_NAME})?(?: et al\.)?),?"
            r" (?:\([Ee]ds?\.?\)|[Ee]ds?\.)[,.:]? ?"
        ),
        "",
    ),
)
_EDITOR_ORDERS = {
    "start": (NameOrder.SPACED, NameOrder.INVERTED, NameOrder.GIVEN_FIRST),
    "": (NameOrder.INVERTED, NameOrder.GIVEN_FIRST),
}
_LOWER_WORD = re.compile(r"(?<![\w’'-])[a-zß-ÿ][\w’'-]{3,}")
_CONNECTING = {
    "with", "from", "into", "over", "under", "between", "della", "delle", "pour", "dans", "para",
    "sobre", "zur", "und", "upon", "their", "sur", "aux", "through", "about",
}  # fmt: skip
_SERIES_PART = re.compile(r"(?:Series|Ser\.|Part|Section|Sect\.) [A-Z\d]\b|[A-H]\.? ")
_ACRONYM_AT_END = re.compile(r"\([A-Z][\w ’'‘&/-]{1,30}\)$")
_LONGEST_CONTAINER = 18
_SURELY_PEOPLE = 0.85


def read_titled(draft: Draft, title: str, tail: str, *, sure: float = CERTAIN) -> None:
    """Take a title that its quotation marks tell, and what follows it."""
    draft.put("title", title, sure)
    _read_tail(draft, tail, after_quotes=True)


def read_untitled(draft: Draft, rest: str) -> None:
    """Find where the title ends, and take it and what follows it."""
    rest = _take_brackets(draft, take_label(draft, rest))
    rest = _take_numbered_report(draft, rest)
    rest = _take_sentence(draft, rest, _VOLUME_ALONE, "volume")
    rest = _take_sentence(draft, rest, _EDITION_ALONE, "edition")
    if between := _DATE_BETWEEN.search(rest):
        put_date(draft, between["date"], LIKELY)
        rest = f"{rest[: between.start()]}. {rest[between.end() :]}"
    dated = _DATE_AT_END.search(rest)
    if dated and dated.start() > 3 and _is_balanced(rest[: dated.start()]):
        put_date(draft, dated["date"] or dated["date1"], LIKELY)
        rest = rest[: dated.start()]
    if state := _STATE_AT_END.search(rest):
        draft.put("pubstate", state["state"].lower(), LIKELY)
        rest = rest[: state.start()]
    title, tail, sure = split_title(rest, style=draft.style)
    draft.put("title", _trimmed(title), sure)
    _read_tail(draft, tail, after_quotes=False)


def _is_balanced(text: str) -> bool:
    return text.count("(") == text.count(")")


def _take_numbered_report(draft: Draft, rest: str) -> str:
    """The text without “. Technical report 12.” behind the year."""
    found = _REPORT_AT_END.search(rest)
    report = REPORT.fullmatch(found["report"]) if found else None
    if not (found and report):
        return rest
    draft.set_type("techreport", LIKELY)
    draft.put("type", report["type"], LIKELY)
    draft.put("number", report["number"] or "", LIKELY)
    return rest[: found.start("report")].strip()


def _take_sentence(draft: Draft, rest: str, form: re.Pattern[str], field: str) -> str:
    """The text without a volume or an edition that stands between two full stops."""
    found = form.search(rest)
    if not found:
        return rest
    draft.put(field, found[1], LIKELY)
    draft.set_type("book", DOUBTFUL)
    return f"{rest[: found.start()]}. {rest[found.end() :].lstrip()}"


def _take_brackets(draft: Draft, rest: str) -> str:
    """The text without what stands in brackets behind a title: edition, report or thesis."""
    for form in (_PARENTHETICAL, _BRACKETED):
        found = form.search(rest)
        if not found or found.start() < 3:
            continue
        inner = found["inner"]
        if thesis := THESIS.search(inner):
            draft.set_type(thesis_type(thesis["degree"] or "PhD"), CERTAIN)
            school = inner[thesis.end() :].strip(" ,")
            read_publisher(draft, school, role="school")
        elif form is _BRACKETED and not REPORT.search(f"{inner} 1"):
            continue
        elif report := REPORT.search(inner) or REPORT.search(f"{inner} 1"):
            draft.set_type("techreport", LIKELY)
            draft.put("type", report["type"], LIKELY)
            draft.put("number", (report["number"] or "").removesuffix(" 1"), LIKELY)
        else:
            take_edition(draft, inner)
            if volume := re.search(r"Vols?\. ?([\w–-]+)", inner):
                draft.put("volume", volume[1], LIKELY)
                draft.set_type("book", DOUBTFUL)
            if paged := re.search(rf"\bpp?\. ?({PAGES})", inner):
                draft.put("pages", whole_pages(paged[1]), LIKELY)
        rest = f"{rest[: found.start()]}. {rest[found.end() :].lstrip(' .')}".strip()
    return rest


def split_title(rest: str, *, style: str = "") -> tuple[str, str, float]:
    """The title, what follows it, and how sure the border is."""
    places = breaks(rest)
    books = [place for place in places if _IN_BOOK.match(rest, place.right)]
    if books:
        told = [
            b for b in books if _PROCEEDINGS.search(rest, b.right) or _is_bookish(rest[b.right :])
        ]
        book = (told or books)[0]
        return rest[: book.left], rest[book.right :], CERTAIN if told else FAIR
    if comma := _COMMA_IN.search(rest):
        return rest[: comma.start()], rest[comma.end() - 4 :].lstrip(" ,"), CERTAIN
    for place in places:
        tail = rest[place.right :]
        if tail[0] == "(" and _IMPRINT.fullmatch(tail):
            return rest[: place.left], tail, LIKELY
        if _opens_with_kind(tail):
            return rest[: place.left], tail, LIKELY
    located = find_locators(rest, style=style)
    if not (located and located.volume and (located.number or located.pages)):
        if placed := _PLACED_PAPER.search(rest):
            before = [place for place in places if not place.weak and place.right < placed.start()]
            if before:
                return rest[: before[-1].left], rest[before[-1].right :], LIKELY
        for place in places:
            if not place.weak and _PROCEEDINGS_AHEAD.match(rest, place.right):
                return rest[: place.left], rest[place.right :], LIKELY
        if chapter := _split_chapter(rest, places):
            return chapter
    if located and located.start > 3:
        return _split_before(rest, located)
    dated = list(_DATED.finditer(rest))
    for place in reversed(places):
        tail = rest[place.right :]
        if not place.weak and is_publisher(_DATED.sub("", tail)) and not _is_sentence(tail):
            return rest[: place.left], tail, FAIR
    for place in reversed(places):
        stated = next((date for date in dated if date.start() > place.right), None)
        if stated and not place.weak and _plausible(rest[place.right : stated.start()]) > 0:
            return rest[: place.left], rest[place.right :], FAIR
    return _split_undated(rest)


def _split_chapter(rest: str, places: list[Break]) -> tuple[str, str, float] | None:
    """“Title. Book. E. Editor, ed. Publisher. 149–181.”, where no “In” tells the book."""
    if not re.search(r"\. \d{1,5}[-–]\d{1,5}\.?$", rest):
        return None
    strong = [place for place in places if not place.weak]
    if len(strong) < 3:
        return None
    return rest[: strong[0].left], rest[strong[0].right :], FAIR


def _split_undated(rest: str) -> tuple[str, str, float]:
    """Where nothing tells what follows: a short name in capitals may be a body or a site."""
    places = [place for place in breaks(rest) if not place.weak]
    if dated := re.search(r"\.? ?\((?:1[5-9]|20)\d\d\)\.?$", rest):
        return rest[: dated.start()], rest[dated.start() :].strip(" ."), LIKELY
    if not places:
        return rest, "", FAIR
    last = places[-1]
    tail = rest[last.right :].rstrip(".")
    words = tail.split()
    if (
        len(words) <= (10 if INSTITUTION.search(tail) else 5)
        and not _is_sentence(tail)
        and all(any(c.isupper() for c in w) or len(w) < 4 for w in words)
    ):
        return rest[: last.left], tail, DOUBTFUL
    return rest, "", DOUBTFUL


def _split_before(rest: str, located: Locators) -> tuple[str, str, float]:
    """The title and the journal, where volume and pages are known."""
    before = rest[: located.start].rstrip(" ,(")
    best, best_score = None, -9.0
    for place in breaks(rest):
        if place.right >= len(before):
            break
        container = before[place.right :]
        score = _plausible(container) - (2.5 if place.weak else 0.0)
        score += 0.1 * place.right / len(rest)
        if score > best_score:
            best, best_score = place, score
    if best is None:
        return rest, "", GUESSED
    sure = LIKELY + 0.04 if best_score > 1 else (FAIR if best_score > -1 else GUESSED)
    return rest[: best.left], rest[best.right :], sure


def _plausible(container: str) -> float:
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
    if _SERIAL.search(container):
        score += 1.0
    if any(mark in container for mark in '?!“”"'):
        score -= 1.5
    return score


def _is_sentence(text: str) -> bool:
    """Whether a few words go on as running text, not as a name."""
    lower = [word for word in _LOWER_WORD.findall(text) if word not in _CONNECTING]
    return len(lower) >= 2 or bool(re.match(r"[A-Z][\w’']+ (?:is|are|was|be|can|to)\b", text))


def _is_bookish(text: str) -> bool:
    return bool(
        re.search(r"\b(?:pp?\.|[Ee]ds?\b|[Ee]ditors?\b|edited by)|\(Eds?\.\)|\d[-–]\d|\d{4}", text)
        or PUBLISHER.search(text)
    )


def _opens_with_kind(tail: str) -> bool:
    found = THESIS.match(tail) or REPORT.match(tail)
    return bool(found or (THESIS.search(tail[:40]) and not find_locators(tail)))


def _read_tail(draft: Draft, tail: str, *, after_quotes: bool) -> None:
    """Take all that follows the title."""
    tail = take_label(draft, tail).strip(" ,;").removesuffix(", Released")
    if (ahead := _DATE_AHEAD.match(tail)) and not find_locators(tail):
        put_date(draft, ahead["date"], LIKELY)
        tail = tail[ahead.end() :]
    if not tail.strip(". "):
        return
    if paged := _PAGES_THEN_BOOK.match(tail):
        draft.put("pages", whole_pages(paged["pages"]), LIKELY)
        _read_book(draft, tail[paged.end() :])
        return
    opening = _IN_QUOTED.match(tail) if after_quotes else _IN_BOOK.match(tail)
    if opening:
        _read_book(draft, tail[opening.end() :])
    elif thesis := THESIS.search(tail):
        _read_thesis(draft, tail, thesis)
    elif (report := REPORT.search(tail)) and not _looks_serial(tail):
        _read_report(draft, tail, report)
    elif (located := find_locators(tail, style=draft.style)) and (
        located.volume or not _is_proceedings(tail)
    ):
        _read_serial(draft, tail, located)
    elif (
        _is_proceedings(tail)
        or _PLACED_PAPER.search(tail)
        or re.search(r"\. \d{1,5}[-–]\d{1,5}\.?$", tail)
    ):
        _read_book(draft, tail)
    else:
        _read_unlocated(draft, tail)


def _is_proceedings(tail: str) -> bool:
    return bool(_PROCEEDINGS_AHEAD.match(tail))


def _looks_serial(tail: str) -> bool:
    located = find_locators(tail)
    return bool(located and located.volume and located.pages)


def _read_serial(draft: Draft, tail: str, located: Locators) -> None:
    """“Journal 62, 6 (Oct. 2022), 1341–1358”."""
    name = tail[: located.start].strip(" ,.;(:")
    inside = _IN_QUOTED.match(name)
    name, date_before = _without_date(name)
    edition_free = name
    is_bare = bool(located.pages) and not (located.volume or located.date)
    if is_bare and (_PROCEEDINGS.search(name) or re.search(rf"\b{YEAR}$", name)):
        draft.put("booktitle", name, FAIR)
        draft.set_type("inproceedings", FAIR)
    elif _PROCEEDINGS.search(name) and not _SERIAL.match(name) and not located.number:
        draft.put("booktitle", edition_free, FAIR)
        draft.set_type("inproceedings", FAIR)
    elif not name and located.pages and not located.volume:
        draft.set_type("misc", GUESSED)
    else:
        sure = min(CERTAIN, 0.5 + 0.25 * max(_plausible(name), 0.0)) if name else 0.0
        draft.put("journal", name, min(located.sure, sure) if not inside else FAIR)
        draft.set_type("article", located.sure)
    for field in ("volume", "number", "pages", "eid"):
        draft.put(field, getattr(located, field), located.sure)
    put_date(draft, located.date or date_before, located.sure)
    following = tail[located.end :].strip(" .,;()")
    if dated := _DATED.search(tail[located.end :]):
        put_date(draft, dated["date"] or dated["date1"], FAIR)
        following = ""
    elif stated := re.match(rf"(?P<date>{DATE})$", following):
        put_date(draft, stated["date"], FAIR)
        following = ""
    if len(following) > 3:
        draft.put("note", following, DOUBTFUL)


def _without_date(name: str) -> tuple[str, str]:
    dated = re.search(rf"[ ,]*\(?(?P<date>{DATE})\)?$", name)
    if (
        dated
        and dated.start() > 3
        and not re.search(r"(?:Proceedings|Conference|of the) *$", name[: dated.start()])
    ):
        return name[: dated.start()].strip(" ,."), dated["date"]
    return name, ""


def _read_book(draft: Draft, text: str) -> None:
    """What a chapter or a paper of a conference stands in."""
    text = text.strip()
    is_paper = bool(_PROCEEDINGS.search(text) or _PLACED_PAPER.search(text))
    text = _take_editors(draft, text)
    text = _PAGE_COUNT.sub(" ", text)
    text = take_edition(draft, text)
    if imprint := _IMPRINT.search(text):
        read_publisher(draft, imprint["imprint"] or "")
        put_date(draft, imprint["date"], LIKELY)
        text = f"{text[: imprint.start()]}."
    text = _take_month(draft, text)
    if at_place := _AT_PLACE.search(text):
        draft.put("address", at_place["place"] or at_place["place1"], FAIR)
        text = f"{text[: at_place.start()]}\ue000{text[at_place.end() :]}"
    if placed := _PLACED.search(text):
        draft.put("address", placed["place"], FAIR)
        put_date(draft, placed["date"], FAIR)
        text = f"{text[: placed.start()]}\ue000{text[placed.end() :]}"
    if series := _SERIES.search(text):
        draft.put("series", series["series"] or series["series1"], FAIR)
        text = f"{text[: series.start()].rstrip()}\ue000{text[series.end() :]}"
    located = find_locators(text)
    if located and located.volume and located.pages and located.sure >= FAIR and located.start > 5:
        draft.put("volume", located.volume, FAIR)
        draft.put("number", located.number, FAIR)
        draft.put("pages", located.pages, LIKELY)
        put_date(draft, located.date, FAIR)
        text = f"{text[: located.start].rstrip(' ,')}\ue000{text[located.end :]}"
    text = _take_marked(text, _PAGES_IN_BOOK, "pages", draft)
    text = _take_marked(text, _VOLUME_IN_BOOK, "volume", draft)
    text = _take_dates(draft, text)
    booktitle, publishing = _split_book(text)
    acronym = _ACRONYM_AT_END.search(booktitle)
    draft.put("booktitle", booktitle, LIKELY if is_paper or acronym else FAIR)
    if publishing.startswith("\ue001"):
        draft.put("address", publishing[1:], FAIR)
    else:
        read_publisher(draft, publishing)
    if is_paper or acronym:
        draft.set_type("inproceedings", LIKELY if is_paper else FAIR)
    else:
        draft.set_type("incollection", LIKELY if "editor" in draft.fields else FAIR + 0.01)


def _take_month(draft: Draft, text: str) -> str:
    """The text without a month, and perhaps a day, whose year stands elsewhere."""
    found = _MONTH_AT_END.search(text) if "year" in draft.fields else None
    if not found:
        return text
    put_date(draft, f"{draft.fields['year']} {found['date']}", FAIR)
    return f"{text[: found.start()]}{text[found.end() :]}"


def _split_book(text: str) -> tuple[str, str]:
    """The title of a book and what tells its publisher."""
    text = text.strip(" ,;")
    cut = text.find("\ue000")
    if cut > 0 and cut < len(text) - 1:
        head, tail = text[:cut], text[cut:].replace("\ue000", " ")
        inner = [place for place in breaks(head) if not place.weak]
        if inner:
            return _trimmed(head[: inner[0].left]), f"{head[inner[0].right :]} {tail}"
        return _comma_split(head, tail)
    text = text.replace("\ue000", " ")
    places = [place for place in breaks(text) if not place.weak]
    if places:
        return _comma_split(text[: places[0].left], text[places[0].right :])
    parenthesis = re.search(r" \(([^()]+)\)\.?$", text)
    if parenthesis and is_publisher(parenthesis[1]):
        return _trimmed(text[: parenthesis.start()]), parenthesis[1]
    return _comma_split(text, "")


def _comma_split(title: str, publishing: str) -> tuple[str, str]:
    """A book title without a publisher or a place that only a comma sets apart."""
    publishing = publishing.strip(" ,.;()")
    pieces = title.split(", ")
    if len(pieces) > 2 and not publishing and _COUNTRY.fullmatch(pieces[-1]):
        return _trimmed(", ".join(pieces[:-2])), f"\ue001{', '.join(pieces[-2:])}"
    if len(pieces) > 1 and not publishing:
        for place in range(1, len(pieces)):
            candidate = ", ".join(pieces[place:])
            city = candidate.partition(":")[0]
            if ":" in candidate and (len(city) > 40 or re.search(r" (?:and|of|on|for|in) ", city)):
                continue
            if is_publisher(candidate):
                return _trimmed(", ".join(pieces[:place])), candidate
    return _trimmed(title), publishing


def _take_editors(draft: Draft, text: str) -> str:
    for form, where in _EDITORS:
        found, people = form.search(text), NOBODY
        while found:
            people = read_people(found["people"], *_EDITOR_ORDERS[where])
            if not any(name.literal and name != OTHERS for name in people.names):
                break
            found = form.search(text, found.start() + 1)
        if found and people.sure >= _SURELY_PEOPLE:
            draft.put("editor", names_field(people.names), min(people.sure, LIKELY))
            mark = "" if where else "\ue000"
            return f"{text[: found.start()]}{mark}{text[found.end() :]}".strip(" ,")
    return text


def _take_marked(text: str, pattern: re.Pattern[str], field: str, draft: Draft) -> str:
    found = pattern.search(text)
    if not found or found.start() < 3:
        return text
    value = next(value for value in found.groups() if value)
    draft.put(field, whole_pages(value) if field == "pages" else value, LIKELY)
    return f"{text[: found.start()]}\ue000{text[found.end() :]}"


def _take_dates(draft: Draft, text: str) -> str:
    """The text without dates that stand apart in it."""
    for dated in list(_DATED.finditer(text))[::-1]:
        put_date(draft, dated["date"] or dated["date1"], FAIR)
        text = f"{text[: dated.start()]}\ue000{text[dated.end() :]}"
    final = re.search(rf"[;,] ?(?P<date>{DATE})\.?(?=$|\ue000)", text)
    if final:
        put_date(draft, final["date"], FAIR)
        text = f"{text[: final.start()]}\ue000{text[final.end() :]}"
    return text


def _read_thesis(draft: Draft, tail: str, thesis: re.Match[str]) -> None:
    degree = thesis.groupdict().get("degree") or thesis.groupdict().get("degree1") or "PhD"
    draft.set_type(thesis_type(degree), LIKELY)
    remaining = f"{tail[: thesis.start()]} {tail[thesis.end() :]}"
    remaining = _take_dates(draft, remaining).replace("\ue000", " ").strip(" .,;:()[]")
    pieces = [
        piece.strip() for piece in re.split(r"[,;] |\. (?=[A-Z])", remaining) if piece.strip()
    ]
    school = next((n for n, piece in enumerate(pieces) if _SCHOOL.search(piece)), None)
    if school is None or ":" in remaining:
        read_publisher(draft, remaining, role="school")
    else:
        draft.put("school", pieces[school], FAIR)
        draft.put("address", ", ".join(pieces[school + 1 :]), DOUBTFUL)


def _read_report(draft: Draft, tail: str, report: re.Match[str]) -> None:
    draft.set_type("techreport", LIKELY)
    draft.put("type", report["type"], LIKELY)
    draft.put("number", (report["number"] or "").rstrip(".,"), FAIR)
    before, after = tail[: report.start()].strip(" .,(["), tail[report.end() :].strip(" .,)]")
    after = _PAGE_COUNT.sub("", after)
    after = _take_dates(draft, after).replace("\ue000", " ").strip(" .,;()")
    before = _take_dates(draft, before).replace("\ue000", " ").strip(" .,;()")
    stated = before if before and not _is_sentence(before) else after
    read_publisher(draft, stated, role="institution")


def _read_unlocated(draft: Draft, tail: str) -> None:
    """A publisher, a newspaper, a site or a body."""
    tail = take_edition(draft, _PAGE_COUNT.sub("", tail)).strip(" .,;")
    tail = _take_month(draft, _take_editors(draft, tail))
    if imprint := _IMPRINT.fullmatch(tail):
        put_date(draft, imprint["date"], LIKELY)
        read_publisher(draft, imprint["imprint"] or "", sure=LIKELY)
        _type_by_publisher(draft, imprint["imprint"] or "")
        return
    dated = "\ue000" in (undated := _take_dates(draft, tail))
    name = undated.replace("\ue000", " ").strip(" .,;()")
    if not name:
        return
    if _NEWS.search(name) and (page := _PAGE_OF_NEWS.search(name)):
        draft.put("pages", page["pages"], LIKELY)
        name = name[: page.start()]
    if _NEWS.search(name) and not PUBLISHER.search(name.replace("News", "")):
        draft.put("howpublished" if "url" in draft.fields else "journal", name, FAIR)
        draft.set_type("misc" if "url" in draft.fields else "article", FAIR)
    elif is_publisher(name) or _is_institution(draft, name):
        read_publisher(draft, name)
        _type_by_publisher(draft, name)
    elif re.fullmatch(r"[^,.;:]{2,60}, [^\W\d_a-z][^,.;:]{2,30}(?:, [A-Z]{2})?", name):
        read_publisher(draft, name, sure=DOUBTFUL)
        _type_by_publisher(draft, name)
    elif "url" in draft.fields or "howpublished" in draft.fields:
        draft.put("howpublished", name, DOUBTFUL)
        draft.set_type("misc", FAIR)
    elif dated or _SERIAL.search(name):
        draft.put("journal", name, DOUBTFUL)
        draft.set_type("article", DOUBTFUL)
    else:
        read_publisher(draft, name, sure=GUESSED)
        draft.set_type("misc" if "doi" in draft.fields else "book", DOUBTFUL + 0.01)


def _is_institution(draft: Draft, name: str) -> bool:
    """Whether a few words name a body: the author again, a repository, an institute."""
    if any(not place.weak for place in breaks(name)) or len(name.split()) > 10:
        return False
    is_author = f"{{{name.casefold()}}}" in draft.fields.get("author", "").casefold()
    return is_author or bool(REPOSITORY.search(name) or INSTITUTION.search(name))


def _type_by_publisher(draft: Draft, name: str) -> None:
    """A guess at the kind of work from who published it, where nothing else tells it."""
    if not name:
        draft.set_type("misc", DOUBTFUL)
    elif REPOSITORY.search(name) or _DATA.search(draft.fields.get("title", "")):
        draft.set_type("misc", FAIR)
    elif name.casefold() in draft.fields.get("author", "").casefold():
        draft.set_type("misc" if "url" in draft.fields else "techreport", GUESSED)
    elif HOUSE.search(name) or ("url" not in draft.fields and not INSTITUTION.search(name)):
        draft.set_type("book", FAIR)
    else:
        draft.set_type("techreport", GUESSED)


def put_date(draft: Draft, text: str, sure: float) -> None:
    """Take the parts of a date."""
    date = read_date(text) if text else None
    if date is None:
        return
    draft.put("year", date.year, sure)
    if draft.fields.get("year") == date.year or not date.year:
        draft.put("month", date.month, sure)
        draft.put("day", date.day, sure)
    draft.put("extradate", date.letter, sure)
    draft.put("pubstate", date.state, sure)


def _trimmed(title: str) -> str:
    """A title without the stop and the commas after it."""
    title = title.strip().rstrip(",;: ")
    if title.endswith(".") and not title.endswith(("..", "etc.")):
        title = title[:-1]
    return title.strip()
