"""The head of a page scraped as text: lines above the first paragraph that tell who wrote, where, when and for whom.

Strategy: a line is taken apart where pages set its parts apart (a bar, a comma, "in"), and counts only if every
part is one of these: names, a place, a moment, an outlet, the time that it takes to read. Other words stay.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, tzinfo
from functools import cache

from kliping.cleaning import dates
from kliping.cleaning.dateline import is_outlet
from kliping.cleaning.lexicon import bare, folded, lexicon
from kliping.cleaning.prose import ends_with_stop
from kliping.cleaning.rules import Ruling, are_names, byline_of, is_credit, rule_of_pattern, ruling_of
from kliping.model import Moment

_MOST_CHARACTERS = 120
_OF_PEOPLE = frozenset({"byline", "editor-credit"})
_MOST_NAMES, _MOST_PLACE, _MOST_OFFICE = 4, 3, 6
_MOST_LABEL = 100  # characters, with what a page sets around it
_BARS = re.compile(r"\s?[|｜•]\s?|\u3000+")
_OF_SITE = re.compile(r"(?P<name>[\w-]+(?:\.[\w-]+)+)\s[-–—]\s(?P<rest>.+)")
_BRACKETED = re.compile(r"(?P<rest>.+?)\s?[(（](?P<name>[^()（）]{2,30})[)）]")
_PARTS = re.compile(r"\s[|•·–—-]\s")
# For whom, or when.
_BEHIND = re.compile(r"\s+[|/]\s+")
_AFTER_NAMES = re.compile(r",\s|\s[|•·–—-]\s")
_PLACED = re.compile(r"(?P<names>.+?) (?:in|en|à|di|aus|from) (?P<place>[^\W\d_a-z].*)")
_BY = re.compile(r"(?P<when>.*\d.*?),? (?:by|oleh|par|por|von|tarafından) (?P<names>[^\d|]{2,60})", re.IGNORECASE)
_JAPANESE_BYLINE = re.compile(
    "(?:記者|執筆|ライター|筆者)[ \u3000](?P<name>[一-龥々]{2,5}[ \u3000]?[一-龥々ぁ-んァ-ヴー]{0,4})|"
    "(?P<named>[一-龥々]{2,5}[ \u3000]?[一-龥々ぁ-んァ-ヴー]{0,4})[ \u3000]?(?:記者|編集委員|論説委員|特派員)"
)
_HOLDER = re.compile(
    r"(?:(?:copyright|©|\(c\))\s?){1,2}(?:(?:19|20)\d\d(?:\s?[-–]\s?(?:19|20)\d\d)?,?\s)?"
    r"(?P<name>[^.,|©]{3,50}?)(?:\s(?:19|20)\d\d)?\s?(?:[.,|]|\s[-–—]\s|\Z)",
    re.IGNORECASE,
)


def head_byline_of(line: str) -> Ruling | None:
    """A byline below a title: "By Name Surname", with a place, a date or the newsroom."""
    with_office = _with_office(line)
    if with_office and _names_an_office(line):
        return with_office
    plain = byline_of(line) or dated_byline_of(line) or published_by(line) or _placed(line) or _of_newsroom(line)
    return plain or with_office or _japanese_byline(line)


def shown_byline_of(line: str) -> Ruling | None:
    """A byline as pages set it, in other letters or with more behind a bar: "by Name Surname | 5 October 2020"."""
    first, _, rest = line.partition(" ")
    opener = next((each for each in lexicon().byline_openers if each.casefold() == first.casefold()), "")
    names = _BEHIND.split(rest.strip())[0]
    ruling = head_byline_of(f"{opener} {names}") if opener and names[:1].isupper() else None
    if ruling is None or not ruling.names:
        return None
    return Ruling("byline", ruling.names.title() if ruling.names.isupper() else ruling.names, ruling.place)


def dated_byline_of(line: str) -> Ruling | None:
    """A byline that tells when as well: "By Name Surname, published on 5 October 2020 – 3 min read."."""
    if len(line) > _MOST_CHARACTERS or not any(map(str.isdigit, line)):
        return None
    parting = _AFTER_NAMES.search(line)
    ruling = byline_of(line[: parting.start()]) if parting else None
    if ruling is None or parting is None:
        return None
    parts = _PARTS.split(line[parting.end() :].rstrip("."))
    return ruling if all(map(_tells_time, parts)) else None


def published_by(line: str) -> Ruling | None:
    """A byline behind the moment: "Posted on 5 October 2020 at 10:15 by Name Surname"; "by Admin" names nobody."""
    by = _BY.fullmatch(line) if len(line) <= _MOST_CHARACTERS else None
    names = by["names"] if by and _tells_time(by["when"]) else ""
    # "oleh redaktur": what somebody is called by the page, in small letters.
    is_named = (are_names(names) and len(names.split()) <= _MOST_NAMES) or (names.isalpha() and names.islower())
    return Ruling("byline", names if is_credit(names) else "") if is_named else None


def moment_beside_names(line: str, lang: str, zone: tzinfo) -> Moment | None:
    """The moment that a byline tells as well: "By Name Surname | Published 5 October 2020, 10:15"."""
    parting = _AFTER_NAMES.search(line)
    parts = _PARTS.split(line[parting.end() :].rstrip(".")) if parting else []
    by = _BY.fullmatch(line)
    parts += [by["when"]] if by else []
    return next((moment for part in parts if (moment := dates.publication(part, lang, zone))), None)


def bare_byline_of(line: str) -> Ruling | None:
    """Names and nothing else, with the place ("Name Surname in Villetest") or the office ("Name Surname / Reporter").

    Only beside a publication line or an office.
    """
    if len(line) > _MOST_CHARACTERS:
        return None
    names, slash, office = line.partition(" / ")
    names = names if slash and is_office(office) else line
    if is_credit(names) and len(names.split()) <= _MOST_NAMES:
        return Ruling("byline", names)
    return _names_in_place(line)


def labelled_names(lines: Iterable[str]) -> dict[int, Ruling]:
    """The lines of credits set on two lines each, a name and what somebody did ("Penulis"), in either order."""
    found: dict[int, Ruling] = {}
    shown = list(lines)
    at = 0
    while at + 1 < len(shown):
        label, names = sorted(shown[at : at + 2], key=_is_not_credit)
        rule = "" if _is_not_credit(label) else lexicon().credits[bare(label)]
        is_pair = rule in _OF_PEOPLE and _is_not_credit(names) and is_credit(names)
        if is_pair and len(names.split()) <= _MOST_NAMES and ruling_of(names) is None:
            found |= dict.fromkeys((at, at + 1), Ruling(rule, names))
        at += 2 if at in found else 1
    return found


def _is_not_credit(line: str) -> bool:
    return len(line) > _MOST_LABEL or bare(line) not in lexicon().credits


def outlet_byline_of(line: str) -> tuple[Ruling, Ruling] | None:
    """Who wrote, and for whom: "Name Surname - Sample Post". Only beside a publication line."""
    names, dash, outlet = line.partition(" | " if " | " in line else " - ")
    is_named = is_credit(names) and len(names.split()) <= _MOST_NAMES
    is_one_name = are_names(outlet) or (len(outlet.split()) == 1 and any(map(str.isupper, outlet)))
    if not dash or not is_named or not is_one_name or len(outlet.split()) > _MOST_PLACE:
        return None
    return Ruling("byline", names), Ruling("source-line", outlet)


def outlet_publication(line: str, lang: str, zone: tzinfo) -> tuple[Moment, str] | None:
    """The moment and the outlet of a line that tells both and nothing else: "5 October 2020 | Sample Times"."""
    apart = _BRACKETED.fullmatch(line) or _OF_SITE.fullmatch(line)
    parts = list(apart.group("rest", "name")) if apart else [part.strip() for part in _BARS.split(line)]
    told = [part for part in parts if rule_of_pattern(part) != "reading-time"]
    if len(told) == 1 and len(told) < len(parts):
        moment = dates.publication(told[0], lang, zone)
        return (moment, "") if moment else None
    if not 1 < len(parts) <= _MOST_NAMES:
        return None
    for name, rest in ((parts[-1], parts[:-1]), (parts[0], parts[1:])):
        moment = dates.publication(" | ".join(rest), lang, zone) if is_outlet(name, {}) else None
        if moment:
            return moment, name
    return None


def named_publication(line: str, lang: str, zone: tzinfo) -> tuple[Moment, str] | None:
    """The moment of a line that begins with a name: "Villa Sample - 5 October 2020, 10:15"; it may be a place's.

    Only below a title, which may be an event's with its day.
    """
    name, dash, rest = line.partition(" - ")
    is_name = are_names(name) and len(name.split()) <= _MOST_PLACE and not any(map(str.isdigit, name))
    moment = dates.publication(rest, lang, zone) if dash and is_name else None
    if moment is None:
        return None
    return moment, name if is_outlet(name, {}) else ""


def is_office(line: str) -> bool:
    """Whether a line says what a writer is, as below a byline: "Local Democracy Reporter, Villetest", "Journaliste"."""
    words = line.partition(",")[0].split()
    is_whole = are_names(line) and not any(map(str.isdigit, line))
    return is_whole and len(words) <= _MOST_OFFICE and _tells_office(words)


def _tells_office(words: Sequence[str]) -> bool:
    """Whether words end, or begin, with the noun for what a writer is."""
    if not words:
        return False
    first, last = folded(words[0]), folded(words[-1])
    is_first = first in lexicon().offices_first and len(words) <= _MOST_PLACE
    return is_first or last in lexicon().offices or lexicon().credits.get(last) in _OF_PEOPLE


def outlet_of_rights(lines: Iterable[str]) -> str:
    """The outlet that a line of copyright names; empty where none looks like one."""
    holders = (match["name"].strip() for line in lines if (match := _HOLDER.search(line.strip())))
    return next((name for name in holders if are_names(name) and is_outlet(name, {})), "")


def _tells_time(part: str) -> bool:
    plain = part.strip()
    rule = rule_of_pattern(plain) or rule_of_pattern(f"{plain}.")
    return rule in {"reading-time", "publication-line"} or dates.publication(plain, "", UTC) is not None


def _with_office(line: str) -> Ruling | None:
    """A byline that tells what its writer is, or for whom: "By Name Surname, Local reporter"."""
    parting = _AFTER_NAMES.search(line) if len(line) <= _MOST_CHARACTERS else None
    ruling = byline_of(line[: parting.start()]) if parting else None
    office = line[parting.end() :] if parting else ""
    words = office.split()
    is_short = len(words) <= _MOST_OFFICE and not ends_with_stop(office)
    is_known = len(words) <= _MOST_PLACE and _tells_office(words)  # in small letters: ", redactora jefe"
    return ruling if is_short and (office[:1].isupper() or is_known) else None


def _names_an_office(line: str) -> bool:
    """Whether a word behind the names says what somebody is, so that they are not two people: ", Local reporter"."""
    words = list(map(folded, line[_parting_end(line) :].split()))
    return any(word in lexicon().credits or word in lexicon().offices for word in words)


def _japanese_byline(line: str) -> Ruling | None:
    """記者 見本太郎, 見本太郎 記者, 見本太郎記者."""
    match = _JAPANESE_BYLINE.fullmatch(line)
    return Ruling("byline", match["name"] or match["named"]) if match else None


def _parting_end(line: str) -> int:
    parting = _AFTER_NAMES.search(line)
    return parting.end() if parting else len(line)


def _placed(line: str) -> Ruling | None:
    opener = next((each for each in lexicon().byline_openers if line.startswith(f"{each} ")), "")
    return _names_in_place(line.removeprefix(opener).strip()) if opener and len(line) <= _MOST_CHARACTERS else None


def _names_in_place(text: str) -> Ruling | None:
    match = _PLACED.fullmatch(text)
    if match is None:
        return None
    names, place = match["names"], match["place"]
    is_named = is_credit(names) and len(names.split()) <= _MOST_NAMES
    is_place = are_names(place) and len(place.split()) <= _MOST_PLACE and not place.isupper()
    return Ruling("byline", names, place) if is_named and is_place else None


def _of_newsroom(line: str) -> Ruling | None:
    """A byline that names nobody to be remembered: "By our newsroom, with Sample Wire"."""
    match = _newsroom().fullmatch(folded(line)) if len(line) <= _MOST_CHARACTERS else None
    if match is None:
        return None
    names = line[len(line) - len(match["names"]) :] if match["names"] else ""
    return Ruling("byline") if not names or are_names(names) else None


@cache
def _newsroom() -> re.Pattern[str]:
    openers = "|".join(re.escape(folded(word)) for word in lexicon().byline_openers)
    names = "|".join(re.escape(folded(word)) for word in lexicon().newsrooms)
    return re.compile(rf"(?:{openers}) (?:{names})(?:,? (?:with|avec|mit|con|dengan|ile|مع) (?P<names>.+))?")
