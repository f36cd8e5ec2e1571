"""Looking after an instance: all its data in and out, copies that can be trusted, and what is wrong with it."""
