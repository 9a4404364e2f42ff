"""One file per thing a person does; each function takes what was heard and decides an outcome."""
