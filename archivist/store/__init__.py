"""What we keep: the tree, the settings, the data files and the catalog."""
