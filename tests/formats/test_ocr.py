"""Recognition of pages with the real engine, where the extra is installed."""

from __future__ import annotations

import socket
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from archivist.formats import ocr
from archivist.formats.ocr import available, recognise
from archivist.formats.ocr_pages import PageFailedError, PageReader
from archivist.formats.text.failing import TextError
from archivist.model.facts import Defect
from tests.formats.scans import LINES, TEXT, a_scan, a_scanned_pdf, a_tiff, errors

real = pytest.mark.skipif(not available(), reason="the extra “ocr” is not installed")
TOLERATED = 0.01


@pytest.fixture
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_arguments: object, **_more: object) -> None:
        raise AssertionError("recognition asked the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@real
@pytest.mark.usefixtures("_no_network")
@pytest.mark.filterwarnings("default")
@pytest.mark.parametrize(
    ("turned", "askew", "noisy"),
    [
        pytest.param(0, 0.0, False, id="clean"),
        pytest.param(0, 1.5, True, id="noisy and askew"),
        pytest.param(90, 0.0, False, id="on its right side"),
        pytest.param(180, 0.0, True, id="upside down"),
        pytest.param(270, -1.0, False, id="on its left side"),
    ],
)
def test_a_page_is_read_however_it_lies(
    turned: int, askew: float, noisy: bool, tmp_path: Path
) -> None:
    path = tmp_path / "a.png"
    a_scan(turned=turned, askew=askew, noisy=noisy).save(path)
    found = recognise(path, 1)
    assert errors(found.text, TEXT) <= TOLERATED
    assert found.text.split("\n")[0] == LINES[0]
    assert "开展测流仪器理论授课" in found.text
    assert found.rotation == (360 - turned) % 360
    assert 0.9 <= found.confidence <= 1
    assert found.engine.startswith("rapidocr 3.")


@real
def test_scans_are_read_in_a_process_of_their_own(tmp_path: Path) -> None:
    pdf, tiff, none = (tmp_path / name for name in ("a.pdf", "a.tif", "b.tif"))
    second = a_scan(("第二页", "河套灌区测流创新工作室签到表"))
    pdf.write_bytes(a_scanned_pdf(a_scan(), second))
    tiff.write_bytes(a_tiff(a_scan(), second))
    none.write_bytes(b"II*\0" + b"\xff" * 100)
    with PageReader() as reader:
        assert reader.engine().startswith("rapidocr")
        page = reader.read(pdf, 2)
        assert (page.text, page.frames) == ("第二页\n河套灌区测流创新工作室签到表", 1)
        page = reader.read(tiff, 2)
        assert (page.text, page.frames) == ("第二页\n河套灌区测流创新工作室签到表", 2)
        assert errors(reader.read(tiff, 1).text, TEXT) <= TOLERATED
        for path, number in ((pdf, 3), (tiff, 3), (none, 1), (tmp_path / "gone.tif", 1)):
            with pytest.raises(PageFailedError) as caught:
                reader.read(path, number)
            assert caught.value.defect not in {Defect.CRASHED, Defect.TIMEOUT}


@real
def test_the_engine_says_nothing_and_asks_for_nothing(tmp_path: Path) -> None:
    a_scan(("签到表", "徐宏伟　李明　白淼")).save(tmp_path / "a.png")
    script = (
        "import socket, sys, pathlib\n"
        "def refuse(*_a, **_k): raise SystemExit('network')\n"
        "socket.socket.connect = socket.getaddrinfo = refuse\n"
        "from archivist.formats.ocr import recognise\n"
        "assert '签到表' in recognise(pathlib.Path(sys.argv[1]), 1).text\n"
    )
    run = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", script, str(tmp_path / "a.png")],
        capture_output=True,
        check=False,
        cwd=Path(__file__).parents[2],
    )
    assert (run.returncode, run.stdout, run.stderr) == (0, b"", b"")


class FakeNumpy:
    """What of numpy is used here; a picture is a text that says by how much it is turned."""

    @staticmethod
    def rot90(image: str, times: int) -> str:
        return str((int(image) - 90 * times) % 360)

    @staticmethod
    def ascontiguousarray(image: str) -> str:
        return image


LYING = [[0, 0], [200, 0], [200, 30], [0, 30]]
STANDING = [[0, 0], [30, 0], [30, 200], [0, 200]]
Answers = dict[str, tuple[list[list[int]], float]]


def with_engine(answers: Answers, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Have an engine answer with one line for each rotation; return what it is asked."""
    asked: list[str] = []

    def engine(image: str) -> Any:  # noqa: ANN401 - as the library
        asked.append(image)
        if image not in answers:
            return SimpleNamespace(boxes=None, txts=None, scores=None)
        corners, score = answers[image]
        return SimpleNamespace(boxes=[corners], txts=("测流仪器",), scores=(score,))

    monkeypatch.setattr(ocr, "_engine", lambda: engine)
    monkeypatch.setattr(ocr, "_numpy", FakeNumpy)
    monkeypatch.setattr(ocr, "_pixels", lambda *_picture: "0")
    monkeypatch.setattr(ocr, "_picture", lambda *_page: (1, 1, b"", 1))
    monkeypatch.setattr(ocr, "engine_name", lambda: "x 1")
    return asked


@pytest.mark.parametrize(
    ("answers", "asked", "rotation", "text"),
    [
        pytest.param({}, ["0"], 0, "", id="no words"),
        pytest.param({"0": (LYING, 0.95)}, ["0"], 0, "测流仪器", id="upright"),
        pytest.param(
            {"0": (LYING, 0.6), "180": (LYING, 0.95)}, ["0", "180"], 180, "测流仪器",
            id="upside down",
        ),
        pytest.param(
            {"0": (LYING, 0.7), "180": (LYING, 0.4)}, ["0", "180"], 0, "测流仪器",
            id="upright and faint",
        ),
        pytest.param(
            {"0": (STANDING, 0.98), "270": (LYING, 0.97)}, ["0", "270"], 270, "测流仪器",
            id="on its side, read in a wrong order",
        ),
        pytest.param(
            {"0": (STANDING, 0.4), "270": (LYING, 0.3), "90": (LYING, 0.8)},
            ["0", "270", "90"], 90, "测流仪器",
            id="on its other side, faint",
        ),
        pytest.param(
            {"0": (STANDING, 0.9), "270": (LYING, 0.4), "90": (LYING, 0.4)},
            ["0", "270", "90"], 0, "测流仪器",
            id="written downwards",
        ),
        pytest.param({"0": (LYING, 0.4)}, ["0", "180"], 0, "", id="no words, but specks"),
    ],
)  # fmt: skip
def test_a_page_is_turned_only_when_it_must(
    answers: Answers,
    asked: list[str],
    rotation: int,
    text: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen = with_engine(answers, monkeypatch)
    found = recognise(Path("a.png"), 1)
    assert (seen, found.rotation, found.text) == (asked, rotation, text)
    assert found.confidence == (answers[str(rotation)][1] if text else 0)


def test_what_is_no_picture_is_no_page(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(b"no picture")
    with pytest.raises(TextError) as caught:
        recognise(path, 1)
    assert caught.value.defect is Defect.UNDECODABLE


@pytest.mark.parametrize("missing", ["rapidocr", "onnxruntime", ""])
def test_the_extra_is_there_only_whole(missing: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "find_spec", lambda name: None if name == missing else object())
    assert available() is not bool(missing)


def test_a_package_without_models_fetches_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = SimpleNamespace(__file__=str(tmp_path / "__init__.py"))
    monkeypatch.setattr("importlib.import_module", lambda _name: package)
    with pytest.raises(TextError, match="no models"):
        ocr._engine.__wrapped__()
