"""Tables for figures: units of measure, and the words that say what is counted and in which state."""

from __future__ import annotations

from tui_reader.stories.tables import lookup, sections
from tui_reader.stories.terms import VOCABULARY

MEASURES: dict[str, tuple[str, float]] = {
    unit: (family, factor)
    for family, factor, units in (
        ("km", 1.0, "km kms kilometre kilometres kilometer kilometers"),
        ("km", 1.609, "mile miles mi"),
        ("km", 1.852, "nautical"),
        ("km", 0.001, "m metre metres meter meters"),
        ("km", 0.0003048, "foot feet ft"),
        ("km", 0.0000254, "inch inches"),
        ("km", 0.00001, "cm centimetre centimetres centimeter centimeters"),
        ("hectares", 1.0, "hectare hectares ha"),
        ("hectares", 0.4047, "acre acres"),
        ("kg", 1.0, "kg kilo kilos kilogram kilograms kilogramme kilogrammes"),
        ("kg", 1000.0, "tonne tonnes ton tons"),
        ("km/h", 1.0, "kph kmh km/h"),
        ("km/h", 1.609, "mph"),
        ("litres", 1.0, "litre litres liter liters"),
        ("barrels", 1.0, "barrel barrels"),
        ("megawatts", 1.0, "mw megawatt megawatts"),
        ("hours", 1 / 3600, "second seconds"),
        ("hours", 1 / 60, "minute minutes min mins"),
        ("hours", 1.0, "hour hours hr hrs"),
        ("hours", 24.0, "day days"),
        ("hours", 168.0, "week weeks"),
        ("hours", 730.5, "month months"),
        ("hours", 8766.0, "year years"),
    )
    for unit in units.split()
}
ROUGH_UNITS = frozenset(
    ("mile", "miles", "mi", "acre", "acres", "foot", "feet", "ft", "inch", "inches", "month", "months", "mph")
)
CURRENCIES = {
    "$": "$", "us$": "$", "dollar": "$", "dollars": "$", "€": "€", "euro": "€", "euros": "€", "£": "£", "pound": "£",
    "pounds": "£", "¥": "¥", "yen": "¥", "yuan": "yuan", "renminbi": "yuan", "rupee": "₹", "rupees": "₹", "₹": "₹",
    "rouble": "₽", "roubles": "₽", "ruble": "₽", "rubles": "₽", "₽": "₽", "won": "₩", "₩": "₩", "peso": "peso",
    "pesos": "peso", "franc": "franc", "francs": "franc", "crown": "crown", "crowns": "crown", "krona": "crown",
    "kroner": "crown", "lira": "lira", "shekel": "shekel", "shekels": "shekel", "rand": "rand", "naira": "naira",
    "a$": "A$", "c$": "C$", "nz$": "NZ$", "hk$": "HK$", "s$": "S$",
}  # fmt: skip

_COUNTS = sections("counts.txt")
STATES = lookup("counts.txt", "state/")  #: word -> what those counted went through
STATE_NOUNS = lookup("counts.txt", "noun/")  #: noun -> the state it says itself
GENERIC_PEOPLE = _COUNTS["generic"]  #: people of any kind
SUBSETS = _COUNTS["subset"]  #: people who are usually a part of those counted
PEOPLE = GENERIC_PEOPLE | SUBSETS | _COUNTS["people"]
IRREGULAR = _COUNTS["irregular"]  #: counted nouns that do not end in -s
NO_NOUNS = _COUNTS["no-noun"]  #: words in -s that are no counted noun
BEFORE_NAMES = _COUNTS["before-number"]  #: a number after these is a name
WHOLE = _COUNTS["whole"]  #: the count is of everything
PART = _COUNTS["part"]  #: the count is of a part
STOPS = _COUNTS["stop"]  #: a counted noun is looked for up to one of these
MEASURED = frozenset(VOCABULARY[word] for word in _COUNTS["measured"])  #: quantities, as terms
