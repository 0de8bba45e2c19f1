"""Number words: scale words by language, English number words, Chinese numerals, Roman figures."""

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from mtcheck.core.prepared import STORE
from mtcheck.english.numerals import AMOUNTS, MONTHS, ORDINALS, TENS, UNITS

_COMMON = (
    (12, r"trill[oó]n\p{L}*|trilli?[oó]n\p{L}*|триллион\p{L}*|трлн\.?|трильйон\p{L}*"),
    (9, r"mil millones|mill?iard\p{L}*|mld\.?|mrd\.?|мл(?:рд|д)\.?|миллиард\p{L}*|мільярд\p{L}*|milyar|مليار\p{L}*"),
    (
        6,
        r"mill[oó]n\p{L}*|mill?i[oóõ]n\p{L}*|milh(?:ão|ões)|milione|milioni|mio\.?|mln\.?|млн\.?|миллион\p{L}*"
        r"|мільйон\p{L}*|milyon|مليون\p{L}*",
    ),
    (
        3,
        r"mila?|mille|tausend|tsd\.?|тыс(?:\.|яч\p{L}*)|тис(?:\.|яч\p{L}*)|tys\.?|tisíc|duizend|tusen|bin|آلاف"
        r"|ألف|ألفا",
    ),
    (7, r"करोड़|crores?"),
    (5, r"लाख|lakhs?"),
)

SCALES: dict[str, tuple[tuple[int, str], ...]] = {
    "": _COMMON,
    "de": ((12, r"billion(?:en)?|bio\.?"), *_COMMON),
    "en": (
        (12, r"trillion|tn"),
        (9, r"billions?|bn|[bB](?=\b)"),
        (6, r"millions?|mn|mln|[mM](?=\b)"),
        (3, r"thousands?|[kK](?=\b)"),
        (2, r"hundreds?"),
        (7, r"crores?"),
        (5, r"lakhs?"),
    ),
    "es": ((12, r"bill[oó]n(?:es)?"), *_COMMON),
    "fr": ((12, r"billions?"), (9, r"md\.?"), *_COMMON),
    "nl": ((12, r"biljoen"), (9, r"miljard"), (6, r"miljoen"), *_COMMON),
    "pl": ((12, r"bilion\p{L}*"), *_COMMON),
    "pt": ((9, r"bilh(?:ão|ões)|bi"), (12, r"trilh(?:ão|ões)|tri"), (6, r"mi"), *_COMMON),
    "sv": ((9, r"miljard(?:er)?"), (6, r"miljon(?:er)?"), *_COMMON),
}
"""Language → (power of ten, words for it); the empty code for every other."""

_MONTHS = tuple(month.lower() for month in MONTHS)
_VALUES = (
    {word: value for value, word in enumerate(UNITS)}
    | {word: value for value, word in enumerate(ORDINALS)}
    | {word: value for value, word in zip(range(20, 100, 10), TENS, strict=True)}
    | {word[:-1] + "ieth": value for value, word in zip(range(20, 100, 10), TENS, strict=True)}
    | {word[:-1] + "ies": value for value, word in zip(range(20, 100, 10), TENS, strict=True)}
)
_POWERS = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_WORD = STORE.pattern(r"\p{L}+")


def english_numbers(text: str) -> set[Decimal]:
    """Return the values that English words may stand for, generously: each word alone and each run together."""
    found: set[Decimal] = set()
    run: list[str] = []
    for word in [*_WORD.findall(text.lower()), ""]:
        found |= {Decimal(value) for value in AMOUNTS.get(word, ())}
        if word in _MONTHS or (len(word) == 3 and any(word == month[:3] for month in _MONTHS)):
            found.add(Decimal(1 + next(i for i, month in enumerate(_MONTHS) if month.startswith(word[:3]))))
        singular = word.removesuffix("s")
        if word in _VALUES or singular in _POWERS:
            found.add(Decimal(_VALUES.get(word, _POWERS.get(singular, 0))))
            run.append(word if word in _VALUES else singular)
        elif run and word != "and":
            found.update(map(Decimal, _run_values(run)))
            run = []
    return found


def _run_values(run: list[str]) -> Iterator[int]:
    """Yield what a run of number words stands for, and each of its beginnings."""
    total = part = 0
    for word in run:
        if word in _VALUES:
            part += _VALUES[word]
        elif word == "hundred":
            part = max(1, part) * 100
        else:
            total += max(1, part) * _POWERS[word]
            part = 0
        yield total + part


CJK = "十百千万萬亿億兆만억조천백"
"""The characters that multiply."""
_DIGITS = {
    char: value
    for value, chars in enumerate(("零〇", "一壹", "二贰两兩", "三叁", "四", "五", "六", "七", "八", "九"))
    for char in chars
}
_SMALL = {"十": 10, "百": 100, "백": 100, "千": 1000, "천": 1000}
_LARGE = {"万": 10**4, "萬": 10**4, "만": 10**4, "亿": 10**8, "億": 10**8, "억": 10**8, "兆": 10**12, "조": 10**12}
NUMERALS = STORE.pattern(rf"[{''.join(_DIGITS)}{CJK}]+")
_PIECE = STORE.pattern(rf"\d[\d,.]*|[{''.join(_DIGITS)}{CJK}]")


def cjk_value(text: str) -> Decimal | None:
    """Return the value of a Chinese, Japanese or Korean number, its figures and characters mixed."""
    total = section = Decimal(0)
    number: Decimal | None = None
    pieces = _PIECE.findall(text)
    if len(pieces) > 1 and all(piece in _DIGITS for piece in pieces):
        return Decimal("".join(str(_DIGITS[piece]) for piece in pieces))
    for piece in pieces:
        if piece in _SMALL:
            section += (Decimal(1) if number is None else number) * _SMALL[piece]
            number = None
        elif piece in _LARGE:
            whole = section + (number or 0)
            total += (whole or Decimal(1)) * _LARGE[piece]
            section, number = Decimal(0), None
        else:
            number = Decimal(_DIGITS[piece]) if piece in _DIGITS else _decimal(piece)
            if number is None:
                return None
    return total + section + (number or 0)


def _decimal(figure: str) -> Decimal | None:
    try:
        return Decimal(figure.replace(",", "").rstrip("."))
    except InvalidOperation:
        return None


_ROMAN_FIGURE = STORE.pattern(
    r"(?<![\w.])(?=[IVXLC])(?:C{0,3})(?:X[CL]|L?X{0,3})(?:I[XV]|V?I{0,3})(?!['’]|(?!(?:er?|i?ème|º)\b)\w)"
)
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


def roman_numbers(text: str) -> set[Decimal]:
    """Return the values of Roman figures."""
    found = set()
    for match in _ROMAN_FIGURE.finditer(text):
        values = [_ROMAN[char] for char in match.group()]
        found.add(Decimal(sum(-v if v < max(values[i + 1 :], default=0) else v for i, v in enumerate(values))))
    return found


_STEMS = {
    "de": r"zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|zwanzig|ßig|zig\b|hundert|tausend|dutzend|halb",
    "es": r"\b(?:dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|trece|catorce|quince|dieci\p{L}+"
    r"|veint\p{L}+"
    r"|\p{L}+enta|cien\p{L}*|\p{L}*cient[oa]s|quinient[oa]s|mil|medi[oa]|docenas?)\b",
    "fr": r"\b(?:deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingts?|trente"
    r"|\p{L}+ante|cents?|mille|\p{L}+aine|demi\p{L}*)\b",
    "it": r"(?:\b(?:due|tre|sei|sette|otto|nove|dieci|mezz[oa])\b|quattro|cinque|undici|dodici|tredici"
    r"|quattordici|quindici"
    r"|sedici|dicia|diciotto|venti|trenta|ranta\b|anta\b|cento|mille|mila|dozzina)",
    "nl": r"twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|twintig|tig\b|honderd|duizend|half",
    "pl": r"\b(?:dwa|dwi|dwó|trz|czter|pię|sześ|siede|siód|osie|ośm|dziewi|dziesi|\p{L}+naśc|\p{L}*dzieś"
    r"|st[oua]\b|tysi|pół)",
    "pt": r"\b(?:dois|duas|três|quatro|cinco|seis|sete|oito|nove|dez|onze|doze|treze|catorze|quatorze|quinze"
    r"|dez\p{L}+|vinte"
    r"|trinta|\p{L}+enta|cem|cento|\p{L}+cent[oa]s|quinhent[oa]s|mil|mei[oa]|dúzias?)\b",
    "ru": r"\b(?:два|две|дву|двенад|двадц|двест|двое|три|трё|тре[хт]|трое|четыр|четвер|пят|шест|сем[ьи]|седьм"
    r"|восем|восьм"
    r"|девят|десят|одиннадц|сорок|ст[оа]\b|сотн|тысяч|полт|половин|дюжин)",
    "uk": r"\b(?:два|дві|дво|дванад|двадц|двіст|три|трьо|тре[тх]|чотир|четвер|п['’]ят|шіст|шест|сім|сьом|вісім"
    r"|восьм|дев['’]ят"
    r"|десят|одинад|сорок|ст[оа]\b|сот|тисяч|пів|половин|дюжин)",
    "zh": "[二三四五六七八九十百千万亿两半]",
    "ja": "[二三四五六七八九十百千万億半]",
}
_WRITTEN = {code: STORE.pattern(f"(?i){stems}") for code, stems in _STEMS.items()}


def may_hold_number_words(text: str, language: str | None) -> bool:
    """Tell whether a source may say a number in words; of a language that is not known here, always."""
    pattern = _WRITTEN.get(language or "")
    return pattern is None or pattern.search(text) is not None
