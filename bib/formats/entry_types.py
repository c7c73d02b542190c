"""What one kind of work is called in each format; the one table all readers and writers share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Vocabulary = Literal["ris", "csl", "zotero", "endnote", "medline"]


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryType:
    """One kind of work: the entry type of BibTeX or biblatex, and its names elsewhere.

    `subtype` is biblatex's `entrysubtype`. `genre` is what a format with fewer types says beside
    its type (RIS `M3`, CSL `genre`, a thesis type in Zotero), and so tells rows apart that share
    one. An empty name means that the vocabulary is never told this row by name.
    """

    type: str
    subtype: str = ""
    genre: str = ""
    ris: str = ""
    csl: str = ""
    zotero: str = ""
    endnote: str = ""
    medline: str = ""


def _row(
    type: str,  # noqa: A002
    ris: str = "",
    csl: str = "",
    zotero: str = "",
    endnote: str = "",
    medline: str = "",
    *,
    subtype: str = "",
    genre: str = "",
) -> EntryType:
    return EntryType(
        type=type, subtype=subtype, genre=genre, ris=ris, csl=csl, zotero=zotero, endnote=endnote,
        medline=medline,
    )  # fmt: skip


# Reading takes the first row with the name (and genre) met, writing the first with the type (and
# subtype); so of rows that share a name the one that is most often meant stands first.
ENTRY_TYPES = (
    _row("article", "JOUR", "article-journal", "journalArticle", "Journal Article",
         "Journal Article"),
    _row("article", "MGZN", "article-magazine", "magazineArticle", "Magazine Article",
         subtype="magazine"),
    _row("article", "NEWS", "article-newspaper", "newspaperArticle", "Newspaper Article",
         "Newspaper Article", subtype="newspaper"),
    _row("article", "INPR", "article-journal", "journalArticle", "Journal Article",
         subtype="inpress", genre="In press"),
    _row("article", "EJOUR", "article-journal", "journalArticle", "Electronic Article",
         subtype="electronic", genre="Electronic article"),
    _row("article", "ABST", "article-journal", "journalArticle", "Journal Article",
         subtype="abstract", genre="Abstract"),
    _row("review", "JOUR", "review", "journalArticle", "Journal Article", genre="Book review"),
    _row("review", "JOUR", "review-book", "journalArticle", "Journal Article", subtype="book",
         genre="Review of a book"),
    _row("book", "BOOK", "book", "book", "Book", "Book"),
    _row("book", "EBOOK", "book", "book", "Electronic Book", subtype="electronic",
         genre="Electronic book"),
    _row("book", "ANCIENT", "classic", "book", "Ancient Text", subtype="ancient",
         genre="Ancient text"),
    _row("book", "CLSWK", "classic", "book", "Classical Work", subtype="classic",
         genre="Classical work"),
    _row("collection", "EDBOOK", "collection", "book", "Edited Book", genre="Edited book"),
    _row("mvbook", "BOOK", "book", "book", "Book", genre="Multi-volume book"),
    _row("mvcollection", "EDBOOK", "collection", "book", "Edited Book",
         genre="Multi-volume collection"),
    _row("misc", "GEN", "document", "document", "Generic"),
    _row("booklet", "PAMP", "pamphlet", "book", "Pamphlet", genre="Booklet"),
    _row("booklet", "PAMP", "pamphlet", "document", "Pamphlet", subtype="pamphlet",
         genre="Pamphlet"),
    _row("manual", "BOOK", "book", "book", "Book", genre="Manual"),
    _row("incollection", "CHAP", "chapter", "bookSection", "Book Section", "Book Chapter"),
    _row("incollection", "ECHAP", "chapter", "bookSection", "Electronic Book Section",
         subtype="electronic", genre="Electronic book section"),
    _row("inbook", "CHAP", "chapter", "bookSection", "Book Section", genre="Part of a book"),
    _row("bookinbook", "CHAP", "chapter", "bookSection", "Book Section", genre="Book in a book"),
    _row("suppbook", "CHAP", "chapter", "bookSection", "Book Section",
         genre="Supplement in a book"),
    _row("suppcollection", "CHAP", "chapter", "bookSection", "Book Section",
         genre="Supplement in a collection"),
    _row("inproceedings", "CPAPER", "paper-conference", "conferencePaper", "Conference Paper",
         "Conference Paper"),
    _row("conference", "CPAPER", "paper-conference", "conferencePaper", "Conference Paper",
         genre="Conference"),
    _row("proceedings", "CONF", "book", "book", "Conference Proceedings", "Congress",
         genre="Proceedings"),
    _row("mvproceedings", "CONF", "book", "book", "Conference Proceedings",
         genre="Multi-volume proceedings"),
    _row("inreference", "ENCYC", "entry-encyclopedia", "encyclopediaArticle", "Encyclopedia"),
    _row("inreference", "DICT", "entry-dictionary", "dictionaryEntry", "Dictionary",
         subtype="dictionary"),
    _row("inreference", "ENCYC", "entry", "encyclopediaArticle", "Encyclopedia",
         subtype="entry", genre="Entry"),
    _row("reference", "BOOK", "book", "book", "Book", genre="Reference work"),
    _row("mvreference", "BOOK", "book", "book", "Book", genre="Multi-volume reference work"),
    _row("periodical", "JFULL", "periodical", "journalArticle", "Serial", genre="Periodical"),
    _row("periodical", "SER", "periodical", "book", "Serial", subtype="serial", genre="Serial"),
    _row("suppperiodical", "JOUR", "article-journal", "journalArticle", "Journal Article",
         genre="Supplement in a periodical"),
    _row("thesis", "THES", "thesis", "thesis", "Thesis", "Academic Dissertation"),
    _row("phdthesis", "THES", "thesis", "thesis", "Thesis", genre="PhD thesis"),
    _row("mastersthesis", "THES", "thesis", "thesis", "Thesis", genre="Master’s thesis"),
    _row("report", "RPRT", "report", "report", "Report", "Technical Report"),
    _row("techreport", "RPRT", "report", "report", "Report", genre="Technical report"),
    _row("report", "GOVDOC", "report", "report", "Government Document", "Government Publication",
         subtype="government", genre="Government document"),
    _row("report", "GRANT", "report", "report", "Grant", subtype="grant", genre="Grant"),
    _row("report", "PRESS", "report", "report", "Report", subtype="press",
         genre="Press release"),
    _row("standard", "STAND", "standard", "standard", "Standard"),
    _row("patent", "PAT", "patent", "patent", "Patent", "Patent"),
    _row("dataset", "DATA", "dataset", "dataset", "Dataset", "Dataset"),
    _row("dataset", "AGGR", "dataset", "dataset", "Aggregated Database", subtype="aggregated",
         genre="Aggregated database"),
    _row("dataset", "DBASE", "dataset", "dataset", "Online Database", subtype="database",
         genre="Online database"),
    _row("software", "COMP", "software", "computerProgram", "Computer Program"),
    _row("online", "ELEC", "webpage", "webpage", "Web Page", "Web Page"),
    _row("online", "WEB", "webpage", "webpage", "Web Page", subtype="web", genre="Web page"),
    _row("electronic", "ELEC", "webpage", "webpage", "Web Page", genre="Electronic source"),
    _row("www", "ELEC", "webpage", "webpage", "Web Page", genre="World Wide Web"),
    _row("online", "BLOG", "post-weblog", "blogPost", "Blog", subtype="blog"),
    _row("online", "ICOMM", "post", "forumPost", "Web Page", subtype="forum",
         genre="Forum post"),
    _row("online", "MULTI", "webpage", "webpage", "Online Multimedia", subtype="multimedia",
         genre="Online multimedia"),
    _row("unpublished", "UNPB", "manuscript", "manuscript", "Unpublished Work",
         "Unpublished Work"),
    _row("misc", "UNPB", "article", "preprint", "Electronic Article", "Preprint",
         subtype="preprint", genre="Preprint"),
    _row("unpublished", "UNPD", "manuscript", "manuscript", "Unpublished Work",
         subtype="unpublished", genre="Unpublished"),
    _row("unpublished", "MANSCPT", "manuscript", "manuscript", "Manuscript",
         subtype="manuscript", genre="Manuscript"),
    _row("unpublished", "SLIDE", "speech", "presentation", "Audiovisual Material",
         subtype="presentation", genre="Presentation"),
    _row("letter", "PCOMM", "personal_communication", "letter", "Personal Communication"),
    _row("letter", "ICOMM", "personal_communication", "email", "Personal Communication",
         subtype="email", genre="E-mail"),
    _row("letter", "PCOMM", "personal_communication", "instantMessage",
         "Personal Communication", subtype="message", genre="Instant message"),
    _row("misc", "INTV", "interview", "interview", "Personal Communication", "Interview",
         subtype="interview", genre="Interview"),
    _row("jurisdiction", "CASE", "legal_case", "case", "Case"),
    _row("legislation", "STAT", "legislation", "statute", "Statute"),
    _row("legislation", "BILL", "bill", "bill", "Bill", subtype="bill"),
    _row("legislation", "UNBILL", "bill", "bill", "Bill", subtype="unenacted",
         genre="Unenacted bill"),
    _row("legal", "LEGAL", "regulation", "statute", "Legal Rule or Regulation",
         genre="Regulation"),
    _row("legal", "HEAR", "hearing", "hearing", "Hearing", subtype="hearing", genre="Hearing"),
    _row("legal", "LEGAL", "treaty", "statute", "Legal Rule or Regulation", subtype="treaty",
         genre="Treaty"),
    _row("artwork", "ART", "graphic", "artwork", "Artwork"),
    _row("image", "FIGURE", "figure", "artwork", "Figure", genre="Figure"),
    _row("image", "CHART", "figure", "artwork", "Chart or Table", subtype="chart",
         genre="Chart"),
    _row("image", "EQUA", "figure", "document", "Equation", subtype="equation",
         genre="Equation"),
    _row("image", "MAP", "map", "map", "Map", subtype="map", genre="Map"),
    _row("movie", "MPCT", "motion_picture", "film", "Film or Broadcast"),
    _row("video", "VIDEO", "motion_picture", "videoRecording", "Audiovisual Material",
         "Video-Audio Media", genre="Video"),
    _row("video", "ADVS", "motion_picture", "videoRecording", "Audiovisual Material",
         subtype="audiovisual", genre="Audiovisual material"),
    _row("video", "MPCT", "broadcast", "tvBroadcast", "Film or Broadcast",
         subtype="tvbroadcast", genre="Television broadcast"),
    _row("audio", "SOUND", "song", "audioRecording", "Audiovisual Material", genre="Sound"),
    _row("audio", "SOUND", "broadcast", "radioBroadcast", "Film or Broadcast",
         subtype="radiobroadcast", genre="Radio broadcast"),
    _row("audio", "POD", "broadcast", "podcast", "Audiovisual Material",
         subtype="podcast", genre="Podcast"),
    _row("music", "MUSIC", "musical_score", "audioRecording", "Music", genre="Music"),
    _row("performance", "GEN", "performance", "presentation", "Generic", genre="Performance"),
    _row("misc", "CTLG", "document", "document", "Catalog", subtype="catalogue",
         genre="Catalogue"),
    _row("misc", "GEN", "event", "presentation", "Generic", subtype="event", genre="Event"),
)  # fmt: skip

# Spellings met in files, and what they stand for.
_SYNONYMS: Mapping[Vocabulary, Mapping[str, str]] = {
    "ris": {"STD": "GEN", "CHAPTER": "CHAP", "JOURNAL": "JOUR", "CPAP": "CPAPER", "EBCHAP": "ECHAP",
            "ECHP": "ECHAP", "ARTICLE": "JOUR", "THESIS": "THES", "DISS": "THES", "GOV": "GOVDOC",
            "MAN": "MANSCPT", "RPT": "RPRT", "REPORT": "RPRT", "WEBP": "WEB", "CONFERENCE": "CONF"},
    "csl": {"journal-article": "article-journal", "posted-content": "article",
            "proceedings-article": "paper-conference", "book-chapter": "chapter",
            "monograph": "book", "dissertation": "thesis", "edited-book": "collection",
            "reference-entry": "entry", "peer-review": "review", "computer_program": "software"},
    "medline": {"Preprints": "Preprint", "Datasets": "Dataset", "Books": "Book",
                "Dissertation": "Academic Dissertation", "Dissertations": "Academic Dissertation",
                "News": "Newspaper Article", "Study Guide": "Book", "Congresses": "Congress"},
    "zotero": {"software": "computerProgram"},
    "endnote": {"Blog Post": "Blog", "Broadcast": "Film or Broadcast", "Website": "Web Page",
                "Government Report or Document": "Government Document", "Catalogue": "Catalog",
                "Discussion Forum": "Web Page", "Press Release": "Report",
                "Podcast": "Audiovisual Material", "Interview": "Personal Communication"},
}  # fmt: skip

# Numbers that EndNote writes beside, or instead of, the names of its reference types.
ENDNOTE_NUMBERS: Mapping[str, int] = {
    "Artwork": 2, "Audiovisual Material": 3, "Bill": 4, "Book Section": 5, "Book": 6, "Case": 7,
    "Catalog": 8, "Computer Program": 9, "Conference Proceedings": 10, "Web Page": 12,
    "Generic": 13, "Hearing": 14, "Journal Article": 17, "Magazine Article": 19, "Map": 20,
    "Film or Broadcast": 21, "Newspaper Article": 23, "Pamphlet": 24, "Patent": 25,
    "Personal Communication": 26, "Report": 27, "Edited Book": 28, "Statute": 31, "Thesis": 32,
    "Unpublished Work": 34, "Manuscript": 36, "Figure": 37, "Chart or Table": 38, "Equation": 39,
    "Electronic Article": 43, "Electronic Book": 44, "Online Database": 45,
    "Government Document": 46, "Conference Paper": 47, "Online Multimedia": 48,
    "Classical Work": 49, "Legal Rule or Regulation": 50, "Ancient Text": 51, "Dictionary": 52,
    "Encyclopedia": 53, "Grant": 54, "Aggregated Database": 55, "Blog": 56, "Serial": 57,
    "Standard": 58, "Dataset": 59, "Electronic Book Section": 60, "Music": 61,
}  # fmt: skip
ENDNOTE_NAMES: Mapping[int, str] = {number: name for name, number in ENDNOTE_NUMBERS.items()}

_BY_TYPE: dict[tuple[str, str], EntryType] = {}
_BY_NAME: dict[tuple[str, str, str], EntryType] = {}
for _entry_type in ENTRY_TYPES:
    _BY_TYPE.setdefault((_entry_type.type, _entry_type.subtype), _entry_type)
    for _vocabulary in ("ris", "csl", "zotero", "endnote", "medline"):
        if _name := getattr(_entry_type, _vocabulary).casefold():
            _BY_NAME.setdefault((_vocabulary, _name, ""), _entry_type)
            _BY_NAME.setdefault((_vocabulary, _name, _entry_type.genre.casefold()), _entry_type)
_FOLDED_SYNONYMS = {
    (vocabulary, spelling.casefold()): name.casefold()
    for vocabulary, spellings in _SYNONYMS.items()
    for spelling, name in spellings.items()
}


def entry_type(type: str, subtype: str = "") -> EntryType:  # noqa: A002
    """The row of a BibTeX or biblatex type; what is not known is `misc`."""
    kind = type.lower()
    return (
        _BY_TYPE.get((kind, subtype.strip().lower()))
        or _BY_TYPE.get((kind, ""))
        or next((row for row in ENTRY_TYPES if row.type == kind), None)
        or _BY_TYPE["misc", ""]
    )


def entry_type_named(vocabulary: Vocabulary, name: str, genre: str = "") -> EntryType | None:
    """The row a format means by this name, and by the genre it states beside it.

    A row whose genre is the one stated has said it with its type: then the genre is no field.
    """
    folded = name.strip().casefold()
    folded = _FOLDED_SYNONYMS.get((vocabulary, folded), folded)
    stated = genre.strip().casefold().replace("'", "’")
    return _BY_NAME.get((vocabulary, folded, stated)) or _BY_NAME.get((vocabulary, folded, ""))


def genre_beside(vocabulary: Vocabulary, row: EntryType) -> str:
    """The genre to be stated beside the row's name, empty where the name alone means the row."""
    name = getattr(row, vocabulary)
    return "" if entry_type_named(vocabulary, name) is row else row.genre
