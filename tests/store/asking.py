"""A process that takes turns to ask a service and says when it got each.

python asking.py URL COUNT INTERVAL
"""

import sys
import time

from mapapp.store.connection import path_of
from mapapp.store.geocoding import SqliteGeocoding


def main(url: str, count: int, interval: float) -> None:
    looked: list[float] = []

    def clock() -> float:
        looked.append(time.time())
        return looked[-1]

    memory = SqliteGeocoding(path_of(url)[0], clock=clock)
    print("ready", flush=True)
    sys.stdin.readline()
    for _ in range(count):
        while (wait := memory.take("nominatim@example.org", interval)) > 0:
            time.sleep(wait)
        print(looked[-1], flush=True)
    memory.close()


main(sys.argv[1], int(sys.argv[2]), float(sys.argv[3]))
