"""What holds for every test."""

import signal

# A shell that runs the tests in the background has interrupts ignored, and programs that the tests
# start would inherit that.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
