"""What inline elements say that their words alone do not: raised and lowered characters, quotation marks.

Strategy: the words themselves are made to say it, once, before anything reads them, so that headlines, summaries
and tags have it as well as the body: 10⁶ is not 106, whoever drops the element. Struck words stay elements; they
are written as such, and are no part of what is told of an article.
"""

from typing import Any

STRUCK = frozenset({"s", "strike", "del"})
# Unicode 16, 22.4 Superscript and Subscript Symbols: those that fonts have.
_RAISED = str.maketrans("0123456789+-−=()ni, ", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ, ")
_LOWERED = str.maketrans("0123456789+-−=(), ", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎, ")
_SIGNS = {"TM": "™", "tm": "™", "SM": "℠", "sm": "℠"}
_ORDINALS = {"o": "º", "a": "ª"}
_QUOTES = (("“", "”"), ("‘", "’"))
_ALL_QUOTES = frozenset("\"'“”„‟‘’‚«»‹›「」『』")


def spell_out(root: Any) -> None:
    """Write what a page's `sup`, `sub` and `q` elements mean into its text; `root` is changed."""
    for element in list(root.iter("sup", "sub")):
        _set_off(element)
    for element in list(root.iter("q")):
        _quote(element)


def _set_off(element: Any) -> None:
    """A footnote's mark in brackets, and what is only letters, as in 3rd or Mme, reads well as it is."""
    text = element.text_content().strip()
    if element.tag == "sup" and text in _ORDINALS and _before(element)[-1:].isdigit():
        written = _ORDINALS[text]
    elif element.tag == "sup" and text in _SIGNS:
        written = _SIGNS[text]
    else:
        table = _RAISED if element.tag == "sup" else _LOWERED
        written = text if not text.isalpha() or len(text) == 1 else ""
        written = written.translate(table) if written and all(ord(sign) in table for sign in written) else ""
        if not written and _is_formula(text):
            written = f"{'^' if element.tag == 'sup' else '_'}({text})"
    if written:
        _say(element, written)


def _is_formula(text: str) -> bool:
    """Whether a text that has no raised or lowered form is reckoned with."""
    return bool(text) and any(sign in "+-−=0123456789" for sign in text) and text[0] not in "[("


def _say(element: Any, text: str) -> None:
    """Give an element other words, inside the link that holds them all, if there is one."""
    held = element.text_content().strip()
    holder = next((each for each in element.iter("a") if each.text_content().strip() == held), element)
    for child in list(holder):
        holder.remove(child)
    holder.text = text


def _before(element: Any) -> str:
    previous = element.getprevious()
    if previous is not None:
        return str(previous.tail or previous.text_content())
    parent = element.getparent()
    return str(parent.text or "") if parent is not None else ""


def _quote(element: Any) -> None:
    """HTML 4.5.7: readers' programs draw the quotation marks of a `q`, by turns double and single."""
    text = element.text_content().strip()
    if not text or text[0] in _ALL_QUOTES:
        return
    opening, closing = _QUOTES[sum(1 for _ in element.iterancestors("q")) % 2]
    element.text = f"{opening}{element.text or ''}"
    if len(element):
        element[-1].tail = f"{element[-1].tail or ''}{closing}"
    else:
        element.text += closing
