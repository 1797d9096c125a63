"""Names of the months, folded: of Morocco, Egypt, the Levant, Algeria; French, English, Spanish.

The Amazigh names are those of the locales ``zgh``, ``shi``, ``tzm`` and ``rif`` of CLDR, and of
MediaWiki's messages in ``zgh``, ``shi`` and ``tzm`` where these spell otherwise; ``gh`` and ``sh``
for the letters that a keyboard has not. No source has them in Arabic letters of their own.
"""

from crawler.dates.normalized_spelling import LETTER

# one month a line, ``_`` for the space in a name of two words. Joomla's Arabic writes
# ``تشرين1/أكتوير``: a number for first and second, and a slip of the pen
_NAMES = """
يناير ينايير جانفي كانون_الثاني كانون_ثاني كانون_ثان كانون2 كانون_2 janvier janv january jan
فبراير فبراير فيفري شباط fevrier fevr fev february feb
مارس مارش اذار mars march mar
ابريل افريل ابرير نيسان avril avr april apr
ماي مايو ايار mai may
يونيو يونيه يونيوز جوان حزيران juin june jun
يوليوز يوليو يوليه يولوز جويليه تموز juillet juil july jul
غشت غشث اغسطس اوت اب aout august aug
شتنبر شتمبر سبتمبر سبتنبر ايلول septembre sept september sep
اكتوبر اكتوير تشرين_الاول تشرين_اول تشرين1 تشرين_1 octobre october oct
نونبر نوفمبر نونمبر نومبر تشرين_الثاني تشرين_ثاني تشرين_ثان تشرين2 تشرين_2 novembre november nov
دجنبر دجمبر ديسمبر دسمبر ديجنبر كانون_الاول كانون_اول كانون1 كانون_1 decembre december dec
"""
_SPANISH = (
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"
)
_SPANISH_SHORT = {"ene": 1, "abr": 4, "ago": 8, "dic": 12}
"""Those that no other language here has; ``sept`` and ``oct`` are French, too."""
_AMAZIGH = """
ⵉⵏⵏⴰⵢⵔ ⵢⵏⵏⴰⵢⵔ ⵉⵏⵏ innayr innayer yennayer
ⴱⵔⴰⵢⵔ ⴱⵔⴰ brayr yebrayer febrayer fibrayr xubrayr
ⵎⴰⵔⵙ ⵎⴰⵔ
ⵉⴱⵔⵉⵔ ⵉⴱⵔ ibrir yebril
ⵎⴰⵢⵢⵓ ⵎⴰⵢ mayyu mayyuh
ⵢⵓⵏⵢⵓ ⵢⵓⵏ yunyu
ⵢⵓⵍⵢⵓⵣ ⵢⵓⵍ yulyuz yulyu
ⵖⵓⵛⵜ ⵖⵓⵛ ɣuct ɣucct ɣusht ghuct ghusht
ⵛⵓⵜⴰⵏⴱⵉⵔ ⵛⵓⵜ cutanbir cutambir cutenber shutanbir
ⴽⵜⵓⴱⵔ ⴽⵜⵓ ktubr ktuber
ⵏⵓⵡⴰⵏⴱⵉⵔ ⵏⵓⵡ nuwanbir nwanbir nuwember
ⴷⵓⵊⴰⵏⴱⵉⵔ ⴷⵓⵊ dujanbir dujember
"""
_NUMBERS = (
    {
        name.replace("_", " "): number
        for names in (_NAMES, _AMAZIGH)
        for number, line in enumerate(names.strip().splitlines(), 1)
        for name in line.split()
    }
    | {name: number for number, name in enumerate(_SPANISH.split(), 1)}
    | _SPANISH_SHORT
)


def alternatives(names: list[str]) -> str:
    """A regular expression for any of the names as a whole word, the longest first."""
    longest_first = sorted(names, key=len, reverse=True)
    return "(?:" + "|".join(n.replace(" ", r"\s+") for n in longest_first) + f")(?!{LETTER})"


MONTH = alternatives(list(_NUMBERS))


def month_number(name: str) -> int:
    """The month of a folded name that ``MONTH`` found: ``month_number("غشت") == 8``."""
    return _NUMBERS[" ".join(name.split())]
