"""Where reports come from: files of text, Markdown, JSON and JSON Lines, and standard input."""

from mapapp.reports.files import RawReport, parse_day, read_lines, read_raw

__all__ = ["RawReport", "parse_day", "read_lines", "read_raw"]
