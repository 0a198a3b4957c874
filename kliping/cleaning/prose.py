"""Sentences, and what is made of the first ones: the title and the summary.

Strategy: a sentence ends at a stop and white space, unless what precedes is an abbreviation or an initial,
or what follows is a small letter. Nothing is reworded; a sentence without end is cut between words.
"""

import re
from collections.abc import Iterator

from kliping.cleaning.lexicon import kin, lexicon
from kliping.cleaning.scripts import space_between

SUMMARY_CHARACTERS = 200
_MOST_TITLE = 300
_MOST_SENTENCE = 600
_MOST_ORDINAL = 2
LEAST_SENTENCE, _LEAST_SMALL = 4, 2

_STOPS = ".!?…؟۔"
# After Chinese and Japanese stops no space follows. A run of stops is looked at once, from its beginning.
_END = re.compile(
    rf"(?<![{_STOPS}])[{_STOPS}]++\s?[»](?=\s)|(?<![{_STOPS}])[{_STOPS}]++[\"'»”’)\]]*+(?=\s)|[。！？]++[」』”’）]*+"
)
_CLOSERS = "\"'»”’)]」』）"
_UNSPACED_STOPS = "。！？"
_OPENING, _CLOSING = re.compile("[「『（]"), re.compile("[」』）]")
_HIRAGANA = re.compile("[\u3041-\u309f]")
# "見本娘。が昨日": a name with a stop of its own; no sentence begins so.
_PARTICLE = re.compile("[がを][\u4e00-\u9fff\u30a1-\u30f4\u300c]")
_QUOTATIONS = (("“", "”"), ("«", "»"), ("「", "」"), ("『", "』"))
# "M.Si.", "S.H.", "EE.UU.": what is shortened in parts.
_IN_PARTS = re.compile(r"[A-Z][a-z]?(?:\.[A-Z][a-z]?){1,3}")
# What only companies are called behind a sign that their name ends with: "Sample! Inc.".
_COMPANIES = re.compile(r"\s(?:Inc|Corp|Ltd|Co|LLC|GmbH|AG|SE|SA|S\.A|Tbk)\b")
# Languages that shorten words to one small letter: "z. B.", "p. m.".
_OF_LETTERS = frozenset({"de", "es"})


def are_sentence(words: int, small: int, times: int = 1) -> bool:
    """Whether so many words, so many of which have no capital, are enough for a sentence, or for several."""
    return words >= times * LEAST_SENTENCE and small >= times * _LEAST_SMALL


def sentences(text: str, lang: str = "") -> Iterator[str]:
    """The sentences of one paragraph, each with its stop."""
    start = at = depth = 0
    for end in _END.finditer(text):
        depth = max(0, depth + _opened(text[at : end.end()])) if end[0][0] in _UNSPACED_STOPS else 0
        at = end.end()
        if depth == 0 and _is_end(text, end, lang):
            yield text[start:at].strip()
            start = at
    rest = text[start:].strip()
    if rest:
        yield rest


def first_sentence(text: str, lang: str = "") -> str:
    """The first sentence of a paragraph; empty where there is none."""
    return next(sentences(text, lang), "")


def summarize(text: str, lang: str) -> str:
    """The first sentence of a text, and those after it while all are together at most 200 characters.

    Paragraphs are lines; white space is folded.
    """
    summary = ""
    for paragraph in text.splitlines():
        for sentence in sentences(" ".join(paragraph.split()), lang):
            joined = f"{summary}{space_between(summary, sentence)}{sentence}"
            longer = joined if summary else shortened(sentence, _MOST_SENTENCE)
            if summary and len(longer) > SUMMARY_CHARACTERS:
                return summary
            summary = longer
    return summary


def title_of(lead: str, lang: str) -> str:
    """The lead sentence without its final stop; what is quoted in it is quoted to its end."""
    sentence = _quoted_whole(lead, lang)
    if sentence.endswith((".", "。", "۔", '."', ".”", "。」")):
        closing = sentence[-1] if sentence[-1] in _CLOSERS else ""
        sentence = sentence.removesuffix(closing).rstrip(".。۔") + closing
    return shortened(sentence, _MOST_TITLE)


def _quoted_whole(lead: str, lang: str) -> str:
    """The first sentence, and those behind it that stand in a quotation which it begins."""
    whole = ""
    for sentence in sentences(lead, lang):
        whole = f"{whole}{space_between(whole, sentence)}{sentence}" if whole else sentence
        if len(whole) > _MOST_TITLE:
            break
        if not _is_open(whole):
            return whole
    return first_sentence(lead, lang)


def _is_open(text: str) -> bool:
    """Whether a quotation that a text begins has not ended in it."""
    return text.count('"') % 2 == 1 or any(text.count(one) > text.count(other) for one, other in _QUOTATIONS)


def ends_with_stop(text: str) -> bool:
    """Whether a line ends as a sentence does."""
    bare = text.rstrip(_CLOSERS + " ")
    return bare.endswith(tuple(_STOPS + "。！？"))


def shortened(text: str, most: int) -> str:
    """At most so many characters, cut between words, with an ellipsis where something was cut."""
    if len(text) <= most:
        return text
    whole, _, _ = text[:most].rpartition(" ")
    # Where words have no spaces between them, the last space may be far back.
    return f"{whole if len(whole) * 2 > most else text[: most - 1]}…"


def _opened(text: str) -> int:
    """How many more brackets a text opens than it closes."""
    return len(_OPENING.findall(text)) - len(_CLOSING.findall(text))


def _is_end(text: str, end: re.Match[str], lang: str) -> bool:
    if end[0][0] in _UNSPACED_STOPS:
        # 「…。」と述べた: what was said goes on in who said it.
        is_quoted = end[0][-1] not in _UNSPACED_STOPS and _HIRAGANA.match(text, end.end()) is not None
        return not is_quoted and _PARTICLE.match(text, end.end()) is None
    following = text[end.end() : end.end() + 2].strip()
    if following[:1].islower():
        return False
    if end[0] in {"!", "?"}:
        return _COMPANIES.match(text, end.end()) is None
    return end[0] != "." or not _is_abbreviation(text, end.start(), lang)


def _is_abbreviation(text: str, stop: int, lang: str) -> bool:
    word = text[max(0, stop - 12) : stop].rpartition(" ")[2].lstrip("(\"'“‘«[„")
    if len(word) == 1 and (word.isupper() or kin(lang) in _OF_LETTERS) and word.isalpha():
        return True
    if _IN_PARTS.fullmatch(word):
        return True
    known = lexicon().abbreviations
    # German ordinals: "am 5. Oktober".
    if kin(lang) == "de" and word.isdigit() and len(word) <= _MOST_ORDINAL:
        return True
    plain = word.casefold()
    return plain in known[kin(lang)] if kin(lang) else any(plain in words for words in known.values())
