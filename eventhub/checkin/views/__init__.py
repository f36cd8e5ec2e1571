"""What people see of check-in: participants their ticket, organisers the desk at the entrance."""
