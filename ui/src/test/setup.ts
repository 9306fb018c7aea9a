// Nothing is set up for every test yet: each states what it needs.
