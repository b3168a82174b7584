"""What can go wrong, each kind with its exit code and a remedy. Anything else that is raised is a bug of ours."""

from __future__ import annotations


class BriefingError(Exception):
    """A fault that a user can mend. `exit_code` is the command's; `remedy`, if any, is printed on a line of its own.

    >>> try:
    ...     briefing.load_config("nowhere.yaml")
    ... except briefing.BriefingError as fault:
    ...     print(fault.exit_code, fault.message, fault.remedy, sep="; ")
    2; nowhere.yaml: cannot be read: No such file or directory; `briefing init DIR` makes one
    """

    exit_code = 2

    def __init__(self, message: str, remedy: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy


class UsageError(BriefingError):
    """A wrong call.

    >>> briefing.build("nowhere", day="2026-03-03")
    Traceback (most recent call last):
    briefing.errors.UsageError: sources: nowhere is not there
    """


class ConfigError(BriefingError):
    """A fault in a config file or a file that it names: where it stands, what was found, what was expected.

    >>> briefing.load_config("nowhere.yaml")
    Traceback (most recent call last):
    briefing.errors.ConfigError: nowhere.yaml: cannot be read: No such file or directory
    """

    def __init__(
        self,
        message: str,
        *,
        file: str | None = None,
        line: int | None = None,
        column: int | None = None,
        remedy: str | None = None,
    ) -> None:
        place = ":".join(str(part) for part in (file, line, column) if part is not None)
        super().__init__(f"{place}: {message}" if place else message, remedy)
        self.file, self.line, self.column = file, line, column


class NothingReadError(BriefingError):
    """No source could be read.

    >>> briefing.build([], day="2026-03-03")
    Traceback (most recent call last):
    briefing.errors.NothingReadError: nothing could be read of the sources (there are no files)
    """

    exit_code = 3


class RenderError(BriefingError):
    """A template or the PDF could not be rendered.

    >>> briefing.RenderError("brief.html.j2:3: 'titel' is undefined").exit_code
    4
    """

    exit_code = 4


class DeliveryError(BriefingError):
    """Somebody was not served.

    >>> briefing.DeliveryError("1 of 3 recipients was not served").exit_code
    5
    """

    exit_code = 5


class StateError(BriefingError):
    """The state folder, or the output folder, cannot be used.

    >>> briefing.StateError("cannot write the edition to out").exit_code
    6
    """

    exit_code = 6


class CitationError(BriefingError):
    """A citation does not hold.

    >>> briefing.CitationError("1 statement cannot be relied on").exit_code
    7
    """

    exit_code = 7
