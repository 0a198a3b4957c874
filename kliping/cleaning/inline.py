"""Noise inside a line: "… KPK. Advertisement Juru Bicara …", where a page's blocks were run together.

Strategy: a marker is one only in its exact form, where a sentence has ended, and before what must be another:
a capital, a quotation, a further marker or the line's end. Forms that are common words too are cut only before
a word that begins sentences and no name. Of "Baca juga: Judul" the headline goes along where its end is sure.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain
from typing import NamedTuple

from kliping.cleaning.apart import is_prose
from kliping.cleaning.closing import is_row_of_labels
from kliping.cleaning.compounds import begins_anew, is_seam
from kliping.cleaning.headlines import end_of_headline
from kliping.cleaning.lexicon import bare, folded, lexicon
from kliping.cleaning.openers import is_addressed, is_quoted, leads_on, opens_quotation, opens_sentence
from kliping.cleaning.pieces import ends_of_pieces
from kliping.cleaning.prose import are_sentence, ends_with_stop
from kliping.cleaning.rights import is_rights
from kliping.cleaning.rules import is_story, is_title_case
from kliping.cleaning.scripts import size
from kliping.cleaning.small_tags import place_of_small_tags
from kliping.cleaning.starts import is_page_thing, is_page_word

# Blocks that were run together without a space leave a stop right before a capital or a bracket. All signs stand at
# the beginning, so that a text is looked through for them at once.
_BOUNDARY = re.compile(
    """[.!?…؟۔。！？:：)\\]](?:(?<=[.!?…؟۔])["'”’»)\\]]*+(?:\\s++|(?=[A-Z(\\[]))|(?<=[。！？])[」』”’）]*+\\s*+"""
    """|(?<=[:：])\\s++(?=["“«]?\\Z)|(?<=[)\\]])\\s++(?=[(\\[A-Z]))"""
)
_INITIALS = re.compile(r"[(\[][a-z]{2,4}\d?(?:[/*-][a-z]{2,4}){1,3}(?:/\*{1,3})?[)\]](?:\Z|\s*(?=[(\[A-Z]))")
_BRACKETED = re.compile(r"[(\[]\s?(?P<label>[^()\[\]:：]{2,40}?)\s?[:：]\s?[^()\[\]]{3,150}[)\]](?:\s++|\Z)")
_JOINT = re.compile(
    r"""(?:\A|(?:(?<=[a-z\d)%\]][.!?…])|(?<=[.!?…,]["'”’)])))\s?,[,\s]*+(?=["“(\[A-Z\d]|\Z)"""
    r"|,[,\s]*+(?=loading\.\.\.\s*\Z)"
)
_LEAST_JOINTS = 2
# Blocks that were run together with nothing between them: "…AdvertisementJuru bicara", "ADVERTISEMENTJuru bicara".
_GLUED = r"(?<=[a-z])(?=[A-Z][a-z])|(?<=[A-Z]{5})(?=[A-Z][a-z])"
_DASHES = "-–—*•"
# Where prose may begin within a prompt's line.
_MAY_BEGIN = re.compile(r"(?<=\s)(?=[^\W\d_a-z]|[\"“«„])")
# A name that a prompt goes on behind.
_NAMED = re.compile(
    r"(?:(?P<domain>[^\W\d_a-z][\w-]*\.[a-z]{2,3}(?:\.id)?)|[^\W\d_a-z]\S*(?: [^\W\d_a-z]\S*){0,2})"
    r" (?:untuk|melalui|lewat|via|di)\s"
)
_SIGN_IN = re.compile(r"(?:sign|log) in\s\Z", re.IGNORECASE)
_FIRST_WORDS = 6
_PLACE_OF_NAME = re.compile(r"(?<=[\s:])[A-Z]")
_OPENING = 3
_BAR = re.compile(r"[|/]\s*+")
_COPYRIGHT = re.compile(r"(?:Copyright )?(?:©|\([Cc]\) ?(?:19|20)\d\d).{0,100}\Z")
_BRACKETS_OR_RIGHTS = "([©C"
_QUOTES = "\"“«‘'„「『¡¿"
# A short line without a stop is a headline, in which every word may have a capital.
_MOST_TITLE = 120
# What a crawler writes before the first line: "date 2020-10 Judul".
_DATED = re.compile(r"date (?:19|20)\d\d-")
# An image without an address, as it stands in a table of them; its exclamation mark ends no sentence.
_NO_IMAGE = "![]()"
_STOP = re.compile(r"[.!?…؟۔。！？]")
_STOP_BEFORE_SPACE = re.compile(r"[.!?…؟۔][\"'”’»)\]]*(?=\s)")
_TAIL_CHARACTERS = 200
# What has more noise than this in one line is no article, and stays as it is from there on.
_MOST_ACRONYM = 4
_MOST_CUTS = 5_000


class Cut(NamedTuple):
    """What is noise in a text: from `start` to `end`, with the space after it."""

    start: int
    end: int


def cuts_of(text: str) -> list[Cut]:
    """The noise inside a text, in order."""
    if text.startswith(_NO_IMAGE) and not text.strip(_NO_IMAGE + " |"):
        return []
    if len(text) <= _MOST_TITLE and not (_STOP.search(text) or _DATED.match(text)):
        return []
    joints = _joints(text)
    starts = [0, *(joint.end for joint in joints)]
    ends = [*(joint.start for joint in joints), len(text)]
    within = (_moved(_cuts_of_block(text[start:end]), start) for start, end in zip(starts, ends, strict=True))
    return sorted(chain(joints, *within))


def _joints(text: str) -> list[Cut]:
    """The commas with which a scrape joined the paragraphs of a page, "… sepekan.,Warga …", where there are several."""
    found = [Cut(match.start(), match.end()) for match in _JOINT.finditer(text)] if _has_joint(text) else []
    return found[:_MOST_CUTS] if len(found) >= _LEAST_JOINTS else []


def _has_joint(text: str) -> bool:
    """Whether a text has what all of them have: quicker to tell."""
    return ".," in text or '",' in text or "”," in text


def _moved(cuts: Sequence[Cut], by: int) -> list[Cut]:
    return [Cut(cut.start + by, cut.end + by) for cut in cuts]


def _cuts_of_block(text: str) -> list[Cut]:
    """The noise inside one block of a page, in order."""
    at = place_of_small_tags(text)
    if at is None:
        return _cuts_of_prose(text)
    return [*_cuts_of_prose(text[:at].rstrip()), Cut(at, len(text))]


def _cuts_of_prose(text: str) -> list[Cut]:
    cuts: list[Cut] = []
    anywhere = [Cut(match.start(), match.end()) for match in lexicon().inline_anywhere.finditer(text)]
    ends_anywhere = dict(anywhere)
    for start in _boundaries(text, anywhere):
        if cuts and start < cuts[-1].end:
            continue
        is_behind_noise = False
        while len(cuts) < _MOST_CUTS and (ends := _ends_of_noise(text, start, is_behind_noise)):
            # A sentence of a page's own that a colon or a capital seems to end goes on as far as its form tells.
            ends = (ends_anywhere[start],) if ends_anywhere.get(start, 0) > ends[-1] else ends
            starts = (start, *ends)
            cuts += map(Cut, starts, ends)
            start, is_behind_noise = ends[-1], True
    return _with_anywhere(anywhere, _with_foot(text, cuts))


def _ends_of_noise(text: str, start: int, is_behind_noise: bool) -> Sequence[int]:
    """Where what stands at a place ends, and each piece of a row of them; none where it is no noise."""
    end = _end_of_noise(text, start)
    if end > start:
        return (end,)
    return ends_of_pieces(text, start, is_behind_noise) if start < len(text) else ()


def _with_foot(text: str, cuts: list[Cut]) -> list[Cut]:
    """The cuts, and what a page sets below an article, where it stands behind the last sentence of a long line."""
    if ends_with_stop(text):
        return cuts
    stop = max((match.end() for match in _STOP_BEFORE_SPACE.finditer(text)), default=0)
    foot = text[stop:]
    if not stop or len(foot) > _TAIL_CHARACTERS or not is_row_of_labels(foot):
        return cuts
    start = stop + len(foot) - len(foot.lstrip())
    return [*(cut for cut in cuts if cut.end <= start), Cut(start, len(text))]


def _with_anywhere(anywhere: Sequence[Cut], cuts: list[Cut]) -> list[Cut]:
    """The cuts, and what no person writes, wherever it stands: "[Gambas:Video]"."""
    found = [each for each in anywhere if not any(cut.start < each.end and each.start < cut.end for cut in cuts)]
    return sorted(cuts + found[: _MOST_CUTS - len(cuts)]) if found else cuts


def _boundaries(text: str, anywhere: Sequence[Cut]) -> Iterator[int]:
    """Where a sentence may begin: behind the end of another, and behind noise that stands `anywhere`."""
    if size(text) > _MOST_TITLE or ends_with_stop(text):
        yield len(text) - len(text.lstrip())
    places = {match.end() for match in _BOUNDARY.finditer(text)}
    places.update(cut.end for cut in anywhere)
    if ":" in text:
        # Nobody writes "Baca juga:" with a capital in the midst of a sentence.
        places |= {match.end() for match in _label_within().finditer(text)}
    yield from sorted(places)


def _end_of_noise(text: str, start: int) -> int:
    """Where the marker that stands at a place ends, with the space after it; the place itself where there is none."""
    if start == len(text) or text[start].islower():
        return start
    sentence_end = _end_of_sentence(text, start)
    if sentence_end:
        return sentence_end
    marked_end = _end_of_marked(text, start) if _may_open(text, start) else 0
    if marked_end:
        return marked_end
    return _end_of_bracketed(text, start) if text[start] in _BRACKETS_OR_RIGHTS else start


def _end_of_marked(text: str, start: int) -> int:
    """Where a label with its headline, a marker or a credit ends; 0 where there is none."""
    label = _labels().match(text, start)
    headline_end = end_of_headline(text, label.end(), start, _is_next) if label else 0
    if headline_end:
        return headline_end
    marker = _markers().match(text, start)
    if marker is None or not _is_noise(text, marker):
        return _end_of_credit(text, start)
    return _end_of_unparted(text, marker) or marker.end()


def _end_of_unparted(text: str, marker: re.Match[str]) -> int:
    """Where a headline ends that no colon parts from its label: "Baca Juga Tiga Jembatan Dibuka Pekan Depan"."""
    if lexicon().labels.get(bare(marker[0])) != "related-label":
        return 0
    end = end_of_headline(text, marker.end(), marker.start(), _is_next, is_sure=True)
    return end if is_title_case(text[marker.end() : end].strip()) else 0


def _end_of_bracketed(text: str, start: int) -> int:
    """Where a label or initials in brackets, or what is told of rights, ends; the place itself where there is none."""
    bracketed = _BRACKETED.match(text, start)
    if bracketed and start and bare(bracketed["label"]) in lexicon().labels and " " in bracketed["label"].strip():
        return bracketed.end()
    initials = _INITIALS.match(text, start)
    if initials and start:
        return initials.end()
    is_last = len(text) - start <= _TAIL_CHARACTERS and "。" not in text[start:]
    is_tail = is_last and _COPYRIGHT.match(text, start) and is_rights(text[start:])
    return len(text) if is_tail and start else start


def _end_of_sentence(text: str, start: int) -> int:
    """Where a sentence of the page's own ends, with the space after it; 0 where there is none."""
    match = lexicon().sentence.match(text, start)
    if match is None or match.end() == start:
        return 0
    end = _before_prose(text, start, match.end())
    if is_story(text[start:end].rstrip()):
        return 0
    rest = text[end:].lstrip()
    if text[start:end].rstrip()[-1:].isalpha() and rest.startswith(":"):
        rest = rest[1:].lstrip()
    if rest and rest[0].isalnum() and not rest[0].isupper():
        return 0
    return len(text) - len(rest)


def _before_prose(text: str, start: int, end: int) -> int:
    """Where a sentence of the page's own ends if no stop parts it from one of the article's that follows it.

    The place where it begins if that cannot be told.
    """
    for found in _MAY_BEGIN.finditer(text, start + 1, end):
        at = found.start()
        if is_quoted(text[start:at], at - start) or _names_the_page(text, at, end):
            continue
        if _may_part(text, at, end) and lexicon().sentence.fullmatch(text, start, len(text[:at].rstrip())):
            return at if _is_parted(text, start, at) else start
    return end


def _names_the_page(text: str, at: int, end: int) -> bool:
    """Whether a name at a place is that of the page, which goes on: "Contoh.com untuk berita", "Contoh lewat https://…"."""
    named = _NAMED.match(text, at, end)
    return named is not None and (named["domain"] is not None or "://" in text[at:end])


def _may_part(text: str, at: int, end: int) -> bool:
    """Whether a sentence of the article may begin at a place, behind words of the page's."""
    words = text[at:end].split()
    small = sum(word[0].islower() for word in words)
    if not text[at].isalpha():
        return opens_quotation(text, at) and is_prose(text, at)
    things = sum(map(is_page_thing, words[:_FIRST_WORDS]))
    is_sentence = are_sentence(len(words), small, times=1 + things)
    return _opens(text, at) or (is_sentence and text[at].isupper() and not is_page_thing(words[0]))


def _is_parted(text: str, start: int, at: int) -> bool:
    """Whether that is sure: a word that leads on, or a name, may go on there; and in German any word may be a noun."""
    if not text[at].isalpha() or _opens(text, at) or _SIGN_IN.search(text, start, at):
        return True
    words = text[start:at].split()
    if is_page_word(words[-1]) or not words[-1].isalpha():
        return not leads_on(words[-1])
    is_foreign = lexicon().openers_alone.union(lexicon().formal).isdisjoint(map(folded, words))
    return words[-1].islower() and not leads_on(words[-1]) and is_foreign


def _opens(text: str, at: int) -> bool:
    """Whether the word at a place begins a sentence; "Anda" has a capital within one as well."""
    return opens_sentence(text, at) and not is_addressed(text, at)


def _is_next(text: str, at: int) -> bool:
    """Whether what stands at a place is noise again, so that a headline or a credit before it has ended."""
    marker = _markers().match(text, at)
    if marker and not marker["opener"] and _is_noise(text, marker):
        return True
    is_label = _labels().match(text, at) is not None or _credit().match(text, at) is not None
    return is_label or lexicon().inline_anywhere.match(text, at) is not None or _end_of_sentence(text, at) > 0


def _end_of_credit(text: str, start: int) -> int:
    """Where "Penulis: Nama" ends, if nothing but noise or the line's end comes after it; else 0."""
    credit = _credit().match(text, start)
    if credit is None or not start:
        return 0
    end = _end_of_names(text, credit)
    while end < len(text):
        bar = _BAR.match(text, end)
        end = bar.end() if bar else end
        if not _is_next(text, end) and not _COPYRIGHT.match(text, end):
            return 0
        following = _credit().match(text, end)
        if following is None:
            break
        end = _end_of_names(text, following)
    return end


def _end_of_names(text: str, credit: re.Match[str]) -> int:
    """Where the names in a credit end: before noise too that has a capital as they have, "Nama Unduh aplikasi"."""
    begin = text.index(":", credit.start()) + 1
    first = _PLACE_OF_NAME.search(text, begin, credit.end())
    following = _PLACE_OF_NAME.finditer(text, first.end(), credit.end()) if first else iter(())
    return next((match.start() for match in following if _is_next(text, match.start())), credit.end())


def _is_noise(text: str, marker: re.Match[str]) -> bool:
    end = marker.end()
    if end == len(text):
        return marker["seam"] != "PR"
    if marker["seam"]:
        return is_seam(text, end, marker["seam"])
    following = _markers().match(text, end)
    # Of one word, either may be a noun of a name: "Advertisement Video Weekly".
    is_several = " " in marker[0].strip()
    if _labels().match(text, end) or (following and (is_several or _is_noise(text, following))):
        return True
    if marker["opener"]:
        return opens_sentence(text, end) and not is_addressed(text, end)
    if marker[0].strip() in lexicon().marker_languages and text[end - 1].isspace():
        return begins_anew(text, end, marker[0].strip(), opens_sentence(text, end))
    first = text[end : end + 3].lstrip(_QUOTES + " \u202f")[:1]
    return first.isalpha() and not first.islower() and not (marker[0].isupper() and _is_shouted(text, end))


def _is_shouted(text: str, at: int) -> bool:
    """Whether words in capitals go on at a place: "IKLAN ROKOK DILARANG", "IKLAN ROKOK dilarang".

    An acronym may begin a sentence of its own, "IKLAN KPK menahan", and a town in capitals a dateline.
    """
    word, _, rest = text[at : at + 60].partition(" ")
    following = rest.partition(" ")[0]
    is_word = len(word) > _MOST_ACRONYM and word.isalpha()
    return word.isupper() and (following.isupper() or (is_word and following[:1].isalpha()) or following == ":")


def _may_open(text: str, at: int) -> bool:
    """Whether what stands at a place begins as some marker, label or credit does: quicker to tell than which."""
    return text[at : at + _OPENING] in _openings() or text[at : at + 2] in _openings() or text[at] in _openings()


@cache
def _openings() -> frozenset[str]:
    words = lexicon()
    every = (*words.inline_sure, *words.inline_opener, *words.inline_seam, *words.inline_labels, *words.inline_credits)
    return frozenset((*(word[:_OPENING] for word in every), *_DASHES, *"(["))


@cache
def _markers() -> re.Pattern[str]:
    sure, opener = (_alternatives(words) for words in (lexicon().inline_sure, lexicon().inline_opener))
    seam = rf"(?<=[。！？」』）”’\s])(?:{_alternatives(lexicon().inline_seam)})"
    bracketed = rf"\((?:{_alternatives(lexicon().ad_words)})\)|\[(?:{_alternatives(lexicon().ad_words)})\]"
    dashed = rf"[{_DASHES}] ?(?:{sure}|{opener}) ?[{_DASHES}]"
    return re.compile(
        rf"(?:(?P<seam>{seam})(?:\s++|\Z|(?<=ク)(?=\w))"
        rf"|(?:(?P<sure>{sure}|{bracketed}|{dashed})|(?P<opener>{opener})(?: ?[→»>…]{{1,3}})?)"
        rf"(?:\s++|\Z|(?<=[】］）\])])|{_GLUED}))"
    )


@cache
def _labels() -> re.Pattern[str]:
    return re.compile(rf"(?:{_alternatives(lexicon().inline_labels)})\s?(?:[:：]|[|»]|>{{1,3}})\s?")


@cache
def _label_within() -> re.Pattern[str]:
    """Labels of several words before a colon, wherever they stand."""
    words = tuple(word for word in lexicon().inline_labels if " " in word and word[0].isupper())
    return re.compile(rf"\s(?<=\w\s)\s*+(?=(?:{_alternatives(words)})\s?[:：])")


@cache
def _credit() -> re.Pattern[str]:
    """A credit and the names in it, up to the next credit or the end of the names."""
    labels = _alternatives(lexicon().inline_credits)
    word = rf"(?!(?:{labels})\s?:)[A-Z][\w'’.-]*+"
    return re.compile(rf"(?:{labels})\s?:\s?{word}(?:,? (?:dan |and )?{word}){{0,4}}(?:\s++|\Z|(?=[|]))")


def _alternatives(words: tuple[str, ...]) -> str:
    return "|".join(re.escape(word) for word in words)
