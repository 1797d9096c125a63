"""What is measured: run with ``make bench`` and its sisters, never by the tests."""
