"""`kliping check`: everything wrong in one go, each with its place, and nothing written."""

from pathlib import Path

import pytest

from tests.end_to_end.place import Place, article
from tests.make import photo

WHOLE = """Lihat [dua](/2020/10/05/dua/), [bagian](/2020/10/05/dua/#main) dan [luar](https://wire.example/x).

[^1]: Catatan.

Kata[^1].
"""


def codes(place: Place, *arguments: str) -> list[tuple[str, str, int]]:
    found = place.report("check", *arguments)["problems"]
    return [(each["code"], each["path"], each["line"]) for each in found]


def snapshot(root: Path) -> dict[str, bytes]:
    return {f"{path}": path.read_bytes() for path in root.rglob("*") if path.is_file()}


@pytest.fixture
def sound(place: Place) -> Place:
    place.write("content/satu.md", article("Satu", body=WHOLE, tags="[Nagorno-Karabakh]"))
    place.write("content/dua.md", article("Dua", tags="[NATO]"))
    return place


def test_a_sound_digest_has_nothing_wrong_and_nothing_is_written(sound: Place) -> None:
    before = snapshot(sound.root)
    done = sound.run("check")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("nothing is wrong: 2 articles, ")
    assert snapshot(sound.root) == before


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("[x](/2020/10/05/duo/)", "link-dead"),
        ("[x](https://example.org/tags/tidak/)", "link-dead"),
        ("[x](../../../../tidak.png)", "link-dead"),
        ("[x](/2020/10/05/dua/#lain)", "fragment-dead"),
        ("[x](#lain)", "fragment-dead"),
        ("![](/a.png)", "alt-missing"),
    ],
)
def test_what_leads_nowhere_is_told_at_its_line(sound: Place, line: str, code: str) -> None:
    sound.write("static/a.png", photo(name="PNG"))
    sound.write("content/tiga.md", article("Tiga", body=f"Isi.\n\n{line}"))
    assert codes(sound) == [(code, "content/tiga.md", 9)]
    assert sound.run("check").returncode == (0 if code == "alt-missing" else 1)
    assert sound.run("check", "--strict").returncode == 1


def test_a_link_to_a_draft_is_told(sound: Place) -> None:
    sound.write("content/tiga.md", article("Tiga", draft="true"))
    sound.write("content/empat.md", article("Empat", body="[x](/2020/10/05/tiga/)"))
    assert codes(sound) == [("link-dead", "content/empat.md", 7)]
    assert codes(sound, "--drafts") == []


def test_the_nearest_address_is_named(sound: Place) -> None:
    sound.write("content/tiga.md", article("Tiga", body="[x](/2020/10/05/duo/)"))
    assert "did you mean /2020/10/05/dua/?" in sound.run("check").stderr


def test_tags_that_are_nearly_the_same_are_told_with_the_one_to_write(sound: Place) -> None:
    sound.write("content/tiga.md", article("Tiga", tags="[Nagorno Karabákh, NATO]"))
    (told,) = sound.report("check")["problems"]
    assert (told["code"], told["severity"]) == ("tags-alike", "warning")
    assert "Nagorno" in told["text"]


def test_a_faint_accent_is_told(sound: Place) -> None:
    for accent, found in (("#ffcc00", ["accent-faint"]), ("#9b1c1c", [])):
        sound.write("config.yaml", sound.read("config.yaml").partition("accent")[0] + f'accent: "{accent}"\n')
        assert [code for code, _, _ in codes(sound)] == found


def test_an_article_that_would_go_is_told_with_its_alias(sound: Place) -> None:
    sound.run()
    sound.write("content/dua.md", article("Dua 2", id="dua"))
    sound.write("content/satu.md", article("Satu"))
    (told,) = sound.report("check")["problems"]
    assert (told["code"], told["path"]) == ("address-gone", "2020/10/05/dua/index.html")
    assert "content/dua.md: aliases: [/2020/10/05/dua/]" in told["hint"]
    sound.write("content/dua.md", article("Dua 2", id="dua", aliases="[/2020/10/05/dua/]"))
    assert codes(sound) == []


def test_problems_of_a_build_are_told_as_well(sound: Place) -> None:
    sound.write("content/tiga.md", article("Tiga", date="2020-13-01"))
    sound.write("layouts/list.html", "{{ page.judul }}")
    found = {code for code, _, _ in codes(sound)}
    assert {"date-invalid", "layout-unknown-name"} <= found


def test_an_original_that_is_not_there_is_told(sound: Place) -> None:
    sound.write("content/tiga.md", article("Tiga", translation_of="tidak-ada"))
    assert codes(sound) == [("id-unknown", "content/tiga.md", 0)]


def test_a_new_title_is_told_with_the_alias_that_its_readers_need(sound: Place) -> None:
    sound.write("content/tiga.md", article("Kapal tiba", body="Kapal besar tiba di dermaga pada pagi hari.\n"))
    sound.run()
    text = sound.read("content/tiga.md").replace("title: Kapal tiba", "title: Judul yang lain sama sekali")
    sound.write("content/tiga.md", text)
    (problem,) = sound.report("check")["problems"]
    assert problem["code"] == "address-gone"
    assert "content/tiga.md" in problem["hint"]
    assert "aliases: [/2020/10/05/kapal-tiba/]" in problem["hint"]


def test_spellings_of_one_tag_are_told(sound: Place) -> None:
    sound.write("content/tiga.md", article("Tiga", tags="[Nagorno-Karabakh]"))
    sound.write("content/empat.md", article("Empat", tags="[Nagorno Karabakh]"))
    (problem,) = sound.report("check")["problems"]
    assert (problem["code"], "Nagorno" in problem["text"]) == ("tags-alike", True)


def test_a_fault_is_told_once_and_not_where_a_date_looks_like_it(sound: Place) -> None:
    sound.write("content/tiga.md", article("Tiga", image="{src: /2.png, alt: x}", body="[x](/05/)\n"))
    assert codes(sound) == [("image-missing", "content/tiga.md", 5), ("link-dead", "content/tiga.md", 8)]
