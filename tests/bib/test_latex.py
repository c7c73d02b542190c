from unicodedata import normalize

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bib.latex import latex_from_text, latex_to_unicode


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        ("Plain title", "Plain title"),
        ("", ""),
        (r"Gayt{\'a}n-Lugo", "Gaytán-Lugo"),
        (r"Gayt\'{a}n", "Gaytán"),
        (r"Gayt\'an", "Gaytán"),
        (r"\'{\i}\'\i{} {\'{\i}}", "íí í"),
        (r"\`a \^e \"u \~n \=o \.z", "à ê ü ñ ō ż"),
        (r"\u{g} \v{s} \H{o} \c{c} \k{a} \r{a} \d{s} \b{b} \t{oo}", "ğ š ő ç ą å ṣ ḇ o͡o"),
        (r"\c c \v s", "ç š"),
        (r"{\"{U}}bung", "Übung"),
        (r"\'{\^e}", "ế"),
        (r"Stra{\ss}e, Stra\ss e", "Straße, Straße"),
        (r"\o\O\l\L\ae\AE\oe\OE\aa\AA\dh\th", "øØłŁæÆœŒåÅðþ"),
        (r"{S{\o}ren} {\L}ukasz", "Søren Łukasz"),
        (r"pages 1--2, so---then", "pages 1–2, so—then"),
        ("``quoted'' text", "“quoted” text"),
        ("`Political' and `It's Torture': x", "‘Political’ and ‘It's Torture’: x"),
        ("Let's", "Let's"),
        (r"Smith~and~Sons \& Co., 5\% of \$3 \#1 a\_b", "Smith and Sons & Co., 5% of $3 #1 a_b"),
        (r"\textit{one} \emph{two} {\em three} \textbf{\textsc{four}}", "one two three four"),
        (r"{NCII} in {the {US}}", "NCII in the US"),
        (r"$p \le 0.05$ and $\alpha$-level", "p ≤ 0.05 and α-level"),
        ("costs $5 and $6", "costs $5 and $6"),
        (r"\url{https://example.org/a_b}", "https://example.org/a_b"),
        (r"\href{https://example.org}{the page}", "the page"),
        (r"\enquote{word}", "“word”"),
        (r"\unknown{kept} \unknown", r"\unknown kept \unknown"),
        (r"\{x\} \textbackslash{} \~{}", r"{x} \ ~"),
        ("two\n   lines", "two lines"),
        ("{unbalanced", "unbalanced"),
        ("\\", "\\"),
        (r"\'", "'"),
        ("tab\there \x07 bell", "tab here bell"),
    ],
)
def test_latex_becomes_readable_text(latex, text):
    assert latex_to_unicode(latex) == text


@given(st.text(alphabet="\\{}$~`'\"^=.-uvcHi aB\n", max_size=60))
def test_any_text_is_turned_without_failing(text):
    assert isinstance(latex_to_unicode(text), str)


@given(st.text(alphabet=st.characters(exclude_categories=("Cc", "Cs", "Zs", "Zl", "Zp"))))
@example("``so''and`so'---{x}\\foo~^_'tis")
def test_masked_text_is_the_same_text_again(text):
    text = normalize("NFC", text)

    assert latex_to_unicode(latex_from_text(text)) == text


def test_masked_text_has_no_brace_without_partner():
    masked = latex_from_text("a } b { c\n@article{x")

    assert masked.count("{") == masked.count("}")
    assert "\n@" not in masked


@pytest.mark.parametrize("piece", ["{", "\\'", "\\'{", "$", "\\foo ", "``", "\\u ", " "])
def test_long_ugly_text_takes_no_long_time(piece):
    assert latex_to_unicode(piece * 50_000) is not None
