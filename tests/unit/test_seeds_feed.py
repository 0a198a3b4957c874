"""A saved feed's items become articles; what declares entities is never expanded."""

from pathlib import Path

import pytest

from kliping import seeds
from kliping.model import Config, Seed, Source
from kliping.problems import Problem
from kliping.seeds import Reading, Refused
from tests import make

CONFIG = make.config(timezone="Asia/Jakarta")

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:media="http://search.yahoo.com/mrss/" xmlns:atom="http://www.w3.org/2005/Atom">
<channel><title>Contoh Harian</title><link>https://contoh.example/</link><language>id-id</language>
<item>
<title>Air &amp;amp; Lumpur &lt;i&gt;Surut&lt;/i&gt;</title><link>https://contoh.example/1</link>
<guid isPermaLink="false">c-1</guid>
<description>Ringkas saja.</description>
<content:encoded><![CDATA[<p>Air surut. <a href="/2">Warga</a> pulang.</p><script>x()</script>
<iframe src="/3"></iframe>
<p>Selesai.</p>]]></content:encoded>
<pubDate>Mon, 05 Oct 2020 10:15:00 +0700</pubDate><atom:updated>2020-10-06T08:00:00+07:00</atom:updated>
<dc:creator>Nama Satu</dc:creator><category>Banjir</category><category>Taramba</category>
<enclosure url="https://contoh.example/suara.mp3" type="audio/mpeg" length="1"/>
<media:content url="https://contoh.example/f.jpg" medium="image"><media:description>Sungai</media:description>
<media:credit>Foto Satu</media:credit></media:content>
</item>
<item><title>Pasar Buka</title><link>/2</link><description>Pasar pagi buka &amp;amp; ramai.

Warga datang.</description><source url="https://lain.example/feed">Lain Kabar</source></item>
</channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr"><title>Exemple</title>
<author><name>Équipe</name></author>
<entry><id>urn:uuid:1</id><title type="text">Le 5 &lt; 6</title><link rel="alternate" href="https://exemple.example/a"/>
<published>2020-10-05T10:15:00Z</published><updated>2020-10-05T12:00:00Z</updated><category term="Fleuve"/>
<summary>Court.</summary>
<content type="html" xml:base="https://exemple.example/b/">
&lt;p&gt;L'eau &lt;a href="c"&gt;baisse&lt;/a&gt;.&lt;/p&gt;</content>
</entry>
<entry><id>urn:uuid:2</id><title>Plus</title><updated>2020-10-07</updated>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Un <em>mot</em>.</p></div></content></entry>
<entry><id>urn:uuid:3</id><title>Texte</title><content type="text">a &lt;b&gt; c</content></entry></feed>"""

RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://contoh.example/"><title>Contoh</title></channel>
<item rdf:about="https://contoh.example/1"><title>Air Surut</title><link>https://contoh.example/1</link>
<description>Air surut lagi.</description><dc:date>2020-10-05T10:15:00+07:00</dc:date></item></rdf:RDF>"""


def reading(text: str | bytes, path: str = "seeds/contoh.xml") -> Reading:
    return seeds.reading(path, text.encode() if isinstance(text, str) else text, CONFIG)


def read(text: str | bytes, path: str = "seeds/contoh.xml") -> list[Seed]:
    found = reading(text, path)
    made = [seeds.make(item, CONFIG) for item in found.items]
    assert not found.refused
    assert not [each for each in made if isinstance(each, Refused)]
    return [each for each in made if isinstance(each, Seed)]


def refused(text: str | bytes, path: str = "seeds/contoh.xml") -> Problem:
    (one,) = reading(text, path).refused
    return one.problem


def test_an_item_s_content_comes_before_its_description_and_is_markdown() -> None:
    first = read(RSS)[0]
    assert first.body == "Air surut. [Warga](https://contoh.example/2) pulang.\n\nSelesai.\n"
    assert first.summary == "Ringkas saja."


def test_an_item_tells_its_facts() -> None:
    first = read(RSS)[0]
    assert (first.title, first.title_origin, first.format, first.item) == ("Air & Lumpur Surut", "given", "feed", "c-1")
    assert (first.date, first.date_origin) == (make.moment("2020-10-05 10:15+07:00"), "given")
    assert first.source == Source(name="Contoh Harian", url="https://contoh.example/1", author="Nama Satu")
    assert (first.lang, first.tags) == ("id", ("Banjir", "Taramba"))
    assert dict(first.fields) == {
        "updated": make.moment("2020-10-06 08:00+07:00").at,
        "image": {"src": "https://contoh.example/f.jpg", "alt": "Sungai", "credit": "Foto Satu"},
    }


def test_a_description_without_tags_is_text_and_a_date_is_not_made_up() -> None:
    second = read(RSS)[1]
    assert second.body == "Pasar pagi buka & ramai.\n\nWarga datang.\n"
    assert second.source == Source(name="Lain Kabar", url="https://contoh.example/2")
    assert (second.item, second.date) == ("https://contoh.example/2", None)
    dated = RSS.replace("Warga datang.", "Warga datang pada Senin, 5 Oktober 2020.")
    assert read(dated)[1].date is None


def test_atom_is_read_with_its_bases_and_languages() -> None:
    first, second, third = read(ATOM)
    assert (first.title, first.lang, first.item) == ("Le 5 < 6", "fr", "urn:uuid:1")
    assert first.body == "L'eau [baisse](https://exemple.example/b/c).\n"
    assert first.source == Source(name="Exemple", url="https://exemple.example/a", author="Équipe")
    assert second.body == "Un *mot*.\n"
    assert second.date == make.moment("2020-10-07", "Asia/Jakarta")
    assert third.body == "a &lt;b> c\n"


def test_rdf_is_read() -> None:
    (seed,) = read(RDF)
    assert (seed.title, seed.date) == ("Air Surut", make.moment("2020-10-05 10:15+07:00"))


@pytest.mark.parametrize(
    "path", ["seeds/a.rss", "seeds/a.atom", "seeds/a.rdf", "seeds/a.txt", "seeds/a", "seeds/a.html"]
)
def test_a_feed_is_known_by_how_it_begins(path: str) -> None:
    assert {seed.format for seed in read(RSS, path)} == {"feed"}
    assert {seed.format for seed in read(f"<!-- simpan -->\n{ATOM}", path)} == {"feed"}


def test_an_encoding_is_believed_as_declared_unless_it_is_utf_8() -> None:
    text = RSS.replace("Ringkas saja.", "Été à Orléans.").replace("UTF-8", "iso-8859-15")
    assert read(text.encode("iso-8859-15"))[0].summary == "Été à Orléans."
    assert read(text.encode())[0].summary == "Été à Orléans."
    assert read(text.replace("iso-8859-15", "UTF-16").encode("utf-16"))[0].summary == "Été à Orléans."


def test_a_feed_that_is_not_well_formed_is_read_all_the_same() -> None:
    assert len(read(RSS.replace("</channel>", "&nbsp; & <br></channel>"))) == 2
    assert len(read(RSS.replace("Selesai.", "Selesai.\x0b\x00".replace("\x00", "")))) == 2


def test_an_item_with_a_link_alone_is_one_and_without_one_is_named() -> None:
    item = "<item><title>Pasar Buka</title><link>https://contoh.example/3</link></item><item><title>x</title></item>"
    found = reading(f'<rss version="2.0"><channel>{item}<item/></channel></rss>')
    link, *others = [seeds.make(each, CONFIG) for each in found.items]
    assert isinstance(link, Seed)
    assert (link.title, link.body) == ("Pasar Buka", "")
    assert [each.problem.text for each in others if isinstance(each, Refused)] == [
        "item 2: it has no text",
        "item 3: it has neither a title nor a text",
    ]


def test_two_items_of_one_guid_are_two_wherever_they_stand() -> None:
    item = "<item><guid>a</guid><title>x</title><description>{}</description></item>"
    one, other = item.format("satu"), item.format("dua")
    found = read(f'<rss version="2.0"><channel>{one}{other}</channel></rss>')
    turned = read(f'<rss version="2.0"><channel>{other}{one}</channel></rss>')
    assert len({seed.item for seed in found}) == 2
    assert {seed.item: seed.body for seed in found} == {seed.item: seed.body for seed in turned}


def test_an_item_is_the_same_when_only_its_feed_has_changed() -> None:
    again = RSS.replace("<language>", "<lastBuildDate>Tue, 06 Oct 2020 10:15:00 +0700</lastBuildDate><language>")
    assert [seed.sha256 for seed in read(again)] == [seed.sha256 for seed in read(RSS)]
    assert read(RSS.replace("Selesai.", "Sudah."))[0].sha256 != read(RSS)[0].sha256


LAUGHS = '<!ENTITY a "ha"><!ENTITY b "' + "&a;" * 10 + '">'
BOMB = f'<?xml version="1.0"?><!DOCTYPE rss [{LAUGHS}]><rss version="2.0"><channel><title>&b;</title></channel></rss>'


@pytest.mark.parametrize(
    "text",
    [
        BOMB,
        BOMB.replace("<!ENTITY", "<!entity"),
        BOMB.replace("<!DOCTYPE", "<!-- <item> --> <!DOCTYPE"),
        BOMB.replace(LAUGHS, '<!ENTITY x SYSTEM "file:///etc/hostname">'),
        BOMB.replace(LAUGHS, f'<!ATTLIST rss a CDATA "<!--">{LAUGHS}<!-- -->'),
        "kata " + BOMB,
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_feed_that_declares_entities_is_refused_before_it_is_parsed(
    text: str, encoding: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("feedparser.parse", lambda *_, **__: pytest.fail("it was parsed"))
    assert refused(text.encode(encoding)).code == "seed-entities"


def test_a_feed_may_tell_of_entities() -> None:
    assert len(read(RSS.replace("Selesai.", "<code>&lt;!ENTITY x> <!ENTITY y></code>"))) == 2


def test_what_expands_all_the_same_stays_what_it_was() -> None:
    """A document type alone, as RSS 0.91 has it, is no bomb, and nothing is fetched for it."""
    doctype = '<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "file:///etc/hostname">'
    assert len(read(RSS.replace("<rss", f"{doctype}<rss", 1))) == 2


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('<rss version="2.0"><channel><title>x</title></channel></rss>', "seed-empty"),
        ('<?xml version="1.0"?><urlset><url><loc>https://contoh.example/</loc></url></urlset>', "seed-not-a-feed"),
        ("kata saja", "seed-not-a-feed"),
        (b"\x00\x01\x02kata", "seed-binary"),
        (b"\x1f\x8b\x08kata", "seed-binary"),
        (b" ", "seed-empty"),
    ],
)
def test_what_is_no_feed_is_named(text: str | bytes, code: str) -> None:
    problem = refused(text)
    assert (problem.code, problem.severity) == (code, "warning")
    assert problem.hint


def test_a_string_that_names_a_file_is_not_opened(tmp_path: Path) -> None:
    secret = tmp_path / "feed.xml"
    secret.write_text(RSS)
    assert refused(str(secret)).code == "seed-not-a-feed"


def test_a_picture_s_description_is_not_the_article_s() -> None:
    caption = '<media:content url="https://contoh.example/p.jpg" medium="image"><media:description type="plain">'
    item = f"{caption}Pasar pagi, difoto dari jembatan di atas sungai</media:description></media:content><source"
    second = read(RSS.replace("<source", item))[1]
    assert second.body == "Pasar pagi buka & ramai.\n\nWarga datang.\n"
    assert dict(second.fields)["image"]["alt"] == "Pasar pagi, difoto dari jembatan di atas sungai"


def rss(item: str, channel: str = "") -> str:
    return f'<rss version="2.0"><channel><title>Contoh Harian</title>{channel}<item>{item}</item></channel></rss>'


def only(item: str, channel: str = "") -> Seed:
    (seed,) = read(rss(item, channel))
    return seed


@pytest.mark.parametrize(
    "encoding", ["utf-32-be", "utf-32-le", "cp037", "utf-16-be", "iso2022_jp", "gb18030", "cp1252"]
)
def test_a_feed_is_read_in_the_rarest_encoding(encoding: str) -> None:
    word = "東京" if encoding in {"iso2022_jp", "gb18030"} else "Café"
    declared = {"iso2022_jp": "iso-2022-jp", "gb18030": "gb2312", "cp1252": "ISO-8859-1"}.get(encoding, encoding)
    text = f'<?xml version="1.0" encoding="{declared}"?>{rss(f"<title>{word}</title><description>Buka.</description>")}'
    assert [seed.title for seed in read(text.encode(encoding))] == [word]


def test_a_codec_that_is_no_encoding_is_not_believed() -> None:
    title = r"<title>Café \u0041</title><description>Buka.</description>"
    text = f'<?xml version="1.0" encoding="unicode_escape"?>{rss(title)}'
    assert read(text.encode("cp1252"))[0].title == r"Café \u0041"


def test_a_control_character_that_windows_means_otherwise_is_what_was_meant() -> None:
    assert only("<title>Qur&#146;an</title><description>Don&#x92;t.</description>").title == "Qur’an"


def test_atom_that_forgets_to_say_that_it_is_html_is_html_where_it_begins_so() -> None:
    entry = '<entry><id>{}</id><title>Air</title><content type="text">{}</content></entry>'
    bodies = ("&lt;p&gt;Air &lt;b&gt;surut&lt;/b&gt;.&lt;/p&gt;", "Tanda &lt;b&gt; dan &amp;amp; begitu.")
    entries = "".join(entry.format(number, body) for number, body in enumerate(bodies))
    found = read(f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Contoh</title>{entries}</feed>')
    assert [seed.body for seed in found] == ["Air **surut**.\n", "Tanda &lt;b> dan &amp;amp; begitu.\n"]


def test_lines_of_plain_text_are_paragraphs_where_each_ends_a_sentence() -> None:
    assert only("<description>Air surut.\nWarga pulang.</description>").body == "Air surut.\n\nWarga pulang.\n"
    assert only("<description>Air surut\n   di pasar.</description>").body == "Air surut di pasar.\n"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Mon, 05 Oct 2020 10:15:00 EST", "2020-10-05 15:15+00:00"),
        ("Mon, 5 Oct 20 10:15 +0700", "2020-10-05 03:15+00:00"),
        ("2020-10-05T10:15:00.25Z", "2020-10-05 10:15+00:00"),
        ("Δευ, 05 Οκτ 2020 10:15:00 EST", "2020-10-05 15:15+00:00"),
        ("Mon Oct  5 10:15:00 2020", "2020-10-05 10:15+00:00"),
    ],
)
def test_a_date_is_read_in_whatever_shape(written: str, expected: str) -> None:
    date = only(f"<title>Air</title><description>Surut.</description><pubDate>{written}</pubDate>").date
    assert date is not None
    assert date.at == make.moment(expected).at


@pytest.mark.parametrize("written", ["2020", "2020년 10월 05일", "lusa", "99 Oct 2020", ""])
def test_a_date_is_not_made_up(written: str) -> None:
    assert only(f"<title>Air</title><description>Surut.</description><pubDate>{written}</pubDate>").date is None


def test_a_description_that_is_cut_is_no_summary() -> None:
    content = '<content:encoded xmlns:content="http://purl.org/rss/1.0/modules/content/">{}</content:encoded>'
    body = content.format("Air sungai surut. Warga pulang ke rumah.")
    assert only(f"{body}<description>Air sungai [&amp;hellip;]</description>").summary.startswith("Air sungai surut.")
    assert only(f"{body}<description>Ringkas saja.</description>").summary == "Ringkas saja."


def test_what_generators_come_with_is_not_believed() -> None:
    indonesian = "Air sungai yang meluap sejak malam akhirnya surut, dan warga mulai pulang ke rumah mereka. " * 4
    item = f"<category>Uncategorized</category><category>Banjir</category><description>{indonesian}</description>"
    found = only(item, "<language>en-US</language>")
    assert (found.lang, found.tags) == ("id", ("Banjir",))
    assert only(item, "<language>ms</language>").lang == "ms"


def test_an_entity_that_is_a_short_text_is_no_bomb() -> None:
    doctype = '<!DOCTYPE rss [<!ENTITY nbsp "&#160;"><!ENTITY kota "Taramba">]>'
    (seed,) = read(doctype + rss("<title>Pasar &kota;</title><description>Air.</description>"))
    assert seed.title == "Pasar Taramba"
    assert refused(doctype.replace("Taramba", "&nbsp;") + rss("<title>&kota;</title>")).code == "seed-entities"


def test_a_guid_that_is_no_address_makes_none() -> None:
    rss = (
        '<rss version="2.0"><channel><title>Sample Post</title><link>https://post.example/</link>'
        "<item><title>One</title><guid>rp4</guid><description>The river fell on Thursday.</description></item>"
        "<item><title>Two</title><guid>https://post.example/2</guid><description>It rose again.</description></item>"
        "</channel></rss>"
    )
    found = seeds.read("seeds/contoh.xml", rss.encode(), Config(title="", base_url=""))
    assert isinstance(found, tuple)
    assert [seed.source.url for seed in found if seed.source] == ["", "https://post.example/2"]


def test_a_date_that_cannot_be_read_is_told_of() -> None:
    rss = (
        '<rss version="2.0"><channel><title>Sample Post</title><item><title>One</title><pubDate>soon enough</pubDate>'
        "<description>The river fell on Thursday.</description></item></channel></rss>"
    )
    found = seeds.read("seeds/contoh.xml", rss.encode(), Config(title="", base_url=""))
    assert isinstance(found, tuple)
    assert [seed.unread for seed in found] == [('item 1: published "soon enough"',)]
