"""The edition as PDF."""
