"""The command line: parse, wire, print, exit code. No logic of its own; heavy modules are imported by the command that
needs them."""

from __future__ import annotations

import argparse
import errno
import re
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from briefing import __version__
from briefing.commands import MODULES, command
from briefing.errors import BriefingError, UsageError
from briefing.reports.terminal import Terminal, ready_streams, silence
from briefing.running.stops import Stopped, stoppable
from briefing.running.workers import seldom_collected
from briefing.text import day_of

EXITS = """exit codes: 0 done; 2 wrong call or configuration; 3 nothing could be read; 4 rendering failed;
5 delivery failed for somebody; 6 the state folder cannot be used; 7 a citation does not hold"""
AN_EDITION = "a folder, a date in out/, today, latest, or an edition's PDF"


class _Parser(argparse.ArgumentParser):
    """Faults in a call leave as UsageError, so that they look like all others."""

    def error(self, message: str) -> None:  # type: ignore[override]
        raise UsageError(message.removeprefix("argument "), f"see `{self.prog} --help`")


def parser() -> argparse.ArgumentParser:
    """All commands, options and their help."""
    top = _Parser(
        prog="briefing",
        description="From a folder of source files to a dated brief in which every sentence is quoted and cited.",
        epilog=EXITS,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    top.add_argument("--version", action="version", version=f"briefing {__version__}")
    shared = _Parser(add_help=False)
    shared.add_argument(
        "--config", metavar="FILE", help="the config (default: ./config.yaml, else the packaged defaults)"
    )
    shared.add_argument(
        "--quiet", action="store_true", help="no progress and no messages but faults; `build` prints nothing at all"
    )
    commands = top.add_subparsers(dest="command", metavar="COMMAND", required=True)

    def adding(name: str, text: str) -> argparse.ArgumentParser:
        about = text[0].upper() + text[1:] + "."
        made = commands.add_parser(name, parents=[shared], help=text, description=about, epilog=EXITS)
        made.set_defaults(parser=made)
        return made

    build = adding("build", "make the edition of a day: sources → out/DATE/")
    build.add_argument(
        "--date", type=_day, metavar="D", help="the day, such as 2024-11-19 (default: today in the config's time zone)"
    )
    build.add_argument("--from", dest="begins", type=_day, metavar="D", help="with --to: the first of several days")
    build.add_argument("--to", type=_day, metavar="D", help="the last of several days: a week in one edition")
    build.add_argument(
        "--out", type=Path, metavar="DIR", help="the folder of editions (default: out/ beside the config)"
    )
    build.add_argument("--formats", type=_words, metavar="LIST", help="html,pdf,txt,… (default: as in the config)")
    build.add_argument("--alone", action="store_true", help="as if there were no edition before")
    _workers(build)

    inspect = adding("inspect", "show how each file is read: what is kept, what is set aside and why")
    _paths(inspect)
    inspect.add_argument("--json", action="store_true", help="one JSON object a line and article")

    stories = adding("stories", "show which articles are copies of each other and which report the same event")
    _paths(stories)
    stories.add_argument("--json", action="store_true", help="one JSON object")
    stories.add_argument("--explain", nargs=2, metavar=("A", "B"), help="why two files are or are not in one story")

    summarize = adding("summarize", "all files as one story: one extract of at most N words")
    _paths(summarize)
    summarize.add_argument(
        "--words", type=_number, default=250, metavar="N", help="at most so many words (default: 250)"
    )
    summarize.add_argument(
        "--summarizer", metavar="NAME", help="the algorithm, or package.module:function (default: coverage)"
    )
    summarize.add_argument("--json", action="store_true", help="one JSON object")

    explain = adding("explain", "show why a statement stands where it stands, or why words are not printed")
    explain.add_argument("edition", metavar="EDITION", help=AN_EDITION)
    explain.add_argument(
        "statement",
        metavar="STATEMENT-ID",
        help="its id in brief.json, such as s0123456789, or words of it, or of any source",
    )

    changes = adding("changes", "show what is new, what changed and what is gone since the edition before")
    changes.add_argument("edition", nargs="?", default="latest", metavar="EDITION", help=AN_EDITION)
    changes.add_argument("--since", metavar="EDITION", help="held against this edition's day instead")
    changes.add_argument("--json", action="store_true", help="one JSON object")

    verify = adding("verify", "prove every citation and every printed page of an edition again")
    verify.add_argument("edition", metavar="EDITION", help=AN_EDITION)
    verify.add_argument(
        "--sources", type=Path, metavar="DIR", help="the folder that the original files' paths are relative to"
    )
    verify.add_argument(
        "--without-originals", action="store_true", help="originals that are not at hand are listed, and are no fault"
    )
    verify.add_argument("--strict", action="store_true", help="an edition that cannot be made again is a fault too")

    search = adding("search", "find statements in all editions, by their words and by who says them")
    search.add_argument(
        "words",
        nargs="*",
        metavar="WORD",
        help='a word, bridg* for its beginning, or "two words" that follow each other',
    )
    search.add_argument("--speaker", metavar="S", help="said by this person or body, under all forms of the name")
    search.add_argument("--outlet", metavar="O", help="quoted from an outlet with these words in its name")
    search.add_argument("--section", metavar="ID", help="printed in this section, such as decision")
    search.add_argument("--from", dest="first", type=_day, metavar="D", help="in editions of this day and later ones")
    search.add_argument("--to", dest="last", type=_day, metavar="D", help="in editions of this day and earlier ones")
    search.add_argument("--limit", type=_number, default=20, metavar="N", help="at most so many (default: 20)")
    _library(search)

    people = adding("people", "show who is quoted in all editions; of a NAME, what they said and when")
    people.add_argument("name", nargs="?", metavar="NAME", help="a person or body, by the surname or the whole name")
    _library(people)

    impact = adding("impact", "show every edition and statement that rests on a source")
    impact.add_argument("source", metavar="PATH|URL|SHA256", help="a file, an address, or a digest or its beginning")
    _library(impact)

    send = adding("send", "mail an edition; never twice to the same recipient")
    send.add_argument("edition", metavar="EDITION", help="a folder, a date in out/, today, or latest")
    send.add_argument(
        "--to", action="append", metavar="ADDRESS", help="instead of the config's recipients; may be repeated"
    )
    send.add_argument("--dry-run", action="store_true", help="show everything, open no connection")
    send.add_argument("--status", action="store_true", help="show what the journal knows of this edition")
    send.add_argument("--revised", action="store_true", help="the edition has changed: everyone gets the new one")
    send.add_argument("--past", action="store_true", help="send an edition that is not of today")
    send.add_argument(
        "--resend-unknown", action="store_true", help="send again where it is not known whether the mail arrived"
    )

    fetch = adding("fetch", "bring in what `intake:` in the config names; nothing is fetched twice")
    fetch.add_argument(
        "--date",
        type=_day,
        metavar="D",
        help="the day whose folder it goes to (default: today in the config's time zone)",
    )
    fetch.add_argument("--dry-run", action="store_true", help="show what would be asked, open no connection")
    fetch.add_argument("--json", action="store_true", help="one JSON object")

    morning = adding("morning", "fetch, build, verify and, with --send, send; the first step that fails ends it")
    morning.add_argument(
        "--date", type=_day, metavar="D", help="the day of the edition (default: today in the config's time zone)"
    )
    morning.add_argument("--send", action="store_true", help="mail the edition too")
    _where(morning)
    morning.set_defaults(parsed=_parsed)

    schedule = adding("schedule", "print what runs `morning` every day: a systemd timer, else a crontab")
    schedule.add_argument("--at", type=_time, default="06:00", metavar="HH:MM", help="when (default: 06:00)")
    schedule.add_argument("--send", action="store_true", help="mail the edition too")
    schedule.add_argument(
        "--by", choices=("systemd", "crontab", "launchd"), help="what runs it (default: what this machine has)"
    )
    schedule.add_argument("--install", action="store_true", help="set it up for this user")

    desk = adding("desk", "open the edition in a browser on this machine: read, question, change, approve, send")
    desk.add_argument(
        "--date", type=_day, metavar="D", help="the day (default: that of the newest edition, else today)"
    )
    desk.add_argument("--port", type=_number, metavar="N", help="the port (default: 8640, else one that is free)")
    desk.add_argument("--read-only", action="store_true", help="nothing can be changed")
    desk.add_argument("--no-browser", action="store_true", help="print the link, open no browser")
    desk.add_argument(
        "--behind-proxy",
        metavar="URL",
        help="the address that browsers see; it says who they are (docs/desk.md)",
    )
    desk.add_argument("--proxy-key", type=Path, metavar="FILE", help="the secret that only the proxy knows")
    desk.set_defaults(parse=lambda words: parser().parse_args(words))  # for the commands that it calls

    adding("check", "check configuration, templates and sources; nothing is written")

    config = adding("config", "print the configuration in force as YAML: the file's values, and defaults")
    config.add_argument("--all", action="store_true", help="each key under a line that says what it does")

    init = adding("init", "make a starter folder: a short config.yaml and sample sources")
    init.add_argument("folder", type=Path, metavar="DIR")
    return top


def _paths(command: argparse.ArgumentParser) -> None:
    command.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="a file or a folder (read recursively)")
    _workers(command)


def _workers(command: argparse.ArgumentParser) -> None:
    command.add_argument("--jobs", type=_number, metavar="N", help="processes for reading (default: one a processor)")
    _where(command)


def _where(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--workers",
        metavar="W",
        help="processes, here, dask, tcp://127.0.0.1:PORT or tls://HOST:PORT (as in the config)",
    )


def _library(command: argparse.ArgumentParser) -> None:
    command.add_argument("--json", action="store_true", help="one JSON object")
    command.add_argument(
        "--out", type=Path, metavar="DIR", help="the folder of editions (default: out/ beside the config)"
    )


def _day(text: str) -> date:
    day = day_of(text)
    if day is None:
        raise argparse.ArgumentTypeError(f"found {text!r}, expected a day such as 2024-11-19")
    return day


def _time(text: str) -> str:
    if not re.fullmatch(r"(?:[01]\d|2[0-3]):[0-5]\d", text):
        raise argparse.ArgumentTypeError(f"found {text!r}, expected a time such as 06:30")
    return text


def _number(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"found {text!r}, expected a whole number of at least 1") from None


def _words(text: str) -> tuple[str, ...]:
    found = tuple(word.strip() for word in text.split(",") if word.strip())
    if not found:  # a variable that was not set, as a rule; what is there would be taken away
        raise argparse.ArgumentTypeError(f"found {text!r}, expected formats such as html,pdf,txt")
    return found


def _parsed(arguments: Sequence[str]) -> argparse.Namespace:
    """The call. Raises UsageError, with the nearest word for a command or an option that there is not."""
    first = arguments[0] if arguments else "--help"
    known = [name for names in MODULES.values() for name in names]
    if first.startswith("-"):
        if not any(option.startswith(first) for option in ("-h", "--help", "--version")):
            raise UsageError(f"found {first!r}, expected a command first", f"write `briefing COMMAND … {first} …`")
    elif first not in known:
        raise _unknown(first, "a command", known, "briefing")
    args, rest = parser().parse_known_args(arguments)
    if rest:
        options = re.findall(r"(?<!\w)--[\w-]+", args.parser.format_help())
        if not rest[0].startswith("-"):
            raise UsageError(f"found {rest[0]!r}, expected nothing more", f"see `{args.parser.prog} --help`")
        raise _unknown(rest[0].partition("=")[0], "an option", sorted(set(options)), args.parser.prog)
    return args


def _unknown(found: str, what: str, known: Sequence[str], program: str) -> UsageError:
    from difflib import get_close_matches

    by_letters = {name.lstrip("-"): name for name in known}  # the dashes of options would make any two alike
    nearest = get_close_matches(found.lstrip("-"), list(by_letters), n=1, cutoff=0.5)
    hint = f"did you mean {by_letters[nearest[0]]!r}?" if nearest else f"see `{program} --help`"
    return UsageError(f"found {found!r}, expected {what}: {', '.join(known)}", hint)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; returns its exit code. User errors print a message and a remedy; anything else propagates."""
    ready_streams()
    terminal = Terminal()
    try:
        args = _parsed(sys.argv[1:] if arguments is None else arguments)
        terminal.quiet = args.quiet
        with stoppable(), seldom_collected():
            code = command(args.command)(args, terminal)
        terminal.flush()
    except BriefingError as fault:
        terminal.fault(fault.message, fault.remedy)
        return fault.exit_code
    except BrokenPipeError:  # the reader of a pipe (head, less) has gone
        silence(sys.stdout)
        return 0
    except OSError as fault:
        if fault.errno != errno.ENAMETOOLONG:
            raise
        terminal.fault(f"{str(fault.filename)[:60]}…: is too long for a path", "give a shorter one")
        return UsageError.exit_code
    except KeyboardInterrupt:
        terminal.fault("interrupted; the previous edition is untouched")
        return 130
    except Stopped as fault:
        terminal.fault("stopped; the previous edition is untouched")
        return int(fault.code or 0)
    return code


if __name__ == "__main__":
    sys.exit(main())
