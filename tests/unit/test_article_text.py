"""An article that was kept is the article that was read, or is not kept."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from kliping import article_text, digest
from kliping.model import Article, Image, Moment, SeedReference, Source
from tests import make

ARTICLE = make.article(
    "Sungai \u2028 surut",
    date=Moment(at=datetime(2020, 10, 25, 1, 30, tzinfo=ZoneInfo("Asia/Jakarta"))),
    updated=Moment(at=datetime(2020, 10, 26, tzinfo=UTC), whole_day=True),
    expires=Moment(at=datetime(1890, 1, 1, tzinfo=timezone(timedelta(hours=7, minutes=7, seconds=12)))),
    aliases=("lama/",),
    tags=("NATO", "\u0643\u062a\u0627\u0628"),
    cites=(),
    source=Source(name="Contoh Harian", url="https://a.example/"),
    image=Image(src="/a.jpg"),
    seed=SeedReference(file="seeds/\udcff.txt", written="ab"),
    extra={"mood": ["calm", {"deep": True}], "none": None},
)


@pytest.mark.parametrize("article", [ARTICLE, make.article("Satu")])
def test_an_article_comes_back_equal(article: Article) -> None:
    text = article_text.as_text(article)
    assert text is not None
    assert json.loads(text)
    assert article_text.from_text(text, "ab") == replace(
        article, body="", html="", text="ab", key=digest.short(text.encode())
    )


@pytest.mark.parametrize("value", [("a",), {1: "a"}, datetime(2020, 1, 1, tzinfo=UTC), float("nan")])
def test_what_json_would_not_give_back_is_not_kept(value: Any) -> None:
    assert article_text.as_text(make.article("Satu", extra={"own": value})) is None
