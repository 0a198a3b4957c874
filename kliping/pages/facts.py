"""The facts of a page's article: title, source, dates, picture.

Strategy: the page's metadata is held against what stands on the page. A headline that readers see wins over
one written for search engines; a date from metadata is given, one that htmldate finds is inferred.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import unquote, urlsplit

from htmldate import find_date

from kliping.cleaning import dates, language_of
from kliping.cleaning.heads import outlet_publication
from kliping.cleaning.lexicon import bare, lexicon
from kliping.cleaning.prose import ends_with_stop
from kliping.fields import read_moment
from kliping.model import Config, DateOrigin, Moment, Source
from kliping.pages.blocks import Block, key_of, shown
from kliping.pages.bylines import people_of
from kliping.pages.inline import Context, picture, web_address
from kliping.pages.metadata import Metadata

_SEPARATOR = re.compile(r"\s+[|•·»«–—:-]\s+|\s*[|»]\s*")
_LEAST_TITLE = 0.5
_LEAST_HEADLINE = 12
# No clock is at hand here, and a page's date may lie ahead of the day it was saved.
_LATEST = "2100-01-01"
# What templates are written in; a page in another language often keeps it.
_TEMPLATE_LANGUAGE = "en"
_LEAST_TEXT = 200
_MOST_DATELINE = 120
_DAY_FIRST = "de"
# Of a line that tells a date; what it is parted by from another may be left at its end.
_AROUND = " \u00a0|•·"
# What systems and outlets call the picture that stands for all articles without one.
_STAND_INS = frozenset(
    "logo logos placeholder default blank fallback favicon spacer noimage nopicture nophoto defaultimage".split()
)
_NAME_WORD = re.compile(r"[^\W\d_]{2,}")
_MOST_NAME_WORDS = 4
_LEAST_HEADLINE_WORDS, _MOST_SMALL = 4, 3
# Of the web.
_FIRST_YEAR = 1991


def title_of(metadata: Metadata, blocks: Sequence[Block]) -> str:
    """The headline as the page shows it, if its metadata bears it out; else as the metadata has it."""
    given = [_without_site(title, metadata.site, metadata.url) for title in metadata.titles]
    shown_titles = _shown_titles(metadata, blocks)
    exact = {key_of(heading): heading for heading in reversed(shown_titles)}
    for title in given:
        if key_of(title) in exact:
            return exact[key_of(title)]
    for title in given:
        for heading in shown_titles:
            if _is_same(key_of(title), key_of(heading)) or _is_followed(heading, title):
                return heading
        if len(shown_titles) == 1 and any(_begins(shown_titles[0], begin) for begin in (title, *_stem(title))):
            return shown_titles[0]
    second = (" ".join(block.text.split()) for block in blocks if block.tag == "h2" and block.linked == 0)
    begun = (heading for heading in second if any(_is_followed(heading, title) for title in given))
    named = {key_of(block.text) for block in blocks if block.tag == "h1"}
    told = [_without_last(title, named) for title in given]
    return next(begun, "") or _reworded(given, shown_titles) or next(iter((*told, *shown_titles)), "")


def _shown_titles(metadata: Metadata, blocks: Sequence[Block]) -> list[str]:
    """The headings of the first level; where they only name the site, as its titles do at their end, of the second."""
    sites = {key_of(_SEPARATOR.split(title)[-1]) for title in metadata.titles if _SEPARATOR.search(title)}
    headings = {tag: [" ".join(block.text.split()) for block in blocks if block.tag == tag] for tag in ("h1", "h2")}
    first = [text for text in headings["h1"] if key_of(text) not in sites]
    return first if first or not headings["h1"] else headings["h2"][:1]


def _reworded(given: Sequence[str], shown_titles: Sequence[str]) -> str:
    """The one headline of a page whose titles tell the same in other words: "Market opens | Post" over a longer one."""
    if len(shown_titles) != 1 or len(shown_titles[0].split()) < _LEAST_HEADLINE_WORDS:
        return ""
    return shown_titles[0] if given and all(_tell_alike(title, shown_titles[0]) for title in given) else ""


def _tell_alike(one: str, other: str) -> bool:
    """Whether two titles have two words in common, or half of those of the shorter one; small words do not count."""
    words, others = (
        {word for word in map(str.casefold, _NAME_WORD.findall(text)) if len(word) > _MOST_SMALL}
        for text in (one, other)
    )
    return len(words & others) >= min(2, (min(len(words), len(others)) + 1) // 2) > 0


def _stem(title: str) -> list[str]:
    """What stands before a title's first sign, if that is so long that it is none of its site's sections."""
    stem, *rest = _SEPARATOR.split(title)
    return [stem] if rest and len(stem) >= _LEAST_HEADLINE else []


def _site_in_titles(metadata: Metadata, headline: str) -> str:
    """The outlet that a page's title names behind the headline: "Ferry strike ends | Sample Post"."""
    for title in metadata.titles:
        stem, *rest = _SEPARATOR.split(title)
        site = rest[-1].strip() if rest else ""
        is_name = 0 < len(site.split()) <= _MOST_NAME_WORDS and bare(site) not in lexicon().sections
        is_told = _begins(headline, stem) or (len(rest) == 1 and _tell_alike(headline, stem))
        if is_name and is_told and key_of(site) not in key_of(headline):
            return site
    return ""


def _is_same(one: str, other: str) -> bool:
    """Whether one of two titles is in the other; search engines' titles are cut short or have words added."""
    short, long = sorted((one, other), key=len)
    return bool(short) and short in long and len(short) >= _LEAST_TITLE * len(long)


def _begins(heading: str, title: str) -> bool:
    """Whether a title is the first words of a headline."""
    return bool(title) and re.match(rf"{re.escape(title)}(?!\w)", heading, re.IGNORECASE) is not None


def _is_followed(heading: str, title: str) -> bool:
    """Whether a title is a headline and, after a sign, the names of what it stands in."""
    begins = title.casefold().startswith(heading.casefold()) and len(key_of(heading)) >= _LEAST_HEADLINE
    return begins and _SEPARATOR.match(title, len(heading)) is not None


def _without_last(title: str, names: Collection[str]) -> str:
    """A title without its last part, where a page shows that as what it is called: "Strike ends | Sample Post"."""
    parts = [part for part in _SEPARATOR.finditer(title) if key_of(title[part.end() :]) in names]
    return title[: parts[0].start()].strip() if parts and parts[0].start() else title


def _without_site(title: str, site: str, url: str) -> str:
    """A title without the outlet's name at its end or its start."""
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    names = {key_of(site), key_of(host), key_of(host.partition(".")[0])} - {""}
    parts = list(_SEPARATOR.finditer(title))
    for part in parts:
        if key_of(title[part.end() :]) in names:
            return title[: part.start()].strip()
    for part in reversed(parts):
        if key_of(title[: part.start()]) in names:
            return title[part.end() :].strip()
    return title


def source_of(
    metadata: Metadata, headline: str, found: Source | None, config: Config, byline: Callable[[], str] = str
) -> Source | None:
    """Who published the article: as config.yaml calls the site, as the page does, or its host.

    `byline` is asked only where the metadata names nobody.
    """
    host = host_of(metadata.url)
    known = next((source.name for source in config.sources if host and host_of(source.url) == host), "")
    told = known or metadata.site or _site_in_titles(metadata, headline)
    name = told or (found.name if found else "") or host
    people = people_of(metadata.authors, name, host)
    author = ", ".join(people) or byline() or (found.author if found else "")
    return Source(name=name, url=metadata.url, author=author) if name or metadata.url or author else None


def host_of(url: str) -> str:
    """The host of an address, without "www"; empty where it has none."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """The texts between the headline and the article, but for captions, and those that stand elsewhere.

    `around` are those right above the headline, `beside` those of them in the headline's own box; `below` are the
    lines that follow the article, where a day counts only if it is said what it is.
    """

    above: tuple[str, ...] = ()
    around: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    below: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()


def date_of(
    root: Any, metadata: Metadata, found: tuple[Moment | None, DateOrigin], texts: Surroundings, config: Config
) -> tuple[Moment | None, DateOrigin]:
    """When the article was published; `found` is the date that its text gives."""
    if metadata.published:
        return _in_shown_zone(metadata.published, texts, metadata.lang, config), "given"
    if found[0] and found[1] == "given":
        return found
    # "4:49 p.m." ends no sentence.
    lines = [text for text in texts.above if not ends_with_stop(text) or _published(text, metadata.lang, config)]
    above = {day for text in lines for day in _days(text, metadata.lang)}
    if len(above) == 1:
        told = [_published(text, metadata.lang, config) for text in lines]
        return _with_time(above.pop(), root, told, config), "inferred"
    around = {_published(text, metadata.lang, config) for text in texts.around}
    timed = [moment for moment in around if moment and not moment.whole_day]
    if len(timed) == 1:
        # A masthead tells the day on which the page was seen, and hardly a time.
        return timed[0], "inferred"
    beside = _only_day(texts.beside, metadata, config) or _only_day(
        filter(dates.is_labelled_publication, texts.below), metadata, config
    )
    if beside:
        return beside, "inferred"
    guess = read_moment(_guessed(root, metadata.url), config.zone)
    if guess and not _is_of_the_page(guess.at.date(), metadata, texts):
        return _with_time(guess.at.date(), root, (), config), "inferred"
    return found


def _only_day(lines: Iterable[str], metadata: Metadata, config: Config) -> Moment | None:
    """When something was published, if some lines tell it, and all that do tell the same."""
    told = {dates.publication(line.strip(_AROUND), metadata.lang, config.zone) for line in lines} - {None}
    return told.pop() if len(told) == 1 else None


def _in_shown_zone(published: Moment, texts: Surroundings, lang: str, config: Config) -> Moment:
    """A moment said to be in UTC, in the zone that the page shows with the same figures: some systems write "Z" so."""
    if published.whole_day or published.at.utcoffset():
        return published
    for text in (*texts.above, *texts.around):
        told = _published(text, lang, config)
        is_zoned = told is not None and not told.whole_day and told.at.tzinfo is not config.zone
        if told and is_zoned and told.at.utcoffset() and _clock(told.at) == _clock(published.at):
            return Moment(at=published.at.replace(tzinfo=told.at.tzinfo))
    return published


def _published(line: str, lang: str, config: Config) -> Moment | None:
    """The moment of a line that tells nothing but when, and perhaps for which outlet, something was published."""
    text = line.strip(_AROUND)
    with_outlet = outlet_publication(text, lang, config.zone)
    return dates.publication(text, lang, config.zone) or (with_outlet[0] if with_outlet else None)


def _clock(at: datetime) -> str:
    return at.strftime("%Y-%m-%d %H:%M")


def _with_time(day: date, root: Any, told: Iterable[Moment | None], config: Config) -> Moment:
    """A day with its time, if the page tells one of that day: its time elements, which know their zone, else `told`."""
    marked = (read_moment(each.get("datetime") or "", config.zone) for each in root.iter("time"))
    for found in (marked, told):
        timed = {each for each in found if each and not each.whole_day and each.at.date() == day}
        if len(timed) == 1:
            return timed.pop()
    return dates.whole_day(day, config.zone)


def _is_of_the_page(day: date, metadata: Metadata, texts: Surroundings) -> bool:
    """Whether a date only tells when the page was seen, or when something else on it was written."""
    is_in_address = re.search(rf"{day.year}\D?0?{day.month}\b", metadata.url) is not None
    langs = (metadata.lang, _DAY_FIRST)  # some figures say two days, and htmldate takes one of them
    return not is_in_address and any(day in _days(text, lang) for text in texts.elsewhere for lang in langs)


def _days(text: str, lang: str) -> frozenset[date]:
    """The days that a line names; what is longer than a line tells a story."""
    found = dates.statements(dates.prepared(text)) if len(text) <= _MOST_DATELINE else ()
    days = (dates.settle(statement, lang) for statement in found)
    return frozenset(day for day in days if day and day.year >= _FIRST_YEAR)


def _guessed(root: Any, url: str) -> str:
    try:
        # A tree, never a text: htmldate takes a text that begins with "http" for an address, and fetches it.
        return find_date(root, url=url or None, original_date=True, extensive_search=False, max_date=_LATEST) or ""
    except (ValueError, TypeError, AttributeError, OverflowError):
        return ""


def language(declared: str, text: str, guessed: str) -> str:
    """The language that the page declares, unless it is the one that templates come with and the text is another."""
    if declared and (declared != _TEMPLATE_LANGUAGE or len(text) < _LEAST_TEXT):
        return declared
    guess = guessed or language_of(text)
    return declared if guess == "und" and declared else guess


def image_of(metadata: Metadata, root: Any | None) -> dict[str, str] | None:
    """The article's picture, with the words that stand for it where the page has any; never that of the outlet."""
    given = [web_address(each, metadata.base) for each in metadata.images]
    heads = _above_articles(root, metadata.base) if given and root is not None else []
    no_pictures = {"", metadata.url, metadata.base}
    fitting = (each for each in given if each not in no_pictures and not _is_of_outlet(each, heads))
    src = next(fitting, "")
    if not src:
        return None
    told = metadata.image_alt if src == given[0] else ""
    alt = told or next(_alts(root, src, metadata.base), "")
    return {"src": src, "alt": alt} if alt else {"src": src}


def _is_of_outlet(src: str, heads: Sequence[str]) -> bool:
    """Whether a picture is a logo or a stand-in: called so, in a name that tells of nothing else, or shown above."""
    name = unquote(urlsplit(src).path).rpartition("/")[2].rpartition(".")[0]
    words = [word.lower() for word in _NAME_WORD.findall(name)]
    is_called_so = len(words) <= _MOST_NAME_WORDS and not _STAND_INS.isdisjoint((*words, "".join(words)))
    return is_called_so or any(same_picture(src, each) for each in heads)


def _above_articles(root: Any, base: str) -> list[str]:
    """The pictures in a page's own header, which is outside of every article and has no headline in it."""
    headers = (each for each in root.iter("header") if next(each.iterancestors("article", "main"), None) is None)
    found = (picture(each, base) for header in headers if header.find(".//h1") is None for each in header.iter("img"))
    return [each for each in found if each]


def same_picture(one: str, other: str) -> bool:
    """Whether two addresses are of one picture in several sizes: the same path, whatever the query."""
    paths = [re.sub(r"-\d{2,4}x\d{2,4}(?=\.\w+$)", "", urlsplit(each).path) for each in (one, other)]
    return paths[0] == paths[1] and paths[0] not in {"", "/"}


def skipped_pictures(root: Any, image: dict[str, str] | None, base: str) -> frozenset[str]:
    """The addresses in a body of the picture that the article already shows above it."""
    context = Context(base=base)
    found = (picture(each, context.base) for each in root.iter("img"))
    return frozenset(each for each in found if each and image and same_picture(each, image["src"]))


def _alts(root: Any | None, src: str, base: str) -> Iterator[str]:
    name = urlsplit(src).path.rpartition("/")[2].partition(".")[0]
    for each in root.iter("img") if root is not None else ():
        # Only where the name of the file stands somewhere: a page has hundreds of pictures.
        source = picture(each, base) if any(name in value for value in each.values()) else ""
        if source and same_picture(source, src):
            caption = next(each.iterancestors("figure"), None)
            caption = caption.find(".//figcaption") if caption is not None else None
            alt = each.get("alt") or (shown(caption) if caption is not None else "")
            if alt.strip():
                yield " ".join(alt.split())
