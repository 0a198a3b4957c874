"""The dateline of a lead: "Liputan6.com, Ankara - …", "LONDON (Sample Wire) — …", "القاهرة - وكالة عينة: …".

Strategy: what stands before the first dash is a dateline only if every part of it is one: a place, an
outlet, a date. Names alone prove nothing ("Indonesia - Malaysia sepakat"), so brackets, a domain, a double
dash, capitals throughout, a known place or a source of config.yaml must bear witness.
"""

import re
from dataclasses import dataclass, replace
from functools import cache

from kliping.cleaning.dates import Statement, prepared, statement_at_start
from kliping.cleaning.lexicon import folded, is_outlet_word, kin, lexicon, vocabulary
from kliping.cleaning.placenames import WITHIN, readable

_MOST_CHARACTERS = 90
_MOST_PLACE_WORDS = 2
# Spanish agencies write ".-" behind a place.
_DASH = re.compile(
    r"\s(?P<dash>--|[-–—])\s|(?<=[\w)])\s?(?P<tight>--|—)\s?|(?<=[\w)])(?P<stop>\.\s?[-–—])\s|(?<=\))(?P<close>[-–])(?=\w)"
)
# "KABAR.com -Warga", "KABAR.com– Warga", "Kabar, Desa-Warga": only beside an outlet.
_LOOSE = re.compile(r"\s?[-–]\s?(?=[\"'“‘]?[^\W\d_a-z])")
# "KABAR.com, Jakarta: Warga", "Jakarta: Warga".
_COLON = re.compile(r"(?:(?P<source>[\w.-]{3,40}),\s)?(?P<place>[^\W\d_a-z][^:,.]{2,30}):\s(?=[\"'“‘]?[^\W\d_a-z])")
# "KABAR.com, Jakarta Warga menolak", where a page set the dateline in bold and no dash.
_UNDASHED = re.compile(r"(?P<source>[\w.-]{5,40}),\s(?P<names>(?:[^\W\d_a-z][\w'’-]*\s){1,6})(?=[^\W\dA-Z_])")
_SHOUTED = re.compile(r"(?P<source>[A-Z]{4,})\.\s(?=[\"“]?[A-Z])")
# "KABAR.CO.ID - JAKARTA. Warga menolak"
_PLACE_THEN_STOP = re.compile(r"(?P<place>[^\W\d_a-z]{4,}(?:\s[^\W\d_a-z]{3,}){0,2})[./]\s(?=[\"'“‘]?[^\W\d_a-z])")
# "(dpx)", "(dpx/abc)", "(dpx-Muster)": what agencies call themselves in small letters.
_INITIALS = re.compile(r"[a-z]{3,5}(?:/[a-z]{2,5}|-[A-Z][A-Za-z]{1,12})?")
_NO_INITIALS = frozenset(
    {"left", "right", "rear", "red", "ots", "pre", "pro", "non", "mid", "neo", "anti", "post", "alt"}
)
_BRACKETS = "【】（）()［］\\[\\]"
_JAPANESE = re.compile(
    rf"[【（(［\[](?P<place>[^{_BRACKETS}＝=\s]{{1,12}})(?:[＝=]|[\s\u3000]?(?P<day>\d{{1,2}}日)?[\s\u3000])"
    rf"(?P<source>[^{_BRACKETS}]{{1,16}})[】）)］\]]\s?(?:[-–—]\s|[\u3000 ])?"
)
_JAPANESE_NAMED = re.compile(
    rf"【(?:(?P<place>[^{_BRACKETS}・\s]{{1,12}})・)?(?P<source>[^{_BRACKETS}・\s]{{3,16}})】\s?"
)
# 【東京共同】: a place and an agency, shortened.
_JAPANESE_SHORT = re.compile(rf"【(?P<place>[^{_BRACKETS}・＝=\s]{{2,10}}?)(?P<source>共同|時事|ロイター)】\s?")
# What a page itself says in such brackets, and no outlet: 【速報ニュース】.
_NO_JAPANESE_OUTLET = re.compile(".*ニュース|速報.*|号外.*|.{0,3}週刊|通信社|新聞社|放送局|テレビ")
_CJK = re.compile("[\u3041-\u30ff\u3400-\u9fff]")
_KANJI_NAME = re.compile("[\u3400-\u9fff々]{3,6}")
_DOMAIN = re.compile(r"[\w-]{3,30}\.(?:[\w-]{2,30}\.){0,2}(?:[a-z]{2,6}|[A-Z]{2,6})")
_NEWS = re.compile(r"[\w-]+(?:News|NEWS)")
_COMMA = re.compile(r"[,،]|(?<=[.\w])\s?\|\s?(?=\w)")
_WORD = re.compile(r"[^\W\d_][\w'’.&-]*")
_BRACKETED = re.compile(r"(?P<place>[^()]{2,50}?),?\s?\((?P<source>[^()]{2,40})\)")
# "(Sample Wire) --": who reports, and not from where.
_SOURCE_ALONE = re.compile(r"\((?P<source>[^()]{2,40})\)")
# "BERLIN taz | Der Rat": the outlet in small letters, and a bar.
_BAR = re.compile(
    r"(?P<place>[^\W\d_a-z]{4,20}(?:[ -][^\W\d_a-z]{2,20}){0,2}) (?P<source>[\w.]{2,20}) [|–—-] (?=[\"„“]?[^\W\d_a-z])"
)
_ARABIC_COLON = re.compile(r"(?P<place>[^-–—:]{2,30})\s[-–—]\s\(?(?P<source>[^-–—:،.()]{2,40})\)?:\s")
_ARABIC = re.compile("[\u0620-\u064a]")
_STOPPED = re.compile(r"(?P<place>[^\W\d_a-z][^\W\d_]{4,24}(?:-[^\W\d_]{3,20})?)\.\s(?=[\"„“»]?[^\W_a-z])")
_SMALL_WORDS = frozenset(
    {
        "am",
        "an",
        "der",
        "im",
        "sur",
        "sous",
        "les",
        "y",
        "du",
        "des",
        "los",
        "de",
        "del",
        "la",
        "las",
        "el",
        "of",
        "the",
        "al",
        "bin",
        "and",
        "upon",
        "on",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline:
    """Who reports from where; `end` is where the lead begins."""

    end: int
    source: str = ""
    author: str = ""
    place: str = ""
    date: Statement | None = None


def dateline_of(text: str, sources: tuple[str, ...] = (), lang: str = "") -> Dateline | None:
    """The dateline that a paragraph begins with. `sources` are the names that config.yaml knows."""
    found = _dateline(text, sources, lang)
    return replace(found, place=readable(found.place, text[found.end :], lang)) if found else None


def _dateline(text: str, sources: tuple[str, ...], lang: str) -> Dateline | None:
    known = {folded(source): source for source in sources}
    head = text[:_MOST_CHARACTERS]
    colon = _ARABIC_COLON.match(head)
    if colon and _ARABIC.search(colon["place"]) and is_outlet(colon["source"], known):
        return _made(colon.end(), colon["source"], colon["place"], known)
    bracketed = _JAPANESE.match(head)
    if bracketed and _CJK.search(bracketed["place"]):
        return _japanese(bracketed, known)
    short = _JAPANESE_SHORT.match(head)
    if short:
        return _made(short.end(), short["source"], short["place"], known)
    named = _JAPANESE_NAMED.match(head)
    if named:
        return _japanese_named(named, known)
    return (
        _barred(text, known)
        or _dashed(text, known, kin(lang))
        or _loosely_dashed(text, known)
        or _before_colon(text, known)
        or (_undashed(text) if kin(lang) == "id" else None)
        or (_stopped(text) if kin(lang) == "de" else _outlet_then_stop(text))
    )


def _barred(text: str, known: dict[str, str]) -> Dateline | None:
    match = _BAR.match(text)
    is_named = match is not None and match["source"].islower() and is_outlet(match["source"], known)
    return _made(match.end(), match["source"], match["place"], known) if match and is_named else None


def _dashed(text: str, known: dict[str, str], lang: str) -> Dateline | None:
    dash = _DASH.search(text[:_MOST_CHARACTERS])
    if dash is None or dash.end() >= len(text):
        return None
    mark, lead = dash["dash"] or dash["tight"] or dash["stop"] or dash["close"], text[dash.end() :]
    found = _parsed(text[: dash.start()].strip(), mark, lead, known, lang)
    # "Das Haus (alt) - leer": initials are an agency's only where a sentence begins.
    if found is None or (found.source[:1].islower() and lead[0].islower()):
        return None
    place = _PLACE_THEN_STOP.match(lead) if found.source and not found.place else None
    if place and folded(place["place"]) in lexicon().places:
        return replace(found, place=place["place"], end=dash.end() + place.end())
    return replace(found, end=dash.end())


def _loosely_dashed(text: str, known: dict[str, str]) -> Dateline | None:
    """Where a dash has no space on one side, or on none."""
    for dash in _LOOSE.finditer(text[:_MOST_CHARACTERS]):
        head, statement = _without_date(text[: dash.start()].strip())
        parts = [part.strip() for part in _COMMA.split(head)]
        found = _with_source(parts, "-", known) if all(map(_is_name, parts)) and len(parts) <= 3 else None
        if found and _is_placed(found):
            return replace(found, end=dash.end(), date=statement)
    return None


def _is_placed(found: Dateline) -> bool:
    """Whether an outlet is named as none but a dateline does: with a place that is one, or by its domain alone."""
    return folded(found.place) in lexicon().places or (not found.place and _DOMAIN.fullmatch(found.source) is not None)


def _before_colon(text: str, known: dict[str, str]) -> Dateline | None:
    match = _COLON.match(text)
    if match is None or folded(match["place"]) not in lexicon().places:
        return None
    source = match["source"] or ""
    return _made(match.end(), source, match["place"], known) if not source or is_outlet(source, known) else None


def _undashed(text: str) -> Dateline | None:
    """A domain, a place and the sentence without a sign between: the place is a known one, or all names but the last.

    Where more names stand there, nobody can tell where the place ends.
    """
    match = _UNDASHED.match(text)
    if match is None or _DOMAIN.fullmatch(match["source"]) is None:
        return None
    names = match["names"].split()
    others = range(len(names) - 1, 0, -1)
    known = next((length for length in others if folded(" ".join(names[:length])) in lexicon().places), 0)
    length = known or (len(others) if len(others) <= _MOST_PLACE_WORDS else 0)
    place = " ".join(names[:length])
    return _made(match.start("names") + len(place) + (length > 0), match["source"], place, {})


def _outlet_then_stop(text: str) -> Dateline | None:
    """An outlet that is known, in capitals, and a stop: "RMOL. Warga"."""
    match = _SHOUTED.match(text)
    is_outlet = match is not None and folded(match["source"]) in lexicon().outlets
    return _made(match.end(), match["source"], "", {}) if match and is_outlet else None


def _stopped(text: str) -> Dateline | None:
    """A sentence of one word that is a place, as German newspapers begin: "Musterhausen. Der Zug …"."""
    match = _STOPPED.match(text)
    if match is None:
        return None
    word = folded(match["place"])
    is_place = word in lexicon().places or (word.endswith(lexicon().place_endings) and word not in lexicon().no_places)
    return Dateline(end=match.end(), place=match["place"]) if is_place else None


def _japanese(match: re.Match[str], known: dict[str, str]) -> Dateline | None:
    """【東京＝見本新聞】, （東京＝見本通信）, ［東京　５日　見本通信］; 【東京＝見本太郎】 names who reports."""
    place, name = match["place"], match["source"].strip("\u3000 ")
    if is_outlet(name, known):
        return Dateline(end=match.end(), source=known.get(folded(name), name), place=place)
    is_reporter = match[0].startswith("【") and folded(place) in lexicon().places and _KANJI_NAME.fullmatch(name)
    return Dateline(end=match.end(), author=name, place=place) if is_reporter else None


def _japanese_named(match: re.Match[str], known: dict[str, str]) -> Dateline | None:
    """【東京・見本新聞】, 【見本新聞】."""
    place, name = match["place"] or "", match["source"]
    if not is_outlet(name, known) or _NO_JAPANESE_OUTLET.fullmatch(name) or not _CJK.match(name):
        return None
    is_place = folded(place) in lexicon().places or place.endswith(tuple(vocabulary("ja").generic))
    if place and not is_place:
        return None
    return Dateline(end=match.end(), source=known.get(folded(name), name), place=place)


def _parsed(head: str, dash: str, lead: str, known: dict[str, str], lang: str) -> Dateline | None:
    head, statement = _without_date(head)
    alone = _SOURCE_ALONE.fullmatch(head)
    if alone:
        return (
            replace(_made(0, alone["source"], "", known), date=statement) if is_outlet(alone["source"], known) else None
        )
    bracketed = _BRACKETED.fullmatch(head)
    if bracketed:
        return _bracketed(bracketed, statement, known)
    parts = [part.strip() for part in _COMMA.split(head)]
    if not all(map(_is_name, parts)) or len(parts) > 3:
        return None
    found = _with_source(parts, dash, known) or _place_only(parts, dash, lead, statement is not None)
    if found is None and lang == "id" and _is_before_sentence(head, lead):
        found = _made(0, "", head, {})
    return replace(found, date=statement) if found else None


def _bracketed(match: re.Match[str], statement: Statement | None, known: dict[str, str]) -> Dateline | None:
    place, inner = _without_date(match["place"])
    # "LONDON/PARIS (Sample Wire)": from both.
    parts = [part.strip() for part in re.split(r"[,،/]", place)]
    is_place = all(map(_is_name, parts)) and len(place.split()) <= (3 if _ARABIC.search(place) else 6)
    source = match["source"]
    is_agency = _INITIALS.fullmatch(source) is not None and source.partition("-")[0] not in _NO_INITIALS
    is_source = (_is_name(source) and len(source.split()) <= 4) or is_agency
    if not is_place or not is_source:
        return None
    if _is_region(place, source, known):
        return replace(_made(0, "", place, known), date=inner or statement)
    # "TOKYO, Sample Wire (Oct 5)" and "NATO (Pakta …)" are told apart by what the brackets hold.
    return replace(_made(0, source, place, known), date=inner or statement)


def _is_region(place: str, source: str, known: dict[str, str]) -> bool:
    """Whether brackets hold what a place lies in, as French papers write it: "Brest (Finistère)"."""
    is_one_name = len(source.split()) == 1 and source[0].isupper() and not source.isupper() and source.isalpha()
    return is_one_name and not place.isupper() and not is_outlet(source, known) and _ARABIC.search(source) is None


def _with_source(parts: list[str], dash: str, known: dict[str, str]) -> Dateline | None:
    """An outlet and a place, in either order; a double dash makes an outlet of what follows the place."""
    for index, part in enumerate(parts):
        if is_outlet(part, known):
            place = ", ".join(parts[:index] + parts[index + 1 :])
            return _made(0, part, place, known)
    if dash == "--" and len(parts) == 2 and not parts[1].isupper():
        return _made(0, parts[1], parts[0], known)
    return None


def _place_only(parts: list[str], dash: str, lead: str, is_dated: bool) -> Dateline | None:
    place = ", ".join(parts)
    follows = lead.lstrip("\"'“‘«(")[:1]
    if len(parts) > 2 or follows.islower():
        return None
    places = lexicon().places
    is_known = all(folded(part) in places for part in parts) and folded(lead.split(" ", 1)[0]) not in places
    # An acronym comes again ("NATO - … NATO"); a place in capitals does only here.
    # "SAN JOSE, Calif.", "TOKYO, Japan": what follows the comma is what the place lies in.
    is_within = (
        len(parts) == 2 and parts[0].isupper() and parts[1].istitle() and len(parts[1].split()) <= _MOST_PLACE_WORDS
    )
    is_sure = dash != "-" or (is_within and (folded(parts[0]) in places or parts[1].endswith(".")))
    is_shouted = (place.isupper() or is_within) and len(parts[0]) > 4 and is_sure and parts[0] not in lead
    # No acronym is written as VILLETEST-LES-BOIS is.
    is_compound = place.isupper() and not WITHIN.isdisjoint(place.lower().split("-")[1:-1])
    return _made(0, "", place, {}) if is_known or is_shouted or is_dated or is_compound else None


def _is_before_sentence(place: str, lead: str) -> bool:
    """Whether one name or two stand before words that begin a sentence, as Indonesian portals do: "Desa - Sebanyak"."""
    small = lexicon().small_words["id"]
    first, _, rest = lead.partition(" ")
    names = place.split()
    is_name = 1 <= len(names) <= _MOST_PLACE_WORDS and small.isdisjoint(map(folded, names)) and "." not in place
    return is_name and first[:1].isupper() and folded(first) in small and (rest[:1].islower() or rest[:1].isdigit())


def _made(end: int, source: str, place: str, known: dict[str, str]) -> Dateline:
    source = source.strip()
    return Dateline(end=end, source=known.get(folded(source), source), place=place.strip())


def _without_date(head: str) -> tuple[str, Statement | None]:
    """A head without the date after its last comma ("JAKARTA, Oct 5"), and the date."""
    for comma in re.finditer("[,،]", head):
        rest = prepared(head[comma.end() :]).strip()
        statement = statement_at_start(rest, may_be_verb=False)
        if statement and statement.end == len(rest):
            return head[: comma.start()].strip(), statement
        bracket = re.fullmatch(r"(.*?)\s?(\([^()]*\))", head[comma.end() :].strip())
        dated = statement_at_start(prepared(bracket[1]), may_be_verb=False) if bracket else None
        if bracket and dated and dated.end == len(prepared(bracket[1])):
            return f"{head[: comma.start()].strip()} {bracket[2]}", dated
    return head, None


def is_outlet(name: str, known: dict[str, str]) -> bool:
    """Whether a name is an outlet's: known by itself, or by a word in it."""
    if _CJK.match(name):
        return folded(name) in known or folded(name) in lexicon().outlets or name.endswith(_east_asian_outlet_words())
    words = folded(name).replace("-", " ").split()
    is_listed = folded(name) in known or folded(name) in lexicon().outlets or _NEWS.fullmatch(name) is not None
    return is_listed or _DOMAIN.fullmatch(name) is not None or any(map(is_outlet_word, words))


@cache
def _east_asian_outlet_words() -> tuple[str, ...]:
    return tuple(word for word in lexicon().outlet_words if _CJK.match(word))


def _is_name(text: str) -> bool:
    """Up to six words with capitals, or of a script that has none."""
    words = text.split()
    if not 1 <= len(words) <= 6:
        return False
    is_known = folded(text) in lexicon().outlets  # some write themselves small
    return is_known or all(_WORD.fullmatch(word) and (not word[0].islower() or _is_small(word)) for word in words)


def _is_small(word: str) -> bool:
    return word in _SMALL_WORDS or _DOMAIN.fullmatch(word) is not None
