"""EventHub: workshops from first idea to final report."""
