"""The family of failures: what stopped archivist from looking or acting.

A finding about a file is a value (`archivist.model.finding`); an exception of this family means
that something could not be done at all. The class names the user's situation, the message holds
the facts, the hint holds the way out, and the exit code tells scripts which it was::

    ArchivistError            10  anything not named below
    ├── NoArchiveError         3  no archive.toml here or above
    ├── InvalidFileError       4  a settings, plan or item file has mistakes (all of them listed)
    ├── NotInArchiveError      5  a path that was named lies outside the archive, or does not exist
    ├── NotReadableError       6  the file system refuses: no permission, drive gone
    ├── NotWritableError       7  nothing can be written there
    ├── InvalidChoiceError     8  a value on the command line names nothing that exists
    ├── BusyError              9  another program is writing to this archive just now
    └── UnprintableError      11  a text has no room or no glyph, or a layout cannot be set

0 and 1 are verdicts (complete, something missing), 2 is a command line that click refuses.
"""

from __future__ import annotations

__all__ = [
    "ArchivistError",
    "BusyError",
    "InvalidChoiceError",
    "InvalidFileError",
    "NoArchiveError",
    "NotInArchiveError",
    "NotReadableError",
    "NotWritableError",
    "UnprintableError",
]


class ArchivistError(Exception):
    """Something could not be done.

    Args:
        message: What happened and where, in the user's language.
        hint: What the user can do about it, in the user's language.
    """

    exit_code = 10

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class NoArchiveError(ArchivistError):
    """No ``archive.toml`` was found."""

    exit_code = 3


class InvalidFileError(ArchivistError):
    """A data file has mistakes; ``message`` lists every one of them with its key."""

    exit_code = 4


class NotInArchiveError(ArchivistError):
    """A named path lies outside the archive or does not exist."""

    exit_code = 5


class NotReadableError(ArchivistError):
    """The file system refused to read."""

    exit_code = 6


class NotWritableError(ArchivistError):
    """The file system refused to write."""

    exit_code = 7


class InvalidChoiceError(ArchivistError):
    """A value on the command line names nothing that exists."""

    exit_code = 8


class BusyError(ArchivistError):
    """Another program, here or on another machine, holds the archive's lock."""

    exit_code = 9


class UnprintableError(ArchivistError):
    """A page cannot be printed as it should be: ``message`` lists every place."""

    exit_code = 11
