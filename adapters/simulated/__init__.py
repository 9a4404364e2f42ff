"""People who live by the priors of a mentorship programme: demo data, load, a year in minutes."""
