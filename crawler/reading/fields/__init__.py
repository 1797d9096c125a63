"""The fields of an article beside its text: headline, byline, dates, dateline."""
