"""Checks of verb forms that are repaired by another form: perfects with a past date, gerunds, bare infinitives."""

from collections.abc import Callable, Iterator

from mtcheck.core.model import Hit, Span
from mtcheck.core.prepared import STORE
from mtcheck.document import Document
from mtcheck.english.lemmas import inflect, lemma
from mtcheck.english.lists import choice, words

_PARTICIPLE = rf"(?:\p{{Ll}}{{2,}}ed|{choice('irregular-participles')})"
_UNITS = f"(?:{choice('time-units')})"
_WEEKDAY = f"(?:{choice('weekdays')})"
_MONTH = f"(?:{choice('months')})"
_ADVERB = rf"(?: (?:{choice('adverbs-before-a-participle')}|\p{{Ll}}{{3,}}ly))?"
_PLACE = (
    r"(?: (?:at|by|from|in|into|near|to) (?:the |a |an )?(?!\d|a |an |the |last |past |this )[\p{L}-]+"
    r"(?: \p{Lu}[\p{L}-]+)*+){0,2}?"
)
_OBJECT = r"(?: (?:a|an|her|his|its|the|their) \p{Ll}+(?: \p{Ll}+)?)?"
_PAST_TIME = (
    rf"(?:{_OBJECT} (?:yesterday|last (?:night|week|month|year|{_WEEKDAY}|{_MONTH})"
    rf"|(?:a|{choice('words-before-units-of-time')}|\d+)"
    rf" (?:second|minute|hour|day|week|month|year|{_UNITS}) ago)(?!['’]s)"
    rf"|(?: in (?:{_MONTH} )?(?:1[0-9]|20)\d\d| on {_WEEKDAY}(?!['’]s)))"
    rf"(?=[.,;!?)”\"]|$|\n| (?:{choice('words-after-a-time')})\b)"
)
_PERFECT = STORE.pattern(
    rf"\b(?P<have>has|have)(?P<adverb>{_ADVERB})(?P<been> been)?{_ADVERB} (?P<verb>{_PARTICIPLE})"
    rf"(?={_PLACE}{_PAST_TIME})"
)
_ASKED = STORE.pattern(rf"(?:\b(?:{choice('words-before-a-perfect')}|[Ss]ince|if|who)|n['’]t)(?: \p{{L}}+)? $")


def perfect_with_past_time(document: Document) -> Iterator[Hit]:
    """Find a present perfect with a time that is over: has died in 2015."""
    prose = document.prose
    for match in _PERFECT.finditer(prose):
        if _ASKED.search(prose, max(0, match.start() - 24), match.start()):
            continue
        span = Span(match.start(), match.end())
        tail = prose[match.start("verb") : match.end()]
        between = prose[match.end("have") : match.start("verb")]
        if match["been"]:
            was = "was" if match["have"] == "has" else "were"
            fix = f"{was}{between.replace(' been', '', 1)}{tail}"
        else:
            fix = f"{between.lstrip()}{inflect(lemma(tail, 'VBN'), 'VBD')}"
        yield Hit(span, (fix,))


_ACTIVE = (
    r"(?<!\b(?:as|is|are|was|were|be|been|being|['’]s|['’]re) )"
    r"(?<!\b(?:as|is|are|was|were|be|been|being) \p{Ll}{1,12} )"
)
_NO_TIME_NOUN = (
    r"(?<!\b(?:ago|centur(?:y|ies)|days?|decades?|election|evening|game|hours?|long|match|matches|minutes?|months?"
    r"|morning|nights?|season|shortly|soon|summer|time|weeks?|winter|years?) )"
)
_NOT_GO = rf"(?<!\b(?:{choice('forms-of-go-and-do')}) )"
_FRAMES = {
    rf"{_ACTIVE}(?:avoid(?:s|ed|ing)?|enjoy(?:s|ed|ing)?|den(?:y|ies|ied|ying)|postpon(?:es|ed|ing)"
    r"|suggest(?:s|ed|ing)?|recommend(?:s|ed|ing)?|risked|risking|dislik(?:es|ed)|considers|considering|resisted"
    r"|finish(?:es|ed|ing))": "{0} {g}",
    r"(?:confess(?:es|ed|ing)?|resort(?:s|ed|ing)?)": "{0} to {g}",
    r"succeed(?:s|ed|ing)?": "{0} in {g}",
    r"insist(?:s|ed|ing)?": "{0} on {g}",
    r"(?:(?:in)?capable|accused|guilty)": "{0} of {g}",
    r"(?:prevent(?:s|ed|ing)? (?:him|her|it|them|us|people)|prevented|prohibited|banned|barred)": "{0} from {g}",
    r"(?:look(?:s|ed|ing)? forward|in addition|contribut(?:es|ed|ing))": "{0} to {g}",
    rf"(?:{_NOT_GO}[Ww]ithout|[Dd]espite|{_NO_TIME_NOUN}(?:[Aa]fter|[Bb]efore))": "{0} {g}",
    r"with (?:the|an) (?:aim|goal|objective|purpose|idea)": "{0} of {g}",
}
_TO = tuple(
    (STORE.pattern(rf"(?<![\w-])(?P<head>{head}) to (?P<verb>\p{{Ll}}{{2,}})(?![\w-])"), fix)
    for head, fix in _FRAMES.items()
)
_BARE = STORE.pattern(
    r"(?<![\w-])(?P<head>[Bb]y|[Ww]ithout|instead of|(?:accused|afraid|capable|convicted|guilty|incapable"
    rf"|suspected|tired) of|(?:{choice('adjectives-with-for')}) for) (?P<not>not )?(?P<verb>\p{{Ll}}{{2,}})"
    r"(?![\w-])"
)
_STATES = words("verbs-that-are-nouns-too")


def gerund_needed(document: Document) -> Iterator[Hit]:
    """Find an infinitive where the word before it takes a form in -ing."""
    infinitives = words("plain-infinitives")
    for pattern, fix in _TO:
        for match in pattern.finditer(document.prose):
            verb = match["verb"]
            if verb in infinitives or (verb in _STATES and not match["head"].startswith(("contribut", "in add"))):
                yield Hit(Span(*match.span()), _gerunds(match["head"], verb, fix), {"verb": verb})
    for match in _BARE.finditer(document.prose):
        verb = match["verb"]
        if verb in infinitives or verb in {"be", "have"}:
            yield Hit(Span(*match.span()), (f"{match['head']} {match['not'] or ''}{_gerund(verb)}",), {"verb": verb})


def _gerund(verb: str) -> str:
    return inflect(verb, "VBG")


def _gerunds(head: str, verb: str, fix: str) -> tuple[str, ...]:
    fixes = [fix.format(head, g=_gerund(verb))]
    if head.startswith("finish"):
        ending = head.removeprefix("finish")
        fixes.insert(0, f"end{ending.removeprefix('e') if ending == 'es' else ending} up {_gerund(verb)}")
    return tuple(fixes)


_NOT = r"(?:n['’]t| not)(?: \p{Ll}+ly| even| ever| yet)?"
_PASTS = "|".join(sorted(words("irregular-pasts")))
_DID_NOT = STORE.pattern(
    rf"\b(?P<head>(?i:did|does|do){_NOT}) (?P<verb>\p{{Ll}}{{2,}}ed|{_PASTS}|was|were|is|are|has|had)(?![\w-])"
)
_MODAL = STORE.pattern(
    rf"\b(?P<head>(?:[Hh]e|[Ss]he|[Ii]t|[Tt]hey|[Ww]e|I|[Yy]ou|who|which) (?:{choice('modals-of-persons')})"
    rf"(?: not| also)?) (?P<verb>\p{{Ll}}{{2,}}ed|{_PASTS}|{choice('finite-forms-after-modals')})(?![\w-])"
)
_BASES = STORE.pattern(r"(?:.*ceed|.*eed|.*feed|bed|wed|shed|embed|led|red|sped)$")


def auxiliary_with_finite(document: Document) -> Iterator[Hit]:
    """Find a past or present form after did not or a modal: did not went, they could decided."""
    for pattern in (_DID_NOT, _MODAL):
        for match in pattern.finditer(document.prose):
            verb = match["verb"]
            if _BASES.match(verb) or document.prose[match.end() : match.end() + 1] == "-":
                continue
            if pattern is _MODAL and _leaves_open(document.prose, match.start()):
                continue
            base = "be" if verb in {"was", "were", "is", "are"} else lemma(verb, "VBZ" if verb.endswith("s") else "VBD")
            if base != verb:
                yield Hit(Span(*match.span("verb")), (base,), {"head": match["head"]})


_OPEN = STORE.pattern(rf"(?i)\b(?:{choice('heads-of-bare-clauses')}) (?:\p{{L}}+ ){{0,2}}$")


def _leaves_open(prose: str, start: int) -> bool:
    """Tell whether the auxiliary may end its clause: all they could was, what they have came from abroad."""
    return _OPEN.search(prose, max(0, start - 40), start) is not None


_HAVE = STORE.pattern(
    r"\b(?P<have>has|have|had|having|was|were|been|being)(?: also| already| never| just)?"
    rf" (?P<verb>{_PASTS}|be|did)(?![\w-])"
)
_INTRANSITIVE = frozenset({"arose", "became", "came", "fell", "ran", "rose", "sank", "went"})


def past_for_participle(document: Document) -> Iterator[Hit]:
    """Find a past tense where a participle must stand: have went, was wrote."""
    for match in _HAVE.finditer(document.prose):
        have, verb = match["have"], match["verb"]
        passive = have in {"was", "were", "been", "being"}
        if (passive and verb in _INTRANSITIVE | {"be", "did"}) or (have == "had" and verb in _INTRANSITIVE):
            continue
        if (verb in {"be", "did"} and have == "having") or _leaves_open(document.prose, match.start()):
            continue
        participle = "been" if verb == "be" else inflect(lemma(verb, "VBD"), "VBN")
        if participle != verb:
            yield Hit(Span(*match.span("verb")), (participle,), {"have": have})


_WHEN = STORE.pattern(
    r"\b(?P<head>(?:[Aa]s soon as|[Uu]ntil) (?P<subject>I|he|she|it|they|we|you|the \p{Ll}+)) will"
    r" (?P<verb>\p{Ll}{2,})\b(?! (?:not|never)\b)"
)


def will_in_time_clause(document: Document) -> Iterator[Hit]:
    """Find will after as soon as and until: as soon as they will arrive."""
    for match in _WHEN.finditer(document.prose):
        subject, verb = match["subject"], match["verb"]
        if verb.endswith("ly") or verb in {"also", "soon", "no", "still"}:
            continue
        single = subject in {"he", "she", "it"} or (subject.startswith("the ") and not subject.endswith("s"))
        form = inflect(verb, "VBZ") if single else {"be": "are"}.get(verb, verb)
        low = match.end("head") + 1
        yield Hit(Span(low, match.end()), (form,))


VERB_FORMS: dict[str, Callable[[Document], Iterator[Hit]]] = {
    "auxiliary-with-finite": auxiliary_with_finite,
    "gerund-needed": gerund_needed,
    "past-for-participle": past_for_participle,
    "perfect-with-past-time": perfect_with_past_time,
    "will-in-time-clause": will_in_time_clause,
}
