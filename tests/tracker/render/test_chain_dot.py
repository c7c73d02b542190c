from __future__ import annotations

import shutil
import subprocess

import pytest

from tracker.render.chain_dot import chains_dot

needs_graphviz = pytest.mark.skipif(not shutil.which("dot"), reason="Graphviz is not installed")


def drawn(text):
    return subprocess.run(["dot", "-Tsvg"], input=text.encode(), capture_output=True, check=False)


def test_steps_links_and_legs_are_in_the_graph(chain):
    text = chains_dot([chain], content_note="Beware.")

    assert '"L1.P1" -> "L1.C"' in text
    assert 'label="Leg A: Nothing is hidden"' in text
    assert 'label="contradicts"' in text
    assert "arrowhead=tee" in text
    assert "✗ not supported: [8]" in text
    assert "// Beware." in text


@needs_graphviz
def test_graphviz_reads_it(chain):
    done = drawn(chains_dot([chain]))

    assert (done.returncode, done.stderr) == (0, b"")


@needs_graphviz
def test_graphviz_reads_hostile_texts(hostile_chain):
    done = drawn(chains_dot([hostile_chain], content_note="*/ \n }"))

    assert done.returncode == 0
    assert b"syntax error" not in done.stderr


def test_no_chain_is_an_empty_graph():
    assert chains_dot([]).startswith("digraph evidence {")
