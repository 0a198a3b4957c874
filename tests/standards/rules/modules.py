"""What RSS and Atom share: archives, WebSub, Media RSS, Dublin Core, RSS 1.0's syndication, Atom in RSS.

Judged by the sound documents of RSS: in Atom these elements are the same.
"""

from collections.abc import Iterator

from tests.standards.rules.rule import NAMES, Rule

_CHANNEL = "(/rss/channel | /atom:feed)"
_ELEMENTS = (
    *("title", "creator", "subject", "description", "publisher", "contributor", "date", "type", "format"),
    *("identifier", "source", "language", "relation", "coverage", "rights"),
)
_ARCHIVE = '<atom:link href="https://example.org/feed.xml" rel="current"/><fh:archive/>'
_END = "    <copyright>"


def rules() -> Iterator[Rule]:
    """All of them."""
    for spec, section, says, breaches, *broken in (*_HISTORY, *_WEBSUB, *_MEDIA, *_DUBLIN_CORE, *_SYNDICATION, *_ATOM):
        yield Rule(spec=spec, section=section, says=says, breaches=breaches, broken=(broken[0], broken[1]))


_HISTORY = (
    ("RFC 5005", "4", "An archive says so once, of the whole document, with an empty element.",
     f"//fh:archive[node() or @* or not(parent::channel or parent::atom:feed)] | {_CHANNEL}[count(fh:archive) > 1]",
     _END, f"{_ARCHIVE}<fh:archive/>{_END}"),
    ("RFC 5005", "4", "An archive names the feed that it is of, and is not that feed.",
     f"{_CHANNEL}[fh:archive][not(atom:link[@rel = 'current']) or atom:link[@rel = 'current']/@href = $address]",
     _END, f"{_ARCHIVE}{_END}"),
    ("RFC 5005", "4", "A feed that is no archive names no current one beside itself.",
     f"{_CHANNEL}[not(fh:archive)][atom:link[@rel = 'current']/@href != $address]",
     'rel="hub"', 'rel="current"'),
    ("RFC 5005", "4", "There is at most one archive before and one after, and neither is the document itself.",
     f"{_CHANNEL}[count(atom:link[@rel = 'prev-archive']) > 1 or count(atom:link[@rel = 'next-archive']) > 1"
     " or atom:link[@rel = 'prev-archive' or @rel = 'next-archive'][@href = $address]]",
     'rel="hub"', 'rel="prev-archive"'),
    ("RFC 5005", "3, 4 (W3C, FeedHistoryRelInEntry)", "It is the feed that has pages and archives, not an entry.",
     "(//item | //atom:entry)/atom:link[contains(' current first last next previous prev-archive next-archive ',"
     " concat(' ', @rel, ' '))]", "<dc:creator>", '<atom:link href="https://example.org/" rel="next"/><dc:creator>'),
    ("RFC 5005", "2", "A complete feed has no archives and is none.",
     f"{_CHANNEL}[fh:complete][fh:archive or atom:link[@rel = 'prev-archive' or @rel = 'next-archive']]",
     _END, f"<fh:complete/>{_END}"),
)  # fmt: skip

_WEBSUB = (
    ("WebSub", "4", "Where there is a hub, the feed names itself, once.",
     f"{_CHANNEL}[atom:link[@rel = 'hub']][count(atom:link[@rel = 'self']) != 1]", 'rel="self"', 'rel="via"'),
    ("WebSub", "4", "A hub is at an address of the web, and is not the feed.",
     "//atom:link[@rel = 'hub'][not(is:web(@href)) or @href = $address]", "https://hub.example/", "hub.example"),
    ("WebSub", "4", "Only a feed has hubs, and an archive, which does not change by being published, has none.",
     f"//atom:link[@rel = 'hub'][not(parent::channel or parent::atom:feed)] | {_CHANNEL}[fh:archive]"
     "/atom:link[@rel = 'hub']", _END, f"{_ARCHIVE}{_END}"),
)  # fmt: skip

_MEDIA = (
    ("Media RSS", "media:content", "It stands in an item or a group and has an address, whole.",
     "//media:content[not(parent::item or parent::atom:entry or parent::media:group) or not(is:web(@url))]",
     'url="https://example.org/1.jpg"', 'url="1.jpg"'),
    ("Media RSS", "media:content", "Its type is a media type.", "//media:content/@type[not(is:type(.))]",
     'type="image/jpeg"', 'type="jpeg"'),
    ("Media RSS", "media:content", "Its medium is one of five.",
     "//media:content/@medium[not(contains(' image audio video document executable ', concat(' ', ., ' ')))]",
     'medium="image"', 'medium="photo"'),
    ("Media RSS", "media:content", "Its sizes are numbers.",
     "//media:content/@*[contains(' width height fileSize duration bitrate ', concat(' ', name(), ' '))]"
     "[not(re:test(., '^[1-9][0-9]*$'))]", 'width="9"', 'width="9px"'),
    ("Media RSS", "media:content", "It has no attributes but its own.",
     "//media:content/@*[not(contains(' url fileSize type medium isDefault expression bitrate framerate samplingrate"
     " channels duration height width lang ', concat(' ', name(), ' ')))]", 'medium="image"', 'alt="image"'),
    ("Media RSS", "media:credit", "Credits name somebody, of what is shown.",
     "//media:credit[not(normalize-space()) or not(parent::media:*)]", ">Juru foto<", "><"),
)  # fmt: skip

_DUBLIN_CORE = (
    ("Dublin Core 1.1", "The elements", "There are fifteen.",
     "//dc:*[" + " and ".join(f"not(self::dc:{name})" for name in _ELEMENTS) + "]",
     "<dc:date>2020-10-20T07:30:00+07:00</dc:date>", "<dc:author>Penulis</dc:author>"),
    ("Dublin Core 1.1", "The elements", "Their values say something, in plain text.",
     "//dc:*[* or not(normalize-space())]", "<dc:creator>Penulis<", "<dc:creator><"),
    ("Dublin Core 1.1", "language", "A language is a tag.", "//dc:language[not(is:tag(.))]", ">ar<", ">Arabic<"),
    ("Dublin Core 1.1", "date", "A date is one of W3CDTF.", "//dc:date[not(is:rfc3339(.))]",
     "2020-10-20T07:30:00+07:00", "Tue, 20 Oct 2020"),
)  # fmt: skip

_SYNDICATION = (
    ("RSS 1.0 syndication", "updatePeriod", "A period is one of five, once, of a channel.",
     "//sy:updatePeriod[not(re:test(., '^(hour|dai|week|month|year)ly$')) or not(parent::channel or parent::atom:feed)"
     " or preceding-sibling::sy:updatePeriod]", ">hourly<", ">minutely<"),
    ("RSS 1.0 syndication", "updateFrequency", "A frequency is a whole number above 0.",
     "//sy:updateFrequency[not(re:test(., '^[1-9][0-9]*$'))]", "<sy:updateFrequency>1<", "<sy:updateFrequency>0<"),
)  # fmt: skip

_ATOM = (
    ("RFC 4287", "4.2.7", "Links of Atom's in RSS lead to an address and are empty.",
     "//atom:link[not(is:web(@href)) or node()]", 'href="https://hub.example/"', ""),
    ("RFC 4287", "3.3", "Moments of Atom's in RSS follow RFC 3339.", "//atom:updated[not(is:rfc3339(.))]",
     "<atom:updated>2020-10-21T", "<atom:updated>2020-10-21 "),
    ("RFC 9562", "4", "What is named by a UUID has one.",
     "(//guid | //atom:id)[starts-with(., 'urn:uuid:')]"
     "[not(re:test(., '^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$'))]",
     "tag:example.org,2020:1", "urn:uuid:1"),
    ("Namespaces in XML", "RSS Profile, Namespace elements", "Elements are of name spaces that readers know.",
     "//*[namespace-uri() != ''"
     + "".join(f" and namespace-uri() != '{space}'" for name, space in NAMES.items() if name not in {"is", "re"})
     + "]", "<dc:date>", '<x:date xmlns:x="urn:x"/><dc:date>'),
)  # fmt: skip
