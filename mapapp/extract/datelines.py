"""Where a report was filed: the dateline that it begins with, whose places are none of strikes."""

from mapapp.extract.tokens import Document

_DATELINE = 12
# A note of the editors can stand before the dateline.
_OPENING = 8


def datelines(document: Document) -> set[int]:
    """Tokens of the dateline that a report begins with: "KYIV, May 9 (Wire) -", "ДАМАСК, 9 сентября."."""
    found: set[int] = set()
    months = {hit.start for hit in document.by_category["time.months"]}
    for number, sentence in enumerate(document.sentences[:_OPENING]):
        last = min(sentence.first + _DATELINE, sentence.last)
        capital = document.tokens[sentence.first].text.isupper() and len(document.tokens[sentence.first].text) > 2
        dated = any(at in months for at in range(sentence.first, last))
        end = next((at for at in range(sentence.first + 1, last) if _is_dash(document, at)), None)
        short = number == 0 and sentence.last - sentence.first <= 8 and dated
        opens = number == 0 or sentence.paragraph != document.sentences[number - 1].paragraph
        if end is not None and ((number == 0 and (capital or dated)) or (opens and capital)):
            found.update(range(sentence.first, end))
        elif (
            number < 3
            and short
            and (capital or "," in (token.text for token in document.tokens[sentence.first : sentence.last]))
        ):
            found.update(range(sentence.first, sentence.last))
    return found


def _is_dash(document: Document, at: int) -> bool:
    token = document.tokens[at]
    return (
        token.text in "-–—"
        and document.text[token.start - 1] == " "
        and document.text[token.end : token.end + 1] == " "
    )
