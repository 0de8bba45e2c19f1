"""Checks of determiners, negatives and pronouns that need more than a pattern: sounds, plurals, the whole clause."""

from collections.abc import Callable, Iterator
from functools import cache

import regex

from mtcheck.core.model import Hit, Span
from mtcheck.core.prepared import STORE
from mtcheck.document import Document
from mtcheck.english.lists import words
from mtcheck.english.sounds import begins_with_vowel

_ARTICLE = STORE.pattern(r"(?<![\w.'’&/-])([Aa]n?)[ \u00a0](?=[\"“‘'(]?[$£€]?([\p{L}\d][\w.,&-]*+))")
_FOREIGN = STORE.pattern(r"\b(?:de|el|elle|il|la|le|lo|não|no|on|para|per|que|se|va|voy|y|à|á) $")


def article_by_sound(document: Document) -> Iterator[Hit]:
    """Find a before a vowel sound and an before a consonant sound."""
    prose = document.prose
    for match in _ARTICLE.finditer(prose):
        article, following = match.group(1), match.group(2).rstrip(".,-&")
        if _is_letter_a(document, match.start(), article, following):
            continue
        vowel = begins_with_vowel(following)
        if vowel is None or vowel is (len(article) == 2):
            continue
        fix = article[0] + ("n" if vowel else "")
        yield Hit(Span(*match.span(1)), (fix,), {"next": following})


def _is_letter_a(document: Document, start: int, article: str, following: str) -> bool:
    """Tell whether this is no article: a letter, a word of another language, part of a headline or a name."""
    if following.lower() in words("words-after-a-letter"):
        return True
    if article[0] == "A" and (not document.starts_sentence(start) or (following.isupper() and len(following) > 3)):
        return True
    return _FOREIGN.search(document.prose, max(0, start - 6), start) is not None


_IRREGULAR = {"child": "children", "man": "men", "woman": "women", "criterion": "criteria", "phenomenon": "phenomena"}
_MANNED = ("businessman", "policeman", "spokesman", "fireman", "fisherman", "congressman")


@cache
def plurals() -> dict[str, str]:
    """Return the plural of each noun on the list of counted nouns, with its singular."""
    return {_plural(noun): noun for noun in words("count-nouns")}


@cache
def plurals_also_verbs() -> dict[str, str]:
    """Return the same for nouns that are verbs too, which are sure only behind an adjective."""
    return {_plural(noun): noun for noun in words("nouns-also-verbs")}


def _plural(noun: str) -> str:
    if noun in _IRREGULAR or noun in _MANNED:
        return _IRREGULAR.get(noun) or noun[:-2] + "en"
    if regex.search("[^aeiou]y$", noun):
        return noun[:-1] + "ies"
    if noun == "wife":
        return "wives"
    return noun + ("es" if regex.search("(?:s|x|ch|sh)$", noun) or noun in {"hero", "veto"} else "s")


_ADJECTIVE = (
    r"(?:(?:additional|bad|big|certain|criminal|different|economic|final|financial|foreign|former|good|great|high"
    r"|important|international|large|legal|local|long|main|major|military|national|new|old|political|possible|public"
    r"|recent|related|serious|similar|small|social|special|strong|young) )?"
)
_CLOSED = (
    r"(?=[.,;:!?)”]|$|\n| (?:about|against|and|are|as|at|because|but|by|can|could|did|do|does|for|from|got|had|has|have"
    r"|if|in|into|is|may|must|of|on|or|said|say|says|should|that|to|was|were|when|where|which|while|who|will|with"
    r"|would)\b)"
)
_ONE = STORE.pattern(
    rf"(?<![-\w])(?i:(another|each|every|an?|this) )({_ADJECTIVE})(\p{{Ll}}{{3,}})(?<=s|en|a){_CLOSED}"
)
_MANY = STORE.pattern(
    rf"(?<![-\w])(?i:(these|those|many|several|various|two|three|four|five|six|seven|eight|nine|ten) )({_ADJECTIVE})"
    rf"(\p{{Ll}}{{3,}})(?<!s){_CLOSED}"
)
_ONE_OF = STORE.pattern(r"(?i:\b(one|another) and (?:a|one) half|\bmany an? )")


def number_clash(document: Document) -> Iterator[Hit]:
    """Find a determiner for one before a listed plural, and one for many before a listed singular."""
    for match in _ONE.finditer(document.prose):
        single = plurals().get(match[3]) or (plurals_also_verbs().get(match[3]) if match[2] else None)
        if single is not None:
            yield _one_clash(match, single)
    singles, more = words("count-nouns"), words("nouns-also-verbs")
    for match in _MANY.finditer(document.prose):
        if (match[3] in singles or (match[2] and match[3] in more)) and not _coordinated(document.prose, match.end()):
            plural = _plural(match[3])
            yield _many_clash(match, plural)


def _coordinated(prose: str, end: int) -> bool:
    """Tell whether the noun may share a later head: these government and business leaders."""
    return regex.match(r"(?:,| and| or) \p{L}+ \p{L}+s\b", prose[end : end + 60]) is not None


def _one_clash(match: "regex.Match[str]", single: str) -> Hit:
    determiner, adjective, noun = match[1], match[2], match[3]
    first = {"another": "other", "this": "these"}.get(determiner.lower(), "")
    kept = f"{determiner} {adjective}{single}"
    loose = f"{first} {adjective}{noun}" if first else f"{adjective}{noun}"
    fixes = (loose, kept) if first else (kept, loose)
    return Hit(Span(match.start(1), match.end(3)), fixes, {"determiner": determiner, "noun": noun})


def _many_clash(match: "regex.Match[str]", plural: str) -> Hit:
    determiner, adjective, noun = match[1], match[2], match[3]
    fixes = [f"{determiner} {adjective}{plural}"]
    if single := {"these": "this", "those": "that"}.get(determiner.lower()):
        fixes.insert(0, f"{single} {adjective}{noun}")
    return Hit(Span(match.start(1), match.end(3)), tuple(fixes), {"determiner": determiner, "noun": noun})


_HEAD = r"(?<=^|[.!?] |[.!?][\"”] |\n|\b[Bb]ut |, and )"
_ANY = STORE.pattern(
    r"(?<thereis>\b(?i:there) (?:is|was|are|were|has been|have been|had been) (?:of course |still |also |now )?"
    r"(?<any>any)\b)(?! (?:\w+ ){0,2}(?:doubt|question))"
    r"|\b(?:still (?:have|has)|had|has|have) (?<any>any) (?:chance|choice|clue|doubts?|effects?|evidence|idea|impact"
    r"|influence|intention|plans?|relation|right|sense|success|value)\b"
    rf"|{_HEAD}(?<anybody>(?i:any(?:body|one))(?= (?:(?:knows|knew) (?:exactly|how|if|what|when|where|whether|which|who"
    r"|why)|came|answered|noticed|replied|responded|survived|understood)\b)"
    r"|(?i:any)(?= of (?:these|those|them|the \p{L}+)(?: \p{L}+)? (?:was|were|has|had|knew|came|answered|survived)\b))"
    rf"|{_HEAD}(?<any>(?i:any) (?=(?:\p{{Ll}}+ ){{0,2}}(?:(?:was|were) (?:necessary|needed|required|found|reported"
    r"|injured|hurt|announced|provided|available)|(?:minister|official|politician|government|witness|country|party|team"
    r"|company|player|reporter|journalist|passenger|soldier|resident|prisoner|patient) (?:came|went|said|knew|spoke"
    r"|answered|arrived|attended|survived|died|saw|heard|voted|left|returned|appeared|wanted|agreed|responded|accepted))\b))"
)
_LICENCE = STORE.pattern(
    r"(?i)\b(?:not|no|none|never|nor|neither|nobody|nothing|no one|without|if|whether|unless|hardly|barely|scarcely"
    r"|seldom|rarely|few|little|fewer|less|least|only|just|first|last|too|before|until|than"
    r"|as (?:far|if|long|many|much|soon|though)|any\w*|every\w*|all|each|who\w*|what\w*|where|when|which|how|why"
    r"|deny\w*|denie[sd]|doubt\w*|refus\w+|fail\w*|reject\w*|lack\w*"
    r"|prevent\w*|avoid\w*|stop\w*|unlikely|impossible|question\w*|wonder\w*|ask\w*|should|could|may|might|can"
    r"|cannot|must|do|does|did|sceptic\w*|skeptic\w*|un\w+able|\w+est|most|rule[ds]? out|dismiss\w*|exclud\w*)\b"
    r"|n[’']t\b|\?"
)


def any_for_no(document: Document) -> Iterator[Hit]:
    """Find any, anybody and anyone where nothing in the sentence allows them and no, nobody must be meant."""
    prose = document.prose
    for match in _ANY.finditer(prose):
        group = "any" if match["any"] else "anybody"
        low, high = match.span(group)
        sentence = document.sentence_at(low)
        if sentence is None:
            continue
        start = sentence.start if group == "any" else max(sentence.start, low - 4)
        end = sentence.end if prose[sentence.end - 1] == "?" else low
        if not _LICENCE.search(prose, start, end):
            yield Hit(Span(low, low + len(prose[low:high].rstrip())), _negatives(match, group))


def _negatives(match: "regex.Match[str]", group: str) -> tuple[str, ...]:
    text = match[group].strip().lower()
    if text != "any":
        return ("no one", "nobody")
    return ("no",) if group == "any" else ("none",)


GRAMMAR: dict[str, Callable[[Document], Iterator[Hit]]] = {
    "any-for-no": any_for_no,
    "article-by-sound": article_by_sound,
    "number-clash": number_clash,
}
