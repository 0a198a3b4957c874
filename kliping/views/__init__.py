"""Closed views: what each page may show, and nothing else.

Strategy: a desk holds what all views of one build are made with; one pure function makes each kind of view.
Lists hold cards, never bodies, and a view holds no total, neighbour or date that its page does not show, so
that a page changes only when something on it does. Links are made here: absolute paths on the digest's
host, in the letters of any script; what leaves the site (canonical, feeds) is absolute, and in ASCII.
"""

from kliping.views.articles import article_pages, redirect_page
from kliping.views.completion import completed
from kliping.views.desk import (
    Desk,
    digest_of,
    direction,
    key_of,
    name_of,
    published_asset,
    root,
    set_up,
    text_key_of,
)
from kliping.views.indexes import archive_page, index_page, not_found_page, search_page
from kliping.views.kinds import (
    ArchivePage,
    ArticlePage,
    HomePage,
    IndexPage,
    ListPage,
    NotFoundPage,
    PageView,
    Picture,
    RedirectPage,
)
from kliping.views.lists import Split, continued, home_pages, list_pages, split
from kliping.views.pictures import illustrated
from kliping.views.policy import policy
from kliping.views.subscriptions import subscribe_page
from kliping.views.texts import shortened

__all__ = [
    "ArchivePage",
    "ArticlePage",
    "Desk",
    "HomePage",
    "IndexPage",
    "ListPage",
    "NotFoundPage",
    "PageView",
    "Picture",
    "RedirectPage",
    "Split",
    "archive_page",
    "article_pages",
    "completed",
    "continued",
    "digest_of",
    "direction",
    "home_pages",
    "illustrated",
    "index_page",
    "key_of",
    "list_pages",
    "name_of",
    "not_found_page",
    "other_languages",
    "policy",
    "published_asset",
    "redirect_page",
    "root",
    "search_page",
    "set_up",
    "shortened",
    "split",
    "subscribe_page",
    "text_key_of",
]
