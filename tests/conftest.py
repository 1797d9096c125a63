"""What all tests share: how many examples the property tests try, and who hears Ctrl-C."""

import os
import signal

from hypothesis import settings

settings.register_profile("quick", max_examples=25, deadline=None)
settings.register_profile("thorough", max_examples=200, deadline=None)
settings.load_profile("thorough" if os.environ.get("CI") else "quick")

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # `nohup make test &`: programs that tests start and stop would be deaf too. A handler, other
    # than deafness, is not handed on to them, and this one goes on doing nothing
    signal.signal(signal.SIGINT, lambda *_: None)
