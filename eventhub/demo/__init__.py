"""The demo: 25 events, of which the Beijing workshop is real in its public facts and all others are fictional."""
