"""The settings of one library, read from its evtrack.toml."""

from __future__ import annotations

import getpass
import os
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

from tracker.errors import (
    BadSettingsError,
    NoLibraryError,
    NotALibraryError,
    ReadOnlyLibraryError,
)

FILE_NAME = "evtrack.toml"
INDEX_FOLDER = "index"
PARTIAL_NAME = ".evtrack.toml.partial"
DEFAULT_DATABASE = "sqlite:///library.db"
MAX_BYTES = 100_000

DEFAULT_TEXT = """\
# Settings of this evtrack library.

[library]
# Where works and evidence are kept: a file in this folder, or any SQLAlchemy URL, such as
# "postgresql+psycopg://anna:$PASSWORD@db.example.org/survey". $NAME stands for the variable NAME of
# the environment, so that no password needs to stand here.
database = "sqlite:///library.db"

[user]
# The name that the log gives to your changes. Without it: $EVTRACK_USER, else your login name.
# name = "Anna"
# The address at which a bibliographic service can reach you; the services ask for one, and serve
# those better who give it. Without it: $EVTRACK_MAILTO, else none.
# email = "anna@example.org"

[review]
# How many readers each pair of claim and cited work should have, one or more.
# readings = 2
# Who reads, and whether each reads without seeing what the others found on the same pair.
# readers = ["Anna", "Ben"]
# blind = true
"""

# Table → setting → what it wants.
_TEXT, _NAMES, _NUMBER, _YES = (
    "a text in quotation marks",
    "a list of names in quotation marks",
    "a number from 1 to 9",
    "true or false",
)
_KNOWN = {
    "library": {"database": _TEXT},
    "user": {"name": _TEXT, "email": _TEXT},
    "review": {"readings": _NUMBER, "readers": _NAMES, "blind": _YES},
}
DEFAULT_READINGS = 2
_VARIABLE = re.compile(r"\$(?:\{(\w+)\}|(\w+))")
_PLACE_IN_MESSAGE = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What evtrack.toml says, with defaults filled in.

    `database` is a SQLAlchemy URL in which variables are filled in; a path in it is relative to
    the library folder. It may hold a password and is therefore left out of `repr`. `user` is empty
    where nobody is named, `email` where no address is given. `readings` is how many readers a pair
    should have, `readers` are those of a review whose readers are known beforehand; it `is_blind`
    where none of them sees what others found before giving an own verdict.
    """

    database: str = field(default=DEFAULT_DATABASE, repr=False)
    user: str = ""
    email: str = ""
    readings: int = DEFAULT_READINGS
    readers: tuple[str, ...] = ()
    is_blind: bool = False


def load_settings(root: Path, *, environment: Mapping[str, str] = os.environ) -> Settings:
    """Read evtrack.toml of the library folder.

    Raises `NotALibraryError`, `BadSettingsError`.
    """
    file = root / FILE_NAME
    try:
        with file.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise NotALibraryError(root) from error
    except OSError as error:
        raise NotALibraryError(root, f"{FILE_NAME}: {error.strerror}") from error
    if len(data) > MAX_BYTES:
        raise BadSettingsError(file, None, f"the file is longer than {MAX_BYTES:,} bytes")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise BadSettingsError(file, line, "the text is not in UTF-8") from error
    return parse_settings(text, file=file, environment=environment)


def parse_settings(text: str, *, file: Path, environment: Mapping[str, str]) -> Settings:
    """Settings from the text of an evtrack.toml; raises `BadSettingsError`."""
    tables = _parse_toml(text, file)
    for name, table in tables.items():
        if name not in _KNOWN:
            raise BadSettingsError(file, _line_of(text, name), f"“{name}” is no setting")
        if not isinstance(table, dict):
            raise BadSettingsError(
                file, _line_of(text, name), f"“{name}” is a table, written [{name}]"
            )
        for key, value in table.items():
            _check_entry(text, file, name, key, value)
    database = _text_in(tables, "library", "database") or DEFAULT_DATABASE
    line = _line_of(text, "database")
    return Settings(
        database=_with_variables(database, environment, file=file, line=line),
        user=_text_in(tables, "user", "name").strip(),
        email=_text_in(tables, "user", "email").strip(),
        **_review(tables.get("review", {})),
    )


def person_of(settings: Settings, *, environment: Mapping[str, str] = os.environ) -> str:
    """Who uses a library: by its settings, by $EVTRACK_USER, else by the login."""
    named = settings.user or environment.get("EVTRACK_USER", "").strip()
    if named:
        return named
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "unknown"


def save_default_settings(root: Path) -> None:
    """Write the evtrack.toml of a new library, whole or not at all."""
    partial = root / PARTIAL_NAME
    try:
        partial.write_text(DEFAULT_TEXT, encoding="utf-8", newline="\n")
        partial.replace(root / FILE_NAME)
    except OSError as error:
        raise ReadOnlyLibraryError(root, f"{FILE_NAME}: {error.strerror}") from error


def _parse_toml(text: str, file: Path) -> dict[str, object]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = _PLACE_IN_MESSAGE.search(str(error))
        line = int(place[1]) if place and place[1] else len(text.splitlines())
        why = _PLACE_IN_MESSAGE.sub("", str(error)).rstrip(".")
        why = f"not in the form of a TOML file ({why[:1].lower()}{why[1:]})"
        raise BadSettingsError(file, line, why) from error
    except RecursionError as error:
        raise BadSettingsError(file, None, "brackets are nested too deeply") from error


def _check_entry(text: str, file: Path, table: str, key: str, value: object) -> None:
    line = _line_of(text, key)
    if key not in _KNOWN[table]:
        known = ", ".join(sorted(_KNOWN[table]))
        raise BadSettingsError(file, line, f"[{table}] has no setting “{key}” (known: {known})")
    wanted = _KNOWN[table][key]
    if not _IS[wanted](value):
        raise BadSettingsError(file, line, f"“{key}” wants {wanted}")


_IS: Mapping[str, Callable[[object], bool]] = {
    _TEXT: lambda value: isinstance(value, str),
    _NAMES: lambda value: (
        isinstance(value, list) and all(isinstance(each, str) and each.strip() for each in value)
    ),
    _NUMBER: lambda value: (
        isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= 9
    ),
    _YES: lambda value: isinstance(value, bool),
}


def _review(table: object) -> dict[str, Any]:
    told = table if isinstance(table, dict) else {}
    names = {"readings": "readings", "readers": "readers", "blind": "is_blind"}
    found = {name: told[key] for key, name in names.items() if key in told}
    if "readers" in found:
        found["readers"] = tuple(dict.fromkeys(each.strip() for each in found["readers"]))
    return found


def _text_in(tables: Mapping[str, object], table: str, key: str) -> str:
    entries = tables.get(table, {})
    value = entries.get(key, "") if isinstance(entries, dict) else ""
    return value if isinstance(value, str) else ""


def _line_of(text: str, name: str) -> int | None:
    # tomllib tells no lines of what it read; the first line that could set the name is near enough.
    pattern = re.compile(rf"""\s*(?:\[+\s*|.*\.\s*)?["']?{re.escape(name)}["']?\s*[=.\]]""")
    for number, line in enumerate(text.splitlines(), 1):
        if pattern.match(line):
            return number
    return None


def _with_variables(
    url: str, environment: Mapping[str, str], *, file: Path, line: int | None
) -> str:
    """`url` with `$NAME` filled in; percent-encoded, unless the variable is the whole URL."""

    def value(match: re.Match[str]) -> str:
        name = match[1] or match[2]
        if name not in environment:
            raise BadSettingsError(
                file, line, f"the variable ${name} is not set in the environment"
            )
        found = environment[name]
        return found if match.span() == (0, len(url)) else quote(found, safe="")

    return _VARIABLE.sub(value, url)


def find_library(start: Path) -> Path:
    """The nearest folder upwards from `start` that holds an evtrack.toml.

    Raises `NoLibraryError`.
    """
    start = start.absolute()
    for folder in (start, *start.parents):
        if (folder / FILE_NAME).is_file():
            return folder
    raise NoLibraryError(start)
