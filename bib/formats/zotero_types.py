"""Zotero's item types: which fields and which creators each has, and what a field is a kind of.

After Zotero's published data schema. Attachments, notes and annotations are no works.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

CHILD_TYPES = frozenset({"attachment", "note", "annotation"})

_ALL = "abstractNote date=date language shortTitle url accessDate rights extra citationKey"
_KEPT = "archive archiveLocation libraryCatalog callNumber"

# “name=base” tells that Zotero takes the field for a kind of the base field; `+` stands for the
# fields that say where a work is kept. The first creator is the one an item of the type has first.
_TYPES: Mapping[str, tuple[str, str]] = {
    "artwork": ("title artworkMedium=medium artworkSize +", "artist contributor"),
    "audioRecording": (
        ("title audioRecordingFormat=medium seriesTitle volume numberOfVolumes place "
        "label=publisher runningTime ISBN +"),
        "performer contributor composer wordsBy",
    ),
    "bill": (
        ("title billNumber=number code codeVolume=volume section codePages=pages legislativeBody "
        "session history"),
        "sponsor cosponsor contributor",
    ),
    "blogPost": ("title blogTitle=publicationTitle websiteType=type",
                 "author commenter contributor"),
    "book": (
        "title series seriesNumber volume numberOfVolumes edition place publisher numPages ISBN +",
        "author contributor editor translator seriesEditor",
    ),
    "bookSection": (
        ("title bookTitle=publicationTitle series seriesNumber volume numberOfVolumes edition "
        "place publisher pages ISBN +"),
        "author contributor editor bookAuthor translator seriesEditor",
    ),
    "case": (
        ("caseName=title court=authority dateDecided=date docketNumber=number reporter "
        "reporterVolume=volume firstPage=pages history"),
        "author counsel contributor",
    ),
    "computerProgram": (
        "title seriesTitle versionNumber system place company=publisher programmingLanguage ISBN +",
        "programmer contributor",
    ),
    "conferencePaper": (
        ("title proceedingsTitle=publicationTitle conferenceName place publisher volume pages "
        "series DOI ISBN +"),
        "author contributor editor translator seriesEditor",
    ),
    "dataset": (
        ("title identifier=number type number versionNumber repository=publisher "
        "repositoryLocation=place format=medium DOI +"),
        "author contributor",
    ),
    "dictionaryEntry": (
        ("title dictionaryTitle=publicationTitle series seriesNumber volume numberOfVolumes "
        "edition place publisher pages ISBN +"),
        "author contributor editor translator seriesEditor",
    ),
    "document": ("title publisher +", "author contributor editor translator reviewedAuthor"),
    "email": ("subject=title", "author contributor recipient"),
    "encyclopediaArticle": (
        ("title encyclopediaTitle=publicationTitle series seriesNumber volume numberOfVolumes "
        "edition place publisher pages ISBN +"),
        "author contributor editor translator seriesEditor",
    ),
    "film": (
        "title distributor=publisher genre=type videoRecordingFormat=medium runningTime +",
        "director contributor scriptwriter producer",
    ),
    "forumPost": ("title forumTitle=publicationTitle postType=type", "author contributor"),
    "hearing": (
        ("title committee place publisher numberOfVolumes documentNumber=number pages "
        "legislativeBody=authority session history"),
        "contributor",
    ),
    "instantMessage": ("title", "author contributor recipient"),
    "interview": ("title interviewMedium=medium +",
                  "interviewee contributor interviewer translator"),
    "journalArticle": (
        ("title publicationTitle volume issue pages series seriesTitle seriesText "
        "journalAbbreviation DOI ISSN +"),
        "author contributor editor translator reviewedAuthor",
    ),
    "letter": ("title letterType=type +", "author contributor recipient"),
    "magazineArticle": (
        "title publicationTitle volume issue pages ISSN +",
        "author contributor translator reviewedAuthor",
    ),
    "manuscript": ("title manuscriptType=type place numPages +", "author contributor translator"),
    "map": (
        "title mapType=type scale seriesTitle edition place publisher ISBN +",
        "cartographer contributor seriesEditor",
    ),
    "newspaperArticle": (
        "title publicationTitle place edition section pages ISSN +",
        "author contributor translator reviewedAuthor",
    ),
    "patent": (
        ("title place country assignee issuingAuthority=authority patentNumber=number filingDate "
        "pages applicationNumber priorityNumbers issueDate=date references legalStatus=status"),
        "inventor attorneyAgent contributor",
    ),
    "podcast": (
        "title seriesTitle episodeNumber=number audioFileType=medium runningTime",
        "podcaster contributor guest",
    ),
    "preprint": (
        "title genre=type repository=publisher archiveID=number place series seriesNumber DOI +",
        "author contributor editor translator reviewedAuthor",
    ),
    "presentation": ("title presentationType=type place meetingName", "presenter contributor"),
    "radioBroadcast": (
        ("title programTitle=publicationTitle episodeNumber=number audioRecordingFormat=medium "
        "place network=publisher runningTime +"),
        "director scriptwriter producer castMember contributor guest",
    ),
    "report": (
        "title reportNumber=number reportType=type seriesTitle place institution=publisher pages +",
        "author contributor translator seriesEditor",
    ),
    "standard": (
        ("title organization=authority committee type number versionNumber status publisher place "
        "DOI numPages +"),
        "author contributor",
    ),
    "statute": (
        ("nameOfAct=title code codeNumber publicLawNumber=number dateEnacted=date pages section "
        "session history"),
        "author contributor",
    ),
    "thesis": ("title thesisType=type university=publisher place numPages +",
               "author contributor"),
    "tvBroadcast": (
        ("title programTitle=publicationTitle episodeNumber=number videoRecordingFormat=medium "
        "place network=publisher runningTime +"),
        "director scriptwriter producer castMember contributor guest",
    ),
    "videoRecording": (
        ("title videoRecordingFormat=medium seriesTitle volume numberOfVolumes place "
        "studio=publisher runningTime ISBN +"),
        "director scriptwriter producer castMember contributor",
    ),
    "webpage": ("title websiteTitle=publicationTitle websiteType=type",
                "author contributor translator"),
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemType:
    """One item type: its fields, each with its base field, and its creators, the first primary."""

    name: str
    fields: Mapping[str, str]
    creators: tuple[str, ...]

    @property
    def primary_creator(self) -> str:
        """The kind of creator that stands for the author."""
        return self.creators[0]


def _item_type(name: str, own: str, creators: str) -> ItemType:
    words = f"{own.replace('+', _KEPT)} {_ALL}".split()
    fields: dict[str, str] = {}
    for word in words:
        field, _, base = word.partition("=")
        # A type with a date of its own (`dateDecided`) has no plain one.
        if (base or field) not in fields.values() or base != "date":
            fields[field] = base or field
    return ItemType(name=name, fields=fields, creators=tuple(creators.split()))


ITEM_TYPES: Mapping[str, ItemType] = {
    name: _item_type(name, *described) for name, described in _TYPES.items()
}
