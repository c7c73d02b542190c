"""`evtrack completion`: print the line that switches on shell completion."""

from __future__ import annotations

import click

_LINES = {
    "bash": 'eval "$(_EVTRACK_COMPLETE=bash_source evtrack)"',
    "zsh": 'eval "$(_EVTRACK_COMPLETE=zsh_source evtrack)"',
    "fish": "_EVTRACK_COMPLETE=fish_source evtrack | source",
}
_FILES = {"bash": "~/.bashrc", "zsh": "~/.zshrc", "fish": "~/.config/fish/completions/evtrack.fish"}


@click.command(epilog="Example: evtrack completion bash >> ~/.bashrc")
@click.argument("shell", type=click.Choice(list(_LINES)))
def command(shell: str) -> None:
    """Print the line that switches on shell completion."""
    click.echo(_LINES[shell])
    click.echo(f"Put this line into {_FILES[shell]}.", err=True)
