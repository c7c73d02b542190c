"""PubMed XML, articles and books, read record by record and written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from bib.blocks import LooseBlock
from bib.citekeys import citekey_for
from bib.entries import read_work
from bib.errors import NotABibliographyError
from bib.formats.entry_types import entry_type
from bib.formats.exact_text import text_from_latex
from bib.formats.hostile_xml import escaped, parse_record
from bib.formats.ledger import losses_of
from bib.formats.markup import markup_from_latex
from bib.formats.pubmed_records import NOTICES, PREFIX, SEEN, TITLE_TAGS, parts_of
from bib.formats.reading import Reading
from bib.formats.writing import Loss, Writing
from bib.formats.xml_reading import read_records
from bib.latex import latex_to_unicode
from bib.names import OTHERS, Name, parse_names
from bib.standing import StandingSignal
from bib.works import Citekey, Work

NAME = "pubmed-xml"

_RECORDS = ("PubmedArticle", "PubmedBookArticle")
_START = re.compile(r"<(?:PubmedArticle|PubmedBookArticle|PubmedArticleSet)[\s>]")


def looks_like_pubmed_xml(text: str) -> bool:
    """Whether a text is XML with PubMed's articles."""
    return text.lstrip("\ufeff \t\r\n")[:1] == "<" and _START.search(text) is not None


def read_pubmed_xml(text: str, *, file: str) -> Reading:
    """Read all articles and books of a text; a broken one is told and spoils no other."""
    if text.strip("\ufeff \t\r\n") and not _START.search(text):
        raise NotABibliographyError(file, "PubMed XML", "there is no <PubmedArticle> in it")
    return read_records(text, file=file, names=_RECORDS, format_=NAME, parts_of=parts_of)


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
            back = parts_of(parse_record(text))
            read = read_work(item.key, back.type, back.fields)[0]
            made = citekey_for(read.authors, read.year, read.title)
            losses += losses_of(item, made, back.type, back.fields, title="PubMed XML")
            losses += _standing_losses(item, back.standing)
            texts.append(text)
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<PubmedArticleSet>\n'
    body = "".join(f"{text}\n" for text in texts)
    return Writing(text=f"{head}{body}</PubmedArticleSet>\n", losses=tuple(losses))


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
    for tag in TITLE_TAGS:
        marked = marked.replace(f"&lt;{tag}&gt;", f"<{tag}>").replace(
            f"&lt;/{tag}&gt;", f"</{tag}>"
        )
    is_sound = all(marked.count(f"<{tag}>") == marked.count(f"</{tag}>") for tag in TITLE_TAGS)
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
        if signal.seen == SEEN and colon and kind in NOTICES:
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
