"""How languages deny: words that surely do, words that may, and set phrases that do not."""

from typing import NamedTuple

import regex

from mtcheck.core.prepared import STORE
from mtcheck.english.lists import choice


class Denial(NamedTuple):
    """Patterns of a language: ``sure`` negation, whatever ``may`` hold one, phrases that are ``none``."""

    sure: "regex.Pattern[str]"
    may: "regex.Pattern[str]"
    none: "regex.Pattern[str]"


def _denial(sure: str, may: str, none: str) -> Denial:
    return Denial(*(STORE.pattern(rf"(?i)(?<![\p{{L}}-])(?:{part})") for part in (sure, f"{sure}|{may}", none)))


ENGLISH = STORE.pattern(
    rf"(?i)n['’]t\b|\b(?:{choice('words-that-deny')}|fail\p{{L}}*|lack\p{{L}}*|refus\p{{L}}*|den(?:y|ies"
    r"|ied|ial|ying)|avoid\p{L}*|unable|un\p{L}{3,}|dis\p{L}{4,}|non-?\p{L}+|\p{L}+less(?:ly)?"
    r"|im(?:poss|prob|perf|mat|pass|part|pract)\p{L}*|in(?:cap|eff|suff|corr|compl|valid|visib|vinc|secure"
    r"|abil|activ|definit|evitab|finit|consist|adeq|approp|access|accur|comp|conceiv|decis|depend|different"
    r"|direct|expens|experienc|formal|frequent|hum|just|nocen|operab|significan|sta|toler)\p{L}*|ir(?:reg"
    r"|rel|resp|rev|rec|ref)\p{L}*|il(?:leg|log|lit)\p{L}*|a(?:part|side) from|miss\p{L}*|absen\p{L}*"
    r"|except\p{L}*|instead|rather|unless|but|until|only|just|ban(?:s|ned)?|forb\p{L}+|prohib\p{L}*"
    r"|prevent\p{L}*|stop\p{L}*|reject\p{L}*|against|exclu\p{L}*|rul(?:e|es|ed|ing) out|free|far from"
    r"|short of|zero|ignor\p{L}*|neglect\p{L}*|doubt\p{L}*|beyond|any\p{L}*|more than|over|at least"
    r"|otherwise|else|nil|empty|vain|loss|los[et]s?|alone|too|hesitat\p{L}*|declin\p{L}*|keep|kept"
    r"|cease\p{L}*|mis\p{L}{4,}|mal\p{L}{4,}|suppress\p{L}*|omit\p{L}*|out of|outside|differ\p{L}*"
    r"|conflict\p{L}*|deprecat\p{L}*|ambig\p{L}*|offline|corrupt\p{L}*|error\p{L}*|hard|difficult\p{L}*"
    r"|odd|alien|foreign|run out|skip\p{L}*|abstain\p{L}*|despite|although|though|however|isn|aren"
    r"|won|minor|poor\p{L}*|bad\p{L}*|wrong\p{L}*|still|yet|remain\p{L}*|ever|same)\b"
)
"""Whatever may stand for a negation in English."""
ENGLISH_SURE = STORE.pattern(r"[a-z]+n['’]t\b|\b(?:[Nn]ot|[Nn]ever|[Nn]obody|[Cc]annot|[Nn]either)\b")
ENGLISH_NONE = STORE.pattern(
    rf"(?i)\bnot (?:{choice('words-that-undo-not')})|\bwhether or not|\bor not\b|\bif not\b|\bwhy (?:not"
    r"|don['’]t)|\bnothing but|can(?:no|['’])t (?:help|wait|but)|\bnever ?mind|n['’]t (?:it|he|she|they"
    r"|you|we)\b|\bnot a (?:single|few)|\bnone other|\bhad(?:n['’]t| not)|\bneither\b.{0,40}\bnor\b|\bas never"
    r"|\bnever before|\bmore than ever"
)

LANGUAGES: dict[str, Denial] = {
    "de": _denial(
        r"(?:nicht|nie|niemals|niemand\p{L}{0,2}|nichts|kein(?:e[mnrs]?)?|keinerlei|nirgend\p{L}*)\b",
        r"(?:ohne|ausgeschl\p{L}*|schutz\p{L}*|\p{L}*geschützt\p{L}*|fehler\p{L}*|weder|noch|kaum|wenig\p{L}*"
        r"|selten|statt|sondern|un\p{L}{3,}|\p{L}+los\p{L}{0,2}|fehl\p{L}*|mangel\p{L}*|gegen"
        r"|verbiet\p{L}*|verbot\p{L}*|verhinder\p{L}*|weiger\p{L}*|lehn\p{L}*|außer|nur|erst|bevor|bis"
        r"|miss\p{L}*|nein|in\p{L}{5,})\b",
        r"nicht (?:nur|zuletzt|weniger als|mehr als|einmal)\b|nicht wahr|wenn nicht|ob .{0,40}oder nicht"
        r"|nichts anderes als|noch nie\b|nicht un\p{L}+|gar nicht so",
    ),
    "es": _denial(
        r"(?:no|nunca|jamás|tampoco|nadie|ning[uú]n(?:[oa]s?)?)\b",
        r"(?:nada|sin|ni|sino|fall\p{L}*|error\p{L}*|fuera|apenas|falt\p{L}*|care[cz]\p{L}*|dej\p{L}+ de"
        r"|neg\p{L}+|nieg\p{L}*|impid\p{L}*|imp?\p{L}{5,}|in\p{L}{4,}"
        r"|des\p{L}{4,}|salvo|excepto|s[oó]lo|solamente|poc[oa]s?|evit\p{L}*|rechaz\p{L}*|contra|hasta"
        r"|prohib\p{L}*|ir+\p{L}{4,}|antes)\b",
        r"no (?:s[oó]lo|solamente|obstante|bien|menos de|más de|más que|en vano|sea que|cabe duda|hay duda"
        r"|dud\p{L}*|hace mucho)\b|¿no\?|¿(?:por qué )?no\b"
        r"|hasta que no|cómo no|ya no|como nunca|más que nunca|no \p{L}+ (?:más|sino|otra cosa)|si no\b"
        r"|nada más|no sin\b|o no\b|no,",
    ),
    "fr": _denial(
        r"(?:n['’e] ?\p{L}+(?: \p{L}+)?(?:-\p{L}+)? (?:pas|jamais|rien|personne|aucune?|nullement)|(?:pas"
        r"|jamais|aucune?|rien) n['’e]|ne pas|ne jamais)\b",
        r"(?:ne|n['’]\p{L}+|pas|échou\p{L}*|échec\p{L}*|erreur\p{L}*|hors|ignor\p{L}*|jamais|rien|personne"
        r"|aucune?s?|sans|ni|non|peu|manqu\p{L}*|refus\p{L}*|évit\p{L}*|emp[êe]ch\p{L}*|interdi\p{L}*"
        r"|sauf|hormis|seul\p{L}*|impossib\p{L}*|in\p{L}{4,}|im\p{L}{4,}|ir\p{L}{4,}|dés?\p{L}{4,}|contre|avant"
        r"|mal\p{L}*|mé\p{L}{4,})\b",
        r"n['’e] ?\p{L}+ pas (?:que|seulement|moins|uniquement|encore|sans)|n['’e] ?\p{L}+ (?:jamais"
        r"|rien) (?:que|d['’]autre)|n['’]est-ce pas|pas mal",
    ),
    "it": _denial(
        r"(?:non|mai|nessun[oa']?|neanche|nemmeno|neppure)\b",
        r"(?:nulla|niente|fallit\p{L}*|fallimento|error[ei]|fuori|senza|né|manc\p{L}*|s?[ei]nza|in\p{L}{4,}"
        r"|im\p{L}{4,}|ir\p{L}{4,}|dis\p{L}{3,}|s\p{L}{5,}|rifiut\p{L}*|evit\p{L}*|imped\p{L}*|viet\p{L}*"
        r"|solo|soltanto|poc\p{L}+|tranne|contro|finché|prima|no)\b",
        r"non (?:solo|soltanto|appena|meno di|più di|ostante|sol)\b|nonostante|come mai|più che mai|se non\b"
        r"|finché non|a meno che non|che non sia",
    ),
    "pt": _denial(
        r"(?:não|nunca|jamais|ninguém|nenhum(?:a|as)?|tampouco)\b",
        r"(?:nada|sem|nem|falh\p{L}*|erros?|fora|falt\p{L}*|deix\p{L}+ de|neg\p{L}+|imp\p{L}{4,}|in\p{L}{4,}"
        r"|des\p{L}{4,}|exceto|salvo|só|apenas|somente|pouc\p{L}+|evit\p{L}*"
        r"|rejeit\p{L}*|contra|até|proib\p{L}*|ir+\p{L}{4,}|antes)\b",
        r"não (?:só|apenas|somente|obstante|menos de|mais de|mais que)\b|não é\?|como nunca|mais do que nunca"
        r"|já não|senão|se não\b|a não ser|ou não\b|não,",
    ),
    "nl": _denial(
        r"(?:niet|nooit|niemand|niets|geen|nergens)\b",
        r"(?:zonder|noch|nauwelijks|weinig|on\p{L}{3,}|\p{L}+loos|\p{L}+loze|ontbre\p{L}*|gebrek\p{L}*|tegen"
        r"|verbied\p{L}*|verbod\p{L}*|weiger\p{L}*|behalve|alleen|slechts|pas|in\p{L}{5,})\b",
        r"niet (?:alleen|slechts|zozeer|meer dan|minder dan)\b|niet waar|al dan niet|of niet\b|nog nooit",
    ),
    "ru": _denial(
        r"(?:не|нет|никогда|никто|ничего|никак\p{L}*|нигде|нельзя)\b",
        r"(?:ни\p{L}*|ошиб\p{L}*|вне|наруш\p{L}*|исключ\p{L}*|пуст\p{L}*|отлич\p{L}*|проп[ау]с\p{L}*|без\p{L}*"
        r"|бес\p{L}+|не\p{L}+|отказ\p{L}*|отсутств\p{L}*|запре[тщ]\p{L}*|лиш\p{L}+|только|кроме|против"
        r"|отри\p{L}*|отверг\p{L}*|избе\p{L}+|мал[оы]\p{L}*|анти\p{L}+)\b",
        r"не (?:только|менее|более|меньше|больше|раз|мог\p{L}* не|просто|считая|говоря|исключ\p{L}*|так давно"
        r"|столько|сколько|хуже|лучше|прочь)\b|чуть ли не|"
        r"едва не|пока не\b|если не\b|тем не менее|ещ[её] не|не ли\b|нет ли\b|как никогда|что ни\b|как ни\b"
        r"|не без\b|не раз\b|вряд ли",
    ),
    "uk": _denial(
        r"(?:не|немає|нема|ніколи|ніхто|нічого|жодн\p{L}+|ніде)\b",
        r"(?:ні\p{L}*|помил\p{L}*|поза|поруш\p{L}*|виключ\p{L}*|без\p{L}*|не\p{L}+|відмов\p{L}*|відсутн\p{L}*"
        r"|заборон\p{L}*|позбав\p{L}*|лише|тільки|крім|проти|запереч\p{L}*|уник\p{L}*|мало\p{L}*)\b",
        r"не (?:тільки|лише|менше|більше|раз|міг не|просто|кажучи|так давно|стільки)\b|ледь не|поки не\b"
        r"|якщо не\b|тим не менш|ще не\b|як ніколи",
    ),
    "zh": Denial(
        STORE.pattern(
            r"不(?:是|会|能|要|得|准|同意|知道|想|愿|再|应|该|可能|允许|支持|承认)|没有|並非|并非|從未|从未|尚未|未能|無法|无法|禁止|拒绝|绝非|决不|绝不"
        ),
        STORE.pattern(r"[不没沒未无無非否莫勿别免缺失禁拒防避反少难難除仅只才错]"),
        STORE.pattern(
            r"不(?:仅|只|但|过|久|少|同|断|管|论|得不|能不|光|僅|單|单|然|妨|禁)|是不是|能不能|会不会|有没有|没有?不|[是能会要可]不[是能会要可]|不会不"
            r"|不是.{1,20}(?:而)?是|没想到|不得了|要不是|只不过|差不多|不一会|只能|无[论不]|非常|除非|不超过|不低于|不少于|不足|没有.{0,8}就没有"
        ),
    ),
}
"""Language code → how it denies."""
