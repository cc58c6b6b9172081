"""The pages that are printed: what each kind of paper shows, as data for its layout."""
