"""Miteinander: the participation and Kümmerer portal for Bavarian counties.

People say something (contributions), it is gathered into needs, needs become decisions and measures, and what came of it goes
back to the people and on to the county's planning systems. `portal.app` puts the rooms together; start reading there.
"""
