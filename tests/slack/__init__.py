"""A double of Slack on this machine: its Web API, its clients, its rules, its faults."""
