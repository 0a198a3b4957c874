"""Nothing that a clipping brings drives the terminal, whatever command prints it."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.end_to_end.place import CONFIG, ROOT, Place

ESC, OSC, CSI, BELL, RLO, ISOLATE = "\x1b[31m", "\x1b]0;milikku\x07", "\x9b2J", "\x07", "\u202e", "\u2066"
CONTROLS = (
    ESC,
    OSC,
    CSI,
    BELL,
    RLO,
    ISOLATE,
    "\x08\x08",
    "\x7f",
    "\x90q\x9c",
    "\u202a",
    "\u2069",
    "\r",
    "\x00",
    "\x0c",
)
# No byte of C0 but tab and line feed, none of C1 as UTF-8 has them, and no mark that reorders what is read.
_DRIVES = re.compile(
    rb"[\x00-\x08\x0b-\x1f\x7f]|\xc2[\x80-\x9f]|\xe2\x80[\xaa-\xae]|\xe2\x81[\xa6-\xa9]|(?<![\xc2-\xf4\x80-\xbf])[\x80-\x9f]"
)
_TEXT = "Air{0} sungai yang meluap sejak malam akhirnya surut{0}, kata warga Contoh Harian{0} pada 5 Oktober 2020."


def front(control: str) -> str:
    """A control as YAML may write it."""
    return "".join(f"\\x{ord(sign):02x}" if ord(sign) < 256 else f"\\u{ord(sign):04x}" for sign in control)


def clipping(control: str, number: int) -> str:
    marked = _TEXT.format(control)
    head = f"Judul{control} {number}\n\nContoh{control} Harian, Bandung{control} - "
    return f"{head}{marked}\nAdvertisement{control}\n\n{marked}\n"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """Controls in names, texts, front matter, tags and sources; in what is read, and in what is wrong."""
    place = Place(tmp_path_factory.mktemp("terminal") / "digest")
    place.write("config.yaml", CONFIG + "ingest: {review: true}\n")
    for number, control in enumerate(CONTROLS):
        name = "" if "\0" in control else control
        place.write(f"seeds/{number}{name}.txt", clipping(control, number))
        place.write(f"seeds/x{number}{name}.docx", b"PK\x03\x04")
        place.write(f"seeds/y{number}{name}.json", json.dumps({f"kata{control}": 1}))
        shown = front(control)
        place.write(
            f"seeds/z{number}{name}.md",
            f'---\ntitle: "Tanda{shown}"\ntags: ["T{shown}"]\nsource: "S{shown}"\n---\n\n{_TEXT.format(control)}\n',
        )
    return place


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """Articles that have mistakes with controls in them."""
    place = Place(tmp_path_factory.mktemp("terminal") / "digest")
    for number, control in enumerate(CONTROLS):
        shown, name = front(control), "" if "\0" in control else control
        head = f'---\nid: "a{shown}{number}"\ntitle: "J{shown}"\nlang: "{shown}"\nslug: "x{shown}"\n"k{shown}": 1\n'
        place.write(
            f"content/{number}{name}.md", f'{head}date: "{shown}"\nmood{control}: {control}\n---\n\nTeks{control}.\n'
        )
        link = f"[a](/tiada{shown}/) ![](tiada{control}.jpg)"
        place.write(
            f"content/b{number}{name}.md",
            f'---\ntitle: "J{shown}"\ndate: 2020-10-05\ntags: ["T{shown}"]\n---\n\n{link}\n',
        )
    return place


def run(place: Place, *arguments: str | bytes, typed: str = "") -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, str(ROOT / "build.py"), *arguments, "-s", str(place.root)]
    environment = {**os.environ, "EDITOR": "true", "PYTHONUTF8": "1"}
    return subprocess.run(command, input=typed.encode(), env=environment, capture_output=True, timeout=120, check=False)


def assert_quiet(*runs: subprocess.CompletedProcess[bytes]) -> int:
    """What was printed drives nothing; how many bytes that was."""
    for done in runs:
        told = done.stdout + done.stderr
        found = _DRIVES.search(told)
        assert not found, (done.args, told[max(0, found.start() - 80) : found.end() + 20])
        assert done.returncode in {0, 1, 2}, (done.args, done.stderr[-500:])
    return sum(len(done.stdout) + len(done.stderr) for done in runs)


def test_clippings_are_ingested_explained_reviewed_and_built_without_a_control(
    hostile: Place, tell: Callable[[str], None]
) -> None:
    runs = [run(hostile, "ingest", "-v"), run(hostile, "ingest", "-v", "--json")]
    files = sorted(path for room in ("seeds", "content") for path in (hostile.root / room).rglob("*") if path.is_file())
    runs += [run(hostile, "explain", str(path)) for path in files[:: max(1, len(files) // 12)]]
    runs += [run(hostile, "review", typed="?\ne\nt\nTag\x1b[31m, Lain\n" + "s\ne\np\n" * 8 + "r\n" * 4 + "q\n")]
    runs += [run(hostile, "build", "-v"), run(hostile, "build", "-v", "-D"), run(hostile, "check", "-v")]
    tell(f"terminal: {assert_quiet(*runs)} bytes of {len(runs)} commands over hostile clippings")
    assert b"Judul" in runs[-5].stdout + runs[-4].stdout
    assert len(hostile.articles()) >= len(CONTROLS)


def test_mistakes_are_told_without_a_control(broken: Place) -> None:
    runs = [run(broken, "build", "-v"), run(broken, "check", "-v"), run(broken, "build", "--json")]
    for path in broken.articles():
        if not path.name.startswith("b"):
            path.unlink()
    runs += [run(broken, "build", "-v"), run(broken, "check", "-v"), run(broken, "check", "--json")]
    assert assert_quiet(*runs) > 10_000


@pytest.mark.parametrize("control", [control for control in CONTROLS if "\0" not in control])
def test_what_is_typed_is_told_without_a_control(tmp_path: Path, control: str) -> None:
    place = Place(tmp_path / "digest")
    shown = f"x{control}x"
    runs = [run(place, *each) for each in (("new", shown), ("explain", shown), ("layouts", shown), (shown,))]
    assert_quiet(*runs, run(place, f"--{shown}"), run(place, "new", "--edition", shown))
    # A line break becomes a space; whatever else drives a terminal is refused.
    assert runs[0].returncode == (0 if control.isspace() else 2)
