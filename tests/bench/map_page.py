"""The script that Streamlit runs for `map_app.py`, which holds table and routes."""

from tests.bench import map_app

map_app.page()
