"""Bytes of a saved page → its tree, or the reason why there is none.

Strategy: what could hang or fill the memory is refused by one linear scan of the markup, before any parser
sees it. A parser that gives up at some depth does so in silence, so nothing deeper is ever handed to one.
"""

import codecs
import re
from dataclasses import dataclass
from itertools import dropwhile, islice
from typing import Any

from lxml import etree, html

from kliping import characters, cleaning

_MOST_CHARACTERS = 4_000_000
# Two novels; what is done to text takes some 2 s for so much, in lines of a few words.
_MOST_TEXT = 500_000
_MOST_TAGS = 40_000
# Measured: what trafilatura takes grows with the tags and with how deep they nest: some 1 s for so many.
_MOST_TAGS_BY_DEPTH = 1_000_000
# A page that a newsroom's system wrote nests some 40 deep; libxml2's own limit, at which it drops text, is lifted.
_MOST_DEPTH = 250

# The parser holds each attribute against all others of its element.
_MOST_ATTRIBUTES = 200

_TOKEN = re.compile(r"<(?:(?P<comment>!--)|(?P<close>/?)(?P<name>[a-zA-Z][^\s/>]{0,40}))")
_VALUE = re.compile(r"=\s*+(?:\"[^\"]*+\"|'[^']*+')")
# HTML 13.2.5.32-38: a quotation mark quotes only after an equals sign. Possessive, so that it never looks back.
_REST = re.compile(r"(?:=\s*+\"[^\"]*+\"|=\s*+'[^']*+'|[^>])*+>")
_LONG_TAG = 2 * _MOST_ATTRIBUTES
# What these hold is no markup to any parser.
_RAW = {name: re.compile(f"</{name}", re.IGNORECASE) for name in ("script", "style")}
# HTML 13.1.2: these have no end tag, or one that may be left out.
_FLAT = frozenset(
    "area base br col dd dt embed hr img input li link meta option p param rp rt source tbody td tfoot th thead tr "
    "track wbr".split()
)
_ENTITY = re.compile(r"<!ENTITY", re.IGNORECASE)
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]{0,200}\?>")
# HTML 13.1.2.1: the sign for an element that is empty means nothing to HTML, and to libxml2 here that the page is.
_EMPTIED = re.compile(r"(<(?:!doctype|html|head|body)\b[^<>]{0,500}?)\s*/\s*>", re.IGNORECASE)
_CHARSET = re.compile(rb"(?:charset|encoding)\s{0,5}=\s{0,5}[\"']?\s{0,5}([\w:.-]{2,40})", re.IGNORECASE)
_HEAD_BYTES = 4096
# HTML 4.2 and 13.2.6.4.4: what a head may hold, old elements among it.
_OF_HEAD = frozenset("base basefont bgsound link meta noframes noscript script style template title".split())
_INLINED = re.compile(r"data:[\w/+.;=-]{1,100},[^\s\"')>]{200,}")
# Encoding standard 4.2: what these labels say is not what is meant.
_MEANT = {
    "iso-8859-1": "cp1252", "latin1": "cp1252", "latin-1": "cp1252", "ascii": "cp1252", "us-ascii": "cp1252",
    "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "shift-jis": "cp932", "euc-kr": "cp949",
    "iso-8859-9": "cp1254", "tis-620": "cp874", "iso-8859-11": "cp874", "windows-31j": "cp932",
}  # fmt: skip
# No codec that turns text into something else answers to these.
_LABEL = re.compile(r"(?:cp|windows-?|iso-?8859-|koi8|gb|big5|euc|shift|sjis|mac|utf-?16|iso-2022-|tis|hz)[\w.-]*")
_MOST_BROKEN = 0.01
_MOST_NULS = 0.001
_FEW_NULS = 16
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|article|div|p)[\s>]", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """Why a page is not read: `code` names the kind, `text` says what, `hint` what to do."""

    code: str
    text: str
    hint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Markup:
    """A page as text that has been found fit to parse; `nuls` is how many stray NUL bytes were dropped from it."""

    text: str
    encoding: str
    nuls: int = 0


def read_markup(data: bytes, charset: str = "") -> Markup | Refused:
    """The text of a page; `charset` is what a mail or an archive says of it."""
    bare = _without_nuls(data)
    decoded = _decoded(bare, charset)
    if decoded is None:
        return Refused(code="seed-binary", text="the seed is not text", hint="save the page again, as HTML")
    text = characters.legal(_EMPTIED.sub(r"\1>", _DECLARATION.sub("", decoded.text)))
    if len(text) > _MOST_CHARACTERS // 4:
        text = _INLINED.sub("", text)
    return _refusal(text) or Markup(text=text, encoding=decoded.encoding, nuls=len(data) - len(bare))


def parse(page: Markup) -> Any | Refused:
    """The root of a page's tree, an lxml element with a body."""
    try:
        root = html.document_fromstring(page.text.encode("utf-8", "replace"), parser=_parser())
    except (ValueError, etree.LxmlError):
        root = None
    if root is not None:
        _end_head(root)
    if root is None or root.find("body") is None:
        return Refused(code="seed-empty", text="the page has no body", hint="save the page again, once it has loaded")
    if _text_length(root) > _MOST_TEXT:
        told = f"more than the {_MOST_TEXT:,} characters of text that are read"
        return too_large(told)
    return root if _is_sane(root) else _too_deep()


def _end_head(root: Any) -> None:
    """HTML 13.2.6.4.4: a page may leave out its tags of head and body, and what belongs in no head begins the body.

    libxml2 knows that of the elements of HTML 4 alone.
    """
    head, body = root.find("head"), root.find("body")
    children = list(head) if head is not None else []
    outside = list(dropwhile(lambda each: not isinstance(each.tag, str) or each.tag in _OF_HEAD, children))
    if not outside:
        return
    if body is None:
        body = root.makeelement("body")
        root.append(body)
    first = body.text
    body.text = None
    for at, each in enumerate(outside):
        body.insert(at, each)
    outside[-1].tail = f"{outside[-1].tail or ''}{first or ''}"


def too_large(told: str) -> Refused:
    """A page of which there is more than anybody reads; `told` says of what."""
    return Refused(code="page-too-large", text=told, hint="save the article alone, from the browser's reading view")


def _parser() -> html.HTMLParser:
    parser = html.HTMLParser(encoding="utf-8", remove_pis=True, huge_tree=True)
    # One class for all: lxml's own table of them asks Python for each element, each time that it is looked at.
    parser.set_element_class_lookup(
        etree.ElementDefaultClassLookup(element=html.HtmlElement, comment=html.HtmlComment, entity=html.HtmlEntity)
    )
    return parser


def _refusal(text: str) -> Refused | None:
    if len(text) > _MOST_CHARACTERS:
        told = f"{len(text):,} characters of markup are more than the {_MOST_CHARACTERS:,} that are read"
        return too_large(told)
    if _ENTITY.search(text):
        hint = "save the page again, from a browser"
        return Refused(code="page-entities", text="the page declares entities of its own", hint=hint)
    tags, depth = _measured(text)
    if tags > _MOST_TAGS:
        told = f"more than {_MOST_TAGS:,} tags, or {_MOST_ATTRIBUTES} attributes of one"
        return too_large(told)
    return _too_deep() if depth > _MOST_DEPTH or tags * depth > _MOST_TAGS_BY_DEPTH else None


def _too_deep() -> Refused:
    told = f"elements nest more than {_MOST_DEPTH} deep, or too many of them do"
    return Refused(code="page-too-deep", text=told, hint="save the article's text, as a .txt file")


def _measured(text: str) -> tuple[int, int]:
    """How many tags a page has, and at least how deep they nest; what scripts hold is none."""
    opened: dict[str, int] = {}
    tags = depth = deepest = at = 0
    while (token := _TOKEN.search(text, at)) and tags <= _MOST_TAGS and deepest <= _MOST_DEPTH:
        name = (token["name"] or "").lower()
        at = _after_tag(text, token)
        if at < 0:
            return _MOST_TAGS + 1, deepest
        if token["comment"]:
            at = _after_comment(text, at)
        elif name in _RAW and not token["close"]:
            end = _RAW[name].search(text, at)
            at = end.end() if end else len(text)
        elif name not in _FLAT:
            step = -1 if token["close"] else 1
            if step > 0 or opened.get(name):
                opened[name] = opened.get(name, 0) + step
                depth += step
                deepest = max(deepest, depth)
        tags += 1
    return tags, deepest


def _after_tag(text: str, token: re.Match[str]) -> int:
    """Where a tag ends; -1 where it has more attributes than anybody writes."""
    if token["comment"]:
        return token.end()
    rest = _REST.match(text, token.end())
    if rest is None:
        return len(text)
    is_crowded = len(rest[0]) > _LONG_TAG and len(_VALUE.sub("=", rest[0]).split()) > _MOST_ATTRIBUTES
    return -1 if is_crowded else rest.end()


def _after_comment(text: str, at: int) -> int:
    """HTML 13.2.5.43: "<!-->" and "<!--->" are whole comments."""
    if text.startswith((">", "->"), at):
        return at
    end = text.find("-->", at)
    return len(text) if end < 0 else end


def _is_sane(root: Any) -> bool:
    """What the scan cannot know, such as elements that a parser closes later than it seems."""
    depths: dict[Any, int] = {}
    for element in islice(root.iter(), _MOST_TAGS + 1):
        depths[element] = depths.get(element.getparent(), 0) + 1
    return len(depths) <= _MOST_TAGS and max(depths.values()) <= _MOST_DEPTH


def _text_length(root: Any) -> int:
    """How much text a page has, outside its scripts and styles."""
    # In C: of a large page, all that Python looks at one by one takes long.
    whole = len(etree.tostring(root, method="text", encoding="unicode"))
    return whole - sum(len(each.text or "") for each in root.iter(*_RAW))


# --- Encoding ----------------------------------------------------------------------------------------------------


def _decoded(data: bytes, charset: str) -> cleaning.Decoded | None:
    """A mark, then UTF-8, which nothing else imitates, then what the page or its envelope says, then a guess.

    Saved pages are often UTF-8 whatever their meta element says: the browser or the scraper wrote them anew.
    """
    is_marked = data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    if not is_marked and b"\0" not in data and not _is_utf8(data):
        declared = _CHARSET.search(data[:_HEAD_BYTES])
        for label in (charset, declared[1].decode("ascii", "replace") if declared else ""):
            decoded = _by_label(data, label)
            if decoded:
                return decoded
    return cleaning.decode(data)


def _without_nuls(data: bytes) -> bytes:
    """HTML without the few NUL bytes that went astray in it (HTML 13.2.5.1: no text has any); all else as it is."""
    nuls = data.count(0)
    is_few = 0 < nuls <= max(_FEW_NULS, len(data) * _MOST_NULS)
    is_marked = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    return data.replace(b"\0", b"") if is_few and not is_marked and _HTML.search(data[:_HEAD_BYTES]) else data


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _by_label(data: bytes, label: str) -> cleaning.Decoded | None:
    """The text, if hardly any byte contradicts the label."""
    name = _MEANT.get(label.strip().lower(), label.strip().lower())
    if not _LABEL.fullmatch(name):
        return None
    try:
        text = data.decode(name, "replace")
    except (LookupError, UnicodeError, ValueError):
        return None
    broken = text.count("\N{REPLACEMENT CHARACTER}")
    return cleaning.Decoded(text=text, encoding=name) if broken <= max(1, len(text) * _MOST_BROKEN) else None
