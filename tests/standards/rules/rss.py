"""RSS 2.0, as the RSS Advisory Board has it, and its Best Practices Profile; sections are named for their elements."""

from collections.abc import Iterator

from tests.standards.rules.rule import DECLARED, Rule

ADDRESS = "https://example.org/feed.xml"
SOUND = f"""<rss {DECLARED} version="2.0" xml:lang="id">
  <channel>
    <title>Contoh</title>
    <link>https://example.org/</link>
    <description>Kabar</description>
    <atom:link href="{ADDRESS}" rel="self" type="application/rss+xml"/>
    <atom:link href="https://hub.example/" rel="hub"/>
    <atom:link href="https://example.org/archive/2020/10/feed.xml" rel="prev-archive"/>
    <copyright>Milik penerbit</copyright>
    <docs>https://www.rssboard.org/rss-specification</docs>
    <generator>Kliping</generator>
    <image>
      <url>https://example.org/logo.png</url>
      <title>Contoh</title>
      <link>https://example.org/</link>
      <width>144</width>
      <height>400</height>
    </image>
    <language>id</language>
    <lastBuildDate>Wed, 21 Oct 2020 08:00:00 +0700</lastBuildDate>
    <managingEditor>meja@example.org (Meja Contoh)</managingEditor>
    <skipDays><day>Sunday</day></skipDays>
    <skipHours><hour>23</hour></skipHours>
    <ttl>60</ttl>
    <sy:updatePeriod>hourly</sy:updatePeriod>
    <sy:updateFrequency>1</sy:updateFrequency>
    <item>
      <title>Air surut</title>
      <link>https://example.org/1/</link>
      <description>Singkatnya</description>
      <content:encoded>&lt;a href="https://example.org/"&gt;Air&lt;/a&gt; surut</content:encoded>
      <guid isPermaLink="false">tag:example.org,2020:1</guid>
      <category domain="https://example.org/tags/a/">A</category>
      <comments>https://example.org/1/#c</comments>
      <enclosure url="https://example.org/1.mp3" length="1" type="audio/mpeg"/>
      <pubDate>Tue, 20 Oct 2020 07:30:00 +0700</pubDate>
      <source url="https://wire.example/rss">Wire</source>
      <dc:creator>Penulis</dc:creator>
      <dc:language>ar</dc:language>
      <atom:updated>2020-10-21T08:00:00+07:00</atom:updated>
      <media:content url="https://example.org/1.jpg" type="image/jpeg" medium="image" width="9" height="9">
        <media:credit>Juru foto</media:credit>
      </media:content>
    </item>
    <item>
      <title>Pasar buka</title>
      <link>https://example.org/2/</link>
      <guid isPermaLink="false">tag:example.org,2020:2</guid>
      <author>penulis@example.org (Penulis)</author>
      <dc:date>2020-10-20T07:30:00+07:00</dc:date>
    </item>
  </channel>
</rss>"""

_CHANNEL = (
    *("title", "link", "description", "language", "copyright", "managingEditor", "webMaster", "pubDate"),
    *("lastBuildDate", "category", "generator", "docs", "cloud", "ttl", "image", "rating", "textInput"),
    *("skipHours", "skipDays", "item"),
)
_ITEM = (*("title", "link", "description", "author", "category", "comments", "enclosure", "guid", "pubDate", "source"),)


def rules() -> Iterator[Rule]:
    """All of them."""
    for spec, section, says, breaches, *broken in (*_DOCUMENT, *_OF_CHANNEL, *_OF_ITEM, *_PROFILE, *_W3C):
        yield Rule(spec=spec, section=section, says=says, breaches=breaches, broken=(broken[0], broken[1]))
    for name in ("title", "link", "description"):
        yield Rule(
            spec="RSS 2.0",
            section="Required channel elements",
            says=f"A channel has one {name}, and it says something.",
            breaches=f"/rss/channel[count({name}) != 1 or not(normalize-space({name}))]",
            broken=(f"    <{name}>", f"    <{name}/><{name}>"),
        )


def _none_of(names: tuple[str, ...]) -> str:
    return " or ".join(f"self::{name}" for name in names)


def _repeated(names: tuple[str, ...]) -> str:
    return " or ".join(f"count({name}) > 1" for name in names if name not in {"category", "enclosure", "item"})


_DOCUMENT = (
    ("RSS 2.0", "What is RSS?", "The document is rss of version 2.0.", "/*[not(self::rss) or @version != '2.0']",
     'version="2.0"', 'version="2.1"'),
    ("RSS 2.0", "What is RSS?", "It has one channel and nothing else.", "/rss[count(channel) != 1 or count(*) != 1]",
     "</rss>", "<channel/></rss>"),
    ("RSS 2.0", "Extending RSS", "What the specification does not know is in a name space: in channels.",
     f"/rss/channel/*[namespace-uri() = '' and not({_none_of(_CHANNEL)})]", "<ttl>60</ttl>", "<icon>i</icon>"),
    ("RSS 2.0", "Extending RSS", "What the specification does not know is in a name space: in items.",
     f"//item/*[namespace-uri() = '' and not({_none_of(_ITEM)})]", "<comments>", "<updated/><comments>"),
    ("RSS 2.0", "Extending RSS", "RSS's own attributes are those of its elements.",
     "//*[namespace-uri() = '']/@*[namespace-uri() = '' and not(parent::rss and name() = 'version')"
     " and not(parent::guid and name() = 'isPermaLink') and not(parent::category and name() = 'domain')"
     " and not(parent::source and name() = 'url') and not(parent::enclosure) and not(parent::cloud)]",
     "<item>", '<item lang="id">'),
    ("XML 1.0", "2.2", "There are no control characters and none that are no characters.",
     "//text()[not(is:fit(.))] | //@*[not(is:fit(.))]", "Air surut<", "Air \x80 surut<"),
)  # fmt: skip

_OF_CHANNEL = (
    ("RSS 2.0", "Elements of channel", "Only categories and items come more than once.",
     f"/rss/channel[{_repeated(_CHANNEL)}]",
     "<ttl>60</ttl>", "<ttl>60</ttl><ttl>60</ttl>"),
    ("RSS 2.0", "link", "The channel's link is the address of a site.", "/rss/channel/link[not(is:web(.))]",
     "<link>https://example.org/</link>\n    <d", "<link>/digest/</link>\n    <d"),
    ("RSS 2.0", "language", "The language is a tag that W3C's list of languages allows.", "//language[not(is:tag(.))]",
     "<language>id<", "<language>Indonesia<"),
    ("RSS 2.0", "managingEditor, webMaster", "People are named by their mail address.",
     "//managingEditor[not(is:named_mail(.))] | //webMaster[not(is:named_mail(.))]",
     "meja@example.org (Meja Contoh)", "Meja Contoh"),
    ("RSS 2.0", "lastBuildDate, pubDate", "Moments follow RFC 822, with four digits of year (Profile as well).",
     "//lastBuildDate[not(is:rfc822(.))] | //pubDate[not(is:rfc822(.))]", "Tue, 20 Oct", "Wed, 20 Oct"),
    ("RSS 2.0", "generator, copyright, docs, rating", "What is there says something.",
     "//generator[not(normalize-space())] | //copyright[not(normalize-space())] | //rating[not(normalize-space())]",
     ">Kliping<", "><"),
    ("RSS 2.0", "docs", "docs is an address.", "//docs[not(is:web(.))]", "https://www.rssboard.org/", "rssboard.org/"),
    ("RSS 2.0", "ttl", "ttl is a number of minutes.", "//ttl[not(re:test(., '^[1-9][0-9]*$'))]", ">60<", ">1h<"),
    ("RSS 2.0", "image", "An image has one url, title and link.",
     "//channel/image[count(url) != 1 or count(title) != 1 or count(link) != 1]",
     "<url>https://example.org/logo.png</url>", ""),
    ("RSS 2.0", "image", "It is a GIF, JPEG or PNG, at a whole address.",
     "//channel/image/url[not(is:web(.)) or not(re:test(., '\\.(gif|jpe?g|png)$', 'i'))]", "logo.png", "logo.svg"),
    ("RSS 2.0", "image", "Its title and link are those of the channel.",
     "//channel[image][image/title != title or image/link != link]", "<image>", "<image><title>Lain</title>"),
    ("RSS 2.0", "image", "It is at most 144 wide and 400 high.",
     "//channel/image/width[not(. <= 144)] | //channel/image/height[not(. <= 400)]", ">144<", ">180<"),
    ("RSS 2.0", "cloud", "A cloud says all that is needed to register there.",
     "//cloud[not(@domain and @port and @path and @registerProcedure and @protocol)]",
     "<ttl>", '<cloud domain="rpc.example.org"/><ttl>'),
    ("RSS 2.0", "skipHours", "Hours are 0 to 23.", "//skipHours/hour[not(re:test(., '^(1?[0-9]|2[0-3])$'))]",
     ">23<", ">24<"),
    ("RSS 2.0", "skipDays", "Days have their English names.",
     "//skipDays/day[not(re:test(., '^(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$'))]", ">Sunday<", ">Sun<"),
)  # fmt: skip

_OF_ITEM = (
    ("RSS 2.0", "Elements of item", "An item has a title or a description.",
     "//item[not(normalize-space(title)) and not(normalize-space(description))]", "<title>Pasar buka</title>", ""),
    ("RSS 2.0", "Elements of item", "Only categories come more than once.",
     f"//item[{_repeated(_ITEM)}]",
     "<source", '<source url="https://a.example/">A</source><source'),
    ("RSS 2.0", "link", "An item's link is a whole address.", "//item/link[not(is:web(.))]",
     ">https://example.org/1/<", ">/1/<"),
    ("RSS 2.0", "author", "An author is a mail address.", "//item/author[not(is:named_mail(.))]",
     "penulis@example.org (Penulis)", "Penulis"),
    ("RSS 2.0", "comments", "Comments are at an address.", "//item/comments[not(is:web(.))]",
     "https://example.org/1/#c", "#c"),
    ("RSS 2.0", "category", "A category says something, and its domain too.",
     "//category[not(normalize-space())] | //category/@domain[not(normalize-space())]", ">A<", "><"),
    ("RSS 2.0", "enclosure", "An enclosure has an address, a length in bytes and a media type.",
     "//enclosure[not(is:web(@url)) or not(re:test(@length, '^[0-9]+$')) or not(is:type(@type))]",
     'length="1" ', ""),
    ("RSS 2.0", "guid", "A guid says something.", "//guid[not(normalize-space())]", ">tag:example.org,2020:1<", "><"),
    ("RSS 2.0", "guid", "isPermaLink is true or false.", "//guid/@isPermaLink[. != 'true' and . != 'false']",
     'isPermaLink="false"', 'isPermaLink="no"'),
    ("RSS 2.0", "guid", "A guid that is not said to be no address is one.",
     "//guid[not(@isPermaLink = 'false') and not(is:web(.))]", 'isPermaLink="false"', ""),
    ("RSS 2.0", "guid", "No two items have the same.", "//item[guid = preceding-sibling::item/guid]",
     "2020:2<", "2020:1<"),
    ("RSS 2.0", "source", "A source has the address of its feed, and its name.",
     "//source[not(is:web(@url)) or not(normalize-space())]", 'url="https://wire.example/rss"', 'url=""'),
)  # fmt: skip

_PROFILE = (
    ("RSS Profile", "guid", "Every item has a guid.", "//item[not(guid)]",
     '<guid isPermaLink="false">tag:example.org,2020:2</guid>', ""),
    ("RSS Profile", "enclosure", "An item has at most one enclosure.", "//item[count(enclosure) > 1]",
     "<enclosure", '<enclosure url="https://example.org/2.mp3" length="1" type="audio/mpeg"/><enclosure'),
    ("RSS Profile", "atom:link", "A feed names its own address, once, and its type.",
     "/rss/channel[count(atom:link[@rel = 'self']) != 1"
     " or atom:link[@rel = 'self'][@href != $address or @type != 'application/rss+xml']]",
     f'href="{ADDRESS}"', 'href="https://example.org/rss.xml"'),
    ("RSS Profile", "description", "Addresses in HTML are whole.",
     "//item/description[not(is:standalone(.))] | //content:encoded[not(is:standalone(.))]",
     'href="https://example.org/"&gt;', 'href="/"&gt;'),
    ("RSS Profile", "content:encoded", "The whole text stands in an item, once.",
     "//item[count(content:encoded) > 1] | //content:encoded[not(parent::item)]",
     "<ttl>", "<content:encoded>x</content:encoded><ttl>"),
    ("RSS Profile", "content:encoded", "A summary comes before the whole text.",
     "//content:encoded[not(preceding-sibling::description)]", "<description>Singkatnya</description>", ""),
    ("RSS Profile", "dc:creator", "An author without a mail address is a dc:creator, and says something.",
     "//dc:creator[not(normalize-space())]", "<dc:creator>Penulis<", "<dc:creator><"),
)  # fmt: skip

# Of what it warns of, two things are let be: titles in which something looks like a tag, which is meant to be read so;
# and entries of the same moment in Atom, which articles without a time of day have.
_W3C = (
    ("W3C Feed Validator", "MisplacedItem", "What a channel says of itself comes before its items.",
     "/rss/channel/*[not(self::item)][preceding-sibling::item]", "</channel>", "<ttl/></channel>"),
    ("W3C Feed Validator", "AvoidTextInput", "There is no text input: readers have none.", "//textInput",
     "<ttl>", "<textInput/><ttl>"),
    ("W3C Feed Validator", "DuplicateItemSemantics", "An author is told once: as author, or as dc:creator.",
     "//item[author and dc:creator]", "<dc:creator>", "<author>a@example.org</author><dc:creator>"),
    ("W3C Feed Validator", "DuplicateItemSemantics", "A moment is told once: as pubDate, dc:date or atom:published.",
     "//item[count(pubDate | dc:date | atom:published) > 1]", "<dc:creator>", "<dc:date/><dc:creator>"),
    ("W3C Feed Validator", "SecurityRisk", "HTML runs, styles, frames and asks for nothing.",
     "//item/description[not(is:harmless(.))] | //content:encoded[not(is:harmless(.))]",
     "&lt;a href", "&lt;p onclick='x()'&gt;&lt;/p&gt;&lt;a href"),
    ("W3C Feed Validator", "NotHtml", "In HTML what is opened is closed, in order.",
     "//item/description[not(is:nested(.))] | //content:encoded[not(is:nested(.))]", "&lt;/a&gt;", "&lt;/b&gt;"),
)  # fmt: skip
