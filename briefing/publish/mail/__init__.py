"""The edition as a mail, and its way to the recipients."""
