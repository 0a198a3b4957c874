"""A mail becomes a seed: a newsletter's page, or an article that somebody forwarded as text."""

from datetime import datetime, timedelta, timezone
from email.message import EmailMessage
from html import escape
from pathlib import Path

import pytest

from kliping import seeds, tell
from kliping.cleaning import mailing
from kliping.model import Config, Moment, Seed, Source, SourceSettings
from kliping.problems import Problem

PAGES = Path(__file__).parent / "data" / "pages"
CONFIG = Config(title="Contoh", base_url="https://example.org/", timezone="Asia/Jakarta")
FIRST = "The river fell below the danger mark on Thursday, and four hundred people began to go home."
SECOND = "The school will open again on Monday, the head of the district said in a letter to the parents."


def mail(
    text: str = "", html: str = "", subject: str = "River falls", sender: str = "River Post <post@river.test>"
) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["Subject"], message["Date"] = sender, subject, "Thu, 02 May 2024 10:15:00 +0700"
    if text:
        message.set_content(text)
    if html and text:
        message.add_alternative(html, subtype="html")
    elif html:
        message.set_content(html, subtype="html")
    return message


def read(message: EmailMessage | bytes) -> Seed:
    found = seeds.read("seeds/surat.eml", message if isinstance(message, bytes) else message.as_bytes(), CONFIG)
    assert isinstance(found, tuple), found
    assert len(found) == 1
    return found[0]


def rules_of(seed: Seed) -> list[tuple[str, str]]:
    assert seed.ledger is not None
    return [(each.text, each.rule) for each in seed.ledger.verdicts if each.kind == "dropped"]


def test_headers_give_title_date_and_source() -> None:
    seed = read(mail(f"{FIRST}\n\n{SECOND}\n"))
    assert (seed.format, seed.title, seed.title_origin) == ("mail", "River falls", "given")
    assert seed.date == Moment(at=datetime(2024, 5, 2, 10, 15, tzinfo=timezone(timedelta(hours=7))))
    assert seed.date_origin == "given"
    assert seed.source == Source(name="River Post")
    assert seed.body == f"{FIRST}\n\n{SECOND}\n"


@pytest.mark.parametrize(
    ("subject", "title"),
    [
        ("Fwd: FW: Re: River falls", "River falls"),
        ("AW: WG: River falls", "River falls"),
        ("RE[2]: River falls", "River falls"),
        ("Recovery: River falls", "Recovery: River falls"),
        ("Banjir di Muara – كارثة", "Banjir di Muara – كارثة"),
    ],
)
def test_a_subject_is_the_title_without_what_mailers_set_before_it(subject: str, title: str) -> None:
    assert read(mail(FIRST, subject=subject)).title == title


def test_a_header_is_decoded_as_rfc_2047_says() -> None:
    data = mail(FIRST).as_bytes().replace(b"River Post", b"=?iso-8859-1?Q?Caf=E9_Post?=")
    assert read(data).source == Source(name="Café Post")


def test_a_header_in_a_charset_that_nobody_knows_is_left_as_it_is() -> None:
    data = mail(FIRST).as_bytes().replace(b"River Post", b"=?x-none?Q?Post?=")
    assert read(data).source == Source(name="=?x-none?Q?Post?=")


def test_a_sender_without_a_name_is_called_by_the_domain() -> None:
    assert read(mail(FIRST, sender="post@river.test")).source == Source(name="river.test")


def test_a_newsletters_page_is_read_where_it_says_as_much_as_the_text() -> None:
    html = (PAGES / "first" / "english-classic.html").read_text("utf-8")
    seed = read(mail("TARAMBA - The river fell.", html))
    assert "- a tarpaulin, with *rope*;" in seed.body
    assert seed.source == Source(
        name="River Post", url="https://www.sample-post.test/2024/05/river", author="Nadia Contoh"
    )


def test_the_text_is_read_where_the_page_says_less() -> None:
    seed = read(mail(f"{FIRST}\n\n{SECOND}\n", "<html><body><p>Your mailer shows no text.</p></body></html>"))
    assert seed.body == f"{FIRST}\n\n{SECOND}\n"


def test_a_page_alone_is_read_and_its_footer_dropped() -> None:
    footer = "You are receiving this because you signed up in 2019."
    seed = read(mail(html=f"<html><body><p>{FIRST}</p><p>{SECOND}</p><p>{footer}</p></body></html>"))
    assert seed.body == f"{FIRST}\n\n{SECOND}\n"
    assert rules_of(seed) == [(footer, "mail-footer")]


def test_a_forwarded_message_is_its_own_and_not_the_forwarders() -> None:
    text = (
        "Worth a look!\n\n---------- Forwarded message ---------\nFrom: The Valley Gazette <news@valley.test>\n"
        "Date: Mon, 29 Apr 2024 08:00:00 +0000\nSubject: Mill closes\nTo: <me@home.test>\n\n"
        f"{FIRST}\n\n{SECOND}\n\n-- \nMe, at home\n"
    )
    seed = read(mail(text, subject="Fwd: Mill closes", sender="Me <me@home.test>"))
    assert (seed.title, seed.source) == ("Mill closes", Source(name="The Valley Gazette"))
    assert seed.date is not None
    assert seed.date.at.date().isoformat() == "2024-04-29"
    assert seed.body == f"{FIRST}\n\n{SECOND}\n"
    assert [rule for _, rule in rules_of(seed)] == ["forward-note", *["forward-header"] * 5, *["signature"] * 2]


@pytest.mark.parametrize(
    "line",
    [
        "Unsubscribe | Manage preferences",
        "View this email in your browser",
        "Berhenti berlangganan di sini",
        "Sie erhalten diese E-Mail, weil Sie sich angemeldet haben.",
        "لإلغاء الاشتراك اضغط هنا",
        "Sent from my phone",
    ],
)
def test_a_footer_is_dropped_by_its_rule(line: str) -> None:
    seed = read(mail(f"{FIRST}\n\n{SECOND}\n\n{line}\n"))
    assert seed.body == f"{FIRST}\n\n{SECOND}\n"
    assert rules_of(seed) == [(line, "mail-footer")]


@pytest.mark.parametrize(
    "line", ["Readers may unsubscribe at any time, the paper said.", "They sent it from my house."]
)
def test_a_sentence_that_holds_a_footers_words_stays(line: str) -> None:
    assert not mailing.footer_rule(line)
    assert line in read(mail(f"{FIRST}\n\n{line}\n\n{SECOND}\n")).body


def test_attachments_are_left_out_with_a_word_in_the_ledger() -> None:
    message = mail(f"{FIRST}\n\n{SECOND}\n")
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="süd.png")
    message.add_attachment("<p>Another article, which nobody is to read.</p>", subtype="html", filename="a.html")
    seed = read(message)
    assert rules_of(seed) == [("süd.png (image/png)", "attachment"), ("a.html (text/html)", "attachment")]
    assert "süd.png (image/png)  [attachment]" in tell.seed(seed, "")
    assert "Another" not in seed.body


def test_a_flowed_text_is_one_paragraph_again() -> None:
    head = b"Subject: x\nContent-Type: text/plain; charset=utf-8; format=flowed\n\n"
    assert (
        read(head + b"The river fell below \nthe danger mark.\n\nEnd.\n").body
        == "The river fell below the danger mark.\n\nEnd.\n"
    )


@pytest.mark.parametrize(
    ("charset", "encoding"), [("windows-1256", "cp1256"), ("x-none", "utf-8"), ("us-ascii", "utf-8")]
)
def test_a_text_is_read_in_its_charset(charset: str, encoding: str) -> None:
    text = "وقال رئيس البلدية إن المياه غمرت مئة منزل"
    head = f"Subject: x\nContent-Type: text/plain; charset={charset}\nContent-Transfer-Encoding: 8bit\n\n"
    assert text in read(head.encode() + text.encode(encoding)).body


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"Subject: x\n", "seed-empty"),
        (b"Subject: x\nContent-Type: text/html\n\n" + b"<div>" * 1000, "seed-empty"),
        (b"Content-Type: message/rfc822\n\n" * 10_000, "mail-too-complex"),
        (b"Content-Type: multipart/mixed; boundary=a\n\n--a\n" * 10_000, "mail-too-complex"),
    ],
)
def test_a_mail_that_cannot_be_read_is_set_aside_with_its_reason(data: bytes, code: str) -> None:
    problem = seeds.read("seeds/surat.eml", data, CONFIG)
    assert isinstance(problem, Problem)
    assert (problem.code, problem.severity) == (code, "warning")
    assert problem.text
    assert problem.hint


@pytest.mark.parametrize(
    "header", ["From: " + "(" * 100_000, "Date: " + "1 " * 100_000, "Subject: " + "=?utf-8?q?a?= " * 20_000]
)
def test_a_hostile_header_harms_nothing_but_itself(header: str) -> None:
    assert read(f"{header}\n\n{FIRST}\n".encode()).body == f"{FIRST}\n"


GMAIL = (
    '<div dir="ltr">See below.<br><br><div class="gmail_quote"><div dir="ltr">---------- Forwarded message ---------'
    "<br>From: <b>The Sample Post</b> <span>&lt;news@post.example&gt;</span><br>Date: Mon, Mar 2, 2026 at 9:12 AM<br>"
    "Subject: The crane stays<br>To: &lt;ann@home.example&gt;<br></div><br><br><div>{0}</div></div></div>"
)
OUTLOOK = (
    "<div><p>See below.</p><p><b>From:</b> The Sample Post &lt;news@post.example&gt;<br><b>Sent:</b> Monday, March 2, "
    "2026 9:12 AM<br><b>To:</b> ann@home.example<br><b>Subject:</b> The crane stays</p><p>{0}</p></div>"
)
SENTENCE = "The harbour board said on Tuesday that the crane will stay on the quay until the end of the spring."


@pytest.mark.parametrize("html", [GMAIL, OUTLOOK])
def test_an_article_forwarded_as_html_is_its_senders_not_the_forwarders(html: str) -> None:
    message = EmailMessage()
    message["From"] = "Ann <ann@home.example>"
    message["Subject"] = "Fwd: The crane stays"
    message["Date"] = "Tue, 03 Mar 2026 10:00:00 +0000"
    message.set_content(html.format(SENTENCE), subtype="html")
    seed = read(message)
    assert seed.body == f"{SENTENCE}\n"
    assert seed.source is not None
    assert (seed.source.name, seed.title) == ("The Sample Post", "The crane stays")
    assert seed.date is not None
    assert seed.date.at.day == 2


def test_a_letter_without_a_layout_stays_whole() -> None:
    message = EmailMessage()
    message["From"] = "Ann <ann@home.example>"
    first = "<p>The king went to the market on Sunday with a list in his own hand.</p>"
    listed = "<ul><li>three eggs</li><li>four onions</li></ul>"
    message.set_content(f"{first}<p>He bought all:</p>{listed}", subtype="html")
    assert read(message).body.endswith("He bought all:\n\n- three eggs\n- four onions\n")


@pytest.mark.parametrize(
    ("sender", "sent", "to", "subject"),
    [
        ("Von", "Gesendet", "An", "Betreff"),
        ("De", "Envoyé", "À", "Objet"),
        ("De", "Enviado el", "Para", "Asunto"),
        ("Dari", "Dikirim", "Kepada", "Subjek"),
        ("Gönderen", "Gönderildi", "Kime", "Konu"),
        ("من", "تاريخ الإرسال", "إلى", "الموضوع"),
        ("差出人", "送信日時", "宛先", "件名"),
    ],
)
def test_headers_of_a_forwarded_message_are_known_in_our_languages(
    sender: str, sent: str, to: str, subject: str
) -> None:
    head = [f"{sender}: Contoh Pos", f"{sent}: 2021-03-12", f"{to}: meja@contoh.example", f"{subject}: Sungai surut"]
    lines = [*head, "", "Sungai surut pada hari Kamis."]
    assert mailing.rules_of(lines) == dict.fromkeys(range(1, 5), "forward-header")
    assert mailing.forwarded_fields(lines) == {"from": "Contoh Pos", "date": "2021-03-12", "subject": "Sungai surut"}


FORWARDED = "---------- Forwarded message ---------\nFrom: {} <post@example.test>\nSubject: River falls\n\n"


@pytest.mark.parametrize("is_html", [False, True])
@pytest.mark.parametrize("is_forwarded", [False, True])
def test_lines_that_config_leaves_out_of_a_source_go_from_its_mails_and_from_no_other_ones(
    *, is_html: bool, is_forwarded: bool
) -> None:
    config = Config(
        title="Contoh",
        base_url="https://example.org/",
        sources=(SourceSettings(name="River Post", drop=("The house of the river.",)),),
    )
    bodies = {}
    for name in ("River Post", "Lake Post"):
        text = f"{FIRST}\n\nThe house of the river.\n\n{SECOND}\n"
        text = FORWARDED.format(name) + text if is_forwarded else text
        page = "".join(f"<p>{escape(each)}</p>" for each in text.splitlines() if each) if is_html else ""
        message = mail(
            "" if is_html else text, page, sender="Ada <ada@home.test>" if is_forwarded else f"{name} <p@r.test>"
        )
        found = seeds.read("seeds/surat.eml", message.as_bytes(), config)
        assert isinstance(found, tuple)
        assert found[0].source == Source(name=name)
        bodies[name] = found[0].body
    assert "The house of the river" not in bodies["River Post"]
    assert "The house of the river" in bodies["Lake Post"]
