"""One small invented paper in every format that has structure, each written by hand."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

TITLE = "Light and Sleep in Small Rooms"
HEADINGS = (("Abstract", 1), ("Introduction", 1), ("Methods", 1), ("Rooms", 2), ("References", 1))
PARAGRAPHS = (
    "We ask how light changes sleep.",
    "Sleep is short in cities. Light shortens it, says Ode.",
    "It grew by 28,000 hours, or 4.5%.",
    "We measured 12 rooms.",
    "The rooms were “small”.",
)
CAPTION = "Hours of sleep by room."
NOTE = "Some rooms were dark."
# Which reference each call points to, in the order of the text.
CALLS = (0, 1, 2, 0)
REFERENCES = (
    ("Ode", "Rooms without windows", "2019"),
    ("Rowan", "Cities at night", "2020"),
    ("Ito", "Lamps", "2021"),
)

_JATS = f"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE article PUBLIC "-//NLM//DTD JATS (Z39.96) Journal Archiving DTD v1.2//EN" "JATS.dtd">
<article xmlns:xlink="http://www.w3.org/1999/xlink" article-type="research-article">
<front><article-meta><title-group><article-title>{TITLE}</article-title></title-group>
<abstract><p>We ask how light changes sleep.</p></abstract></article-meta></front>
<body><sec id="s1"><label>1.</label><title>Introduction</title>
<p>Sleep is short in cities [<xref ref-type="bibr" rid="r1">1</xref>,
<xref ref-type="bibr" rid="r2">2</xref>].<xref ref-type="fn" rid="fn1"><sup>1</sup></xref> Light
shortens it, says Ode<xref ref-type="bibr" rid="r3"><sup>3</sup></xref>.</p>
<p>It grew by 28,000 hours, or 4.5%.</p></sec>
<sec id="s2"><label>2.</label><title>Methods</title>
<p>We measured <italic>12</italic> rooms [<xref ref-type="bibr" rid="r1">1</xref>].</p>
<fig id="f1"><label>Figure 1</label><caption><p>{CAPTION}</p></caption></fig>
<sec id="s21"><label>2.1</label><title>Rooms</title><p>The rooms were &#8220;small&#8221;.</p></sec>
</sec></body>
<back><fn-group><fn id="fn1"><label>1</label><p>{NOTE}</p></fn></fn-group>
<ref-list><title>References</title>
<ref id="r1"><label>1</label><element-citation publication-type="journal"><person-group
person-group-type="author"><name><surname>Ode</surname><given-names>Una</given-names></name>
</person-group><article-title>Rooms without windows</article-title><source>J. Rooms</source>
<year>2019</year><volume>3</volume><fpage>1</fpage><lpage>9</lpage>
<pub-id pub-id-type="doi">10.5555/rooms</pub-id></element-citation></ref>
<ref id="r2"><label>2</label><mixed-citation publication-type="book"><string-name>
<surname>Rowan</surname>, <given-names>K.</given-names></string-name> (<year>2020</year>).
<source>Cities at night</source>. <publisher-name>Night Press</publisher-name>.</mixed-citation>
</ref>
<ref id="r3"><label>3</label><mixed-citation>Ito, R. Lamps. 2021.</mixed-citation></ref>
</ref-list></back></article>
"""

TEI = f"""<?xml version="1.0" encoding="UTF-8"?>
<TEI xml:space="preserve" xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt>
<title level="a" type="main">{TITLE}</title></titleStmt></fileDesc><profileDesc>
<abstract><div><p>We ask how light changes sleep.</p></div></abstract></profileDesc></teiHeader>
<text><body>
<div><head n="1">Introduction</head><p>Sleep is short in cities <ref type="bibr"
target="#b0">[1,</ref> <ref type="bibr" target="#b1">2]</ref>.<ref type="foot"
target="#foot_0">1</ref> Light shortens it, says Ode <ref type="bibr" target="#b2">[3]</ref>.</p>
<p>It grew by 28,000 hours, or 4.5%.</p></div>
<div><head n="2">Methods</head><p>We measured 12 rooms <ref type="bibr" target="#b0">[1]</ref>.</p>
<figure xml:id="fig_0"><head>Figure 1:</head><figDesc>{CAPTION}</figDesc></figure></div>
<div><head n="2.1">Rooms</head><p>The rooms were “small”.</p></div>
<note place="foot" n="1" xml:id="foot_0">{NOTE}</note></body>
<back><div type="references"><listBibl>
<biblStruct xml:id="b0"><analytic><title level="a" type="main">Rooms without windows</title><author>
<persName><forename type="first">Una</forename><surname>Ode</surname></persName></author>
<idno type="DOI">10.5555/rooms</idno></analytic><monogr><title level="j">J. Rooms</title><imprint>
<biblScope unit="volume">3</biblScope><biblScope unit="page" from="1" to="9"/>
<date type="published" when="2019"/></imprint></monogr></biblStruct>
<biblStruct xml:id="b1"><monogr><title level="m">Cities at night</title><author><persName>
<surname>Rowan</surname></persName></author><imprint><publisher>Night Press</publisher>
<date type="published" when="2020-05">2020</date></imprint></monogr></biblStruct>
<biblStruct xml:id="b2"><monogr><title/><imprint/></monogr>
<note type="raw_reference">Ito, R. Lamps. 2021.</note></biblStruct>
</listBibl></div></back></text></TEI>
"""

_PAGE = f"""<h2>Abstract</h2><p>We ask how light changes sleep.</p>
<h2>Introduction</h2><p>Sleep is short in cities [<a href="#r1">1</a>, <a href="#r2">2</a>].<sup><a
href="#n1">1</a></sup> Light shortens it, says Ode <sup><a href="#r3">3</a></sup>.</p>
<p>It grew by 28,000 hours, or 4.5%.
<h2>Methods</h2><p>We measured <b>12</b>&nbsp;rooms [<a href="#r1">1</a>].</p>
<figure><img src="rooms.png" alt="a chart"><figcaption>Figure 1: {CAPTION}</figcaption></figure>
<h3>Rooms</h3><p>The rooms were <q>small</q>.</p>
<div class="footnote" id="n1">{NOTE}</div>
<h2>References</h2><ol>
<li id="r1">Una Ode. 2019. Rooms without windows. J. Rooms 3, 1–9.
<li id="r2">K. Rowan. 2020. Cities at night. Night Press.
<li id="r3">Ito, R. Lamps. 2021.</ol>"""

_HTML = f"""<!DOCTYPE html><html><head><title>{TITLE} – Journal</title><style>p {{}}</style>
<script>document.write("<p>No.</p>")</script></head><body><nav>Home About</nav><article>
<h1>{TITLE}</h1>{_PAGE}</article><footer>All rights reserved</footer></body></html>"""

_LATEX = rf"""\documentclass{{article}}
\newcommand{{\unit}}[1]{{#1 hours}}
\title{{{TITLE}}}
\begin{{document}}
\maketitle
\begin{{abstract}}
We ask how light changes sleep. % or so
\end{{abstract}}
\section{{Introduction}}\label{{sec:in}}
Sleep is short in cities~\cite{{ode2019,rowan2020}}.\footnote{{{NOTE}}} Light
shortens it, says Ode~\citep{{ito2021}}.

It grew by \unit{{$28{{,}}000$}}, or 4.5\%.
\section{{Methods}}
We measured \emph{{12}} rooms~\cite{{ode2019}}.
\begin{{figure}}
\includegraphics{{rooms}}
\caption{{{CAPTION}}}
\end{{figure}}
\input{{rooms}}
\bibliographystyle{{plain}}
\bibliography{{paper}}
\end{{document}}
"""

_ROOMS = r"""\subsection{Rooms}
The rooms were ``small''.
"""

_BBL = r"""\begin{thebibliography}{3}
\bibitem{ode2019}
Una Ode. \newblock Rooms without windows. \newblock {\em J. Rooms}, 3:1--9, 2019.

\bibitem{rowan2020}
K.~Rowan. \newblock {\em Cities at night}. \newblock Night Press, 2020.

\bibitem{ito2021}
Ito, R. Lamps. 2021.
\end{thebibliography}
"""

_BIB = """@article{ode2019, author = {Ode, Una}, title = {Rooms without windows},
  journal = {J. Rooms}, volume = 3, pages = {1--9}, year = 2019, doi = {10.5555/rooms}}
"""

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def _run(words: str, look: str = "") -> str:
    properties = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{words}</w:t></w:r>'


def _word(inner: str, style: str = "", mark: str = "") -> str:
    """One paragraph of Word."""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    named = f'<w:bookmarkStart w:id="1" w:name="{mark}"/>' if mark else ""
    return f"<w:p>{properties}{named}{inner}</w:p>"


def _pointing(anchor: str, words: str, look: str = "") -> str:
    """A field that shows the number of a numbered paragraph, as Word's cross-references do."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText> REF {anchor} \\r \\h </w:instrText></w:r>"
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{_run(words, look)}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


_RAISED = '<w:vertAlign w:val="superscript"/>'
_DOCUMENT = "".join((
    _word(_run(TITLE), "Titel"),
    _word(_run("Abstract"), "berschrift1"),
    _word(_run("We ask how light changes sleep.")),
    _word(_run("Introduction"), "Nummeriert1"),
    _word(
        _run("Sleep is short in cities [") + _pointing("_Ref1", "1") + _run(", ")
        + _pointing("_Ref2", "2") + _run("].")
        + '<w:r><w:footnoteReference w:id="2"/></w:r>' + _run(" Light shortens it, says Ode")
        + _pointing("_Ref3", "3", _RAISED) + _run(".")
    ),
    _word(_run("It grew by ") + "<w:del><w:r><w:delText>27,000</w:delText></w:r></w:del>"
          + "<w:ins>" + _run("28,000") + "</w:ins>" + _run(" hours, or 4.5%.")),
    _word(_run("Methods"), "Nummeriert1"),
    _word(_run("We measured ") + _run("12", "<w:i/>") + _run(" rooms [")
          + _pointing("_Ref1", "1") + _run("].")),
    _word(_run("Figure 1: " + CAPTION), "Beschriftung"),
    _word(_run("Rooms"), "Nummeriert2"),
    _word(_run("The rooms were “small”.")),
    _word(_run("References"), "berschrift1"),
    _word(_run("Una Ode. 2019. Rooms without windows. J. Rooms 3, 1–9."), mark="_Ref1"),
    _word(_run("K. Rowan. 2020. Cities at night. Night Press."), mark="_Ref2"),
    _word(_run("Ito, R. Lamps. 2021."), mark="_Ref3"),
))  # fmt: skip

# The ids of styles are in the language of the program that wrote them, the names never are.
_STYLES = f"""<w:styles {_W}>
<w:style w:styleId="Titel"><w:name w:val="Title"/></w:style>
<w:style w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>
<w:style w:styleId="berschrift2"><w:name w:val="heading 2"/></w:style>
<w:style w:styleId="Nummeriert1"><w:name w:val="Numbered 1"/><w:basedOn w:val="berschrift1"/><w:pPr>
<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr>
</w:style>
<w:style w:styleId="Nummeriert2"><w:name w:val="Numbered 2"/><w:basedOn w:val="berschrift2"/><w:pPr>
<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="1"/></w:pPr>
</w:style>
<w:style w:styleId="Beschriftung"><w:name w:val="caption"/></w:style></w:styles>"""

_NUMBERING = f"""<w:numbering {_W}><w:abstractNum w:abstractNumId="7">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl>
</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num></w:numbering>"""

_FOOTNOTES = f"""<w:footnotes {_W}><w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>
<w:footnote w:id="2">{_word("<w:r><w:footnoteRef/></w:r>" + _run(" " + NOTE))}</w:footnote>
</w:footnotes>"""

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = f"""<Relationships><Relationship Id="rId1" Type="{_OFFICE}/officeDocument"
Target="word/document.xml"/></Relationships>"""

DOCX: Mapping[str, str] = {
    "[Content_Types].xml": "<Types/>",
    "_rels/.rels": _RELATIONS,
    "word/document.xml": f"<w:document {_W}><w:body>{_DOCUMENT}</w:body></w:document>",
    "word/styles.xml": _STYLES,
    "word/numbering.xml": _NUMBERING,
    "word/footnotes.xml": _FOOTNOTES,
}

_XHTML = f"""<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head>
<body><a id="start"/>{_PAGE}</body></html>"""

EPUB: Mapping[str, str] = {
    "mimetype": "application/epub+zip",
    "META-INF/container.xml": (
        '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        '<rootfile full-path="OPS/book.opf"/></rootfiles></container>'
    ),
    "OPS/book.opf": f"""<package xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>
<dc:title>{TITLE}</dc:title></metadata><manifest>
<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="a" href="text/a%20b.xhtml" media-type="application/xhtml+xml"/></manifest>
<spine><itemref idref="nav"/><itemref idref="a"/></spine></package>""",
    "OPS/nav.xhtml": "<html><body><p>Contents</p></body></html>",
    "OPS/text/a b.xhtml": _XHTML,
}


def write_zip(path: Path, members: Mapping[str, str | bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def _write(folder: Path, files: Mapping[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder / next(iter(files))


# The paper in each kind of the table of kinds that knows the structure of a text.
WRITERS: Mapping[str, Callable[[Path], Path]] = {
    "html": lambda folder: _write(folder, {"paper.html": _HTML}),
    "latex": lambda folder: _write(
        folder, {"paper.tex": _LATEX, "rooms.tex": _ROOMS, "paper.bbl": _BBL, "paper.bib": _BIB}
    ),
    "jats": lambda folder: _write(folder, {"paper.xml": _JATS}),
    "tei": lambda folder: _write(folder, {"paper.tei.xml": TEI}),
    "docx": lambda folder: write_zip(folder / "paper.docx", DOCX),
    "epub": lambda folder: write_zip(folder / "paper.epub", EPUB),
}
