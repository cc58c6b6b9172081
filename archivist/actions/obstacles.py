"""What keeps an operation from being done: files that are not as it expects them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from archivist.model.operation import Operation, Step, StepKind
from archivist.store.durable import digest_of
from archivist.store.inside import inside


def obstacles(root: Path, operation: Operation) -> tuple[str, ...]:
    """Return the paths at which something else lies than an operation expects.

    What the system keeps from being read is none of them: it may be as it was, so it is tried.

    Args:
        root: The archive, in the form in which the system takes long paths.
        operation: None of whose steps is done yet.
    """
    found: dict[str, None] = {}
    touched: set[str] = set()
    for step in operation.work:
        for path, sha256 in _expected(step):
            if path not in touched and not _holds(root, path, sha256):
                found[path] = None
            touched.add(path)
    return tuple(found)


def _expected(step: Step) -> Iterator[tuple[str, str]]:
    """Yield what a step expects to lie where: a digest, empty for nothing."""
    if step.kind is StepKind.MOVE:
        yield step.source, step.sha256
    yield step.path, step.sha256 if step.kind is StepKind.ASIDE else step.before


def _holds(root: Path, path: str, sha256: str) -> bool:
    try:
        return digest_of(inside(root, path)) == sha256
    except PermissionError:
        return True
    except (OSError, ValueError):
        return False
