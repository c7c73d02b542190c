from __future__ import annotations

import json
import sqlite3
from collections import Counter
from contextlib import closing

import pytest

from bib.entries import work_from_fields
from bib.works import Citekey
from evidence.checks import CHECKS
from tests.builders import a_limitation, a_sound_corpus


def test_a_sound_library_has_no_findings(evtrack, library_of):
    done = evtrack("--library", library_of(a_sound_corpus()), "check")

    assert done.status == 0
    assert "nothing found" in " ".join(done.out.split())


def test_the_shipped_corpus_has_true_findings_and_no_unsound_record(evtrack, shipped):
    done = evtrack("--library", shipped, "check", "--json")

    assert done.status == 1
    found = Counter(finding["check"] for finding in done.json["findings"])
    for check in ("disputed-figure", "uncited-node", "single-source-node", "claim-not-supported"):
        assert found[check]
    assert {finding["severity"] for finding in done.json["findings"]} <= {"warning", "note"}
    assert set(done.json["checked"]) == {check.NAME for check in CHECKS}


def test_only_the_checks_named_are_run(evtrack, shipped):
    done = evtrack("--library", shipped, "check", "uncited-node", "--json")

    assert list(done.json["checked"]) == ["uncited-node"]
    assert {finding["check"] for finding in done.json["findings"]} == {"uncited-node"}


def test_an_unknown_check_is_misuse_and_a_near_one_is_offered(evtrack, shipped):
    done = evtrack("--library", shipped, "check", "uncited-nodes")

    assert done.status == 2
    assert "uncited-node" in done.err


def test_a_finding_waived_is_set_aside_and_shown_when_asked_for(evtrack, library_of):
    root = library_of(a_sound_corpus(limitations=(a_limitation("L1"), a_limitation("L2"))))
    assert evtrack("--library", root, "check").status == 1

    evtrack("--library", root, "waive", "empty-limitation", "L2", "--why", "It is to come.")

    done = evtrack("--library", root, "check", "--all")
    assert done.status == 0
    assert "It is to come." in done.out


def test_findings_can_be_had_as_sarif_and_as_workflow_commands(evtrack, shipped):
    sarif = evtrack("--library", shipped, "check", "--format", "sarif")
    github = evtrack("--library", shipped, "check", "--format", "github")

    assert (sarif.status, github.status) == (1, 1)
    results = sarif.json["runs"][0]["results"]
    places = {
        each["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for each in results
    }
    assert {"chains/L1.yaml", "claims/ding2025.yaml", "verdicts.yaml"} <= places
    assert len(github.out.splitlines()) == len(results)
    assert github.out.startswith("::warning file=")


def test_checks_are_listed_and_explained_without_a_library(evtrack):
    listed = evtrack("check", "--list")
    explained = evtrack("check", "--explain", "uncited-node")

    assert (listed.status, explained.status) == (0, 0)
    for check in CHECKS:
        assert check.NAME in listed.out
    assert "Find a source" in explained.out


def test_a_log_that_was_changed_is_found(evtrack, library_of):

    root = library_of(a_sound_corpus())
    with closing(sqlite3.connect(root / "library.db")) as database:
        for deed in ("update", "delete"):
            database.execute(f"DROP TRIGGER IF EXISTS log_keeps_{deed}")
        database.execute("UPDATE log SET who = 'somebody else'")
        database.commit()

    done = evtrack("--library", root, "check", "log", "--json")

    assert done.status == 1
    assert done.json["findings"][0]["severity"] == "error"


def a_library_with_a_tracked_address(library_of):
    fields = {"title": "A Work", "url": "https://a.org/b?utm_source=x"}
    work = work_from_fields(Citekey("roe2021"), "misc", fields)
    return library_of(a_sound_corpus(bibliography=(*a_sound_corpus().works, work)))


def test_what_can_be_mended_is_shown_first_and_then_mended(evtrack, library_of):
    root = a_library_with_a_tracked_address(library_of)

    shown = evtrack("--library", root, "check", "--fix")
    again = evtrack("--library", root, "check")
    done = evtrack("--library", root, "check", "--fix", "--yes", "--json")

    assert (shown.status, again.status, done.status) == (1, 1, 0)
    assert "Would mend 1 field" in shown.out
    assert done.json["applied"] is True
    assert done.json["fixes"][0]["after"] == "https://a.org/b"
    assert evtrack("--library", root, "check").status == 0


def test_yes_without_fix_is_misuse(evtrack, shipped):
    assert evtrack("--library", shipped, "check", "--yes").status == 2


def test_with_a_baseline_old_debt_stands(evtrack, shipped, tmp_path):
    baseline = tmp_path / "baseline.json"
    written = evtrack("--library", shipped, "check", "--write-baseline", baseline)

    found = evtrack("--library", shipped, "check", "--baseline", baseline)
    as_sarif = evtrack(
        "--library", shipped, "check", "--baseline", baseline, "--format", "sarif"
    ).json["runs"][0]["results"]

    assert (written.status, found.status) == (0, 0)
    assert "known from the baseline" in " ".join(found.out.split())
    assert {result.get("baselineState") for result in as_sarif} == {"unchanged"}


def test_with_a_baseline_a_new_fault_fails(evtrack, shipped, tmp_path):
    baseline = tmp_path / "baseline.json"
    every = evtrack("--library", shipped, "check", "--json").json
    left_out = every["findings"].pop()
    baseline.write_text(json.dumps(every))

    found = evtrack("--library", shipped, "check", "--baseline", baseline, "--json")

    assert found.status == 1
    assert found.json["findings"] == [left_out]
    assert len(found.json["known"]) == len(every["findings"])


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"findings": [1]}', "[" * 10_000, "\x00"])
def test_a_file_that_is_no_baseline_is_refused_with_the_way_out(evtrack, shipped, tmp_path, text):
    baseline = tmp_path / "baseline.json"
    baseline.write_text(text)

    refused = evtrack("--library", shipped, "check", "--baseline", baseline)

    assert refused.status == 3
    assert "--write-baseline" in refused.err


def test_a_claim_changed_under_a_verdict_makes_it_stale_and_shows_both_wordings(evtrack, shipped):
    changed = ("claim", "edit", "4.1-1-2b", "--why", "so")
    evtrack("--library", shipped, *changed, "--note", "Of no matter.")
    before = evtrack("--library", shipped, "check", "stale-verdict")

    evtrack("--library", shipped, *changed, "--modality", "perhaps")
    after = evtrack("--library", shipped, "check", "stale-verdict", "--json")

    assert before.status == 0
    assert after.status == 1
    found = after.json["findings"]
    assert {each["subject"].partition(" × ")[0] for each in found} == {"ding2025-4.1-1-2b"}
    assert all("with “hedge: perhaps”" in each["message"] for each in found)
    assert {each["file"] for each in found} == {"verdicts.yaml"}


def test_figures_that_cannot_be_are_found_in_a_library_as_in_its_corpus(evtrack, shipped):
    checks = ("conflicting-figures", "units-differ", "arithmetic-differs", "impossible-period")

    done = evtrack("--library", shipped, "check", *checks, "--json")

    assert {finding["check"] for finding in done.json["findings"]} == set(checks)
    assert done.json["checked"]["arithmetic-differs"] == 5
