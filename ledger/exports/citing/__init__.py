"""Figures as citations: who wrote the text, under which key it is cited, and where on its page the words stand."""
