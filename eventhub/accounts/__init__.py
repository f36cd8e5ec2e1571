"""Accounts: users, signing in, what a role may do."""
