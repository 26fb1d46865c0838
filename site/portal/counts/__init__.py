"""Counts from what is recorded anyway: sessions, heads, places on courses, materials fetched.

Every number is declared in `measures.py`: the dashboard, the export's dictionary and the privacy
page are made from these declarations.
"""
