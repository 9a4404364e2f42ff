"""The real process, killed, stopped and started again while people use it: nothing lost, nothing twice.

What is real: the served product in a process of its own, its port, its HTTP, its SQLite file with FULL sync,
SIGKILL, SIGSTOP. What is not: Slack (a strict double), and how long a minute lasts: while the process lies
dead, the one clock of everybody (its own, Slack's, people's) is moved on, as if it had lain there so long.
While it lives the clock goes as the machine's does.

What is not tried here: a kill does not cut the power, which is what FULL sync is for; whoever is stopped
sleeps as a suspended machine does, whose time-outs know nothing of it, and is not stopped while it writes to
the store; files beside a message are not counted. A stop that falls between the last look at a lease and the
bytes that follow it, a fraction of a thousandth of a second, would still let a message leave late.
"""
