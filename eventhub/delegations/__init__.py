"""Delegations: organisations are asked by letter to nominate people, and do so by a secret link."""
