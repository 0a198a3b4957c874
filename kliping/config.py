"""config.yaml → Config: every key known, typed and in its range, or a problem that says where.

Strategy: one function a group of keys, in the order of docs/config.md; the defaults are the model's.
"""

import re
from urllib.parse import SplitResult, quote, urlsplit
from zoneinfo import available_timezones

from kliping import addresses, frontmatter
from kliping.fields import Reader, language_tag, with_excerpts
from kliping.frontmatter import Table
from kliping.model import (
    Author,
    Config,
    Duplicates,
    FeedContent,
    FeedFormat,
    FeedSettings,
    FeedSubject,
    ImageSettings,
    IngestSettings,
    Language,
    Limits,
    MailSettings,
    Rhythm,
    Rights,
    Robot,
    SourceSettings,
)
from kliping.problems import Problem, did_you_mean

PERMALINK_FIELDS = ("year", "month", "day", "slug", "id", "section", "lang")

_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
# RFC 9309 2.2.1 and 2.2.2; product tokens have digits as well.
_ROBOT = re.compile(r"\*|[A-Za-z0-9_.-]{1,80}")
_ROBOT_PATH = re.compile(r"/[\x21-\x7e]*")
_ADDRESS = re.compile(r"[A-Za-z0-9._%+'-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*")
_MAILBOX = re.compile(rf"{_ADDRESS.pattern}|[^<>@\"\x00-\x1f,;]+ <{_ADDRESS.pattern}>")
_WEEK = 7 * 24 * 60  # minutes
_DEFAULT = Config(title="", base_url="")
_BASE_URL_HINT = "write where the site will be, such as https://example.org/ or https://example.org/digest/"
_PERMALINK_HINT = f"begin and end with a slash and use {{slug}} or {{id}}; known: {', '.join(PERMALINK_FIELDS)}"


def read(text: str, path: str, outputs: tuple[str, ...]) -> tuple[Config | None, tuple[Problem, ...]]:
    """The configuration, or None with what is wrong. `outputs` are the names of the formats there are."""
    table, problems = frontmatter.read_on(text, path)
    if table is None:
        return None, problems
    reader = Reader(table, problems=[*problems])
    config = _config(reader, outputs)
    return (None if reader.problems else config), with_excerpts(reader.problems, text)


def base_url(text: str) -> str | None:
    """A base URL in ASCII, with its closing slash, or None where it is none: http or https, no query, no fragment.

    Letters of other scripts are written as every program reads them: the host in IDNA, the path in percent signs.
    """
    parts = urlsplit(text) if addresses.is_web_address(text) else None
    if parts is None or "?" in text or "#" in text or ".." in parts.path:
        return None
    if not text.isascii():
        return _in_ascii(parts)
    return text.rstrip("/") + "/"


def _in_ascii(parts: SplitResult) -> str | None:
    """An address as feeds, site maps and headers can hold it (RFC 3987 3.1); None where its host can have no such form.

    A user's name is no part of where a site is, so one with other letters is refused with the rest.
    """
    # Loaded here: few digests need its tables.
    from idna import IDNAError, encode

    name, _, port = parts.netloc.partition(":")
    try:
        host = name if name.isascii() else encode(name, uts46=True).decode("ascii")
        path = _NOT_ASCII.sub(lambda found: quote(found[0]), parts.path)
    except (IDNAError, UnicodeError):
        return None
    address = f"{parts.scheme}://{host}{':' if port else ''}{port}{path.rstrip('/')}/"
    return address if address.isascii() else None


def _config(reader: Reader, outputs: tuple[str, ...]) -> Config:
    reader.require("title", "title-missing", 'add "title: The name of the digest"')
    reader.require("base_url", "base-url-missing", 'add "base_url: https://example.org/", where the site will be')
    lang = reader.language("lang", _DEFAULT.lang)
    config = Config(
        title=reader.text("title"),
        base_url=reader.converted("base_url", "", base_url, "address-invalid", _BASE_URL_HINT),
        description=reader.text("description"),
        lang=lang,
        languages=_languages(reader, lang),
        timezone=_timezone(reader),
        author=_author(reader.inside("author")),
        accent=_accent(reader),
        permalink=reader.converted("permalink", _DEFAULT.permalink, _permalink, "permalink-invalid", _PERMALINK_HINT),
        per_page=reader.number("per_page", _DEFAULT.per_page, most=1000),
        outputs=_outputs(reader, outputs),
        robots=_robots(reader.inside("robots")),
        editions=reader.choice("editions", Rhythm, _DEFAULT.editions),
        mail=_mail(reader.inside("mail")),
        search=reader.flag("search"),
        images=_images(reader.inside("images")),
        feeds=_feeds(reader.inside("feeds")),
        ingest=_ingest(reader.inside("ingest")),
        sources=_sources(reader.inside("sources")),
        limits=_limits(reader.inside("limits")),
    )
    reader.refuse_rest()
    return config


def _languages(reader: Reader, own: str) -> tuple[Language, ...]:
    """A list of languages, or a group for each with what the digest is called in it; the digest's own first."""
    groups = reader.inside("languages") if isinstance(reader.table.values.get("languages"), Table) else None
    names = tuple(groups.table.values) if groups else reader.texts("languages")
    for name in names:
        if language_tag(name) != name:
            text, hint = f'no language "{name}"', "write a tag such as id, en or pt-BR"
            if groups:
                groups.add("error", name, "language-invalid", text, hint)
            else:
                reader.add("error", "languages", "language-invalid", text, hint, entry=name)
    if names and own not in names:
        text = f'the digest\'s own language, "{own}", is not among them'
        reader.add("error", "languages", "languages-without-own", text, f"add {own}")
    found = [_language(name, groups.inside(name)) if groups else Language(lang=name) for name in names]
    return tuple(sorted(found, key=lambda each: each.lang != own))


def _language(name: str, reader: Reader) -> Language:
    language = Language(lang=name, title=reader.text("title"), description=reader.text("description"))
    reader.refuse_rest()
    return language


def _accent(reader: Reader) -> str:
    hint = 'write it as "#9b1c1c", in quotes'
    if "accent" in reader.table.values and "accent" not in reader:
        reader.add("error", "accent", "color-invalid", "without quotes, # begins a comment", hint)
    return reader.converted("accent", "", _color, "color-invalid", hint)


def _timezone(reader: Reader) -> str:
    name = reader.text("timezone", _DEFAULT.timezone)
    if name in available_timezones():
        return name
    near = did_you_mean(name, available_timezones())
    reader.add(
        "error", "timezone", "timezone-unknown", f'no time zone "{name}"', near or "write one such as Asia/Jakarta"
    )
    return _DEFAULT.timezone


def _author(reader: Reader) -> Author:
    author = Author(name=reader.text("name"), email=reader.text("email"), url=reader.web_address("url"))
    reader.refuse_rest()
    return author


def _outputs(reader: Reader, known: tuple[str, ...]) -> tuple[str, ...]:
    wanted = reader.texts("outputs")
    for name in wanted:
        if name not in known:
            hint = did_you_mean(name, known) or f"known: {', '.join(known)}"
            reader.add("error", "outputs", "output-unknown", f'no output "{name}"', hint, entry=name)
    return wanted or known


def _robots(reader: Reader) -> tuple[Robot, ...]:
    robots = [(name, reader.texts(name)) for name in reader.table.values]
    for name, paths in robots:
        if not _ROBOT.fullmatch(name):
            hint = 'write its name as it stands in its user agent, or "*" for all others'
            reader.add("error", name, "robot-invalid", f'"{name}" is no robot\'s name', hint)
        for path in paths:
            if not _ROBOT_PATH.fullmatch(path):
                hint = 'write the path from the root of the host, such as "/" or "/search/"'
                reader.add("error", name, "robot-invalid", f'"{path}" is no path', hint, entry=path)
    return tuple(Robot(name=name, disallow=paths) for name, paths in robots)


def _mail(reader: Reader) -> MailSettings:
    sender_hint = 'write "Name <name@example.org>" or "name@example.org"'
    out_hint = 'write a whole address, or "mailto:leave@example.org"'
    settings = MailSettings(
        sender=reader.converted("sender", "", _mailbox, "address-invalid", sender_hint),
        unsubscribe=reader.converted("unsubscribe", "", _way_out, "address-invalid", out_hint),
    )
    reader.refuse_rest()
    return settings


def _feeds(reader: Reader) -> FeedSettings:
    settings = FeedSettings(
        limit=reader.number("limit", _DEFAULT.feeds.limit, most=1000),
        bytes=reader.number("bytes", _DEFAULT.feeds.bytes),
        content=reader.choice("content", FeedContent, _DEFAULT.feeds.content),
        formats=reader.choices("formats", FeedFormat, _DEFAULT.feeds.formats),
        of=reader.choices("of", FeedSubject, _DEFAULT.feeds.of),
        archives=reader.flag("archives", _DEFAULT.feeds.archives),
        hub=reader.web_address("hub"),
        ttl=reader.number("ttl", _DEFAULT.feeds.ttl, most=_WEEK),
    )
    reader.refuse_rest()
    return settings


def _images(reader: Reader) -> ImageSettings:
    settings = ImageSettings(remote=reader.flag("remote"))
    reader.refuse_rest()
    return settings


def _ingest(reader: Reader) -> IngestSettings:
    settings = IngestSettings(
        review=reader.flag("review", _DEFAULT.ingest.review),
        duplicates=reader.choice("duplicates", Duplicates, _DEFAULT.ingest.duplicates),
    )
    reader.refuse_rest()
    return settings


def _sources(reader: Reader) -> tuple[SourceSettings, ...]:
    return tuple(_source(name, group) for name, group in reader.groups().items())


def _source(name: str, reader: Reader) -> SourceSettings:
    settings = SourceSettings(
        name=name,
        url=reader.web_address("url"),
        feed=reader.web_address("feed"),
        rights=reader.choice("rights", Rights, "full"),
        drop=reader.texts("drop"),
        keep=reader.texts("keep"),
    )
    reader.refuse_rest()
    return settings


def _limits(reader: Reader) -> Limits:
    limits = Limits(
        seed_bytes=reader.number("seed_bytes", _DEFAULT.limits.seed_bytes),
        seed_seconds=reader.number("seed_seconds", _DEFAULT.limits.seed_seconds),
        seed_memory=reader.number("seed_memory", _DEFAULT.limits.seed_memory),
        depth=reader.number("depth", _DEFAULT.limits.depth, most=_DEFAULT.limits.depth),
        article_bytes=reader.number("article_bytes", _DEFAULT.limits.article_bytes),
        image_bytes=reader.number("image_bytes", _DEFAULT.limits.image_bytes),
        image_pixels=reader.number("image_pixels", _DEFAULT.limits.image_pixels),
    )
    reader.refuse_rest()
    return limits


def _mailbox(text: str) -> str | None:
    """A mailbox (RFC 5322 3.4), its address in ASCII."""
    return text if _MAILBOX.fullmatch(text) else None


def _way_out(text: str) -> str | None:
    """An address for a List-Unsubscribe header (RFC 2369): of the web, or a mailbox."""
    is_mailbox = text.startswith("mailto:") and _ADDRESS.fullmatch(text.removeprefix("mailto:").partition("?")[0])
    return text if addresses.is_web_address(text) or is_mailbox else None


def _color(text: str) -> str | None:
    return text.lower() if re.fullmatch(r"#[0-9a-fA-F]{6}", text) else None


def _permalink(text: str) -> str | None:
    fields = set(re.findall(r"\{([^{}]*)\}", text))
    fixed = re.sub(r"\{[^{}]*\}", "", text)
    is_unique = bool(fields & {"slug", "id"})
    is_known = fields <= set(PERMALINK_FIELDS)
    is_path = re.fullmatch(r"/(?:[^/\s?#%\\<>\"{}]*/)*", fixed.replace("//", "/")) is not None and "//" not in text
    has_dots = any(part in {".", ".."} for part in text.split("/"))
    is_whole = text.startswith("/") and text.endswith("/")
    is_sound = is_path and not has_dots and addresses.is_portable(re.sub(r"\{[^{}]*\}", "a", text))
    return text if is_unique and is_known and is_whole and is_sound else None
