"""What the README's and the documents' figures come from: run it yourself."""
