"""What people see of registration: the public, and organisers."""
