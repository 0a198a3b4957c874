"""One article of a file of many, as its format gives it → a `Seed`.

Strategy: what is given is believed; what is not given is found in the body as for plain text. A body of plain
text goes the whole way that a text file goes, one of HTML the way of a page; both have their ledger.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from email.utils import parsedate_tz
from typing import Any

from kliping import addresses, characters, cleaning, fields, safe_html
from kliping.cleaning import dates, escape
from kliping.cleaning.lexicon import folded
from kliping.cleaning.prose import shortened
from kliping.model import Config, Image, Moment, Seed, Source, Verdict

# JSON can write half a character, and no encoding can.
_SURROGATES = re.compile("[\ud800-\udfff]")
_CUT = re.compile(r"(?:…|\.\.\.|\[…\]|\[\.\.\.\])[\s\])>»]*$")
_TAG = re.compile(r"<[a-zA-Z!/][^>]*>|&[#\w]+;")
_NOT_SHOWN = re.compile(r"<(script|style)\b.*?</\1\s*>|<!--.*?-->", re.IGNORECASE | re.DOTALL)
# What publishing systems call the section of an article that has none.
_NO_TAGS = frozenset({"uncategorized", "uncategorised", "tak berkategori", "sin categoría", "non classé", "genel"})
# What systems write where nobody's name is, and what stands before one that is.
_NO_PEOPLE = frozenset(
    "admin administrator editor editorial redaksi redaktur redaktion redacción rédaction staff webmaster author "
    "team user root unknown anonymous default none null penulis autor auteur yönetici editör المحرر".split()
)
_OPENER = re.compile(r"(?:by|oleh|par|por|بقلم)\s+(?=[^\W\d_])", re.IGNORECASE)
_ADDRESS = re.compile(r"[<(]?(?:\S+@\S+|\w+://\S+|www\.\S+?)[>)]?(?=\s|\Z)")
# ISO 639-1, with what older systems write.
_TWO = 2
_LANGUAGES = frozenset(
    "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el "
    "en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik in io is it "
    "iu iw ja ji jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mo mr "
    "ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si "
    "sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi "
    "yo za zh zu".split()
)
# What feeds come with as they are installed; many keep it whatever language they are written in.
_TEMPLATE_LANGUAGE = "en"
_LEAST_TEXT = 200
_MOST_TITLE = 300
_MOST_SUMMARY = 600
_MOST_NAME = 200
_MOST_TAGS = 8
_MOST_TOLD = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """What a format gives of one article, as it gives it; empty where it does not.

    `place` says where in its file it stands ("item 3"), `key` what it is known by as long as it is there. `html`
    or `text` is the body; `base` is what addresses in it are relative to. With `infer_date`, an article without
    a date has the first that its text names. `unread` are dates that it gives and nobody can read, as
    `(key, value)` pairs.
    """

    file: str
    format: str
    key: str
    sha256: str
    place: str = ""
    title: str = ""
    html: str = ""
    text: str = ""
    base: str = ""
    name: str = ""
    url: str = ""
    author: str = ""
    published: Moment | None = None
    updated: Moment | None = None
    lang: str = ""
    tags: tuple[str, ...] = ()
    summary: str = ""
    image: Image | None = None
    infer_date: bool = True
    unread: tuple[tuple[str, str], ...] = ()


def to_seed(item: Item, config: Config) -> Seed | str:
    """The clipping of an item; or why there is none, in a few words."""
    item = _sound(item)
    clipping = _of_html(item, config) if item.html else _of_text(item, config)
    if isinstance(clipping, str):
        return clipping
    seed = _seed(item, clipping)
    if not seed.title:
        return "it has neither a title nor a text"
    if not seed.body and not item.url:
        has_text = any(verdict.text.strip() for verdict in clipping.ledger.verdicts)
        return "nothing of it is left once its noise is dropped" if has_text else "it has no text"
    return seed


def plain(html: str) -> str:
    """What may hold tags or entities, such as a feed's title, as text on one line."""
    if not _TAG.search(html):
        return " ".join(html.split())
    return " ".join(safe_html.to_text(_NOT_SHOWN.sub(" ", html)).split())


def moment(text: str, config: Config) -> Moment | None:
    """A date of a format's: ISO 8601, RFC 822, or in words; in the digest's zone where it names none."""
    text = " ".join(text.split())
    if not text or len(text) > 100:
        return None
    return fields.read_moment(text, config.zone) or _of_mail(text) or dates.publication(text, "", config.zone)


def _of_mail(text: str) -> Moment | None:
    """RFC 5322 3.3, with the zone that it demands; without one a date is read by who knows more zones."""
    parsed = parsedate_tz(text)
    if parsed is None or parsed[9] is None:
        return None
    try:
        year, month, day, hour, minute, second = parsed[:6]
        at = f"{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{min(second, 59):02}"
        sign, minutes = "-" if parsed[9] < 0 else "+", abs(parsed[9]) // 60
        return fields.read_moment(f"{at}{sign}{minutes // 60:02}:{minutes % 60:02}", UTC)
    except ValueError:
        return None


# --- What may be believed ----------------------------------------------------------------------------------------


def _sound(item: Item) -> Item:
    """The item without what could not stand in an article's front matter."""
    url = item.url.strip()
    name = _line(item.name)
    return replace(
        item,
        title=shortened(_line(item.title), _MOST_TITLE),
        text=_SURROGATES.sub("\N{REPLACEMENT CHARACTER}", item.text),
        url=url if addresses.is_web_address(url) else "",
        name=shortened(name, _MOST_NAME) if addresses.slugify(name) else "",
        author=shortened(_people(_line(item.author)), _MOST_NAME),
        lang=_tag(item.lang),
        tags=tuple(_tags(map(_line, item.tags)))[:_MOST_TAGS],
        summary=_summary(_line(item.summary)),
        image=item.image if item.image and addresses.is_web_address(item.image.src) else None,
    )


def _line(text: str) -> str:
    """A text on one line, without what no document may hold."""
    return " ".join(characters.legal(text).split())


def _tag(tag: str) -> str:
    """A language tag in the form that front matter has; empty where it is none, or of no language."""
    found = fields.language_tag(tag.strip().replace("_", "-")) or ""
    primary = found.partition("-")[0]
    return found if len(primary) > _TWO or primary in _LANGUAGES else ""


def _people(author: str) -> str:
    """Of what an article gives as its author, those that are people: no address, and not who runs the site."""
    names = (_OPENER.sub("", _ADDRESS.sub(" ", name).strip()) for name in author.split(","))
    return ", ".join(name for name in names if name and name.casefold() not in _NO_PEOPLE)


def _tags(found: Iterable[str]) -> dict[str, None]:
    """Those that can be tags, each once, as it is first written: spellings that share a slug are one tag."""
    can_be = (tag for tag in found if len(tag) <= _MOST_NAME and tag.casefold() not in _NO_TAGS)
    by_slug: dict[str, str] = {}
    for tag in can_be:
        by_slug.setdefault(addresses.slugify(tag), tag)
    return {tag: None for slug, tag in by_slug.items() if slug}


def _summary(text: str) -> str:
    """A description, where it is one: the beginning of the text, cut somewhere, is none."""
    return "" if _CUT.search(text) else shortened(text, _MOST_SUMMARY)


# --- Bodies ------------------------------------------------------------------------------------------------------


def _of_html(item: Item, config: Config) -> cleaning.Clipping | str:
    # lxml and trafilatura take a third of a second to load: a run without feeds need not wait.
    from kliping import pages

    around = pages.Surroundings(
        base=item.base,
        title=item.title,
        author=item.author,
        source=item.name,
        image=item.image.src if item.image else "",
    )
    found = pages.read_fragment(item.html, around, config)
    if isinstance(found, pages.Refused):
        return found.text
    return found or _of_text(replace(item, text=""), config)


def _of_text(item: Item, config: Config) -> cleaning.Clipping:
    clipping = cleaning.clean(cleaning.Decoded(text=item.text, encoding="utf-8"), config, source=item.name)
    return _titled(item.title, clipping) if item.title else clipping


def _titled(title: str, clipping: cleaning.Clipping) -> cleaning.Clipping:
    """The body under a title that is given: a first line that repeats it goes, another one that was its title stays."""
    verdicts = clipping.ledger.verdicts
    first = next((verdict for verdict in verdicts if verdict.kind in {"title", "kept", "heading"}), None)
    if first is None:
        return clipping
    is_same = folded(first.text) == folded(title)
    if first.kind == "title" and not is_same:
        body = f"{escape.markdown(first.text)}\n\n{clipping.body}".rstrip("\n") + "\n"
        return _judged(clipping, body, first, replace(first, kind="kept", rule=""))
    head, _, body = clipping.body.partition("\n\n")
    if first.kind == "kept" and is_same and body and head == escape.markdown(first.text):
        return _judged(clipping, body, first, replace(first, kind="title"))
    return clipping


def _judged(clipping: cleaning.Clipping, body: str, old: Verdict, new: Verdict) -> cleaning.Clipping:
    verdicts = tuple(new if verdict is old else verdict for verdict in clipping.ledger.verdicts)
    return replace(clipping, body=body, ledger=replace(clipping.ledger, verdicts=verdicts))


# --- Seeds -------------------------------------------------------------------------------------------------------


def _seed(item: Item, clipping: cleaning.Clipping) -> Seed:
    found = clipping.source or Source()
    source = Source(name=item.name or found.name, url=item.url, author=item.author or found.author)
    inferred = clipping.date if item.infer_date or clipping.date_origin == "given" else None
    return Seed(
        file=item.file,
        item=item.key,
        sha256=item.sha256,
        format=item.format,
        body=clipping.body,
        title=item.title or clipping.title,
        title_origin="given" if item.title else clipping.title_origin,
        date=item.published or inferred,
        date_origin="given" if item.published else clipping.date_origin,
        lang=_language(item.lang, clipping),
        source=source if source != Source() else None,
        place=clipping.place,
        cites=clipping.cites,
        tags=item.tags or _without(clipping.tags, source.name),
        summary=item.summary or clipping.summary,
        fields=tuple(_brought(item)),
        ledger=clipping.ledger,
        unread=tuple(_unread(item)),
    )


def _unread(item: Item) -> Iterator[str]:
    """What is told of each value that could not be read: where it stands, its key, and how it begins."""
    place = f"{item.place}: " if item.place else ""
    for key, value in item.unread:
        yield f'{place}{key} "{shortened(" ".join(value.split()), _MOST_TOLD)}"'


def _language(given: str, clipping: cleaning.Clipping) -> str:
    """The language that is given, unless it is the one that templates come with and the text is another."""
    if not given:
        return clipping.lang
    is_doubtful = given.partition("-")[0] == _TEMPLATE_LANGUAGE and len(clipping.body) >= _LEAST_TEXT
    return clipping.lang if is_doubtful and clipping.lang not in {"und", _TEMPLATE_LANGUAGE} else given


def _brought(item: Item) -> list[tuple[str, Any]]:
    brought: list[tuple[str, Any]] = []
    if item.updated and item.updated != item.published:
        brought.append(("updated", _written(item.updated)))
    if item.image:
        image = {"src": item.image.src, "alt": item.image.alt, "credit": item.image.credit}
        brought.append(("image", {key: value for key, value in image.items() if value}))
    return brought


def _written(given: Moment) -> date | datetime:
    return given.at.date() if given.whole_day else given.at.replace(microsecond=0)


def _without(tags: Sequence[str], name: str) -> tuple[str, ...]:
    return tuple(tag for tag in tags if folded(tag) != folded(name))
