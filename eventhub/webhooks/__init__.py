"""Who is told of what happens: a log of changes in the order of their commits, and web addresses that are called."""
