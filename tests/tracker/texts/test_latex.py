from __future__ import annotations

from pathlib import Path

import pytest

from evidence.texts import MarkKind, PartKind, Text
from tracker.texts.latex import read_latex
from tracker.texts.limits import LIMITS


@pytest.fixture
def read(tmp_path: Path):
    folder = tmp_path / "paper"
    folder.mkdir()

    def reading(body: str, preamble: str = "", **files: str) -> Text:
        for name, text in files.items():
            (folder / name.replace("__", ".")).write_text(text)
        main = folder / "main.tex"
        main.write_text(
            f"\\documentclass{{article}}\n{preamble}\\begin{{document}}\n{body}\n\\end{{document}}"
        )
        return read_latex(main, limits=LIMITS)

    return reading


def parts(text: Text) -> list[tuple[PartKind, str]]:
    return [(part.kind, text.content[part.start : part.end]) for part in text.parts]


def citations(text: Text) -> list[tuple[str, tuple[str, ...]]]:
    return [
        (text.content[mark.start : mark.end], mark.targets)
        for mark in text.marks
        if mark.kind is MarkKind.CITATION
    ]


@pytest.mark.parametrize(
    ("call", "shown", "keys"),
    [
        (r"\cite{a}", "[a]", ("a",)),
        (r"\cite{a, b ,c}", "[a, b, c]", ("a", "b", "c")),
        (r"\cite[p.~5]{a}", "[a, p. 5]", ("a",)),
        (r"\citep[see][p. 5]{a,b}", "[see a, b, p. 5]", ("a", "b")),
        (r"\citep[see][]{a}", "[see a]", ("a",)),
        (r"\citet*{a}", "[a]", ("a",)),
        (r"\parencite{a}", "[a]", ("a",)),
        (r"\autocites[see][1]{a}[2]{b}", "[see a, 1; b, 2]", ("a", "b")),
        (r"\textcites(cf.)(end){a}{b}", "[a; b]", ("a", "b")),
        (r"\footcite{a}", "[a]", ("a",)),
        (r"\citeauthor{a}", "[a]", ("a",)),
        (r"\citeyear{a}", "[a]", ("a",)),
        (r"\defcitealias{a}{Ode I}\citetalias{a}", "[a]", ("a",)),
        ("\\cite{a,%\n  b}", "[a, b]", ("a", "b")),
    ],
)
def test_every_way_to_cite_marks_its_keys(read, call, shown, keys):
    text = read(f"Lamps {call} glow.")

    assert citations(text) == [(shown, keys)]
    assert text.content.replace(shown, "[]") == "Lamps [] glow."


def test_a_citation_in_the_sentence_says_the_names(read):
    bib = "@book{a, author={Ode, Una and Ito, R.}, title={Rooms}, year=2019}"
    text = read(r"As \citet{a} say.\bibliography{refs}", refs__bib=bib)

    assert text.sources == ("refs.bib",)
    assert text.content.startswith("As Ode and Ito [a] say.")
    assert parts(text)[-1] == (PartKind.REFERENCE, "Una Ode, R. Ito. 2019. Rooms.")


def test_keys_without_a_reference_are_told(read):
    text = read(r"Lamps \cite{a,zz}.\bibliography{refs}", refs__bib="@book{a, title={Rooms}}")

    assert [problem.message for problem in text.problems] == [
        "There is no reference in a .bib or .bbl file for “zz”."
    ]


def test_what_biblatex_writes_gives_fields(read):
    bbl = r"""\entry{a}{article}{}
      \name{author}{2}{}{{{hash=1}{family={Ode}, familyi={O\bibinitperiod}, given={Una}}}%
        {{hash=2}{family={Lamp Society}}}}
      \field{title}{Rooms}\field{journaltitle}{J. Rooms}\field{year}{2019}
      \field{pages}{1\bibrangedash 9}
      \verb{doi}
      \verb 10.5555/rooms
      \endverb
    \endentry"""
    text = read(r"Lamps \cite{a}. \printbibliography", main__bbl=bbl)

    assert dict(text.parts[-1].fields) == {
        "entrytype": "article", "author": "Ode, Una and {Lamp Society}", "title": "Rooms",
        "journal": "J. Rooms", "year": "2019", "pages": "1–9", "doi": "10.5555/rooms",
    }  # fmt: skip


def test_labels_of_natbib_are_no_words_of_the_reference(read):
    text = read(
        r"""\begin{thebibliography}{9}\bibitem[{Ode et~al.(2019)Ode, Ito}]{a} Ode. \newblock Rooms.
        \bibitem[7]{b} Ito. Lamps.\end{thebibliography}"""
    )

    assert [(p.id, p.number) for p in text.parts if p.kind is PartKind.REFERENCE] == [
        ("a", ""), ("b", "7"),
    ]  # fmt: skip
    assert text.content == "References\n\nOde. Rooms.\n\nIto. Lamps."


def test_formulas_stay_readable(read):
    text = read(r"Of $n=28{,}000$ about $\frac{1}{2}$ or $10^{-3}$, $x_i \leq 5\%$, \(a\times b\).")

    assert text.content == "Of n = 28,000 about 1/2 or 10^-3, x_i ≤ 5%, a × b."


def test_accents_signs_and_quotes_are_what_a_reader_sees(read):
    text = read(r"""Na\"{\i}ve \'Etudes \v{C}apek \ss{} \& 50\% --- ``it's'' 1--2 \TeX\ \ldots""")

    assert text.content == "Naïve Études Čapek ß & 50% — “it’s” 1–2 TeX …"


def test_numbers_of_sections_figures_and_labels_are_those_that_latex_prints(read):
    text = read(
        r"""\section{One}\subsection{Two}\label{two}\section*{Three}\section[Short]{Four}
        See \ref{two}, \autoref{fig} and~\eqref{nil}.
        \begin{figure}\caption[x]{A \emph{lamp}.}\label{fig}\end{figure}
        \appendix\section{Five}"""
    )

    assert [(part.number, part.level) for part in text.parts if part.level] == [
        ("1", 1), ("1.1", 2), ("", 1), ("2", 1), ("A", 1),
    ]  # fmt: skip
    assert "See 1.1, Figure 1 and (??)." in text.content
    assert (PartKind.CAPTION, "Figure 1: A lamp.") in parts(text)


def test_macros_of_the_paper_are_expanded(read):
    text = read(
        r"\tool{} has \num[3]{big} \etal\ and \be x=1 \ee and \R.",
        r"\newcommand{\tool}{Lamp\xspace}\newcommand{\num}[2][1]{#1 #2}\def\etal{et al.}"
        r"\newcommand{\be}{\begin{equation}}\newcommand{\ee}{\end{equation}}"
        "\\DeclareMathOperator{\\R}{Real}\n",
    )

    assert text.content == "Lamp has 3 big et al. and\n\nx = 1\n\nand Real."


def test_comments_are_left_out_and_signs_that_are_none_are_kept(read):
    text = read("One % two } \\cite{x}\nthree 5\\% \\url{https://a.org/b%20c} \\verb|%| x\n%five\n")

    assert text.content == "One three 5% https://a.org/b%20c % x"
    assert citations(text) == []


def test_tables_quotations_lists_and_code_are_parts(read):
    text = read(
        r"""\begin{quote}Lamps.\end{quote}\begin{itemize}\item One\item Two\end{itemize}
        \begin{table}\begin{tabular}{l|r}\toprule Room & 3 \\ \midrule \multicolumn{2}{c}{All} \\
        \end{tabular}\end{table}\begin{verbatim}a % b\end{verbatim}
        \begin{tikzpicture}\draw (0,0);\end{tikzpicture}"""
    )

    assert parts(text) == [
        (PartKind.QUOTATION, "Lamps."), (PartKind.PARAGRAPH, "One"), (PartKind.PARAGRAPH, "Two"),
        (PartKind.TABLE, "Room\t3\nAll"), (PartKind.FORMULA, "a % b"),
    ]  # fmt: skip


def test_signs_of_comparison_are_shown_as_signs(read):
    text = read(r"Of $n\lesssim 5$, $a \ll b$, $x\gg y$, $y \gtrsim 3$ and $p\leqslant 0.05$.")

    assert text.content == "Of n ≲ 5, a ≪ b, x ≫ y, y ≳ 3 and p ≤ 0.05."


@pytest.mark.parametrize(
    "name", ["/etc/passwd", "../secret", "../../secret.tex", "sub/../../secret", "link"]
)
def test_a_file_outside_the_folder_is_not_opened(read, tmp_path, name):
    (tmp_path / "secret.tex").write_text("SECRET")
    (tmp_path / "paper" / "link.tex").symlink_to(tmp_path / "secret.tex")

    text = read(f"One.\n\\input{{{name}}} Two.")

    assert text.content == "One. Two."
    (problem,) = text.problems
    assert (problem.code, problem.line) == ("input-outside", 4)
    assert problem.message.endswith("was not opened.")


def test_a_bibliography_outside_the_folder_is_not_opened(read, tmp_path):
    (tmp_path / "refs.bib").write_text("@book{a, title={SECRET}}")

    text = read(r"Lamps \cite{a}.\bibliography{../refs}")

    assert "SECRET" not in text.content
    assert "input-outside" in {problem.code for problem in text.problems}


def test_files_that_take_in_one_another_are_told_with_their_line(read):
    text = read("One. \\input{a}", a__tex="Two.\n\\input{b}", b__tex="Three.\n\n\\input{a.tex}")

    assert text.content == "One. Two. Three."
    assert text.sources == ("a.tex", "b.tex")
    (problem,) = text.problems
    assert (problem.code, problem.line) == ("input-loop", 3)
    assert problem.message == "“a.tex” takes itself in; that was not followed (b.tex)."


def test_files_that_are_taken_in_again_and_again_are_bounded(read):
    files = {f"f{n}__tex": f"x\\input{{f{n + 1}}}\\input{{f{n + 1}}}" for n in range(18)}
    text = read("One. \\input{f0}", **files, f18__tex="end")

    assert "too-many-inputs" in {problem.code for problem in text.problems}


DOUBLING = r"\newcommand{\a}{\b\b}" + "".join(
    rf"\newcommand{{\{x}}}{{\{y}\{y}}}" for x, y in zip("bcdefghijklm", "cdefghijklmn", strict=True)
)


@pytest.mark.parametrize(
    "macros",
    [
        r"\newcommand{\a}{\a}",
        r"\newcommand{\a}{x\a\a}",
        r"\def\a{\b}\def\b{\a}",
        DOUBLING + r"\newcommand{\n}{" + "n" * 5_000 + "}",
    ],
)
def test_macros_that_grow_without_end_are_stopped_and_told(read, macros):
    text = read(r"One. \a{} Two.", macros + "\n")

    assert text.content.startswith("One.")
    assert [problem.code for problem in text.problems] == ["macro-loop"]


@pytest.mark.parametrize(
    "body",
    ["{" * 100_000, "}" * 8_000, "\\footnote{" * 8_000, "\\begin{quote}" * 4_000,
     "\\cite{" * 8_000, "$" * 8_001, "\\(" * 8_000, "\\emph{\\textbf{" * 4_000,
     "\\begin{tabular}{l}" * 8_000, "\\section{" * 4_000, "{" * 4_000 + "\\end{x}" * 4_000],
)  # fmt: skip
def test_what_is_nested_or_left_open_without_end_is_read_in_time(read, body):
    text = read(f"One.\n\n{body} Two.")

    assert text.content.startswith("One.")


def test_a_formula_never_closed_is_told_and_the_rest_is_kept(read):
    text = read("One $x = 1.\n\nTwo. \\begin{equation} y")

    assert "Two." in text.content
    assert {problem.code for problem in text.problems} == {"unclosed-math"}


def test_a_file_in_another_encoding_is_read(tmp_path):
    main = tmp_path / "main.tex"
    main.write_bytes(
        "\\documentclass{article}\\usepackage[latin1]{inputenc}\\begin{document}Für\\end{document}"
        .encode("latin-1")
    )  # fmt: skip

    assert read_latex(main, limits=LIMITS).content == "Für"


@pytest.mark.parametrize("words", ["النوم قصير في المدن", "睡眠很短。"])
def test_other_scripts_are_kept_as_they_are(read, words):
    assert read(words).content == words


def test_measures_and_penalties_of_a_printed_list_are_no_words_of_it(read):
    bbl = (
        r"\begin{thebibliography}{1}\bibitem[Ode et~al.(2019)Ode, Poe, and Roe]{ode}"
        r"Una Ode. \newblock Lamps, \hskip 1em plus 0.5em minus 0.4em\relax Light, "
        r"9:\penalty0 33--47."
        r"\end{thebibliography}"
    )

    text = read(r"As \citet{ode} say.\kern 2pt\bibliography{none}", main__bbl=bbl)

    assert text.content.startswith("As Ode et al. [ode] say.")
    assert words_of_list(text) == ["Una Ode. Lamps, Light, 9:33–47."]


def words_of_list(text: Text) -> list[str]:
    return [words for kind, words in parts(text) if kind is PartKind.REFERENCE]
