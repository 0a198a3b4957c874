"""What a mail adds to the article in it: headers of a forwarded message, signatures, how to unsubscribe.

Strategy: rules for whole lines, as everywhere; a line is a footer only if it begins as one and is short, so
that an article about newsletters keeps its sentences.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

_PREFIXES = re.compile(
    r"(?:\s*(?:fwd?|re|aw|wg|tr|rv|rif|trs|bls|ilt|ynt|vs|sv)\s*(?:\[\d+\])?\s*[:：]\s*)+", re.IGNORECASE
)
_FORWARDED = re.compile(
    r"-{2,}\s*(?:forwarded message|original message|pesan terusan|pesan asli|weitergeleitete nachricht|"
    r"message transféré|mensaje reenviado|messaggio inoltrato|iletilen mesaj)\s*-{2,}|begin forwarded message:",
    re.IGNORECASE,
)
_MEANING = {
    "from": "from", "dari": "from", "von": "from", "de": "from", "da": "from", "gönderen": "from", "kimden": "from",
    "من": "from", "差出人": "from",
    "date": "date", "tanggal": "date", "sent": "date", "dikirim": "date", "datum": "date", "gesendet": "date",
    "envoyé": "date", "fecha": "date", "enviado": "date", "enviado el": "date", "tarih": "date",
    "gönderildi": "date", "تاريخ الإرسال": "date", "التاريخ": "date", "送信日時": "date", "日付": "date",
    "subject": "subject", "subjek": "subject", "perihal": "subject", "betreff": "subject", "objet": "subject",
    "asunto": "subject", "konu": "subject", "الموضوع": "subject", "件名": "subject",
    "to": "", "kepada": "", "ke": "", "an": "", "à": "", "para": "", "kime": "", "إلى": "", "宛先": "", "cc": "",
    "reply-to": "", "antwort an": "",
}  # fmt: skip
_FIELD = re.compile(rf"\*?({'|'.join(sorted(_MEANING, key=len, reverse=True))})\*?\s?[:：]\*?\s*(.*)", re.IGNORECASE)
_FOOTER = re.compile(
    r"(?:click here to |to )?unsubscribe\b|"
    r"(?:view|read|open) (?:this (?:e-?mail|message|newsletter) )?(?:in (?:your |a )?browser|online)\b|"
    r"you(?:'re| are|'ve| have)? receiv(?:ing|ed) this|this (?:e-?mail|message|newsletter) was sent\b|"
    r"(?:manage|update|change) (?:your )?(?:e-?mail )?(?:preferences|subscription)|sent from my \w+|"
    r"forward(?:ed)? (?:this|to a friend)|was this (?:e-?mail )?forwarded to you|add us to your address book|"
    r"our mailing address is|"
    r"berhenti berlangganan|lihat (?:email ini )?di (?:browser|peramban)|anda menerima (?:email|surel|pesan) ini|"
    r"(?:newsletter )?abbestellen|(?:vom newsletter )?abmelden\W*\Z|"
    r"im browser (?:ansehen|anzeigen|öffnen)|sie erhalten diese|"
    r"se désabonner|se désinscrire|voir (?:cet e-?mail )?dans (?:le|votre) navigateur|vous recevez ce|"
    r"darse de baja|cancelar (?:la )?suscripción|ver (?:este correo )?en (?:el|tu) navegador|recibes este|"
    r"abonelikten çık|bu e-?postayı|tarayıcıda görüntüle|إلغاء الاشتراك|لإلغاء الاشتراك|配信停止|配信解除",
    re.IGNORECASE,
)
_EDGES = " *|•·>-—_[("
_MOST_FOOTER = 240
_HEAD_LINES = 30
_MOST_FIELDS = 10


def bare_subject(subject: str) -> str:
    """A subject without "Fwd:", "Re:" and their kind in other languages."""
    return _PREFIXES.sub("", subject, count=1) if _PREFIXES.match(subject) else subject


def footer_rule(line: str) -> str:
    """The rule under which a line belongs to the mailing, not to the letter; empty where it does not."""
    return "mail-footer" if len(line) <= _MOST_FOOTER and _FOOTER.match(line.strip(_EDGES)) else ""


def forwarded_fields(lines: Sequence[str]) -> Mapping[str, str]:
    """`from`, `date` and `subject` of the message that a mail forwards, as they stand in its text."""
    return {meaning: value for _, meaning, value in _fields(lines, _header_start(lines)) if meaning and value}


def rules_of(lines: Sequence[str]) -> Mapping[int, str]:
    """The numbers of the lines that a mail adds, from 1, each with its rule."""
    start = _header_start(lines)
    rules = dict.fromkeys(range(1, start), "forward-note")
    if start:
        rules[start] = "forward-header"
    rules |= {number: "forward-header" for number, _, _ in _fields(lines, start)}
    is_signed = False
    for number, line in enumerate(lines, 1):
        # RFC 3676 4.3: two hyphens and a space part the signature.
        is_signed = is_signed or (number > start and line == "-- ")
        rule = "signature" if is_signed else footer_rule(line)
        if rule:
            rules.setdefault(number, rule)
    return rules


def _header_start(lines: Sequence[str]) -> int:
    """The number of the line with which a forwarded message's header begins; 0 where there is none.

    Some programs say that a message follows; others begin with who wrote it, and a subject is not far.
    """
    for number, line in enumerate(lines[:_HEAD_LINES], 1):
        if _is_separator(line):
            return number
        field = _FIELD.match(line.strip())
        if field and _MEANING[field[1].lower()] == "from":
            found = {meaning for _, meaning, _ in _fields(lines, number)}
            if {"date", "subject"} <= found:
                return number
    return 0


def _is_separator(line: str) -> bool:
    return _FORWARDED.match(line.strip()) is not None


def _fields(lines: Sequence[str], start: int) -> Iterator[tuple[int, str, str]]:
    """The header lines of a forwarded message: number, meaning, value. `start` is the header's first line."""
    first = start + _is_separator(lines[start - 1]) if start else 0
    for number, line in enumerate(lines[first - 1 : first + _MOST_FIELDS] if start else (), first):
        found = _FIELD.match(line.strip())
        if found:
            yield number, _MEANING[found[1].lower()], found[2].strip(" *")
        elif line.strip():
            return
