"""The page engine: Typst, in a process of its own, on a folder that holds nothing else."""
