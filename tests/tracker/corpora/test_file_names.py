"""A key has one file name, safe everywhere, and comes back from it."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from tracker.corpora.file_names import file_name, key_of


@given(st.text(min_size=1))
def test_any_key_comes_back_from_its_file_name(key: str) -> None:
    name = file_name(key)

    assert key_of(name) == key
    assert re.fullmatch(r"[A-Za-z0-9%_-][A-Za-z0-9._%-]*\.yaml", name)


def test_no_key_leads_out_of_the_folder() -> None:
    assert file_name("../../etc/passwd") == "%2E.%2F..%2Fetc%2Fpasswd.yaml"
    assert file_name("..") == "%2E..yaml"
