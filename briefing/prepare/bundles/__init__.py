"""Several articles in one document of any format: found by an export's marks, by mark-up, or by heads that repeat."""
