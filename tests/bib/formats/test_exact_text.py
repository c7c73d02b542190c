"""Text through LaTeX and back."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bib.formats.exact_text import text_from_latex
from bib.latex import latex_from_text


@given(st.text(alphabet=st.sampled_from("ab @\\{}~^&%$#_`'-\n\té<>/"), max_size=40))
def test_any_text_comes_back_as_it_was(text: str):
    assert text_from_latex(latex_from_text(text)) == text


def test_other_latex_becomes_what_it_looks_like_line_by_line():
    assert text_from_latex("{G}ayt{\\'a}n \\&\n\\emph{x}") == "Gaytán &\nx"
