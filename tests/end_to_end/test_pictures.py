"""Pictures beside articles: found, published in several sizes, kept, and told of where they cannot be."""

import json
import re
from pathlib import Path

import feedparser
import pytest
from PIL import Image

from tests.end_to_end.place import CONFIG, Place, article
from tests.make import photo

PAGE = "site/2020/10/05/air/index.html"
OWN = "{src: air.jpg, alt: Jalan di bawah air, credit: N. Contoh}"


def pictures(place: Place) -> list[str]:
    return sorted(path.name for path in (place.root / "site/pictures").glob("*"))


def built(place: Place) -> str:
    done = place.run()
    assert (done.returncode, done.stderr) == (0, "")
    return place.read(PAGE)


def test_a_picture_beside_its_article_is_published_in_sizes_that_exist(place: Place) -> None:
    place.write("content/kota/air.jpg", photo())
    place.write("content/kota/a.md", article("Air", image=OWN, body='![Lagi](air.jpg "Jalan raya")\n\nTeks.\n'))
    page = built(place)
    named = re.findall(r"/pictures/([^ \",]+)", page)
    assert set(named) <= set(pictures(place))
    assert len({name.rpartition(".")[0] for name in named}) == 3
    assert page.count('width="1000" height="500"') == 2
    assert "<figcaption>Jalan raya</figcaption>" in page
    assert '"image":"https://example.org/pictures/air-' in page
    assert 'loading="lazy"' in page.split("Jalan raya")[0].rpartition("<figure>")[2]
    for path in (place.root / "site/pictures").iterdir():
        with Image.open(path) as picture:
            assert not picture.getexif()


def test_a_picture_of_static_is_published_too_and_one_picture_only_once(place: Place) -> None:
    place.write("static/images/air.jpg", photo())
    place.write("content/air.jpg", photo())
    place.write("content/a.md", article("Air", image=OWN, body="![Sama](/images/air.jpg)\n"))
    built(place)
    assert [name.rpartition("-")[2] for name in pictures(place)] == [
        "1000.avif", "1000.jpg", "1000.webp", "480.avif", "480.webp", "800.avif", "800.webp",
    ]  # fmt: skip
    assert (place.root / "site/images/air.jpg").read_bytes() == photo()


def test_nothing_is_made_again_and_a_changed_picture_is_another_file(place: Place) -> None:
    place.write("content/air.jpg", photo())
    place.write("content/a.md", article("Air", image=OWN))
    first, before = built(place), pictures(place)
    assert place.report()["written"] == 0
    place.write("content/air.jpg", photo("maroon"))
    assert built(place) != first
    assert not set(before) & set(pictures(place))
    (place.root / "content/air.jpg").unlink()
    done = place.run()
    assert "content/a.md:5:14: warning[image-missing]: content/air.jpg: there is no such file" in done.stderr
    assert pictures(place) == []
    place.write("content/air.jpg", photo())
    assert built(place) == first
    assert pictures(place) == before


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("air.jpg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "SVG is a document"),
        ("air.jpg", b"\x00" * 100, "it is no image in JPEG, PNG, WebP, AVIF or GIF"),
        ("air.jpg", photo()[:400], "it is damaged"),
        ("air.jpg", b"\xff" * 20_001, "it is larger than 20,000 bytes"),
    ],
)
def test_what_cannot_be_shown_is_told_and_the_article_is_published(
    place: Place, name: str, data: bytes, told: str
) -> None:
    place.write("config.yaml", f"{CONFIG}limits: {{image_bytes: 20_000}}\n")
    place.write(f"content/{name}", data)
    place.write("content/a.md", article("Air", image=OWN))
    done = place.run()
    assert done.returncode == 0
    assert "content/a.md:5:14: warning[image-unusable]: content/air.jpg: " in done.stderr
    assert told in done.stderr
    assert "<figure" not in place.read(PAGE)
    assert pictures(place) == []


@pytest.mark.parametrize("src", ["../../outside.jpg", "..%2F..%2Foutside.jpg", "/../outside.jpg", "link.jpg"])
def test_no_address_leads_out_of_the_folders(place: Place, src: str) -> None:
    place.write("outside.jpg", photo())
    place.root.joinpath("content").mkdir(exist_ok=True)
    place.root.joinpath("content/link.jpg").symlink_to(place.root / "outside.jpg")
    place.write("content/a.md", article("Air", body=f"![Luar]({src})\n"))
    assert "image-missing" in place.run().stderr
    assert pictures(place) == []


def test_a_picture_without_words_is_told_at_its_line(place: Place) -> None:
    place.write("content/air.jpg", photo())
    place.write("content/a.md", article("Air", body="Teks.\n\n![](air.jpg)\n"))
    assert "content/a.md:9: warning[alt-missing]" in place.run().stderr


def test_pictures_of_other_hosts_are_led_to_and_shown_only_where_that_is_wanted(place: Place) -> None:
    far = "https://lain.example/a.jpg?b=1&c=2"
    body = f"![Perahu]({far})\n\n[![Peta](https://lain.example/peta.png)](https://lain.example/)\n"
    place.write("content/a.md", article("Air", body=body, image=f'{{src: "{far}", alt: Banjir}}'))
    page = built(place)
    assert "<img" not in page
    assert page.count('<figcaption><a href="https://lain.example/a.jpg?b=1&amp;c=2">') == 2
    assert '<p><a href="https://lain.example/">Peta</a></p>' in page
    assert "og:image" not in page
    assert "img-src 'self';" in place.read("site/_headers")
    place.write("config.yaml", f"{CONFIG}images: {{remote: true}}\n")
    page = built(place)
    assert page.count("<img") == 3
    assert "og:image" in page
    assert "img-src 'self' https: http:;" in place.read("site/_headers")


def test_a_picture_without_an_address_stops_nothing(place: Place) -> None:
    place.write("content/a.md", article("Air", body='Teks ![]() dan <img src="" alt="kapal"> lagi.\n'))
    done = place.run()
    assert done.returncode == 0
    assert "alt-missing" in done.stderr
    assert "<img" not in place.read(PAGE)
    assert "kapal lagi" in place.read(PAGE)


def test_words_stand_where_a_picture_cannot_and_nothing_dead_is_asked_for(place: Place) -> None:
    place.write("content/rusak.jpg", b"bukan gambar")
    body = "![Kapal](rusak.jpg)\n\nDi sini ![perahu](hilang.jpg) dan ![tanda](tanda.svg).\n"
    place.write("content/a.md", article("Air", body=body, note="'![catatan](lain.jpg)'"))
    place.run()
    for name in (PAGE, "site/feed.xml"):
        text = place.read(name)
        assert "img" not in text.replace("img-src", "")
        assert all(word in text for word in ("Kapal", "perahu", "tanda", "catatan"))
    problems = place.report("check")["problems"]
    assert {each["code"] for each in problems} == {"image-missing", "image-unusable"}


def test_pictures_of_the_editor_s_note_are_published_too(place: Place) -> None:
    place.write("content/air.jpg", photo())
    note = "'![Catatan](air.jpg)'"
    place.write("content/a.md", article("Air", note=note, source="{url: https://harian.example/a}", rights="link"))
    page = built(place)
    assert len(pictures(place)) == 7
    assert page.count("<picture>") == 1


def test_an_address_without_a_scheme_is_of_another_host(place: Place) -> None:
    place.write("content/a.md", article("Air", body='![Jauh](//lain.example/a.png "Judul")\n'))
    page = built(place)
    assert '<a href="https://lain.example/a.png">Jauh</a>: Judul</figcaption>' in page
    assert "<img" not in page


def test_a_drawing_beside_an_article_is_not_asked_for(place: Place) -> None:
    place.write("content/tanda.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>")
    place.write("content/a.md", article("Air", image="{src: tanda.svg, alt: Tanda}"))
    assert "image-unusable" in place.run().stderr
    assert "<img" not in place.read(PAGE)
    assert {each["code"] for each in place.report("check")["problems"]} == {"image-unusable"}


def test_an_image_may_be_named_in_one_line(place: Place) -> None:
    place.write("content/air.jpg", photo())
    place.write("content/a.md", article("Air", image="air.jpg"))
    assert "content/a.md:5:8: warning[alt-missing]" in place.run().stderr
    assert "<picture>" in place.read(PAGE)


def test_rights_hold_for_pictures(place: Place) -> None:
    place.write("content/air.jpg", photo())
    place.write("content/lain.jpg", photo("maroon"))
    source = "{name: Harian, url: https://harian.example/a}"
    body = "Teks.\n\n![Lain](lain.jpg)\n"
    place.write("content/a.md", article("Air", image=OWN, body=body, source=source, rights="excerpt"))
    built(place)
    assert {name.partition("-")[0] for name in pictures(place)} == {"air"}
    place.write("content/a.md", article("Air", image=OWN, body=body, source=source, rights="link"))
    built(place)
    assert pictures(place) == []
    place.write("content/a.md", article("Air", image=OWN, body=body, draft="true"))
    place.run()
    assert pictures(place) == []


def test_any_number_of_workers_makes_the_same_bytes(place: Place, tmp_path: Path) -> None:
    for number in range(60):
        place.write(f"content/air{number}.jpg", photo(f"#{number * 4000:06x}", width=1000 + number))
        place.write(f"content/{number}.md", article(f"Air {number}", image=f"{{src: air{number}.jpg, alt: Air}}"))
    for workers in ("1", "2"):
        assert place.run("-j", workers, "-d", str(tmp_path / workers)).returncode == 0
    made = {path.name: path.read_bytes() for path in (tmp_path / "1/pictures").iterdir()}
    assert len(made) == 60 * 7
    assert made == {path.name: path.read_bytes() for path in (tmp_path / "2/pictures").iterdir()}


def test_feeds_show_pictures_by_their_whole_addresses(place: Place) -> None:
    place.write("content/air.jpg", photo())
    body = '![Lagi](air.jpg "Jalan raya")\n\n![Jauh](https://lain.example/a.jpg)\n'
    place.write("content/a.md", article("Air", image=OWN, body=body))
    built(place)
    (item,) = feedparser.parse(place.read("site/feed.xml")).entries
    (media,) = item.media_content
    assert media["url"].startswith("https://example.org/pictures/air-")
    assert (media["type"], media["width"], media["height"]) == ("image/jpeg", "1000", "500")
    assert (place.root / "site" / media["url"].removeprefix("https://example.org/")).is_file()
    text = item.description  # the article has no summary
    assert re.findall(r'<img [^>]*src="([^"]*)"', text) == [media["url"]]
    assert '<a href="https://lain.example/a.jpg">Jauh</a>' in text
    assert "class=" not in text
    assert feedparser.parse(place.read("site/atom.xml")).entries[0].media_content == [media]
    assert json.loads(place.read("site/feed.json"))["items"][0]["image"] == media["url"]
