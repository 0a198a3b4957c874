"""Closed views: what each page may show, and nothing else.

Strategy: a desk holds what all views of one build are made with; one pure function makes each kind of view.
Lists hold cards, never bodies, and a view holds no total, neighbour or date that its page does not show, so
that a page changes only when something on it does. Links are made here: absolute paths on the digest's
host, in the letters of any script; what leaves the site (canonical, feeds) is absolute, and in ASCII.
"""

from kliping.views.articles import article_page, article_pages, redirect_page
from kliping.views.completion import completed, standfirst
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
from kliping.views.editions import EML, MAIL, edition_pages, editions_page, epub_of, mail_pages
from kliping.views.indexes import archive_page, index_page, not_found_page, search_page
from kliping.views.kinds import (
    ArchivePage,
    ArticlePage,
    EditionPage,
    HomePage,
    IndexPage,
    ListPage,
    MailPage,
    NotFoundPage,
    PageView,
    Picture,
    RedirectPage,
    Site,
)
from kliping.views.lists import Split, continued, home_pages, list_pages, split
from kliping.views.pictures import illustrated, without_lost
from kliping.views.policy import policy
from kliping.views.subscriptions import subscribe_page
from kliping.views.texts import shortened

__all__ = [
    "EML",
    "MAIL",
    "ArchivePage",
    "ArticlePage",
    "Desk",
    "EditionPage",
    "HomePage",
    "IndexPage",
    "ListPage",
    "MailPage",
    "NotFoundPage",
    "PageView",
    "Picture",
    "RedirectPage",
    "Site",
    "Split",
    "archive_page",
    "article_page",
    "article_pages",
    "completed",
    "continued",
    "digest_of",
    "direction",
    "edition_pages",
    "editions_page",
    "epub_of",
    "home_pages",
    "illustrated",
    "index_page",
    "key_of",
    "list_pages",
    "mail_pages",
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
    "standfirst",
    "subscribe_page",
    "text_key_of",
    "without_lost",
]
