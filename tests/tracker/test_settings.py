"""What evtrack.toml may say, and how a mistake in it is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from tracker.errors import BadSettingsError, NotALibraryError
from tracker.settings import (
    DEFAULT_TEXT,
    FILE_NAME,
    Settings,
    load_settings,
    parse_settings,
    save_default_settings,
)


def parsed(text: str, **environment: str) -> Settings:
    return parse_settings(text, file=Path("evtrack.toml"), environment=environment)


def mistake(text: str, **environment: str) -> BadSettingsError:
    with pytest.raises(BadSettingsError) as caught:
        parsed(text, **environment)
    return caught.value


def test_an_empty_file_means_the_defaults() -> None:
    assert parsed("") == Settings(database="sqlite:///library.db", user="")


def test_the_default_file_says_what_the_defaults_are() -> None:
    assert parsed(DEFAULT_TEXT) == Settings()


def test_the_default_file_is_written_whole(tmp_path: Path) -> None:
    save_default_settings(tmp_path)

    assert load_settings(tmp_path) == Settings()
    assert [path.name for path in tmp_path.iterdir()] == [FILE_NAME]


def test_database_and_user_are_read() -> None:
    settings = parsed('[library]\ndatabase = "sqlite:///other.db"\n[user]\nname = " Anna "')

    assert settings == Settings(database="sqlite:///other.db", user="Anna")


def test_variables_are_filled_in_and_made_safe_for_a_url() -> None:
    settings = parsed(
        '[library]\ndatabase = "postgresql://anna:$WORD@db/${NAME}"', WORD="p@ss/1", NAME="s"
    )

    assert settings.database == "postgresql://anna:p%40ss%2F1@db/s"


def test_a_variable_may_be_the_whole_url() -> None:
    settings = parsed('[library]\ndatabase = "$DATABASE"', DATABASE="postgresql://a:b@db/survey")

    assert settings.database == "postgresql://a:b@db/survey"


def test_a_password_does_not_show_when_settings_are_printed() -> None:
    assert "secret" not in repr(parsed('[library]\ndatabase = "postgresql://a:secret@db/x"'))


def test_a_missing_variable_is_named_with_its_line() -> None:
    error = mistake('\n[library]\ndatabase = "postgresql://a:$SECRET@db/x"')

    assert error.line == 3
    assert "$SECRET is not set" in str(error)


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("[libary]\n", 1, "“libary” is no setting"),
        ("\n[library]\npath = 'x'\n", 3, "[library] has no setting “path” (known: database)"),
        ("\n\ncolour = 'red'", 3, "“colour” is no setting"),
        ("library.database = 7", 1, "“database” wants a text in quotation marks"),
        ("user = 'Anna'", 1, "“user” is a table, written [user]"),
        ("[library]\ndatabase = sqlite\n", 2, "not in the form of a TOML file"),
        ("[user]\nname = 'Anna'\nname = 'Ben'", 3, "not in the form of a TOML file"),
    ],
)
def test_a_mistake_is_told_with_its_line(text: str, line: int, said: str) -> None:
    error = mistake(text)

    assert error.line == line
    assert str(error).startswith(f"evtrack.toml:{line}: ")
    assert said in str(error)


def test_a_file_nested_beyond_reason_is_refused() -> None:
    assert mistake(f"a = {'[' * 90_000}").line is None


def test_a_folder_without_settings_is_no_library(tmp_path: Path) -> None:
    with pytest.raises(NotALibraryError, match=r"is not a library: it has no evtrack\.toml"):
        load_settings(tmp_path)
    with pytest.raises(NotALibraryError):
        load_settings(tmp_path / "nowhere")


def test_settings_that_are_no_text_are_refused(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_bytes("[user]\nname = 'Zoë'".encode("latin-1"))

    with pytest.raises(BadSettingsError, match=r"evtrack\.toml:2: the text is not in UTF-8"):
        load_settings(tmp_path)


def test_settings_of_absurd_length_are_refused(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_bytes(b"#" * 200_000)

    with pytest.raises(BadSettingsError, match="longer than"):
        load_settings(tmp_path)


def test_settings_that_are_a_folder_are_refused(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).mkdir()

    with pytest.raises(NotALibraryError, match=r"evtrack\.toml: Is a directory"):
        load_settings(tmp_path)


def test_a_review_names_its_readers_and_whether_they_read_blind(tmp_path: Path) -> None:
    text = '[review]\nreaders = ["Anna", " Ben ", "Anna"]\nblind = true\nreadings = 3\n'

    settings = parse_settings(text, file=tmp_path / FILE_NAME, environment={})

    assert (settings.readers, settings.is_blind, settings.readings) == (("Anna", "Ben"), True, 3)


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("readings = 0", "a number from 1 to 9"),
        ("readings = true", "a number from 1 to 9"),
        ('readers = "Anna"', "a list of names"),
        ('readers = ["Anna", ""]', "a list of names"),
        ('blind = "yes"', "true or false"),
    ],
)
def test_a_setting_of_a_review_that_cannot_be_is_told_with_its_line(
    tmp_path: Path, line: str, wanted: str
) -> None:
    with pytest.raises(BadSettingsError, match=wanted) as refused:
        parse_settings(f"[review]\n{line}\n", file=tmp_path / FILE_NAME, environment={})

    assert refused.value.line == 2
