"""The command line. A command parses, calls one action and renders."""
