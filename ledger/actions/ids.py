"""What the ids of figures and of findings begin with."""

FIGURE, FINDING = "f-", "c-"
