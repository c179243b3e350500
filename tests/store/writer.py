"""A process that adds reports until it is killed, and says each one it was told is saved.

python writer.py URL PREFIX COUNT
"""

import sys

from mapapp.store import open_store
from tests.store import samples


def main(url: str, prefix: str, count: int) -> None:
    store = open_store(url)
    print("ready", flush=True)
    for number in range(count):
        store.add_extraction(samples.extraction(f"{prefix}-{number}", f"Report {prefix} {number}: a hit."))
        print(f"{prefix}-{number}", flush=True)
    store.close()


main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
