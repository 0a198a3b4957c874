"""A saved page becomes a seed: its facts, its text as Markdown, and a verdict on every block of it."""

import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from kliping import markup, seeds, tell
from kliping.model import Config, Limits, Moment, Seed, Source, SourceSettings
from kliping.problems import Problem, Span

ROOT = Path(__file__).parents[2]
PAGES = Path(__file__).parent / "data" / "pages"
CONFIG = Config(title="Contoh", base_url="https://example.org/", timezone="Asia/Jakarta")
FIRST = "The river fell below the danger mark on Thursday, and four hundred people began to go home."
SECOND = "The school will open again on Monday, the head of the district said in a letter to the parents."
THIRD = "The water company expects the taps to run by the weekend, and has sent two lorries with tanks."


def read(page: str | bytes, path: str = "seeds/contoh.html", config: Config = CONFIG) -> Seed:
    found = seeds.read(path, page.encode() if isinstance(page, str) else page, config)
    assert isinstance(found, tuple), found
    assert len(found) == 1
    return found[0]


def refused(page: str | bytes, config: Config = CONFIG) -> str:
    found = seeds.read("seeds/contoh.html", page.encode() if isinstance(page, str) else page, config)
    assert isinstance(found, Problem)
    assert found.text
    assert found.hint
    assert (found.severity, found.span.path) == ("warning", "seeds/contoh.html")
    return found.code


def page(inner: str, head: str = "", lang: str = "en") -> str:
    """A page whose article holds `inner` between its first and its last paragraphs."""
    return (
        f'<!DOCTYPE html><html lang="{lang}"><head><title>River falls</title>'
        f'<link rel="canonical" href="https://sample-post.test/2024/river">{head}</head><body>'
        f"<nav><a href='/'>Home</a></nav><article><h1>River falls</h1><p>{FIRST}</p><p>{SECOND}</p>"
        f"{inner}<p>{THIRD}</p></article><footer>About us</footer></body></html>"
    )


def inside(seed: Seed) -> str:
    """The Markdown between the paragraphs of `page`."""
    head, tail = f"{FIRST}\n\n{SECOND}\n", f"\n{THIRD}\n"
    assert seed.body.startswith(head)
    assert seed.body.endswith(tail)
    return seed.body[len(head) : -len(tail)].strip("\n")


def meta(**contents: str) -> str:
    return "".join(f'<meta property="{name.replace("__", ":")}" content="{text}">' for name, text in contents.items())


def linked(text: str) -> str:
    return f'<script type="application/ld+json">{text}</script>'


@pytest.fixture(scope="module")
def classic() -> Seed:
    return read((PAGES / "first" / "english-classic.html").read_bytes())


# --- Facts -------------------------------------------------------------------------------------------------------


def test_a_page_tells_its_facts(classic: Seed) -> None:
    assert (classic.title, classic.title_origin, classic.lang) == ("River falls, families return", "given", "en")
    assert classic.source == Source(
        name="The Sample Post", url="https://www.sample-post.test/2024/05/river", author="Nadia Contoh"
    )
    zone = timezone(timedelta(hours=7))
    assert (classic.date, classic.date_origin) == (Moment(at=datetime(2024, 5, 2, 10, 15, tzinfo=zone)), "given")
    assert dict(classic.fields) == {
        "updated": datetime(2024, 5, 4, 10, 15, tzinfo=zone),
        "image": {"src": "https://www.sample-post.test/img/lead.jpg?w=1200", "alt": "The river"},
    }


def test_the_title_is_not_repeated_in_the_body(classic: Seed) -> None:
    assert "River falls, families return" not in classic.body


@pytest.mark.parametrize(
    ("head", "title"),
    [
        (meta(og__title="River falls – Sample Post", og__site_name="Sample Post"), "River falls"),
        (linked('{"@type":"NewsArticle","headline":"RIVER FALLS"}'), "River falls"),
        (linked('/*<![CDATA[*/[{"@type":["Thing","Report"],"name":"River falls today"}]/*]]>*/'), "River falls"),
    ],
)
def test_a_headline_comes_without_the_outlets_name(head: str, title: str) -> None:
    assert read(page("", head)).title == title


def test_a_headline_comes_without_the_names_of_what_it_stands_in() -> None:
    head = "<title>The river falls again - Your Money - Your Life - Sample Post</title>"
    html = (
        page("")
        .replace("<title>River falls</title>", head)
        .replace("<h1>River falls", "<h1>The river&nbsp;falls again")
    )
    assert read(html).title == "The river falls again"


def test_the_address_of_the_page_is_no_picture() -> None:
    address = "https://sample-post.test/2024/river"
    assert "image" not in dict(read(page("", meta(og__image=address))).fields)


@pytest.mark.parametrize(
    ("name", "header"),
    [("logo-1200x630.png", ""), ("Post_Default_Image.jpg", ""), ("a.jpg", "<header><img src='/a.jpg?w=80'></header>")],
)
def test_a_logo_or_a_stand_in_is_no_picture_of_an_article(name: str, header: str) -> None:
    whole = page(
        "", meta(og__image=f"https://sample-post.test/{name}", twitter__image="https://sample-post.test/b.jpg")
    )
    seed = read(whole.replace("<nav>", f"{header}<nav>"))
    assert dict(seed.fields)["image"] == {"src": "https://sample-post.test/b.jpg"}


def test_a_picture_of_a_logo_is_one_all_the_same() -> None:
    src = "https://sample-post.test/the-new-logo-of-the-ferry-on-its-bow.jpg"
    assert dict(read(page("", meta(og__image=src))).fields)["image"] == {"src": src}


def test_a_page_without_a_headline_has_that_of_its_metadata() -> None:
    headline = linked('{"@type":"NewsArticle","headline":"River falls &amp; people go home"}')
    assert read(page("", headline).replace("<h1>River falls</h1>", "")).title == "River falls & people go home"


@pytest.mark.parametrize(
    ("author", "told"),
    [
        ('{"@type":"Person","name":"Ana Satu"}', "Ana Satu"),
        ('["Ana Satu",{"name":["Budi Dua"]}]', "Ana Satu, Budi Dua"),
        ('{"@id":"#ana"}', "Ana Satu"),
        ('"https://social.test/ana"', ""),
        ('{"name":"Sample Post"}', ""),
        ('"sample-post.test"', ""),
    ],
)
def test_authors_are_people(author: str, told: str) -> None:
    graph = (
        f'{{"@graph":[{{"@type":"NewsArticle","headline":"x","author":{author}}},{{"@id":"#ana","name":"Ana Satu"}}]}}'
    )
    source = read(page("", linked(graph) + meta(og__site_name="Sample Post"))).source
    assert source is not None
    assert source.author == told


def test_a_byline_above_the_text_names_the_author() -> None:
    seed = read(page("").replace("<h1>River falls</h1>", "<h1>River falls</h1><p>By Nadia Contoh</p>"))
    assert seed.source is not None
    assert seed.source.author == "Nadia Contoh"
    assert "Nadia" not in seed.body


@pytest.mark.parametrize(
    ("head", "when"),
    [
        (meta(article__published_time="2024-05-02T10:15:00Z"), Moment(at=datetime(2024, 5, 2, 10, 15, tzinfo=UTC))),
        (meta(date="2024-05-02"), Moment(at=datetime(2024, 5, 2, tzinfo=CONFIG.zone), whole_day=True)),
        (meta(pubdate="Thu, 02 May 2024 10:15:00 GMT"), Moment(at=datetime(2024, 5, 2, 10, 15, tzinfo=UTC))),
        (
            linked('{"@type":"BlogPosting","name":"x","datePublished":"2024-05-02"}'),
            Moment(at=datetime(2024, 5, 2, tzinfo=CONFIG.zone), whole_day=True),
        ),
    ],
)  # fmt: skip
def test_a_date_of_the_metadata_is_given(head: str, when: Moment) -> None:
    seed = read(page("", head))
    assert (seed.date, seed.date_origin) == (when, "given")


def test_a_date_that_only_htmldate_finds_is_inferred() -> None:
    seed = read(page("").replace("</h1>", "</h1><time datetime='2024-05-02'>2 May</time>"))
    assert seed.date == Moment(at=datetime(2024, 5, 2, tzinfo=CONFIG.zone), whole_day=True)
    assert seed.date_origin == "inferred"


def test_no_date_is_better_than_a_wrong_one() -> None:
    assert read(page("")).date is None


@pytest.mark.parametrize(
    ("around", "told"),
    [
        ("<div class='meta'>Nadia Sample<br>Thu, 2 May 2024 17:55 UTC</div>", date(2024, 5, 2)),
        ("<p class='wp-caption'>The dam on 3 June 2011</p>", None),
        ("<p class='note'>The dam was built on 14 August 1935</p>", None),
        ("", None),
    ],
)
def test_a_date_stands_below_the_headline_and_not_in_a_box_above_it(around: str, told: date | None) -> None:
    masthead = "<div id='date-box'>Mon, 25 Dec 2023</div><nav>"
    seed = read(page("").replace("</h1>", f"</h1>{around}").replace("<nav>", masthead))
    assert (seed.date and seed.date.at.date(), seed.date_origin) == (told, "inferred")


@pytest.mark.parametrize(("modified", "told"), [("2024-05-03", date(2024, 5, 3)), ("2024-05-02T18:00:00+07:00", None)])
def test_an_update_counts_from_a_day_later_on(modified: str, told: date | None) -> None:
    seed = read(page("", meta(date="2024-05-02", article__modified_time=modified)))
    assert dict(seed.fields).get("updated") == told


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("id-ID", "id"),
        ("in", "id"),
        ("pt_BR", "pt-BR"),
        ("en-GB", "en"),
        ("zh-Hant", "zh-Hant"),
        ("", "en"),
        ("{{x}}", "en"),
    ],
)
def test_the_language_is_the_pages(lang: str, told: str) -> None:
    assert read(page("", lang=lang)).lang == told


def test_a_template_in_english_does_not_make_a_text_english() -> None:
    assert read((PAGES / "first" / "indonesian-portal.html").read_bytes()).lang == "id"


@pytest.mark.parametrize(
    ("head", "url"),
    [
        ('<link rel="canonical" href="/a/b">' + meta(og__url="https://x.test/a/b"), "https://x.test/a/b"),
        ('<link rel="canonical" href="https://x.test/">' + meta(og__url="https://x.test/a"), "https://x.test/a"),
        (meta(og__url="javascript:alert(1)"), ""),
    ],
)
def test_the_address_is_the_articles(head: str, url: str) -> None:
    bare = page("", head).replace('<link rel="canonical" href="https://sample-post.test/2024/river">', "")
    source = read(bare).source
    assert (source.url if source else "") == url


def test_a_browser_says_where_it_saved_a_page_from() -> None:
    bare = page("").replace('<link rel="canonical" href="https://sample-post.test/2024/river">', "")
    seed = read(f"<!-- saved from url=(0030)https://sample-post.test/river -->{bare}")
    assert seed.source == Source(name="sample-post.test", url="https://sample-post.test/river")


def test_a_source_of_the_settings_names_its_site_and_rules_its_lines() -> None:
    settings = SourceSettings(name="Our Post", url="https://www.sample-post.test/", drop=("Tap here now",))
    seed = read(page("<p>Tap  here now</p>"), config=replace(CONFIG, sources=(settings,)))
    assert seed.source is not None
    assert seed.source.name == "Our Post"
    assert inside(seed) == ""
    assert inside(read(page("<p>Tap here now</p>"))) == "Tap here now"


# --- Structure ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("inner", "markdown"),
    [
        ("<h2>What comes next</h2>", "## What comes next"),
        ("<h4>Small</h4>", "#### Small"),
        ("<ul><li>one</li><li>two<ul><li>three</li></ul></li></ul>", "- one\n- two\n    - three"),
        ("<ol start='3'><li>c</li><li><p>d</p><p>e</p></li></ol>", "3. c\n\n4. d\n\n    e"),
        ("<ul><li>a</li></ul><ol><li>b</li></ol>", "- a\n\n<!-- -->\n\n1. b"),
        ("<blockquote><p>One.</p><p>Two.</p></blockquote>", "> One.\n>\n> Two."),
        ("<pre><code class='language-python'>if a:\n    b</code></pre>", "```python\nif a:\n    b\n```"),
        (
            "<table><tr><th>A</th><th>B</th></tr><tr><td>1|2</td><td>3</td></tr></table>",
            "| A | B |\n| --- | --- |\n| 1\\|2 | 3 |",
        ),
        (
            "<table><tr><th rowspan=2>Year</th><th colspan=2>Seats</th><th rowspan=x>All</th></tr>"
            "<tr><td>men</td><td>women</td></tr><tr><td>1999</td><td>4</td><td>5</td><td>9</td></tr></table>",
            "| Year | Seats |  | All |\n| --- | --- | --- | --- |\n|  | men | women |  |\n| 1999 | 4 | 5 | 9 |",
        ),
        ("<dl><dt>Fee</dt><dd>free</dd></dl>", "Fee\n:   free"),
        ("<p>so <b>bold </b>and <i>slanted</i>, <code>x*y</code></p>", "so **bold** and *slanted*, `x*y`"),
        ("<p>a <a href='/b?c=(d)'>link</a></p>", "a [link](https://sample-post.test/b?c=%28d%29)"),
        ("<p>a <a href='#top'>jump</a> and <a href='javascript:x()'>run</a></p>", "a jump and run"),
        ("<p>one<br>two</p>", "one  \ntwo"),
        ("<div>one<br><br>- two</div>", "one\n\n\\- two"),
        ("<p>2020. It *was* [so](x) &lt;b&gt;</p>", "2020\\. It \\*was\\* \\[so](x) &lt;b>"),
        (
            "<figure><img src='/a.jpg' alt='A'><figcaption>Cap.</figcaption></figure>",
            '![A](https://sample-post.test/a.jpg "Cap.")',
        ),
        ("<p><img src='data:image/gif;base64,AA' data-src='/b.jpg' alt='B'></p>", "![B](https://sample-post.test/b.jpg)"),
        ("<p><img src='/pixel.gif' width='1' height='1'>text</p>", "text"),
        ("<p><img src='./River_files/b.jpg'>text</p>", "text"),
    ],
)  # fmt: skip
def test_structure_survives_as_markdown(inner: str, markdown: str) -> None:
    assert inside(read(page(inner))) == markdown


def test_links_are_relative_to_the_base_of_the_page() -> None:
    seed = read(page("<p>a <a href='b'>link</a></p>", "<base href='https://cdn.test/x/'>"))
    assert inside(seed) == "a [link](https://cdn.test/x/b)"


def test_the_picture_above_the_article_is_not_shown_twice() -> None:
    seed = read(
        page("<p><img src='/lead.jpg?w=2' alt='L'>x</p>", meta(og__image="https://sample-post.test/lead.jpg?w=1"))
    )
    assert inside(seed) == "x"
    assert dict(seed.fields)["image"] == {"src": "https://sample-post.test/lead.jpg?w=1", "alt": "L"}


def test_a_summary_is_made_of_running_text() -> None:
    first = "Ten geese came to the pond of Larkhill on Monday morning, and they were loud."
    inner = f"<h1>Ten Geese</h1><p>{first}</p><h2>What the baker said</h2><ul><li>Bread</li></ul>"
    text = "".join(f"<p>The baker of Larkhill said that goose number {n} had eaten nothing.</p>" for n in range(6))
    summary = read(f"<html lang=en><title>Ten Geese</title><body><article>{inner}{text}</article></html>").summary
    assert summary.startswith(f"{first} The baker of Larkhill said that goose number 0")


def test_a_block_with_noise_inside_it_stays_whole() -> None:
    inner = "".join(
        f"<p>Pasar nomor {n} dibuka lagi setelah banjir. Advertisement Juru bicara senang.</p>" for n in range(5)
    )
    body = read(page(f"<h1>Pasar dibuka</h1>{inner}", lang="id")).body
    assert body.count("Advertisement Juru bicara senang.") == 5


def test_what_a_page_runs_does_not_come_through() -> None:
    inner = (
        "<p onclick='x()'>a<script>alert(1)</script><svg onload='x()'></svg></p><p>&lt;script>alert(2)&lt;/script></p>"
        "<p><img src='x' onerror='x()'><a href='data:text/html,x'>b</a><iframe src='//x'></iframe></p>"
    )
    html = markup.to_html(read(page(inner)).body, Span(path="x"))
    assert isinstance(html, str)
    assert "alert(1)" not in html
    assert not any(word in html for word in ("<script", "onclick", "onerror", "onload", "data:", "<iframe", "<svg"))
    assert "&lt;script&gt;alert(2)&lt;/script&gt;" in html


# --- What is dropped ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("inner", "rule"),
    [
        ("<p>Advertisement</p>", "ad-marker"),
        ("<p>Read also: <a href='/x'>Why the dam was opened at night</a></p>", "related-link"),
        ("<p><a href='/x'>Why the dam was opened at night</a></p>", "link-only"),
        ("<div class='newsletter-box'><p>News in your letter box, every morning.</p></div>", "subscribe"),
        ("<aside><p>The dam in numbers: 31 metres, 1927.</p></aside>", "aside"),
        ("<p class='wp-caption-text'>The dam, seen from the east</p>", "caption"),
        ("<p><em>Sign up for our weekly letter from the river.</em></p>", "prompt"),
        ("<p><em>Follow Nadia Sample on Twitter and Sample Post on Facebook.</em></p>", "prompt"),
        ("<div class='controls'><span>Previous</span><span>Next</span></div>", "navigation"),
        ("<p>More from Sample Post:</p>", "related-label"),
        ("<blockquote>four hundred people began to go home.</blockquote>", "repeated"),
        ("<p hidden>Not shown to anybody who reads the page.</p>", ""),
        ("<p style='display: none'>Not shown to anybody who reads the page.</p>", ""),
    ],
)
def test_a_block_is_dropped_by_a_named_rule(inner: str, rule: str) -> None:
    seed = read(page(inner))
    assert inside(seed) == ""
    assert seed.ledger is not None
    rules = [each.rule for each in seed.ledger.verdicts if each.kind == "dropped" and "Home" not in each.text]
    assert rules == ([rule, "footer"] if rule else ["footer"])


@pytest.mark.parametrize(
    "inner",
    [
        "<p>Advertising on television rose by a tenth.</p>",
        "<p class='share-of-vote'>The list won half of all votes.</p>",
        "<p>He signed up for the newsletter, and never read it.</p>",
        "<p>People follow the dam on Twitter.</p>",
        "<p class='controls'>The gate is opened by hand, with a wheel.</p>",
        "<p>There was more from the river: two boats, and a bicycle without its wheels.</p>",
        "<div class='has-no-ads'><p>The lorries came at noon.</p></div>",
    ],
)
def test_a_sentence_that_only_looks_like_noise_stays(inner: str) -> None:
    assert inside(read(page(inner))) != ""


def test_an_explanation_tells_every_block(classic: Seed) -> None:
    told = tell.seed(classic, "")
    assert "title   River falls, families return" in told
    assert "dropped Related stories  [related]" in told
    assert "dropped Home  [navigation]" in told
    assert "13 kept" in told


# --- Bytes -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("cp1256", "windows-1256"),
        ("utf-8", "windows-1252"),
        ("utf-8-sig", ""),
        ("utf-16", ""),
        ("iso-8859-6", "iso-8859-6"),
    ],
)
def test_a_page_is_read_in_its_encoding(encoding: str, declared: str) -> None:
    text = "وقال رئيس البلدية إن المياه غمرت مئة منزل"
    data = page(f"<p>{text}</p>", f'<meta charset="{declared}">' if declared else "").encode(encoding)
    assert text in read(data).body


def test_stray_nul_bytes_are_dropped_from_a_page_and_told() -> None:
    seed = read(page("<p>It was quiet.</p>").replace("quiet", "qui\0et").encode())
    assert inside(seed) == "It was quiet."
    assert seed.ledger is not None
    told = [(each.text, each.rule) for each in seed.ledger.verdicts if each.rule == "stray-nul"]
    assert told == [("NUL × 1", "stray-nul")]


def test_an_archive_is_read_for_its_page() -> None:
    inner = page("<p>a caf\u00e9 <a href='b'>link</a></p>").replace(
        '<link rel="canonical" href="https://sample-post.test/2024/river">', ""
    )
    quoted = inner.replace("=", "=3D").replace("\u00e9", "=E9")
    archive = (
        "From: <Saved by Blink>\r\nMIME-Version: 1.0\r\n"
        "Snapshot-Content-Location: https://sample-post.test/2024/river\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="B"\r\n\r\n--B\r\nContent-Type: text/html\r\n'
        "Content-Location: https://ads.test/frame\r\n\r\n<p>Buy this</p>\r\n--B\r\n"
        "Content-Type: text/html; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n"
        f"Content-Location: https://sample-post.test/2024/river\r\n\r\n{quoted}\r\n--B--\r\n"
    )
    for name in ("seeds/contoh.mhtml", "seeds/contoh.html"):
        seed = read(archive.encode(), name)
        assert "a café [link](https://sample-post.test/2024/b)" in seed.body
        assert seed.source == Source(name="sample-post.test", url="https://sample-post.test/2024/river")


def test_the_same_page_gives_the_same_seed(classic: Seed) -> None:
    assert read((PAGES / "first" / "english-classic.html").read_bytes()) == classic


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ("<html><head><title>x</title></head></html>", "seed-empty"),
        ("<html><body>" + "<script>var a = '<p>x</p>'</script>" * 50, "seed-empty"),
        ("<html><frameset><frame src=x></frameset></html>", "seed-empty"),
        (page("").replace("Home", "\0" * 100), "seed-binary"),
        ('<!DOCTYPE html [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><html><body><p>&b;</p></body></html>', "page-entities"),
        (page("<div>" * 300), "page-too-deep"),
        (page("<!-->" + "<div>" * 300 + "-->"), "page-too-deep"),
        (page("<p>a</p>" * 30_000), "page-too-large"),
        (page("<p>" + "a word " * 150_000), "page-too-large"),
        (page("<p>a</p>" * 9_000), "page-too-large"),
        (page("<p " + " ".join(f"a{number}" for number in range(300)) + ">x</p>"), "page-too-large"),
    ],
)
def test_a_page_that_cannot_be_read_is_set_aside_with_its_reason(data: str, code: str) -> None:
    assert refused(data) == code


HOSTILE = {
    "deep": "'<div>' * 200_000 + 'x'",
    "deep-custom": "'<x-y>' * 200_000",
    "crowded": "'<p ' + ' '.join(f'a{number}' for number in range(200_000)) + '>'",
    "long": "'<p>' + 'word ' * 10_000_000",
    "breaks": "'<article>' + '<p>A sentence that is long enough to count.</p>' * 9 + '<br>' * 29_000",
    "links": "'<p>' + '<a href=/x>some link</a> ' * 19_000 + '</p><article>' + 'A sentence, as long as it is. ' * 99",
    "lines": "'<article>' + ''.join(f'<p>Line {n} of Anna Contoh on the river.</p>' for n in range(7_900))",
    "headings": "'<article>' + ''.join(f'<h2>Day {n}</h2><p>On day {n} nobody came.</p>' for n in range(3_900))",
    "signs": "'<p>' + '<' * 3_000_000",
    "json": "'<p>x</p><script type=\"application/ld+json\">' + '[' * 100_000 + '</script>'",
    "inlined": "'<p>x</p><img src=\"data:image/png;base64,' + 'A' * 40_000_000 + '\">'",
}
CHILD = """
import sys, time
from kliping import reader
from kliping.model import Config, Limits
from kliping.seeds import page
data = ("<html><body>" + eval(sys.argv[1])).encode()
reader.prepare(reader.Clip(name="seeds/x.html", data=data))  # as in the child that reads it
start = time.process_time()
page.parse("seeds/x.html", data, Config(title="x", base_url="https://x.test/", limits=Limits(seed_bytes=10**9)))
# proc(5), VmHWM: the most it had itself; ru_maxrss would count what its parent had when it was started.
peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(time.process_time() - start, int(peak.split()[1]) // 1024)
"""


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_page_is_answered_in_five_seconds_and_512_mb(name: str) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", CHILD, HOSTILE[name]],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    seconds, megabytes = map(float, done.stdout.split())
    assert seconds < 5
    assert megabytes < 512


def test_a_run_without_pages_loads_no_parser() -> None:
    script = (
        "import sys; from kliping import seeds; seeds.endings(); print(*({'lxml', 'trafilatura'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_a_size_limit_of_the_settings_holds_for_pages() -> None:
    assert refused(page(""), replace(CONFIG, limits=Limits(seed_bytes=100))) == "seed-too-large"


def test_a_page_may_leave_out_the_tags_of_head_and_body() -> None:
    bare = (
        f"<!doctype html><title>River falls</title><article><h1>River falls</h1><p>{FIRST}</p><p>{SECOND}</p></article>"
    )
    assert read(bare).body == f"{FIRST}\n\n{SECOND}\n"


def test_the_only_headline_wins_over_a_title_that_is_its_first_words() -> None:
    whole = page("").replace("<h1>River falls", "<h1>River falls at last, and four hundred go home")
    assert read(whole).title == "River falls at last, and four hundred go home"


@pytest.mark.parametrize(
    "told",
    [
        '<span class="date">12 August 2021 09:15</span>',
        '<time datetime="2021-08-12T09:15:00+07:00">on Thursday</time>',
        '<time datetime="2021-08-12T04:15:00+02:00">12 August 2021 04:15</time>',
    ],
)
def test_a_time_that_the_page_tells_is_kept_with_its_day(told: str) -> None:
    seed = read(page("").replace("</h1>", f"</h1><div>{told}</div>"))
    assert seed.date is not None
    assert seed.date.at == datetime(2021, 8, 12, 9, 15, tzinfo=timezone(timedelta(hours=7)))


HEADLINE = "Ferry strike ends after nine days"
SHOWN = "<p>By Anna Contoh</p><p>12 March 2024</p>" + "".join(f"<p>{text}</p>" for text in (FIRST, SECOND, THIRD))
SEEN = "<p>Tuesday, 26 November 2024</p>"


@pytest.mark.parametrize(
    "body",
    [
        f"<header><div>Sample Post</div>{SEEN}</header><main><h1>{HEADLINE}</h1>{SHOWN}</main>",
        f"<div>{SEEN}</div><h1>{HEADLINE}</h1>{SHOWN}",
        f"<h1>Sample Post</h1>{SEEN}<h2>{HEADLINE}</h2>{SHOWN}",
    ],
)
def test_a_headline_that_is_longer_than_the_page_s_title_is_found_below_the_masthead(body: str) -> None:
    seed = read(f"<html lang=en><head><title>Ferry strike ends | Sample Post</title></head><body>{body}</body></html>")
    assert (seed.title, seed.source) == (HEADLINE, Source(name="Sample Post", author="Anna Contoh"))
    assert seed.date is not None
    assert seed.date.at.date() == date(2024, 3, 12)
    assert seed.body == f"{FIRST}\n\n{SECOND}\n\n{THIRD}\n"


@pytest.mark.parametrize(
    "title", [f"{HEADLINE} | News", f"{HEADLINE} - an island waits for its bread and its letters", HEADLINE]
)
def test_what_stands_behind_the_headline_in_a_title_need_not_be_the_outlet(title: str) -> None:
    seed = read(f"<html lang=en><head><title>{title}</title></head><body><h1>{HEADLINE}</h1>{SHOWN}</body></html>")
    assert seed.source == Source(author="Anna Contoh")


def test_code_in_a_list_that_an_item_begins_with_stays_code() -> None:
    inner = "<ul><li><ul><li>a wheel</li><li><p>turns</p><pre>![i](j)</pre></li></ul></li></ul>"
    assert r"- a wheel turns !\[i](j)" in read(page(inner)).body


RIVER = "The river at Sampletown falls after eleven days of rain"


@pytest.mark.parametrize(
    ("title", "headline"),
    [
        ("River falls | Sample Post", RIVER),
        ("Sampletown: river goes down - Sample Post", RIVER),
        ("Rain ends, river falls » Sample Post", RIVER),
        ("Market opens in Sampletown | Sample Post", "A covered market for Sampletown, after months of work"),
    ],
)
def test_a_headline_that_its_page_s_title_words_in_another_way_is_the_title(title: str, headline: str) -> None:
    seed = read(f"<html lang=en><head><title>{title}</title></head><body><h1>{headline}</h1>{SHOWN}</body></html>")
    assert seed.title == headline
    assert seed.source is not None
    assert seed.source.name == "Sample Post"


@pytest.mark.parametrize(
    ("title", "headings", "expected"),
    [
        ("River falls at Sampletown | Sample Post", ["Sample Post"], "River falls at Sampletown"),
        ("River falls at Sampletown | Sample Post", ["Latest from the coast and islands"], None),
        ("River falls at Sampletown | Sample Post", ["News"], None),
        ("River falls at Sampletown | Sample Post", [RIVER, "Another river rises at Sampletown now"], None),
        ("River falls at Sampletown | Sample Post", [""], None),
    ],
)
def test_what_else_is_set_as_a_headline_is_none(title: str, headings: list[str], expected: str | None) -> None:
    shown = "".join(f"<h1>{heading}</h1>" for heading in headings)
    seed = read(f"<html lang=en><head><title>{title}</title></head><body>{shown}{SHOWN}</body></html>")
    assert seed.title == (expected or title)


@pytest.mark.parametrize(
    ("code", "markdown"),
    [
        ("a b", "`a b`"),
        ("a `b` c", "``a `b` c``"),
        ("`b`", "`` `b` ``"),
        ("a `` b", "```a `` b```"),
    ],
)
def test_code_stands_between_more_backticks_than_it_has(code: str, markdown: str) -> None:
    assert f"They typed {markdown} twice." in read(page(f"<p>They typed <code>{code}</code> twice.</p>")).body
