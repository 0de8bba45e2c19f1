import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtcheck.core.errors import TooSlow
from mtcheck.core.fixes import apply
from mtcheck.core.model import Finding, Severity
from mtcheck.document import Beside
from mtcheck.document.roundtrip import trip
from mtcheck.document.roundtrip.trip import compared
from mtcheck.run.selftest import document


def beside(text, original):
    doc = document(text, "plain")
    doc.beside = Beside(None, original)
    return doc


def damage(text, original):
    doc = beside(text, original)
    found = [(hit.span, hit.kind, hit.fixes[0] if hit.fixes else None) for hit in compared(doc)]
    return [(kind, span.of(doc.prose), fix) for span, kind, fix in sorted(found, key=lambda one: one[0])]


DAMAGED = [
    ("They paid 540 dollars.", "They paid 450 dollars.", ("number", "450 dollars", "540 dollars")),
    ("They spent £10m on it.", "They spent 10 million euros on it.", ("number", "10 million euros", "£10m")),
    ("The bridge has no rails.", "The bridge has any rails.", ("negation", "any", "no")),
    ("Nobody saw the ship leave.", "Anybody saw the ship leave.", ("negation", "Anybody", "Nobody")),
    ("The plan was ready.", "The plan was not ready.", ("negation", "not ", "")),
    ("We said that it will rain.", "We said that will rain.", ("subject", "will", "it will")),
    ("The town lost its school.", "The town lost his school.", ("pronoun", "his", "its")),
    ("The train left Porton Down early.", "The train left Porton Below early.", ("name", "Below", "Down")),
    ("Later Mr Smith left.", "Later Smith left.", ("name", "Smith", "Mr Smith")),
    ("He confessed to stealing the car.", "He confessed to steal the car.", ("form", "steal", "stealing")),
    ("Some of this money is gone.", "Some of these money is gone.", ("form", "these", "this")),
    ("Thousands of people are ill.", "Thousands of the people are ill.", ("article", "the ", "")),
    ("They took boxes from the room.", "They took boxes of the room.", ("preposition", "of", "from")),
    ("The doctor found stab marks.", "The doctor found marks of stab.", ("order", "marks of stab", "stab marks")),
    ("A Tory backbencher spoke.", "A backbencher Tory spoke.", ("order", "backbencher Tory", "Tory backbencher")),
    ("He wasted the inheritance.", "He wasted the jarelgovia.", ("untranslated", "jarelgovia", "inheritance")),
    ("The grenade was thrown at noon.", "The grenade was played at noon.", ("word", "played", "thrown")),
    ("The nurse said so.", "The nurse Said so.", ("capital", "Said", "said")),
    ("It was a large-scale test.", "It was a large scale test.", ("punctuation", "large scale", "large-scale")),
    ('He called it "a dream" and left.', "He called it 'a dream\" and left.", ("quotation", "'", '"')),
]


@pytest.mark.parametrize(("original", "text", "expected"), DAMAGED, ids=[text for _, text, _ in DAMAGED])
def test_damage(original, text, expected):
    assert damage(text, original) == [expected]


@pytest.mark.parametrize(
    ("original", "text"),
    [
        ("They went on a tour of the base.", "They went on a base tour."),
        ("The regiment's founder spoke.", "The founder of the regiment spoke."),
        ("The founder of the regiment spoke.", "The regiment's founder spoke."),
        ('"It works," said a defence source.', '"It works," a defense source said.'),
        ("Events could restart safely.", "Events could safely restart."),
        ("He would frequently drink.", "He frequently would drink."),
        ("The firm didn't pay.", "The firm did not pay."),
        ("He could not walk.", "He was unable to walk."),
        ("The sector is strong and big.", "The industry is strong and large."),
        ("The law stands while it remains unpopular.", "The law stands while remaining unpopular."),
        ("They stressed the need.", "They emphasized the need."),
        ("The club earned £6bn a year.", "The club earned 6 billion pounds a year."),
        ("Walls built by hand stand.", "The walls built by hand stand."),
        ("More than half the soldiers left.", "More than half of the soldiers left."),
        ("They began to operate at once.", "They started operating immediately."),
        ("Mr Smith's neighbour called the police.", "Mr. Smith's neighbor called the police."),
    ],
)
def test_paraphrase_is_passed_over(original, text):
    assert damage(text, original) == []


ENGLISH = "the a of in not no we he it Smith Porton 12 12,000 house houses stolen steal big euros said Said"
WORDS = [*ENGLISH.split(), "£", "-", ",", "'", '"', "Ünü", "😀", "ñandú"]
texts = st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=14).map(" ".join), max_size=5).map(". ".join)


@given(texts, texts)
def test_findings_lie_in_the_text(text, original):
    doc = beside(text, original)
    for hit in compared(doc):
        assert hit.span.end <= len(doc.prose)
        assert all(fix != hit.span.of(doc.prose) for fix in hit.fixes)


@given(texts)
def test_a_text_that_came_back_whole_has_no_damage(text):
    assert list(compared(beside(text, text))) == []


@pytest.mark.parametrize(("original", "text", "_"), DAMAGED)
def test_fixes_bring_the_original_back(original, text, _):
    doc = beside(text, original)
    found = [Finding(hit.span, hit.kind, "rules", "", Severity.MINOR, "", hit.fixes) for hit in compared(doc)]
    assert apply(text, found).replace("'", '"') == original.replace("'", '"')


def test_without_an_original_nothing_is_compared():
    assert list(compared(document("He left.", "plain"))) == []


def test_whole_sentences():
    kept = "The mayor of the town spoke first."
    lost = "Rain fell all day on both rivers."
    assert damage(kept, f"{kept} {lost}") == [("lost-sentence", "", f" {lost}")]
    assert damage(kept, f"{lost} {kept}") == [("lost-sentence", "", f"{lost} ")]
    assert damage(f"{kept} {lost}", kept) == [("unlike-sentence", lost, None)]


@pytest.mark.parametrize("limit", ["MOST_SENTENCES", "MOST_WORK"])
def test_too_much_is_refused(limit, monkeypatch):
    monkeypatch.setattr(trip, limit, 1)
    with pytest.raises(TooSlow):
        list(compared(beside("He left. She stayed.", "He left. She stayed.")))
