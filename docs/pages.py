"""Write the pages that are made from the code, or, with --check, say which are out of date."""

from __future__ import annotations

import ast
import inspect
import sys
from importlib import import_module
from pathlib import Path

import click

import bib.errors
import cli
import evidence.errors
import tracker.errors
from bib.formats import FORMATS
from evidence.chain_assembly import assemble_chains
from evidence.checks import CHECKS
from tracker.corpora.reading import read_corpus
from tracker.corpora.shipped import shipped_corpora, shipped_corpus
from tracker.render.chain_svg import chains_svg

HERE = Path(__file__).parent
ROOT = HERE.parent
MADE = "<!-- Made from the code by `make docs`; edit the code instead. -->\n\n"
FORMATS_HEAD = """\
# Formats

What `evtrack import` reads and `evtrack export --format NAME` writes. A file's format is told by
what it holds, not by its ending. A work that was not changed here comes out byte for byte in the
format it came in; what another format cannot hold is told with every export, field by field.
`corpus`, a folder of plain text, is described in [corpus.md](corpus.md).

| name | format | files | what it cannot hold |
|---|---|---|---|
"""


def main() -> int:
    """Write every page; with --check write nothing and return 1 if one differs."""
    pages = {
        "commands.md": commands_page(),
        "errors.md": errors_page(),
        "checks.md": checks_page(),
        "formats.md": formats_page(),
        "map.md": map_page(),
        "chain-L1.svg": chain_picture(),
    }
    stale = [name for name, text in pages.items() if _present(name) != text]
    if "--check" in sys.argv[1:]:
        for name in stale:
            print(f"docs/{name} is out of date: run `make docs`.", file=sys.stderr)
        return 1 if stale else 0
    for name in stale:
        (HERE / name).write_text(pages[name], encoding="utf-8")
        print(f"wrote docs/{name}")
    return 0


def commands_page() -> str:
    """The help of every command, as its users see it."""
    parts = [MADE, "# Commands\n\n", _help(cli.evtrack, "evtrack")]
    for name in cli.COMMANDS:
        command = cli.evtrack.get_command(click.Context(cli.evtrack), name)
        if command is None:
            raise KeyError(name)
        parts.append(f"\n## {name}\n\n{_help(command, f'evtrack {name}')}")
        if isinstance(command, click.Group):
            context = click.Context(command)
            for sub in sorted(command.list_commands(context)):
                subcommand = command.get_command(context, sub)
                if subcommand is None:
                    raise KeyError(sub)
                parts.append(f"\n### {name} {sub}\n\n{_help(subcommand, f'evtrack {name} {sub}')}")
    return "".join(parts)


def errors_page() -> str:
    """The three error trees, with what each class means."""
    parts = [MADE, "# Errors\n\nExit status 3 means: refused by one of these.\n"]
    for module in (bib.errors, evidence.errors, tracker.errors):
        tree = inspect.getdoc(module) or ""
        parts.append(f"\n## {module.__name__}\n\n{tree}\n")
        for name, error in vars(module).items():
            if inspect.isclass(error) and error.__module__ == module.__name__:
                parts.append(f"\n### {name}\n\n{inspect.getdoc(error)}\n")
    return "".join(parts)


def checks_page() -> str:
    """Every check with its documentation."""
    parts = [MADE, "# Checks\n\nWhat `evtrack check` looks for.\n"]
    parts += [f"\n## {module.NAME}\n\n{inspect.getdoc(module)}\n" for module in CHECKS]
    return "".join(parts)


def formats_page() -> str:
    """Every format with its name, its files, and what it cannot hold."""
    parts = [MADE, FORMATS_HEAD]
    for known in FORMATS:
        files = ", ".join(f"`{ending}`" for ending in known.endings)
        lost = known.lost or "nothing"
        parts.append(f"| `{known.name}` | {known.title} | {files} | {lost} |\n")
    parts.append("\n## As they are read\n")
    for known in FORMATS:
        if known.name != "biblatex":
            text = inspect.getdoc(import_module(known.module)) or ""
            parts.append(f"\n### {known.title}\n\n{text}\n")
    return "".join(parts)


def map_page() -> str:
    """The first docstring line of every module."""
    parts = [MADE, "# Map of the code\n"]
    for package in ("cli.py", "tracker", "evidence", "bib"):
        path = ROOT / package
        files = [path] if path.is_file() else sorted(path.rglob("*.py"))
        parts.append(f"\n## {package}\n\n")
        for file in files:
            docstring = ast.get_docstring(ast.parse(file.read_text(encoding="utf-8")))
            if docstring:
                name = file.relative_to(ROOT).as_posix()
                parts.append(f"- `{name}`: {docstring.splitlines()[0]}\n")
    return "".join(parts)


def chain_picture() -> str:
    """The first chain of the shipped corpus, for the README."""
    corpus = read_corpus(shipped_corpus(shipped_corpora()[0])).corpus
    first = corpus.limitations[0].id
    return chains_svg(assemble_chains(corpus, {first}), content_note=corpus.about.content_note)


def _help(command: click.Command, name: str) -> str:
    context = click.Context(command, info_name=name, max_content_width=92, terminal_width=92)
    return f"```\n{command.get_help(context)}\n```\n"


def _present(name: str) -> str | None:
    path = HERE / name
    return path.read_text(encoding="utf-8") if path.exists() else None


if __name__ == "__main__":
    sys.exit(main())
