"""The embedded places: a read-only index of names and points, and the outlines of seas and regions."""

from mapapp.gazetteer.areas import areas
from mapapp.gazetteer.index import Gazetteer, open_gazetteer

__all__ = ["Gazetteer", "areas", "open_gazetteer"]
