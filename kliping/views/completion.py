"""What is only worked out for pages that are rendered, by the worker that renders them.

Strategy: apart from the views, since it takes long and asks for nothing that is not in them.
"""

from dataclasses import replace
from typing import Any

from kliping import safe_html
from kliping.views import linked_data
from kliping.views.kinds import ArticlePage, EditionPage, PageView
from kliping.views.pictures import illustrated
from kliping.views.policy import with_data
from kliping.views.texts import beyond_title, repeats


def completed(page: PageView) -> PageView:
    """The page as it is read, with what it says to programs."""
    match page:
        case ArticlePage():
            texts = _of_article(page)
        case EditionPage():
            texts = _of_edition(page)
        case _:
            texts = {}
    data = linked_data.of(page)
    return replace(page, **texts, data=data, policy=with_data(page.site.policy, data))


def _of_edition(page: EditionPage) -> dict[str, Any]:
    """Its letter, with addresses resolved."""
    letter = safe_html.resolve(page.letter, page.href, page.site.root)
    letter = illustrated(letter, {}, remote=page.site.has_remote_pictures)
    return {"letter": safe_html.reachable(letter)}


def _of_article(page: ArticlePage) -> dict[str, Any]:
    """Its texts, with addresses resolved, and a standfirst only where it says something new."""
    root, remote = page.site.root, page.site.has_remote_pictures
    published = {src: picture.src for src, picture in page.pictures.items()}
    pictures = {picture.src: picture for picture in page.pictures.values()}
    body, note = (safe_html.resolve(html, page.href, root, published) for html in (page.body, page.note))
    body, note = (safe_html.reachable(illustrated(html, pictures, remote=remote)) for html in (body, note))
    return {"body": body, "note": note, "links": safe_html.web_links(note + body), "standfirst": standfirst(page)}


def standfirst(page: ArticlePage) -> str:
    """The standfirst, as far as it says what neither the title nor the text does."""
    return "" if repeats(page.standfirst, page.body) else beyond_title(page.standfirst, page.title)
