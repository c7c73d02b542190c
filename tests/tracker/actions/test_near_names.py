from __future__ import annotations

import pytest

from tracker.actions.near_names import near_names

KEYS = ("flynn2022deepfakes", "flynn2022deepfakes-1", "kugler2021deepfake", "L1", "stage/creation")


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("flynn", ("flynn2022deepfakes", "flynn2022deepfakes-1")),
        ("KUGLER", ("kugler2021deepfake",)),
        ("creation", ("stage/creation",)),
        ("kugler2012deepfake", ("kugler2021deepfake",)),
        ("zzz", ()),
        ("", ()),
    ],
)
def test_names_that_begin_with_it_or_hold_it_come_before_look_alikes(name, near):
    assert near_names(name, KEYS)[: len(near)] == near
    assert bool(near_names(name, KEYS)) is bool(near)
