"""References of an invented list, as reading a list gives them."""

from __future__ import annotations

from collections.abc import Sequence

from evidence.reading.in_text_citations import Citations, find_citations
from evidence.reading.paper import ListedReference, ParsedReference
from evidence.texts import Mark, Part, PartKind, Text


def a_reference(
    authors: str = "", year: str = "", *, number: int | None = None, **more: str
) -> ListedReference:
    fields = {"title": "On Sleep"} | ({"author": authors} if authors else {})
    fields |= {"year": year} if year else {}
    return ListedReference(
        number=number,
        raw=more.get("raw", f"{authors}. {year}. On Sleep."),
        start=int(more.get("start", "1000000")),
        end=int(more.get("start", "1000000")) + 20,
        label=more.get("label", f"[{number}]" if number else ""),
        id=more.get("id", ""),
        parsed=ParsedReference(entrytype="misc", fields=fields),
    )


def numbered(count: int) -> list[ListedReference]:
    return [a_reference("Berg, Mona", "2019", number=number) for number in range(1, count + 1)]


NAMED = [
    a_reference("Flynn, Asher and Powell, Anna and Scott, Ada and Cama, Ella", "2022"),
    a_reference("Flynn, Asher and Powell, Anna", "2022"),
    a_reference("Qin, Lu", "2024", raw="Qin, L. (2024a). On Sleep."),
    a_reference("Qin, Lu", "2024", raw="Qin, L. (2024b). On Light."),
    a_reference("van der Berg, Jan", "2018"),
    a_reference("Ito, Ren and Rowan, Kit and Ode, Una", "2019"),
    a_reference("Ito, Ren and Rowan, Kit", "2020"),
    a_reference("{American Sleep Project}", "2024"),
    a_reference("{Center for Light and Sleep}", "2025"),
    a_reference("{World Sleep Organization}", "2021"),
    a_reference("Oduya, Ife", raw="Oduya, I. (n.d.). Naps."),
    a_reference("Grün, Älva", raw="Grün, Ä. (in press). Lampen."),
    a_reference("O'Brien, Tara and Gaytán-Lugo, Sara", "2017"),
    a_reference("Ash, Bo", "2001"),
    a_reference("Ash, Cy", "2001"),
]


def citations_in(
    words: str,
    references: Sequence[ListedReference],
    *,
    marks: Sequence[Mark] = (),
    kind: PartKind = PartKind.PARAGRAPH,
) -> Citations:
    text = Text(content=words, marks=tuple(marks))
    return find_citations(text, [Part(kind=kind, start=0, end=len(words))], references)
