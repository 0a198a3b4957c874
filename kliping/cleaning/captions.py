"""Captions that a page sets between the headline and the paragraph that a dateline opens.

Strategy: nothing in such a line need be a page's word. It says again what the headline says and goes on, or tells who
is where in a picture, or stands below the line that credits one.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from kliping.cleaning.dateline import dateline_of
from kliping.cleaning.lexicon import is_outlet_word
from kliping.cleaning.related import Shown
from kliping.cleaning.rules import CAPTION, are_names, is_title_case
from kliping.cleaning.shapes import is_long, is_title, is_worded

_SHOWN = frozenset({CAPTION, "photo-credit"})
_HEAD_LINES = 24
_MOST_CHARACTERS = 400
_LEAST_MORE = 10
_MOST_CREDIT = 80
# Who is where in a picture.
_PLACED = re.compile(r"\((?:[\w ]{1,25} )?(?:kanan|kiri|tengah|left|right|centre|center)\)|\(k[ai]\)")
# "CONTOH KABAR/NAMA CONTOH", "contoh.com/Nama Contoh".
_CREDIT = re.compile(r"(?P<outlet>[^/]{2,30})/(?P<names>[^/]{3,50})(?:/[^/]{2,30})?")
# "CONTOHLIVE, MUARA SELANDRA - ", "MUARA SELANDRA, contoh.com | ", "Jakarta, Contoh Kabar --" in a line of its own.
_LIKE_DATELINE = re.compile(
    r"[A-Z][A-Z ]{2,30}, (?:[A-Z][A-Z ]{2,30}|[\w.-]{3,30}) ?[-–—|]|[A-Z]\w+, [A-Z][\w ]{2,30} -{2}\Z|"
    r"[A-Z][\w ]{2,30} ?[-–—]\Z|"
    # "CONTOHKABAR – Warga"
    r"[A-Z]{4,30}(?: [A-Z]{3,30}){0,2} [–—] (?=[A-Z\"“])|"
    r"[A-Z][A-Z ]{2,30} \([\w.-]{3,30}\) ?[-–—]|[\w-]{3,30}\.(?:com|co|id|COM|ID)(?:\.id)?(?:,? [A-Z]\w+){0,2} ?[-–—]"
)
_CREDITED = re.compile(
    r"\([^()/]{2,30}/[^()/]{2,40}\)|\. (?:ANTARA|TEMPO|REUTERS|AFP|Antara|Reuters)(?:[ /][\w ./]{2,40})?|"
    r"\. (?:Foto|FOTO)/[A-Z][\w.'’]*(?: [A-Z][\w.'’]*){0,3}"
)
# What stands in brackets behind a caption, with the word for a picture or for nobody's name.
_BRACKETED = re.compile(
    r"\((?:foto|dok|sumber|ist|istimewa|ilustrasi|photo|source|screenshot)\b[^()]{0,60}\)\.?\Z", re.IGNORECASE
)
_AGENCY = re.compile(r"\b(?:AFP|AP|EPA|REUTERS|ANTARA|XINHUA|Reuters|Antara|Getty Images|Xinhua)/[A-Z][\w. -]{2,40}\Z")
_MADE = re.compile(
    r"(?:Kolase|Tangkap(?:an)? [Ll]ayar|Capture|Screenshot|Dok\.?) [A-Z][\w .@/-]{2,60}|"
    r"(?:Instagram|Facebook|Twitter|TikTok|YouTube) @?\w[\w .@/-]{2,60}"
)
# "Bupati Contoh, Nama Contoh.": names alone.
_NAMED = re.compile(r"(?:\(?[A-Z\d][\w'’.-]*\)?,? |dan |bin |binti ){1,16}[A-Z][\w'’-]*\.")
# Who took a picture, behind what it shows: "Warga menonton pawai. (Nama Contoh)".
_NAMED_BEHIND = re.compile(r"[.!] \((?P<names>[^()\d]{5,40})\)\Z")
# "- contohTV", right between the headline and the paragraph that a dateline opens.
_DASHED = re.compile(r"- \w[\w./@]{1,30}(?: [A-Z][\w./@]{0,30}){0,3}")
_PHOTO = re.compile(r"(?:[Ff]oto|FOTO) ?: ?[A-Z]\S*(?: [A-Z]\S*){0,3}(?<![.,!?])")
# "Sumber :", then "• Nama Contoh".
_CREDIT_LABEL = re.compile(r"(?:Sumber|Source|Photo|Foto) ?:")
_POINT = re.compile(r"[•·▪] (?P<names>.{3,60})")
_DATED = re.compile(r"\(\d{1,2}/\d{1,2}(?:/\d{4})?\)\.\Z")
_MOST_LISTED = 160
# What a page calls itself behind what an article is called.
_PAGE = re.compile(r" [-–—|] [A-Z][\w. ]{1,30}")
_PARTS = re.compile(r"[\s.]+|(?<=[a-z])(?=[A-Z])")


def captions_of(lines: Sequence[Shown]) -> list[int]:
    """Where captions stand above the dateline, and what credits them."""
    head = [at for at, line in enumerate(lines) if not line.is_blank][:_HEAD_LINES]
    end = next((number for number, at in enumerate(head) if _opens(lines[at])), 0)
    title = next((at for at in head if lines[at].is_kept and is_worded(lines[at].text)), None)
    if title is None:
        return []
    below = [at for at in head if at > title]
    apart = {*_said_around(lines, below), *_said_with_agency(lines), *_blocks(lines, below), *credit_lists(lines)}
    apart |= {at for at in head[1:2] if lines[at].is_kept and _PHOTO.fullmatch(lines[at].text)}
    apart |= {at for at in head[1:2] if end == 2 and lines[at].is_kept and _DASHED.fullmatch(lines[at].text)}
    first = [title] if title in head[:end] and _BRACKETED.search(lines[title].text) else []
    above = [at for at in head[:end] if at > title and len(lines[at].text) <= _MOST_CHARACTERS]
    found = [at for at in above if lines[at].is_kept and _is_caption(lines, at, lines[title].text)]
    return sorted({*apart, *first, *found, *_credited(lines, above), *_dated_above_photo(lines, above)})


def titles_of(lines: Sequence[Shown]) -> list[int]:
    """Where a page says right below its headline what it is called: the headline again, and the page's name behind."""
    head = [at for at, line in enumerate(lines) if not line.is_blank][:_HEAD_LINES]
    title = next((at for at in head if lines[at].is_kept and is_title_case(lines[at].text)), None)
    below = next((at for at in head if title is not None and at > title and lines[at].is_kept), None)
    if title is None or below is None or not lines[below].text.startswith(lines[title].text):
        return []
    rest = lines[below].text.removeprefix(lines[title].text)
    return [below] if _PAGE.fullmatch(rest) else []


def repeated_titles_of(lines: Sequence[Shown]) -> list[int]:
    """Where the headline stands a second time below what a page says of the article, and above its first paragraph.

    Right below itself it may be the article's own.
    """
    head = [at for at, line in enumerate(lines) if not line.is_blank][:_HEAD_LINES]
    above = list(takewhile(lambda at: not is_long(lines[at].text), head))
    title = next((at for at in above if lines[at].is_kept and is_worded(lines[at].text)), None)
    if title is None or len(above) == len(head) or not is_title(lines[title].text):
        return []
    parted = next((at for at in above if at > title and not lines[at].is_kept), len(lines))
    return [at for at in above if at > parted and lines[at].is_kept and lines[at].text == lines[title].text]


def credit_lists(lines: Sequence[Shown]) -> list[int]:
    """Where one name is listed as the source of a picture, with its label and the caption above it."""
    visible = [at for at, line in enumerate(lines) if not line.is_blank]
    found = []
    for before, label, point, after in zip(visible, visible[1:], visible[2:], visible[3:], strict=False):
        listed = _POINT.fullmatch(lines[point].text) if _CREDIT_LABEL.fullmatch(lines[label].text) else None
        if listed is None or not _is_holder(listed["names"]) or _POINT.fullmatch(lines[after].text):
            continue
        is_caption = before != visible[0] and len(lines[before].text) <= _MOST_LISTED
        found += [at for at in ([before] * is_caption + [label, point]) if lines[at].is_kept]
    return found


def _is_holder(text: str) -> bool:
    return are_names(text) or _is_credit(text)


def _said_around(lines: Sequence[Shown], head: Sequence[int]) -> Iterator[int]:
    """What stands above the credit of a picture and again below it."""
    for at, credit, again in zip(head, head[1:], head[2:], strict=False):
        is_credit = lines[credit].rule in _SHOWN or _is_credit(lines[credit].text)
        if is_credit and lines[at].text.split() == lines[again].text.split():
            yield from (here for here in (at, credit, again) if lines[here].is_kept)


def _said_with_agency(lines: Sequence[Shown]) -> Iterator[int]:
    """What a page says several times, each time with the agency behind that took the picture."""
    credited = [at for at, line in enumerate(lines) if line.is_kept and _AGENCY.search(line.text, len(line.text) - 80)]
    times = Counter(lines[at].text for at in credited)
    return (at for at in credited if times[lines[at].text] > 1)


def _blocks(lines: Sequence[Shown], below: Sequence[int]) -> Iterator[int]:
    """Where a picture was taken from and the line right below it, which blank lines part from what is above and below.

    The standfirst stands between both and the headline, so that the line is not the article's first.
    """
    for before, at, caption in zip(below, below[1:], below[2:], strict=False):
        is_block = caption == at + 1 and before < at - 1 and caption + 1 < len(lines) and lines[caption + 1].is_blank
        is_one = is_block and len(lines[caption].text) <= _MOST_CHARACTERS and not _opens(lines[caption])
        if is_one and lines[before].is_kept and lines[caption].is_kept and _MADE.fullmatch(lines[at].text):
            yield from (here for here in (at, caption) if lines[here].is_kept)


def _opens(line: Shown) -> bool:
    if not line.is_kept:
        return False
    return dateline_of(line.text, ()) is not None or _LIKE_DATELINE.match(line.text) is not None


def _is_caption(lines: Sequence[Shown], at: int, title: str) -> bool:
    """Whether a line tells who is where, or what the headline says and more, or ends in a credit."""
    text = lines[at].text
    # What stood in the same line was told from it already.
    is_before_credit = at + 1 < len(lines) and _is_bracketed_credit(lines[at + 1])
    if is_before_credit or _BRACKETED.search(text) or _NAMED.fullmatch(text):
        return True
    is_headed = text.startswith(f"{title} ") and len(text) > len(title) + _LEAST_MORE
    credit = [*_CREDITED.finditer(text, max(0, len(text) - _MOST_CREDIT))][-1:]
    is_credited = bool(credit) and credit[0].end() == len(text)
    return is_headed or is_credited or _is_named_behind(text) or _PLACED.search(text) is not None or _is_credit(text)


def _is_bracketed_credit(line: Shown) -> bool:
    """Whether a line is what stood in brackets behind a caption; what closes an article does not stand above it."""
    is_closing = line.rule == "editor-initials" and "/" in line.text
    return line.text.startswith("(") and (line.rule in _SHOWN or is_closing)


def _dated_above_photo(lines: Sequence[Shown], above: Sequence[int]) -> Iterator[int]:
    """Whose a picture is, and right above it what it shows, if that ends with the day on which it was taken."""
    for at, credit in pairwise(above):
        if lines[at].is_kept and _DATED.search(lines[at].text) and _PHOTO.fullmatch(lines[credit].text):
            yield from (here for here in (at, credit) if lines[here].is_kept)


def _is_named_behind(text: str) -> bool:
    """Whether the names of who took a picture stand behind what it shows."""
    found = _NAMED_BEHIND.search(text) if text.endswith(")") else None
    return found is not None and " " in found["names"] and are_names(found["names"])


def _credited(lines: Sequence[Shown], above: Sequence[int]) -> Iterator[int]:
    """The line below the credit of a picture, if it is the last one above the dateline."""
    for credit, at in pairwise(above):
        is_below = _is_credit(lines[credit].text) and at == above[-1]
        if is_below and lines[at].is_kept:
            yield at


def _is_credit(text: str) -> bool:
    """Whether a line only tells whose a picture is."""
    if _MADE.fullmatch(text):
        return True
    found = _CREDIT.fullmatch(text)
    if found is None:
        return False
    sides = (found["outlet"], found["names"]), (found["names"], found["outlet"])
    return any(are_names(names) and _is_outlet(outlet) for outlet, names in sides)


def _is_outlet(text: str) -> bool:
    return "." in text or text.isupper() or any(is_outlet_word(word.lower()) for word in _PARTS.split(text))
