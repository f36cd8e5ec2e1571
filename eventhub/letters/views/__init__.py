"""Letters at the organisers' desk, for those who get them, and for those who are shown one."""
