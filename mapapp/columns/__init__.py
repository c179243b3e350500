"""Strikes as numpy columns: one filter gives one mask, and every view counts from it.

`StrikeTable.build` is done once for a data set; `mask`, `facets`, `ranked` and the totals then cost milliseconds.
`mapapp.packed` writes the columns in the format that the map's layer reads in the browser.
"""

from mapapp.columns.histogram import Histogram, histogram
from mapapp.columns.masks import confidence_counts, facets, loosened, mask, search
from mapapp.columns.table import (
    FACETS,
    NO_DAY,
    SEA,
    SIDES,
    Mask,
    StrikeTable,
    region_of,
    row_of,
)
from mapapp.columns.views import SORTS, TOTALS, Summary, Total, ranked, summary, totals, warm

__all__ = [
    "FACETS",
    "NO_DAY",
    "SEA",
    "SIDES",
    "SORTS",
    "TOTALS",
    "Histogram",
    "Mask",
    "StrikeTable",
    "Summary",
    "Total",
    "confidence_counts",
    "facets",
    "histogram",
    "loosened",
    "mask",
    "ranked",
    "region_of",
    "row_of",
    "search",
    "summary",
    "totals",
    "warm",
]
