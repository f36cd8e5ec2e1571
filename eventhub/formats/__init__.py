"""File formats: data in, bytes out. Pure: no request, no database, no area, and the same input gives the same bytes."""
