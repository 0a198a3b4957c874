"""What is remembered of a digest's files, and when it is not believed."""

import gc
import shutil
import tracemalloc
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kliping import bench, content_files, disk, pipeline, seeds
from kliping import ingest as deciding
from kliping.bench import Options
from kliping.glances import Glance
from kliping.inventory import Inventory
from kliping.memory import Memory
from kliping.model import Config, IngestSettings, Proposal, Report, Seed, SourceSettings
from kliping.seeds import Refused
from kliping.store import Store
from tests import make

NAMES = [f"seeds/{number}.txt" for number in range(3)]
CONFIG = "title: Contoh\nbase_url: https://example.org/\nlang: id\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A digest of three clippings."""
    (tmp_path / "seeds").mkdir()
    (tmp_path / "config.yaml").write_text(CONFIG, "utf-8")
    for number in range(3):
        clip(tmp_path, number)
    return tmp_path


def clip(root: Path, number: int, text: str = "") -> None:
    said = text or f"Kabar nomor {number} dari pasar."
    (root / f"seeds/{number}.txt").write_text(f"Contoh Harian, Bandung - {said}\n", "utf-8")


def propose(seeds: Iterable[Seed]) -> list[Proposal]:
    """One line for all that was read."""
    count = len(list(seeds))
    return [Proposal(source="Contoh Harian", line="Ikuti kami", count=count, of=count)] if count else []


def ingest(root: Path, *, force: bool = False) -> Report:
    return pipeline.ingest_seeds(
        Options(
            root=root, destination=root / "site", now=make.moment(make.NOW), timer=lambda: 0.0, force=force,
            propose=propose,
        )
    )  # fmt: skip


def memory(root: Path, config: Config | None = None, *, is_blank: bool = False) -> Memory:
    store = Store(root / ".kliping/store.db")
    return Memory(store, root, config or default(root), Inventory(store, root, "seeds"), is_blank=is_blank)


def glances(known: Memory, names: Sequence[str] = NAMES) -> dict[str, tuple[Glance, ...]]:
    """The files that are as they were, with what is known of them."""
    return {name: of_one for name, of_one in known.glances(names) if of_one}


def content_texts(root: Path) -> content_files.Texts:
    store = Store(root / ".kliping/store.db")
    return content_files.texts(root, Inventory(store, root, "content"))[0]


def default(root: Path) -> Config:
    digest, _ = bench.open_digest(
        Options(root=root, destination=root, now=make.moment(make.NOW), timer=lambda: 0.0)
    )  # fmt: skip
    assert digest is not None
    return digest.config


def test_files_that_are_as_they_were_are_known(root: Path) -> None:
    ingest(root)
    known = glances(memory(root))
    assert sorted(known) == NAMES
    assert known[NAMES[0]][0].written


def test_a_file_that_changed_or_that_stands_under_other_rules_is_not(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ingest(root)
    config = default(root)
    (root / NAMES[1]).write_text("Lain.\n", "utf-8")
    assert sorted(glances(memory(root))) == [NAMES[0], NAMES[2]]
    others = (
        replace(config, timezone="Asia/Jakarta"), replace(config, lang="en"),
        replace(config, sources=(SourceSettings(name="A", drop=("x",)),)),
        replace(config, limits=replace(config.limits, seed_bytes=99)),
    )  # fmt: skip
    for other in others:
        assert glances(memory(root, other)) == {}
    assert glances(memory(root, replace(config, title="Lain", ingest=IngestSettings(review=True))))
    assert glances(memory(root, is_blank=True)) == {}
    monkeypatch.setattr(disk, "revision", lambda: "another Kliping")
    assert glances(memory(root)) == {}


def refuse(name: str, code: str) -> Refused:
    return Refused(item="1", problem=seeds.refusal(code, name, "item 1: this is a number", "save it again"))


def test_what_was_refused_is_remembered_unless_it_could_not_be_read_at_all(root: Path) -> None:
    ingest(root)
    known = memory(root)
    looked_at = [glance for of_one in glances(known).values() for glance in of_one]
    lasting, passing = refuse(NAMES[1], "seed-shape"), refuse(NAMES[2], "seed-unreadable")
    known.expect(NAMES)
    known.look_at(looked_at)
    known.keep([lasting, passing])
    again = memory(root)
    assert sorted(glances(again)) == NAMES[:2]
    assert again.refusals(NAMES) == {NAMES[1]: (lasting,)}
    (root / NAMES[1]).write_text("Lain.\n", "utf-8")
    assert not glances(again, NAMES[1:])
    assert not again.refusals(NAMES)


def test_a_file_with_something_refused_is_not_read_again_and_told_of_again(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (root / "seeds/campur.json").write_text('[{"text": "Air sungai surut sejak pagi."}, 3]', "utf-8")
    (root / "seeds/kosong.txt").write_text("", "utf-8")
    before = ingest(root)
    monkeypatch.setattr("kliping.reader.take", lambda *_, **__: pytest.fail("it was read again"))
    after = ingest(root)
    fates = {(item.file, item.item): (item.fate, item.reason) for item in after.items if item.fate == "set_aside"}
    assert fates == {
        ("seeds/campur.json", "2"): ("set_aside", "item 2: this is a number, and no article"),
        ("seeds/kosong.txt", ""): ("set_aside", "the seed is empty"),
    }
    assert after.problems == before.problems
    assert len(after.items) == len(before.items) == 6


def test_a_reference_is_kept_by_the_bytes_and_the_path_of_its_file(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ingest(root)
    before = memory(root).existing(content_texts(root))
    monkeypatch.setattr("kliping.content.reference", lambda *_: pytest.fail("it was read again"))
    assert memory(root).existing(content_texts(root)) == before
    assert len(before[0]) == 3
    monkeypatch.undo()
    path = next((root / "content").rglob("*.md"))
    path.write_text(path.read_text("utf-8") + "Tambahan.\n", "utf-8")
    known = memory(root).existing(content_texts(root))[0].values()
    assert [root / one.path for one in known if not one.is_untouched] == [path]


def test_an_article_that_changes_while_ingest_decides_is_left_for_the_next_run(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ingest(root)
    path = next((root / "content").rglob("*nomor-1*.md"))
    clip(root, 1, "Kabar baru dari pasar.")
    decide = deciding.portions

    def edited_late(*arguments: Any) -> Any:
        path.write_text(path.read_text("utf-8").replace("pasar", "pasar saya"), "utf-8")
        return decide(*arguments)

    monkeypatch.setattr("kliping.ingest.portions", edited_late)
    items = {item.file: (item.fate, item.reason) for item in ingest(root).items}
    assert items[NAMES[1]] == ("set_aside", "it changed while ingest ran: run ingest again")
    assert "pasar saya" in path.read_text("utf-8")
    monkeypatch.undo()
    assert {item.file: item.fate for item in ingest(root).items}[NAMES[1]] == "set_aside"  # beside, as both changed it
    assert "Kabar baru dari pasar." in path.with_name(f"{path.name}.new").read_text("utf-8")


def test_portions_give_what_one_decision_gives(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(3, 8):
        clip(root, number, "Kabar yang sama dari pasar yang sama." if number > 5 else "")
    whole = ingest(root).items
    first = {path.name: path.read_text("utf-8") for path in (root / "content").rglob("*") if path.is_file()}
    shutil.rmtree(root / "content")
    shutil.rmtree(root / ".kliping")
    monkeypatch.setattr("kliping.harvest._PORTION", 2)
    assert ingest(root).items == whole
    assert {path.name: path.read_text("utf-8") for path in (root / "content").rglob("*") if path.is_file()} == first


def test_a_sketch_is_made_once(root: Path) -> None:
    known = memory(root)
    made = known.sketch("a.md", "ab", lambda: "satu dua tiga empat lima enam")
    known.keep_sketches()
    assert memory(root).sketch("a.md", "ab", lambda: pytest.fail("it was read again")) == made


def test_with_one_new_clipping_no_article_is_read(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ingest(root)
    ingest(root)  # what was written is looked at here
    clip(root, 3, "Sungai meluap di kota sejak pagi tadi.")
    monkeypatch.setattr(content_files.Texts, "text", lambda _, path: pytest.fail(f"{path} was read"))
    assert [item.fate for item in ingest(root).items] == [*["unchanged"] * 3, "ingested"]


def test_lines_are_proposed_of_what_was_read_and_kept_for_the_next_run(root: Path) -> None:
    assert ingest(root).proposals == tuple(propose(range(3)))  # type: ignore[arg-type]  # only their number counts
    assert [one.count for one in ingest(root).proposals] == [3]
    clip(root, 3)
    assert [(one.count, one.of) for one in ingest(root).proposals] == [(3 + 1, 3 + 1)]
    assert [one.count for one in ingest(root, force=True).proposals] == [4]


def test_lines_that_were_proposed_under_other_rules_are_not_proposed_again(root: Path) -> None:
    ingest(root)
    known = memory(root, replace(default(root), lang="en"))
    assert known.proposals([], propose, is_all=False) == ()


def test_what_is_held_of_a_clipping_while_nothing_is_new_is_little(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for most in ("shelf._AT_ONCE", "tables._AT_ONCE", "rows._MOST_AHEAD"):
        monkeypatch.setattr(f"kliping.{most}", 20)
    held = {}
    keep = Memory.keep

    def measured(memory: Memory, refused: Iterable[Refused]) -> None:
        gc.collect()
        held[len(list((root / "seeds").iterdir()))] = tracemalloc.get_traced_memory()[0]
        keep(memory, refused)

    for count in (200, 800):
        for number in range(count):
            clip(root, number)
        ingest(root)
        ingest(root)
        with monkeypatch.context() as patched:
            patched.setattr(Memory, "keep", measured)
            tracemalloc.start()
            ingest(root)
            tracemalloc.stop()
    few, many = sorted(held)
    # The bytes of one name; a clipping's claim, record and article as objects are some thousands.
    assert held[many] - held[few] < 300 * (many - few)
