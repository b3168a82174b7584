"""What can go wrong, each kind with its exit code and a remedy. Anything else that is raised is a bug of ours."""

from __future__ import annotations


class BriefingError(Exception):
    """A fault that a user can mend. `exit_code` is the command's; `remedy`, if any, is printed on a line of its own."""

    exit_code = 2

    def __init__(self, message: str, remedy: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy


class UsageError(BriefingError):
    """A wrong call."""


class ConfigError(BriefingError):
    """A fault in a config file or a file that it names: where it stands, what was found, what was expected."""

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
    """No source could be read."""

    exit_code = 3


class RenderError(BriefingError):
    """A template or the PDF could not be rendered."""

    exit_code = 4


class DeliveryError(BriefingError):
    """Somebody was not served."""

    exit_code = 5


class StateError(BriefingError):
    """The state folder, or the output folder, cannot be used."""

    exit_code = 6


class CitationError(BriefingError):
    """A citation does not hold."""

    exit_code = 7
