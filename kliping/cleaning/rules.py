"""The named rules by which a line is dropped, by the lexicon alone.

Strategy: a rule matches a whole line or a label with its headline, never a part of a sentence. "Baca juga:
Judul" goes; "Baca juga buku ini sebelum …" is a sentence and stays, and so does what only looks like one.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from kliping.cleaning.dateline import is_outlet
from kliping.cleaning.furniture import is_furniture
from kliping.cleaning.lexicon import Lexicon, bare, folded, lexicon
from kliping.cleaning.rights import is_rights, is_tags

PAGE_WORDS = "page-words"
CAPTION = "gallery-label"
_MOST_CHARACTERS = 200
_MOST_SENTENCE = 600
_MOST_AGO = 30
# ">> Read more of this", "• Read more": what an arrow or a point stands before is longer.
_POINTS, _LEAST_POINTED = ">» •·▪", 8
_MOST_HEADLINE = 150
# Two of them, that a page ran together, behind a label of several words.
_MOST_LABELLED = 190
_MOST_NAMES = 80
_MOST_SMALL_NAMES = 4
_LABELLED = re.compile(r"(?P<label>[^:：>|»]{1,60}?)\s?(?:[:：]|>{1,4}|»|\|)\s?(?P<rest>\S.*)")
# "Also read - Headline": of a label of several words alone, as a dash parts much else.
_DASHED = re.compile(r"(?P<label>[^\W\d_][^:：|–—-]{4,40}?)\s[-–—]\s(?P<rest>[^\W\d_](?:\S* ){3,}\S+)")
_LEAST_IN_MENU = 5
_NAME_WORD = re.compile(r"[^\W\d_][\w'’.-]*,?|[/&|]|[A-Z0-9]{1,6}")
_JOINING = frozenset(
    {"and", "dan", "bin", "binti", "de", "van", "von", "al", "of", "the", "for", "y", "et", "und", "ve"}
)
_NAMING = frozenset({"byline", "editor-credit", "source-line"})
_INITIALS = re.compile(r"[a-z]{2,4}(?:[/-][a-z]{2,4}){0,2}|(?:[^\W\d_a-z]\.\s?){2,4}")
_LINK = re.compile(r"(?P<shown>.{2,60}?)\W*(?:https?://|mailto:)[^\s<>]+>?")
_TOLD = re.compile(r"[^:]{3,60}: ((?:[^\s:]+\s+){6,}[^\s:]*\.)")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_ENDS = (".", "…", ",", ";", "。")
# What a headline has in small letters is short or joins words; most of its words have capitals.
_LEAST_CAPITALS = 0.75
_LEAST_WORDS = 4
_OPENING = 4
_QUOTED = re.compile("\"[^\"]{3,150}\"|“[^”]{3,150}”|(?<=\\s)'[^']{3,150}'(?!\\w)|‘[^’]{3,150}’(?!\\w)")
_BRACKETED_NAME = re.compile(r"\(([^()]{3,50})\)")
_SHOUTED_NAMES = re.compile(
    r"[A-Z][A-Z.'-]+(?: [A-Z][A-Z.'-]*){1,3}(?: ?[|/] ?[A-Z][A-Z.' -]{1,30}){0,3}|[A-Z][A-Z.'-]+ ?\| ?[A-Z .'-]{3,40}"
)
# "Reporting by Name Surname in Villetest, Other Name".
_IN_CHAIN = re.compile(r", | in (?=[A-Z])")
_BRACKETS = "()[]（）［］"
# （見本花子）, （見本はなこ記者）; what else stands alone in brackets is a remark: （敬称略）, （写真も）.
_JAPANESE_NAME = re.compile("[（(](?P<name>[一-龥々]{2}[一-龥々ぁ-んァ-ヴー]{2,5}?)(?:記者|[=＝].{1,8})?[）)]")
_REMARK = re.compile(
    "略|続き?|写真|敬称|注[記意]?|参照|文責|談|終[了わ]|完|全文|以下|詳細|[前中後]編|関連|記事|訳|編集|取材班|支局|共同|時事|通信|新聞|仮名|おわり|つづく"
)
# "Kommentare (12)": how many a page has of them.
_COUNT = re.compile(r"\s?[(\[（]\s?[\d.,]{1,7}\s?件?[)\]）]\Z")
_LAST_INITIAL = re.compile(r"\w{2} [A-Z]\.\Z")
_OFFERS = frozenset({"follow-prompt", "subscribe-prompt"})
_COUNTED = frozenset({"comment-prompt", "share-prompt", "gallery-label"})
_PROMPTS = frozenset({"subscribe-prompt", "follow-prompt", "comment-prompt", "share-prompt", "page-tool"})
_CONTACT = re.compile(r"https?://|www\.|\S@\S|(?<!\w)[@#]\w|\w\.(?:com|co|id|net|org|info|news|tv)\b", re.IGNORECASE)
# Rules whose patterns a sentence has too: what a line of theirs must be besides.
_AGAIN = {"copyright-line": is_rights, "tag-line": is_tags}
_ARTICLES = frozenset("la le les los las el the der die das du des del".split())


@dataclass(frozen=True, slots=True)
class Ruling:
    """The rule that a line falls under, and the names that stand in it (of a byline or a source line)."""

    rule: str
    names: str = ""
    place: str = ""


@lru_cache(maxsize=1024)  # passages ask for that of a line, and so does what judges them
def ruling_of(line: str) -> Ruling | None:
    """The rule that drops a mended line, wherever in a text it stands."""
    if not 0 < len(line) <= _MOST_SENTENCE:
        return None
    plain = line.lstrip(_POINTS)
    return _ruling(line) or (_ruling(plain) if plain != line and len(plain) > _LEAST_POINTED else None)


def _ruling(line: str) -> Ruling | None:
    words = lexicon()
    if words.sentence.fullmatch(line):
        return None if is_story(line) else _matched(line, words.sentences)
    if len(line) > _MOST_CHARACTERS:
        return None
    marker = bare(line)
    rule = words.markers.get(marker) or words.labels.get(marker) or _counted(line, words) or _linked(line, words)
    if rule:
        return Ruling(rule)
    if _is_ago(line, marker, words):
        return Ruling("publication-line")
    found = _labelled(line, words) or _credited(line, words) or _chained(line, words) or _patterned(line, words)
    if found:
        return found
    return Ruling("section-name") if _is_menu(line, words) else Ruling(PAGE_WORDS) if is_furniture(line) else None


def is_story(sentence: str) -> bool:
    """Whether a sentence that is built as one of a page's own tells a story after all.

    A prompt may be built as many a sentence is: "Support local journalism" and "Support local journalism projects fell
    by a third". It is one if it speaks to the reader or shows an address, or if nothing happens in it.
    """
    if is_said(sentence):
        return True
    ruling = _matched(sentence, lexicon().sentences)
    return ruling is not None and ruling.rule in _PROMPTS and _narrates(_QUOTED.sub("", sentence))


def _narrates(sentence: str) -> bool:
    words = lexicon()
    if words.addressing.search(sentence) or _CONTACT.search(sentence):
        return False
    return words.narrating.search(sentence) is not None


def is_said(sentence: str) -> bool:
    """Whether a sentence names who speaks, outside what it quotes: "Simak video 'Nama Ungkap Sebabnya'" does not."""
    said = lexicon().said
    return said.search(sentence) is not None and said.search(_QUOTED.sub("", sentence)) is not None


def _is_ago(line: str, marker: str, words: Lexicon) -> bool:
    """Whether a line says in digits how long ago, and nothing else: in words it may be a heading of a story's."""
    return len(line) <= _MOST_AGO and any(map(str.isdigit, line)) and words.relative.fullmatch(marker) is not None


def is_title_case(text: str) -> bool:
    """Whether a text is set as headlines are, most of its words with a capital, and ends as none that is a sentence."""
    if len(text) > _MOST_HEADLINE or text.rstrip("\"'”’").endswith((".", ",", ";", ":")):
        return False
    found: list[str] = re.findall(r"\w[\w'’-]*", text)
    words = [word for word in found if len(word) > 3 or not word.islower()]
    if len(words) < _LEAST_WORDS:
        return False
    return sum(word[0].isupper() or word[0].isdigit() for word in words) >= len(words) * _LEAST_CAPITALS


def byline_of(line: str) -> Ruling | None:
    """A byline without a colon, "By Name Surname": to be believed only right below a title."""
    for opener in lexicon().byline_openers:
        names = line[len(opener) + 1 :].strip()
        if (
            line.startswith((f"{opener} ", f"{opener.lower()} "))
            and len(names.split()) > 1
            and are_names(names)
            and not _names_day(names)
        ):
            return Ruling("byline", names.rstrip(","))
    return None


def _names_day(text: str) -> bool:
    """Whether a weekday is among the words, as in a heading: "By Monday Morning"."""
    return any(folded(word) in lexicon().weekdays for word in text.split())


def is_bare_label(line: str) -> bool:
    """Whether a line is a label and nothing more."""
    return bare(line) in lexicon().labels


def is_listed(line: str) -> bool:
    """Whether the lexicon lists a line word for word."""
    marker = bare(line)
    return marker in lexicon().markers or marker in lexicon().labels


def is_credit(line: str) -> bool:
    """Whether a line is two or more names and nothing more."""
    return len(line) <= _MOST_NAMES and len(line.split()) > 1 and are_names(line) and not any(map(str.isdigit, line))


def closing_credit_of(line: str) -> Ruling | None:
    """Who wrote an article, in a line at its end: "(Nama Contoh)", "NAMA | CONTOH KABAR", （見本花子）."""
    bracketed = _BRACKETED_NAME.fullmatch(line)
    if bracketed:
        is_named = is_credit(bracketed[1]) and not bracketed[1].isupper()
        return Ruling("byline", bracketed[1]) if is_named else None
    japanese = _JAPANESE_NAME.fullmatch(line)
    if japanese and not _REMARK.search(japanese["name"]):
        return Ruling("byline", japanese["name"])
    return Ruling("byline") if _SHOUTED_NAMES.fullmatch(line) else None


def _counted(line: str, words: Lexicon) -> str:
    """The rule of a prompt behind which stands how many there are."""
    count = _COUNT.search(line)
    rule = words.markers.get(bare(line[: count.start()]), "") if count else ""
    return rule if rule in _COUNTED else ""


def _linked(line: str, words: Lexicon) -> str:
    """The rule of a prompt to subscribe or to leave behind which its address stands."""
    link = _LINK.fullmatch(line) if "http" in line or "mailto:" in line else None
    rule = words.markers.get(bare(link["shown"]), "") if link else ""
    return rule if rule == "subscribe-prompt" else ""


def _labelled(line: str, words: Lexicon) -> Ruling | None:
    is_bracketed = line[0] in _BRACKETS and line[-1] in _BRACKETS
    match = _LABELLED.fullmatch(line[1:-1].strip() if is_bracketed else line)
    if match is None:
        return _dashed(line, words) or _headed(line, words)
    label, rest = bare(match["label"]), match["rest"]
    is_headline = is_title_case(rest) if label in words.cautious else _is_headline(rest)
    most = _MOST_LABELLED if " " in label else _MOST_HEADLINE
    if label in words.labels and len(rest) <= most and is_headline:
        return Ruling(words.labels[label])
    return _named(words.credits.get(label, ""), rest)


def _is_headline(text: str) -> bool:
    """Whether what stands behind a label may be a headline: one that was cut short ends in dots."""
    return not text.endswith(_ENDS) or (text.endswith(("…", ".")) and is_title_case(text.rstrip("….")))


def _dashed(line: str, words: Lexicon) -> Ruling | None:
    """A label of several words, a dash and a headline."""
    match = _DASHED.fullmatch(line) if " - " in line or " – " in line or " — " in line else None
    rule = words.labels.get(bare(match["label"])) if match and " " in match["label"] else None
    if match is None or rule != "related-label" or len(match["rest"]) > _MOST_HEADLINE:
        return None
    return Ruling(rule) if _is_headline(match["rest"]) and not match["rest"][0].islower() else None


def _is_menu(line: str, words: Lexicon) -> bool:
    """Whether a line is a row of sections: "World Business Sport Arts"."""
    if line.count(" ") < _LEAST_IN_MENU - 1 or line[-1] in _ENDS:
        return False
    row = bare(line).replace(" | ", " ").split()
    return len(row) >= _LEAST_IN_MENU and _sections_in(row, words.sections) >= _LEAST_IN_MENU - 1


def _sections_in(row: Sequence[str], sections: frozenset[str]) -> int:
    """How many sections a row of words names, if it names nothing else; else 0."""
    at = count = 0
    while at < len(row):
        length = next((size for size in (3, 2, 1) if " ".join(row[at : at + size]) in sections), 0)
        if not length:
            return 0
        at, count = at + length, count + 1
    return count


def _headed(line: str, words: Lexicon) -> Ruling | None:
    """A label that no colon parts from its headline: "Baca Juga Tiga Jembatan Dibuka Pekan Depan"."""
    parts = line.split()
    for length in (3, 2):
        rule = words.labels.get(bare(" ".join(parts[:length])))
        if rule == "related-label" and is_title_case(" ".join(parts[length:])):
            return Ruling(rule)
    return None


def _named(rule: str, rest: str) -> Ruling | None:
    """A credit before names; initials and addresses stand for names too."""
    if rule == "photo-credit":
        return Ruling(rule) if "/" in rest and all(map(_is_holder, rest.split("/"))) else None
    if rule == "picture-source":
        return Ruling("photo-credit") if all(map(_is_holder, rest.split("/"))) else None
    if rule not in _NAMING:
        return None
    outlet = rest.partition(" + ")[0]
    if rule == "source-line" and is_outlet(outlet, {}):
        return Ruling(rule, outlet)
    is_named = are_names(rest) or (rule != "source-line" and (_are_small_names(rest) or _end_in_initial(rest)))
    if is_named:
        return Ruling(rule, rest.rstrip(","))
    return Ruling(rule) if _ADDRESS.fullmatch(rest) or _INITIALS.fullmatch(rest) else None


def _end_in_initial(text: str) -> bool:
    """Whether a text is names of which the last is an initial with its stop: "Nama Contoh F."."""
    return text.endswith(".") and _LAST_INITIAL.search(text) is not None and are_names(text[:-1])


def _are_small_names(text: str) -> bool:
    """Whether a text is a name of a few words that somebody typed small, and no word that sentences have."""
    words = text.split()
    is_sized = 1 < len(words) <= _MOST_SMALL_NAMES and all(word.isalpha() and len(word) > 2 for word in words)
    return is_sized and not any(folded(word) in lexicon().openers or folded(word) in lexicon().speech for word in words)


def _is_holder(text: str) -> bool:
    """Whether a text is who may hold the rights of a picture; outlets have small words within their names."""
    words = [word for word in text.split() if folded(word) not in _ARTICLES]
    return are_names(" ".join(words)) and not text.strip().islower()


def _credited(line: str, words: Lexicon) -> Ruling | None:
    """Several credits in one line: "Penulis: Nama | Editor: Nama"."""
    if line.count(":") < 2:
        return None
    found = list(_credits().finditer(line.strip(_BRACKETS)))
    if len(found) < 2 or found[0].start() > 0:
        return None
    inner = line.strip(_BRACKETS)
    ends = [match.start() for match in found[1:]] + [len(inner)]
    named = [
        _named(words.credits[bare(match["label"])], inner[match.end() : end].strip(" |/,"))
        for match, end in zip(found, ends, strict=True)
    ]
    return named[0] if all(named) else None


def _chained(line: str, words: Lexicon) -> Ruling | None:
    """Credits without a colon: "Additional reporting by Name Surname; Editing by Name Surname"."""
    inner = line.strip(_BRACKETS)
    if inner[:_OPENING] not in _credit_openings():
        return None
    parts = inner.rstrip(".").split(";")
    return Ruling("editor-credit") if all(_is_chain_link(part.strip(), words) for part in parts) else None


def _is_chain_link(part: str, words: Lexicon) -> bool:
    plain = folded(part)
    opener = next((each for each in words.credited if plain.startswith(f"{folded(each)} ")), "")
    names = part[len(opener) :].strip()
    return bool(opener) and len(names.split()) > 1 and all(map(are_names, _IN_CHAIN.split(names)))


@cache
def _credit_openings() -> frozenset[str]:
    """What such a credit begins with: quicker to look up than the whole."""
    return frozenset(credit[:_OPENING] for credit in lexicon().credited)


@cache
def _credits() -> re.Pattern[str]:
    labels = sorted(lexicon().credits, key=len, reverse=True)
    return re.compile(rf"(?:\A|(?<=[\s|/,]))(?P<label>{'|'.join(map(re.escape, labels))})\s?:\s?", re.IGNORECASE)


def rule_of_pattern(line: str) -> str:
    """The rule whose pattern a whole line has; empty where there is none."""
    ruling = _patterned(line, lexicon()) if len(line) <= _MOST_CHARACTERS else None
    return ruling.rule if ruling else ""


def _patterned(line: str, words: Lexicon) -> Ruling | None:
    if not words.pattern.fullmatch(line):
        return None
    known = {rule: expression for rule, expression in words.patterns.items() if _AGAIN.get(rule, bool)(line)}
    ruling = _matched(line, known)
    is_told = ruling is not None and ruling.rule.endswith("-prompt") and _tells(line, words)
    # "Download aplikasi itu gratis, kata bupati."
    is_story = is_told or (ruling is not None and ruling.rule in _OFFERS and is_said(line))
    return None if is_story else ruling


def _tells(line: str, words: Lexicon) -> bool:
    """Whether a line that begins as a prompt goes on to tell a story: "Sign up now: the course is full, she said."."""
    told = _TOLD.fullmatch(line)
    return told is not None and (words.said.search(line) is not None or not words.addressing.search(told[1]))


def _matched(line: str, rules: Mapping[str, str]) -> Ruling | None:
    """The first of some rules whose expression a whole line has; `re` keeps what it has compiled."""
    found = (Ruling(rule) for rule, expression in rules.items() if re.fullmatch(expression, line, re.IGNORECASE))
    return next(found, None)


def are_names(text: str) -> bool:
    """Up to seven words with capitals and no stop: who a credit names, not what somebody said."""
    if len(text) > _MOST_NAMES or text.endswith((".", "?", "!", "؟", ":")):
        return False
    parts = text.split()
    return 0 < len(parts) <= 7 and all(_is_name_word(part) for part in parts)


def _is_name_word(word: str) -> bool:
    if folded(word) in _JOINING:
        return True
    is_small = word[0].islower() and "." not in word
    return _NAME_WORD.fullmatch(word) is not None and not is_small
