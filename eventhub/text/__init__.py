"""Words, dates and markup in the languages of EventHub. Pure: no request, no database, no application."""
