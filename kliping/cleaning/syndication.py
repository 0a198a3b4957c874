"""What a feed adds below an article: where it appeared first, a link to the rest of it.

Strategy: rules for whole paragraphs among the last, as publishing systems word them in several languages.
"""

import re

_MOST = 400
_FOOTER = re.compile(
    r"the post .+ (?:appeared first|first appeared) on .+|"
    r"(?:tulisan|artikel|postingan|pos) .+ (?:tampil|muncul|diterbitkan) pertama kali (?:pada|di) .+|"
    r"(?:tulisan|artikel|postingan|pos) .+ pertama kali (?:tampil|muncul|diterbitkan) (?:pada|di) .+|"
    r"(?:der )?beitrag .+ erschien zuerst auf .+|"
    r"l[’']article .+ est apparu en premier sur .+|"
    r"la entrada .+ (?:se publicó primero|aparece primero) en .+|"
    r".+ yazısı ilk önce .+ üzerinde ortaya çıktı\.?|"
    r"(?:the )?(?:rest|remainder) of (?:this|the) (?:article|entry|post) .+|"
    r"ظهرت المقالة .+ أولاً على .+|"
    r"投稿 ?.+ ?は .+ に最初に表示されました。",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"\W*(?:continue reading|read more|read the (?:full|whole) (?:article|story|post)|full (?:article|story)|"
    r"baca selengkapnya|selengkapnya|weiterlesen|lire la suite|leer más|seguir leyendo|devamını oku|devamı|"
    r"اقرأ المزيد|المزيد|続きを読む)\b.{0,160}",
    re.IGNORECASE,
)


def is_footer(text: str) -> bool:
    """Whether a paragraph is one of these."""
    return len(text) <= _MOST and (_FOOTER.fullmatch(text) is not None or _MORE.fullmatch(text) is not None)
