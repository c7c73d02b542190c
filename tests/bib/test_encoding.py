import pytest

from bib.encoding import decode
from bib.errors import UnreadableTextError

TEXT = "@book{a, title = {Évidence — “so”}}\r\n"


@pytest.mark.parametrize(
    ("data", "encoding", "had_bom"),
    [
        (TEXT.encode(), "utf-8", False),
        (b"\xef\xbb\xbf" + TEXT.encode(), "utf-8", True),
        (b"\xff\xfe" + TEXT.encode("utf-16-le"), "utf-16-le", True),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "utf-16-be", True),
        (b"\xff\xfe\x00\x00" + TEXT.encode("utf-32-le"), "utf-32-le", True),
        (TEXT.encode("utf-16-le"), "utf-16-le", False),
        (TEXT.encode("utf-16-be"), "utf-16-be", False),
        (TEXT.encode("utf-32-be"), "utf-32-be", False),
        (TEXT.encode("cp1252"), "cp1252", False),
    ],
)
def test_the_encoding_is_found_and_line_ends_are_kept(data, encoding, had_bom):
    decoded = decode(data, path="a.bib")

    assert (decoded.text, decoded.encoding, decoded.had_bom) == (TEXT, encoding, had_bom)


def test_bytes_that_cp1252_does_not_know_are_read_as_latin_1():
    assert decode(b"caf\xe9 \x81", path="a.bib").encoding == "latin-1"


def test_an_encoding_stated_in_the_file_is_used_where_the_bytes_are_not_utf_8():
    text = "% Encoding: GBK\n@book{a, title = {深度伪造}}"

    assert decode(text.encode("gbk"), path="a.bib").text == text


@pytest.mark.parametrize("stated", [b"rot13", b"zlib", b"nonsense", b"\xff\xfe"])
def test_an_encoding_that_is_no_text_encoding_is_not_believed(stated):
    assert decode(b"% Encoding: " + stated + b"\ncaf\xe9", path="a").encoding == "cp1252"


def test_a_nul_byte_is_refused_with_its_line():
    with pytest.raises(UnreadableTextError, match=r"a\.bib cannot .* line 2 .*byte 16.*UTF-8"):
        decode(b"@book{a,\ntitle {\0}}" + b"x" * 99, path="a.bib")


def test_a_binary_file_is_refused():
    with pytest.raises(UnreadableTextError, match="control characters"):
        decode(bytes(range(1, 32)) * 9, path="a.pdf")


def test_utf_16_that_breaks_off_is_refused():
    with pytest.raises(UnreadableTextError, match="UTF-16-LE, but breaks off"):
        decode(b"\xff\xfea\x00b", path="a.bib")


def test_a_nul_character_in_utf_16_is_refused_with_its_line():
    with pytest.raises(UnreadableTextError, match="line 2"):
        decode(b"\xff\xfe" + "a\nb\0c".encode("utf-16-le"), path="a.bib")


def test_no_bytes_are_no_text():
    assert decode(b"", path="a.bib").text == ""


def test_chinese_bytes_without_a_word_of_their_encoding_are_read_and_called_a_guess():
    text = "@article{zhang2020, title = {深度伪造图像的治理研究}, author = {张伟}}"

    decoded = decode(text.encode("gbk"), path="zhang.bib")

    assert (decoded.text, decoded.is_guessed) == (text, True)


def test_accents_of_western_text_are_not_taken_for_chinese():
    text = "@book{x, title = {Über Größe, señor, à côté de naïveté}, note = {Gaÿß} }"

    decoded = decode(text.encode("cp1252"), path="x.bib")

    assert (decoded.text, decoded.encoding) == (text, "cp1252")


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp932", "深層学習による画像の偽造検出に関する研究, 田中 太郎 and さとう はなこ"),
        ("euc_jp", "深層学習による画像の偽造検出に関する研究とデータ, 田中 太郎"),
        ("cp949", "딥페이크 성범죄에 대한 법적 대응 방안 연구, 김 철수"),
        ("big5", "深度偽造影像之法律規範與性別暴力研究, 陳 大文"),
        ("gb18030", "深度伪造技术的法律规制研究, 王 伟"),
        ("cp1251", "Правовое регулирование технологии дипфейк, Иванов, Иван"),
        ("cp1252", "Müller, Jörg: Über die Größe – und “mehr”, ça et là"),
    ],
)
def test_letters_of_many_scripts_are_read_without_being_told_their_encoding(encoding, text):
    decoded = decode(f"@article{{a2020, title = {{{text}}}}}\n".encode(encoding), path="a.bib")

    assert text in decoded.text
    assert decoded.is_guessed
