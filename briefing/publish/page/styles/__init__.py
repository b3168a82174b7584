"""What a page is set with: typefaces, CSS variables, headlines in lines of about the same length."""
