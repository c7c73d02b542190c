from __future__ import annotations

from pathlib import Path

import pytest

from evidence.texts import MarkKind, PartKind, Text
from tests.tracker.texts.invented_paper import DOCX, write_zip
from tracker.errors import TextNotTakenError
from tracker.texts.docx import read_docx
from tracker.texts.limits import LIMITS, Limits

NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)


def document(body: str) -> str:
    return f"<w:document {NAMES}><w:body>{body}</w:body></w:document>"


def run(words: str) -> str:
    return f"<w:r><w:t>{words}</w:t></w:r>"


@pytest.fixture
def read(tmp_path: Path):
    def reading(body: str, limits: Limits = LIMITS, **members: str | bytes) -> Text:
        whole = {**DOCX, "word/document.xml": document(body), **members}
        return read_docx(write_zip(tmp_path / "paper.docx", whole), limits=limits)

    return reading


def parts(text: Text) -> list[tuple[PartKind, str]]:
    return [(part.kind, text.content[part.start : part.end]) for part in text.parts]


def test_a_citation_of_zotero_is_marked_and_its_data_is_no_text(read):
    text = read(
        '<w:p><w:r><w:t xml:space="preserve">Lamps </w:t></w:r><w:r><w:fldChar '
        'w:fldCharType="begin"/></w:r><w:r><w:instrText> ADDIN ZOTERO_ITEM CSL_CITATION {"citation'
        'ID":"x","citationItems":[{"id":7}]} </w:instrText></w:r><w:r><w:fldChar w:fldCharType='
        f'"separate"/></w:r>{run("(Ode, 2019)")}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        f"{run(' glow.')}</w:p>"
    )

    assert text.content == "Lamps (Ode, 2019) glow."
    (mark,) = text.marks
    assert (mark.kind, text.content[mark.start : mark.end]) == (MarkKind.CITATION, "(Ode, 2019)")


def test_a_citation_of_word_itself_names_its_source(read):
    text = read(
        f"<w:p>{run('Lamps ')}<w:sdt><w:sdtPr><w:citation/></w:sdtPr><w:sdtContent><w:fldSimple "
        f'w:instr=" CITATION Ode19 \\l 1033 ">{run("(Ode, 2019)")}</w:fldSimple></w:sdtContent>'
        "</w:sdt></w:p>"
    )

    assert [(mark.kind, mark.targets) for mark in text.marks] == [(MarkKind.CITATION, ("Ode19",))]


@pytest.mark.parametrize("missing", ["separate", "end", "begin"])
def test_a_field_with_a_piece_missing_breaks_nothing(read, missing):
    pieces = {
        kind: f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'
        for kind in ("begin", "separate", "end")
    }
    pieces[missing] = ""
    text = read(
        f"<w:p>{run('One ')}{pieces['begin']}<w:r><w:instrText>ADDIN ZOTERO_ITEM</w:instrText>"
        f"</w:r>{pieces['separate']}{run('two')}{pieces['end']}</w:p><w:p>{run('three')}</w:p>"
    )

    assert text.content.startswith("One")
    assert text.content.endswith("three")


def test_deletions_hidden_words_and_fallbacks_are_left_out(read):
    text = read(
        f"<w:p>{run('One')}<w:del><w:r><w:delText>no</w:delText></w:r></w:del><w:r><w:rPr><w:vanish/>"
        f"</w:rPr><w:t>no</w:t></w:r><w:moveFrom>{run('no')}</w:moveFrom><AlternateContent><Choice>"
        f"{run(' two')}</Choice><Fallback>{run('no')}</Fallback></AlternateContent></w:p>"
    )

    assert text.content == "One two"


def test_tables_links_and_formulas_are_kept(read):
    cells = "".join(f"<w:tc><w:p>{run(words)}</w:p></w:tc>" for words in ("Room", "3"))
    text = read(
        f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"
        f'<w:p><w:hyperlink r:id="rId9">{run("this")}</w:hyperlink>{run(" if ")}<m:oMath><m:f>'
        "<m:num><m:r><m:t>a</m:t></m:r></m:num><m:den><m:r><m:t>b</m:t></m:r></m:den></m:f>"
        "</m:oMath></w:p>",
        **{
            "word/_rels/document.xml.rels": '<Relationships><Relationship Id="rId9" '
            'Type="x/hyperlink" Target="https://example.org/" TargetMode="External"/>'
            "</Relationships>"
        },
    )

    assert parts(text) == [(PartKind.TABLE, "Room\t3"), (PartKind.PARAGRAPH, "this if a/b")]
    assert [(mark.kind, mark.targets) for mark in text.marks] == [
        (MarkKind.LINK, ("https://example.org/",))
    ]


def test_a_bomb_is_stopped_while_it_unpacks(tmp_path, read):
    with pytest.raises(TextNotTakenError, match="missing or cannot be read"):
        read("<w:p/>" * 1_000_000, Limits(unpacked_bytes=1_000_000))


def test_a_bomb_beside_the_text_does_not_keep_the_text_back(read):
    text = read(f"<w:p>{run('One')}</w:p>", Limits(unpacked_bytes=100_000),
                **{"word/footnotes.xml": b" " * 20_000_000})  # fmt: skip

    assert text.content == "One"
    assert [problem.code for problem in text.problems] == ["part-missing"]


def test_a_size_that_an_archive_claims_falsely_is_not_believed(tmp_path):
    file = write_zip(tmp_path / "paper.docx", {**DOCX, "word/document.xml": document("x" * 5_000)})
    data = file.read_bytes()
    size = len(document("x" * 5_000)).to_bytes(4, "little")
    file.write_bytes(data.replace(size, (10).to_bytes(4, "little")))

    with pytest.raises(TextNotTakenError):
        read_docx(file, limits=LIMITS)


def test_entities_in_a_part_are_never_expanded(read):
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    text = read("", **{"word/document.xml": bomb + document(f"<w:p>{run('&b;')}</w:p>")})

    assert text.content == "&b;"
    assert [problem.code for problem in text.problems] == ["entities"]


def test_a_part_that_breaks_off_is_told(read):
    text = read("", **{"word/document.xml": document(f"<w:p>{run('One')}</w:p>")[:-40]})

    assert text.problems[0].code == "bad-xml"


def test_paragraphs_nested_without_end_are_bounded(read):
    text = read("<w:sdt><w:sdtContent>" * 50_000 + f"<w:p>{run('Deep')}</w:p>")

    assert {problem.code for problem in text.problems} == {"too-deep", "bad-xml"}


def test_words_nested_too_deep_are_kept(read):
    deep = "<w:sdt><w:sdtContent>" * 150, "</w:sdtContent></w:sdt>" * 150

    text = read(f"<w:p>{run('One')}</w:p>{deep[0]}<w:p>{run('Deep')}</w:p>{deep[1]}")

    assert text.content == "One\n\nDeep"
    assert [problem.code for problem in text.problems] == ["too-deep"]


@pytest.mark.parametrize("words", ["النوم قصير", "השינה קצרה", "睡眠很短。"])
def test_other_scripts_are_kept_as_they_are(read, words):
    assert read(f"<w:p><w:pPr><w:bidi/></w:pPr>{run(words)}</w:p>").content == words


def test_an_archive_without_a_document_says_so(tmp_path):
    file = write_zip(tmp_path / "paper.docx", {"word/styles.xml": "<x/>"})

    with pytest.raises(TextNotTakenError, match="missing or cannot be read"):
        read_docx(file, limits=LIMITS)
