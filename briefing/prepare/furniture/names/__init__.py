"""Names that stand beside an article: of its authors, of its outlet."""
