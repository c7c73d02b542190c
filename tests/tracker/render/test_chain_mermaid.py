from __future__ import annotations

import re

from tracker.render.chain_mermaid import chains_mermaid


def test_steps_links_and_legs_are_in_the_flowchart(chain):
    text = chains_mermaid([chain], content_note="Beware.")

    assert text.startswith("%% Beware.\nflowchart BT\n")
    assert 'subgraph g0_0 ["Leg A: Nothing is hidden"]' in text
    assert "n0_3 --> n0_0" in text
    assert "--x|contradicts|" in text
    assert "--o|limits|" in text
    assert "✗ not supported: #91;8#93;" in text


def test_what_could_break_a_label_is_written_as_a_code(hostile_chain):
    text = chains_mermaid([hostile_chain], content_note="%%{init: {}}%%\nclick")

    labels = re.findall(r'"([^"]*)"', text)
    assert "#34;quoted#34;" in labels[-1]
    bare = [re.sub(r"#\d+;|<br>", "", label) for label in labels]
    assert not re.search(r"[<>{}|`\[\]#;&]", "".join(bare))
    assert text.count("%%") == 1


def test_every_subgraph_is_closed(chain):
    lines = [line.strip() for line in chains_mermaid([chain, chain]).splitlines()]

    opened = sum(line.startswith("subgraph ") for line in lines)
    assert opened == lines.count("end") == 6
