"""Near copies: whatever comes in whatever order, the same are found, and a second run finds nothing new."""

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from kliping import duplicates
from kliping.duplicates import Entry
from kliping.model import IngestSettings, Seed
from tests import make
from tests.unit.desk import Desk
from tests.unit.test_duplicates import altered, story


def seed(name: str, number: int, every: int, day: int) -> Seed:
    body = altered(story(number, 60), every)
    return make.seed(body, file=f"seeds/{name}.txt", title=f"Kabar {name}", date=make.moment(f"2020-10-{day:02}"))


SEEDS = st.lists(
    st.builds(
        seed, st.text("abcdef", min_size=1, max_size=4), st.integers(0, 3), st.integers(8, 60), st.integers(1, 3)
    ),
    unique_by=lambda one: one.file,
    max_size=8,
)  # fmt: skip
POLICIES = st.sampled_from(
    [
        IngestSettings(),
        IngestSettings(duplicates="keep"),
        IngestSettings(duplicates="skip"),
        IngestSettings(review=True),
    ]
)


@settings(max_examples=40, deadline=None)
@given(SEEDS, st.randoms(use_true_random=False), POLICIES)
def test_the_order_of_seeds_does_not_matter_and_a_second_run_changes_nothing(
    seeds: list[Seed], random: Random, policy: IngestSettings
) -> None:
    config = make.config(ingest=policy)
    shuffled = list(seeds)
    random.shuffle(shuffled)
    first = Desk(config=config).decide(*seeds)
    assert first == Desk(config=config).decide(*shuffled)
    place = Desk(config=config)
    place.ingest(*seeds)
    texts = dict(place.texts)
    again = place.ingest(*shuffled)
    assert (again.writes, place.texts) == ({}, texts)
    assert [item.duplicate_of for item in again.items] == [item.duplicate_of for item in first.items]
    assert len(again.items) == len(seeds)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 5), st.integers(8, 60)), max_size=12))
def test_what_is_found_through_sketches_is_what_all_pairs_would_find(made: list[tuple[int, int]]) -> None:
    texts = {str(place): altered(story(number, 80), every) for place, (number, every) in enumerate(made)}
    arriving = [Entry(id=name, sketch=duplicates.sketch(text)) for name, text in texts.items()]
    found = duplicates.copies((), arriving, texts.__getitem__)
    originals: list[str] = []
    for name, text in texts.items():
        alike = [other for other in originals if duplicates.likeness(texts[other], text)]
        assert bool(alike) == (name in found)
        assert not alike or found[name].of in alike
        if not alike:
            originals.append(name)


@given(st.text(), st.text())
def test_any_two_texts_are_compared_alike_both_ways(one: str, other: str) -> None:
    assert duplicates.likeness(one, other) == duplicates.likeness(other, one)
    assert duplicates.sketch(one).size >= 0


@given(st.text())
def test_any_text_is_an_address_or_none(url: str) -> None:
    known = duplicates.normalised(url)
    assert known == "" or duplicates.normalised(f"https://{known}") == known
