"""Pelican set up to make the site that Kliping makes of the same articles.

It keeps what it read of articles for the next build, the only thing it can keep.
"""

from itertools import pairwise
from operator import attrgetter

from pelican import signals
from pelican.generators import ArticlesGenerator

SITENAME = "Bench"
SITEURL = "https://example.org"
SITESUBTITLE = "Articles made by rule"
AUTHOR = ""
TIMEZONE = "UTC"
DEFAULT_LANG = "en"
THEME = "theme"

PATH = "content"
ARTICLE_PATHS = [""]
PAGE_PATHS: list[str] = []
STATIC_PATHS: list[str] = []
THEME_STATIC_DIR = "assets"
FORMATTED_FIELDS: list[str] = []
DEFAULT_PAGINATION = 20
MARKDOWN = {"extension_configs": {}, "extensions": ["markdown.extensions.meta"], "output_format": "html5"}

ARTICLE_URL = "{date:%Y}/{date:%m}/{date:%d}/{slug}/"
ARTICLE_SAVE_AS = f"{ARTICLE_URL}index.html"
TAG_URL, TAG_SAVE_AS = "tags/{slug}/", "tags/{slug}/index.html"
CATEGORY_URL, CATEGORY_SAVE_AS = "sections/{slug}/", "sections/{slug}/index.html"
# An article's source is its author, the only other list of names there is.
AUTHOR_URL, AUTHOR_SAVE_AS = "sources/{slug}/", "sources/{slug}/index.html"
MONTH_ARCHIVE_URL = "archive/{date:%Y}/{date:%m}/"
MONTH_ARCHIVE_SAVE_AS = f"{MONTH_ARCHIVE_URL}index.html"
TAGS_SAVE_AS = "tags/index.html"
CATEGORIES_SAVE_AS = "sections/index.html"
AUTHORS_SAVE_AS = "sources/index.html"
ARCHIVES_SAVE_AS = "archive/index.html"
INDEX_URL = ""
SITEMAP_SAVE_AS = "sitemap.xml"
ROBOTS_SAVE_AS = "robots.txt"
DIRECT_TEMPLATES = ["index", "tags", "categories", "authors", "archives", "sitemap", "robots", "404"]
PAGINATED_TEMPLATES = dict.fromkeys(("index", "tag", "category", "author", "period_archives"))
PAGINATION_PATTERNS = [
    (1, "{url}", "{save_as}"),
    (2, "{url}page/{number}/", "{base_name}/page/{number}/index.html"),
]

# The feed is that of the whole site. More: benchmarks/generators.py, FEEDS.
FEED_RSS = "feed.xml"
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = TRANSLATION_FEED_ATOM = None
FEED_MAX_ITEMS = 50
RSS_FEED_SUMMARY_ONLY = False

CACHE_CONTENT = LOAD_CONTENT_CACHE = True
CACHE_PATH = "cache"
CONTENT_CACHING_LAYER = "reader"


def tell_neighbours(generator: ArticlesGenerator) -> None:
    """Give each article the next older and the next newer one, which Pelican does not by itself."""
    articles = sorted(generator.articles, key=attrgetter("date"))
    for older, newer in pairwise(articles):
        older.newer, newer.older = newer, older


# Not weak: nothing else holds the function once this file is read.
signals.article_generator_finalized.connect(tell_neighbours, weak=False)
