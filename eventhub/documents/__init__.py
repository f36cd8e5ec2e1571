"""What is printed for the day, and what proves it afterwards: lists, sheets, badges, seating, certificates."""
