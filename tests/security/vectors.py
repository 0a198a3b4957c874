"""Texts that would run a script where they were believed: made from a grammar, by rows of what each part may be.

Each calls `alert`, `confirm`, `prompt` or `__ran`, which the pages of the tests count. All are one text that may stand
in any field: in front matter, in Markdown, in HTML.
"""

from collections.abc import Iterator
from html import escape
from itertools import cycle, product

_CALLS = cycle(("alert(1)", "confirm(1)", "prompt(1)", "__ran(1)", "alert`1`", "top.alert(1)"))
_CALL = "alert(1)"
IMAGE = f"<img src=x onerror={_CALL}>"
SCRIPT = f"<script>{_CALL}</script>"
VECTOR = f"<svg onload={_CALL}>"
# What layouts would show if they took a field for a template of their own.
TEMPLATE_ANSWER = "1787569"

# --- Handlers -------------------------------------------------------------------------------------------------------

_ELEMENTS = (
    "a href=#", "audio src=x", "body", "details open", "div", "button", "iframe src=/", "img src=x", "input autofocus",
    "link rel=stylesheet href=x", "marquee", "math href=x", "object data=x", "p", "select autofocus", "svg",
    "video><source src=x", "x tabindex=0", "table background=x", "video src=x poster=x",
)  # fmt: skip
_HANDLERS = (
    "onerror", "onload", "onfocus", "onclick", "onmouseover", "ontoggle", "onpointerenter", "onanimationstart",
    "onbegin", "onbeforetoggle",
)  # fmt: skip
_SEPARATORS = (
    " {}={}", "/{}={}", "\t{}={}", "\n{}\n=\n{}", '"{}="{}"', " x=y'{}='{}'", " {}='{}'", "\f{}={}", " {}=`{}`",
    " style=x {}={}",
)  # fmt: skip


def _handlers() -> Iterator[str]:
    for element, handler in product(_ELEMENTS, _HANDLERS[:7]):
        yield f"<{element} {handler}={next(_CALLS)}>k</{element.split()[0]}>"
    for separator, handler in product(_SEPARATORS, _HANDLERS[:3]):
        yield f"<img src=x{separator.format(handler, _CALL)}>"
    for handler in _HANDLERS:
        yield f"<IMG SRC=x {handler.upper()}=&#97;lert(1)>"
        yield f"<svg><animate {handler}={_CALL} attributeName=x dur=1s></svg>"
        yield f"<{handler} {handler}={_CALL} tabindex=1>k</{handler}>"


# --- Addresses ------------------------------------------------------------------------------------------------------

_ADDRESSES = (
    f"javascript:{_CALL}", f"JaVaScRiPt:{_CALL}", f" javascript:{_CALL}", f"java\tscript:{_CALL}",
    f"java\nscript:{_CALL}", f"\x01javascript:{_CALL}", f"javascript\t:{_CALL}", f"&#106;avascript:{_CALL}",
    f"&#x6A;avascript:{_CALL}", f"&#0000106avascript:{_CALL}", f"javascript&colon;{_CALL}",
    f"java&Tab;script:{_CALL}", f"java&NewLine;script:{_CALL}", "javascript:alert&lpar;1&rpar;",
    f"javascript&#58;{_CALL}", f"javascript&#x3A;{_CALL}", f"javascript%3A{_CALL}", "javascript:%61lert(1)",
    f"javascript://%0A{_CALL}", f"javascript://example.org/%0A{_CALL}", f"javascript:/*https://*/{_CALL}",
    f"\u2028javascript:{_CALL}", f"\xa0javascript:{_CALL}", f"\ufeffjavascript:{_CALL}",
    f"javascript\uff1a{_CALL}", f"vbscript:{_CALL}", f"livescript:{_CALL}", f"mocha:{_CALL}",
    f"view-source:javascript:{_CALL}", f"feed:javascript:{_CALL}", f"data:text/html,{SCRIPT}",
    "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==", f"DATA:text/html,{escape(SCRIPT)}",
    f"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload='{_CALL}'/>",
    f"data:application/xhtml+xml,<x:script xmlns:x='http://www.w3.org/1999/xhtml'>{_CALL}</x:script>",
    f"blob:javascript:{_CALL}", f"//javascript:{_CALL}", f"https:javascript:{_CALL}", f"mailto:javascript:{_CALL}",
    f'https://h.example/"onmouseover={_CALL}', f"https://h.example/'onmouseover={_CALL} x='",
    f'https://h.example/">{SCRIPT}', f"https://h.example/?</script>{SCRIPT}", f"https://h.example/#{IMAGE}",
    f"https://{IMAGE}.example/", f"https://a:{_CALL}@h.example/", f"j&#x61;v&#x61;script:{_CALL}",
    f"&#x2000;javascript:{_CALL}", f"javascript\x00:{_CALL}", f"\x1bjavascript:{_CALL}",
)  # fmt: skip
_CARRIERS = (
    '<a href="{}">k</a>', "[k]({})", "[k](<{}>)", "<{}>", "[k][r]\n\n[r]: {}", "![k]({})", "<img src='{}'>",
    '<iframe src="{}"></iframe>', '<form action="{}"><button>k</button></form>', '<button formaction="{}">k</button>',
    '<svg><a xlink:href="{}"><text y=20>k</text></a></svg>', '<math><mi href="{}" xlink:href="{}">k</mi></math>',
    '<object data="{}"></object>', '<embed src="{}">', '<meta http-equiv=refresh content="0;url={}">',
    '<base href="{}"><a href=x>k</a>', '<link rel=import href="{}">', '<area href="{}">', '<q cite="{}">k</q>',
    '<svg><use href="{}"/></svg>', '<svg><a><animate attributeName=href to="{}"/></a></svg>',
    '<a href=x ping="{}">k</a>', '[^1]\n\n[^1]: [k]({} "t")', '[k](x "{}")', '<div style="background:url({})">k</div>',
)  # fmt: skip


def _addresses() -> Iterator[str]:
    yield from _ADDRESSES
    for address, carrier in product(_ADDRESSES, _CARRIERS[:3]):
        yield carrier.replace("{}", address)
    for address, carrier in product((_ADDRESSES[0], _ADDRESSES[7], _ADDRESSES[30], _ADDRESSES[33]), _CARRIERS[3:]):
        yield carrier.replace("{}", address)


# --- Elements whose content is read in another way ------------------------------------------------------------------

_CONTAINERS = (
    "style", "title", "textarea", "noscript", "xmp", "noembed", "noframes", "iframe", "template", "script", "select",
    "plaintext", "svg", "math", "svg><desc", "svg><foreignObject", "svg><title", "math><mtext",
    "math><annotation-xml encoding=text/html", "table", "option", "listing",
)  # fmt: skip


def _containers() -> Iterator[str]:
    for opened in _CONTAINERS:
        name = opened.split(">")[-1].split()[0]
        yield f"<{opened}>{IMAGE}</{name}>"
        yield f'<{opened} title="</{name}>{IMAGE}">'
        yield f'<svg><{opened}><p title="</{name}>{IMAGE}">'
        yield f'<math><{opened}><a title="</{name}>{IMAGE}">'
        yield f"<{opened}><!--</{name}>{IMAGE}-->"
    yield from _MUTATIONS


_MUTATIONS = (
    f'<noscript><p title="</noscript>{IMAGE}">',
    f'<svg><style><a id="</style>{IMAGE}">',
    f'<math><mtext><table><mglyph><style><!--</style><img title="--&gt;{escape(IMAGE)}">',
    f"<form><math><mtext></form><form><mglyph><style></math>{IMAGE}",
    f"<math><mtext><table><mglyph><style><math>{IMAGE}",
    f'<svg></p><style><a id="</style>{IMAGE}">',
    f'<math><mi><table><mglyph><svg><mtext><style><path id="</style>{IMAGE}">',
    f"<svg><annotation-xml><foreignobject><style><!--</style><p id='--><img src=x onerror={_CALL}>'>",
    f"<table><td><svg><desc><td></desc></svg><style><a title='</style>{IMAGE}'></style>",
    f"<listing>&lt;img src=x onerror={_CALL}&gt;</listing>",
    f"<xmp>&lt;/xmp&gt;{escape(IMAGE)}</xmp>",
    f"<a title='`--!>{IMAGE}'>k</a>", f"<!--><script>{_CALL}</script>-->", f"<!-- --!>{IMAGE}",
    f"<![CDATA[<]]>img src=x onerror={_CALL}>", f"<?xml-stylesheet ?>{IMAGE}",
    f"<!DOCTYPE x [<!ENTITY y '{IMAGE}'>]>&y;",
    f"<{IMAGE}", f"<<script>{_CALL}//<</script>", f"<scr<script>ipt>{_CALL}</scr</script>ipt>",
    f"<script\x00>{_CALL}</script>", f"<scr\x00ipt>{_CALL}</script>", f"<script/x>{_CALL}</script\t\n x>",
    f"<SCRIPT SRC=data:,{_CALL}></SCRIPT>", f"<script type=module>{_CALL}</script>",
    f"<svg><script>{_CALL}</script></svg>", f"<svg><script href=data:,{_CALL} /></svg>",
    f"<x:script xmlns:x='http://www.w3.org/1999/xhtml'>{_CALL}</x:script>",
    f"<svg xmlns:h='http://www.w3.org/1999/xhtml'><h:script>{_CALL}</h:script></svg>",
    f"<iframe srcdoc='{escape(SCRIPT)}'></iframe>", f"<iframe srcdoc=\"{SCRIPT}\">",
    f"<style>@keyframes x{{}}</style><p style='animation-name:x' onanimationstart={_CALL}>",
    f"<style>*{{x:expression({_CALL});behavior:url(x)}}</style>", f"<style>@import 'javascript:{_CALL}';</style>",
    f"<div style=\"width:expression({_CALL})\">k</div>", f"<p style=-moz-binding:url(javascript:{_CALL})>k</p>",
    f"<a id=x tabindex=1 onfocus={_CALL} autofocus></a>", f"<template shadowrootmode=open>{IMAGE}</template>",
    f"<template><svg onload={_CALL}></template>", f"<form id=f></form><button form=f formaction=javascript:{_CALL}>k",
    f"<input type=image src=x onerror={_CALL}>", f"<isindex action=javascript:{_CALL} type=submit>",
    f"<frameset onload={_CALL}><frame src=javascript:{_CALL}>", f"<applet code=x onerror={_CALL}>",
    f"<keygen autofocus onfocus={_CALL}>", f"<dialog open onclose={_CALL}><form method=dialog><button>k",
    f"<img name=getElementById><form name=body>{IMAGE}</form>", f"<details ontoggle={_CALL} open>k",
    f"<img srcset='x 1x' sizes=1 onerror={_CALL}>", f"<picture><source srcset=x><img onerror={_CALL}></picture>",
    f"<a href=x target=\"<script>{_CALL}</script>\">k</a>",
)  # fmt: skip

# --- Out of an attribute, a script, a comment, a template -----------------------------------------------------------

_WAYS_OUT = (
    '"', "'", '">', "'>", "`>", "\\\">", "</title>", "</style>", "</script>", "</ScRiPt >", "</textarea>", "-->",
    "--!>", "]]>", "?>", "*/", "</noscript>", "</svg>", "&quot;>", "&#34;>", '\\u0022>', "</description>",
    "]]></content>", "</div></body></html>", "\u2028", "\u2029", "\\", "<!--<script>", "%}", "}}",
)  # fmt: skip
_TEMPLATES = (
    "{{1337*1337}}", "${1337*1337}", "#{1337*1337}", "<%= 1337*1337 %>", "{% print(1337*1337) %}",
    "{{'<img src=x>'|safe}}",
    f'{{{{"{IMAGE}"|safe}}}}', "{{constructor.constructor('alert(1)')()}}", "{#", "{{", "{%", "{% raw %}",
    "{{ site.__class__ }}",
    "${alert(1)}", "{{''.__class__.__mro__[1].__subclasses__()}}", "{% include 'base.html' %}", "[[${1337*1337}]]",
)  # fmt: skip


def _ways_out() -> Iterator[str]:
    for way in _WAYS_OUT:
        yield f"{way}{IMAGE}"
        yield f"{way}{SCRIPT}"
        yield f"x{way} onmouseover={_CALL} autofocus onfocus={_CALL} x="
    yield from _TEMPLATES
    yield f'"}};{_CALL};//'
    yield f"';{_CALL};//"
    yield f"\u2028{_CALL}\u2029"
    yield f'{{"@context":"</script>{SCRIPT}"}}'
    yield f"\\u003c/script\\u003e{SCRIPT}"
    yield f"<!--<script>{_CALL}//--></script>"


# --- Markdown -------------------------------------------------------------------------------------------------------

_MARKDOWN = (
    f'```"onmouseover={_CALL}\nk\n```', f"```html\n{IMAGE}\n```", f"~~~ {{.x onclick={_CALL}}}\nk\n~~~",
    f"`{IMAGE}`", f"    {IMAGE}", f"``{SCRIPT}", f"*{IMAGE}*", f"**[k]({IMAGE})**", f"[{IMAGE}](x)",
    f"![{IMAGE}](x)", f'![" onerror="{_CALL}](x)', f'![k](x" onerror="{_CALL})', f"![k](x 'a\"onerror=\"{_CALL}')",
    f'[k](x "\\"onmouseover={_CALL} ")', f"[k](x){{: onclick={_CALL} }}", f"k\n{{: onclick={_CALL} }}",
    f"# k {{: onclick={_CALL} }}", f"# {IMAGE}", f"a | b\n--|--\n{IMAGE} | k", f"a | b\n:-:\" onclick={_CALL}|-\nx | y",
    f"[^{IMAGE}]\n\n[^{IMAGE}]: k", f"[^1]\n\n[^1]: {SCRIPT}", f'[^x"onclick={_CALL}]\n\n[^x"onclick={_CALL}]: k',
    f"*[HTML]: \">{IMAGE}\n\nHTML", f"k\n: {IMAGE}", f"[k]: x \"{IMAGE}\"\n\n[k]", f"<a@b.example{IMAGE}>",
    f"<mailto:a@b.example?x={IMAGE}>", f"<https://h.example/{IMAGE}>", f"[k](\x02javascript:{_CALL})",
    "\x02klzzwxh:0000\x03" + SCRIPT, "\x02wzxhzdk:0\x03", f"<div markdown=1>{SCRIPT}</div>",
    f"<p markdown=block onclick={_CALL}>*k*</p>", f"> {SCRIPT}", f"- {SCRIPT}\n- k", f"1. <div>\n{IMAGE}\n</div>",
    f"[k](data:text/html,{SCRIPT})", f"[k](&#106;avascript&#58;{_CALL})", f"[k](java\\script:{_CALL})",
    f"\\<img src=x onerror={_CALL}>", f"&lt;img src=x onerror={_CALL}&gt;",
    f"&amp;lt;img src=x onerror={_CALL}&amp;gt;",
    f"&#60;script&#62;{_CALL}&#60;/script&#62;", f"&#x3c;img src=x onerror={_CALL}&#x3e;",
)  # fmt: skip

# --- Other alphabets ------------------------------------------------------------------------------------------------

_SPELLINGS = (
    f"+ADw-script+AD4-{_CALL}+ADw-/script+AD4-", f"+ADwAcw-cript+AD4-{_CALL}",
    f"\uff1cscript\uff1e{_CALL}\uff1c/script\uff1e",
    f"\u2039img src=x onerror={_CALL}\u203a", f"<\u017fcript>{_CALL}</\u017fcript>",
    f"<img src=x on\u212aeyup={_CALL} onerror={_CALL}>",
    f"\ufeff{SCRIPT}", f"\u202e{SCRIPT}", f"<\u200bscript>{_CALL}</script>", f"<img\u00a0src=x\u00a0onerror={_CALL}>",
    f"<img\u2028src=x onerror={_CALL}>", f"<img src=x\u2029onerror={_CALL}>", f"\u0085{IMAGE}",
    f"\x7f{IMAGE}", f"\x1b]0;{IMAGE}\x07",
    f"<%00script>{_CALL}</script>", "%3Cscript%3Ealert(1)%3C/script%3E", "\\x3cscript\\x3ealert(1)\\x3c/script\\x3e",
    "\\u003cimg src=x onerror=alert(1)\\u003e", f"\u0c1e{IMAGE}\ud7ff", f"O'Neil \"{SCRIPT}\" & <Sons>",
)  # fmt: skip


def _all() -> Iterator[str]:
    for part in (_handlers(), _addresses(), _containers(), _ways_out(), _MARKDOWN, _SPELLINGS):
        yield from part


VECTORS = tuple(dict.fromkeys(_all()))
