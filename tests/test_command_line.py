"""What holds for every command: names, options, statuses, where output goes, interruptions."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from cli import COMMANDS
from cli import evtrack as program
from tests.command_line import ROOT, Evtrack, run_process
from tracker.library import Library
from tracker.storage.lock import exclusive

CONTRACT = (
    "init demo status import export works claims limitations concepts show claim search index log "
    "chain matrix check waive bibliography completion"
)

# Words after a command's name that make it answer on the shipped corpus and change nothing.
READING = {
    "status": (),
    "works": (),
    "claims": (),
    "limitations": (),
    "concepts": (),
    "show": ("L1.P3",),
    "search": ("label",),
    "index": (),
    "chain": ("L1",),
    "matrix": (),
    "check": (),
    "log": (),
    "export": (),
    "bibliography": (),
}


def commands() -> Iterator[tuple[str, click.Command]]:
    context = click.Context(program)
    for name in COMMANDS:
        command = program.get_command(context, name)
        assert command
        yield name, command
        if isinstance(command, click.Group):
            yield from ((f"{name} {part}", each) for part, each in command.commands.items())


def test_the_commands_of_the_contract_are_there():
    assert set(CONTRACT.split()) <= set(COMMANDS)


def test_the_list_of_commands_says_what_each_says_of_itself():
    for name, command in commands():
        if name in COMMANDS:
            assert (command.help or "").split("\n\n")[0].replace("\n", " ") == COMMANDS[name][1]


def test_every_command_has_help_with_an_example():
    for name, command in commands():
        assert command.help, name
        assert "Example: evtrack " in (command.epilog or ""), name


def test_every_command_can_answer_in_json():
    groups = {name for name, command in commands() if isinstance(command, click.Group)}

    for name, command in commands():
        flags = {flag for option in command.params for flag in option.opts}
        assert name in groups or "--json" in flags, name


def test_selections_are_the_same_everywhere():
    wanted = {"--work", "--limitation", "--concept", "--kind", "--state", "--query"}

    for name in ("works", "claims", "limitations", "concepts", "export", "bibliography"):
        command = dict(commands())[name]
        options = {flag: option for option in command.params for flag in option.opts}
        assert wanted <= set(options)
        assert all(options[flag].multiple for flag in wanted)


def test_help_imports_no_command():
    script = "import sys, cli; cli.evtrack.main(['--help'], standalone_mode=False); "
    script += (
        "print([m for m in sys.modules if m.split('.')[0] in ('sqlalchemy', 'whoosh', 'yaml')])"
    )

    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT, check=True
    )

    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize("name", READING)
def test_json_is_one_object_and_nothing_else_on_standard_output(
    evtrack: Evtrack, shipped_original: Path, name: str
):
    outcome = evtrack("--library", shipped_original, name, *READING[name], "--json")

    assert outcome.status == (1 if name == "check" else 0)
    assert isinstance(outcome.json, dict)


def test_a_mistyped_command_is_misuse_and_the_nearest_is_told(evtrack: Evtrack):
    outcome = evtrack("serch", "label")

    assert outcome.status == 2
    assert "No such command 'serch'. Did you mean 'search'?" in outcome.err


def test_a_mistyped_command_of_a_group_is_told_too(evtrack: Evtrack):
    outcome = evtrack("claim", "edti")

    assert (outcome.status, "Did you mean 'edit'?" in outcome.err) == (2, True)


def test_a_mistyped_option_is_misuse_and_the_nearest_is_told(evtrack: Evtrack):
    outcome = evtrack("works", "--stat", "disputed")

    assert outcome.status == 2
    assert "--state" in outcome.err


def test_without_a_library_the_way_out_is_told(
    evtrack: Evtrack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)

    outcome = evtrack("status")

    assert outcome.status == 3
    assert f"There is no library in {tmp_path} or in a folder above it." in outcome.err
    assert "evtrack init" in outcome.err
    assert outcome.out == ""


def test_the_folder_one_stands_in_may_be_gone(tmp_path: Path):
    gone = tmp_path / "gone"
    gone.mkdir()
    script = "import os, cli; os.rmdir(os.getcwd()); cli.main(['status'])"

    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        cwd=gone,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
    )

    assert (done.returncode, "Traceback" in done.stderr) == (3, False)


def test_the_library_is_the_option_then_the_variable_then_the_nearest_upwards(
    evtrack: Evtrack, shipped_original: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    evtrack("init", tmp_path / "mine")
    (tmp_path / "mine" / "notes" / "deep").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "mine" / "notes" / "deep")

    assert evtrack("status", "--json").json["library"] == str(tmp_path / "mine")
    monkeypatch.setenv("EVTRACK_LIBRARY", str(shipped_original))
    assert evtrack("status", "--json").json["works"] == 43
    mine = evtrack("--library", tmp_path / "mine", "status", "--json")
    assert mine.json["works"] == 0


def test_talk_goes_to_standard_error(evtrack: Evtrack, shipped_original: Path):
    outcome = evtrack("--library", shipped_original, "works", "--work", "flynn2022deepfakes")

    assert outcome.err == "1 work\n"
    assert len(outcome.out.splitlines()) > 0


def test_a_list_without_rows_prints_nothing(evtrack: Evtrack, shipped_original: Path):
    outcome = evtrack("--library", shipped_original, "works", "--state", "retracted")

    assert (outcome.status, outcome.out, outcome.err) == (0, "", "0 works\n")


def test_an_error_with_debug_shows_its_traceback(tmp_path: Path):
    outcome = run_process("--debug", "--library", tmp_path, "status")

    assert "Traceback" in outcome.err
    assert "NotALibraryError" in outcome.err


def test_a_message_cannot_steer_the_terminal(evtrack: Evtrack, shipped_original: Path):
    outcome = evtrack("--library", shipped_original, "show", "x\x1b[2Jy\u202e")

    assert outcome.status == 3
    assert "\x1b" not in outcome.err
    assert "\u202e" not in outcome.err


def test_odd_characters_on_the_command_line_are_answered(shipped_original: Path):
    outcome = run_process("--library", shipped_original, "search", "label \udcff", "--json")

    assert outcome.status == 0
    assert json.loads(outcome.out)["query"] == "label \udcff"


def test_a_terminal_that_is_not_utf_8_still_gets_all_of_json(
    shipped_original: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")

    shown = run_process("--library", shipped_original, "show", "ding2025-4.1-1-11", "--json")

    assert "“pornographic deepfakes”" in json.loads(shown.out)["statement"]


def test_a_file_goes_to_standard_output_in_utf_8_whatever_the_terminal(
    shipped_original: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")

    outcome = run_process("--library", shipped_original, "bibliography")

    assert (outcome.status, "“fake”" in outcome.out) == (0, True)


def test_a_reader_of_the_output_may_go_away(shipped_original: Path):
    words = [sys.executable, "-m", "cli", "--library", str(shipped_original), "export"]
    with subprocess.Popen(
        words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT
    ) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.read(10)
        process.stdout.close()
        said = process.stderr.read()
    assert (process.returncode, said) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="needs a device that is full")
def test_an_output_without_room_is_told(shipped_original: Path):
    words = [sys.executable, "-m", "cli", "--library", str(shipped_original), "works"]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            words, stdout=full, stderr=subprocess.PIPE, text=True, cwd=ROOT, check=False
        )

    assert done.returncode == 3
    assert "no space is left" in done.stderr
    assert "Traceback" not in done.stderr


def many_works(path: Path, number: int) -> Path:
    entry = "@article{{{0}{1},\n  title = {{Title {1} of {0}}},\n  year = {{2020}}\n}}\n\n"
    path.write_text("".join(entry.format(path.stem, count) for count in range(number)))
    return path


def test_an_interrupted_import_leaves_the_library_as_it_was(tmp_path: Path, evtrack: Evtrack):
    evtrack("init", tmp_path / "library")
    large = many_works(tmp_path / "large.bib", 6_000)
    started = tmp_path / "library" / "library.busy"
    words = [sys.executable, "-m", "cli", "--library", str(tmp_path / "library")]
    with subprocess.Popen(
        [*words, "import", str(large)],
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        # A shell starts what it puts into the background with interrupts ignored.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    ) as process:
        # The file beside the lock says that the deed has begun.
        while process.poll() is None and not started.exists():
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        assert process.stderr
        said = process.stderr.read()

    assert process.returncode == 130
    assert said.strip() == "Interrupted; nothing was changed by the unfinished deed."
    with Library.open(tmp_path / "library") as library, library.reading() as records:
        assert records.counts()["works"] == 0
        assert records.log() == []


def test_of_two_imports_at_once_one_waits_and_both_are_done(tmp_path: Path, evtrack: Evtrack):
    root = tmp_path / "library"
    evtrack("init", root)
    words = [sys.executable, "-m", "cli", "--library", str(root), "import"]
    files = [many_works(tmp_path / f"{name}.bib", 20) for name in ("one", "two")]

    with exclusive(root, by="import by ana", seconds=1, on_wait=print):
        both = [
            subprocess.Popen([*words, str(file)], stderr=subprocess.PIPE, text=True, cwd=ROOT)
            for file in files
        ]
        said = [process.stderr.readline() for process in both if process.stderr]
    for process in both:
        process.communicate()

    assert [process.returncode for process in both] == [0, 0]
    assert all(line.startswith("Waiting for import by ana") for line in said)
    status = evtrack("--library", root, "status", "--json").json
    assert (status["works"], status["index"]) == (40, {"documents": 40, "fresh": True})


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_is_one_line_to_switch_on(evtrack: Evtrack, shell: str):
    outcome = evtrack("completion", shell)

    assert (outcome.status, len(outcome.out.splitlines())) == (0, 1)
    assert evtrack("completion", shell, "--json").json["line"] == outcome.out.strip()


def test_completion_knows_the_commands(tmp_path: Path):
    environment = {
        **os.environ,
        "_EVTRACK_COMPLETE": "zsh_complete",
        "COMP_WORDS": "evtrack bib",
        "COMP_CWORD": "1",
    }
    done = subprocess.run(
        [sys.executable, "-m", "cli"],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=environment,
        check=False,
    )

    assert "bibliography" in done.stdout


def test_colours_are_for_terminals_and_can_be_forbidden(shipped_original: Path):
    if not shutil.which("script"):
        pytest.skip("needs a terminal")
    command = f"{sys.executable} -m cli --library {shipped_original} search label"

    def on_a_terminal(**more: str) -> str:
        environment = {**os.environ, "TERM": "xterm", **more}
        done = subprocess.run(
            ["script", "-qec", command, "/dev/null"],
            capture_output=True,
            text=True,
            cwd=ROOT,
            env=environment,
            check=False,
        )
        return done.stdout

    assert "\x1b[1m" in on_a_terminal()
    assert "\x1b[" not in on_a_terminal(NO_COLOR="1")
    assert "\x1b[" not in run_process("--library", shipped_original, "search", "label").out
