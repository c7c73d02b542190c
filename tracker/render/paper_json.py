"""A paper taken apart in its JSON shape, as the command line and its scripts rely on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bib.works import Citekey
from evidence.reading.matched_references import MatchedReference
from evidence.reading.paper import CitationGroup, Paper, Section, Sentence
from tracker.render.objects import Object, name_object


def paper_object(
    paper: Paper, references: Sequence[MatchedReference], keys: Mapping[int, Citekey]
) -> Object:
    """Sections, sentences, references and citations; `keys` by the places of the references."""
    return {
        "title": paper.title,
        "sections": [_section(section) for section in paper.sections],
        "references": [_reference(each) for each in references],
        "citations": [_citation(group, paper, keys) for group in paper.citations],
        "sentences": [_sentence(sentence) for sentence in paper.sentences],
    }


def _section(section: Section) -> Object:
    return {
        "number": section.number,
        "title": section.title,
        "level": section.level,
        "start": section.start,
        "end": section.end,
    }


def _sentence(sentence: Sentence) -> Object:
    locator = sentence.locator
    return {
        "place": str(locator),
        "section": locator.section,
        "paragraph": locator.paragraph,
        "sentence": locator.sentence,
        "page": locator.page,
        "start": sentence.start,
        "end": sentence.end,
        "text": sentence.text,
    }


def _reference(matched: MatchedReference) -> Object:
    reference, parsed, made = matched.reference, matched.reference.parsed, matched.made
    return {
        "number": reference.number,
        "label": reference.label,
        "id": reference.id,
        "key": matched.key,
        "matched_by": str(matched.how) if matched.key and matched.how else None,
        "may_be": [{"key": key, "reason": reason} for key, reason in matched.may_be],
        "raw": reference.raw,
        "type": parsed.entrytype,
        "authors": [name_object(name) for name in made.authors],
        "title": parsed.fields.get("title"),
        "year": made.year,
        "doi": parsed.fields.get("doi"),
        "url": parsed.fields.get("url"),
        "fields": dict(parsed.fields),
        "confidence": {name: round(sure, 3) for name, sure in parsed.confidence.items()},
        "style": parsed.style,
        "start": reference.start,
        "end": reference.end,
    }


def _citation(group: CitationGroup, paper: Paper, keys: Mapping[int, Citekey]) -> Object:
    sentence = paper.sentences[group.sentence] if group.sentence is not None else None
    places = [each.reference for each in group.cited if each.reference is not None]
    named = [keys[place] for place in places if place in keys]
    return {
        "group": group.group,
        "section": sentence.locator.section if sentence else None,
        "place": str(sentence.locator) if sentence else None,
        "sentence": sentence.text if sentence else None,
        "numbers": [each.number for each in group.cited if each.number is not None],
        "keys": list(dict.fromkeys(named)),
        "start": group.start,
        "end": group.end,
        "raw": group.raw,
        "style": str(group.style),
        "cited": [
            {
                "label": each.label,
                "number": each.number,
                "reference": each.reference,
                "key": keys.get(each.reference) if each.reference is not None else None,
                "through_range": each.through_range,
            }
            for each in group.cited
        ],
    }
