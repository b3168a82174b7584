"""XML that no other reader knows."""
