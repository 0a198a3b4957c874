"""Pages are made in an order that keeps workers busy alike."""

from kliping.model import Page, Rank
from kliping.press import spread


def page(address: str, rank: Rank = "list") -> Page:
    return Page(address=address, output="html", view=None, rank=rank)


def test_feeds_are_set_apart_from_one_another() -> None:
    feeds = [page(f"archive/{number}.xml", "feed") for number in range(3)]
    lists = [page(f"tags/{number}/") for number in range(10)]
    ranks = "".join(one.rank[0] for one in spread([*feeds, *lists]))
    assert ranks == "flllflllfllll"
    assert set(spread([*lists, *feeds])) == {*feeds, *lists}
    assert (spread(feeds), spread(lists), spread([])) == (feeds, lists, [])
