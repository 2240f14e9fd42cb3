"""``python -m ondit``: the same as ``ondit``."""

from .cli import main

if __name__ == "__main__":
    main()
