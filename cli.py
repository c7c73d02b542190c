"""evtrack on the command line: which command was meant, and what if it fails."""

from __future__ import annotations

import errno
import os
import sys
from contextlib import suppress
from importlib import import_module
from typing import Any, NoReturn

import click

from bib.errors import BibError
from evidence.errors import EvidenceError
from tracker.errors import TrackerError

# Name on the command line → module in tracker.commands, summary for the list. Commands are
# imported when called, so that `evtrack --help` stays quick; a test compares the summaries.
COMMANDS: dict[str, tuple[str, str]] = {
    "init": ("init", "Make a library, empty or filled from a corpus."),
    "demo": ("demo", "Show what evtrack does, on the survey that comes with it."),
    "status": ("status", "Count what the library holds and say what is unverified."),
    "import": ("import_", "Take works from bibliography files, or a whole corpus folder."),
    "add": ("add", "Make works of DOIs, arXiv numbers, ISBNs and PubMed numbers."),
    "export": ("export", "Write works in a format, or the library as a corpus folder."),
    "works": ("works", "List works, with the numbers they are cited as."),
    "claims": ("claims", "List claims, with the numbers of the works they cite."),
    "limitations": ("limitations", "List the survey's limitations."),
    "concepts": ("concepts", "List concepts by scheme, with the number of claims about each."),
    "rename": ("rename", "Give a work another citekey, wherever it is mentioned."),
    "dedupe": (
        "dedupe",
        "Find works that stand in the library twice, and merge them when told to.",
    ),
    "show": ("show", "Show one record by its id."),
    "claim": ("claim", "Add, edit, link, unlink or remove claims."),
    "search": ("search", "Search works, claims and texts."),
    "index": ("index", "Tell the state of the search index, or build it anew."),
    "attach": ("attach", "Keep files of a work and take their texts."),
    "attachments": ("attachments", "List attached files, or take one away."),
    "read": ("read", "Take a paper apart: sections, sentences, citations, reference list."),
    "excerpt": ("excerpt", "Add, tie, list or remove the words that claims rest on."),
    "passages": ("passages", "Show the places in cited works most likely to bear on a claim."),
    "anchors": ("anchors", "Find every excerpt again in the present texts."),
    "annotations": (
        "annotations",
        "Take annotations made elsewhere as excerpts, or give excerpts away as annotations.",
    ),
    "chain": ("chain", "Show a limitation's evidence chain, from conclusion to works."),
    "matrix": ("matrix", "Show methods by components, with the claims behind each cell."),
    "check": ("check", "Look for faults in works, claims, figures and chains."),
    "review": ("review", "Compare claims with the works they cite, alone or with another reader."),
    "waive": ("waive", "Set a finding aside, with a reason."),
    "zotero": ("zotero", "Pull from Zotero, push to it, or tell how the two stand."),
    "bibliography": ("bibliography", "Write the annotated bibliography."),
    "log": ("log", "Tell who changed what, when and why."),
    "completion": ("completion", "Print the line that switches on shell completion."),
}

REFUSED = 3
INTERRUPTED = 130


class CommandTable(click.Group):
    """The commands, imported one at a time."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """All names, in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The named command, imported now."""
        if cmd_name.startswith("-"):
            return None
        if cmd_name not in COMMANDS:
            # click would look for near names among the commands imported so far.
            raise click.exceptions.NoSuchCommand(cmd_name, possibilities=COMMANDS, ctx=ctx)
        command = import_module(f"tracker.commands.{COMMANDS[cmd_name][0]}").command
        assert isinstance(command, click.Command)  # noqa: S101
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write the list of commands without importing one."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, summary) for name, (_, summary) in COMMANDS.items()])


@click.group(
    cls=CommandTable,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Start with: evtrack demo",
)
@click.option(
    "--library",
    metavar="DIR",
    envvar="EVTRACK_LIBRARY",
    help="The library folder. Otherwise $EVTRACK_LIBRARY, or the nearest folder upwards "
    "that holds evtrack.toml.",
)
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
@click.version_option(package_name="evtrack", prog_name="evtrack")
def evtrack(library: str | None, debug: bool) -> None:
    """Keep the evidence behind a survey paper.

    Every claim, where it is said, which work is cited for it, whether that work says so, and how
    claims carry the survey's conclusions.
    """


def main(arguments: list[str] | None = None) -> None:
    """Run one command and leave with its exit status.

    0 done; 1 done and the answer is bad news; 2 misuse; 3 refused by one of our errors.
    """
    words = sys.argv[1:] if arguments is None else arguments
    try:
        status: Any = evtrack.main(words, prog_name="evtrack", standalone_mode=False)
    except click.Abort:
        click.echo("Interrupted; nothing was changed by the unfinished deed.", err=True)
        sys.exit(INTERRUPTED)
    except click.UsageError as error:
        error.show()
        sys.exit(error.exit_code)
    except click.ClickException as error:
        # Such as an editor that cannot be started.
        _refuse(error.format_message())
    except (BibError, EvidenceError, TrackerError) as error:
        if "--debug" in words:
            raise
        _refuse(str(error), *getattr(error, "__notes__", ()))
    except BrokenPipeError:
        # The reader of our output (head, less) went away; that is no fault.
        _drop_output()
        sys.exit(0)
    except OSError as error:
        if error.errno != errno.ENOSPC or error.filename:
            raise
        _drop_output()
        _refuse("The output could not be written: no space is left where it goes.")
    sys.exit(status if isinstance(status, int) else 0)


def _refuse(message: str, *notes: str) -> NoReturn:
    """Say what was refused and the way out, on lines that cannot steer the terminal."""
    for line in "\n".join([f"evtrack: {message}", *notes]).splitlines():
        indent = line[: len(line) - len(line.lstrip(" "))]
        shown = "".join(c if c.isprintable() else " " for c in line.lstrip(" "))
        click.echo(indent + " ".join(shown.split()), err=True)
    sys.exit(REFUSED)


def _drop_output() -> None:
    """Let what was printed and has nowhere to go not be tried again on the way out."""
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    main()
