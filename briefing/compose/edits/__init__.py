"""What an editor changes in an edition: the changes as data, and how stories and statements obey them."""
