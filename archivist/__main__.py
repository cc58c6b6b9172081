"""Run the command line as ``python -m archivist``."""

from archivist.cli.main import main

if __name__ == "__main__":
    main()
