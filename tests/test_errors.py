from __future__ import annotations

import inspect

from archivist import errors

FAMILY = [
    each
    for _, each in inspect.getmembers(errors, inspect.isclass)
    if issubclass(each, errors.ArchivistError)
]


def test_everything_that_is_public_is_listed() -> None:
    assert sorted(errors.__all__) == sorted(each.__name__ for each in FAMILY)


def test_every_failure_has_an_exit_code_of_its_own() -> None:
    codes = [each.exit_code for each in FAMILY]
    assert len(set(codes)) == len(codes)


def test_no_exit_code_is_taken_for_a_verdict_or_for_a_wrong_command_line() -> None:
    assert not {0, 1, 2} & {each.exit_code for each in FAMILY}


def test_the_tree_at_the_top_of_the_file_names_every_exit_code() -> None:
    drawn = inspect.getdoc(errors) or ""
    for each in FAMILY:
        line = next(line for line in drawn.splitlines() if f"{each.__name__} " in line)
        assert f" {each.exit_code}  " in line


def test_a_failure_carries_facts_and_the_way_out() -> None:
    error = errors.NoArchiveError("no archive", "run init")
    assert (str(error), error.message, error.hint) == ("no archive", "no archive", "run init")
    assert errors.ArchivistError("x").hint == ""
