"""Web ground: access, languages in URLs, forms base, responses, errors, headers. Imports no area."""
