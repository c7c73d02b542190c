"""What import-linter cannot see: the command line module, and what it costs to ask for help."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import cli

ROOT = Path(__file__).parent.parent
HEAVY = (
    "sqlalchemy", "alembic", "whoosh", "bibtexparser", "yaml", "pyzotero", "pypdfium2",
    "markdown_it", "nltk", "httpx", "rapidfuzz", "tracker.library",
)  # fmt: skip


def test_the_command_line_imports_only_click_the_standard_library_and_our_errors() -> None:
    tree = ast.parse((ROOT / "cli.py").read_text(encoding="utf-8"))
    imported = {
        node.module if isinstance(node, ast.ImportFrom) else alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    }

    ours = {name for name in imported if name and name.split(".")[0] not in sys.stdlib_module_names}

    assert ours == {"click", "bib.errors", "evidence.errors", "tracker.errors"}


def test_asking_for_help_loads_nothing_heavy() -> None:
    script = (
        "import sys, cli\n"
        "try: cli.main(['--help'])\n"
        "except SystemExit: pass\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)"
    )

    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )

    assert done.stderr.strip() == "[]"
    assert "Start with: evtrack demo" in done.stdout


@pytest.mark.parametrize("name", cli.COMMANDS)
def test_every_command_says_in_the_table_what_its_help_says_and_gives_an_example(name: str) -> None:
    command = cli.evtrack.get_command(cli.click.Context(cli.evtrack), name)

    assert command is not None
    help_text = command.help or ""
    assert help_text.split("\n\n")[0].replace("\n", " ").strip() == cli.COMMANDS[name][1]
    assert f"evtrack {name}" in help_text + (command.epilog or "")


def test_every_module_says_in_its_first_line_what_it_is_about() -> None:
    files = [
        ROOT / "cli.py",
        *(f for p in ("bib", "evidence", "tracker") for f in (ROOT / p).rglob("*.py")),
    ]

    silent = [
        str(file.relative_to(ROOT))
        for file in files
        if not ast.get_docstring(ast.parse(file.read_text(encoding="utf-8")))
    ]

    assert silent == []
