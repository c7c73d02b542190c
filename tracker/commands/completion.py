"""`evtrack completion`: print the line that switches on shell completion."""

from __future__ import annotations

import click

from tracker.commands.options import emit_json, json_option, say

_LINES = {
    "bash": 'eval "$(_EVTRACK_COMPLETE=bash_source evtrack)"',
    "zsh": 'eval "$(_EVTRACK_COMPLETE=zsh_source evtrack)"',
    "fish": "_EVTRACK_COMPLETE=fish_source evtrack | source",
}
_FILES = {"bash": "~/.bashrc", "zsh": "~/.zshrc", "fish": "~/.config/fish/completions/evtrack.fish"}


@click.command(epilog="Example: evtrack completion bash >> ~/.bashrc")
@click.argument("shell", type=click.Choice(list(_LINES)))
@json_option
def command(shell: str, *, as_json: bool) -> None:
    """Print the line that switches on shell completion."""
    if as_json:
        emit_json({"shell": shell, "line": _LINES[shell], "file": _FILES[shell]})
        return
    click.echo(_LINES[shell])
    say(f"Put this line into {_FILES[shell]}.")
