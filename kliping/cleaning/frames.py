"""What a page sets around an article as a whole: its sections above the headline, its lists and tags below the end.

Strategy: none of these lines is noise by its own words; their places tell. Above a headline that says more, short
lines are sections if the page's menu stands before them, if several follow each other, or if they are known as
names of sections. Below the last sentence, what follows a label or a prompt that only stands at an article's end
is the page's again, as far as no line of it is a sentence.
"""

import re
from collections.abc import Sequence
from datetime import UTC
from itertools import pairwise, takewhile

from kliping.cleaning import dates
from kliping.cleaning.closing import CLOSING, is_row_of_labels
from kliping.cleaning.lexicon import bare, lexicon
from kliping.cleaning.prose import ends_with_stop
from kliping.cleaning.related import Shown
from kliping.cleaning.rules import byline_of, is_title_case
from kliping.cleaning.scripts import size
from kliping.cleaning.shapes import is_long, is_short, is_title, is_worded
from kliping.cleaning.small_tags import are_small_tags

_HEAD_LINES = 12
_KICKED, _MOST_KICKER_WORDS, _TIMES_KICKER = 3, 5, 1.8
_CREDITS = frozenset({"byline", "editor-credit", "gallery-label"})
# A whole menu may stand above: "• Beranda", "• Politik", "• Olahraga".
_MENU_LINES, _LEAST_IN_MENU = 40, 3
_POINTS = "•·▪*- "
_SITE = re.compile(r"(?:www\.)?[\w-]{3,30}\.(?:com|co|id|net|news)(?:\.id)?", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://[\w.-]+/\S+")
# "Warga menonton pawai dari tepi jalan dan…": no stop, and nothing quoted.
_EXCERPT = re.compile(r"[^\W_a-z][^\"“”]{50,250}[^\W_] ?(?:…|\[…\]|\[\.{3}\])")
_LEAST_EXCERPTS = 3
_TEASER = re.compile(r"\([^\W\d_a-z][^()]{20,150}[.!?]\)")
_MOST_SECTION_WORDS, _MOST_SECTION_COLUMNS = 3, 30
# "Sumber:", of which the name was lost; "via Contoh"; "TAGAR | CONTOH | NC".
_LAST = re.compile(
    r"(?:Sumber|Editor|Penulis|Reporter|Pewarta|Foto|Source) ?:|via [A-Z][\w.]+(?: [A-Z][\w.]+)?|"
    r"[A-Z][A-Z. ]{1,30}(?: \| [A-Z][A-Z. ]{1,30})+"
)
_LEAST_BROKEN = 80
_ENDING = frozenset({"editor-initials", "photo-credit"})
_MENU = frozenset({"page-tool", "page-label"})
_MOST_LEFT = 15
_LEAST_TAGGED = 3
_ABOVE_TAGS = CLOSING | {"embed-label", "video-label"}
_MOST_TRAIL = 60
_MOST_DAY = 150  # characters of a line that tells when, and nothing else


def sections_of(lines: Sequence[Shown]) -> list[int]:
    """Where the names of sections stand above the headline: "Home", "Local", then what the article is called."""
    visible = [at for at, line in enumerate(lines) if not line.is_blank][:_MENU_LINES]
    is_menu = sum(map(_is_point_of_menu, (lines[at] for at in visible))) >= _LEAST_IN_MENU
    visible = visible[: _MENU_LINES if is_menu else _HEAD_LINES]
    head = list(takewhile(lambda at: not is_long(lines[at].text), visible))
    above = takewhile(lambda at: not _is_below_headline(lines[at]), head)
    named = list(takewhile(lambda at: not lines[at].is_kept or _may_stand_above(lines[at].text), above))
    found = [at for at in named if lines[at].is_kept and (is_menu or not _is_day(lines[at].text))]
    rest = head[len(named) :]
    is_known = all(_is_known(lines[at].text) for at in found)
    if not found or not rest or not _is_headline(lines[rest[0]].text, is_known=is_known):
        return []
    has_menu = any(lines[at].rule in _MENU for at in named if at < found[-1])
    return found if has_menu or is_known or len(found) > 1 else []


def kickers_of(lines: Sequence[Shown]) -> list[int]:
    """Where a few words on what an article is about stand above its headline, standfirst and credits."""
    visible = [at for at, line in enumerate(lines) if not line.is_blank][:_HEAD_LINES]
    days = list(takewhile(lambda at: _is_day(lines[at].text), visible))
    kept = [at for at in visible[len(days) :] if lines[at].is_kept][:_KICKED]
    if len(kept) < _KICKED or kept[0] != visible[len(days)]:
        return []
    kicker, headline, standfirst = (lines[at].text for at in kept)
    is_few = len(kicker.split()) <= _MOST_KICKER_WORDS and not ends_with_stop(kicker)
    is_more = len(headline.split()) >= 2 * _MOST_SECTION_WORDS and len(headline) > _TIMES_KICKER * len(kicker)
    is_told = (ends_with_stop(standfirst) or bool(days)) and not is_title_case(standfirst)
    is_credited = any(lines[at].rule in _CREDITS for at in visible if at > kept[1])
    return kept[:1] if is_few and is_more and is_title_case(headline) and is_told and is_credited else []


def _is_known(text: str) -> bool:
    """Whether a line is known as the name of a section, "Berita Bola", or is the address of the page's outlet."""
    name = bare(text)
    is_news = name.startswith("berita ") and len(name.split()) <= _MOST_SECTION_WORDS
    return name in lexicon().sections or is_news or _SITE.fullmatch(text) is not None


def trails_of(lines: Sequence[Shown]) -> list[int]:
    """Where the way to an article stands above its headline, which ends it: "India Politics 17 Apr The Bell Rings"."""
    head = [at for at, line in enumerate(lines) if line.is_kept][:_HEAD_LINES]
    headlines = [lines[at].text for at in head if is_worded(lines[at].text) and is_title(lines[at].text)]
    return [at for at in head if any(_leads_to(lines[at].text, headline) for headline in headlines)]


def _leads_to(text: str, headline: str) -> bool:
    """Whether a line is a headline behind the names of sections."""
    before = text.removesuffix(headline)
    if not 0 < len(before) <= _MOST_TRAIL or len(before) == len(text) or not before[-1].isspace():
        return False
    first, *others = before.split()
    return any(bare(name) in lexicon().sections for name in (first, " ".join([first, *others[:1]])))


def addresses_of(lines: Sequence[Shown]) -> list[int]:
    """Where the address that an article was copied from stands alone above it, or at the head of the page's foot."""
    visible = [at for at, line in enumerate(lines) if not line.is_blank]
    end = max((at for at in visible if lines[at].is_kept and not _ADDRESS.fullmatch(lines[at].text)), default=-1)
    foot = [at for at in visible if at > end] if visible and not lines[visible[-1]].is_kept else []
    return [at for at in (*visible[:_KICKED], *foot) if lines[at].is_kept and _ADDRESS.fullmatch(lines[at].text)]


def teasers_of(lines: Sequence[Shown]) -> list[int]:
    """Where a sentence on another story stands in brackets, right above the initials that close an article."""
    visible = [at for at, line in enumerate(lines) if not line.is_blank]
    above = ((lines[at], at) for at, below in pairwise(visible) if lines[below].rule == "editor-initials")
    return [at for line, at in above if line.is_kept and _TEASER.fullmatch(line.text)]


def leftovers_of(lines: Sequence[Shown]) -> list[int]:
    """Where the tags, headlines and broken teasers stand that a page sets below an article's last sentence."""
    last = next((at for at in range(len(lines) - 1, 0, -1) if not lines[at].is_blank), 0)
    if last and lines[last].is_kept and (_is_broken(lines, last) or _LAST.fullmatch(lines[last].text)):
        return [last]
    end = max((at for at, line in enumerate(lines) if line.is_kept and not _may_be_left(line.text)), default=-1)
    below = [at for at in range(end + 1, len(lines)) if not lines[at].is_blank]
    row = next((at for at in below if lines[at].is_kept and is_row_of_labels(lines[at].text)), None)
    if row is not None:
        return [at for at in below if at >= row and lines[at].is_kept]
    begin = next((at for at in below if lines[at].rule in CLOSING), None)
    if end < 0 or begin is None:
        return []
    found = [at for at in below if at > begin and lines[at].is_kept]
    # One label and one line may be a heading of the article's own and what stands under it.
    is_foot = len(found) > 1 or sum(lines[at].rule in CLOSING for at in below) > 1
    return found if is_foot and len(found) <= _MOST_LEFT else []


def _is_broken(lines: Sequence[Shown], last: int) -> bool:
    """Whether the last line breaks off, right below what closes an article."""
    above = next((at for at in range(last - 1, 0, -1) if not lines[at].is_blank), 0)
    text = lines[last].text
    is_open = text[-1].isalnum() and len(text) >= _LEAST_BROKEN and not is_title_case(text)
    return is_open and lines[above].rule in _ENDING


def excerpts_of(lines: Sequence[Shown]) -> list[int]:
    """Where a page sets how other stories begin below the article: three or more at its end, each cut off by "…"."""
    kept = [at for at, line in enumerate(lines) if line.is_kept]
    found = list(takewhile(lambda at: _EXCERPT.fullmatch(lines[at].text), reversed(kept)))[::-1]
    above = kept[: len(kept) - len(found)]
    is_below = bool(above) and ends_with_stop(lines[above[-1]].text) and any(is_long(lines[at].text) for at in above)
    return found if len(found) >= _LEAST_EXCERPTS and is_below else []


def small_tags_of(lines: Sequence[Shown]) -> list[int]:
    """Where tags in small letters stand below what closes an article: "(abc/def)", then "kereta gantung bentara"."""
    visible = [at for at, line in enumerate(lines) if not line.is_blank]
    if len(visible) < _LEAST_TAGGED or not lines[visible[-1]].is_kept or lines[visible[-2]].rule not in _ABOVE_TAGS:
        return []
    article = "\n".join(lines[at].text for at in visible[:-1] if lines[at].is_kept)
    return visible[-1:] if are_small_tags(lines[visible[-1]].text, article) else []


def _is_below_headline(line: Shown) -> bool:
    """Whether a line tells who wrote, or what somebody did: no menu stands so far down."""
    is_credit = line.rule in {"byline", "editor-credit"} or bare(line.text) in lexicon().credits
    return is_credit or byline_of(line.text) is not None


def _may_stand_above(text: str) -> bool:
    return _is_section(text.lstrip(_POINTS) or text) or _is_day(text)


def _is_point_of_menu(line: Shown) -> bool:
    """Whether a line is the name of a section as a point of a list."""
    name = line.text.lstrip(_POINTS)
    return name != line.text and bare(name) in lexicon().sections


def _is_day(text: str) -> bool:
    """Whether a line is the day on which a page was looked at, and nothing else."""
    return len(text) <= _MOST_DAY and any(map(str.isdigit, text)) and dates.publication(text, "", UTC) is not None


def _is_section(text: str) -> bool:
    is_short = len(text.split()) <= _MOST_SECTION_WORDS and size(text) <= _MOST_SECTION_COLUMNS
    return is_short and not is_worded(text) and not ends_with_stop(text) and not any(map(str.isdigit, text))


def _is_headline(text: str, *, is_known: bool) -> bool:
    """Whether a line says as much as a headline; below what is known as a section it may do so in two sentences."""
    is_called_so = is_title(text) or (is_known and not text.endswith((".", "…", ":")))
    return is_worded(text) and not text[0].islower() and is_called_so


def _may_be_left(text: str) -> bool:
    """Whether a line below an article may be the page's: short words, and no sentence but one question or call."""
    is_statement = ends_with_stop(text) and not text.endswith(("?", "؟", "？", "!", "！"))
    return is_short(text) and any(map(str.isalpha, text)) and not is_statement and "。" not in text
