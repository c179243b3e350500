"""mapapp: from a news report of armed strikes to a map that shows the words behind every pin."""

__version__ = "0.1.0"
