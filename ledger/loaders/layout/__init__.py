"""What the shape of a text shows: its head, its posts, and who speaks in each part."""
