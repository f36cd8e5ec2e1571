"""What people see of signing up: participants, and organisers."""
