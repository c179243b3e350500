"""`python -m mapapp` is the same as `mapapp`."""

from mapapp.cli import main

main()
