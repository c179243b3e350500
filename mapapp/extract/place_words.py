"""Words of `data/vocabulary/places.toml`: short forms of regions, and what people and things of a place are called."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from mapapp.errors import DataError
from mapapp.gazetteer.normal import normal
from mapapp.vocabulary_files import read_table, read_text


@dataclass(frozen=True)
class PlaceWords:
    """`abbreviations` by their form without blanks ("W.Va.") and `demonyms` by their key give keys of the gazetteer.

    `institutions`, `papers` and `hyphened` are words that stand behind names, `never` those that alone are no name;
    `streets` and `troops` are words beside the name of one, `given` and `surnames` are what people are called.
    """

    abbreviations: dict[str, str]
    demonyms: dict[str, str]
    stems: dict[str, str]
    institutions: frozenset[str]
    papers: frozenset[str]
    hyphened: frozenset[str]
    never: frozenset[str]
    streets: frozenset[str]
    troops: frozenset[str]
    royal: frozenset[str]
    of_firms: frozenset[str]
    deeds: frozenset[str]
    deed_stems: tuple[str, ...]
    given: frozenset[str]
    surnames: frozenset[str]
    cues: dict[str, str]
    cue_stems: dict[str, str]
    homes: dict[str, tuple[str, ...]]
    facility_stems: dict[str, str]

    def abbreviated(self, text: str) -> str | None:
        """The key of the region that a short form stands for."""
        bare = text.replace(" ", "")
        forms = (bare, bare + ".", bare.rstrip("."))
        return next((self.abbreviations[form] for form in forms if form in self.abbreviations), None)

    def home_of(self, text: str) -> str | None:
        """The key of the place that a demonym speaks of."""
        key = normal(text.removesuffix("'s").removesuffix("’s"))
        found = self.demonyms.get(key)
        if found is None and len(key) > 3:
            found = self.stems.get(key) or self.stems.get(key.removesuffix("s"))
        return found

    def homes_of(self, word: str, fold: str) -> tuple[str, ...]:
        """The countries, by ISO code, that a Ukrainian or Russian word speaks of."""
        if word[0].isupper() and fold in self.homes:
            return self.homes[fold]
        stems = (self.homes.get(fold[:size] + "*") for size in range(len(fold), 2, -1))
        return next(filter(None, stems), ())

    def is_persons(self, word: str) -> bool:
        """Whether a normalised word is what people are called."""
        return word in self.given or word in self.surnames

    def facility_of(self, fold: str) -> str | None:
        """The kind of facility that a folded word means."""
        return next((kind for stem, kind in self.facility_stems.items() if fold.startswith(stem)), None)

    def is_deed_of_state(self, fold: str) -> bool:
        """Whether a verb is what governments do, so that the capital before it stands for one."""
        return fold in self.deeds or (bool(self.deed_stems) and fold.startswith(self.deed_stems))

    def kind_before(self, words: Sequence[str]) -> str | None:
        """The kind that the last of some folded words asks for, "of" and "the" behind it passed over."""
        at = len(words) - 1
        while at >= 0 and words[at] in ("of", "the") and len(words) - at < 3:
            at -= 1
        if at < 0 or (at == len(words) - 1 and words[at].isascii()):
            return None
        word = words[at]
        return self.cues.get(word) or next((k for stem, k in self.cue_stems.items() if word.startswith(stem)), None)


@lru_cache(maxsize=2)
def load(data: Path) -> PlaceWords:
    """The words in a data folder. Raises DataError that says what is wrong with the file."""
    path = data / "vocabulary" / "places.toml"
    table = read_table(path)
    try:
        return _words(data, table)
    except (KeyError, AttributeError, TypeError) as problem:
        raise DataError(f"The vocabulary file {path.name} lacks the table or list {problem}; add it.") from problem


def _words(data: Path, table: dict[str, Any]) -> PlaceWords:
    before = table["cues"]["before"]
    beside = {key: frozenset(words) for key, words in table["beside"].items()}
    return PlaceWords(
        abbreviations={form.replace(" ", ""): normal(name) for form, name in table["abbreviations"].items()},
        demonyms={normal(form): normal(name) for form, name in table["demonyms"].items() if form[-1] != "*"},
        stems={normal(form[:-1]): normal(name) for form, name in table["demonyms"].items() if form[-1] == "*"},
        institutions=beside["institutions"],
        papers=beside["papers"],
        hyphened=beside["hyphened"],
        deeds=frozenset(deed for deed in beside["deeds"] if deed[-1] != "*"),
        deed_stems=tuple(sorted(deed[:-1] for deed in beside["deeds"] if deed[-1] == "*")),
        streets=beside["streets"],
        troops=beside["troops"],
        royal=beside["royal"],
        of_firms=beside["of_firms"],
        never=beside["never"] | beside["institutions"] | beside["papers"],
        given=beside["given"].union(read_text(data / "vocabulary" / "given-names.txt").split()),
        surnames=frozenset(read_text(data / "vocabulary" / "surnames.txt").split()),
        cues={word: kind for kind, words in before.items() for word in words if word[-1] != "*"},
        homes=_homes(table["homes"]),
        facility_stems={word[:-1]: kind for kind, words in table["cues"]["facility"].items() for word in words},
        cue_stems={word[:-1]: kind for kind, words in before.items() for word in words if word[-1] == "*"},
    )


def _homes(table: dict[str, list[str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for country, words in table.items():
        for word in words:
            found[word] = (*found.get(word, ()), country)
    return found
