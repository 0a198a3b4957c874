"""Pictures as pages show them: of an article's own, of its cards, and of its text.

Strategy: browsers choose among sizes and formats (HTML 4.8.4.2), and know the size before anything is loaded, so that
nothing moves. What another host has is not fetched for readers unless the digest says so: there is a link instead.
"""

from collections.abc import Mapping
from html import escape
from urllib.parse import unquote, urlsplit

from kliping import addresses, renditions, safe_html
from kliping.model import Article, Config, Original
from kliping.views.desk import Desk
from kliping.views.kinds import Picture, Variant

_LAZY = ' loading="lazy" decoding="async"'
# How wide a picture in a text is: the whole window, at most the text's own measure.
_SIZES = "(min-width: 46em) 42em, 100vw"


def picture_of(desk: Desk, article: Article) -> Picture | None:
    """The article's own picture; nothing where there is none that a page could show or lead to."""
    image = article.image
    if image is None:
        return None
    original = dict(article.pictures).get(image.src)
    if original:
        return of_original(desk, original, image.alt, image.credit)
    src = _source_of(image.src, desk.site.root + addresses.linked(article.address), desk.site.root)
    is_elsewhere = addresses.is_web_address(src)
    if not src or (not is_elsewhere and _is_lost(image.src, desk.config)):
        return None
    shown = "" if is_elsewhere and not desk.config.images.remote else src
    return Picture(src=shown, whole=desk.site.whole(src), alt=image.alt, credit=image.credit)


def pictures_of(desk: Desk, article: Article) -> dict[str, Picture]:
    """The pictures of an article's text, by their addresses as they are written there."""
    found = dict(article.pictures)
    return {src: of_original(desk, found[src]) for src in article.shows if src in found}


def of_original(desk: Desk, original: Original, alt: str = "", credit: str = "") -> Picture:
    """An image file as it is published."""
    root = desk.site.root
    fallback = renditions.fallback(original)
    src = root + addresses.linked(fallback.address)
    return Picture(
        src=src,
        whole=desk.site.whole(src),
        alt=alt,
        credit=credit,
        width=fallback.width,
        height=fallback.height,
        variants=tuple(
            Variant(
                type=group[0].type,
                srcset=", ".join(f"{root}{addresses.linked(one.address)} {one.width}w" for one in group),
            )
            for group in renditions.choices(original)
        ),
    )


def _is_lost(src: str, config: Config) -> bool:
    """Whether an address of no other host, for which no picture was found, is of one: all but drawings of static/."""
    is_drawing = src.startswith("/") and src.lower().endswith(".svg")
    return "pictures" in config.outputs and not is_drawing


def _source_of(src: str, href: str, home: str) -> str:
    """An image's address: as it is on the web, under the digest's root after "/", else beside its article."""
    if addresses.is_web_address(src):
        return src
    if not src or src.startswith("//") or urlsplit(src).scheme:
        return ""
    return home + addresses.linked(src[1:]) if src.startswith("/") else href + addresses.linked(src)


def without_lost(html: str, article: Article, config: Config) -> str:
    """Safe HTML as an article has it, with words in the place of pictures that are not there or cannot be shown."""
    found = dict(article.pictures)

    def words(attributes: Mapping[str, str], is_alone: bool, is_linked: bool) -> str | None:
        src, alt = attributes.get("src", ""), attributes.get("alt", "").strip()
        is_elsewhere = addresses.is_web_address(src) or src.startswith("//")
        if src in found or is_elsewhere or not _is_lost(src, config):
            return None
        # A link must say something, whoever looks (WCAG 2.4.4).
        told = escape(alt or (_file_name(src) if is_linked else ""), quote=False)
        return f"<p>{told}</p>" if is_alone and told else told

    return safe_html.illustrated(html, words)


# --- In a text ---------------------------------------------------------------------------------------------------


def illustrated(html: str, pictures: Mapping[str, Picture], *, remote: bool, home: str = "") -> str:
    """Safe HTML whose addresses are resolved, with its pictures as pages show them; `pictures` are by their `src`.

    Where addresses are whole, as elsewhere than on pages, `home` is the digest's own.
    """

    def show(attributes: Mapping[str, str], is_alone: bool, is_linked: bool) -> str:
        src, alt = attributes["src"], attributes.get("alt", "")
        picture = pictures.get(src)
        is_own = picture is not None or (home and src.startswith(home))
        src = f"https:{src}" if src.startswith("//") else src
        if not is_own and not remote and addresses.is_web_address(src):
            caption = attributes.get("title", "")
            return _led_to(src, alt, caption, is_alone=is_alone, is_linked=is_linked)
        return _shown(picture, attributes, is_alone=is_alone, loading="" if home else _LAZY)

    return safe_html.illustrated(html, show)


def _led_to(src: str, alt: str, caption: str, *, is_alone: bool, is_linked: bool) -> str:
    """The words of a picture of another host, with the way there; a link in a link there cannot be."""
    words = escape(alt.strip() or _file_name(src), quote=False)
    link = words if is_linked else f'<a href="{escape(src)}">{words}</a>'
    told = f"{link}: {escape(caption, quote=False)}" if caption and is_alone else link
    return f'<figure class="elsewhere"><figcaption>{told}</figcaption></figure>' if is_alone else told


def _shown(picture: Picture | None, attributes: Mapping[str, str], *, is_alone: bool, loading: str) -> str:
    """A picture, with its size and other formats where they are known, and what its title says below it."""
    caption = attributes.get("title", "") if is_alone else ""
    sized = {"width": str(picture.width), "height": str(picture.height)} if picture and picture.width else {}
    kept = {name: value for name, value in attributes.items() if name != "title" or not caption}
    named = "".join(f' {name}="{escape(value)}"' for name, value in (kept | sized).items())
    image = f"<img{named}{loading}>"
    sources = "".join(
        f'<source type="{one.type}" srcset="{escape(one.srcset)}" sizes="{_SIZES}">'
        for one in (picture.variants if picture else ())
    )
    whole = f"<picture>{sources}{image}</picture>" if sources else image
    below = f"<figcaption>{escape(caption, quote=False)}</figcaption>" if caption else ""
    return f"<figure>{whole}{below}</figure>" if is_alone else whole


def _file_name(src: str) -> str:
    """What a picture without words is called: its file's name, else its host."""
    parts = urlsplit(src)
    return unquote(parts.path.rstrip("/").rpartition("/")[2]) or parts.hostname or src
