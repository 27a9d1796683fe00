"""Signing in: who somebody is, by password, second factor or single sign-on. What they may do is told elsewhere.

The pages are those of django-allauth, failures are counted by django-axes; here stands what we want of them.
"""
