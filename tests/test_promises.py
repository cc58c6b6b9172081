"""Promise 1: no code path deletes, overwrites or re-encodes a user's file.

Every call that could is in the table below, with the reason why it does none of that; a new one
fails until it is thought through and added.
"""

from __future__ import annotations

import ast
import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from archivist.actions.undo import undo
from archivist.model.operation import Result, Verb
from archivist.store.operations import writing
from tests.guard import BrokenPromiseError, guarded
from tests.store.archive_of_files import NEW, NOW, SIDECAR, filing, importing, make_archive

PACKAGE = Path(__file__).resolve().parent.parent / "archivist"
ENDING = {"unlink", "rmdir", "remove", "removedirs", "rmtree", "truncate", "ftruncate"}
MAKING = {"write_text", "write_bytes", "touch", "copyfile", "copy", "copy2", "copytree", "move"}
MOVING = {"rename", "renames", "replace", "link", "symlink", "hardlink_to", "symlink_to"}
_WRITES = re.compile(r"[wax][bt+]*\Z|r[bt]*\+[bt]*\Z")
TEXTUAL = {"replace", "move", "copy", "remove"}
"""Methods of strings, dates, lists and archives as well."""

OWN = "writes or takes away its own temporary neighbour, made a moment before"
NEVER_OVER = "moves its own finished neighbour onto a name that is free"
TEMPORARY = "a temporary folder of our own"
THUMBS = "small pictures of our own making: derived, made again"
ALLOWED = {
    "store/backup/drive.py:write open": "mode x: fails where something is",
    "store/backup/place.py:close_place rmdir": "our own folder in which files lay beside",
    "store/backup/place.py:close_place unlink": "our own note that a restore is not finished",
    "store/backup/pruning.py:_remove rename": "a snapshot of ours that --keep does not keep",
    "store/backup/pruning.py:_sweep unlink": "a copy of ours in a backup that no snapshot names",
    "store/backup/sweeping.py:remove_snapshot rmdir": "our own snapshot, named away just before",
    "store/backup/writing.py:_appear rename": NEVER_OVER,
    "store/byte_lock.py:write_words ftruncate": "the lock file in archivist's own folder",
    "store/case_file.py:keep_only unlink": "what we remember of studios that are no more: derived",
    "store/catalog.py:open unlink": "a damaged catalog: derived, rebuilt from the files",
    "store/derived.py:discard unlink": "a damaged database: derived, rebuilt from the files",
    "store/derived.py:open unlink": "a damaged database: derived, rebuilt from the files",
    "store/disc_images.py:new_image open": "mode x: fails where something is",
    "store/durable.py:_new open": "mode x: fails where something is",
    "store/durable.py:discard unlink": OWN,
    "store/index/committing.py:_write open": OWN,
    "store/index/committing.py:_write unlink": "a name of our own under which we write next",
    "store/index/committing.py:_write replace": "the state of our own index, which is derived",
    "store/index/committing.py:prepare unlink": "the state of an index that is not there any more",
    "store/index/committing.py:sweep unlink": "names of our own index that it does not list",
    "store/index/compound_writing.py:__init__ open": "mode x: fails where something is",
    "store/index/rebuilding.py:set_aside rename": "our own index, derived, which cannot be used",
    "store/index/rebuilding.py:set_aside rmtree": "our own index that was set aside before",
    "store/index/rebuilding.py:set_aside unlink": "the state of our own index, which is derived",
    "store/index/segment_writing.py:discard unlink": OWN,
    "store/journal.py:_write open": "mode a: the journal only grows",
    "store/journal.py:_write truncate": "takes back what it could append only in part",
    "store/kept.py:put_aside replace": "the same content by itself, among the kept files",
    "store/moving.py:_leave rmdir": "an empty folder that archivist made",
    "store/moving.py:_put replace": "a description of known content, which is kept just before",
    "store/pack_kinds.py:_poured open": "an entry of our own new ZIP",
    "store/pack_kinds.py:pour open": "an entry of our own new ZIP",
    "store/packing.py:_appear rename": "our own finished folder, onto a name that is free",
    "store/packing.py:_clear rmdir": OWN,
    "store/packing.py:_zip open": "mode x: fails where something is",
    "store/renaming.py:_reserve_and_rename open": "mode x: fails where something is",
    "store/renaming.py:_reserve_and_rename rename": "replaces the placeholder made just before",
    "store/renaming.py:rename_new rename": "on Windows alone, where it refuses a taken name",
    "store/thumbs.py:_discard unlink": THUMBS,
    "store/thumbs.py:_lay_aside write_bytes": THUMBS,
    "store/thumbs.py:_put open": THUMBS,
    "store/thumbs.py:_put replace": THUMBS,
    "store/verify_memory.py:_write open": "mode a: which files were found to be right, derived",
    "store/writing.py:remove_own unlink": "a preview of ours, unchanged, of a page that is no more",
    "store/writing.py:replace_file open": OWN,
    "store/writing.py:replace_file replace": "our own status or report, or an unchanged print",
    "store/writing.py:replace_file unlink": OWN,
    "formats/press/drawing.py:draw_pages write_bytes": TEMPORARY,
    "formats/press/folder.py:sweep rmtree": "temporary folders of our own, a day old",
    "formats/press/font_work.py:_laid copyfile": TEMPORARY,
    "formats/press/font_work.py:fonts_for write_text": TEMPORARY,
    "formats/press/preview.py:preview write_bytes": TEMPORARY,
    "formats/press/hold.py:holding open": TEMPORARY,
    "formats/press/hold.py:is_given_up open": TEMPORARY,
    "formats/press/staging.py:_copy open": TEMPORARY,
    "formats/press/staging.py:stage open": TEMPORARY,
    "formats/press/staging.py:stage write_bytes": TEMPORARY,
    "formats/press/staging.py:stage write_text": TEMPORARY,
    "formats/press/work.py:compile_folder write_bytes": TEMPORARY,
    "formats/press/work.py:compile_folder write_text": TEMPORARY,
    "formats/press/work.py:ending_after open": "the null device",
    "formats/workbook/writing.py:_put open": OWN,
    "formats/workbook/writing.py:_put unlink": OWN,
    "formats/workbook/writing.py:_move_in link": NEVER_OVER,
    "formats/workbook/writing.py:_move_in rename": NEVER_OVER,
}


def risky(path: Path) -> Iterator[str]:
    """Yield the calls in a module that could end, make or replace a file, with their function."""
    name = path.relative_to(PACKAGE).as_posix()
    tree = ast.parse(path.read_text(encoding="utf-8"))
    yield from (f"{name}:{where} {call}" for where, call in _calls(tree, ""))


def _calls(node: ast.AST, where: str) -> Iterator[tuple[str, str]]:
    for child in ast.iter_child_nodes(node):
        inner = child.name if isinstance(child, ast.FunctionDef) else where
        if isinstance(child, ast.Call) and (called := _risk(child)):
            yield inner, called
        yield from _calls(child, inner)


def _risk(call: ast.Call) -> str:
    owner = ast.unparse(call.func.value) if isinstance(call.func, ast.Attribute) else ""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else ""
    name = call.func.id if isinstance(call.func, ast.Name) else name
    if name == "open":
        return name if _opens_for_writing(call, owner) else ""
    # A bare name is a function that was imported; those that make files are methods.
    if name not in ENDING | MOVING | (MAKING if owner else set()):
        return ""
    by_module = owner in {"os", "shutil"}
    # A path's replace() takes one place, a string's takes two texts, a date's takes names.
    textual = name in TEXTUAL and (len(call.args) != 1 or name != "replace" or bool(call.keywords))
    return name if by_module or not textual else ""


def _opens_for_writing(call: ast.Call, owner: str) -> bool:
    if owner == "os":
        flags = " ".join(ast.unparse(each) for each in call.args[1:])
        writes = any(word in flags for word in ("O_WRONLY", "O_RDWR", "O_CREAT"))
        return writes and "devnull" not in ast.unparse(call.args[0])
    modes = [*call.args, *(word.value for word in call.keywords if word.arg == "mode")]
    texts = [each.value for each in modes if isinstance(each, ast.Constant)]
    return any(isinstance(text, str) and _WRITES.match(text) is not None for text in texts)


def test_every_call_that_could_end_a_file_was_thought_through() -> None:
    found = {call for path in PACKAGE.rglob("*.py") for call in risky(path)}
    assert sorted(found - set(ALLOWED)) == [], "new: may it touch a user's file?"
    assert sorted(set(ALLOWED) - found) == [], "gone: take it off the list"


@pytest.mark.parametrize(
    "code",
    [
        "p.unlink()",
        "os.remove(p)",
        "shutil.rmtree(p)",
        "p.open('w')",
        "open(p, mode='ab')",
        "p.open('r+b')",
        "os.open(p, os.O_RDWR)",
        "p.write_bytes(b'')",
        "p.replace(q)",
        "os.replace(p, q)",
        "p.rename(q)",
        "os.truncate(p, 0)",
        "shutil.copyfile(p, q)",
        "shutil.move(p, q)",
    ],
)
def test_such_calls_are_found(code: str) -> None:
    assert [where for where, _call in _calls(ast.parse(f"def f(p, q):\n    {code}"), "")] == ["f"]


@pytest.mark.parametrize("code", ["p.open('rb')", "open(p)", "s.replace('a', 'b')", "l.remove(x)"])
def test_others_are_not(code: str) -> None:
    assert list(_calls(ast.parse(code), "")) == []


BREACHES: dict[str, Callable[[Path], object]] = {
    "written": lambda path: path.write_bytes(b""),
    "appended to": lambda path: path.open("ab"),
    "opened for both": lambda path: os.open(path, os.O_RDWR),
    "removed": lambda path: path.unlink(),
    "truncated": lambda path: os.truncate(path, 0),
    "replaced": lambda path: (path.parent / "b").replace(path),
    "copied over": lambda path: shutil.copyfile(path.parent / "b", path),
    "removed with its folder": lambda path: shutil.rmtree(path.parent),
}


@pytest.mark.parametrize("breach", BREACHES)
def test_the_guard_bites(breach: str, tmp_path: Path) -> None:
    path = tmp_path / "甲" / "a.jpg"
    path.parent.mkdir()
    path.write_bytes(b"a photo")
    (path.parent / "b").write_bytes(b"b")
    with pytest.raises(BrokenPromiseError), guarded(tmp_path):
        BREACHES[breach](path)
    assert path.read_bytes() == b"a photo"


def test_an_error_that_is_swallowed_still_counts(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    path.write_bytes(b"a photo")
    with pytest.raises(BrokenPromiseError), guarded(tmp_path), suppress(AssertionError):
        path.unlink()


def test_the_guard_lets_pass_what_is_allowed(tmp_path: Path) -> None:
    for name in ("a.jpg", "a.jpg.xmp", "item.toml", ".~archivist-ab.tmp"):
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / ".archivist").mkdir()
    (tmp_path / ".archivist" / "lock").write_bytes(b"x")
    with guarded(tmp_path):
        assert (tmp_path / "a.jpg").read_bytes() == b"x"
        (tmp_path / "a.jpg").rename(tmp_path / "b.jpg")
        (tmp_path / "new").write_bytes(b"y")
        (tmp_path / "new").unlink()
        (tmp_path / "item.toml").write_bytes(b"y")
        (tmp_path / ".~archivist-ab.tmp").unlink()
        (tmp_path / ".archivist" / "lock").unlink()
    (tmp_path / "b.jpg").unlink()


def test_operations_and_taking_them_back_keep_the_promise(tmp_path: Path) -> None:
    root = make_archive(tmp_path / "库")
    with guarded(tmp_path):
        with writing(root, Verb.FILE, NOW) as session:
            session.keep(NEW)
            session.keep(SIDECAR)
            deeds = list(session.carry_out([filing(), importing(root)]))
        assert {deed.result for deed in deeds} == {Result.DONE}
        assert undo(root, 1, NOW).complete
