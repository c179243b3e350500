"""A view's address made short: its query deflated against a dictionary of what such queries hold, in base64."""

import base64
import binascii
import zlib

from mapapp.errors import InputError

# Never change a dictionary that links were made with: add one under the next letter.
_DICTIONARY = (
    b"&words=%D0%B0%D0%B1%D0%B2%D0%B3%D0%B4%D0%B5%D0%B6%D0%B7%D0%B8%D1%96%D0%BA%D0%BB%D0%BC%D0%BD%D0%BE%D0%BF%D1%80%D1%81"
    b"%D1%82%D1%83%D1%84%D1%85%D1%86%D1%87%D1%88%D1%89%D1%8C%D1%8E%D1%8F&licence=CC+BY+4.0&licence=ODbL+1.0&dataset=mapapp"
    b"&dataset=reports&operator=Rosneft&operator=Lukoil&operator=unknown&confidence=0.85&confidence=0.6&killed=1&killed=5"
    b"&precision=site%2Csettlement%2Cnear%2Cdistrict%2Cregion%2Cwater&country=RU%2CUA%2Csea&outcome=hit%2Cintercepted"
    b"&status=acknowledged%2Cclaimed%2Cdenied%2Creported&weapon=aerial+bomb%2Cartillery%2Cdrone%2Cexplosive%2Cmissile%2C"
    b"naval+drone%2Cseveral%2Cunknown&target=air+defence%2Cairfield%2Ceducation%2Cenergy%2Cgovernment%2Chealth%2Cindustry"
    b"%2Cmilitary%2Coil+and+gas%2Cother%2Cport%2Cresidential%2Cship%2Ctransport%2Cunknown&against=Russia&against=Ukraine"
    b"&by=Russia%2CUkraine&by=Russia&by=Ukraine&since=2026-01-01&until=2026-12-31&since=2025-11-15&until=2025-12-31"
    b"&near=46.48%2C30.73%2C50&place=Odesa&area=30.1%2C46.2%2C31.5%2C46.9&lang=uk&lang=en&show=totals&show=timeline"
    b"&layers=heat%2Cplaces%2Carcs&view=48.6%2C36.5%2C5&strike=2025-12-19-odesa-port&strike=2026-01-"
)
LETTER = "a"
MAX_SHORT, MAX_QUERY = 2_000, 8_000
_WRONG = "The short link is damaged; ask for it again, or open the map without it."


def shorten(query: str) -> str:
    """The query as the value of the parameter `s`: letters, digits, `-` and `_`. `expand` reads it back."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15, zdict=_DICTIONARY)
    packed = packer.compress(query.encode()) + packer.flush()
    return LETTER + base64.urlsafe_b64encode(packed).decode().rstrip("=")


def expand(short: str) -> str:
    """The query that `shorten` was given. Raises `InputError` where the text is none of its making."""
    if not (short.startswith(LETTER) and short.isascii() and len(short) <= MAX_SHORT):
        raise InputError(_WRONG)
    text = short[1:]
    try:
        packed = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
        unpacker = zlib.decompressobj(-15, zdict=_DICTIONARY)
        query = unpacker.decompress(packed, MAX_QUERY)
        if not unpacker.eof or unpacker.unused_data:
            raise InputError(_WRONG)
        return query.decode()
    except (binascii.Error, zlib.error, UnicodeDecodeError):
        raise InputError(_WRONG) from None
