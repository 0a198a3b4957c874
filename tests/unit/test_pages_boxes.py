"""What stands beside an article, and what only looks as if it did: small pages of our own, one for each rule."""

import json

import pytest

from kliping.model import Config
from kliping.pages import Reading, body_text, read

PARAGRAPHS = (
    "The ferry across the Lirra has run without a captain since Monday, and nobody on board seems to mind it much.",
    "Two cameras and a row of lamps under the water tell it where the other bank is, and how fast the river flows.",
    "The town paid for it with the money that the old bridge would have cost to paint, said the head of the harbour.",
    "On the first day a swan sat down on the landing stage, and the ferry waited for it for a little over an hour.",
    "Passengers may ring a bell if they want to stop, which so far only children have done, and mostly for the sound.",
    "From next spring on the ferry will also run at night, when the river is low enough for the lamps to be seen.",
)
ARTICLE = "".join(f"<p>{each}</p>" for each in PARAGRAPHS)


def body(inner: str) -> str:
    head = "<title>A ferry without a captain</title>"
    page = (
        f"<html lang='en'><head>{head}</head><body><main><h1>A ferry without a captain</h1>{inner}</main></body></html>"
    )
    return body_text(page.encode())


def test_the_paragraphs_are_the_article() -> None:
    assert body(f"<article>{ARTICLE}</article>").splitlines() == list(PARAGRAPHS)


def test_a_wall_around_each_few_paragraphs_hides_none_of_them() -> None:
    pieces = "".join(f"<div class='paywall'><p>{each}</p></div>" for each in PARAGRAPHS)
    assert body(f"<article>{pieces}</article>").splitlines() == list(PARAGRAPHS)


@pytest.mark.parametrize("name", ["comments", "kommentare", "liste_comentarios", "yorumlar"])
def test_a_long_talk_below_an_article_is_not_of_it(name: str) -> None:
    talk = "".join(
        f"<div><p>I took the ferry {number} times last week, and each time somebody else rang the bell.</p></div>"
        for number in range(2, 30)
    )
    assert body(f"<article>{ARTICLE}<div class='{name}'>{talk}</div></article>").splitlines() == list(PARAGRAPHS)


def test_an_article_that_is_called_a_comment_stays() -> None:
    pieces = "".join(f"<p>{each}</p>" for each in PARAGRAPHS[:4])
    rest = "".join(f"<p>{each}</p>" for each in PARAGRAPHS[4:])
    assert body(f"<div class='kommentar'>{pieces}</div><div>{rest}</div>").splitlines() == list(PARAGRAPHS)


def test_a_series_of_pictures_from_another_day_is_not_of_the_article() -> None:
    slides = "".join(
        f"<li><img src='/{number}.jpg'><h2>Ferry {number}</h2><p>This is ferry {number}, as it crossed.</p></li>"
        for number in range(1, 7)
    )
    series = f"<div class='gallery'><ul>{slides}</ul></div>"
    assert "as it crossed" not in body(f"<article>{ARTICLE}{series}<p>The bell is made of brass.</p></article>")


def test_teasers_with_linked_headings_go_even_where_they_are_longer_than_the_article() -> None:
    teasers = "".join(
        f"<div class='nextstory'><h2><a href='/n'>The swan of the Lirra {number}</a></h2><p>The swan has come back for "
        f"the {number}th time, and brought with it another that nobody had seen on this side of the river.</p></div>"
        for number in range(4, 9)
    )
    story = "".join(f"<p>{each}</p>" for each in PARAGRAPHS[:2])
    assert body(f"<div id='story'>{story}</div><div>{teasers}</div>").splitlines() == list(PARAGRAPHS[:2])


def test_a_box_that_holds_a_picture_and_one_line_holds_a_caption() -> None:
    box = "<div><div class='x'><img src='/f.jpg'></div><div class='y'>The ferry at noon, from above</div></div>"
    split = "".join(f"<p>{each}</p>" + (box if each == PARAGRAPHS[2] else "") for each in PARAGRAPHS)
    assert body(f"<article>{split}</article>").splitlines() == list(PARAGRAPHS)


def test_a_picture_for_readers_without_scripts_is_one_and_has_its_caption() -> None:
    picture = "<a><picture><noscript><img src='https://x.test/f.jpg' alt='A ferry'></noscript></picture></a>"
    credit = "<div class='photo__author'>Photograph by <span>Nama Contoh, Sample Restoration Programme</span></div>"
    said = f"<div><div>The ferry on its first evening, as it waits for a swan.</div>{credit}</div>"
    pieces = (f"<p>{PARAGRAPHS[0]}</p>", f"<div>{picture}{said}</div>", *(f"<p>{each}</p>" for each in PARAGRAPHS[1:]))
    page = f"<title>A ferry</title><main><h1>A ferry</h1>{''.join(pieces)}</main>"
    found = read(page.encode(), Config(title="", base_url=""))
    assert isinstance(found, Reading)
    assert "first evening" not in found.text
    assert found.body.count("f.jpg") == 1


def test_a_line_with_the_credit_of_the_picture_beside_it_is_its_caption() -> None:
    said = "The ferry crosses the river early on its first day, seen from a roof.<br>Credit: Nama Contoh/Sample"
    cells = f"<table><tr><td>{{}}</td></tr><tr><td>{said}</td></tr></table>"
    shown = cells.format("<img src='/f.jpg'>")
    assert "a roof" not in body(f"<article>{shown}{ARTICLE}</article>")
    assert "a roof" in body(f"<article><p>{said}</p>{ARTICLE}</article>")


@pytest.mark.parametrize("lead", ["<p itemprop='description'>{}</p>", "<p id='abstract'>{}</p>"])
def test_what_is_called_the_lead_below_the_headline_is_of_the_article(lead: str) -> None:
    said = "It stops for swans, and for children who like to ring its bell before they get off again."
    head, story = f"<div><h1>A ferry</h1>{lead.format(said)}</div>", f"<div itemprop='articleBody'>{ARTICLE}</div>"
    page = f"<title>A ferry</title><main>{head}{story}</main>"
    assert body_text(page.encode()).splitlines()[0] == said


@pytest.mark.parametrize(("around", "is_kept"), [("article", True), ("div", False)])
def test_a_sentence_in_the_header_of_an_article_is_its_lead(around: str, is_kept: bool) -> None:
    said = "It stops for swans, and for children who like to ring its bell before they get off again at the other bank."
    head = f"<nav><h1>A ferry</h1></nav><{around}><header><h2>A ferry that waits</h2><p>{said}</p></header>"
    page = f"<title>A ferry</title><main>{head}<div itemprop='articleBody'>{ARTICLE}</div></{around}></main>"
    assert body_text(page.encode()).splitlines() == [said, *PARAGRAPHS][not is_kept :]


def test_what_describes_another_page_above_the_headline_is_no_lead() -> None:
    teaser = (
        "<div><h3>Swans</h3><p itemprop='description'>The swan of the Lirra has come back, and not alone.</p></div>"
    )
    page = f"<title>A ferry</title><main>{teaser}<h1>A ferry</h1><div itemprop='articleBody'>{ARTICLE}</div></main>"
    assert "come back" not in body_text(page.encode())


def test_a_paragraph_far_below_the_article_is_of_something_else() -> None:
    far = (
        "<div><p>The bishop of the river came to the book fair, and spoke for an hour about its many ferries.</p></div>"
    )
    boxes = "".join(f"<div><a href='/{number}'>Ferry {number}</a></div>" for number in range(1, 30))
    story = f"<div><div>{ARTICLE}</div></div>"
    assert "bishop" not in body(f"{story}<div>{boxes}</div>{far}")
    assert "bishop" in body(f"{story}{far}")


def test_a_line_between_paragraphs_stays_where_a_picture_stands_beside_it() -> None:
    step = f"<div><img src='/f.jpg'><div class='meta'>Step 2</div><p>{PARAGRAPHS[3]}</p></div>"
    found = body(f"<article>{ARTICLE[: len(ARTICLE) // 2]}{step}<p>{PARAGRAPHS[5]}</p></article>")
    assert "Step 2" in found.splitlines()


def test_lines_below_the_last_paragraph_that_no_library_found_are_dropped() -> None:
    assert "Explore" not in body(f"<article>{ARTICLE}<div>Explore further</div><ul><li>Boats.</li></ul></article>")


def test_headings_of_sections_that_stand_apart_are_kept() -> None:
    opening = f"<section><div>{ARTICLE}{ARTICLE.replace('ferry', 'boat')}</div></section>"
    section = (
        f"<section><div><h3>What the swan did</h3><p>{PARAGRAPHS[3].replace('day', 'evening')}</p></div></section>"
    )
    assert "What the swan did" in body(opening + section).splitlines()


def test_a_refrain_is_kept_and_the_same_text_in_another_box_is_not() -> None:
    refrain = "<p>Row, row, the river is wide, and the lamps are lit on the other side of it.</p>"
    again = f"<div class='x'>{refrain}</div>"
    found = body(f"<article>{ARTICLE}{refrain}<p>{PARAGRAPHS[0]} Twice.</p>{refrain}{again}</article>")
    assert found.count("Row, row") == 2


def test_a_heading_whose_id_is_made_of_its_words_is_no_box() -> None:
    heading = "<h2 id='nav_share_of_the_river'>Share of the river</h2>"
    assert (
        "Share of the river" in body(f"<article>{ARTICLE}{heading}<p>{PARAGRAPHS[0]} Twice.</p></article>").splitlines()
    )


def test_what_nobody_sees_in_a_word_is_taken_out() -> None:
    assert "captain" in body(f"<article>{ARTICLE.replace('captain', 'cap&shy;tain')}</article>").splitlines()[0]


def test_a_paragraph_of_a_blank_is_none() -> None:
    assert "" not in body(f"<article>{ARTICLE}<p>&nbsp;</p><p>The bell is made of brass.</p></article>").splitlines()
    assert "\N{NO-BREAK SPACE}" not in body(f"<article>{ARTICLE}<p>&nbsp;</p><p>The bell is brass.</p></article>")


def test_noise_inside_a_paragraph_is_no_reason_to_lose_it() -> None:
    noisy = "<p>The ferry waits. Advertisement The swan has all the time that there is, and it knows it well.</p>"
    assert "The swan has all the time" in body(f"<article>{ARTICLE}{noisy}<p>{PARAGRAPHS[0]} Twice.</p></article>")


def test_a_page_of_bare_text_is_read() -> None:
    assert PARAGRAPHS[0] in body_text(("<html><body>" + "<br><br>".join(PARAGRAPHS) + "</body></html>").encode())
    assert PARAGRAPHS[0] in body_text(("<html><body>" + "\n\n".join(PARAGRAPHS) + "</body></html>").encode())


def test_a_head_that_is_written_as_if_it_were_empty_empties_no_page() -> None:
    page = f'<!DOCTYPE html /><html lang="en" /><head /><body class="a" /><article>{ARTICLE}</article>'
    assert body_text(page.encode()).splitlines() == list(PARAGRAPHS)


def test_a_heading_that_is_a_sentence_needs_no_text_below_it() -> None:
    sentence = "A ferry that waits for swans is no slower than one that waits for a captain to come down to the river."
    found = body(
        f"<article>{ARTICLE}<h2>{sentence}</h2><h2>What the swan did</h2><p>{PARAGRAPHS[0]} Twice.</p></article>"
    )
    assert sentence in found.splitlines()


def test_a_question_that_is_a_link_is_no_headline() -> None:
    question = f"<p>Anna Contoh: <a name='q1'>{PARAGRAPHS[1]} {PARAGRAPHS[2]} Is that so?</a></p>"
    assert "Is that so?" in body(f"<article>{ARTICLE}{question}<p>{PARAGRAPHS[0]} Twice.</p></article>")


def test_the_credits_of_other_reporters_are_of_the_article() -> None:
    line = "<p>Additional reporting by Nadia Contoh; editing by Budi Contoh and others</p>"
    assert "Additional reporting" in body(f"<article>{ARTICLE}<div class='Attribution-x'>{line}</div></article>")


def test_points_between_the_headline_and_the_article_are_of_it() -> None:
    points = "".join(
        f"<li>{each}</li>" for each in ("The ferry now crosses without a captain on board", "A swan has held it up")
    )
    assert "crosses without a captain on board" in body(f"<ul>{points}</ul><div class='x'>{ARTICLE}</div>")


def test_an_item_that_an_earlier_list_has_too_is_kept() -> None:
    lists = "".join(
        f"<h2>The {name} boat</h2><ul><li>it needs nobody at the helm, by day or by night</li><li>{name}</li></ul>"
        for name in ("red", "green")
    )
    found = body(f"<article>{ARTICLE}{lists}<p>{PARAGRAPHS[0]} Twice.</p></article>")
    assert found.count("nobody at the helm") == 2


def test_where_the_libraries_find_nothing_the_most_prose_is_the_article() -> None:
    stated = '<script type="application/ld+json">{"@type": "Article", "articleBody": "' + "word " * 90 + '"}</script>'
    assert body(stated + f"<p>{PARAGRAPHS[0]}</p>" * 50).startswith(PARAGRAPHS[0])


def test_a_page_of_nothing_but_its_menu_has_no_article() -> None:
    assert body_text(b"<html><body><nav><a href='/'>Home</a></nav></body></html>") == ""


def test_a_page_that_a_wrong_mark_garbles_has_no_article() -> None:
    assert body_text(b"\xff\xfe<p>" + " ".join(PARAGRAPHS).encode()) == ""
    assert body_text(" ".join(PARAGRAPHS).encode()) != ""


def stating(*stated: str) -> str:
    article = {"@type": "Article", "name": "A ferry", "articleBody": " ".join(stated)}
    return f'<script type="application/ld+json">{json.dumps(article)}</script>'


def test_a_short_sentence_that_the_page_states_within_its_text_stays() -> None:
    said = ("\u201cDone,\u201d she said.", "Nobody rang.")
    lines = (*PARAGRAPHS[:3], *said, *PARAGRAPHS[3:], "It did.")
    shown = "".join(f"<p>{each}</p>" for each in (*lines[:4], "Read on in our app.", *lines[4:], "Write to us."))
    assert body(f"{stating(*lines)}<article>{shown}</article>").splitlines() == list(lines)


def test_a_line_in_italics_below_a_picture_is_its_caption() -> None:
    picture = "<div><img src='/f.jpg'></div><div><br></div><div><em>The ferry at noon. Photo: Sample</em></div>"
    split = "".join(f"<div>{each}</div>" + (picture if each == PARAGRAPHS[2] else "") for each in PARAGRAPHS)
    assert body(f"<article>{split}</article>").splitlines() == list(PARAGRAPHS)


def test_a_sentence_in_italics_below_a_paragraph_is_none() -> None:
    split = "".join(
        f"<p>{each}</p>" + ("<p><em>So they wait.</em></p>" if each == PARAGRAPHS[2] else "") for each in PARAGRAPHS
    )
    assert "So they wait." in body(f"<article>{split}</article>")


def test_a_label_with_a_link_on_each_line_below_it_leads_elsewhere() -> None:
    links = "<br>".join(f"<a href='/{at}'>The swan of the Lirra, part {at}</a>" for at in (1, 2))
    assert body(f"<article>{ARTICLE}<p><b>On this matter</b><br>{links}</p></article>").splitlines() == list(PARAGRAPHS)
    told = f"<p>The town has told of it twice:<br>{links}<br>and will tell more of it.</p>"
    assert "part 2" in body(f"<article>{ARTICLE}{told}<p>{PARAGRAPHS[0]}!</p></article>")


def test_loose_text_above_the_paragraphs_of_a_box_is_the_article_s_beginning() -> None:
    rest = "".join(f"<p>{each}</p>" for each in PARAGRAPHS[2:])
    loose = f"<br><b>Lirra, Sample Post</b> - {PARAGRAPHS[0]}<br><br>{PARAGRAPHS[1]}\n"
    page = f"<html lang='en'><body><div><h1>A ferry</h1><div class='read'>{loose}{rest}</div></div></body></html>"
    found = body_text(page.encode()).splitlines()
    assert found == [f"Lirra, Sample Post - {PARAGRAPHS[0]}", *PARAGRAPHS[1:]]


@pytest.mark.parametrize("dateline", ["<strong>Lirra</strong> - ", "Lirra - ", "<b>Lirra</b>, <b>Sample Post</b> -- "])
def test_a_dateline_before_the_first_paragraph_is_of_it(dateline: str) -> None:
    found = body(f"<article><h2>Ferries</h2>{dateline}{ARTICLE}</article>").splitlines()
    assert found[-len(PARAGRAPHS)].startswith("Lirra")
    assert found[-len(PARAGRAPHS)].endswith(PARAGRAPHS[0])


def listing(item: str, count: int = 9) -> str:
    """A list of other articles, each as `item` says it, all of them together longer than the article."""
    told = "The swan has come back, and brought another that nobody had seen on this side of the river, said the town."
    return "".join(f"<div class='row'>{item.format(at=at, told=told)}</div>" for at in range(count))


@pytest.mark.parametrize(
    "item",
    [
        "<h4><a href='/s/{at}'>The swan of the Lirra, part {at}</a></h4><div class='sum'>{told} {told}</div>",
        "<span>15 Feb 2024</span><a href='/s/{at}'><b>The swan of the Lirra, part {at}</b></a><p>{told} {told}</p>",
    ],
)
@pytest.mark.parametrize(
    "place", ["<div class='x'>{list}</div><div>{text}</div>", "<div>{text}</div><div>{list}</div>"]
)
def test_a_list_of_other_articles_is_none_however_long_it_is(item: str, place: str) -> None:
    inner = place.format(text="".join(f"<p>{each}</p>" for each in PARAGRAPHS[:4]), list=listing(item))
    assert body(inner).splitlines() == list(PARAGRAPHS[:4])


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("/inns/", "<article>{text}{list}{last}</article>"),
        ("https://inn.test/", "<div>{text}</div><div>{list}{last}</div>"),
    ],
)
def test_a_list_that_an_article_is_made_of_stays(address: str, place: str) -> None:
    item = f"<h4><a href='{address}{{at}}'>The inn at the Lirra, no. {{at}}</a></h4><div>{{told}} {{at}} times.</div>"
    text = "".join(f"<p>{each}</p>" for each in PARAGRAPHS[:4])
    found = body(place.format(text=text, list=listing(item, 4), last=f"<p>{PARAGRAPHS[4]}</p>"))
    assert found.count("brought another") == 4


def test_teasers_are_told_as_such() -> None:
    item = "<h4><a href='/s/{at}'>The swan of the Lirra, part {at}</a></h4><div class='sum'>{told}</div>"
    page = f"<html lang='en'><body><div><h1>A ferry</h1>{ARTICLE}</div><div>{listing(item)}</div></body></html>"
    found = read(page.encode(), Config(title="", base_url=""))
    assert isinstance(found, Reading)
    rules = {verdict.rule for verdict in found.ledger.verdicts if "brought another" in verdict.text}
    assert rules == {"related"}


def test_a_line_within_a_paragraph_that_leads_elsewhere_is_dropped_alone() -> None:
    more = "<span class='more'><br><b>Read also: <a href='/s'>The swan of the Lirra comes back again</a></b></span>"
    text = f"{PARAGRAPHS[0]}<br><br>{PARAGRAPHS[1]}{more}<br><br>{PARAGRAPHS[2]}<br><br>{PARAGRAPHS[3]}"
    assert body(f"<div>{text}</div>").splitlines() == list(PARAGRAPHS[:4])


def test_initials_behind_the_last_sentence_go_alone() -> None:
    text = f"{ARTICLE.removesuffix('</p>')}\n <strong>(fyk/ash)</strong> <br><br></p>"
    assert body(f"<div>{text}</div>").splitlines() == list(PARAGRAPHS)
    assert "He said so (and/or) sang." in body(f"<div>{ARTICLE}<p>He said so <i>(and/or)</i> sang.</p></div>")
