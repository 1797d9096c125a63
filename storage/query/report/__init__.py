"""What a report asks beside the statistics: days, lags, changes, copying, repeated stories."""
