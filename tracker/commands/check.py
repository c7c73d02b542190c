"""`evtrack check`: look for faults in works, claims, figures and chains."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict
from difflib import get_close_matches
from importlib.metadata import PackageNotFoundError, version
from inspect import getdoc
from pathlib import Path

import click

from evidence.checks import CHECKS
from tracker.actions.fix_findings import FixReport, fix_findings
from tracker.actions.keep_baseline import read_baseline, write_baseline
from tracker.actions.run_checks import CheckedLibrary, run_checks
from tracker.commands.look import look_here
from tracker.commands.options import emit_json, json_option, now, pass_library, say
from tracker.library import Library
from tracker.render.findings_json import report_object, sarif, workflow_commands
from tracker.render.findings_text import checks_text, findings_text
from tracker.render.lists import counted
from tracker.render.terminal import finished, paragraph

_SUMMARIES = {check.NAME: (getdoc(check) or "").partition("\n\n")[0] for check in CHECKS}
_FOUND = 1


def _known(_context: click.Context, _parameter: click.Parameter, codes: Sequence[str]) -> list[str]:
    for code in codes:
        if code not in _SUMMARIES:
            near = get_close_matches(code, _SUMMARIES, n=3, cutoff=0.5)
            meant = f" Did you mean {' or '.join(near)}?" if near else ""
            raise click.BadParameter(
                f"there is no check “{code}”.{meant} `evtrack check --list` names them all."
            )
    return list(codes)


def _list(context: click.Context, _parameter: click.Parameter, is_wanted: bool) -> None:
    if is_wanted:
        click.echo(checks_text(CHECKS, _SUMMARIES, look=look_here()))
        context.exit()


def _explain(context: click.Context, parameter: click.Parameter, code: str | None) -> None:
    if code is not None:
        _known(context, parameter, [code])
        check = next(check for check in CHECKS if code == check.NAME)
        click.echo(f"{check.NAME} ({check.SEVERITY})\n\n{getdoc(check)}")
        context.exit()


@click.command(
    epilog="Example: evtrack check, or evtrack check disputed-figure --json. Exit status 1: found."
)
@click.argument("codes", metavar="[CODE]...", nargs=-1, callback=_known)
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json", "sarif", "github"]),
    default="text",
    show_default=True,
    help="Text to read, data, SARIF 2.1.0, or workflow commands of GitHub Actions.",
)
@click.option(
    "--baseline",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Let the findings in this file stand, and fail only on new ones.",
)
@click.option(
    "--write-baseline",
    "baseline_to",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write all findings there are into a baseline, and leave with exit status 0.",
)
@click.option(
    "--all",
    "with_all",
    is_flag=True,
    help="Show findings that were waived, or are known from the baseline, as well.",
)
@click.option(
    "--fix", is_flag=True, help="Show what would be mended, where a check is sure how; see --yes."
)
@click.option("--yes", is_flag=True, help="With --fix: mend it, in one change.")
@click.option(
    "--list",
    is_flag=True,
    callback=_list,
    expose_value=False,
    is_eager=True,
    help="Name every check, and leave.",
)
@click.option(
    "--explain",
    metavar="CODE",
    callback=_explain,
    expose_value=False,
    is_eager=True,
    help="Tell what one check looks for and what to do, and leave.",
)
@json_option
@pass_library
def command(
    library: Library,
    codes: Sequence[str],
    format_: str,
    baseline: Path | None,
    baseline_to: Path | None,
    *,
    with_all: bool,
    fix: bool,
    yes: bool,
    as_json: bool,
) -> int:
    """Look for faults in works, claims, figures and chains.

    Without CODE, every check is run. What nobody could check is told beside what was found.
    """
    if yes and not fix:
        raise click.UsageError("--yes goes with --fix.")
    if fix:
        report = fix_findings(library, now=now(), only=codes, is_applied=yes)
        _emit_fixes(report, as_json=as_json or format_ == "json")
        return _FOUND if report.remaining or (report.fixes and not yes) else 0
    known = read_baseline(baseline) if baseline else ()
    checked = run_checks(library, now=now(), only=codes, baseline=known)
    if baseline_to:
        written = write_baseline(checked.report, baseline_to)
        say(f"Wrote {counted(written, 'finding')} into {baseline_to}.")
        return 0
    _WRITERS["json" if as_json else format_](checked, with_all)
    return _FOUND if checked.report.findings else 0


def _emit_fixes(report: FixReport, *, as_json: bool) -> None:
    if as_json:
        emit_json(
            {
                "fixes": [asdict(each) for each in report.fixes],
                "applied": report.is_applied,
                "remaining": report.remaining,
            }
        )
        return
    look = look_here()
    lines: list[str] = []
    for each in report.fixes:
        told = f"“{each.before}” → “{each.after}”" if each.after else f"“{each.before}” → removed"
        lines += paragraph(f"{each.work}  {each.field}  ", told, look=look, indent=4)
    done = "Mended" if report.is_applied else "Would mend"
    lines.append(f"{done} {counted(len(report.fixes), 'field')}; {_staying(report.remaining)}.")
    if report.fixes and not report.is_applied:
        lines.append("Nothing was changed yet: `evtrack check --fix --yes` does it.")
    click.echo(finished("\n".join(lines), look))


def _staying(remaining: int) -> str:
    return f"{counted(remaining, 'finding')} on works must be looked at by hand"


def _write_text(checked: CheckedLibrary, with_all: bool) -> None:
    text = findings_text(checked.report, _SUMMARIES, look=look_here(), with_all=with_all)
    click.echo(text)


def _write_json(checked: CheckedLibrary, _with_all: bool) -> None:
    emit_json(report_object(checked.report, checked.files))


def _write_sarif(checked: CheckedLibrary, _with_all: bool) -> None:
    emit_json(sarif(checked.report, CHECKS, checked.files, version=_version()))


def _write_github(checked: CheckedLibrary, _with_all: bool) -> None:
    click.echo(workflow_commands(checked.report, checked.files), nl=False)


def _version() -> str:
    try:
        return version("evtrack")
    except PackageNotFoundError:
        return "0"


_WRITERS: dict[str, Callable[[CheckedLibrary, bool], None]] = {
    "text": _write_text,
    "json": _write_json,
    "sarif": _write_sarif,
    "github": _write_github,
}
