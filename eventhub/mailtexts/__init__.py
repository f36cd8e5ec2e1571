"""Mail texts: the gaps that organisers may use in mails, and their own words in place of the standard ones."""
