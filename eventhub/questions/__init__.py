"""What people are asked when they register: categories of participants, and the questions for each."""
