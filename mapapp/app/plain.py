"""Text of unknown origin, made harmless for Streamlit's Markdown."""

import re

# All that Markdown, directives such as :red[…], emoji codes, formulas and automatic links could begin with.
_SIGNS = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:@&=\"'/^])")

# Addresses are made links after the signs are read: an invisible joiner within them keeps them text.
_ADDRESS = re.compile(r"(?<=:)(?=//)|(?<=www)(?=\.)|(?<=@)", re.IGNORECASE)
JOINER = "\u2060"


def plain(text: str) -> str:
    """The text as Markdown that shows it character for character and draws, loads and links nothing."""
    return _SIGNS.sub(r"\\\1", _ADDRESS.sub(JOINER, " ".join(text.split())))
