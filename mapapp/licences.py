"""The licence of each data set, which travels with its rows; terms as their publishers give them."""

from dataclasses import dataclass

OWN = "own reports"
UNKNOWN_LICENCE = "unknown"


@dataclass(frozen=True, slots=True)
class DataSet:
    """A data set. `passed_on` says whether its terms allow its rows to be published again."""

    name: str
    licence: str
    attribution: str
    url: str = ""
    passed_on: bool = True


_KNOWN = (
    DataSet("mapapp", "MIT", "mapapp, from the pages that each strike cites"),
    DataSet("reports", OWN, "the reports that each strike cites"),
    DataSet("ucdp", "CC BY 4.0", "Uppsala Conflict Data Program, UCDP GED", "https://ucdp.uu.se"),
    DataSet("viina", "ODbL 1.0", "VIINA, Yuri Zhukov", "https://github.com/zhukovyuri/VIINA"),
    DataSet("gdelt", "GDELT terms", "The GDELT Project", "https://www.gdeltproject.org"),
    DataSet("acled", "ACLED terms", "ACLED", "https://acleddata.com", passed_on=False),
)
_BY_NAME = {dataset.name: dataset for dataset in _KNOWN}


def data_set(name: str) -> DataSet:
    """The data set of this name; `mapapp`, `ucdp-ged` and `UCDP GED 25.1` are found by their first word."""
    first = name.casefold().replace("-", " ").replace("_", " ").split()
    known = _BY_NAME.get(first[0]) if first else None
    return known or DataSet(name, UNKNOWN_LICENCE, name)


def licence_of(name: str) -> str:
    """The licence of the data set of this name, "unknown" where it is not one of the known ones."""
    return data_set(name).licence
