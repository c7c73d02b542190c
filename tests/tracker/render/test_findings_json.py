from __future__ import annotations

from datetime import date

from evidence.checking import run
from evidence.checks import CHECKS
from evidence.findings import Waiver
from evidence.holdings import Holdings, LogState
from tests.builders import a_limitation, a_sound_corpus
from tracker.render.findings_json import report_object, sarif, workflow_commands

FILES = {"L2": "chains/L2.yaml", "L3": "chains/L3.yaml"}


def report(*waivers):
    limitations = tuple(a_limitation(name) for name in ("L1", "L2", "L3"))
    corpus = a_sound_corpus(limitations=limitations, waivers=waivers)
    return run(CHECKS, Holdings.of(corpus, log=LogState(entries=1)), today=date(2026, 11, 23))


WAIVER = Waiver(check="empty-limitation", subject="L3", why="To come.", by="ana")


def test_the_report_has_every_key_scripts_rely_on():
    shape = report_object(report(WAIVER), FILES)

    (finding,) = shape["findings"]
    assert {"check", "severity", "subject", "message", "where"} <= set(finding)
    assert finding["file"] == "chains/L2.yaml"
    assert shape["checked"]["empty-limitation"] == 3
    assert [(each["check"], each["count"]) for each in shape["skipped"]] == [("stale-verdict", 4)]
    assert shape["waived"][0]["waiver"]["why"] == "To come."


def test_sarif_names_rules_results_places_and_what_was_suppressed():
    shape = sarif(report(WAIVER), CHECKS, FILES, version="1.2")

    (done,) = shape["runs"]
    assert (shape["version"], done["tool"]["driver"]["version"]) == ("2.1.0", "1.2")
    found, waived = done["results"]
    rules = done["tool"]["driver"]["rules"]
    assert rules[found["ruleIndex"]]["id"] == found["ruleId"] == "empty-limitation"
    assert found["level"] == "error"
    place = found["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert place == "chains/L2.yaml"
    assert "suppressions" not in found
    assert waived["suppressions"] == [{"kind": "external", "justification": "To come."}]
    assert found["partialFingerprints"] != waived["partialFingerprints"]


def test_workflow_commands_escape_what_would_break_them():
    files = {"L2": "chains/a:b,c%.yaml"}

    lines = workflow_commands(report(WAIVER), files).splitlines()

    (line,) = lines
    assert line.startswith("::error file=chains/a%3Ab%2Cc%25.yaml,title=empty-limitation L2::")
    assert line.endswith("::It has no chain: not one step.")
