from __future__ import annotations

import xml.etree.ElementTree as ET

from tracker.render.chain_svg import chains_svg, svg_element

SVG = "{http://www.w3.org/2000/svg}"


def read(text):
    return ET.fromstring(text)  # noqa: S314


def words(root):
    return " ".join(element.text or "" for element in root.iter(f"{SVG}text"))


def test_the_picture_is_told_in_words_too(chain):
    root = read(chains_svg([chain], content_note="Beware."))

    named = root.attrib["aria-labelledby"].split()
    ids = {element.attrib["id"]: element for element in root.iter() if "id" in element.attrib}
    assert "Labels do not help" in ids[named[0]].text
    assert "Beware." in ids[named[1]].text
    assert root.attrib["role"] == "img"


def test_every_step_state_and_work_stands_in_it(chain):
    shown = words(read(chains_svg([chain])))

    for node in chain.nodes:
        assert node.id in shown
    for told in ("✗ not supported: [8]", "▲ no citation", "[8] Flynn 2022: abstract read"):
        assert told in shown


def test_relations_differ_in_dashes_and_heads_not_in_colour_alone(chain):
    root = read(chains_svg([chain]))
    paths = {
        (path.find(f"{SVG}title").text or "").split()[1]: path
        for path in root.iter(f"{SVG}path")
        if path.find(f"{SVG}title") is not None
    }

    assert "stroke-dasharray" not in paths["supports"].attrib
    assert paths["contradicts"].attrib["marker-end"].startswith("url(#bar")
    assert paths["limits"].attrib["marker-end"].startswith("url(#ring")


def test_nothing_is_loaded_from_elsewhere(chain):
    text = chains_svg([chain])

    assert "http" not in text.replace("http://www.w3.org/2000/svg", "")
    assert "<script" not in text
    assert "<image" not in text


def test_hostile_texts_stay_texts(hostile_chain):
    root = read(chains_svg([hostile_chain], content_note="<script>&"))

    assert not list(root.iter(f"{SVG}b"))


def test_ids_of_two_pictures_in_one_page_stay_apart(chain):
    first = svg_element([chain], prefix="a-")
    second = svg_element([chain], prefix="b-")

    def ids(text):
        return {element.attrib["id"] for element in read(text).iter() if "id" in element.attrib}

    assert not ids(first) & ids(second)


def test_several_chains_stand_one_beneath_another(chain):
    one, two = read(chains_svg([chain])), read(chains_svg([chain, chain]))

    assert float(two.attrib["height"]) > 1.5 * float(one.attrib["height"])


def test_no_chain_is_an_empty_picture():
    assert read(chains_svg([])).tag == f"{SVG}svg"
