"""What a page says of itself to programs: schema.org's words as JSON-LD 1.1 (W3C), made of its view alone.

Strategy: an article is news that the digest publishes and another outlet wrote, so the digest is its `publisher`,
whose it is its `sourceOrganization`, and the original what it `isBasedOn`. A list is a `CollectionPage`.
"""

import json
from collections.abc import Mapping
from typing import Any

from kliping.moments import w3c_datetime
from kliping.views.kinds import (
    ArchivePage,
    ArticlePage,
    EditionPage,
    HomePage,
    IndexPage,
    Link,
    ListPage,
    PageView,
    Site,
)

# Within a script element nothing is an entity, and "</script" or "<!--" would end or change it (HTML 4.12.1.3).
_UNSAFE = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})

Thing = dict[str, Any]


def of(view: PageView) -> str:
    """The JSON of a page, safe within a script element; empty where it has nothing to say."""
    things = _things(view)
    if not things:
        return ""
    told = things[0] if len(things) == 1 else {"@graph": things}
    whole = {"@context": "https://schema.org", **told}
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":")).translate(_UNSAFE)


def _things(view: PageView) -> list[Thing]:
    match view:
        case ArticlePage():
            return [_article(view), _trail(view, view.title, view.section)]
        case HomePage():
            return [_collection(view, view.site.title)]
        case EditionPage():
            return [_collection(view, view.title or view.name)]
        case ListPage() if view.name:
            return [_collection(view, view.name), _trail(view, view.name)]
        case ListPage() | IndexPage() | ArchivePage():
            return [_collection(view, view.site.title)]
    return []


def _article(view: ArticlePage) -> Thing:
    found = {
        "@type": "NewsArticle",
        "headline": view.title,
        "url": view.site.whole(view.href),
        "datePublished": w3c_datetime(view.date),
        "dateModified": w3c_datetime(view.updated or view.date),
        "inLanguage": view.own_lang or view.lang,
        "description": view.description,
        "image": view.picture.whole if view.picture and view.picture.src else "",
        "author": _author(view),
        "publisher": _publisher(view.site),
        "sourceOrganization": _named("Organization", view.source.text) if view.source else None,
        "isBasedOn": view.original,
        "citation": [link.text for link in view.cites],
        "articleSection": view.section.text if view.section else "",
        "keywords": [link.text for link in view.tags],
        "contentLocation": _named("Place", view.place),
    }
    return _filled(found)


def _author(view: ArticlePage) -> Thing | None:
    """Who wrote it, or the outlet that did."""
    if view.author:
        return _named("Person", view.author)
    return _named("Organization", view.source.text if view.source else view.site.title)


def _publisher(site: Site) -> Thing:
    return {"@type": "Organization", "name": site.title, "url": site.url}


def _collection(view: PageView, name: str) -> Thing:
    found = {
        "@type": "CollectionPage",
        "name": name,
        "url": view.site.whole(view.href),
        "inLanguage": view.lang,
    }
    return _filled(found)


def _trail(view: PageView, name: str, through: Link | None = None) -> Thing:
    """The way from the front page to this one."""
    steps = [(view.site.title, view.site.home)]
    if through and through.href:
        steps.append((through.text, through.href))
    steps.append((name, view.href))
    listed = [
        {"@type": "ListItem", "position": number, "name": text, "item": view.site.whole(href)}
        for number, (text, href) in enumerate(steps, start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": listed}


def _named(kind: str, name: str) -> Thing | None:
    return {"@type": kind, "name": name} if name else None


def _filled(found: Mapping[str, Any]) -> Thing:
    return {key: value for key, value in found.items() if value}
