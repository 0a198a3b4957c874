"""Whether nobody would read on from a row of a page's pieces into the sentence that stands behind it.

Strategy: a sentence that begins with a word that begins sentences, a quotation or a dateline is one by itself. Before a
name, or any other word, several pieces are a page's, one that is set as labels are, and a whole prompt.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from kliping.cleaning.dateline import dateline_of
from kliping.cleaning.lexicon import folded, lexicon
from kliping.cleaning.openers import is_addressed, is_quoted, opens_quotation, opens_sentence
from kliping.cleaning.prose import LEAST_SENTENCE, are_sentence, ends_with_stop
from kliping.cleaning.rules import PAGE_WORDS, is_bare_label, is_listed, ruling_of
from kliping.cleaning.scripts import is_unspaced

NAMING = frozenset("byline editor-credit source-line photo-credit".split())
OPEN_BRACKETS = {"(": ")", "[": "]", "（": "）", "【": "】", "［": "］", "＜": "＞"}
# Of these a single word is no piece by itself, though it stands behind the last sentence.
OF_ONE_WORD = frozenset({"page-tool", "tag-line", "section-name"})
_LEAST_PROMPT = 3
_LEAST_TAGS = 2
_MOST_JOINING = 3
_LEAST_UNSPACED = 4
_MOST_DATELINE = 100
_DASHES = ("-", "–", "—", ":")
_EDGES = " \t.·•*:|()[]"
_PARTING = re.compile(r"\s[-–|·•>»/]\s")
_QUOTED = re.compile(r"[\"“«„][^\"”»“]+")
_APART = re.compile(r"[\s\"“«„]+")
_WORD = re.compile(r"[^\W\d_][\w.-]*\w")
_NEXT_WORD = re.compile(r"\S+\s*")
_CRIES = ("!", "?", "...", "…")
_SENTENCE = re.compile(r"[^.!?؟。！？]*")
# Rules whose pieces stand for themselves when they are set as labels are, each word with a capital.
_LABELS = frozenset("related-label share-prompt comment-prompt follow-prompt subscribe-prompt page-label".split())
# Of these a single word is one before a word that begins sentences.
_ALONE = frozenset("related-label comment-prompt share-prompt subscribe-prompt ad-marker".split())
_OF_RIGHTS = frozenset("copyright-line republication-note".split())


class Piece(NamedTuple):
    """A piece of a page: what it says, where it ends with the space after it, and the rule that it falls under."""

    text: str
    end: int
    rule: str


def is_apart(text: str, start: int, row: Sequence[Piece], is_behind_noise: bool) -> bool:
    """Whether nobody would read on from a row into what follows it."""
    last, end = row[-1], row[-1].end
    words = sum(len(words_of(piece)) for piece in row)
    is_several = len(row) + is_behind_noise > 1 or _PARTING.search(last.text) is not None
    if end == len(text):
        return is_several or words > 1 or last.rule not in OF_ONE_WORD
    if is_quoted(text, start):
        return False
    if last.text[0] in OPEN_BRACKETS:
        return not text[end].islower() and start > 0
    if has_stop(last):
        return not text[end].islower() and not (start == 0 and last.rule in NAMING)
    if opens(text, end):
        is_sure = is_several or words > 1 or (start > 0 and last.rule in _ALONE and last.text[-1].isalpha())
        return is_sure and (not is_bare_label(last.text) or _is_label(last) or is_prose(text, end))
    if last.rule in NAMING or not is_sentence(text, end) or _may_go_on(text, last):
        return False
    if is_unspaced(text[start]):
        return is_several or len(last.text) >= _LEAST_UNSPACED
    return (is_several and words > 1) or _stands_alone(last)


def opens(text: str, at: int) -> bool:
    """Whether a sentence, a quotation or a dateline begins at a place."""
    if (opens_sentence(text, at) and not is_addressed(text, at)) or opens_quotation(text, at):
        return True
    return _opens_dateline(text[at : at + _MOST_DATELINE])


def _opens_dateline(ahead: str) -> bool:
    """Whether a dateline begins a text, and no name that stands before one: "Nama Contoh KABAR.COM, BENTARA - "."""
    found = dateline_of(ahead, ()) if any(dash in ahead for dash in _DASHES) else None
    if found is None:
        return False
    first, *others = (word for word in _WORD.findall(ahead[: found.end]) if len(word) > _MOST_JOINING)
    has_domain = any("." in word for word in others)
    return first.isupper() or not (has_domain or ("." not in first and any(map(str.isupper, others))))


def words_of(piece: Piece) -> list[str]:
    """The words of a piece, without the signs that stand alone in it."""
    return [word for word in piece.text.split() if any(map(str.isalnum, word))]


def has_stop(piece: Piece) -> bool:
    """Whether a piece ends as a sentence does, in bold as well."""
    return ends_with_stop(piece.text.rstrip("*_")) and piece.text[-1] not in ")]"


def is_whole(piece: Piece) -> bool:
    """Whether a piece has no stop, or is a sentence with it; of what is listed only a full stop is none of its own."""
    if piece.text[0] in OPEN_BRACKETS:
        return is_bracketed(piece)
    if piece.rule == "tag-line" and len(words_of(piece)) < _LEAST_TAGS:
        return False
    is_cry = piece.text.endswith(_CRIES) and is_listed(piece.text)
    return not has_stop(piece) or is_cry or _is_own_sentence(piece)


def is_bracketed(piece: Piece) -> bool:
    """Whether what stands in brackets is a page's, and no remark or source of a sentence's."""
    if piece.rule == "editor-initials":
        return piece.text.islower() or any(map(str.isdigit, piece.text)) or "/" not in piece.text or "." in piece.text
    first = folded(words_of(piece)[0].strip(_EDGES)) if words_of(piece) else ""
    return piece.rule != PAGE_WORDS and lexicon().credits.get(first) != "source-line"


def _is_own_sentence(piece: Piece) -> bool:
    """Whether a piece with a stop is a sentence of the page's own; one of a page's words is said by people as well."""
    if piece.rule in _OF_RIGHTS or lexicon().sentence.fullmatch(piece.text):
        return True
    is_prompt = piece.rule.endswith("-prompt") and len(words_of(piece)) >= _LEAST_PROMPT
    return is_prompt and piece.text[-1] != "?" and lexicon().addressing.search(piece.text) is not None


def _stands_alone(piece: Piece) -> bool:
    """Whether a piece is a label, set as such, or a whole prompt."""
    words = words_of(piece)
    if piece.rule not in _LABELS or len(words) < 2:
        return False
    return _is_label(piece) or (piece.rule.endswith("-prompt") and len(words) >= _LEAST_PROMPT)


def _is_label(piece: Piece) -> bool:
    """Whether the words of a piece have capitals, but for short ones within it."""
    words = words_of(piece)
    return words[-1][0].isupper() and not any(word[0].islower() for word in words if len(word) > _MOST_JOINING)


def is_sentence(text: str, at: int) -> bool:
    """Whether what stands at a place is a sentence: words enough, not all of them with capitals."""
    if is_unspaced(text[at]):
        found = _SENTENCE.match(text, at)
        return found is not None and text[found.end() : found.end() + 1] == "。" and " " not in found[0].strip()
    found = _SENTENCE.match(text, at)
    words = found[0].split() if found else []
    small = sum(_is_small(word[0]) for word in words)
    return text[at].isalpha() and are_sentence(len(words), small)


def is_prose(text: str, at: int) -> bool:
    """Whether a sentence is set as sentences are, most of its words small, and no title behind "Don't miss"."""
    found = _QUOTED.match(text, at) or _SENTENCE.match(text, at)
    words = [word for word in re.split(_APART, found[0]) if word[:1].isalpha()] if found else []
    return len(words) >= LEAST_SENTENCE and 2 * sum(map(_is_small, (word[0] for word in words))) > len(words)


def _is_small(letter: str) -> bool:
    """Whether a letter is none that names begin with; in some scripts that is any."""
    return letter.isalpha() and not letter.isupper()


def _may_go_on(text: str, piece: Piece) -> bool:
    """Whether a piece would be one with the next words as well."""
    start = text.rfind(piece.text, max(0, piece.end - 2 * len(piece.text) - 2), piece.end)
    end = piece.end
    for _ in range(2):
        found = _NEXT_WORD.match(text, end)
        end = found.end() if found else end
        if ruling_of(text[start:end].strip()):
            return True
    return False
