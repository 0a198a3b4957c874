"""Plain text → Markdown that shows exactly that text.

Strategy: escape what would act, where it would act, and nothing else: an ingested article is a file that
an editor reads. A backslash does for what Python-Markdown lets it escape, an entity for the rest.
"""

import re

_ESCAPABLE = r"\\`*_{}\[\]()>#+\-.!|"  # the bar is the tables extension's

# Python-Markdown's tags and comments begin so; any other "<" shows itself.
_TAG = re.compile(r"<(?=[A-Za-z/!?])")
_ENTITY = re.compile(r"&(?=#[\dxX]|\w{1,40};)")
_BACKSLASH = re.compile(rf"\\(?=[{_ESCAPABLE}&<]|$)")
_BACKTICK = re.compile("`")
# Between white space a star or an underscore is itself; between letters an underscore is, too.
_STAR = re.compile(r"(?<!\s)\*|\*(?!\s)")
_UNDERSCORE = re.compile(r"(?<![^\W_])_|_(?![^\W_])")
_LINKS = re.compile(r"\]\s?\[|\]\(|\]:|\[\^")
_BRACKET = re.compile(r"\[")

# Nearly every line has none of these, and is looked at once.
_MAY_MEAN = re.compile(r"[\\&<`*_\[]")
_MAY_START = re.compile(r"[#>+:~|\d-]")
_HEADING = re.compile(r"^#")
_QUOTE = re.compile(r"^>")
_BULLET = re.compile(r"^(?=[-+](?:\s|$))")
_NUMBER = re.compile(r"^(\d+)(?=\.(?:\s|$))")
_RULE = re.compile(r"^(?=-(?:\s{0,2}-){2,}\s*$)")
_DEFINITION = re.compile(r"^:(?=\s)")
_FENCE = re.compile(r"^~(?=~~)")
# Below another line with a bar it makes a table of both.
_TABLE_RULE = re.compile(r"[|: -]+")


def markdown(text: str) -> str:
    """One paragraph of plain text, without line ends and edge white space, as Markdown."""
    return at_start(inline(text))


def at_start(escaped: str) -> str:
    """Escaped text as it can stand at the start of a line: no heading, quote, list, rule or fence begins there."""
    if not _MAY_START.match(escaped):
        return escaped
    escaped = _HEADING.sub(r"\\#", escaped)
    escaped = _QUOTE.sub(r"\\>", escaped)
    escaped = _BULLET.sub(r"\\", escaped)
    escaped = _RULE.sub(r"\\", escaped)
    escaped = _NUMBER.sub(r"\1\\", escaped)
    escaped = _DEFINITION.sub("&#58;", escaped)
    if _TABLE_RULE.fullmatch(escaped):
        escaped = escaped.replace("|", r"\|")
    return _FENCE.sub("&#126;", escaped)


def heading(text: str) -> str:
    """The text of a heading: hash signs at its end would be taken for its closing ones."""
    bare = text.rstrip("#")
    return markdown(bare) + r"\#" * (len(text) - len(bare))


def inline(text: str) -> str:
    """Text as it can stand inside a line."""
    if not _MAY_MEAN.search(text):
        return text
    text = _BACKSLASH.sub(r"\\\\", text)
    text = _ENTITY.sub("&amp;", text)
    # An address may begin with any character: "<#@b>".
    text = text.replace("<", "&lt;") if "@" in text else _TAG.sub("&lt;", text)
    text = _BACKTICK.sub(r"\\`", text)
    text = _STAR.sub(r"\\*", text)
    text = _UNDERSCORE.sub(r"\\_", text)
    return _BRACKET.sub(r"\\[", text) if _LINKS.search(text) else text
