"""Files of many clippings, as a person saves them, saves them again, and asks what became of them."""

import json

from tests.end_to_end.place import Place

FEED = '<rss version="2.0"><channel><title>Contoh Harian</title>{}</channel></rss>'
ITEM = (
    "<item><title>Kabar {0}</title>{1}<pubDate>Mon, 05 Oct 2020 1{0}:00:00 +0700</pubDate>"
    "<description>&lt;p&gt;{2} ({0})&lt;/p&gt;&lt;p&gt;Advertisement&lt;/p&gt;</description></item>"
)
SAID = ("Air sungai surut sejak pagi.", "Pasar lama dibuka lagi.", "Perpustakaan desa menambah rak.")


def item(number: int, *, named: bool = True) -> str:
    link = f"<link>https://contoh.example/{number}</link>" if named else ""
    return ITEM.format(number, link, SAID[number])


def test_a_feed_that_is_saved_again_makes_only_its_new_items_new(place: Place) -> None:
    place.write("seeds/kanal.xml", FEED.format(item(1) + item(2, named=False)))
    first = place.report("ingest")["seeds"]
    assert (first["found"], first["ingested"]) == (2, 2)
    before = {path.name: path.read_bytes() for path in place.articles()}
    place.write("seeds/kanal.xml", FEED.format(item(0) + item(1) + item(2, named=False)))
    second = place.report("ingest")["seeds"]
    assert (second["found"], second["ingested"], second["unchanged"]) == (3, 1, 2)
    after = {path.name: path.read_bytes() for path in place.articles()}
    assert after.items() >= before.items()
    assert len(after) == 3


def test_the_same_item_in_two_saved_feeds_is_one_article(place: Place) -> None:
    place.write("seeds/senin.xml", FEED.format(item(1)))
    place.write("seeds/selasa.xml", FEED.format(item(0) + item(1)))
    seeds = place.report("ingest")["seeds"]
    assert (seeds["found"], seeds["ingested"], seeds["duplicates"]) == (3, 2, 1)


def test_explain_tells_of_all_items_of_a_file_or_of_one(place: Place) -> None:
    place.write("seeds/kanal.xml", FEED.format(item(0) + item(1)))
    place.report("ingest")
    told = place.run("explain", "seeds/kanal.xml").stdout
    assert told.count("Advertisement  [ad-marker]") == 2
    assert "seeds/kanal.xml#https://contoh.example/0: feed → content/2020/2020-10-05-kabar-0.md" in told
    alone = place.run("explain", "seeds/kanal.xml#https://contoh.example/1").stdout
    assert SAID[1] in alone
    assert SAID[0] not in alone
    nothing = place.run("explain", "seeds/kanal.xml#lain")
    assert (nothing.returncode, nothing.stdout) == (2, "")


def test_a_link_without_a_text_is_an_article_and_no_copy_of_another(place: Place) -> None:
    links = "".join(
        f"<item><title>{title}</title><link>https://contoh.example/{title}</link></item>" for title in ("Satu", "Dua")
    )
    place.write("seeds/tautan.rss", FEED.format(links))
    report = place.report("build")
    assert (report["seeds"]["ingested"], report["articles"]) == (2, 2)
    assert report["problems"] == []


def test_lines_of_json_are_counted_one_by_one(place: Place) -> None:
    lines = [json.dumps({"title": f"Kabar {number}", "text": said}) for number, said in enumerate(SAID)]
    place.write("seeds/kabar.jsonl", "\n".join([*lines, "{", "3"]))
    seeds = place.report("ingest")["seeds"]
    assert (seeds["found"], seeds["ingested"], seeds["set_aside"]) == (5, 3, 2)
    assert {each["reason"] for each in seeds["items"] if each["fate"] == "set_aside"} == {
        "line 4: this is not JSON (expecting property name enclosed in double quotes, line 1, column 2)",
        "line 5: this is a number, and no article",
    }
