"""What is kept of a clipping comes back as it was, or not at all."""

import json

import pytest

from kliping import accounts, glances, seeds
from kliping.glances import Glance
from kliping.model import Ledger, Mend, Source, Verdict
from kliping.problems import Problem, Span
from kliping.seeds import Refused
from tests import make

LEDGER = Ledger(
    encoding="utf-8",
    mark=b"",
    verdicts=(
        Verdict(line=1, text="Iklan", kind="dropped", rule="ad-marker"),
        Verdict(line=2, text="Pasar", kind="kept", mends=(Mend(offset=0, old="P", new="P", rule="nbsp"),) * 2),
        Verdict(line=3, text="", kind="blank"),
    ),
)
SEED = make.seed(
    ledger=LEDGER,
    source=Source(name="Contoh", url="https://a.example/b", author="Redaksi"),
    tags=("NATO", "Pasar"),
    fields=(("image", {"src": "https://a.example/b.jpg"}),),
)
ACCOUNT = accounts.account_of(SEED)
KEPT = (Glance(file="seeds/a#.txt", item="1", sha256="ab", account=accounts.as_text(ACCOUNT), written="cd"),) * 2


def test_an_account_counts_lines_by_verdict_and_rule() -> None:
    assert ACCOUNT.verdicts == {"blank": 1, "dropped": 1, "kept": 1}
    assert (ACCOUNT.dropped, ACCOUNT.mended) == ({"ad-marker": 1}, {"nbsp": 2})


def test_an_account_tells_every_fact_with_its_origin() -> None:
    told = {name: (fact.value, fact.origin) for name, fact in ACCOUNT.facts.items()}
    assert told == {
        "title": ("Pasar pagi buka lagi", "derived"),
        "date": ("2020-10-05", "inferred"),
        "lang": ("id", "inferred"),
        "source": ("Contoh", "inferred"),
        "url": ("https://a.example/b", "inferred"),
        "author": ("Redaksi", "inferred"),
        "tags": (("NATO", "Pasar"), "inferred"),
        "summary": ("Pasar pagi buka lagi.", "inferred"),
        "image": ("https://a.example/b.jpg", "inferred"),
    }


def test_a_format_that_knows_better_says_where_a_fact_was_found() -> None:
    told = accounts.account_of(make.seed(origins=(("lang", "html"), ("source", "json-ld")), date=None)).facts
    assert (told["lang"].origin, told["source"].origin) == ("html", "json-ld")
    assert (told["date"].value, told["date"].origin) == ("", "ingested")


def test_what_was_kept_comes_back_as_it_was() -> None:
    assert glances.from_text(glances.as_text(KEPT, "x y"), "seeds/a#.txt", "x y") == KEPT


def test_what_rests_on_something_else_does_not_come_back() -> None:
    assert glances.from_text(glances.as_text(KEPT, "x y"), "seeds/a#.txt", "x z") == ()


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"rests_on": "x"}', '{"rests_on": "x", "items": [{}]}'])
def test_what_cannot_be_read_does_not_come_back(text: str) -> None:
    assert glances.from_text(text, "seeds/a.txt", "x") == ()


REFUSED = (
    Refused(item="1", problem=seeds.refusal("seed-shape", "seeds/a.json", "item 1: null", "save it again")),
    Refused(problem=Problem(code="a", span=Span(path="seeds/a.md", line=2, column=3), text="b", excerpt="c")),
)


def test_what_was_refused_comes_back_as_it_was_or_not_at_all() -> None:
    kept = glances.refusals_as_text(REFUSED, "x y")
    assert glances.refusals_from_text(kept, "x y") == REFUSED
    assert glances.refusals_from_text(kept, "x z") == ()
    for text in ("", "[]", '{"rests_on": "x"}', '{"rests_on": "x", "items": [{"item": "", "problem": {"code": 1}}]}'):
        assert glances.refusals_from_text(text, "x") == ()


def test_an_account_is_plain_json() -> None:
    kept = json.loads(accounts.as_text(ACCOUNT))
    assert (kept["format"], kept["verdicts"]) == (ACCOUNT.format, ACCOUNT.verdicts)
    assert (kept["dropped"], kept["mended"]) == (ACCOUNT.dropped, ACCOUNT.mended)
    assert {name: (each["value"], each["origin"]) for name, each in kept["facts"].items()} == {
        name: (list(fact.value) if isinstance(fact.value, tuple) else fact.value, fact.origin)
        for name, fact in ACCOUNT.facts.items()
    }
