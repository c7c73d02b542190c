"""Made-up bibliographies with known duplicates, dirty as real ones are, and with near misses.

`bibliography` gives entries as BibTeX fields, each with the number of the work it describes and of
the version it is: equal work and version are duplicates, equal work alone are two versions. There
are two tastes, so that rules tuned on one can be measured on the other: they differ in words,
names, venues, in how dirt comes and in which near misses there are.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Taste = Literal["tuned", "held out"]
Fields = dict[str, str]


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry; duplicates have the same `work` and `version`."""

    key: str
    type: str
    fields: Fields
    work: int
    version: int


_WORDS = {
    "tuned": (
        "synthetic intimate image abuse governance platform moderation provenance watermark survey "
        "consent harm detection deepfake policy survivor network trust privacy model learning "
        "language graph neural protocol secure distributed analysis framework interface design "
        "interaction community online social media evidence content generative measurement "
        "accountability transparency audit algorithmic fairness risk taxonomy practice response "
        "intervention reporting victim technology attack defence robust adversarial benchmark "
        "annotation human crowd worker labour market economics incentive regulation law liability"
    ),
    "held out": (
        "randomised trial cohort mortality hypertension paediatric cardiac surgery outcome chronic "
        "therapy infection antibiotic resistance vaccine influenza genome expression tumour breast "
        "cancer screening diabetes insulin obesity dietary exercise elderly cognitive decline "
        "dementia depression anxiety adolescent sleep maternal neonatal birth weight malaria "
        "medieval manuscript poetry empire colonial memory archive narrative gender religion "
        "philosophy ethics aesthetics architecture urban migration border labour revolution "
        "parliament monarchy trade silk coinage inscription excavation pottery burial climate "
        "glacier sediment isotope basin volcanic seismic coral reef biodiversity forest canopy"
    ),
}
_FAMILIES = {
    "tuned": (
        "Smith Jones Müller García Flynn Nguyen Okafor Larsen Kowalski Rossi Silva Tanaka Kim Park "
        "Chen Wang Li Zhang Liu Singh Patel Khan Hassan Cohen Levy Ivanov Petrov Novák Horváth "
        "Andersson Nielsen Virtanen O'Brien MacDonald Gaytán-Lugo Fernández Dubois Lefèvre Schäfer "
        "Weiß Brown Taylor Wilson Evans Thomas Roberts Walker Wright Robinson Thompson White Hughes"
    ),
    "held out": (
        "Anderson Baker Çelik Demir Eriksson Fischer Großmann Hernández Ito Jensen Kaplan "
        "Lindström Mbeki Nakamura Öztürk Pérez Quispe Ramírez Søndergaard Takahashi Umarov "
        "Vasquez Wójcik Xu Yılmaz Zhou Abe Bauer Castro Díaz Edwards Fujita Gómez Huang Iyer Jung "
        "Kovács Lopez Mora Nowak Ortiz Popescu Reyes Sato Torres Ueda Vargas Wu Yamada Zhao "
        "Åkesson Łukasik D'Angelo"
    ),
}
_GIVEN = (
    "Anna Ben Carla David Elena Felix Grace Hugo Irene Jonas Katarina Louis Maria Nora Oscar "
    "Paula Quentin Rosa Samuel Tina Ursula Viktor Wendy Xavier Yara Zoe Jean-Pierre Mary- "
    "Ann Ahmed Wei "
    "Min Jun Hiroshi Priya Ravi Amina Kofi Lars Ingrid Pavel Olga José Lucía Renée Søren"
)
_VENUES = {
    "tuned": [
        ("Journal of Online Safety Research", "J. Online Saf. Res.", "2100-0012"),
        ("ACM Transactions on Computer-Human Interaction", "ACM Trans. Comput.-Hum. Interact.", ""),
        ("New Media and Society", "New Media Soc.", "1461-4448"),
        ("Communications of the ACM", "Commun. ACM", "0001-0782"),
        (
            "IEEE Transactions on Information Forensics and Security",
            "IEEE Trans. Inf. Forensics Secur.",
            "",
        ),
        ("Computer Law and Security Review", "Comput. Law Secur. Rev.", ""),
        ("Policy and Internet", "Policy & Internet", ""),
        ("Social Science Computer Review", "Soc. Sci. Comput. Rev.", ""),
    ],
    "held out": [
        ("New England Journal of Medicine", "N Engl J Med", "0028-4793"),
        ("The Lancet", "Lancet", "0140-6736"),
        ("British Medical Journal", "BMJ", ""),
        ("Journal of Clinical Epidemiology", "J Clin Epidemiol", ""),
        ("American Historical Review", "Am. Hist. Rev.", ""),
        ("Past & Present", "Past and Present", "0031-2746"),
        ("Quaternary Science Reviews", "Quat. Sci. Rev.", ""),
        ("Proceedings of the National Academy of Sciences", "Proc. Natl. Acad. Sci.", "0027-8424"),
        ("Zeitschrift für Archäologie", "Z. Archäol.", ""),
    ],
}
_CONFERENCES = {
    "tuned": [
        ("Proceedings of the CHI Conference on Human Factors in Computing Systems", "CHI '{yy}"),
        (
            "Proceedings of the ACM Conference on Fairness, Accountability, and Transparency",
            "FAccT '{yy}",
        ),
        ("Proceedings of the USENIX Security Symposium", "USENIX Security Symposium"),
    ],
    "held out": [
        (
            "Proceedings of the International Conference on Medical Imaging",
            "Proc. Int. Conf. Med. Imaging",
        ),
        (
            "Proceedings of the Annual Symposium on Digital Humanities",
            "Annu. Symp. on Digital Humanities",
        ),
    ],
}
_ACCENTS = {
    "ü": r'{\"u}', "ä": r'{\"a}', "ö": r'{\"o}', "é": r"{\'e}", "á": r"\'{a}", "í": r"{\'\i}",
    "ñ": r"{\~n}", "ß": r"{\ss}", "è": r"{\`e}", "ø": r"{\o}", "Ö": r'{\"O}', "ç": r"{\c c}",
    "å": r"{\aa}", "ó": r"{\'o}", "Ç": r"{\c{C}}", "Å": r"{\AA}",
}  # fmt: skip
_MISREAD = [("l", "1"), ("m", "rn"), ("e", "c"), ("o", "0"), ("i", "l"), ("u", "n"), ("h", "b")]


def bibliography(
    works: int, *, taste: Taste = "tuned", seed: int = 1, share: float = 0.5
) -> list[Entry]:
    """Entries of that many works, shuffled; about `share` of the works come more than once."""
    maker = _Maker(taste, random.Random(f"{taste}{seed}"))
    entries: list[Entry] = []
    while maker.works < works:
        entries += maker.next(share)
    maker.random.shuffle(entries)
    return [
        Entry(f"k{at}", each.type, each.fields, each.work, each.version)
        for at, each in enumerate(entries)
    ]


def true_pairs(entries: list[Entry]) -> set[tuple[int, int]]:
    """The pairs of places that are duplicates."""
    groups: dict[tuple[int, int], list[int]] = {}
    for place, entry in enumerate(entries):
        groups.setdefault((entry.work, entry.version), []).append(place)
    return {
        (one, other)
        for members in groups.values()
        for at, one in enumerate(members)
        for other in members[at + 1 :]
    }


class _Maker:
    def __init__(self, taste: Taste, generator: random.Random) -> None:
        self.taste: Taste = taste
        self.random = generator
        self.works = 0
        rare = sorted({self._invented() for _ in range(4_000)})
        self._words = _WORDS[taste].split()
        self._vocabulary = self._words * 12 + rare

    def next(self, share: float) -> list[Entry]:
        """One work with its duplicates, and sometimes works that come near it."""
        draw = self.random
        type_ = draw.choices(
            ["article", "inproceedings", "book", "incollection", "misc", "phdthesis"],
            [60, 20, 6, 6, 6, 2],
        )[0]
        fields = self._fields(type_)
        made = self._copies(type_, fields, version=0, share=share)
        if type_ in {"article", "inproceedings"} and draw.random() < 0.08:
            made += self._copies("misc", self._preprint(fields), version=1, share=0.2)
        self.works += 1
        if draw.random() < 0.35:
            made += self._near_miss(type_, fields)
        return made

    def _copies(self, type_: str, fields: Fields, *, version: int, share: float) -> list[Entry]:
        draw = self.random
        copies = 1
        if draw.random() < share:
            copies += draw.choices([1, 2, 3], [80, 15, 5])[0]
        made = [Entry("", type_, fields, self.works, version)]
        for _ in range(copies - 1):
            dirty_type, dirty = self._dirty(type_, dict(fields))
            made.append(Entry("", dirty_type, dirty, self.works, version))
        return made

    def _fields(self, type_: str) -> Fields:
        draw = self.random
        year = draw.randint(1985, 2026)
        fields = {
            "author": self._authors(),
            "title": self._title(),
            "year": str(year),
        }
        if type_ == "article":
            name, _, issn = draw.choice(_VENUES[self.taste])
            fields |= {
                "journal": name,
                "volume": str(year - 1970),
                "number": str(draw.randint(1, 12)),
            }
            fields["pages"] = self._pages()
            fields |= {"issn": issn} if issn else {}
        elif type_ in {"inproceedings", "incollection"}:
            fields["booktitle"] = (
                draw.choice(_CONFERENCES[self.taste])[0]
                if type_ == "inproceedings"
                else "Handbook of " + self._title(2)
            )
            fields["pages"] = self._pages()
        elif type_ == "book":
            fields["publisher"] = draw.choice(
                ["Polity Press", "MIT Press", "Springer", "Routledge"]
            )
            if draw.random() < 0.6:
                fields["isbn"] = self._isbn()
        elif type_ == "phdthesis":
            fields["school"] = draw.choice(["University of Oslo", "ETH Zürich"])
        else:
            fields["howpublished"] = "Web page"
            fields["url"] = f"https://example.org/{self._invented()}/{draw.randint(1, 99_999)}"
        if type_ in {"article", "inproceedings", "incollection"} and draw.random() < 0.65:
            fields["doi"] = (
                f"10.{draw.randint(1000, 9999)}/{self._invented()}.{draw.randint(1, 10**7)}"
            )
        if self.taste == "held out" and type_ == "article" and draw.random() < 0.4:
            fields["pmid"] = str(draw.randint(10**6, 4 * 10**7))
        return fields

    def _dirty(self, type_: str, fields: Fields) -> tuple[str, Fields]:
        """One or several things that happen to records on their way from database to database."""
        draw = self.random
        deeds = [
            (self._without_identifiers, 0.35), (self._with_initials, 0.4), (self._in_latex, 0.25),
            (self._short_venue, 0.3), (self._without_some, 0.3), (self._in_another_case, 0.3),
            (self._misread, 0.1), (self._transposed_authors, 0.04), (self._online_first, 0.06),
            (self._short_pages, 0.15), (self._and_others, 0.05), (self._doi_elsewhere, 0.1),
        ]  # fmt: skip
        if self.taste == "held out":
            deeds += [
                (self._in_html, 0.08), (self._swapped_names, 0.03), (self._without_subtitle, 0.05),
                (self._hyphenated, 0.08), (self._without_accents, 0.15),
                (self._with_full_stop, 0.2),
                (self._without_year, 0.02), (self._lost_author, 0.03), (self._mistyped, 0.05),
            ]  # fmt: skip
        for deed, chance in deeds:
            if draw.random() < chance:
                deed(fields)
        if type_ in {"article", "inproceedings"} and draw.random() < 0.03:
            return "misc", fields
        return type_, fields

    def _near_miss(self, type_: str, fields: Fields) -> list[Entry]:
        """Another work that a careless eye would take for the one given."""
        ways = [self._near_part, self._near_word, self._near_notice, self._near_authors]
        ways += [self._near_later]
        if type_ == "article":
            ways += [self._near_talk, self._near_column]
        if type_ == "book":
            ways += [self._near_edition, self._near_chapter, self._near_review] * 3
        if self.taste == "held out":
            ways += [self._near_years, self._near_arms, self._near_volume, self._near_page_mate]
        other = {name: value for name, value in fields.items() if name not in {"doi", "pmid"}}
        if "pages" in other:
            other["pages"] = self._pages()
        if type_ == "misc":
            other["url"] = (
                f"https://example.org/{self._invented()}/{self.random.randint(1, 99_999)}"
            )
        if type_ == "book":
            other.pop("isbn", None)
        return self.random.choice(ways)(type_, fields, other)

    def _another(self, type_: str, fields: Fields) -> Entry:
        self.works += 1
        return Entry("", type_, fields, self.works - 1, 0)

    def _near_part(self, type_: str, fields: Fields, other: Fields) -> list[Entry]:
        number = self.random.choice(["II", "2", "B", "III"])
        return [self._another(type_, other | {"title": f"{fields['title']}, Part {number}"})]

    def _near_word(self, type_: str, fields: Fields, other: Fields) -> list[Entry]:
        words = fields["title"].split()
        at = self.random.randrange(len(words))
        others = [word for word in self._words if word != words[at].lower().strip(":")]
        words[at] = self.random.choice(others)
        return [self._another(type_, other | {"title": " ".join(words)})]

    def _near_notice(self, type_: str, fields: Fields, other: Fields) -> list[Entry]:
        own = ["Erratum: ", "Correction to: ", "Corrigendum to "]
        leads = [*own, "Reply to ", "Comment on ", "A response to "]
        lead = self.random.choice(leads)
        author = fields["author"] if lead in own else self._authors()
        return [self._another(type_, other | {"title": lead + fields["title"], "author": author})]

    def _near_authors(self, type_: str, fields: Fields, other: Fields) -> list[Entry]:
        year = int(fields["year"]) + self.random.choice([0, 0, 1, 4])
        return [self._another(type_, other | {"author": self._authors(), "year": str(year)})]

    def _near_later(self, type_: str, fields: Fields, other: Fields) -> list[Entry]:
        year = int(fields["year"]) + self.random.randint(5, 12)
        volume = {"volume": str(year - 1970)} if "volume" in other else {}
        return [self._another(type_, other | {"year": str(year)} | volume)]

    def _near_talk(self, _type: str, fields: Fields, _other: Fields) -> list[Entry]:
        talk = {name: fields[name] for name in ("author", "title")}
        talk["year"] = str(int(fields["year"]) - self.random.randint(0, 2))
        talk["booktitle"] = self.random.choice(_CONFERENCES[self.taste])[0]
        talk["pages"] = self._pages()
        return self._versioned("inproceedings", talk, 2)

    def _near_column(self, type_: str, _fields: Fields, other: Fields) -> list[Entry]:
        titles = ["Editorial", "Introduction to the special issue", "Book review"]
        column = other | {"title": self.random.choice(titles)}
        twin = column | {"number": str(self.random.randint(13, 20)), "pages": self._pages()}
        return [self._another(type_, column), self._another(type_, twin)]

    def _near_edition(self, type_: str, fields: Fields, other: Fields) -> list[Entry]:
        year = str(int(fields["year"]) + self.random.randint(1, 6))
        edition = self.random.choice(["2", "Second", "3rd"])
        return self._versioned(type_, other | {"edition": edition, "year": year}, 3)

    def _near_chapter(self, _type: str, fields: Fields, _other: Fields) -> list[Entry]:
        chapter = {name: fields[name] for name in ("author", "title", "year")}
        chapter |= {"booktitle": fields["title"], "pages": self._pages()}
        return [self._another("incollection", chapter)]

    def _near_review(self, _type: str, fields: Fields, _other: Fields) -> list[Entry]:
        review = {name: fields[name] for name in ("title", "year")}
        journal = self.random.choice(_VENUES[self.taste])[0]
        review |= {"author": self._authors(1), "journal": journal, "volume": "12"}
        return [self._another("article", review | {"pages": self._pages()})]

    def _near_years(self, type_: str, fields: Fields, other: Fields) -> list[Entry]:
        year = int(fields["year"])
        titles = [f"{fields['title']}, {each}" for each in (year - 1, year)]
        return [self._another(type_, other | {"title": title}) for title in titles]

    def _near_arms(self, type_: str, fields: Fields, other: Fields) -> list[Entry]:
        ends = [": results in women", ": results in men", ": five-year follow-up"]
        titles = [fields["title"] + end for end in self.random.sample(ends, 2)]
        return [self._another(type_, other | {"title": title}) for title in titles]

    def _near_volume(self, type_: str, fields: Fields, other: Fields) -> list[Entry]:
        told = {"volume": "2"} if type_ == "book" else {"title": f"{fields['title']} (II)"}
        return [self._another(type_, other | told)]

    def _near_page_mate(self, type_: str, fields: Fields, other: Fields) -> list[Entry]:
        mate = other | {"title": self._title(), "author": self._authors()}
        pages = {"pages": fields["pages"]} if "pages" in fields else {}
        return [self._another(type_, mate | pages)]

    def _versioned(self, type_: str, fields: Fields, version: int) -> list[Entry]:
        return [Entry("", type_, fields, self.works - 1, version)]

    def _preprint(self, fields: Fields) -> Fields:
        draw = self.random
        number = f"{draw.randint(10, 25)}{draw.randint(1, 12):02d}.{draw.randint(0, 99_999):05d}"
        made = {name: fields[name] for name in ("author", "title")}
        made["year"] = str(int(fields["year"]) - draw.randint(0, 1))
        if draw.random() < 0.5:
            return made | {"eprint": number, "archiveprefix": "arXiv"}
        return made | {"journal": f"arXiv preprint arXiv:{number}"}

    def _authors(self, count: int = 0) -> str:
        draw = self.random
        count = count or draw.choices([1, 2, 3, 4, 6], [25, 25, 25, 15, 10])[0]
        families = _FAMILIES[self.taste].split()
        people = []
        for family in draw.sample(families, count):
            given = draw.choice(_GIVEN.split()) + (
                f" {draw.choice('ABCDEFGHJKLMRST')}." if draw.random() < 0.3 else ""
            )
            people.append(f"{family}, {given}")
        return " and ".join(people)

    def _title(self, words: int = 0) -> str:
        draw = self.random
        count = words or draw.choices([3, 5, 7, 9, 12], [5, 20, 35, 25, 15])[0]
        drawn = [draw.choice(self._vocabulary) for _ in range(count)]
        if count > 4:
            drawn[count // 2 : count // 2] = [draw.choice(["of", "in", "and the", "for", "on"])]
        title = " ".join(drawn).capitalize()
        if not words and draw.random() < 0.3:
            title += (
                ": "
                + draw.choice(["a", "the", "an"])
                + " "
                + " ".join(draw.choices(self._vocabulary, k=3))
            )
        return title

    def _invented(self) -> str:
        draw = self.random
        return "".join(
            draw.choice("bcdfghklmnprstvz") + draw.choice("aeiou")
            for _ in range(draw.randint(2, 4))
        )

    def _pages(self) -> str:
        first = self.random.randint(1, 1_800)
        return f"{first}--{first + self.random.randint(3, 30)}"

    def _isbn(self) -> str:
        twelve = "978" + "".join(self.random.choices("0123456789", k=9))
        total = sum(int(digit) * (3 if at % 2 else 1) for at, digit in enumerate(twelve))
        return f"{twelve}{-total % 10}"

    def _without_identifiers(self, fields: Fields) -> None:
        for name in ("doi", "pmid", "isbn", "issn", "eprint", "archiveprefix", "url"):
            fields.pop(name, None)

    def _with_initials(self, fields: Fields) -> None:
        people = []
        for person in fields["author"].split(" and "):
            family, _, given = person.partition(", ")
            initials = [part[0] + "." for part in given.replace("-", " ").split()]
            kept = initials if self.random.random() < 0.7 else initials[:1]
            sep = "" if self.random.random() < 0.2 else " "
            people.append(f"{family}, {sep.join(kept)}")
        fields["author"] = " and ".join(people)

    def _in_latex(self, fields: Fields) -> None:
        for name in ("author", "title"):
            fields[name] = "".join(_ACCENTS.get(sign, sign) for sign in fields[name])
        words = fields["title"].split()
        words[0] = f"{{{words[0]}}}"
        fields["title"] = " ".join(words)

    def _short_venue(self, fields: Fields) -> None:
        for full, short, _ in _VENUES[self.taste]:
            if fields.get("journal") == full:
                fields["journal"] = short
        for full, short in _CONFERENCES[self.taste]:
            if fields.get("booktitle") == full:
                fields["booktitle"] = short.format(yy=fields.get("year", "20")[-2:])

    def _without_some(self, fields: Fields) -> None:
        present = [
            each
            for each in ("volume", "number", "pages", "issn", "publisher", "journal", "booktitle")
            if each in fields
        ]
        for name in self.random.sample(present, min(len(present), self.random.randint(1, 2))):
            del fields[name]

    def _in_another_case(self, fields: Fields) -> None:
        title = fields["title"]
        fields["title"] = self.random.choice([title.title(), title.upper(), title.lower()])

    def _misread(self, fields: Fields) -> None:
        old, new = self.random.choice(_MISREAD)
        at = [place for place, sign in enumerate(fields["title"]) if sign == old]
        if at:
            place = self.random.choice(at)
            fields["title"] = fields["title"][:place] + new + fields["title"][place + 1 :]

    def _transposed_authors(self, fields: Fields) -> None:
        people = fields["author"].split(" and ")
        if len(people) > 1:
            people[0], people[1] = people[1], people[0]
        fields["author"] = " and ".join(people)

    def _online_first(self, fields: Fields) -> None:
        if "year" in fields and "journal" in fields:
            fields["year"] = str(int(fields["year"]) - 1)

    def _short_pages(self, fields: Fields) -> None:
        if "pages" in fields:
            first, _, last = fields["pages"].partition("--")
            fields["pages"] = self.random.choice(
                [first, f"{first}-{last}", f"{first}–{last}", f"pp. {first}-{last}"]
            )

    def _and_others(self, fields: Fields) -> None:
        people = fields["author"].split(" and ")
        if len(people) > 2:
            fields["author"] = " and ".join([people[0], "others"])

    def _doi_elsewhere(self, fields: Fields) -> None:
        if doi := fields.pop("doi", ""):
            fields[self.random.choice(["url", "note"])] = f"https://doi.org/{doi.upper()}"

    def _in_html(self, fields: Fields) -> None:
        words = fields["title"].split()
        words[-1] = f"<i>{words[-1]}</i>"
        fields["title"] = " ".join(words).replace("and", "&amp;")

    def _swapped_names(self, fields: Fields) -> None:
        people = [person.partition(", ") for person in fields["author"].split(" and ")]
        fields["author"] = " and ".join(
            f"{given}, {family}" if given else family for family, _, given in people
        )

    def _without_subtitle(self, fields: Fields) -> None:
        fields["title"] = fields["title"].split(":")[0]

    def _hyphenated(self, fields: Fields) -> None:
        words = fields["title"].split()
        at = self.random.randrange(len(words) - 1)
        words[at : at + 2] = ["-".join(words[at : at + 2])]
        fields["title"] = " ".join(words)

    def _without_accents(self, fields: Fields) -> None:
        table = str.maketrans("üäöéáíñßèøÖçåóÇÅıŁł", "uaoeaiñsèoOcaoCAiLl")
        fields["author"] = fields["author"].translate(table)

    def _with_full_stop(self, fields: Fields) -> None:
        fields["title"] += "."

    def _without_year(self, fields: Fields) -> None:
        fields.pop("year", None)

    def _mistyped(self, fields: Fields) -> None:
        title, at = fields["title"], self.random.randrange(2, len(fields["title"]) - 2)
        kept = self.random.choice(["", title[at + 1], title[at] * 2])
        swapped = title[at] if kept == title[at + 1] else ""
        rest = title[at + 2 :] if swapped else title[at + 1 :]
        fields["title"] = title[:at] + kept + swapped + rest

    def _lost_author(self, fields: Fields) -> None:
        people = fields["author"].split(" and ")
        if len(people) > 2:
            people.pop(self.random.randrange(1, len(people)))
        fields["author"] = " and ".join(people)


def sizes(entries: list[Entry]) -> Iterator[int]:
    """How many entries each work and version has."""
    counts: dict[tuple[int, int], int] = {}
    for entry in entries:
        counts[entry.work, entry.version] = counts.get((entry.work, entry.version), 0) + 1
    yield from counts.values()
