"""From text to figures: each module finds one idea and says what it means."""
