"""Publishers, places, editions and the words that tell theses, reports and data from books."""

from __future__ import annotations

import re

from evidence.reading.references.breaks import breaks
from evidence.reading.references.draft import DOUBTFUL, FAIR, LIKELY, Draft

THESIS = re.compile(
    r"(?P<degree>Ph\.? ?D\.?|Doctoral|Doctorate|D\.? ?Phil\.?|Master(?:[’']?s)?|M\. ?S(?:c)?\.?"
    r"|MSc|M\.? ?A\.?"
    r"|Bachelor(?:[’']?s)?|Diploma|Habilitation)[’']?s? ?(?:thesis|dissertation|diss\.?|Thesis"
    r"|Dissertation)"
    r"|\((?P<degree1>PhD|Doctoral|Master[’']?s) (?:thesis|dissertation)\)|\b(?:PhD"
    r"|Doctoral) thesis\b"
    r"|(?<=[.,\[] )(?:Dissertation|Thesis)\b",
    re.IGNORECASE,
)
REPORT = re.compile(
    r"\b(?P<type>Technical [Rr]eport|Tech\. [Rr]ep\.?|Research [Rr]eport|Working [Pp]aper"
    r"|Discussion [Pp]aper|Policy [Bb]rief|White [Pp]aper|Internal [Rr]eport|Annual [Rr]eport"
    r"|Research [Mm]emorandum|Technical [Nn]ote|Technical [Mm]emo\w*|Occasional [Pp]aper"
    r"|Staff [Pp]aper"
    r"|Project [Rr]eport|Staff [Rr]eport|Final [Rr]eport"
    r"|(?:NIST|RAND|WHO|OECD|NBER|RFC|NASA)? ?(?:[Rr]eport|RFC|SP|RR)(?= (?:[Nn]o\.?|[A-Z]*-?\d)))"
    r"(?:,? (?:[Nn]o\.? ?|[Nn]umber "
    r"|#)?(?P<number>(?:[A-Z]{2,8} ){0,4}(?=[\w./ -]*\d)[A-Z0-9][\w./-]*))?"
)
LABEL = re.compile(
    r"\[(?P<label>Data ?set|Dataset|Computer software|Software|Source code|Video(?: recording)?"
    r"|Film|Preprint"
    r"|Mobile app|Code|WWW Document|Map|Podcast|Audio podcast|Web ?page|Website|Blog post"
    r"|Press release|Online video"
    r"|Conference (?:presentation|paper|session)|Paper presentation|Poster|Infographic|Slides"
    r"|PowerPoint slides|White paper|Database|Television series\w*)[^\]]{0,60}\]",
    re.IGNORECASE,
)
EDITION = re.compile(
    r"[,(]? ?\(?\b(?P<edition>\d{1,2}(?:st|nd|rd|th)|[Ss]econd|[Tt]hird|[Ff]ourth|[Ff]ifth|[Ss]ixth"
    r"|[Ss]eventh|[Rr]ev(?:ised|\.)|[Ii]nternational|[Nn]ew) ?(?:[Ee]dition|[Ee]dn\.?"
    r"|[Ee]d\.)\)?[.,]?"
)
PUBLISHER = re.compile(
    r"\b(?:Press|Springer\S*|Elsevier\S*|Wiley\S*|ACM|IEEE|Routledge|Sage|SAGE|Penguin|Books?"
    r"|Publish\w+|Publications? Office"
    r"|Verlag|MIT|O[’']Reilly\S*|Academic|Kluwer|CRC|AAAI|USENIX|PMLR|OpenReview\S*|Curran|JMLR"
    r"|Palgrave"
    r"|Blackwell|Macmillan|McGraw|Pearson|Prentice|Addison|Morgan|Taylor|Francis|Zenodo|Dryad"
    r"|Figshare"
    r"|Harvard|Oxford|Cambridge|Norton|Random House|Knopf|Basic|Vintage|Bloomsbury|Verso|Chapman"
    r"|Hall"
    r"|Association for Computing Machinery|Association for Computational Linguistics|Institute"
    r"|University|Universit\w+|Dover|Birkhäuser|World Scientific|de Gruyter|De Gruyter|Brill"
    r"|Edward Elgar"
    r"|Harper\w*|Simon|Doubleday|arXiv|\w+Rxiv|NVIDIA|OSF|Farrar|Houghton|Mifflin|Apress|Packt"
    r"|No Starch|Manning|SIAM|Nature"
    r"|Editions?|Éditions|Editorial|Edizioni|Gallimard|Suhrkamp|Hogrefe|Thieme|Elgar|Emerald|IOS)\b"
)
HOUSE = re.compile(
    r"\b(?:Press|Springer\S*|Elsevier|Wiley\S*|Routledge|S(?:age|AGE)|Penguin|Books?|Publish\w+"
    r"|Verlag"
    r"|O[’']Reilly\S*|Kluwer|CRC|Palgrave|Blackwell|Macmillan|McGraw|Pearson|Prentice|Addison"
    r"|Morgan"
    r"|Taylor|Norton|Random House|Knopf|Vintage|Bloomsbury|Verso|Chapman|Dover|Birkhäuser|Brill"
    r"|Elgar"
    r"|Harper\w*|Simon|Doubleday|Farrar|Houghton|Apress|Packt|No Starch|Manning|SIAM|Suhrkamp"
    r"|Thieme)\b"
)
REPOSITORY = re.compile(
    r"\b(?:arXiv|\w+Rxiv|OSF|Zenodo|Dryad|[Ff]igshare|Dataverse|GitHub|GitLab|Hugging Face"
    r"|Kaggle|ICPSR"
    r"|PANGAEA|SSRN|NVIDIA|PyPI|CRAN|Software Heritage|UK Data Service|Mendeley Data)\b"
)
INSTITUTION = re.compile(
    r"\b(?:Universit\w+|Institut\w*|Agency|Bureau|Office|Organi[sz]ation|Ministry|Foundation|Bank"
    r"|Department|Commission|Council|Cent(?:er|re)|Observatory|Association|Laborator\w+|Labs?"
    r"|Corporation|Society|Alliance|Institution|College|School)\b"
)
_CITY_FIRST = re.compile(
    r"\[?(?P<address>[^\W\d_][^:;.()\d]{1,60}?(?:, [A-Z]{2}"
    r"|\.[A-Z]\.)?)\]? ?: ?(?P<publisher>[^\W\d_][^:;]{1,100})"
)
_NO_CITY = re.compile(r"\b(?:Press|Universit\w+|Publish\w+|Verlag|Inc|Institut\w*)\b")
_LEADING = re.compile(r"^[\s.,;:()]+|[\s,;:(]+$")


def take_edition(draft: Draft, text: str) -> str:
    """The text without its edition, which is kept."""
    found = EDITION.search(text)
    if not found:
        return text
    draft.put("edition", found["edition"], LIKELY)
    return f"{text[: found.start()]}. {text[found.end() :]}"


def take_label(draft: Draft, text: str) -> str:
    """The text without a label in square brackets that tells what kind of work it is."""
    found = LABEL.search(text)
    if not found:
        return text
    draft.put("howpublished", found["label"], LIKELY)
    draft.set_type("misc", LIKELY)
    return f"{text[: found.start()].rstrip(' .')}. {text[found.end() :].lstrip(' .')}".rstrip()


def is_publisher(text: str) -> bool:
    """Whether a part of a reference names a publisher, alone or with its place."""
    if not 1 < len(text) <= 120 or any(mark in text for mark in "?!"):
        return False
    if any(not place.weak for place in breaks(text)):
        return False
    if PUBLISHER.search(text) and len(text.split()) <= 14:
        return True
    city = _CITY_FIRST.fullmatch(text.strip(" .()"))
    return bool(city and len(text.split()) <= 12 and _is_name_like(text))


def read_publisher(draft: Draft, text: str, *, role: str = "publisher", sure: float = FAIR) -> None:
    """Take “City: Publisher” or “Publisher, City”; `role` may be “institution” or “school”."""
    text = _LEADING.sub("", text).rstrip(".") if not text.endswith("Inc.") else text
    text = _LEADING.sub("", text)
    if not text or len(text) > 160:
        return
    if (city := _CITY_FIRST.fullmatch(text)) and not _NO_CITY.search(city["address"]):
        draft.put("address", city["address"], sure)
        draft.put(role, city["publisher"], sure)
        return
    publisher, comma, address = text.partition(", ")
    if comma and role == "institution" and re.search(r" (?:and|&|of) ", address):
        publisher, comma, address = text, "", ""
    if comma and re.match(r"(?:Inc|Ltd|LLC)\b", address):
        publisher, comma, address = text, "", ""
    if not _is_name_like(publisher):
        sure = DOUBTFUL
    draft.put(role, publisher, sure)
    if comma and _is_name_like(address):
        draft.put("address", address, min(sure, FAIR))


def thesis_type(degree: str) -> str:
    """The BibTeX type of a thesis for this degree."""
    plain = degree.lower().replace(".", "").replace(" ", "")
    return (
        "mastersthesis" if plain.startswith(("master", "ms", "ma", "bach", "dipl")) else "phdthesis"
    )


def _is_name_like(text: str) -> bool:
    """Whether most of the words that carry meaning are capitalised."""
    words = [word for word in re.findall(r"[^\W\d_][\w’'.-]*", text) if len(word) > 3]
    return not words or sum(word[0].isupper() for word in words) * 3 >= len(words) * 2
