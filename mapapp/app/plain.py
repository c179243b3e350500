"""Text of unknown origin, made harmless for Streamlit's Markdown."""

import re

# All that Markdown, directives such as :red[…], emoji codes, formulas and automatic links could begin with.
# Where one can begin nothing it stays bare: Streamlit names a box to screen readers by its label as it was written.
_SIGNS = re.compile(r"(?<=[^\W\d_])[-'](?=[^\W\d_])|:(?= )|([\\`*_{}\[\]()<>#+\-.!|~$:@&=\"'/^])")

# Addresses are made links after the signs are read: an invisible joiner within them keeps them text.
_ADDRESS = re.compile(r"(?<=:)(?=//)|(?<=www)(?=\.)|(?<=@)", re.IGNORECASE)
JOINER = "\u2060"


def plain(text: str) -> str:
    """The text as Markdown that shows it character for character and draws, loads and links nothing."""
    return _SIGNS.sub(_escaped, _ADDRESS.sub(JOINER, " ".join(text.split())))


def _escaped(sign: re.Match[str]) -> str:
    return f"\\{sign[1]}" if sign[1] else sign[0]
