"""Files that hold several documents: archives, and articles in JSON."""
