"""Builders of values for tests: each takes what the test is about and fills in the rest.

make.article(tags=("Pasar",)), make.seed("Air naik."), make.config(lang="id"), make.moment("2020-10-05")
"""

import io
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from PIL import Image

from kliping import digest
from kliping.model import Article, Config, Language, Moment, Page, Seed, Source

NOW = "2020-10-25 12:00"


def moment(text: str, zone: str = "UTC") -> Moment:
    """`2020-10-05` or `2020-10-05 07:30`, with an offset of its own or in `zone`."""
    at = datetime.fromisoformat(text)
    own = at if at.tzinfo else at.replace(tzinfo=UTC if zone == "UTC" else ZoneInfo(zone))
    return Moment(at=own, whole_day=len(text) == len("2020-10-05"))


def config(**fields: Any) -> Config:
    """A digest's settings, in English and UTC."""
    return Config(**{"title": "Contoh", "base_url": "https://example.org/", **fields})


def language(lang: str, **fields: Any) -> Language:
    """A language with pages of its own."""
    return Language(lang=lang, **fields)


def article(title: str = "Pasar pagi buka lagi", **fields: Any) -> Article:
    """An article of 5 October 2020, as content reads one; its id and path follow its title."""
    slug = fields.pop("slug", "-".join(title.casefold().split()))
    defaults = {
        "path": f"content/2020/2020-10-05-{slug}.md",
        "id": slug,
        "title": title,
        "date": moment("2020-10-05"),
        "body": f"{title}.\n",
        "html": f"<p>{title}.</p>",
        "slug": slug,
        "lang": "en",
        "summary": f"{title}, in short.",
    }
    return Article(**{**defaults, **fields})


def seed(body: str = "Pasar pagi buka lagi hari ini.", **fields: Any) -> Seed:
    """A plain-text clipping of Contoh Harian as the seeds room reads one; its digest follows its body."""
    defaults = {
        "file": "seeds/pasar.txt",
        "sha256": digest.sha256_of(body.encode()),
        "format": "text",
        "body": f"{body}\n",
        "title": "Pasar pagi buka lagi",
        "title_origin": "derived",
        "date": moment("2020-10-05"),
        "lang": "id",
        "source": Source(name="Contoh Harian"),
        "summary": "Pasar pagi buka lagi.",
    }
    return Seed(**{**defaults, **fields})


def page(address: str, *made_of: str, output: str = "html") -> Page:
    """A page that stands at an address."""
    return Page(address=address, output=output, view=None, rank="list", made_of=made_of)


def photo(color: str = "teal", width: int = 1000, name: str = "JPEG") -> bytes:
    """A photo of one colour, so wide and 500 pixels high, that tells where it was taken."""
    written = io.BytesIO()
    exif = Image.Exif()
    exif.get_ifd(0x8825)[2] = (6.0, 10.0, 0.0)
    Image.new("RGB", (width, 500), color).save(written, name, exif=exif)
    return written.getvalue()
