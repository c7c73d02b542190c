"""Where one part of a reference ends and the next begins: full stops that are not abbreviations."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice

_MOST = 80
_STOP = re.compile(r"(?<![.?!…])[.?!…]++[\"”’'»)\]]*(?:\s*\ue000)*\s+(?=[\"“‘'«(\[¿¡#@$]{0,2}\w)")
_ROMAN = re.compile(r"[IVX]{2,5}")
_LAST_WORD = re.compile(r"([^\s(\[\"“‘'-]*)$")
_ABBREVIATIONS = {
    "vs", "v", "st", "dr", "mr", "mrs", "ms", "prof", "no", "nos", "vol", "vols", "pp", "p", "ed",
    "eds", "proc", "int", "conf", "trans", "symp", "annu", "rev", "univ", "dept", "inst", "natl",
    "acad", "sci", "soc", "eng", "technol", "tech", "rep", "cf", "e.g", "i.e", "ca", "approx",
    "fig", "sec", "ch", "chap", "art", "assoc", "comput", "psychol", "med", "biol", "chem",
    "phys", "math", "res", "stud", "lett", "am", "br", "eur", "can", "aust", "j", "ser", "suppl",
    "pt", "ltd", "inc", "corp", "co", "jr", "sr", "u.s", "u.k", "u.n", "e.u", "ph", "ph.d",
    "m.sc", "b.sc", "d.c", "commun", "environ", "educ", "econ", "polit", "crim", "criminol",
    "philos", "hist", "lang", "appl", "exp", "theor", "clin", "mol", "cell", "genet", "neurosci",
    "behav", "hum", "nat", "bull", "ann", "arch", "q", "mag", "mech", "mater", "electr",
    "electron", "inf", "syst", "softw", "mach", "learn", "intell", "artif", "robot", "autom",
    "netw", "secur", "manag", "adm", "publ", "al", "ff", "et", "op", "cit", "ibid", "sen", "sens",
    "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "lond",
    "geophys", "geol", "seismol", "oceanogr", "astron", "astrophys", "mon", "not", "surg", "dis",
    "epidemiol", "pharmacol", "physiol", "biochem", "biophys", "microbiol", "immunol", "ecol",
    "evol", "zool", "bot", "agric", "vet", "stat", "probab", "optim", "numer", "anal", "algebr",
    "geom", "lect", "notes", "found", "adv", "front", "curr", "opin", "perspect", "pers",
    "interact", "multimed", "graph", "vis", "speech", "process", "signal", "pattern", "recognit",
    "geosci", "remote", "atmos", "clim", "meteorol", "hydrol", "ger", "fr", "ital", "rom", "z",
    "spec", "gen", "nucl", "electrochem", "monit", "qual", "quant", "teach", "surv", "geogr",
    "anthropol", "linguist", "neurol", "psychiatr", "cogn", "dev", "nutr", "oncol", "cardiol",
    "radiol", "urban", "transp", "resour", "struct", "bioinform", "chron", "assess", "rehabil",
    "nurs", "pediatr", "gastroenterol", "virol", "infect", "toxicol", "sociol", "demogr",
    "gerontol", "ethn", "gend", "cult", "relig", "archaeol", "mus", "lit", "ind", "prod", "oper",
    "account", "financ", "bus", "mark", "organ", "leadersh", "strateg", "sustain", "renew",
    "build", "constr", "fluid", "therm", "aerosp", "coast", "sol", "opt", "photon", "nano",
    "polym", "catal", "synth", "org", "inorg", "spectrosc", "crystallogr", "acoust", "cybern",
    "inform", "retr", "librariansh", "digit", "psychother", "couns", "sex", "viol",
}  # fmt: skip
# Abbreviations that are also words a title may well end with.
_ALSO_WORDS = {
    "not", "notes", "found", "front", "process", "signal", "pattern", "remote", "speech", "learn",
    "cell", "art", "no", "can", "math", "mar", "graph", "spec", "co", "nat", "sens", "rep", "in",
    "arch", "med", "tech", "evol", "q", "vis", "optim", "mag", "op", "fr", "sex", "mark",
    "account", "build", "bus", "fluid", "digit", "sol", "opt", "lit", "org", "urban", "cult",
    "teach", "assess", "dev", "mus", "ind", "prod", "oper", "synth", "hum", "struct",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """A possible end of a part: `left` is where its words end, `right` where the next begins.

    `weak` says that the stop may belong to an abbreviation.
    """

    left: int
    right: int
    weak: bool


def breaks(text: str) -> list[Break]:
    """Every place where a part of the reference may end, in order."""
    found: list[Break] = []
    for stop in islice(_STOP.finditer(text), _MOST):
        marks = stop[0].rstrip()
        word_match = _LAST_WORD.search(text[max(stop.start() - 40, 0) : stop.start()])
        word = word_match[1] if word_match else ""
        keeps = marks[0] in "?!…" or len(marks) > 1
        left = stop.start() + len(marks.rstrip("\ue000 ")) if keeps else stop.start()
        weak = marks == "." and (
            _is_abbreviation(word, text, stop.end()) or _goes_on(found, word, stop.start())
        )
        found.append(Break(left=left, right=stop.end(), weak=weak))
    return found


def _is_abbreviation(word: str, text: str, right: int) -> bool:
    plain = word.lower()
    if len(word) == 1:
        return not word.isdigit()
    if "." in word and len(word) <= 6:
        return True
    if _ROMAN.fullmatch(word):
        return True
    if plain not in _ABBREVIATIONS:
        return False
    if plain in _ALSO_WORDS:
        following = text[right : right + 12].split(" ", maxsplit=1)[0]
        return word[0].isupper() and (following.endswith(".") or following[:1].isdigit())
    return True


def _goes_on(found: list[Break], word: str, place: int) -> bool:
    """Whether a word may be one more abbreviation, after one just before it."""
    is_next = bool(found) and found[-1].weak and found[-1].right == place - len(word)
    return is_next and word[:1].isupper() and 2 < len(word) <= 8


def sentences_in(text: str) -> list[str]:
    """The text cut at its sure breaks."""
    pieces, start = [], 0
    for place in breaks(text):
        if not place.weak:
            pieces.append(text[start : place.left].strip())
            start = place.right
    return [piece for piece in [*pieces, text[start:].strip()] if piece]
