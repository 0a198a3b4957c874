"""Markdown files with front matter ↔ articles, and clippings → the text of such a file.

Strategy: reading is strict and tells every mistake of a file at once; writing puts keys in one stable
order. Whether a file is still what ingest wrote is told by its seal.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from kliping import addresses, cleaning, clipping_names, digest, frontmatter, markup, safe_html, seal
from kliping.characters import is_visible
from kliping.fields import Reader, with_excerpts
from kliping.frontmatter import Parts
from kliping.model import (
    Article,
    Config,
    DateOrigin,
    Image,
    Moment,
    Rights,
    Seed,
    SeedReference,
    Source,
    TitleOrigin,
)
from kliping.problems import Problem, Span

# Keys that ingest writes itself, whatever came with a clipping; and addresses of the digest's, which only its editor
# gives away: a clipping could claim that of another article.
_OWN_KEYS = frozenset({"id", "slug", "draft", "duplicate_of", "origin", "seed", "aliases"})

# What leads to the folders above an article's.
_UPWARDS = re.compile(r"\A(?:\.\.?/)*")

# Stands in for a date that is missing or wrong; the problem that says so keeps it from being shown.
_NO_DATE = Moment(at=datetime(1, 1, 1, tzinfo=UTC))


# --- Reading ---------------------------------------------------------------------------------------------------


def parse(text: str, path: str, config: Config) -> tuple[Article | None, tuple[Problem, ...]]:
    """One file of content/ as an article; None with the problems that make it none. Warnings come with both."""
    size = len(text.encode("utf-8", "replace"))
    if size > config.limits.article_bytes:
        return None, (_too_large(path, size, config.limits.article_bytes),)
    parts = frontmatter.split(text)
    if parts is None:
        return None, (_no_front_matter(text, path),)
    table, problems = frontmatter.read_on(parts.front, path, parts.front_line)
    if table is None:
        return None, problems
    reader = Reader(table, problems=[*problems])
    article = read_article(reader, parts, path, config)
    is_broken = any(problem.is_error for problem in reader.problems)
    return (None if is_broken else article), with_excerpts(reader.problems, text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """What tells an article and its clipping from all others. `is_untouched`: byte for byte what ingest wrote.

    `body` is the digest of its body.
    """

    id: str
    url: str = ""
    duplicate_of: str = ""
    seed: SeedReference | None = None
    is_untouched: bool = False
    body: str = ""


def reference(text: str, path: str) -> Reference | None:
    """What a file's article and the clipping it was made of are known by, whatever else may be wrong in it."""
    parts = frontmatter.split(text)
    table = frontmatter.read(parts.front, path)[0] if parts else None
    reader = Reader(table or frontmatter.salvage(text, path))
    if table is None and "id" not in reader:
        return None
    return Reference(
        id=reader.text("id") or path,
        url="" if reader.is_scalar("source") else reader.inside("source").text("url"),
        duplicate_of=reader.text("duplicate_of"),
        seed=_seed_reference(reader.inside("seed")) if "seed" in reader else None,
        is_untouched=seal.is_untouched(text),
        body=digest_of_body(parts.body if parts else text),
    )


def reference_of(article: Article, text: str) -> Reference:
    """The same of an article that was parsed of a text."""
    return Reference(
        id=article.id,
        url=article.source.url if article.source else "",
        duplicate_of=article.duplicate_of,
        seed=article.seed,
        is_untouched=seal.is_untouched(text),
        body=digest_of_body(article.body),
    )


def digest_of_body(body: str) -> str:
    """A digest of an article's body, whatever empty lines are around it."""
    return digest.short(body.strip().encode("utf-8", "replace"))


def body_of(text: str) -> str:
    """The body of a file of content/, as Markdown."""
    parts = frontmatter.split(text)
    return parts.body if parts else text


def read_article(reader: Reader, parts: Parts, path: str, config: Config) -> Article:
    """The article of a file's fields and body; what is wrong with them stays with the reader."""
    reader.require("title", "title-missing", 'add "title: …"')
    reader.require("date", "date-missing", 'add "date: YYYY-MM-DD"')
    if "title" in reader and not is_visible(reader.text("title")):
        reader.add("error", "title", "title-missing", "the title shows nothing", "write what it is about")
    article_id = _id(reader, path)
    title = reader.text("title")
    lang = reader.language("lang", config.lang)
    depth = config.limits.depth
    html = _html(reader, parts.body, Span(path=path, line=parts.body_line), depth)
    note = _html(reader, reader.prose("note"), reader.span("note"), depth, prefix="note-")
    pictures = (*safe_html.pictures(html), *safe_html.pictures(note))
    _warn_of_bare(pictures, reader, parts, path)
    origin = reader.inside("origin")
    article = Article(
        path=path,
        id=article_id,
        title=title,
        date=reader.moment("date", config.zone) or _NO_DATE,
        updated=reader.moment("updated", config.zone),
        slug=_slug(reader, title, article_id),
        aliases=_aliases(reader),
        lang=lang,
        summary=reader.text("summary") or cleaning.summarize(safe_html.lead(html), lang),
        tags=_sluggable(reader, "tags", reader.texts("tags")),
        section="".join(_sluggable(reader, "section", (reader.text("section"),))),
        source=_source(reader),
        place=reader.text("place"),
        cites=reader.texts("cites"),
        image=_image(reader),
        note=note,
        rights=reader.choice("rights", Rights, None),
        draft=reader.flag("draft"),
        pinned=reader.flag("pinned"),
        expires=reader.moment("expires", config.zone),
        translation_of=reader.text("translation_of"),
        seed=_seed_reference(reader.inside("seed")) if "seed" in reader else None,
        title_origin=origin.choice("title", TitleOrigin, "given"),
        date_origin=origin.choice("date", DateOrigin, "given"),
        duplicate_of=reader.text("duplicate_of"),
        body=parts.body,
        html=html,
        shows=tuple(dict.fromkeys(src for src, _ in pictures)),
        extra=reader.rest(),
    )
    reader.warn_of_near_rest()
    return article


def _id(reader: Reader, path: str) -> str:
    """The article's id; its path where it has none, which is what the warning then asks to write down."""
    if "id" not in reader:
        text = "no id: the feeds will announce the article again when its file is renamed"
        reader.add("warning", "id", "id-missing", text, f'add "id: {path}"')
    return reader.text("id", path) or path


def _slug(reader: Reader, title: str, article_id: str) -> str:
    written = reader.text("slug")
    if written and not addresses.is_slug(written):
        hint = f'write "slug: {addresses.slugify(written) or "a-few-words"}"'
        reader.add("error", "slug", "slug-invalid", f'"{written}" cannot stand in an address', hint)
    return written or addresses.slugify(title) or digest.short(article_id.encode())


def _aliases(reader: Reader) -> tuple[str, ...]:
    """Earlier addresses, as addresses under the digest's root."""
    written = reader.texts("aliases")
    for alias in written:
        if not _is_alias(alias):
            text = f'"{alias}" is not an address of this digest'
            hint = 'write it from the root, such as "/old/address/"'
            reader.add("error", "aliases", "alias-invalid", text, hint, entry=alias)
    return tuple(addresses.of_alias(alias) for alias in written if _is_alias(alias))


def _is_alias(text: str) -> bool:
    return addresses.is_portable(text) and addresses.of_alias(text) != ""


def _sluggable(reader: Reader, key: str, names: tuple[str, ...]) -> tuple[str, ...]:
    """Names that have an address: at least one letter or digit in each."""
    for name in names:
        if name and not addresses.slugify(name):
            hint = "its page could have no address"
            reader.add("error", key, "name-invalid", f'"{name}" has no letter or digit', hint, entry=name)
    return tuple(name for name in names if addresses.slugify(name))


def _source(reader: Reader) -> Source | None:
    """`source: Name`, or its name, address and author as sub-keys."""
    if "source" not in reader:
        return None
    if reader.is_scalar("source"):
        return Source(name="".join(_sluggable(reader, "source", (reader.text("source"),))))
    group = reader.inside("source")
    source = Source(name=group.text("name"), url=group.web_address("url"), author=group.text("author"))
    _sluggable(group, "name", (source.name,))
    return source


def _image(reader: Reader) -> Image | None:
    """`image: name.jpg`, or its address, its words and whose it is as sub-keys."""
    if "image" not in reader:
        return None
    is_alone = reader.is_scalar("image")
    group, key = (reader, "image") if is_alone else (reader.inside("image"), "src")
    src = group.text(key)
    if not (addresses.is_web_address(src) or _is_path(src)):
        hint = 'write "src: name.jpg" for a file beside the article, or "src: /images/name.jpg" for one in static/'
        group.add("error", key, "image-invalid", f'"{src}" is not the address of an image', hint)
    image = Image(src=src) if is_alone else Image(src=src, alt=group.text("alt"), credit=group.text("credit"))
    if not image.alt:
        hint = f'say what it shows: "image: {{src: {src}, alt: …}}"' if is_alone else 'say what it shows: "alt: …"'
        group.add("warning", "image" if is_alone else "alt", "alt-missing", "the image has no alt text", hint)
    return image


def _is_path(src: str) -> bool:
    """Whether it is the path of a file: from static/, or from the article's own folder, which it may leave upwards."""
    path = src if src.startswith("/") else f"/{_UPWARDS.sub('', src)}"
    return ":" not in src and not path.endswith("/") and addresses.is_path(path.replace(" ", "_"))


def _warn_of_bare(pictures: Iterable[tuple[str, str]], reader: Reader, parts: Parts, path: str) -> None:
    """A word on each picture of the body that says nothing to who cannot see it."""
    for src, alt in pictures:
        if not alt.strip():
            before = parts.body.partition(src)[0] if src and src in parts.body else ""
            line = parts.body_line + before.count("\n")
            hint = f"say what it shows: ![What it shows]({src or 'address'})"
            text = "a picture without words for who cannot see it"
            span = Span(path=path, line=line)
            reader.problems.append(Problem(code="alt-missing", span=span, text=text, hint=hint, severity="warning"))


def _seed_reference(group: Reader) -> SeedReference:
    return SeedReference(
        file=clipping_names.read(group.exact("file")),
        item=group.exact("item"),
        sha256=group.text("sha256"),
        written=group.text("written"),
    )


def _html(reader: Reader, markdown: str, span: Span, depth: int, prefix: str = "") -> str:
    html = markup.to_html(markdown, span, prefix=prefix, depth=depth)
    if isinstance(html, str):
        return html
    reader.problems.append(html)
    return ""


def _too_large(path: str, size: int, limit: int) -> Problem:
    return Problem(
        code="article-too-large",
        span=Span(path=path),
        text=f"{size:,} bytes",
        hint=f"at most {limit:,} are read; shorten it, or raise limits.article_bytes in config.yaml",
    )


def _no_front_matter(text: str, path: str) -> Problem:
    is_open = text.lstrip("\ufeff").startswith("---")
    return Problem(
        code="front-matter-missing",
        span=Span(path=path, line=1, column=1),
        text="the front matter has no end" if is_open else "no front matter",
        hint='close it with a line "---"' if is_open else 'begin with a line "---", keys such as "title:", and "---"',
        excerpt=text.partition("\n")[0],
    )


# --- Writing ---------------------------------------------------------------------------------------------------


def compose(
    seed: Seed,
    *,
    article_id: str,
    slug: str,
    date: Moment,
    date_origin: DateOrigin,
    draft: bool,
    duplicate_of: str = "",
) -> str:
    """The text of the file that a clipping becomes."""
    own: dict[str, Any] = {
        "id": article_id,
        "title": seed.title,
        "date": _written_moment(date),
        "slug": slug,
        "lang": seed.lang,
        "source": _source_fields(seed.source),
        "place": seed.place,
        "cites": list(seed.cites),
        "tags": list(seed.tags),
        "summary": seed.summary,
    }
    brought = {key: value for key, value in seed.fields if key not in _OWN_KEYS}
    last: dict[str, Any] = {
        "draft": draft or dict(seed.fields).get("draft"),
        "duplicate_of": duplicate_of,
        "origin": {"title": seed.title_origin, "date": date_origin},
        "seed": _present({"file": clipping_names.written(seed.file), "item": seed.item, "sha256": seed.sha256}),
    }
    front = frontmatter.write({**_present(own), **brought, **_present(last)})
    return seal.sealed(f"---\n{front}---\n\n{seed.body}")


def new_article(title: str, *, article_id: str, date: Moment, lang: str) -> str:
    """The text of an article for the editor to write: a draft."""
    fields = {"id": article_id, "title": title, "date": _written_moment(date), "lang": lang, "draft": True}
    return f"---\n{frontmatter.write(fields)}---\n\n"


def _written_moment(moment: Moment) -> Any:
    return moment.at.date() if moment.whole_day else moment.at.replace(microsecond=0)


def _present(fields: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in fields.items() if value not in (None, "", [], False)}


def _source_fields(source: Source | None) -> dict[str, Any] | None:
    if source is None:
        return None
    return _present({"name": source.name, "url": source.url, "author": source.author}) or None
