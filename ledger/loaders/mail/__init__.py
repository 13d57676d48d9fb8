"""Mails, alone and in boxes."""
