"""The signals by which processes are asked to end, and who hears which of them."""

import signal

ASK_TO_STOP = signal.SIGTERM
"""What a child is asked with: a shell's ``&`` and ``nohup`` make a program deaf to SIGINT and to
SIGHUP, and whatever it starts inherits that; nothing makes a program deaf to SIGTERM unasked."""
ENDINGS = frozenset((signal.SIGINT, signal.SIGTERM, signal.SIGHUP))


def hold_back() -> None:
    """Let the signals that ask for an end wait, in this thread and in what it starts."""
    signal.pthread_sigmask(signal.SIG_BLOCK, ENDINGS)


def let_through() -> None:
    """Hear the signals that ask for an end, those that waited too."""
    signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDINGS)
