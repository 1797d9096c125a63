"""Random ``kill -9``, then proof: ``python -m tests.killing --rounds 100 --seed 1``.

Real ``warraq`` commands work on the sample newsroom, which publishes, edits, deletes and restores
meanwhile; each is killed with all its processes, or only its parent, or one of its crawls.
"""
