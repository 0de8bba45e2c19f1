"""Words that come in an order: numbers, days of the week, months; and what other words of number may stand for."""

# fmt: off
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)
UNITS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)
"""The numbers under twenty, each at its own value."""
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
ORDINALS = (
    "zeroth", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth",
    "nineteenth",
)
"""The ordinal numbers under twenty, each at its own value."""
# fmt: on

AMOUNTS: dict[str, tuple[str, ...]] = {
    "a": ("1",),
    "an": ("1",),
    "single": ("1",),
    "once": ("1",),
    "no": ("0",),
    "none": ("0",),
    "nil": ("0",),
    "both": ("2",),
    "couple": ("2",),
    "pair": ("2",),
    "twice": ("2",),
    "double": ("2",),
    "doubled": ("2",),
    "duo": ("2",),
    "twin": ("2",),
    "twins": ("2",),
    "triple": ("3",),
    "tripled": ("3",),
    "trio": ("3",),
    "triplets": ("3",),
    "thrice": ("3",),
    "quadruple": ("4",),
    "quarter": ("4", "0.25", "25", "15", "3"),
    "quarters": ("4", "0.75", "75", "45"),
    "half": ("0.5", "50", "30", "2", "1.5"),
    "halves": ("2",),
    "thirds": ("3",),
    "fifths": ("5",),
    "dozen": ("12",),
    "dozens": ("12",),
    "noon": ("12",),
    "midday": ("12",),
    "midnight": ("0", "12", "24"),
    "century": ("100",),
    "decade": ("10",),
    "centenary": ("100",),
    "fortnight": ("14", "15"),
    "week": ("7", "8"),
    "weekly": ("7",),
}
"""Other words and the values they may stand for."""


def ordinal_ending(number: int) -> str:
    """Return the ending of an ordinal in figures: st, nd, rd or th."""
    if number % 100 in {11, 12, 13}:
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
