"""The site: puts the house on the street. Settings, addresses, navigation, language, health.

It may use every room; no room may use it.
"""
