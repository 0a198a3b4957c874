"""OPML 2.0; sections are named as in its specification."""

from collections.abc import Iterator

from tests.standards.rules.rule import Rule

ADDRESS = "https://example.org/opml.xml"
SOUND = """<opml version="2.0">
  <head>
    <title>Contoh</title>
    <dateCreated>Tue, 20 Oct 2020 07:30:00 +0700</dateCreated>
    <ownerName>Meja Contoh</ownerName>
    <ownerEmail>meja@example.org</ownerEmail>
    <docs>http://opml.org/spec2.opml</docs>
  </head>
  <body>
    <outline text="Wire" title="Wire" type="rss" xmlUrl="https://wire.example/rss" htmlUrl="https://wire.example/"
      version="RSS2" language="en"/>
    <outline text="Kabar" type="link" url="https://kabar.example/" isComment="false"/>
  </body>
</opml>"""

_HEAD = (
    *("title", "dateCreated", "dateModified", "ownerName", "ownerEmail", "ownerId", "docs", "expansionState"),
    *("vertScrollState", "windowTop", "windowLeft", "windowBottom", "windowRight"),
)
_ATTRIBUTES = "text type isComment isBreakpoint created category xmlUrl description htmlUrl language title version url"


def rules() -> Iterator[Rule]:
    """All of them."""
    for section, says, breaches, *broken in _RULES:
        yield Rule(spec="OPML 2.0", section=section, says=says, breaches=breaches, broken=(broken[0], broken[1]))


_RULES = (
    ("What is an OPML document?", "The document is opml of version 2.0.",
     "/*[not(self::opml) or not(@version = '2.0')]", 'version="2.0"', 'version="3.0"'),
    ("What is an OPML document?", "It has one head and then one body.",
     "/opml[count(*) != 2 or not(*[1][self::head]) or not(*[2][self::body])]", "</head>", "</head><head/>"),
    ("What is a <head>?", "A head has only its own elements, each at most once.",
     "/opml/head/*[" + " and ".join(f"not(self::{name})" for name in _HEAD) + "] | /opml/head["
     + " or ".join(f"count({name}) > 1" for name in _HEAD) + "]", "<docs>", "<url/><docs>"),
    ("What is a <head>?", "What is there says something.", "/opml/head/*[not(normalize-space())]",
     ">Meja Contoh<", "><"),
    ("What is a <head>?", "Moments follow RFC 822.",
     "//dateCreated[not(is:rfc822(.))] | //dateModified[not(is:rfc822(.))] | //@created[not(is:rfc822(.))]",
     "Tue, 20 Oct 2020", "2020-10-20"),
    ("What is a <head>?", "The owner's mail address is one.", "//ownerEmail[not(is:mail(.))]",
     "meja@example.org", "meja"),
    ("What is a <head>?", "The owner's id and docs are addresses.",
     "//ownerId[not(is:web(.))] | //docs[not(is:web(.))]", "http://opml.org/", "opml.org/"),
    ("What is a <body>?", "A body has at least one outline, and nothing else.",
     "/opml/body[not(outline) or *[not(self::outline)]]", "</body>", "<line/></body>"),
    ("What is an <outline>?", "An outline has a text, which says something.", "//outline[not(normalize-space(@text))]",
     'text="Kabar"', ""),
    ("What is an <outline>?", "An outline holds outlines alone, and no text.",
     "//outline/*[not(self::outline)] | //outline/text()[normalize-space()]",
     "</body>", "<outline text='a'>b</outline></body>"),
    ("What is an <outline>?", "Comments and break points are true or false.",
     "//outline/@isComment[. != 'true' and . != 'false'] | //outline/@isBreakpoint[. != 'true' and . != 'false']",
     'isComment="false"', 'isComment="no"'),
    ("Subscription lists", "A feed has the type rss, and its address; only feeds have one.",
     "//outline[@type = 'rss' and not(is:web(@xmlUrl))] | //outline[@xmlUrl and not(@type = 'rss')]",
     'xmlUrl="https://wire.example/rss"', ""),
    ("Subscription lists", "A feed has a title, beside its text.",
     "//outline[@type = 'rss'][not(normalize-space(@title))]", 'title="Wire"', ""),
    ("Subscription lists", "A feed's site is an address, its language a tag, its version a known one.",
     "//outline[(@htmlUrl and not(is:web(@htmlUrl))) or (@language and not(is:tag(@language)))"
     " or (@version and not(re:test(@version, '^(RSS|RSS1|RSS2|scriptingNews)$')))]", "RSS2", "Atom"),
    ("Inclusion", "A link or inclusion has the address that it is of.",
     "//outline[@type = 'link' or @type = 'include'][not(is:web(@url))]", 'url="https://kabar.example/"', ""),
    ("Extending OPML", "Other attributes are in name spaces.",
     f"//outline/@*[namespace-uri() = '' and not(contains(' {_ATTRIBUTES} ', concat(' ', name(), ' ')))]",
     "<outline text=\"Kabar\"", "<outline xmlurl=\"x\" text=\"Kabar\""),
)  # fmt: skip
