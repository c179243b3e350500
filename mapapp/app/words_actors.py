"""What the actors of the vocabulary are called; one that is not here is shown by its English name."""

_UKRAINIAN = {
    "Israel": "Ізраїль", "Iran": "Іран", "Hezbollah": "Хезболла", "Hamas": "ХАМАС", "Houthis": "Хусити",
    "RSF": "Сили швидкої підтримки (RSF)", "Sudan": "Судан", "Myanmar": "М’янма", "Arakan Army": "Араканська армія",
    "United States": "США", "Syria": "Сирія", "Lebanon": "Ліван", "Pakistan": "Пакистан", "India": "Індія",
    "Afghanistan": "Афганістан", "Islamic State": "Ісламська держава", "Boko Haram": "Боко Харам",
    "Al-Shabaab": "Аш-Шабаб", "JNIM": "JNIM", "M23": "M23", "PKK": "РПК", "Turkey": "Туреччина",
    "Saudi Arabia": "Саудівська Аравія", "Azerbaijan": "Азербайджан", "Armenia": "Вірменія", "Ethiopia": "Ефіопія",
    "Thailand": "Таїланд", "Cambodia": "Камбоджа", "United Nations": "ООН", "Islamic Jihad": "Ісламський джихад",
    "Tuareg rebels": "повстанці-туареги", "DR Congo": "ДР Конго", "Mali": "Малі", "Burkina Faso": "Буркіна-Фасо",
    "Niger": "Нігер", "Nigeria": "Нігерія", "Somalia": "Сомалі", "Rwanda": "Руанда", "Iraq": "Ірак",
    "Venezuela": "Венесуела", "Colombia": "Колумбія", "South Sudan": "Південний Судан", "Poland": "Польща",
    "United Arab Emirates": "ОАЕ", "United Kingdom": "Велика Британія", "Palestine": "Палестина",
    "Islamic Resistance in Iraq": "Ісламський опір в Іраку", "Chad": "Чад", "Georgia": "Грузія", "Yemen": "Ємен",
    "Belarus": "Білорусь", "France": "Франція", "Germany": "Німеччина", "Egypt": "Єгипет", "Jordan": "Йорданія",
    "Qatar": "Катар", "China": "Китай", "Taiwan": "Тайвань", "North Korea": "КНДР", "South Korea": "Республіка Корея",
}  # fmt: skip
TABLE: dict[str, tuple[str, str]] = {name: (name, other) for name, other in _UKRAINIAN.items()}
