"""What all views of one build are made with: the library, the digest as every page names it, links.

Strategy: made once a build and handed to every function that makes a view, so that what all pages share is
one object, and each card is made once for all lists it is in.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from kliping import addresses, channels, digest
from kliping.library import other_languages
from kliping.model import Article, Config, Library, Moment, Taxonomy, Term, Theme
from kliping.views.kinds import Card, Direction, Editor, Feed, Link, Site
from kliping.views.policy import policy

_SECTIONS_NAMED = 8

# Unicode scripts written from right to left, by the languages whose usual script they are.
_RIGHT_TO_LEFT = frozenset(
    {"ar", "arc", "ckb", "dv", "fa", "he", "khw", "ks", "mzn", "nqo", "pnb", "ps", "sd", "syr", "ug", "ur", "yi"}
)
_RIGHT_TO_LEFT_SCRIPTS = frozenset({"adlm", "arab", "hebr", "mand", "nkoo", "rohg", "samr", "syrc", "thaa"})

# What the output `icons` makes where the theme has none.
_SIGNS = frozenset({"favicon.svg", "touch-icon.png"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What all views of one build are made with. `cards`, `links` and `told` remember what was made.

    `digest` is that of what all pages show of the digest, and of the settings that any view may ask for.
    """

    library: Library
    config: Config
    site: Site
    terms: dict[tuple[Taxonomy, str], Term]
    cards: dict[tuple[str, str, int], Card] = field(default_factory=dict)
    links: dict[tuple[Taxonomy, str], Link | None] = field(default_factory=dict)
    told: dict[tuple[Taxonomy, str], str] = field(default_factory=dict)
    digest: str = ""


def set_up(library: Library, config: Config, theme: Theme) -> Desk:
    """The desk of a build."""
    taxonomies = (library.tags, library.sources, library.sections, library.languages)
    terms = {(term.taxonomy, term.key): term for taxonomy in taxonomies for term in taxonomy}
    site = _site(library, config, theme)
    asked_for = (
        site,
        config.base_url,
        config.lang,
        config.timezone,
        config.permalink,
        config.per_page,
        config.sources,
        config.feeds,
        config.outputs,
    )
    return Desk(
        library=library,
        config=config,
        site=site,
        terms=terms,
        digest=digest_of((config.title, config.description, *map(repr, asked_for))),
    )


def _site(library: Library, config: Config, theme: Theme) -> Site:
    """The digest as every page names it."""
    base = root(config)
    home = base + library.prefix
    return Site(
        title=config.title,
        description=config.description,
        lang=config.lang,
        dir=direction(config.lang),
        root=base,
        home=home,
        style=published_asset("style.css", config, theme),
        url=config.base_url,
        icon=published_asset("favicon.svg", config, theme),
        touch_icon=published_asset("touch-icon.png", config, theme),
        editor=_editor(config),
        feeds=feeds_below(library.prefix, config.title, config) if channels.front(library, config) else (),
        sections=_links(library.sections, base) if len(library.sections) <= _SECTIONS_NAMED else (),
        all_sections=f"{home}sections/" if len(library.sections) > _SECTIONS_NAMED else "",
        tags=f"{home}tags/" if library.tags else "",
        sources=f"{home}sources/" if library.sources else "",
        archive=f"{home}archive/",
        editions=f"{home}editions/" if library.editions else "",
        search=f"{home}search/" if config.search and "search" in config.outputs and library.articles else "",
        subscribe=f"{home}subscribe/" if "subscribe" in config.outputs and channels.are_any(library, config) else "",
        languages=_tongues(library, base) + _links(other_languages(library, config), base),
        has_remote_pictures=config.images.remote,
        policy=policy(config),
    )


def published_asset(name: str, config: Config, theme: Theme) -> str:
    """The address of a file of the theme, or of a sign that is made of the digest's initial; empty without one."""
    made_by = "assets" if name in theme.assets else "icons" if name in _SIGNS else ""
    return f"{root(config)}assets/{name}" if made_by in config.outputs else ""


def root(config: Config) -> str:
    """The digest's root on its host: "/" or "/digest/"."""
    return urlsplit(config.base_url).path or "/"


def direction(lang: str) -> Direction:
    """The direction in which a BCP 47 language is written: by its script if it names one."""
    language, *subtags = lang.lower().replace("_", "-").split("-")
    script = next((subtag for subtag in subtags if len(subtag) == 4 and subtag.isalpha()), "")
    if script:
        return "rtl" if script in _RIGHT_TO_LEFT_SCRIPTS else "ltr"
    return "rtl" if language in _RIGHT_TO_LEFT else "ltr"


def _editor(config: Config) -> Editor | None:
    author = config.author
    if not author.name:
        return None
    return Editor(name=author.name, href=author.url or (f"mailto:{author.email}" if author.email else ""))


def _tongues(library: Library, base: str) -> tuple[Link, ...]:
    """The front pages of all languages that have pages of their own, as the way from one to another."""
    return tuple(Link(text=lang, href=base + prefix) for lang, prefix in library.homes.items())


def name_of(term: Term) -> str:
    """What a term is called where no layout finds the words: a language by its own name for itself."""
    if term.taxonomy != "languages":
        return term.name
    from kliping.tongues import language_name  # heavy: Babel, which only stale lists and feeds need

    return language_name(term.key)


def feeds_below(address: str, title: str, config: Config) -> tuple[Feed, ...]:
    """The feeds of a page at an address, one a format."""
    below = config.base_url + addresses.quoted(address)
    return tuple(
        Feed(title=f"{title} ({form.title})", href=below + form.file, type=form.type, format=form.title)
        for form in channels.formats(config)
    )


def _links(terms: Iterable[Term], home: str) -> tuple[Link, ...]:
    return tuple(Link(text=term.name or term.key, href=home + addresses.linked(term.address)) for term in terms)


def common(desk: Desk, address: str, lang: str = "", description: str = "") -> dict[str, Any]:
    """The fields of PageView, for the page at an address."""
    return {
        "site": desk.site,
        "lang": lang or desk.config.lang,
        "dir": direction(lang or desk.config.lang),
        "href": href_of(desk, address),
        "canonical": whole(desk, address),
        "description": description or desk.config.description,
    }


def href_of(desk: Desk, address: str) -> str:
    """The link to a page: an absolute path on the digest's host."""
    return desk.site.root + addresses.linked(address)


def editions_feed(desk: Desk) -> str:
    """The address of the feed of editions; empty where there is none."""
    has_one = desk.library.editions and channels.OF_EDITIONS in channels.formats(desk.config)
    return href_of(desk, channels.editions(desk.library)) if has_one else ""


def whole(desk: Desk, address: str) -> str:
    """The whole address of a page."""
    return desk.config.base_url + addresses.quoted(address)


def local(desk: Desk, moment: Moment) -> Moment:
    """A moment as the digest's own clock shows it: by that clock the library made addresses and months."""
    return Moment(at=moment.at.astimezone(desk.config.zone), whole_day=moment.whole_day)


@lru_cache(maxsize=4096)
def whole_day(day: date) -> Moment:
    """A day as a moment, whose zone nobody sees."""
    return Moment(at=datetime(day.year, day.month, day.day, tzinfo=UTC), whole_day=True)


def named(desk: Desk, taxonomy: Taxonomy, name: str) -> Link | None:
    """The name of a term with the address of its list, if it has one; nothing without a name."""
    key = (taxonomy, name)
    if key not in desk.links:
        desk.links[key] = _named(desk, taxonomy, name)
    return desk.links[key]


def _named(desk: Desk, taxonomy: Taxonomy, name: str) -> Link | None:
    if not name:
        return None
    term = desk.terms.get((taxonomy, addresses.slug_of_name(name)))
    return Link(text=term.name, href=href_of(desk, term.address)) if term else Link(text=name, href="")


def all_named(desk: Desk, taxonomy: Taxonomy, names: Iterable[str]) -> tuple[Link, ...]:
    """Each name once, however many spellings of it there are."""
    links = {addresses.slug_of_name(name): named(desk, taxonomy, name) for name in names}
    return tuple(filter(None, links.values()))


def told_of(link: Link | None) -> str:
    """All that a link says."""
    return f"{link.text}\n{link.href}\n{link.lang}" if link else ""


def told(desk: Desk, taxonomy: Taxonomy, name: str) -> str:
    """All that the link of a term says."""
    key = (taxonomy, name)
    if key not in desk.told:
        desk.told[key] = told_of(named(desk, taxonomy, name))
    return desk.told[key]


def digest_of(texts: Iterable[str]) -> str:
    """One digest of some texts without line ends, in their order."""
    return digest.short("\n".join(texts).encode("utf-8", "replace"))


def key_of(article: Article) -> str:
    """A digest of all that other pages show of an article."""
    return article.key or digest_of([repr(replace(article, body="", html=""))])


def text_key_of(article: Article) -> str:
    """A digest of an article's text."""
    return article.text or digest_of([article.html])


def host_of(url: str) -> str:
    """The host that a reader is sent to, as they know it; empty where there is none."""
    if not addresses.is_web_address(url):
        return ""
    return (urlsplit(url).hostname or "").removeprefix("www.")
