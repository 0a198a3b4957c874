"""Atom: RFC 4287."""

from collections.abc import Iterator

from tests.standards.rules.rule import DECLARED, Rule

ADDRESS = "https://example.org/atom.xml"
SOUND = f"""<atom:feed {DECLARED} xml:lang="id">
  <atom:id>{ADDRESS}</atom:id>
  <atom:title>Contoh</atom:title>
  <atom:updated>2020-10-21T08:00:00+07:00</atom:updated>
  <atom:author>
    <atom:name>Meja Contoh</atom:name>
    <atom:email>meja@example.org</atom:email>
    <atom:uri>https://example.org/</atom:uri>
  </atom:author>
  <atom:link href="{ADDRESS}" rel="self" type="application/atom+xml"/>
  <atom:link href="https://example.org/" rel="alternate" type="text/html"/>
  <atom:generator uri="https://example.org/" version="1">Kliping</atom:generator>
  <atom:icon>https://example.org/icon.svg</atom:icon>
  <atom:logo>https://example.org/logo.png</atom:logo>
  <atom:rights>Milik penerbit</atom:rights>
  <atom:subtitle>Kabar</atom:subtitle>
  <atom:entry xml:lang="ar">
    <atom:id>tag:example.org,2020:1</atom:id>
    <atom:title>Air surut</atom:title>
    <atom:updated>2020-10-21T08:00:00Z</atom:updated>
    <atom:author><atom:name>Penulis</atom:name></atom:author>
    <atom:content type="html">&lt;a href="https://example.org/"&gt;Air&lt;/a&gt; surut</atom:content>
    <atom:link href="https://example.org/1/"/>
    <atom:summary>Singkatnya</atom:summary>
    <atom:category term="a" scheme="https://example.org/tags/" label="A"/>
    <atom:contributor><atom:name>Juru foto</atom:name></atom:contributor>
    <atom:published>2020-10-20T08:00:00Z</atom:published>
    <atom:source>
      <atom:id>https://wire.example/rss</atom:id>
      <atom:title>Wire</atom:title>
      <atom:updated>2020-10-20T08:00:00Z</atom:updated>
    </atom:source>
  </atom:entry>
  <atom:entry>
    <atom:id>tag:example.org,2020:2</atom:id>
    <atom:title>Pasar buka</atom:title>
    <atom:updated>2020-10-19T08:00:00Z</atom:updated>
    <atom:link href="https://example.org/2/"/>
    <atom:summary>Pasar</atom:summary>
  </atom:entry>
</atom:feed>"""

_ONCE_IN_FEED = ("generator", "icon", "logo", "rights", "subtitle")
_ONCE_IN_ENTRY = ("content", "published", "rights", "source", "summary")
_PEOPLE = ("author", "contributor", "category", "link")
_TEXTS = "//atom:title | //atom:subtitle | //atom:summary | //atom:rights"
# RFC 4287 4.2.7.2; RFC 5005 and WebSub add theirs, as IANA lists them.
_RELATIONS = "alternate related self enclosure via hub first last next previous current prev-archive next-archive"


def rules() -> Iterator[Rule]:
    """All of them."""
    for section, says, breaches, *broken in (*_DOCUMENT, *_CONSTRUCTS, *_CONTAINERS, *_OF_ENTRIES, *_METADATA):
        yield Rule(spec="RFC 4287", section=section, says=says, breaches=breaches, broken=(broken[0], broken[1]))
    for name in ("id", "title", "updated"):
        yield from _has_one(name)


def _has_one(name: str) -> Iterator[Rule]:
    for parent, section, end in (("feed", "4.1.1", "  <atom:entry>\n"), ("entry", "4.1.2", "  </atom:entry>\n  ")):
        says = f"A {parent} has one {name}." if parent == "feed" else f"An {parent} has one {name}."
        yield Rule(
            spec="RFC 4287",
            section=section,
            says=says,
            breaches=f"//atom:{parent}[count(atom:{name}) != 1]",
            broken=(end, f"<atom:{name}/>{end}"),
        )


def _repeated(names: tuple[str, ...]) -> str:
    return " or ".join(f"count(atom:{name}) > 1" for name in names)


def _others(*names: str) -> str:
    return "*[self::atom:* and not(" + " or ".join(f"self::atom:{name}" for name in names) + ")]"


_DOCUMENT = (
    ("2", "The document is a feed.", "/*[not(self::atom:feed)]", "http://www.w3.org/2005/Atom", "http://purl.org/atom/ns#"),
    ("2", "Languages are tags of BCP 47.", "//@xml:lang[not(is:tag(.))]", 'xml:lang="ar"', 'xml:lang="Arabic"'),
    ("6.3", "Atom's elements have no attributes but those that it defines.",
     "//atom:*/@*[namespace-uri() = '' and not(contains(' href rel type hreflang title length src term scheme label"
     " uri version ', concat(' ', name(), ' ')))]", "<atom:source>", '<atom:source lang="id">'),
    ("4.1.1 (W3C, MisplacedMetadata)", "What a feed says of itself comes before its entries.",
     "/atom:feed/*[not(self::atom:entry)][preceding-sibling::atom:entry]", "</atom:feed>", "<fh:archive/></atom:feed>"),
    ("6.3", "Feeds, entries and sources hold no other elements of Atom's than theirs.",
     "//atom:feed/" + _others("id", "title", "updated", "entry", *_PEOPLE, *_ONCE_IN_FEED)
     + " | //atom:entry/" + _others("id", "title", "updated", *_PEOPLE, *_ONCE_IN_ENTRY)
     + " | //atom:source/" + _others("id", "title", "updated", *_PEOPLE, *_ONCE_IN_FEED),
     "<atom:subtitle>Kabar</atom:subtitle>", "<atom:summary>Kabar</atom:summary>"),
    ("2 (XML 1.0, 2.2)", "There are no control characters and none that are no characters.",
     "//text()[not(is:fit(.))] | //@*[not(is:fit(.))]", ">Air surut<", ">Air \x80 surut<"),
)  # fmt: skip

_CONSTRUCTS = (
    ("3.1.1", "A text is text, html or xhtml.",
     f"({_TEXTS})[@type and @type != 'text' and @type != 'html' and @type != 'xhtml']",
     "<atom:summary>", '<atom:summary type="text/html">'),
    ("3.1.1.1", "A text that is no xhtml has no elements.", f"({_TEXTS})[not(@type = 'xhtml')][*]",
     ">Singkatnya<", "><b xmlns=''>Singkatnya</b><"),
    ("3.1.1.3", "A text that is xhtml is one div.", f"({_TEXTS})[@type = 'xhtml'][count(*) != 1]",
     "<atom:summary>", '<atom:summary type="xhtml">'),
    ("3.2", "A person has one name, which says something; at most one uri and mail address.",
     "(//atom:author | //atom:contributor)[count(atom:name) != 1 or not(normalize-space(atom:name))"
     " or count(atom:uri) > 1 or count(atom:email) > 1]", ">Penulis<", "><"),
    ("3.2.2", "A person's uri is an address.", "//atom:author/atom:uri[not(is:iri(.))]",
     "<atom:uri>https://example.org/", "<atom:uri>/meja"),
    ("3.2.3", "A person's mail address is no more than that.", "//atom:email[not(is:mail(.))]",
     ">meja@example.org<", ">Meja meja@example.org<"),
    ("3.3", "Moments follow RFC 3339, with a capital T and Z.",
     "//atom:updated[not(is:rfc3339(.))] | //atom:published[not(is:rfc3339(.))]",
     "2020-10-20T08:00:00Z</atom:published", "2020-10-20 08:00:00Z</atom:published"),
)  # fmt: skip

_CONTAINERS = (
    ("4.1.1", "A feed has an author, or each of its entries or their sources.",
     "/atom:feed[not(atom:author)]/atom:entry[not(atom:author) and not(atom:source/atom:author)]",
     "<atom:author>\n    <atom:name>Meja Contoh</atom:name>\n    <atom:email>meja@example.org</atom:email>\n"
     "    <atom:uri>https://example.org/</atom:uri>\n  </atom:author>", ""),
    ("4.1.1", "A feed has the others of its facts at most once.", f"/atom:feed[{_repeated(_ONCE_IN_FEED)}]",
     "<atom:subtitle>", "<atom:subtitle/><atom:subtitle>"),
    ("4.1.1", "A feed names its own address, once.",
     "/atom:feed[count(atom:link[@rel = 'self']) != 1 or atom:link[@rel = 'self']/@href != $address]",
     f'href="{ADDRESS}"', 'href="https://example.org/feed"'),
    ("4.1.1, 4.1.2", "No two alternate links have the same type and language.",
     "(/atom:feed | //atom:entry)[not(is:distinct(atom:link[not(@rel) or @rel = 'alternate']))]",
     '<atom:link href="https://example.org/2/"/>', '<atom:link href="https://example.org/2/"/>' * 2),
    ("4.1.1", "No two entries have the same id: an entry is shown as it was last.",
     "/atom:feed[not(is:distinct(atom:entry/atom:id))]", ":2</atom:id>", ":1</atom:id>"),
    ("4.1.1.1", "An entry without content has a summary.", "//atom:entry[not(atom:content) and not(atom:summary)]",
     "<atom:summary>Pasar</atom:summary>", ""),
    ("4.1.1.1", "Titles, and contents and summaries that are there, say something.",
     "//atom:title[not(normalize-space())] | //atom:summary[not(normalize-space())]"
     " | //atom:content[not(@src) and not(normalize-space())]", ">Air surut<", "> <"),
)  # fmt: skip

_OF_ENTRIES = (
    ("4.1.2", "An entry has the others of its facts at most once.", f"//atom:entry[{_repeated(_ONCE_IN_ENTRY)}]",
     "<atom:published>", "<atom:published/><atom:published>"),
    ("4.1.2", "An entry without content has an alternate link.",
     "//atom:entry[not(atom:content) and not(atom:link[not(@rel) or @rel = 'alternate'])]",
     '<atom:link href="https://example.org/2/"/>', ""),
    ("4.1.2", "An entry whose content is elsewhere or no text has a summary.",
     "//atom:entry[atom:content[@src or (contains(@type, '/') and not(re:test(@type, '^text/|[+/]xml$')))]]"
     "[not(atom:summary)]", '<atom:summary>Pasar</atom:summary>',
     '<atom:content type="image/png" src="https://example.org/2.png"/>'),
    ("4.1.3.1", "A content is text, html, xhtml or of a media type that is not composite.",
     "//atom:content/@type[not(. = 'text' or . = 'html' or . = 'xhtml')]"
     "[not(is:type(.)) or starts-with(., 'multipart/') or starts-with(., 'message/')]", 'type="html"', 'type="htm"'),
    ("4.1.3.2", "A content that is elsewhere has no text here, and its address is whole.",
     "//atom:content[@src][node() or not(is:iri(@src))]", 'type="html"', 'type="text/html" src="https://a.example/"'),
    ("4.1.3.3", "A content of text or html has no elements.",
     "//atom:content[not(@type) or @type = 'text' or @type = 'html'][*]", "&lt;/a&gt; surut", "<b xmlns=''/>"),
    ("3.1.1.2, 4.1.3.3", "In HTML what is opened is closed, in order.",
     "//atom:content[@type = 'html'][not(is:nested(.))]", "&lt;/a&gt; surut", "surut"),
    ("8.1", "HTML runs, styles, frames and asks for nothing.",
     "//atom:content[@type = 'html'][not(is:harmless(.))]",
     "&lt;/a&gt; surut", "&lt;/a&gt;&lt;script&gt;&lt;/script&gt;"),
    ("3.1.1.2, 4.1.3.3", "Addresses in HTML are whole: there is no xml:base that they could be of.",
     "//atom:content[@type = 'html'][not(is:standalone(.))]", 'href="https://example.org/"&gt;', 'href="/"&gt;'),
)  # fmt: skip

_METADATA = (
    ("4.2.2", "A category has a term; its scheme is a whole address, its label says something.",
     "//atom:category[not(normalize-space(@term)) or (@scheme and not(is:iri(@scheme)))"
     " or (@label and not(normalize-space(@label)))]", 'term="a" ', ""),
    ("4.2.4", "A generator has a name, and its uri is an address.",
     "//atom:generator[not(normalize-space()) or (@uri and not(is:iri(@uri)))]", ">Kliping<", "><"),
    ("4.2.5, 4.2.8", "Icon and logo are addresses.", "//atom:icon[not(is:web(.))] | //atom:logo[not(is:web(.))]",
     ">https://example.org/icon.svg<", ">/icon.svg<"),
    ("4.2.6", "An id is a whole IRI.", "//atom:id[not(is:iri(.))]", ">tag:example.org,2020:2<", ">2<"),
    ("4.2.7.1", "A link leads to an address.", "//atom:link[not(is:web(@href))]",
     'href="https://example.org/2/"', 'href="/2/"'),
    ("4.2.7.2", "What a link is for is registered, or an IRI.",
     f"//atom:link[@rel and not(is:iri(@rel)) and not(contains(' {_RELATIONS} ', concat(' ', @rel, ' ')))]",
     'rel="alternate"', 'rel="home"'),
    ("4.2.7.3, 4.2.7.4", "A link's type is a media type, and its language a tag.",
     "//atom:link[(@type and not(is:type(@type))) or (@hreflang and not(is:tag(@hreflang)))]",
     'type="text/html"', 'type="html"'),
    ("4.2.7", "A link is empty.", "//atom:link[node()]",
     '<atom:link href="https://example.org/2/"/>', '<atom:link href="https://example.org/2/">2</atom:link>'),
    ("4.2.11", "A source keeps the id, title and update of its feed, each once, and has no entries.",
     "//atom:source[count(atom:id) != 1 or count(atom:title) != 1 or count(atom:updated) != 1 or atom:entry]",
     "<atom:title>Wire</atom:title>", ""),
)  # fmt: skip
