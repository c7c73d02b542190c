"""PubMed XML, articles and books, read record by record and written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from bib.blocks import LooseBlock
from bib.citekeys import citekey_for
from bib.dates import PartialDate, issued_from_fields
from bib.entries import read_work
from bib.errors import NotABibliographyError
from bib.formats.entry_types import entry_type, entry_type_named
from bib.formats.exact_text import text_from_latex
from bib.formats.hostile_xml import Element, escaped, parse_record
from bib.formats.ledger import losses_of
from bib.formats.markup import latex_from_markup, markup_from_latex
from bib.formats.people import name_list
from bib.formats.reading import Reading
from bib.formats.writing import Loss, Writing
from bib.formats.xml_reading import Parts, read_records
from bib.latex import latex_from_text, latex_to_unicode
from bib.names import OTHERS, Name, parse_names
from bib.standing import Standing, StandingSignal
from bib.works import Citekey, Work

NAME = "pubmed-xml"
PREFIX = "pubmed-"

_RECORDS = ("PubmedArticle", "PubmedBookArticle")
_START = re.compile(r"<(?:PubmedArticle|PubmedBookArticle|PubmedArticleSet)[\s>]")
# What a notice does to the work whose record names it.
_NOTICES = {
    "RetractionIn": Standing.RETRACTED,
    "PartialRetractionIn": Standing.RETRACTED,
    "ExpressionOfConcernIn": Standing.CONCERN,
    "ErratumIn": Standing.CORRECTED,
    "CorrectedandRepublishedIn": Standing.SUPERSEDED,
    "RetractedandRepublishedIn": Standing.SUPERSEDED,
    "UpdateIn": Standing.SUPERSEDED,
}
_SEEN = "PubMed"
_RETRACTED_TYPE = "Retracted Publication"
_TITLE_TAGS = {"i", "b", "sup", "sub", "u"}
_IDS = {"doi": "doi", "pmc": "pmcid", "pubmed": "pmid"}
_UPPER = re.compile(r"(?<=[a-z])(?=[A-Z])")
_WHEN = re.compile(r"\b((?:19|20)\d{2})(?: (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\b)?")
_DASHES = re.compile(r"\s*[-–—]+\s*")


def looks_like_pubmed_xml(text: str) -> bool:
    """Whether a text is XML with PubMed's articles."""
    return text.lstrip("\ufeff \t\r\n")[:1] == "<" and _START.search(text) is not None


def read_pubmed_xml(text: str, *, file: str) -> Reading:
    """Read all articles and books of a text; a broken one is told and spoils no other."""
    if text.strip("\ufeff \t\r\n") and not _START.search(text):
        raise NotABibliographyError(file, "PubMed XML", "there is no <PubmedArticle> in it")
    return read_records(text, file=file, names=_RECORDS, format_=NAME, parts_of=_parts_of)


def write_pubmed_xml(items: Iterable[Work | LooseBlock]) -> Writing:
    """The works as PubMed articles, an untouched one byte for byte."""
    losses: list[Loss] = []
    texts = []
    for item in items:
        if isinstance(item, LooseBlock):
            why = "PubMed XML has no place for it"
            losses.append(Loss(key=Citekey(item.name), field=f"@{item.kind}", why=why))
        elif item.block is not None and item.block_format == NAME:
            texts.append(item.block)
        else:
            text = _article(item)
            back = _parts_of(parse_record(text))
            read = read_work(item.key, back.type, back.fields)[0]
            made = citekey_for(read.authors, read.year, read.title)
            losses += losses_of(item, made, back.type, back.fields, title="PubMed XML")
            losses += _standing_losses(item, back.standing)
            texts.append(text)
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<PubmedArticleSet>\n'
    body = "".join(f"{text}\n" for text in texts)
    return Writing(text=f"{head}{body}</PubmedArticleSet>\n", losses=tuple(losses))


def _parts_of(record: Element) -> Parts:
    book = record.first("BookDocument")
    if book is not None:
        return Parts(key="", type=_book_type(book), fields=_book_fields(book))
    citation = record.first("MedlineCitation") or record
    article = citation.first("Article") or citation
    types = [each.text for each in article.all("PublicationTypeList/PublicationType")]
    fields = _article_fields(record, citation, article)
    row = next((row for each in types if (row := entry_type_named("medline", each))), None)
    row = row or entry_type("article")
    others = [each for each in types if entry_type_named("medline", each) is not row]
    if others:
        fields[f"{PREFIX}publication-types"] = latex_from_text("; ".join(others))
    if row.subtype:
        fields["entrysubtype"] = row.subtype
    standing = tuple(_signals(citation, types))
    fields.update(_remarks(citation))
    return Parts(key="", type=row.type, fields=fields, standing=standing)


def _article_fields(record: Element, citation: Element, article: Element) -> dict[str, str]:
    issue = article.first("Journal/JournalIssue") or Element("JournalIssue", {})
    stated = {
        "author": _people(article.all("AuthorList/Author"), _is_incomplete(article)),
        "title": _marked(article.first("ArticleTitle")),
        "journal": _text(article, "Journal/Title"),
        "shortjournal": _text(article, "Journal/ISOAbbreviation"),
        **_date(issue.first("PubDate")),
        "volume": _text(issue, "Volume"),
        "number": _text(issue, "Issue"),
        "pages": _pages(article),
        "issn": article.text_at("Journal/ISSN"),
        "language": _text(article, "Language"),
        "abstract": _abstract(article.all("Abstract/AbstractText")),
        "keywords": _joined(citation.all("KeywordList/Keyword"), ", "),
        f"{PREFIX}mesh": _joined(citation.all("MeshHeadingList/MeshHeading/DescriptorName"), "; "),
        f"{PREFIX}vernacular-title": _text(article, "VernacularTitle"),
        f"{PREFIX}grants": _joined(article.all("GrantList/Grant/GrantID"), "; "),
        "pmid": citation.text_at("PMID"),
    }
    for place in article.all("ELocationID"):
        name = "doi" if place.attributes.get("EIdType") == "doi" else f"{PREFIX}pii"
        stated.setdefault(name, place.text)
    for each in record.all("PubmedData/ArticleIdList/ArticleId"):
        if id_name := _IDS.get(each.attributes.get("IdType", "")):
            stated[id_name] = stated.get(id_name) or each.text
    return {name: value for name, value in stated.items() if value}


def _book_type(book: Element) -> str:
    return "incollection" if book.first("ArticleTitle") is not None else "book"


def _book_fields(book: Element) -> dict[str, str]:
    title = _marked(book.first("Book/BookTitle"))
    chapter = _marked(book.first("ArticleTitle"))
    people = {"author": "", "editor": ""}
    for group in (*book.all("AuthorList"), *book.all("Book/AuthorList")):
        role = "editor" if group.attributes.get("Type") == "editors" else "author"
        people[role] = people[role] or _people(group.all("Author"), is_incomplete=False)
    stated = {
        **people,
        "title": chapter or title,
        "booktitle": title if chapter else "",
        **_date(book.first("Book/PubDate")),
        "publisher": _text(book, "Book/Publisher/PublisherName"),
        "address": _text(book, "Book/Publisher/PublisherLocation"),
        "isbn": book.text_at("Book/Isbn"),
        "edition": _text(book, "Book/Edition"),
        "volume": _text(book, "Book/Volume"),
        "language": _text(book, "Language"),
        "abstract": _abstract(book.all("Abstract/AbstractText")),
        "pmid": book.text_at("PMID"),
    }
    for each in book.all("ArticleIdList/ArticleId"):
        kind = each.attributes.get("IdType", "")
        stated.setdefault(_IDS.get(kind, f"{PREFIX}{kind or 'id'}"), each.text)
    return {name: value for name, value in stated.items() if value}


def _text(element: Element, path: str) -> str:
    return latex_from_text(element.text_at(path))


def _joined(elements: list[Element], between: str) -> str:
    return latex_from_text(between.join(each.text for each in elements if each.text))


def _marked(element: Element | None) -> str:
    """A title as LaTeX; PubMed puts brackets around one it translated, which stay."""
    return latex_from_markup(" ".join("".join(_tagged(element)).split())) if element else ""


def _tagged(element: Element, depth: int = 0) -> Iterator[str]:
    for child in element.children:
        if isinstance(child, str):
            yield child.replace("&", "&amp;").replace("<", "&lt;")
        elif child.name in _TITLE_TAGS and depth < 20:
            yield f"<{child.name}>"
            yield from _tagged(child, depth + 1)
            yield f"</{child.name}>"
        else:
            yield child.text.replace("&", "&amp;").replace("<", "&lt;")


def _is_incomplete(article: Element) -> bool:
    authors = article.first("AuthorList")
    return authors is not None and authors.attributes.get("CompleteYN") == "N"


def _people(authors: list[Element], is_incomplete: bool) -> str:
    names = []
    for author in authors:
        body = author.text_at("CollectiveName")
        family = author.text_at("LastName")
        given = author.text_at("ForeName") or author.text_at("Initials")
        if body or family:
            name = Name(family=family, given=given, suffix=author.text_at("Suffix"))
            names.append(Name(literal=body) if body else name)
    return name_list([*names, OTHERS] if names and is_incomplete else names)


def _date(date: Element | None) -> dict[str, str]:
    if date is None:
        return {}
    free = date.text_at("MedlineDate")
    parts = {name: date.text_at(name.capitalize()) for name in ("year", "month", "day")}
    season = date.text_at("Season")
    if free:
        year = re.search(r"\d{4}", free)
        parts = {"year": year[0] if year else free}
        return parts if free == parts["year"] else {**parts, f"{PREFIX}date": latex_from_text(free)}
    found = {name: latex_from_text(value) for name, value in parts.items() if value}
    return {**found, f"{PREFIX}season": latex_from_text(season)} if season else found


def _pages(article: Element) -> str:
    stated = article.text_at("Pagination/MedlinePgn")
    ends = [article.text_at(f"Pagination/{end}Page") for end in ("Start", "End")]
    text = stated or "-".join(end for end in ends if end)
    return _DASHES.sub("--", latex_from_text(text).replace("-{}-", "--"))


def _abstract(pieces: list[Element]) -> str:
    lines = []
    for piece in pieces:
        label = piece.attributes.get("Label", "")
        lines.append(f"{label}: {piece.text}" if label else piece.text)
    return latex_from_text("\n".join(line for line in lines if line))


def _signals(citation: Element, types: list[str]) -> Iterator[StandingSignal]:
    """What the record says of how the work stands, notice by notice."""
    for notice in citation.all("CommentsCorrectionsList/CommentsCorrections"):
        kind = notice.attributes.get("RefType", "")
        if kind in _NOTICES:
            source, number = notice.text_at("RefSource"), notice.text_at("PMID")
            told = f"{kind}: {source}" + (f" PMID {number}" if number else "")
            yield StandingSignal(
                state=_NOTICES[kind], since=_when(source), seen=_SEEN, note=told.strip(": ")
            )
    if _RETRACTED_TYPE in types:
        yield StandingSignal(state=Standing.RETRACTED, seen=_SEEN, note=_RETRACTED_TYPE)


def _when(source: str) -> PartialDate | None:
    """The date in a reference such as “Lancet. 2010 Feb 6;375(9713):445”."""
    found = _WHEN.search(source)
    if found is None:
        return None
    stated = {"year": found[1], "month": found[2] or ""}
    return issued_from_fields({name: value for name, value in stated.items() if value})[0]


def _remarks(citation: Element) -> dict[str, str]:
    """Comments and notices that say nothing of how this work stands, by their kind."""
    found: dict[str, list[str]] = {}
    for each in citation.all("CommentsCorrectionsList/CommentsCorrections"):
        kind = each.attributes.get("RefType", "")
        if kind and kind not in _NOTICES and kind != "Cites":
            number = each.text_at("PMID")
            told = each.text_at("RefSource") + (f" PMID {number}" if number else "")
            found.setdefault(PREFIX + _UPPER.sub("-", kind).lower(), []).append(told.strip())
    return {name: latex_from_text("; ".join(told)) for name, told in found.items() if any(told)}


def _article(work: Work) -> str:
    fields = work.fields
    pieces = [
        _element("PMID", fields.get("pmid", "")),
        f"<Article>{_journal(fields)}",
        _title(fields.get("title", "")),
        _pagination(fields.get("pages", "")),
        _location("doi", fields.get("doi", "")),
        _location("pii", fields.get(f"{PREFIX}pii", "")),
        _abstract_element(fields.get("abstract", "")),
        _author_list(fields.get("author", "")),
        _element("Language", fields.get("language", "")),
        _types(work),
        _element("VernacularTitle", fields.get(f"{PREFIX}vernacular-title", "")),
        "</Article>",
        _comments(work),
        _listed("MeshHeadingList", "MeshHeading", fields.get(f"{PREFIX}mesh", ""), "; "),
        _listed("KeywordList", "Keyword", fields.get("keywords", ""), ", "),
    ]
    citation = "".join(pieces)
    data = _article_ids(fields)
    return f"<PubmedArticle><MedlineCitation>{citation}</MedlineCitation>{data}</PubmedArticle>"


def _element(name: str, latex: str) -> str:
    return f"<{name}>{escaped(text_from_latex(latex))}</{name}>" if latex else ""


def _title(latex: str) -> str:
    marked = escaped(markup_from_latex(latex)) if latex else ""
    for tag in _TITLE_TAGS:
        marked = marked.replace(f"&lt;{tag}&gt;", f"<{tag}>").replace(
            f"&lt;/{tag}&gt;", f"</{tag}>"
        )
    is_sound = all(marked.count(f"<{tag}>") == marked.count(f"</{tag}>") for tag in _TITLE_TAGS)
    return (
        f"<ArticleTitle>{marked if is_sound else escaped(latex_to_unicode(latex))}</ArticleTitle>"
    )


def _journal(fields: Mapping[str, str]) -> str:
    issue = _element("Volume", fields.get("volume", "")) + _element(
        "Issue", fields.get("number", "")
    )
    if free := fields.get(f"{PREFIX}date", ""):
        date = _element("MedlineDate", free)
    else:
        named = (("Year", "year"), ("Month", "month"), ("Day", "day"))
        date = "".join(_element(name, fields.get(field, "")) for name, field in named)
        date += _element("Season", fields.get(f"{PREFIX}season", ""))
    return (
        f"<Journal>{_element('ISSN', fields.get('issn', ''))}"
        f"<JournalIssue>{issue}<PubDate>{date}</PubDate></JournalIssue>"
        f"{_element('Title', fields.get('journal', ''))}"
        f"{_element('ISOAbbreviation', fields.get('shortjournal', ''))}</Journal>"
    )


def _pagination(pages: str) -> str:
    plain = escaped(text_from_latex(pages.replace("--", "-")))
    return f"<Pagination><MedlinePgn>{plain}</MedlinePgn></Pagination>" if pages else ""


def _location(kind: str, value: str) -> str:
    plain = escaped(latex_to_unicode(value) if "\\" in value else value)
    return f'<ELocationID EIdType="{kind}">{plain}</ELocationID>' if value else ""


def _abstract_element(latex: str) -> str:
    lines = text_from_latex(latex).split("\n")
    texts = "".join(f"<AbstractText>{escaped(line)}</AbstractText>" for line in lines)
    return f"<Abstract>{texts}</Abstract>" if latex else ""


def _author_list(latex: str) -> str:
    people = parse_names(latex)
    if not people:
        return ""
    complete = "N" if people[-1] == OTHERS else "Y"
    written = "".join(_author(name) for name in people if name != OTHERS)
    return f'<AuthorList CompleteYN="{complete}">{written}</AuthorList>'


def _author(name: Name) -> str:
    if name.literal:
        return f"<Author><CollectiveName>{escaped(name.literal)}</CollectiveName></Author>"
    named = (
        ("LastName", f"{name.particle} {name.family}".strip()),
        ("ForeName", name.given),
        ("Suffix", name.suffix),
    )
    parts = "".join(f"<{tag}>{escaped(text)}</{tag}>" for tag, text in named if text)
    return f"<Author>{parts}</Author>"


def _types(work: Work) -> str:
    row = entry_type(work.type, work.fields.get("entrysubtype", ""))
    others = latex_to_unicode(work.fields.get(f"{PREFIX}publication-types", ""))
    stated = [row.medline or "Journal Article", *(each for each in others.split("; ") if each)]
    written = "".join(f"<PublicationType>{escaped(each)}</PublicationType>" for each in stated)
    return f"<PublicationTypeList>{written}</PublicationTypeList>"


def _comments(work: Work) -> str:
    pieces = []
    for signal in work.standing:
        kind, colon, source = signal.note.partition(": ")
        if signal.seen == _SEEN and colon and kind in _NOTICES:
            pieces.append((kind, source))
    for name, value in work.fields.items():
        kind = "".join(word.capitalize() for word in name.removeprefix(PREFIX).split("-"))
        if name.startswith(PREFIX) and kind.endswith(("In", "Of", "For", "On", "From", "Patients")):
            pieces += [(kind, told) for told in latex_to_unicode(value).split("; ")]
    if not pieces:
        return ""
    written = "".join(
        f'<CommentsCorrections RefType="{kind}">{_reference(told)}</CommentsCorrections>'
        for kind, told in pieces
    )
    return f"<CommentsCorrectionsList>{written}</CommentsCorrectionsList>"


def _reference(told: str) -> str:
    source, is_numbered, number = told.rpartition(" PMID ")
    if not is_numbered:
        return f"<RefSource>{escaped(told)}</RefSource>"
    return f"<RefSource>{escaped(source)}</RefSource><PMID>{escaped(number)}</PMID>"


def _listed(group: str, name: str, latex: str, between: str) -> str:
    words = [word.strip() for word in text_from_latex(latex).split(between) if word.strip()]
    inner = ("<DescriptorName>", "</DescriptorName>") if name == "MeshHeading" else ("", "")
    written = "".join(f"<{name}>{inner[0]}{escaped(word)}{inner[1]}</{name}>" for word in words)
    return f"<{group}>{written}</{group}>" if words else ""


def _article_ids(fields: Mapping[str, str]) -> str:
    number = fields.get("pmcid", "")
    ids = f'<ArticleId IdType="pmc">{escaped(latex_to_unicode(number))}</ArticleId>'
    return f"<PubmedData><ArticleIdList>{ids}</ArticleIdList></PubmedData>" if number else ""


def _standing_losses(work: Work, back: tuple[StandingSignal, ...]) -> list[Loss]:
    why = "PubMed XML has no place for it"
    lost = [signal for signal in work.standing if signal not in back]
    return [Loss(key=work.key, field="standing", why=f"{why} ({each.state})") for each in lost]
