"""What comes from outside: feeds, news sitemaps, pages, mailboxes, watched folders → files in sources/. With the mail's
delivery the only code that opens a connection, and only the commands that a user calls for it import it."""
