"""One article of a file of many, as its format gives it → a `Seed`.

Strategy: what is given is believed; what is not given is found in the body as for plain text. A body of plain
text goes the whole way that a text file goes, with its ledger; one of HTML becomes Markdown.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from email.utils import parsedate_tz
from typing import Any

from kliping import addresses, fields, markup
from kliping.cleaning import dates, escape, html
from kliping.cleaning.blocks import Block, join
from kliping.cleaning.cites import cites_of
from kliping.cleaning.clipping import Clipping, clean
from kliping.cleaning.dateline import dateline_of
from kliping.cleaning.decode import Decoded
from kliping.cleaning.language import language_of
from kliping.cleaning.lexicon import folded
from kliping.cleaning.names import tags_of
from kliping.cleaning.prose import shortened, summarize, title_of
from kliping.model import Config, Image, Ledger, Moment, Seed, Source, Verdict

# JSON can write half a character, and no encoding can.
_SURROGATES = re.compile("[\ud800-\udfff]")
_MOST_TITLE = 300
_MOST_SUMMARY = 600
_MOST_NAME = 200
_MOST_TAGS = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """What a format gives of one article, as it gives it; empty where it does not.

    `place` says where in its file it stands ("item 3"), `key` what it is known by as long as it is there. `html`
    or `text` is the body; `base` is what addresses in it are relative to. With `infer_date`, an article without
    a date has the first that its text names.
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


def to_seed(item: Item, config: Config) -> Seed | str:
    """The clipping of an item; or why there is none, in a few words."""
    item = _sound(item)
    blocks = html.blocks_of(item.html, item.base) if item.html else ()
    if blocks is None:
        return "its HTML nests too deep to be read"
    clipping = clean(Decoded(text=item.text, encoding="utf-8"), config) if item.text and not blocks else None
    seed = _of_text(item, clipping) if clipping else _of_blocks(item, blocks, config)
    if not seed.title or not (seed.body or item.url):
        return "it has no text" if seed.title else "it has neither a title nor a text"
    return seed


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
    tags = dict.fromkeys(map(_line, item.tags))
    return replace(
        item,
        title=shortened(_line(item.title), _MOST_TITLE),
        text=_SURROGATES.sub("\N{REPLACEMENT CHARACTER}", item.text),
        url=url if addresses.is_web_address(url) else "",
        name=shortened(name, _MOST_NAME) if addresses.slugify(name) else "",
        author=shortened(_line(item.author), _MOST_NAME),
        lang=_language(item.lang),
        tags=tuple(tag for tag in tags if len(tag) <= _MOST_NAME and addresses.slugify(tag))[:_MOST_TAGS],
        summary=shortened(_line(item.summary), _MOST_SUMMARY),
        image=item.image if item.image and addresses.is_web_address(item.image.src) else None,
    )


def _line(text: str) -> str:
    """A text on one line, without what no document may hold."""
    return " ".join(markup.legal(text).split())


def _language(tag: str) -> str:
    """A language tag in the form that front matter has; empty where it is none."""
    return fields.language_tag(tag.strip().replace("_", "-")) or ""


# --- Bodies ------------------------------------------------------------------------------------------------------


def _of_text(item: Item, clipping: Clipping) -> Seed:
    title, clipping = _titled(item.title, clipping)
    name = item.name or (clipping.source.name if clipping.source else "")
    author = item.author or (clipping.source.author if clipping.source else "")
    inferred = clipping.date if item.infer_date or clipping.date_origin == "given" else None
    seed = _seed(item, body=clipping.body, lang=clipping.lang, name=name, author=author)
    return replace(
        seed,
        title=title or clipping.title,
        title_origin="given" if title else clipping.title_origin,
        date=item.published or inferred,
        date_origin="given" if item.published else clipping.date_origin,
        place=clipping.place,
        cites=clipping.cites,
        tags=item.tags or _without(clipping.tags, name),
        summary=item.summary or clipping.summary,
        ledger=clipping.ledger,
    )


def _titled(title: str, clipping: Clipping) -> tuple[str, Clipping]:
    """The body under a title that is given: a first line that repeats it goes, another one that was its title stays."""
    verdicts = clipping.ledger.verdicts
    first = next((verdict for verdict in verdicts if verdict.kind in {"title", "kept", "heading"}), None)
    if not title or first is None:
        return title, clipping
    is_same = folded(first.text) == folded(title)
    if first.kind == "title" and not is_same:
        body = f"{escape.markdown(first.text)}\n\n{clipping.body}"
        return title, _judged(clipping, body, first, replace(first, kind="kept", rule=""))
    _, _, body = clipping.body.partition("\n\n")
    if first.kind == "kept" and is_same and body:
        return title, _judged(clipping, body, first, replace(first, kind="title"))
    return title, clipping


def _judged(clipping: Clipping, body: str, old: Verdict, new: Verdict) -> Clipping:
    verdicts = tuple(new if verdict is old else verdict for verdict in clipping.ledger.verdicts)
    ledger = Ledger(encoding=clipping.ledger.encoding, mark=clipping.ledger.mark, verdicts=verdicts)
    return replace(clipping, body=body, ledger=ledger)


def _of_blocks(item: Item, blocks: Sequence[Block], config: Config) -> Seed:
    if blocks and blocks[0].kind == "heading" and folded(blocks[0].text) == folded(item.title):
        blocks = blocks[1:]
    paragraphs = [block.text for block in blocks if block.kind == "paragraph" and block.text]
    lang = item.lang or language_of("\n".join(paragraphs) or item.title)
    dateline = dateline_of(paragraphs[0], tuple(source.name for source in config.sources)) if paragraphs else None
    place = ""
    if dateline:
        place = dateline.place
        paragraphs[0] = paragraphs[0][dateline.end :].strip()
    name = item.name or (dateline.source if dateline else "")
    cites = cites_of(paragraphs, name, (source.name for source in config.sources))
    seed = _seed(item, body=join(blocks), lang=lang, name=name, author=item.author)
    return replace(
        seed,
        title=item.title or title_of(paragraphs[0] if paragraphs else "", lang),
        title_origin="given" if item.title else "derived",
        date=item.published,
        date_origin="given",
        place=place,
        cites=cites,
        tags=item.tags or tags_of(paragraphs, (name, item.author, *place.split(", "), *cites)),
        summary=item.summary or summarize("\n".join(paragraphs), lang),
    )


def _seed(item: Item, *, body: str, lang: str, name: str, author: str) -> Seed:
    source = Source(name=name, url=item.url, author=author)
    return Seed(
        file=item.file,
        item=item.key,
        sha256=item.sha256,
        format=item.format,
        body=body,
        title="",
        title_origin="given",
        lang=item.lang or lang,
        source=source if source != Source() else None,
        fields=tuple(_brought(item)),
    )


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
