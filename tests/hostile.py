"""Articles as they should not be, for feeds: what no document may hold, what looks like markup, what is missing.

tests/unit/test_feed_formats.py judges what feeds make of them, and so do other people's programs in tests/standards/.
"""

from dataclasses import replace
from typing import Any

from kliping import library, outputs
from kliping.library import Selection
from kliping.model import Article, Author, Config, FeedSettings, File, Source, SourceSettings, Text, Theme, Tools
from tests import make

THEME = Theme(
    layouts={},
    locales={
        "en": Text(
            path="en.yaml",
            text='note: Note\nowned_by: "By {name}."\nrights_notice: Theirs.\nedited_by: "Edited by {name}."\n',
        )
    },
    assets={"feed.css": b"", "touch-icon.png": b"", "favicon.svg": b""},
)
CONFIG = Config(
    title="Contoh & <Uji>",
    base_url="https://example.org/digest/",
    lang="en",
    outputs=("assets", "rss", "atom", "jsonfeed"),
    author=Author(name="The Editor"),
    feeds=FeedSettings(hub="https://hub.example/", ttl=30, bytes=20_000_000),
    sources=(SourceSettings(name="Wire", url="https://wire.example/", feed="https://wire.example/rss?a=1&b=2"),),
)


def hostile(name: str, **fields: Any) -> Article:
    """An article of Wire's, named for its flaw."""
    source = Source(name="Wire", url="https://wire.example/1")
    return replace(make.article(name), **{"source": source, **fields})


HOSTILE = (
    hostile("controls", title="a\x00b\x1b\x85c\ufffe", html="<p>d\x01\x0be</p>", tags=("f\x02",)),
    hostile("surrogates", title="a\ud800b\udfff", summary="c\ud83d", html="<p>\udc00d</p>"),
    hostile("emoji", title="👩🏽‍🚒 and 🇮🇩", html="<p>👩🏽‍🚒 \U0001f6a8</p>"),
    hostile("cdata", title="x ]]> y <![CDATA[ z", summary="]]>", html="<p>]]&gt; &lt;![CDATA[ ]]></p>"),
    hostile("signs", title='<b>1 < 2 & "3"</b> &amp;', summary="<i>&lt;</i>", html="<p>1 &lt; 2 &amp;amp; 3</p>"),
    hostile("rtl", title="خبر \u202eعاجل", html="<p>نص</p>", lang="ar", tags=("خبر",)),
    hostile("untitled", title="", summary="", html="<p>No title.</p>"),
    hostile("nameless", source=None, html="<p>Nobody's.</p>"),
    hostile("bare", source=None, summary="", html="", title="Only a title"),
    hostile("odd name", source=Source(name="O'Neil & <Sons>", author='"Å" <>'), section="A & B"),
    hostile("links", html='<p><a href="#x">x</a><a href="../y/">y</a><img src="/z.jpg" alt=""></p>'),
    hostile("large", html=f"<p>{'Teks &amp; panjang. ' * 250_000}</p>"),
)


def rendered(name: str, config: Config = CONFIG, articles: tuple[Article, ...] = HOSTILE) -> bytes:
    """The feed of everything that an output makes of such articles."""
    found, _ = library.arrange(articles, config, Selection(now=make.moment("2021-01-01")))
    address = {"rss": "feed.xml", "atom": "atom.xml", "jsonfeed": "feed.json"}[name]
    pages = {page.address: page for page in outputs.module(name).pages(found, config, THEME)}
    (file,) = outputs.render([pages[address].whole()], Tools(config=config, theme=THEME))
    assert isinstance(file, File)
    assert file.problems == ()
    return file.data
