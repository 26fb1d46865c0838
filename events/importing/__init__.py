"""Start from what exists: what a partner publishes elsewhere becomes drafts here.

A reader understands a file (Open Referral UK, a calendar, a table) as proposals. They are compared
with what is here already, shown line by line, and made into drafts when somebody says so.
"""
