"""What the commands and environments of LaTeX mean to a reader of the text: literal tables."""

from __future__ import annotations

SECTIONS = {
    "part": 0, "chapter": 1, "section": 2, "subsection": 3, "subsubsection": 4, "paragraph": 5,
    "subparagraph": 6,
}  # fmt: skip

# LaTeX, natbib, biblatex and what papers make of them; the names of authors are said as well where
# the command prints them.
CITATIONS = {
    "cite", "citep", "citealp", "citealt", "parencite", "parencites", "autocite", "autocites",
    "footcite", "footcites", "footcitetext", "smartcite", "supercite", "cites", "citenum",
    "citeyear", "citeyearpar", "citeurl", "citetitle", "fullcite", "footfullcite", "shortcite",
    "citeA", "onlinecite", "shortciteA", "fullciteA", "citedate", "notecite", "pnotecite",
    "possessivecite", "citealpt", "Parencite", "Autocite", "Smartcite", "Footcite", "Cite",
    "Citep", "Citealp", "Citealt", "upcite", "citepalias", "Citepalias", "citetalias", "Citetalias",
}  # fmt: skip
TEXTUAL_CITATIONS = {
    "citet", "Citet", "textcite", "Textcite", "textcites", "citeauthor", "Citeauthor",
    "newcite", "citeasnoun", "shortciteN", "citeN", "citeauthoryear",
}  # fmt: skip
MULTIPLE_CITATIONS = {"cites", "parencites", "autocites", "footcites", "textcites", "smartcites"}

# How many arguments in braces are no text.
DROPPED = {
    "label": 1, "vspace": 1, "hspace": 1, "includegraphics": 1, "bibliographystyle": 1,
    "usepackage": 1, "documentclass": 1, "pagestyle": 1, "thispagestyle": 1, "setlength": 2,
    "addtolength": 2, "setcounter": 2, "addtocounter": 2, "color": 1, "textcolor": 1,
    "colorbox": 1, "definecolor": 3, "hypersetup": 1, "geometry": 1, "index": 1, "phantom": 1,
    "hphantom": 1, "vphantom": 1, "rule": 2, "newtheorem": 2, "fontsize": 2, "resizebox": 2,
    "scalebox": 1, "parbox": 1, "raisebox": 1, "multicolumn": 2, "multirow": 2, "cmidrule": 1,
    "cline": 1, "nocite": 1, "title": 1, "author": 1, "subtitle": 1, "date": 1,
    "affiliation": 1, "email": 1, "orcid": 1, "institute": 1, "thanks": 1, "address": 1,
    "affil": 1, "ccsdesc": 1, "setcopyright": 1, "acmDOI": 1, "acmConference": 3, "acmYear": 1,
    "acmISBN": 1, "acmPrice": 1, "acmBooktitle": 1, "acmJournal": 1, "acmVolume": 1,
    "renewcommand": 2, "newcommand": 2, "providecommand": 2, "captionsetup": 1,
    "graphicspath": 1, "addbibresource": 1, "newlength": 1, "newcounter": 1, "linespread": 1,
    "hyphenation": 1, "markboth": 2, "markright": 1, "addcontentsline": 3, "pdfbookmark": 2,
    "bookmark": 1, "theoremstyle": 1, "numberwithin": 2, "selectlanguage": 1,
    "foreignlanguage": 1, "inst": 1, "authorrunning": 1, "titlerunning": 1, "shortauthors": 1,
    "input": 1, "include": 1, "bibinfo": 1, "providecolor": 3, "lstset": 1, "tikzset": 1,
    "usetikzlibrary": 1, "todo": 1, "columnwidth": 0, "hypertarget": 1, "hyperlink": 1,
    "stepcounter": 1, "refstepcounter": 1, "IEEEoverridecommandlockouts": 0, "defcitealias": 2,
    "tikz": 1,
}  # fmt: skip
# Followed by a number or a measure without braces, as BibTeX styles write them.
MEASURED = {"penalty", "hskip", "vskip", "kern", "hglue", "vglue", "mskip", "mkern"}
REFERENCES = {"ref", "eqref", "autoref", "cref", "Cref", "pageref", "nameref", "vref", "labelcref"}
REFERENCE_WORDS = {
    "figure": "Figure", "table": "Table", "section": "Section", "equation": "Equation",
}  # fmt: skip

FORMULAS = {
    "equation", "align", "gather", "multline", "eqnarray", "displaymath", "alignat", "flalign",
    "math", "dmath",
}  # fmt: skip
VERBATIM = {"verbatim", "lstlisting", "minted", "Verbatim", "alltt"}
QUOTATIONS = {"quote", "quotation", "displayquote", "displaycquote", "verse"}
TABLES = {"tabular": 1, "tabularx": 2, "tabulary": 2, "longtable": 1, "supertabular": 1, "tblr": 1}
NO_TEXT = {
    "tikzpicture", "CCSXML", "filecontents", "picture", "pgfpicture", "comment", "axis",
    "pspicture", "forest", "dot2tex",
}  # fmt: skip
FLOATS = {
    "figure": "Figure", "wrapfigure": "Figure", "subfigure": "Figure", "SCfigure": "Figure",
    "table": "Table", "wraptable": "Table", "longtable": "Table", "algorithm": "Algorithm",
    "listing": "Listing", "sidewaysfigure": "Figure", "sidewaystable": "Table",
}  # fmt: skip
# Arguments that follow the opening of an environment and are no text.
ENVIRONMENT_ARGUMENTS = {
    "minipage": 1, "wrapfigure": 2, "wraptable": 2, "thebibliography": 1, "multicols": 1,
    "subfigure": 1, "adjustbox": 1, "list": 2, "tabbing": 0, "spacing": 1, "otherlanguage": 1,
    "displaycquote": 1, "alignat": 1, "minted": 1, "textblock": 1, "restatable": 2,
}  # fmt: skip
