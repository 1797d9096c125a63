"""Which articles match, as sorted arrays of numbers: asked once, counted, cut and ordered from it.
"""
