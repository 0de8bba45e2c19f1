"""Other ways to write a word, and other names for a thing: short forms, figures, the people of a country."""

ALIASES = {
    "bn": "billion", "m": "million", "mn": "million", "tn": "trillion", "k": "thousand",
    "£": "pound", "$": "dollar", "us$": "dollar", "€": "euro", "¥": "yen", "%": "percent", "usd": "dollar",
    "eur": "euro", "gbp": "pound", "&": "and", "n't": "not", "'m": "am", "'re": "are", "'ve": "have", "'ll": "will",
    "ca": "can", "wo": "will", "'d": "would", "u.s.": "usa", "u.s.a.": "usa", "u.k.": "uk",
    "mister": "mr", "mr.": "mr", "mrs.": "mrs", "ms.": "ms", "dr.": "dr", "prof.": "professor", "whilst": "while",
    "an": "a", "toward": "towards", "``": '"', "''": '"', "no.": "number", "--": "-",
    "twelve": "12", "eleven": "11", "ten": "10", "nine": "9", "eight": "8", "seven": "7", "six": "6", "five": "5",
    "four": "4", "three": "3", "two": "2",
}  # fmt: skip
"""Two ways to write one thing, neither of them damage."""

DEMONYMS = {
    "Denmark": "Danish|Dane",
    "Finland": "Finn",
    "France": "French",
    "Germany": "German",
    "Greece": "Greek",
    "Iceland": "Iceland",
    "Ireland": "Irish",
    "Netherlands": "Dutch|Holland",
    "New Zealand": "Kiwi|New Zeal",
    "Norway": "Norw",
    "Philippines": "Filipin",
    "Poland": "Polish|Pole",
    "Scotland": "Scot",
    "South Korea": "Seoul|South|Korea",
    "Spain": "Spanish|Spaniard",
    "Sweden": "Swed",
    "Switzerland": "Swiss",
    "Türkiye": "Turk",
    "Turkey": "Turk",
    "United Kingdom": "British|Briton|UK|U.K|Britain|England",
    "United States": "America|US|U.S|USA",
    "Wales": "Welsh",
    "Thailand": "Thai",
    "Czechia": "Czech",
    "Slovakia": "Slovak",
}
"""What people and things of a country are called where its first five letters do not tell."""
