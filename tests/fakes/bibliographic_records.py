"""Records in the shapes in which the services give them out; the works are made up."""

from __future__ import annotations

from typing import Any


def crossref_work(doi: str, title: str, **parts: Any) -> dict[str, Any]:
    """A record of Crossref, with the fields that most have."""
    return {
        "indexed": {"date-parts": [[2026, 1, 2]], "timestamp": 1767312000000},
        "reference-count": 12,
        "publisher": "Example Press &amp; Sons",
        "issue": "3",
        "content-domain": {"domain": [], "crossmark-restriction": False},
        "short-container-title": ["J. Ex. Stud."],
        "published-print": {"date-parts": [[2021, 3]]},
        "published-online": {"date-parts": [[2020, 12, 14]]},
        "DOI": doi,
        "type": "journal-article",
        "created": {"date-parts": [[2020, 12, 14]], "timestamp": 1607904000000},
        "page": "1341-1358",
        "source": "Crossref",
        "is-referenced-by-count": 4,
        "title": [title],
        "prefix": doi.partition("/")[0],
        "volume": "12",
        "author": [
            {"given": "Asha", "family": "Roe", "sequence": "first", "affiliation": []},
            {"given": "Björn", "family": "Müller", "sequence": "additional", "affiliation": []},
        ],
        "member": "297",
        "container-title": ["Journal of Example Studies"],
        "language": "en",
        "score": 1.0,
        "issued": {"date-parts": [[2020, 12, 14]]},
        "URL": f"https://doi.org/{doi}",
        "ISSN": ["0378-5955"],
        "relation": {},
        "subject": [],
    } | parts


def crossref_update(doi: str, type_: str, *day: int, source: str = "publisher") -> dict[str, Any]:
    """One entry of `update-to` or `updated-by`."""
    return {
        "DOI": doi,
        "type": type_,
        "label": type_.replace("_", " ").capitalize(),
        "source": source,
        "updated": {
            "date-parts": [list(day)],
            "date-time": "-".join(f"{part:02d}" for part in day) + "T00:00:00Z",
            "timestamp": 0,
        },
    }


CROSSREF: dict[str, dict[str, Any]] = {
    each["DOI"]: each
    for each in (
        crossref_work("10.5555/sound", "On Sound <i>Evidence</i> &amp; Its Uses"),
        crossref_work(
            "10.5555/retracted",
            "RETRACTED: A Study of Many Things That Were Not So",
            **{
                "updated-by": [
                    crossref_update("10.5555/notice", "retraction", 2022, 5, 4),
                    crossref_update(
                        "10.5555/notice",
                        "retraction",
                        2022,
                        5,
                        6,
                        source="retraction-watch",
                    ),
                ]
            },
        ),
        crossref_work("10.5555/old-way", "A Work Whose Notice Is Known Only by the Notice"),
        crossref_work(
            "10.5555/notice-of-concern",
            "Expression of Concern: A Work Whose Notice Is Known Only by the Notice",
            **{"update-to": [crossref_update("10.5555/old-way", "expression_of_concern", 2023, 1)]},
        ),
        crossref_work("10.5555/with,comma", "A Work With a Comma in Its Number"),
        crossref_work(
            "10.5555/posted",
            "A Preprint That Was Published",
            **{
                "type": "posted-content",
                "subtype": "preprint",
                "container-title": [],
                "relation": {
                    "is-preprint-of": [
                        {"id-type": "doi", "id": "10.5555/SOUND", "asserted-by": "subject"}
                    ]
                },
            },
        ),
    )
}

OPENALEX: dict[str, dict[str, Any]] = {
    "doi:10.5555/retracted": {
        "id": "https://openalex.org/W2741809807",
        "doi": "https://doi.org/10.5555/retracted",
        "title": "A Study of Many Things That Were Not So",
        "display_name": "A Study of Many Things That Were Not So",
        "publication_year": 2020,
        "publication_date": "2020-12-14",
        "ids": {
            "openalex": "https://openalex.org/W2741809807",
            "doi": "https://doi.org/10.5555/retracted",
            "pmid": "https://pubmed.ncbi.nlm.nih.gov/31234567",
        },
        "language": "en",
        "primary_location": {
            "is_oa": True,
            "source": {
                "id": "https://openalex.org/S1",
                "display_name": "Journal of Example Studies",
                "issn_l": "0378-5955",
                "type": "journal",
            },
        },
        "type": "article",
        "type_crossref": "journal-article",
        "authorships": [
            {
                "author_position": "first",
                "author": {"id": "https://openalex.org/A1", "display_name": "Asha Roe"},
                "raw_author_name": "Asha Roe",
            },
            {
                "author_position": "last",
                "author": {"id": "https://openalex.org/A2", "display_name": "Björn Müller"},
                "raw_author_name": None,
            },
        ],
        "biblio": {"volume": "12", "issue": "3", "first_page": "1341", "last_page": "1358"},
        "is_retracted": True,
        "is_paratext": False,
    }
}

DATACITE: dict[str, dict[str, Any]] = {
    "10.5555/dataset": {
        "id": "10.5555/dataset",
        "type": "dois",
        "attributes": {
            "doi": "10.5555/dataset",
            "identifiers": [],
            "creators": [
                {
                    "name": "Roe, Asha",
                    "nameType": "Personal",
                    "givenName": "Asha",
                    "familyName": "Roe",
                    "affiliation": [],
                    "nameIdentifiers": [],
                },
                {"name": "Example Institute", "nameType": "Organizational", "affiliation": []},
            ],
            "titles": [
                {"title": "Many Numbers of Many Things"},
                {"title": "Second Edition", "titleType": "Subtitle"},
            ],
            "publisher": "Example Archive",
            "container": {},
            "publicationYear": 2022,
            "dates": [{"date": "2022-04-01", "dateType": "Issued"}],
            "types": {
                "ris": "DATA",
                "bibtex": "misc",
                "citeproc": "dataset",
                "resourceTypeGeneral": "Dataset",
            },
            "relatedIdentifiers": [
                {
                    "relationType": "IsPreviousVersionOf",
                    "relatedIdentifier": "10.5555/DATASET.2",
                    "relatedIdentifierType": "DOI",
                }
            ],
            "url": "https://archive.example.org/dataset",
            "version": "1",
            "state": "findable",
        },
    }
}

_FEED = """<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
  <link href="http://arxiv.org/api/query" rel="self" type="application/atom+xml"/>
  <title type="html">ArXiv Query: search_query=&amp;id_list=&amp;start=0&amp;max_results=1</title>
  <id>http://arxiv.org/api/example</id>
  <updated>2026-01-02T00:00:00-05:00</updated>
  <opensearch:totalResults
    xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/">1</opensearch:totalResults>
{}
</feed>
"""
_ENTRY = """  <entry>
    <id>http://arxiv.org/abs/2105.01234v2</id>
    <updated>2021-06-07T17:48:27Z</updated>
    <published>2020-12-03T17:48:27Z</published>
    <title>On Sound Evidence
  &amp; Its Uses</title>
    <summary>  What is said here is made up.
</summary>
    <author>
      <name>Asha Roe</name>
    </author>
    <author>
      <name>Björn Müller</name>
    </author>
    <arxiv:doi xmlns:arxiv="http://arxiv.org/schemas/atom">10.5555/sound</arxiv:doi>
    <link title="doi" href="http://dx.doi.org/10.5555/sound" rel="related"/>
    <arxiv:comment xmlns:arxiv="http://arxiv.org/schemas/atom">12 pages</arxiv:comment>
    <arxiv:journal_ref
      xmlns:arxiv="http://arxiv.org/schemas/atom">J. Ex. Stud. 12 (2021)</arxiv:journal_ref>
    <link href="http://arxiv.org/abs/2105.01234v2" rel="alternate" type="text/html"/>
    <arxiv:primary_category xmlns:arxiv="http://arxiv.org/schemas/atom" term="cs.CY"
      scheme="http://arxiv.org/schemas/atom"/>
    <category term="cs.CY" scheme="http://arxiv.org/schemas/atom"/>
  </entry>"""
_ERROR = """  <entry>
    <id>http://arxiv.org/api/errors#incorrect_id_format_for_nonsense</id>
    <title>Error</title>
    <summary>incorrect id format for nonsense</summary>
    <updated>2026-01-02T00:00:00-05:00</updated>
    <author><name>arXiv api core</name></author>
  </entry>"""

ARXIV = {"2105.01234": _FEED.format(_ENTRY)}
ARXIV_ERROR = _FEED.format(_ERROR)
ARXIV_NOTHING = _FEED.format("")

_PUBMED_SET = """<?xml version="1.0" ?>
<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January 2026//EN"
  "https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_260101.dtd">
<PubmedArticleSet>
{}</PubmedArticleSet>"""
_PUBMED_ARTICLE = """<PubmedArticle><MedlineCitation Status="MEDLINE" Owner="NLM">
<PMID Version="1">31234567</PMID>
<Article PubModel="Print-Electronic">
<Journal><ISSN IssnType="Electronic">0378-5955</ISSN>
<JournalIssue CitedMedium="Internet"><Volume>12</Volume><Issue>3</Issue>
<PubDate><Year>2021</Year><Month>Mar</Month></PubDate></JournalIssue>
<Title>Journal of Example Studies</Title>
<ISOAbbreviation>J Ex Stud</ISOAbbreviation></Journal>
<ArticleTitle>A Study of Many Things That <i>Were</i> Not So.</ArticleTitle>
<Pagination><StartPage>1341</StartPage><EndPage>1358</EndPage>
<MedlinePgn>1341-58</MedlinePgn></Pagination>
<AuthorList CompleteYN="Y">
<Author ValidYN="Y"><LastName>Roe</LastName><ForeName>Asha</ForeName><Initials>A</Initials></Author>
<Author ValidYN="Y"><CollectiveName>Example Study Group</CollectiveName></Author></AuthorList>
<Language>eng</Language>
<PublicationTypeList>
<PublicationType UI="D016428">Journal Article</PublicationType>
<PublicationType UI="D016441">Retracted Publication</PublicationType></PublicationTypeList>
<ArticleDate DateType="Electronic"><Year>2020</Year><Month>12</Month><Day>14</Day></ArticleDate>
</Article>
<CommentsCorrectionsList>
<CommentsCorrections RefType="RetractionIn"><RefSource>J Ex Stud. 2022 May;14(5):1</RefSource>
<PMID Version="1">35000001</PMID>
</CommentsCorrections>
<CommentsCorrections RefType="Cites"><RefSource>Other</RefSource>
</CommentsCorrections>
</CommentsCorrectionsList></MedlineCitation>
<PubmedData><ArticleIdList>
<ArticleId IdType="pubmed">31234567</ArticleId>
<ArticleId IdType="doi">10.5555/retracted</ArticleId>
<ArticleId IdType="pmc">PMC7000001</ArticleId></ArticleIdList></PubmedData>
</PubmedArticle>
"""

PUBMED = {"31234567": _PUBMED_ARTICLE}
PMC = {
    "PMC7000001": {"pmid": "31234567", "doi": "10.5555/retracted"},
    "PMC7000002": {"doi": "10.5555/sound"},
    "PMC7000003": {},
}
HANDLES = {"1721.1/12345": "https://example.org/handle/12345"}


def pubmed_set(numbers: list[str]) -> str:
    """An answer of efetch; numbers that nobody has are silently left out."""
    return _PUBMED_SET.format("".join(PUBMED.get(number, "") for number in numbers))


OPEN_LIBRARY: dict[str, dict[str, Any]] = {
    "ISBN:9780306406157": {
        "url": "https://openlibrary.org/books/OL1M/A_Book_of_Examples",
        "key": "/books/OL1M",
        "title": "A Book of Examples",
        "subtitle": "With Exercises",
        "authors": [{"url": "https://openlibrary.org/authors/OL1A/", "name": "Asha Roe"}],
        "number_of_pages": 288,
        "identifiers": {"isbn_10": ["0306406152"], "isbn_13": ["9780306406157"]},
        "publishers": [{"name": "Example Press"}],
        "publish_places": [{"name": "New York"}],
        "publish_date": "March 1980",
    }
}
OPEN_LIBRARY_DOCS: list[dict[str, Any]] = [
    {
        "key": "/works/OL1W",
        "title": "A Book of Examples",
        "author_name": ["Asha Roe"],
        "first_publish_year": 1980,
        "isbn": ["9780306406157", "0306406152"],
        "publisher": ["Example Press"],
        "edition_count": 1,
    }
]
