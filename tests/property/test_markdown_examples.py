"""The texts that others test Markdown with come out as Python-Markdown itself would have them.

They are fetched, pinned by their hashes, and not kept here: they are other people's.
"""

import re
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

from kliping import markup
from kliping.problems import Span
from tests.property import test_markdown

ROOT = Path(__file__).parents[2]
EXAMPLE = re.compile(r"^`{32} example\n(.*?)^\.\n", re.MULTILINE | re.DOTALL)


def fetched(command: list[str], folder: Path) -> None:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{' '.join(command)}: {done.stderr}"


@pytest.fixture(scope="module")
def fixtures(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Python-Markdown's own, from the source of the version that is installed."""
    folder = tmp_path_factory.mktemp("markdown")
    pinned = re.search(r"^markdown==(?:[^\n]*\\\n)+[^\n\\]*\n", (ROOT / "requirements.lock").read_text(), re.MULTILINE)
    assert pinned
    (folder / "pinned.txt").write_text(pinned[0].split("#")[0], "utf-8")
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"]
    fetched([*pip, "--no-deps", "--no-binary", ":all:", "--require-hashes", "-r", "pinned.txt"], folder)
    [source] = folder.glob("*.tar.gz")
    with tarfile.open(source) as archive:
        archive.extractall(folder, filter="data")
    return [path.read_text("utf-8") for path in sorted(folder.glob("*/tests/**/*.txt")) if path.name != "pinned.txt"]


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Those of the CommonMark specification; an arrow stands for a tab there."""
    folder = tmp_path_factory.mktemp("commonmark") / "npm"
    shutil.copytree(Path(__file__).with_name("commonmark"), folder)
    fetched(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"], folder)
    text = (folder / "node_modules/commonmark-spec/spec.txt").read_text("utf-8")
    return [found.replace("\N{RIGHTWARDS ARROW}", "\t") for found in EXAMPLE.findall(text)]


def differing(texts: list[str]) -> list[str]:
    """The texts that come out otherwise."""
    markdown = test_markdown.plain()
    return [text for text in texts if markup.to_html(text, Span(path="a.md")) != test_markdown.expected(markdown, text)]


def test_python_markdown_s_own_fixtures_come_out_the_same(fixtures: list[str]) -> None:
    assert len(fixtures) > 90
    assert differing(fixtures) == []


def test_the_examples_of_commonmark_come_out_the_same(examples: list[str]) -> None:
    assert len(examples) > 600
    assert differing(examples) == []
