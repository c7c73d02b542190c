"""A corpus folder is read with every mistake in it, each with file, line, value and way out."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bib.dates import PartialDate
from bib.standing import Standing
from bib.works import LinkPolicy, ReadStatus, Work
from evidence.chains import Basis, Relation, Role, StatedBy
from evidence.claims import Attribution, Locator
from evidence.excerpts import Fingerprint
from evidence.figures import Qualifier
from evidence.matrix import CellBasis
from evidence.verdicts import Fault, VerdictState
from tracker.corpora.ledger import MOST_PROBLEMS
from tracker.corpora.reading import CorpusReading, read_corpus
from tracker.corpora.writing import corpus_texts

MARKS = "- :#\n\t\"'{}[],&*!|>%@`?x1~"
DIGEST = "0123456789abcdef" * 4

SOUND = {
    "corpus.yaml": "form: 1\ntitle: A survey\nsurvey: survey2025\n",
    "works.bib": "@article{survey2025,\n  title = {A Survey},\n}\n\n"
    "@article{flynn2022,\n  title = {A Work},\n}\n",
    "claims/survey2025.yaml": "- claim: survey2025-1\n  statement: Something is the case.\n"
    "  citations:\n    - {work: flynn2022, number: 1}\n",
    "chains/L1.yaml": "- limitation: L1\n  title: Not enough\n  legs: [{leg: A, title: One}]\n\n"
    "- node: L1.C\n  role: conclusion\n  text: It follows.\n  basis: inferred\n\n"
    "- node: L1.P1\n  role: premise\n  text: It is so.\n  claims: [survey2025-1]\n\n"
    "- link: L1.P1 supports L1.C\n",
    "concepts.yaml": "- scheme: kind\n  title: Kinds\n\n- concept: kind/aim\n  label: Aim\n\n"
    "- scheme: stage\n  title: Stages\n\n- concept: stage/making\n  label: Making\n",
}


def lay(folder: Path, files: Mapping[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(text.encode("utf-8"))
    return folder


def read(folder: Path, **changed: str) -> CorpusReading:
    named = {
        name.replace("__", "/").replace("_yaml", ".yaml"): text for name, text in changed.items()
    }
    return read_corpus(lay(folder, SOUND | named))


def test_a_sound_corpus_is_read_without_a_problem(tmp_path: Path) -> None:
    reading = read_corpus(lay(tmp_path, SOUND))

    assert reading.problems == ()
    assert not reading.is_refused
    assert [work.key for work in reading.corpus.works] == ["survey2025", "flynn2022"]
    assert reading.corpus.claims[0].citations[0].work == "flynn2022"
    assert [node.id for node in reading.corpus.nodes] == ["L1.C", "L1.P1"]


def test_a_claim_is_read_with_all_its_parts(tmp_path: Path) -> None:
    text = f"""\
- claim: survey2025-4.1-1-5a
  at: 4.1-1-5a
  page: 7
  statement: >-
    Two thirds, or
    more: so it is.
  kind: aim
  attribution: reported
  modality: may
  concepts: stage/making
  citations:
    - {{work: flynn2022, number: 1, group: 2, range: yes, ambiguous: true}}
  figures:
    - {{value: 2.20, high: 3, unit: "%", qualifier: more than, subject: works, as_of: 2023-05}}
    - value: 5850000000
      dispute: Counted twice.
      disputed_by: [survey2025-4.1-1-5a]
  excerpts:
    - {{length: 12, sha256: {DIGEST.upper()}}}
    - {{id: mine, work: flynn2022, quote: "So it is.", start: 0, end: 9, page: ii}}
    - {{quote: no}}
  read_status: full
  seen: no
  note: '  as written '
  withdrawn: yes
"""
    reading = read(tmp_path, claims__survey2025_yaml=text, chains__L1_yaml=_chain_without_claims())

    assert reading.problems == ()
    (claim,) = reading.corpus.claims
    assert claim.id == "survey2025-4.1-1-5a"
    assert claim.locator == Locator(section="4.1", paragraph=1, sentence=5, clause="a", page="7")
    assert claim.statement == "Two thirds, or more: so it is."
    assert claim.attribution is Attribution.REPORTED
    assert (claim.modality, claim.concepts) == ("may", ("stage/making",))
    (citation,) = claim.citations
    assert (citation.number, citation.group) == (1, 2)
    assert citation.through_range
    assert citation.is_ambiguous
    first, second = claim.figures
    assert (str(first.value), first.high, first.unit) == ("2.20", 3, "%")
    assert (first.qualifier, first.as_of) == (Qualifier.MORE_THAN, PartialDate(2023, 5))
    assert (second.value, second.disputed_by) == (Decimal(5850000000), ("survey2025-4.1-1-5a",))
    printed, mine, third = claim.excerpts
    assert printed.id == "survey2025-4.1-1-5a-x1"
    assert (printed.work, printed.fingerprint) == (
        "survey2025",
        Fingerprint(length=12, sha256=DIGEST),
    )
    assert (mine.id, mine.work, mine.start, mine.end, mine.page) == (
        "mine",
        "flynn2022",
        0,
        9,
        "ii",
    )
    assert (third.id, third.quote) == ("survey2025-4.1-1-5a-x3", "no")
    assert (claim.read_status, claim.seen, claim.note) == (ReadStatus.FULL, "no", "  as written ")
    assert claim.is_withdrawn


def test_a_work_has_what_works_yaml_adds_to_its_entry(tmp_path: Path) -> None:
    text = f"""\
- work: flynn2022
  cited_as: 12
  aliases: [old2021]
  read_status: abstract
  link_policy: warn
  address_sha256: {DIGEST}
  standing:
    - {{state: superseded, since: 2023, seen: here, note: by another}}
  seen:
    - {{where: example.org, what: abstract, on: 2026-11-22}}
  repairs: [One., "Two, with a comma."]
  gist: A study.
  note: Nothing.
"""
    work = next(
        work for work in read(tmp_path, works_yaml=text).corpus.works if work.key == "flynn2022"
    )

    assert (work.cited_as, work.aliases, work.address_sha256) == (12, ("old2021",), DIGEST)
    assert (work.read_status, work.link_policy) == (ReadStatus.ABSTRACT, LinkPolicy.WARN)
    (signal,) = work.standing
    assert (signal.state, signal.since) == (Standing.SUPERSEDED, PartialDate(2023))
    (sighting,) = work.seen
    assert (sighting.where, sighting.what) == ("example.org", "abstract")
    assert sighting.on == PartialDate(2026, 11, 22)
    assert work.repairs == ("One.", "Two, with a comma.")
    assert (work.gist, work.note) == ("A study.", "Nothing.")


def test_chains_and_links_are_read(tmp_path: Path) -> None:
    chain = SOUND["chains/L1.yaml"] + (
        "  warrant: Because.\n  by: curator\n\n"
        "- node: L1.E\n  role: evidence\n  leg: A\n  text: Seen.\n  basis: carried-over\n"
        "  carried: [flynn2022]\n"
    )
    links = "- link: survey2025-1 limits L1.E\n"

    corpus = read(tmp_path, chains__L1_yaml=chain, links_yaml=links).corpus

    assert corpus.limitations[0].legs[0].title == "One"
    last = corpus.nodes[-1]
    assert (last.id, last.limitation, last.role, last.leg) == ("L1.E", "L1", Role.EVIDENCE, "A")
    assert (last.basis, last.carried) == (Basis.CARRIED_OVER, ("flynn2022",))
    assert (corpus.links[0].warrant, corpus.links[0].stated_by) == ("Because.", StatedBy.CURATOR)
    assert (corpus.links[1].source, corpus.links[1].relation) == ("survey2025-1", Relation.LIMITS)


def test_matrix_responses_verdicts_and_waivers_are_read(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        matrix_yaml="- matrix: m\n  title: M\n  rows: stage\n  columns: kind\n  states:\n"
        "    - {state: silent, meaning: nothing is said}\n    - {state: said}\n\n"
        "- cell: stage/making x kind/aim\n  state: said\n  basis: implied\n  remark: Mine.\n",
        responses_yaml="- response: an-act\n  name: An act\n  kind: law\n  limits: survey2025-1\n",
        verdicts_yaml="- verdict: survey2025-1 × flynn2022\n  state: not supported\n"
        "  fault: oversimplify\n  major: yes\n  access: part\n  reader: A. Reader\n"
        "  read_at: 2026-11-22T10:30:00+02:00\n",
        waivers_yaml="- waiver: single-source × L1.P1\n  why: It is enough.\n  by: A. Reader\n"
        "  until: 2027-01-31\n",
    )

    assert reading.problems == ()
    (matrix,) = reading.corpus.matrices
    assert matrix.states == (("silent", "nothing is said"), ("said", ""))
    (cell,) = matrix.cells
    assert (cell.row, cell.column, cell.basis) == ("stage/making", "kind/aim", CellBasis.IMPLIED)
    assert reading.corpus.responses[0].limits == ("survey2025-1",)
    (verdict,) = reading.corpus.verdicts
    assert (verdict.claim, verdict.work) == ("survey2025-1", "flynn2022")
    assert (verdict.state, verdict.fault) == (VerdictState.NOT_SUPPORTED, Fault.OVERSIMPLIFY)
    assert verdict.is_major
    assert verdict.read_at == datetime(2026, 11, 22, 8, 30, tzinfo=UTC)
    (waiver,) = reading.corpus.waivers
    assert (waiver.check, waiver.subject) == ("single-source", "L1.P1")
    assert waiver.until == date(2027, 1, 31)


CLAIMS, CHAIN = "claims/survey2025.yaml", "chains/L1.yaml"
CLAIM = "- claim: survey2025-1\n  statement: It is.\n"
MATRIX = "- matrix: m\n  title: M\n  rows: kind\n  columns: stage\n  states: [{state: a}]\n\n"
WAIVER = "- waiver: a × b\n  why: c\n  by: d\n"
VERDICT = "- verdict: survey2025-1 × flynn2022\n  state: supported\n  reader: A\n  read_at: {}\n"


@pytest.mark.parametrize(
    ("name", "text", "line", "code", "words"),
    [
        (CLAIMS, CLAIM + "  atribution: own\n", 3, "unknown-key", "“attribution”"),
        (CLAIMS, CLAIM + "  zzz: own\n", 3, "unknown-key", "“zzz”"),
        (CLAIMS, "- statement: It is.\n", 1, "missing-key", "“claim”"),
        (CLAIMS, "- claim: survey2025-1\n", 1, "missing-key", "“statement”"),
        (CLAIMS, "- claim: a-1\n  statement: ' '\n", 1, "not-sound", "nothing"),
        (CLAIMS, "- claim: a b\n  statement: It.\n", 1, "bad-id", "“a b”"),
        (CLAIMS, "- claim: a/b\n  statement: It.\n", 1, "bad-id", "“a/b”"),
        (CLAIMS, CLAIM + "  attribution: mine\n", 3, "not-allowed", "own, reported"),
        (CLAIMS, CLAIM + "  at: 4-x-1\n", 3, "bad-place", "“4-x-1”"),
        (CLAIMS, CLAIM + "  at: 4-1" + "1" * 5000 + "\n", 3, "bad-place", "too long"),
        (CLAIMS, CLAIM + "  withdrawn: perhaps\n", 3, "not-allowed", "“perhaps”"),
        (CLAIMS, CLAIM + "  kind: ami\n", 3, "unknown-term", "“kind/aim”"),
        (CLAIMS, CLAIM + "  concepts: [stage/makin]\n", 3, "unknown-concept", "making"),
        (CLAIMS, CLAIM + "  concepts: a, b\n", 3, "bad-id", "brackets"),
        (CLAIMS, CLAIM + "  note: [a]\n", 3, "not-text", "a list"),
        (CLAIMS, CLAIM + "  citations: 12\n", 3, "not-a-record", "“12”"),
        (CLAIMS, CLAIM + "  citations:\n    - {work: flyn2022}\n", 4, "unknown-work",
         "“flynn2022”"),
        (CLAIMS, CLAIM + "  citations:\n    - {work: Flynn2022}\n", 4, "unknown-work",
         "“flynn2022”"),
        (CLAIMS, CLAIM + "  citations: [{work: flynn2022, number: -1}]\n", 3,
         "bad-number", "“-1”"),
        (CLAIMS, CLAIM + "  figures: [{value: 24_000}]\n", 3, "bad-number", "24_000"),
        (CLAIMS, CLAIM + "  figures: [{value: 3, high: 2}]\n", 3, "not-sound",
         "backwards"),
        (CLAIMS, CLAIM + "  figures: [{value: 3, as_of: May 2023}]\n", 3, "bad-date",
         "“May 2023”"),
        (CLAIMS, CLAIM + "  figures: [{value: 1, as_of: 2023-02-30}]\n", 3,
         "bad-date", "no day 30"),
        (CLAIMS, CLAIM + "  figures: [{value: 3, disputed_by: [x-1]}]\n", 3,
         "unknown-claim", "“x-1”"),
        (CLAIMS, CLAIM + "  excerpts: [{length: 3}]\n", 1, "not-sound", "sha256"),
        (CLAIMS, CLAIM + "  excerpts: [{length: 3, sha256: ab}]\n", 3, "bad-digest",
         "“ab”"),
        (CLAIMS, "one\n", 1, "not-a-list", "list of records"),
        (CLAIMS, "- one\n", 1, "not-a-record", "“one”"),
        ("claims/other.yaml", "- claim: other-1\n  statement: It.\n", 1, "unknown-work", "“other”"),
        ("works.yaml", "- work: other\n", 1, "unknown-work", "“other”"),
        ("works.yaml", "- work: flynn2022\n\n- work: flynn2022\n", 3, "duplicate-id", "line 1"),
        ("works.yaml", "- work: flynn2022\n  aliases: [survey2025]\n", 2, "duplicate-id",
         "works.bib"),
        ("works.yaml", "- work: flynn2022\n  standing: [{state: fine}]\n", 2, "not-allowed",
         "“fine”"),
        ("works.yaml", "- work: flynn2022\n  read_status: abstact\n", 2, "not-allowed",
         "“abstract”"),
        (CHAIN, "- limitation: L1\n  title: T\n", 1, "no-nodes", "“L1”"),
        (CHAIN, "- node: L1.C\n  role: conclusion\n  text: T\n", 1, "missing-limitation",
         "“L1”"),
        (CHAIN, "- limitation: L2\n  title: T\n\n- node: a\n  role: premise\n  text: T\n", 1,
         "other-limitation", "“L2”"),
        (CHAIN, SOUND[CHAIN] + "\n- limitation: L2\n  title: T\n", 17,
         "second-limitation", "own file"),
        (CHAIN, SOUND[CHAIN] + "\n- warrant: T\n", 17, "missing-key", "“link”"),
        (CHAIN, SOUND[CHAIN] + "\n- link: L1.P1 suports L1.C\n", 17, "bad-link",
         "supports"),
        (CHAIN, SOUND[CHAIN] + "\n- link: L1.P9 limits L1.C\n", 17,
         "unknown-step", "“L1.P9”"),
        (CHAIN, SOUND[CHAIN] + "\n- link: L1.P1 supports L1.C\n", 17,
         "duplicate-id", "line 15"),
        (CHAIN, SOUND[CHAIN] + "\n- link: L1.C supports L1.P1\n", 15,
         "chain-loop", "supports"),
        (CHAIN, SOUND[CHAIN].replace("role: premise", "role: premiss"), 11,
         "not-allowed", "“premise”"),
        (CHAIN, SOUND[CHAIN].replace("role: premise", "role: premise\n  leg: B"),
         12, "unknown-leg", "“B”"),
        (CHAIN, SOUND[CHAIN].replace("[survey2025-1]", "[survey2025-2]"), 13,
         "unknown-claim", "“survey2025-1”"),
        (CHAIN, SOUND[CHAIN].replace("L1.P1\n", "survey2025-1\n"), 10,
         "duplicate-id", CLAIMS),
        ("concepts.yaml", SOUND["concepts.yaml"] + "\n- concept: making\n  label: M\n", 13,
         "bad-id", "scheme/term"),
        ("concepts.yaml", SOUND["concepts.yaml"] + "\n- concept: stages/m\n  label: M\n", 13,
         "unknown-scheme", "“stage”"),
        ("concepts.yaml", SOUND["concepts.yaml"] + "  broader: stage/all\n", 12, "unknown-concept",
         "“stage/all”"),
        ("matrix.yaml", "- cell: stage/making × kind/aim\n  state: a\n", 1, "missing-matrix",
         "matrix"),
        ("matrix.yaml", MATRIX + "- cell: kind/aim × kind/aim\n  state: a\n", 7, "other-scheme",
         "“stage”"),
        ("matrix.yaml", MATRIX + "- cell: kind/aim × stage/making\n  state: b\n", 8, "not-allowed",
         "“b”"),
        ("verdicts.yaml", VERDICT.format("2026-11-22"), 4, "bad-date", "“2026-11-22”"),
        ("verdicts.yaml", VERDICT.format("9999-12-31T23:59:59-12:00"), 4, "bad-date", "UTC"),
        ("verdicts.yaml", VERDICT.replace(" × ", " ").format("x"), 1, "bad-pair", "×"),
        ("waivers.yaml", WAIVER + "  until: soon\n", 4, "bad-date", "“soon”"),
        ("waivers.yaml", WAIVER + "\n" + WAIVER, 5, "duplicate-id", "line 1"),
        ("corpus.yaml", "form: 2\n", 1, "not-sound", "newer evtrack"),
        ("corpus.yaml", "title: A\n", 1, "missing-key", "“form”"),
        ("corpus.yaml", "", 1, "missing-key", "form: 1"),
        ("corpus.yaml", "form: 1\nsurvey: other\n", 2, "unknown-work", "“other”"),
        ("corpus.yaml", "form: 1\ntitel: A\n", 2, "unknown-key", "“title”"),
        ("concepts.yaml", "- scheme: a: b\n", 1, "not-yaml", "quotes"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_its_file_line_and_value(
    tmp_path: Path, name: str, text: str, line: int, code: str, words: str
) -> None:
    reading = read_corpus(lay(tmp_path, SOUND | {name: text}))

    problem = next(problem for problem in reading.problems if problem.code == code)
    assert (problem.file, problem.line, problem.is_refusal) == (name, line, True)
    assert words in problem.message
    assert reading.is_refused


def test_all_mistakes_are_told_and_none_twice(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        claims__survey2025_yaml="- claim: survey2025-1\n  statement: It.\n  kind: goal\n"
        "  citations:\n    - {work: a, number: b}\n    - {work: c, nummer: 1}\n\n"
        "- claim: survey2025-2\n  at: x-y-z\n",
        concepts_yaml="- scheme: kind\n  titel: Kinds\n\n- concept: kind/aim\n  label: Aim\n",
    )

    assert [(problem.line, problem.code) for problem in reading.problems] == [
        (3, "unknown-term"), (5, "bad-number"), (5, "unknown-work"), (6, "unknown-key"),
        (6, "unknown-work"), (8, "missing-key"), (9, "bad-place"), (1, "missing-key"),
        (2, "unknown-key"),
    ]  # fmt: skip


def test_a_record_with_a_mistake_still_answers_for_its_id(tmp_path: Path) -> None:
    reading = read(tmp_path, claims__survey2025_yaml=CLAIM + "  attribution: mine\n")

    assert [problem.code for problem in reading.problems] == ["not-allowed"]
    assert reading.corpus.claims == ()


def test_ids_that_differ_only_in_case_are_refused_with_both_places(tmp_path: Path) -> None:
    reading = read(
        tmp_path, claims__flynn2022_yaml="\n\n- claim: SURVEY2025-1\n  statement: It is.\n"
    )

    problem = next(problem for problem in reading.problems if problem.code == "duplicate-id")
    assert (problem.file, problem.line) == ("claims/survey2025.yaml", 1)
    assert "“SURVEY2025-1” but for case" in problem.message
    assert "claims/flynn2022.yaml line 3" in problem.message


def test_an_older_key_is_told_from_an_unknown_one(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        works_yaml="- work: flynn2022\n  aliases: [old2021]\n",
        claims__survey2025_yaml=CLAIM + "  citations: [{work: old2021}]\n",
    )

    (problem,) = reading.problems
    assert "older key" in problem.message
    assert "works.yaml line 2" in problem.message


@pytest.mark.parametrize("name", ["works.bib", CLAIMS, CHAIN, "concepts.yaml"])
def test_a_file_that_cannot_be_read_is_the_only_thing_told(tmp_path: Path, name: str) -> None:
    kind = SOUND[CLAIMS] + "  kind: aim\n"
    lay(tmp_path, SOUND | {CLAIMS: kind, "links.yaml": "- link: L1.P1 limits L1.C\n"})
    (tmp_path / name).write_bytes(b"\xff\xfe- a: b")

    (problem,) = read_corpus(tmp_path).problems

    assert (problem.file, problem.code) == (name, "not-utf-8")


def test_kinds_are_free_where_no_scheme_lists_them(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        concepts_yaml="",
        claims__survey2025_yaml=CLAIM + "  kind: a kind of my own\n",
    )

    assert reading.problems == ()
    assert reading.corpus.claims[0].kind == "a kind of my own"


def test_a_folder_that_is_no_corpus_is_told(tmp_path: Path) -> None:
    empty, nowhere = read_corpus(tmp_path), read_corpus(tmp_path / "nowhere")

    assert [problem.code for problem in (*empty.problems, *nowhere.problems)] == [
        "not-a-corpus"
    ] * 2
    assert "no corpus" in empty.problems[0].message
    assert "no such folder" in nowhere.problems[0].message


@pytest.mark.parametrize(
    ("data", "code", "line"),
    [
        ("- work: flynn2022\n".encode("utf-16"), "not-utf-8", 1),
        ("- work: flynn2022\n".encode("utf-16-le"), "control-character", 1),
        ("- work: flynn2022\n  note: né\n".encode("latin-1"), "not-utf-8", 2),
        (b"- work: flynn2022\n  note: a\0b\n", "control-character", 2),
        (b"- work: flynn2022\n  note: 'begun", "not-yaml", 2),
    ],
)
def test_a_file_that_is_no_utf_8_or_half_written_is_told_with_its_line(
    tmp_path: Path, data: bytes, code: str, line: int
) -> None:
    lay(tmp_path, SOUND)
    (tmp_path / "works.yaml").write_bytes(data)

    (problem,) = read_corpus(tmp_path).problems

    assert (problem.file, problem.line, problem.code) == ("works.yaml", line, code)


def test_a_mark_at_the_beginning_and_foreign_line_ends_are_no_mistake(tmp_path: Path) -> None:
    lay(tmp_path, SOUND)
    (tmp_path / "works.yaml").write_bytes(b"\xef\xbb\xbf- work: flynn2022\r\n  cited_as: 1\r\n")

    reading = read_corpus(tmp_path)

    assert reading.problems == ()
    assert [work.cited_as for work in reading.corpus.works] == [None, 1]


def test_a_file_the_form_does_not_name_is_only_warned_of(tmp_path: Path) -> None:
    lay(tmp_path, SOUND | {"concept.yaml": "- &x", "README.md": "", ".gitattributes": ""})
    lay(tmp_path, {"claims/notes.txt": "", "LICENSE": "", "LICENCE.txt": ""})

    reading = read_corpus(tmp_path)

    assert {problem.file for problem in reading.problems} == {"concept.yaml", "claims/notes.txt"}
    assert "“concepts.yaml”" in reading.problems[-1].message
    assert not reading.is_refused


def test_a_file_name_has_one_form(tmp_path: Path) -> None:
    reading = read_corpus(lay(tmp_path, SOUND | {"claims/surve%792025.yaml": CLAIM}))

    (problem,) = reading.problems
    assert (problem.code, problem.is_refusal) == ("bad-file-name", True)
    assert "“survey2025.yaml”" in problem.message


def test_a_key_with_awkward_characters_names_its_file(tmp_path: Path) -> None:
    bib = SOUND["works.bib"] + "\n@misc{url:2021/a+b,\n  title = {X},\n}\n"
    files = {"works.bib": bib, "claims/url%3A2021%2Fa%2Bb.yaml": "- claim: u-1\n  statement: It.\n"}

    reading = read_corpus(lay(tmp_path, SOUND | files))

    assert reading.problems == ()
    assert [claim.work for claim in reading.corpus.claims] == ["survey2025", "url:2021/a+b"]


@pytest.mark.skipif(os.name == "nt", reason="making links wants rights on Windows")
def test_links_out_of_the_folder_are_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.yaml").write_text("- claim: secret-1\n  statement: It is.\n")
    corpus = lay(tmp_path / "corpus", SOUND)
    (corpus / "claims" / "flynn2022.yaml").symlink_to(outside / "secret.yaml")
    (corpus / "links.yaml").symlink_to(corpus / "links.yaml")
    (corpus / "chains" / "L1.yaml").unlink()
    (corpus / "chains").rmdir()
    (corpus / "chains").symlink_to(outside)

    reading = read_corpus(corpus)

    assert [(problem.file, problem.code) for problem in reading.problems] == [
        ("chains", "link-outside"),
        ("claims/flynn2022.yaml", "link-outside"),
        ("links.yaml", "unreadable-file"),
    ]
    assert [claim.id for claim in reading.corpus.claims] == ["survey2025-1"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes here")
def test_what_is_no_file_is_not_opened(tmp_path: Path) -> None:
    lay(tmp_path, SOUND)
    os.mkfifo(tmp_path / "links.yaml")
    (tmp_path / "verdicts.yaml").mkdir()

    reading = read_corpus(tmp_path)

    assert [problem.code for problem in reading.problems] == ["not-a-file", "not-a-file"]


def test_ten_thousand_mistakes_are_not_all_listed(tmp_path: Path) -> None:
    reading = read(tmp_path, concepts_yaml="- concept: making\n" * 10_000)

    assert len(reading.problems) == MOST_PROBLEMS + 1
    assert reading.problems[-1].code == "more-problems"
    assert reading.is_refused


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(sorted(SOUND)), st.data())
def test_no_file_however_mangled_brings_the_reading_down(name: str, data: st.DataObject) -> None:
    text = SOUND[name].encode("utf-8")
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(text))] * 2), "cut"))
    put = data.draw(st.binary(max_size=20) | st.text(MARKS, max_size=20).map(str.encode), "put")
    with tempfile.TemporaryDirectory() as folder:
        corpus = lay(Path(folder), SOUND)
        (corpus / name).write_bytes(text[:start] + put + text[end:])

        reading = read_corpus(corpus)

    for problem in reading.problems:
        assert problem.line >= 1
        assert problem.message.endswith((".", "?"))
    if not reading.is_refused:
        with tempfile.TemporaryDirectory() as folder:
            again = read_corpus(lay(Path(folder), corpus_texts(reading.corpus)))
        assert again.corpus == reading.corpus
        assert not again.is_refused


def test_progress_is_told_file_by_file(tmp_path: Path) -> None:
    heard: list[tuple[int, int]] = []

    read_corpus(lay(tmp_path, SOUND), lambda done, total: heard.append((done, total)))

    assert heard == [(done, 5) for done in range(6)]


def test_an_address_to_be_withheld_is_left_out_and_told(tmp_path: Path) -> None:
    bib = SOUND["works.bib"].replace("{A Work}", "{A Work},\n  url = {https://example.org/tool}")
    extras = "- work: flynn2022\n  link_policy: withhold\n"

    reading = read_corpus(lay(tmp_path, SOUND | {"works.bib": bib, "works.yaml": extras}))

    (problem,) = reading.problems
    assert (problem.file, problem.line, problem.code) == ("works.yaml", 1, "withheld-address")
    assert not problem.is_refusal
    work = next(work for work in reading.corpus.works if work.key == "flynn2022")
    assert isinstance(work, Work)
    assert "example.org" not in repr(work)


def _chain_without_claims() -> str:
    return SOUND["chains/L1.yaml"].replace("  claims: [survey2025-1]\n", "")
