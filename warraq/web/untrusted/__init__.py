"""What comes from elsewhere: forms that are sent, raw pages that are shown."""
