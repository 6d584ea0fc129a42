"""The months' names in every form that a text may write them, once for all that read dates."""

__all__ = ["CYRILLIC_MONTHS", "ENGLISH_MONTHS", "ENGLISH_MONTHS_SHORT", "MONTHS", "month_number"]

ENGLISH_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
ENGLISH_MONTHS_SHORT = ("Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sept", "Sep", "Oct", "Nov", "Dec")
_CYRILLIC = (  # a row a month: Ukrainian and Russian, by their cases
    "січень січня січні январь января январе январю",
    "лютий лютого лютому февраль февраля феврале февралю",
    "березень березня березні март марта марте марту",
    "квітень квітня квітні апрель апреля апреле апрелю",
    "травень травня травні май мая мае маю",
    "червень червня червні июнь июня июне июню",
    "липень липня липні июль июля июле июлю",
    "серпень серпня серпні август августа августе августу",
    "вересень вересня вересні сентябрь сентября сентябре сентябрю",
    "жовтень жовтня жовтні октябрь октября октябре октябрю",
    "листопад листопада листопаді листопаду ноябрь ноября ноябре ноябрю",
    "грудень грудня грудні декабрь декабря декабре декабрю",
)
_CYRILLIC_SHORT = (
    "січ янв", "лют фев", "бер берез мар", "квіт апр", "трав", "черв июн", "лип июл", "серп авг", "вер верес сен сент",
    "жовт окт", "лист листоп ноя нояб", "груд дек",
)  # fmt: skip
CYRILLIC_MONTHS = tuple(form for forms in _CYRILLIC for form in forms.split())

MONTHS = {
    **{name.lower(): number for number, name in enumerate(ENGLISH_MONTHS, start=1)},
    **{short.lower(): number for short in ENGLISH_MONTHS_SHORT for number, name in enumerate(ENGLISH_MONTHS, start=1)
       if name.startswith(short[:3])},
    **{form: number for table in (_CYRILLIC, _CYRILLIC_SHORT) for number, forms in enumerate(table, start=1)
       for form in forms.split()},
}  # fmt: skip


def month_number(word: str) -> int:
    """1 to 12, of a name in any of its forms ("Sept.", "вересня"). Raises KeyError for another word."""
    return MONTHS[word.rstrip(".").lower()]
