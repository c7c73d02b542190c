"""Annotations made elsewhere, as excerpts that wait for a claim: W3C JSON-LD and Hypothesis JSON.

What is handed over is parsed JSON of anybody's making: nothing of it is trusted, a row that cannot
be read becomes a problem that shows it, and the others are taken.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

from bib.works import Citekey
from evidence.excerpts import Excerpt, ExcerptId, Fingerprint

MOST_ROWS = 20_000
MOST_LETTERS = 100_000
_SHOWN = 200
_PAGE = re.compile(r"(?:^|[#&?])page=(\d{1,6})(?:$|&)")
_HASH = re.compile(r"[0-9a-f]{64}")
_COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}")
_Row = Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnotationProblem:
    """An annotation that was not taken; `row` counts from 1, `raw` is the beginning of it."""

    row: int
    message: str
    raw: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnotationsReading:
    """The excerpts, all of them waiting, and what was not taken; together every row."""

    excerpts: tuple[Excerpt, ...]
    problems: tuple[AnnotationProblem, ...]


class _UnreadableError(ValueError):
    """An annotation without words to be found."""


def read_annotations(parsed: object, *, work: Citekey) -> AnnotationsReading:
    """Annotations of one work: a single one, a list, an annotation page, or Hypothesis rows."""
    excerpts: list[Excerpt] = []
    problems: list[AnnotationProblem] = []
    rows = list(rows_of(parsed))
    for number, row in enumerate(rows[:MOST_ROWS], start=1):
        try:
            excerpts.append(_excerpt(row, work))
        except _UnreadableError as unreadable:
            problems.append(_problem(number, str(unreadable), row))
    if len(rows) > MOST_ROWS:
        message = f"More than {MOST_ROWS:,} annotations; the rest was not taken."
        problems.append(_problem(MOST_ROWS + 1, message, f"{len(rows):,} annotations"))
    return AnnotationsReading(excerpts=tuple(excerpts), problems=tuple(problems))


def rows_of(parsed: object) -> list[object]:
    """The annotations, from whatever holds them."""
    if isinstance(parsed, list):
        return parsed
    if isinstance(parsed, dict):
        for key in ("rows", "items", "annotations"):
            if isinstance(parsed.get(key), list):
                return list(parsed[key])
        first = parsed.get("first")
        if isinstance(first, dict) and isinstance(first.get("items"), list):
            return list(first["items"])
    return [parsed]


def _problem(row: int, message: str, value: object) -> AnnotationProblem:
    try:
        raw = json.dumps(value, ensure_ascii=False)
    except (TypeError, ValueError, RecursionError):
        raw = type(value).__name__
    return AnnotationProblem(row=row, message=message, raw=_clean(raw[:_SHOWN]))


def _excerpt(row: object, work: Citekey) -> Excerpt:
    if not isinstance(row, dict):
        raise _UnreadableError("This is not an annotation: an object with a target is wanted.")
    target = next((each for each in _listed(row.get("target")) if isinstance(each, dict)), {})
    selectors = [each for top in _listed(target.get("selector")) for each in _refined(top)]
    words = _of_type(selectors, "TextQuoteSelector")
    quote = _text(words, "exact")
    print_ = _fingerprint(_of_type(selectors, "evtrack:FingerprintSelector"))
    if not quote and print_ is None:
        raise _UnreadableError(
            "The annotation quotes no words of the text (a reply, or a note on the whole page)."
        )
    place = _of_type(selectors, "TextPositionSelector")
    start, end = _place(place)
    page, position = _page(selectors)
    origin = _origin(row)
    return Excerpt(
        id=_id(work, origin or f"{quote}\0{_text(words, 'prefix')}\0{start}\0{print_}"),
        claim="",
        work=work,
        quote=quote,
        prefix=_text(words, "prefix"),
        suffix=_text(words, "suffix"),
        start=start,
        end=end,
        page=page,
        text_sha256=_matching(_HASH, place.get("evtrack:textSha256")),
        fingerprint=print_,
        comment=_comment(row),
        colour=_matching(_COLOUR, row.get("evtrack:colour")),
        by=_creator(row),
        made_at=_instant(row.get("created")),
        origin=origin,
        position=position,
    )


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def _refined(selector: object) -> Iterator[_Row]:
    """A selector and the selectors that refine it, a few deep."""
    for _ in range(5):
        if not isinstance(selector, dict):
            return
        yield selector
        selector = selector.get("refinedBy")


def _of_type(selectors: list[_Row], type_: str) -> _Row:
    return next((each for each in selectors if each.get("type") == type_), {})


def _text(row: _Row, key: str) -> str:
    value = row.get(key)
    if isinstance(value, dict):
        value = value.get("value")
    if not isinstance(value, str):
        return ""
    if len(value) > MOST_LETTERS:
        raise _UnreadableError(f"“{key}” has {len(value):,} characters, more than are taken.")
    return _clean(value)


def _clean(text: str) -> str:
    """Without halves of surrogate pairs, which no file can hold, and without NUL."""
    return text.encode("utf-8", "replace").decode().replace("\0", "\ufffd")


def _place(row: _Row) -> tuple[int | None, int | None]:
    start, end = row.get("start"), row.get("end")
    if type(start) is int and type(end) is int and 0 <= start <= end < 2**31:
        return start, end
    return None, None


def _page(selectors: list[_Row]) -> tuple[str, str]:
    """The page label and the position of a fragment `page=`, or of Hypothesis's page selector."""
    fragment = _of_type(selectors, "FragmentSelector")
    label = _text(fragment, "evtrack:pageLabel")
    if match := _PAGE.search(_text(fragment, "value")):
        number = int(match[1])
        return label or str(number), json.dumps({"pageIndex": max(0, number - 1)})
    page = _of_type(selectors, "PageSelector")
    index = page.get("index")
    if type(index) is int and 0 <= index < 2**31:
        return _text(page, "label") or str(index + 1), json.dumps({"pageIndex": index})
    return label, ""


def _fingerprint(row: _Row) -> Fingerprint | None:
    length, digest = row.get("evtrack:length"), row.get("evtrack:sha256")
    if type(length) is int and 0 < length < 2**31 and (hashed := _matching(_HASH, digest)):
        return Fingerprint(length=length, sha256=hashed)
    return None


def _matching(pattern: re.Pattern[str], value: object) -> str:
    return value if isinstance(value, str) and pattern.fullmatch(value) else ""


def _comment(row: _Row) -> str:
    """The comment of a Hypothesis row with its tags, or the textual bodies of an annotation."""
    said = [_text(row, "text"), _text(row, "bodyValue")]
    for body in _listed(row.get("body")):
        if isinstance(body, str) and not body.startswith(("http:", "https:", "urn:")):
            said.append(_clean(body[:MOST_LETTERS]))
        elif isinstance(body, dict) and body.get("type") == "TextualBody":
            is_tag = body.get("purpose") == "tagging"
            said.append(f"#{_text(body, 'value')}" if is_tag else _text(body, "value"))
    tags = [
        f"#{_clean(each[:_SHOWN])}" for each in _listed(row.get("tags")) if isinstance(each, str)
    ]
    return "\n".join(each for each in [*said, " ".join(tags)] if each.strip("#"))


def _creator(row: _Row) -> str:
    info = row.get("user_info")
    if isinstance(info, dict) and _text(info, "display_name"):
        return _text(info, "display_name")
    user = re.sub(r"^acct:(.*)@.*$", r"\1", _text(row, "user"))
    for creator in _listed(row.get("creator")):
        if isinstance(creator, dict):
            return user or _text(creator, "name") or _text(creator, "id")
        if isinstance(creator, str):
            return user or _clean(creator[:_SHOWN])
    return user


def _instant(value: object) -> datetime | None:
    """An aware instant; one without a zone is taken as UTC, an unreadable one is none."""
    try:
        at = datetime.fromisoformat(value) if isinstance(value, str) else None
        return at.astimezone(UTC) if at and at.tzinfo else at and at.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None


def _origin(row: _Row) -> str:
    links = row.get("links")
    in_context = _text(links, "html") if isinstance(links, dict) else ""
    via = next((each for each in _listed(row.get("via")) if isinstance(each, str)), "")
    return in_context or _clean(via[:MOST_LETTERS]) or _text(row, "id")


def _id(work: Citekey, name: str) -> ExcerptId:
    digest = sha256(name.encode("utf-8", "replace")).hexdigest()
    return ExcerptId(f"{work}-annotation-{digest[:12]}")
