"""``warraq report``: what an archive holds, as one HTML file that needs nothing else."""
