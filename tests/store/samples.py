"""Strikes and extractions to store, built by hand and by hypothesis."""

from datetime import date

from hypothesis import strategies as st

from mapapp.model import (
    Extraction,
    GeoPrecision,
    NamedPlace,
    Outcome,
    PlaceKind,
    Report,
    Source,
    Status,
    Strike,
    TargetType,
    WeaponType,
)


def extraction(report_id: str = "r1", text: str = "Missiles hit Odesa. Talks are held in Miami.") -> Extraction:
    """A report with one strike and one place."""
    strike = Strike(
        id=f"{report_id}-1",
        date=date(2025, 12, 19),
        attacker="Russia",
        attacked="Ukraine",
        place="Odesa",
        latitude=46.48,
        longitude=30.73,
        quote="Missiles hit Odesa",
        quote_start=0,
        report=report_id,
    )
    place = NamedPlace(
        report=report_id,
        name="Miami",
        place="Miami",
        place_id="geonames:4164138",
        kind=PlaceKind.SETTLEMENT,
        country="US",
        latitude=25.77,
        longitude=-80.19,
        geo_precision=GeoPrecision.SETTLEMENT,
        uncertainty_km=10.0,
        confidence=0.9,
        quote="Miami",
        quote_start=38,
    )
    return Extraction(
        report=Report(id=report_id, text=text, published=date(2025, 12, 20)),
        strikes=(strike,),
        places=(place,),
        resolutions=(),
        spans=(),
    )


_texts = st.none() | st.text(max_size=40)
_days = st.none() | st.dates()
_counts = st.none() | st.integers(0, 10**6)

strikes = st.builds(
    Strike,
    id=st.text(min_size=1, max_size=20),
    date=_days,
    time_precision=st.integers(1, 3),
    attacker=st.text(max_size=20),
    attacked=st.text(max_size=20),
    weapon=_texts,
    weapon_type=st.sampled_from(WeaponType),
    target=_texts,
    target_type=st.sampled_from(TargetType),
    operator=_texts,
    place=_texts,
    place_id=_texts,
    admin1=_texts,
    country=_texts,
    latitude=st.none() | st.floats(-90, 90),
    longitude=st.none() | st.floats(-180, 180),
    geo_precision=st.none() | st.sampled_from(GeoPrecision),
    uncertainty_km=st.none() | st.floats(0, 20_000),
    killed=_counts,
    killed_low=_counts,
    killed_high=_counts,
    injured=_counts,
    injured_low=_counts,
    injured_high=_counts,
    date_start=_days,
    date_end=_days,
    launch_place=_texts,
    launch_latitude=st.none() | st.floats(-90, 90),
    launch_longitude=st.none() | st.floats(-180, 180),
    outcome=st.sampled_from(Outcome),
    status=st.sampled_from(Status),
    summary=_texts,
    quote=_texts,
    quote_start=_counts,
    confidence=st.none() | st.floats(0, 1),
    report=st.none(),
    dataset=st.just("given"),
    sources=st.lists(st.builds(Source, url=_texts, publisher=_texts, published=_days, title=_texts), max_size=3).map(
        tuple
    ),
)
