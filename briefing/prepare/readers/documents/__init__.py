"""Word processor files and books."""
