"""Texts that trip programs up come out of pages and feeds as they went in, or are refused by name.

What is documented as cleaned is: characters that no document may hold go, and white space is folded.
"""

import json
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from xml.etree import ElementTree

import pytest
from lxml import html

from kliping import addresses, config
from kliping.characters import legal
from kliping.cleaning import escape
from tests import make
from tests.end_to_end.place import CONFIG, Place
from tests.security import digests
from tests.security.conftest import IS_SOAK
from tests.security.digests import Hostile, Made, quoted
from tests.security.naughty import STRINGS, listed

Tell = Callable[[str], None]

TRIED = STRINGS if IS_SOAK else STRINGS[3::20]
# In order of how they are told apart: one of the fields of an article, and where its page shows it.
_SHOWN = {
    "title": "//h1",
    "summary": "//meta[@name='description']",
    "section": "//p[@class='kicker']/bdi[not(@class)]",
    "place": "//bdi[@class='place']",
    "tags": "//ul[@class='tags']/li",
    "cites": "//aside[@class='facts']//ul[@class='inline']/li",
    "source.name": "//article/header/p[@class='meta']/bdi",
    "source.author": "//article/header/p[@class='meta']/span[1]",
    "image.credit": "//figcaption",
    "note": "//aside[@class='note']/*[not(self::h2)]",
    "body": "//div[@class='text']",
}
_NAMES = {"section", "tags", "cites", "source.name"}


def folded(text: str) -> str:
    """A text as it is shown."""
    return " ".join(legal(text).split())


def as_prose(text: str) -> str:
    """Markdown that says a text, in one line."""
    return escape.at_start(escape.inline(folded(text)))


def text_of(element: html.HtmlElement) -> str:
    return " ".join((element.get("content") or "".join(element.itertext())).split())


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    place = Place(tmp_path_factory.mktemp("naughty") / "digest")
    return digests.build(place, TRIED, make.photo(name="PNG"), search=False, as_prose=as_prose)


def written(article: Hostile) -> Iterator[tuple[str, str]]:
    """The fields that an article was published with, and what is to be seen of each."""
    for name, values in article.fields.items():
        text = values[0] if values else ""
        is_own = text in {article.vector, article.prose}
        shown = folded(article.vector) if is_own else folded(text)
        if shown:
            yield name, shown


def has_picture(article: Hostile) -> bool:
    """Whether its picture can be shown: its address is no longer the text itself, which names no file that there is."""
    return article.fields["image.src"][0] != article.vector


def is_said(name: str, text: str, shown: str) -> bool:
    """Whether an element shows a text: a name may be that of another spelling, and some stand among words of ours."""
    if name in _NAMES and addresses.slug_of_name(shown) == addresses.slug_of_name(text):
        return True
    return text in shown if name in {"source.author", "image.credit", "body", "note"} else text == shown


# --- Articles -------------------------------------------------------------------------------------------------------


def test_there_are_as_many_as_are_promised() -> None:
    assert len(listed()) >= 480
    assert len(STRINGS) >= 600
    assert STRINGS[0] == ""


def test_fields_are_refused_by_name_or_published(made: Made, tell: Tell) -> None:
    free = {"summary", "place", "cites", "note", "source.author", "image.alt", "image.credit", "body"}
    assert not made.refused.keys() & free
    refused = ", ".join(f"{name} {count}" for name, count in sorted(made.refused.items()))
    tell(f"naughty: {len(made.articles)} texts in 16 fields of an article; refused by name: {refused}")


def test_pages_show_what_was_written(made: Made, tell: Tell) -> None:
    wrong: list[tuple[str, str, str, str]] = []
    count = 0
    for article in made.articles:
        page = html.fromstring((made.site / f"a/v{article.number:04}/index.html").read_bytes())
        for name, text in written(article):
            if name not in _SHOWN or (name == "image.credit" and not has_picture(article)):
                continue
            count += 1
            found = [text_of(element) for element in page.xpath(_SHOWN[name])]
            if not any(is_said(name, text, shown) for shown in found):
                wrong.append((article.path, name, text, " / ".join(found)[:300]))
        alt = dict(written(article)).get("image.alt", "")
        if (
            alt
            and has_picture(article)
            and not any(alt == folded(each) for each in page.xpath("//figure//img/@alt | //figure//a/text()"))
        ):
            wrong.append((article.path, "image.alt", alt, ""))
    assert not wrong, "\n".join(map(repr, wrong[:40]))
    assert count > 8 * len(made.articles)
    tell(f"naughty: {count} fields of pages say what was written")


def test_feeds_say_what_was_written(made: Made, tell: Tell) -> None:
    by_address = {f"https://example.org/a/v{article.number:04}/": article for article in made.articles}
    rss = {item.findtext("link"): item for item in ElementTree.parse(made.site / "feed.xml").iter("item")}
    items = {item["url"]: item for item in json.loads((made.site / "feed.json").read_text("utf-8"))["items"]}
    assert rss.keys() == items.keys() == by_address.keys()
    wrong: list[tuple[str, str, str, str]] = []
    for address, article in by_address.items():
        fields = dict(written(article))
        item, entry = items[address], rss[address]
        told = {
            "title": (item["title"], entry.findtext("title") or ""),
            "summary": (item.get("summary", ""),),
            "source.author": (" ".join(author["name"] for author in item.get("authors", ())),),
            "body": (text_of(html.fromstring(f"<div>{item['content_html']}</div>")),),
        }
        for name, texts in told.items():
            text = fields.get(name, "")
            wrong += [(address, name, text, each) for each in texts if text not in " ".join(each.split())]
    assert not wrong, "\n".join(map(repr, wrong[:40]))
    tell(f"naughty: {len(by_address)} entries of RSS and JSON Feed say what was written")


# --- Clippings ------------------------------------------------------------------------------------------------------

_TITLE = "Pasar nomor {}"
_TEXT = (
    "Pasar nomor {0} di tepi sungai dibuka lagi pada Senin, 5 Oktober 2020, setelah tiga pekan banjir.\n\n"
    "Warga nomor {0} berkata bahwa {1} adalah kata yang tertulis di sana sejak pagi.\n\n"
    "Para pedagang nomor {0} datang sejak subuh dan menata dagangan di kios yang baru dicat.\n"
)


def clippings(ending: str) -> Mapping[str, str]:
    """Clippings of a format by their names, each with a text in the middle of a sentence and in its fields."""
    files = {}
    for number, text in enumerate(TRIED):
        one_line = folded(text)
        body = _TEXT.format(number, one_line)
        title = f"{_TITLE.format(number)} {one_line}"
        match ending:
            case ".txt":
                files[f"{number}.txt"] = f"{title}\n\n{body}"
            case ".json":
                files[f"{number}.json"] = json.dumps({"title": title, "text": body, "author": text, "tags": [text]})
            case _:
                prose = _TEXT.format(number, escape.inline(one_line))
                files[f"{number}.md"] = f"---\ntitle: {quoted(title)}\ntags: [{quoted(text)}]\n---\n\n{prose}"
    return files


def seen(text: str) -> str:
    """A text as ingest is documented to keep it: characters composed, and without spaces and what is not seen."""
    plain = unicodedata.normalize("NFC", folded(text))
    return "".join(sign for sign in plain if unicodedata.category(sign) not in {"Cf", "Cn", "Zs"})


@pytest.mark.parametrize("ending", [".txt", ".json", ".md"])
def test_clippings_say_what_was_written_or_are_set_aside_by_name(tmp_path: Path, ending: str, tell: Tell) -> None:
    place = Place(tmp_path / "digest")
    place.write("config.yaml", f"{CONFIG}search: false\npermalink: /a/{{id}}/\ningest: {{duplicates: keep}}\n")
    for name, text in clippings(ending).items():
        place.write(f"seeds/{name}", text.encode("utf-8", "replace"))
    report = place.report("build")
    assert not [problem for problem in report["problems"] if problem["severity"] == "error"]
    items = report["seeds"]["items"]
    assert len({item["file"] for item in items}) == len(TRIED)
    lost = {item["file"]: item["reason"] for item in items if item["fate"] == "set_aside"}
    assert all(lost.values())
    pages = [
        text_of(page.xpath("//div[@class='text']")[0])
        for page in (html.fromstring(path.read_bytes()) for path in (place.root / "site/a").glob("*/index.html"))
    ]
    assert len(pages) == len(TRIED) - len(lost)
    told = "\n".join(map(seen, pages))
    gone = [
        text
        for number, text in enumerate(TRIED)
        if f"seeds/{number}{ending}" not in lost
        and seen(f"Warga nomor {number} berkata bahwa {text} adalah kata yang") not in told
    ]
    assert not gone, gone
    tell(f"naughty: {len(pages)} clippings of {ending} say what was written, {len(lost)} set aside by name")


# --- Settings -------------------------------------------------------------------------------------------------------

_KEYS = ("title", "description", "author.name", "sources", "languages", "section", "base_url", "permalink", "accent")


def settings(key: str, text: str) -> str:
    """A config.yaml that has a text for one of its values."""
    told = quoted(text)
    lines = {
        "author.name": f"author: {{name: {told}}}",
        "sources": f"sources: {{{told}: {{rights: excerpt}}}}",
        "languages": f"languages: {{en: {{title: {told}}}}}",
        "section": f"feeds: {{of: [{told}]}}",
    }
    own = lines.get(key, f"{key}: {told}")
    others = [line for line in CONFIG.splitlines() if not line.startswith(f"{key}:")]
    return "\n".join((*others, own, ""))


def test_settings_are_what_was_written_or_refused_by_name(tell: Tell) -> None:
    refused: Counter[str] = Counter()
    for key in _KEYS:
        for text in TRIED:
            read, problems = config.read(settings(key, text), "config.yaml", ("html",))
            if read is None:
                refused[key] += 1
                assert problems
                assert all(problem.span.line and problem.text and problem.hint for problem in problems), (key, text)
                continue
            values = {"title": read.title, "description": read.description, "author.name": read.author.name}
            assert values.get(key, folded(text)) == folded(text), (key, text)
    told = ", ".join(f"{key} {count}" for key, count in sorted(refused.items()))
    tell(f"naughty: {len(TRIED)} texts in {len(_KEYS)} settings; refused by name: {told}")
    assert refused["description"] == refused["author.name"] == 0


def test_a_site_says_its_settings(tmp_path: Path) -> None:
    text = "A & <b>\"B\"</b> 'C' {{ 7 }} \u202e \x1b ]]> é 👩🏽‍🚒"
    place = Place(tmp_path / "digest")
    told = f"title: {quoted(text)}\ndescription: {quoted(text)}\nauthor: {{name: {quoted(text)}}}\n"
    place.write("config.yaml", f"{told}base_url: https://example.org/\nsearch: false\n")
    assert place.report("build")["problems"] == []
    page = html.fromstring((place.root / "site/index.html").read_bytes())
    assert folded(text) in text_of(page.xpath("//title")[0])
    assert page.xpath("//meta[@name='description']/@content") == [folded(text)]
    channel = ElementTree.parse(place.root / "site/feed.xml").find("channel")
    assert channel is not None
    assert [channel.findtext(name) for name in ("title", "description")] == [folded(text)] * 2
