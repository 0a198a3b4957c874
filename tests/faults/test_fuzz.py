"""Front matter and settings of any bytes: each is read or told of with its place, in time, and nothing crashes."""

import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kliping import config, content, frontmatter
from tests import make
from tests.end_to_end.place import CONFIG, ROOT, Place, article

IS_SOAK = bool(os.environ.get("KLIPING_SOAK"))
EXAMPLES = 20_000 if IS_SOAK else 300
MUTATED = 2_000 if IS_SOAK else 60
FUZZED_SECONDS = 600
# Of the processor's time, for each.
SECONDS = 2

Tell = Callable[[str], None]

# Files as they should be: those of the tree, and one of every key.
_EVERY_KEY = """---
id: a
title: "Pasar: pagi"
date: 2020-10-05T07:30:00+07:00
updated: 2020-10-06
slug: pasar
aliases: [/lama/, /lagi/]
lang: id
summary: >-
  Pasar pagi
  dibuka lagi.
tags: [Pasar, 'Air #1']
section: Kota
source: {name: Contoh Harian, url: "https://harian.example/1", author: N. Contoh}
place: Bandung
cites: [Kabar]
image: {src: /a.jpg, alt: Pasar, credit: N}
note: |
  Lihat *ini*.
rights: excerpt
draft: false
pinned: true
expires: 2030-01-01
translation_of: b
origin: {title: given, date: given}
seed: {file: seeds/a.txt, item: "1", sha256: a, written: b}
mood: {deep: [1, [2, [3]]]}
---

Air surut.
"""
ARTICLES = [_EVERY_KEY, article(), *(path.read_text("utf-8") for path in sorted((ROOT / "content").rglob("*.md"))[:20])]
SETTINGS = [CONFIG, *(path.read_text("utf-8") for path in sorted(ROOT.glob("tests/golden/*/config.yaml")))]
SETTINGS.append((ROOT / "config.yaml").read_text("utf-8"))

# What is nearly YAML: what opens, closes, names and repeats, and what only looks like a value.
_PIECES = (
    "a", "title", "date", "tags", "source", ": ", ":", "- ", "? ", "\n", "\n  ", "\n    ", "\t", " ", "[", "]", "{",
    "}", ",",
    "'", '"', "|", ">", "|2-", "&a ", "*a", "!!x ", "! ", "<<: ", "# ", "---\n", "...\n", "%YAML 1.2\n", "no", "017",
    "1:30", "~",
    "2020-10-05", "2020-13-40", "0x1", "1e999", "\\", "\\u0000", "\x00", "\x85", "\u2028", "\ufeff", "\x1b", "\ud800",
    "é",
    "🙂", "/../", "http://", "a" * 300, "[" * 30, "{a: " * 30, "- " * 30,
)  # fmt: skip
NEARLY = st.lists(st.sampled_from(_PIECES), max_size=40).map("".join)


def mutated(samples: list[str]) -> st.SearchStrategy[str]:
    """A file as it should be with some of it cut out, doubled, or replaced by what is nearly YAML."""

    def change(text: str, edits: list[tuple[float, float, int, str]]) -> str:
        for first, length, kind, piece in edits:
            start = int(first * len(text))
            end = start + int(length * 40)
            part = ("", text[start:end] * 2, piece, text[start:end][::-1])[kind]
            text = text[:start] + part + text[end:]
        return text

    share = st.floats(0, 1)
    edit = st.tuples(share, share, st.integers(0, 3), st.sampled_from(_PIECES))
    return st.builds(change, st.sampled_from(samples), st.lists(edit, min_size=1, max_size=6))


def decoded(data: bytes) -> str:
    """Any bytes as a text, surrogates and all: that a file must be UTF-8 is judged before."""
    return data.decode("utf-8", "surrogateescape")


def read_article(text: str) -> None:
    """An article is read, or it is told what is wrong, by what reads it and by what else looks into such a file."""
    found, problems = content.parse(text, "content/a.md", make.config())
    assert (found is None) == any(problem.is_error for problem in problems), problems
    assert all(problem.code and problem.text and problem.span.path == "content/a.md" for problem in problems)
    assert all(
        1 <= problem.span.line <= text.count("\n") + text.count("\r") + 3 for problem in problems if problem.span.line
    )
    content.reference(text, "content/a.md")
    frontmatter.salvage(text, "content/a.md")


def read_settings(text: str) -> None:
    """Settings are read, or it is told what is wrong."""
    found, problems = config.read(text, "config.yaml", ("html", "rss"))
    assert (found is None) == bool(problems)
    assert all(problem.code and problem.text and problem.span.path == "config.yaml" for problem in problems)


def within_time(read: Callable[[str], None], text: str) -> None:
    began = time.process_time()
    read(text)
    assert time.process_time() - began < SECONDS


_SETTINGS = settings(max_examples=EXAMPLES, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


@_SETTINGS
@given(
    st.one_of(
        st.binary(max_size=2_000).map(decoded),
        NEARLY.map(lambda front: f"---\n{front}\n---\n\nTeks.\n"),
        st.builds("---\n{}\n---\n{}".format, NEARLY, NEARLY),
        mutated(ARTICLES),
    )
)
def test_any_article_is_read_or_told_of(text: str) -> None:
    within_time(read_article, text)


@_SETTINGS
@given(st.one_of(st.binary(max_size=2_000).map(decoded), NEARLY, NEARLY.map(f"{CONFIG}{{}}".format), mutated(SETTINGS)))
def test_any_settings_are_read_or_told_of(text: str) -> None:
    within_time(read_settings, text)


def test_the_number_of_examples_is_told(tell: Tell) -> None:
    tell(f"fuzz: {EXAMPLES:,} examples of articles and {EXAMPLES:,} of settings")


# --- Whole builds, as processes: no signal, no trace ----------------------------------------------------------------


def broken(text: str, chance: random.Random) -> bytes:
    """The bytes of a file with some of them changed, cut out or put in."""
    data = bytearray(text.encode())
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(data))
        match chance.randrange(3):
            case 0:
                data[at] = chance.randrange(256)
            case 1:
                del data[at : at + chance.randint(1, 20)]
            case _:
                data[at:at] = chance.choice(_PIECES).encode("utf-8", "surrogatepass")
        data = data or bytearray(b"-")
    return bytes(data)


def test_a_folder_of_broken_articles_is_told_of_file_by_file(tmp_path: Path, tell: Tell) -> None:
    chance = random.Random(5)
    place = Place(tmp_path / "digest")
    for number in range(MUTATED):
        place.write(f"content/{number}.md", broken(chance.choice(ARTICLES), chance))
    done = place.run("build", "--json")
    assert (done.returncode, done.stderr) == (1, "")
    wrong = {problem["path"] for problem in json.loads(done.stdout)["problems"] if problem["severity"] == "error"}
    assert wrong
    assert wrong <= {f"content/{number}.md" for number in range(MUTATED)}
    tell(f"fuzz: {MUTATED} broken articles in one build, {len(wrong)} of them named")


def test_broken_settings_end_a_build_with_a_word(tmp_path: Path, tell: Tell) -> None:
    chance = random.Random(6)
    codes = []
    for number in range(MUTATED // 20):
        place = Place(tmp_path / f"{number}")
        place.write("config.yaml", broken(SETTINGS[0], chance))
        done = place.run("build")
        assert done.returncode in {0, 1}, (done.returncode, done.stderr)
        assert "Traceback" not in done.stderr
        codes.append(done.returncode)
    tell(f"fuzz: {len(codes)} builds with broken settings, {sum(codes)} of them refused")


# --- Guided by what is reached --------------------------------------------------------------------------------------


if IS_SOAK:

    def test_what_a_fuzzer_reaches_in_ten_minutes_crashes_nothing(tmp_path: Path, tell: Tell) -> None:
        corpus = tmp_path / "corpus"
        corpus.mkdir()
        for number, text in enumerate((*ARTICLES, *SETTINGS)):
            (corpus / f"{number}").write_bytes(text.encode())
        command = [
            sys.executable,
            "-m",
            "tests.faults.fuzz_frontmatter",
            str(corpus),
            f"-max_total_time={FUZZED_SECONDS}",
        ]
        done = subprocess.run(
            [*command, "-max_len=4096", "-timeout=10", f"-artifact_prefix={tmp_path}/"],
            cwd=ROOT, capture_output=True, text=True, errors="replace", timeout=2 * FUZZED_SECONDS, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr[-3_000:]
        last = [line for line in done.stderr.splitlines() if line.startswith("Done ")]
        tell(f"fuzz: atheris: {last[-1] if last else 'nothing was told'}")
        assert last
