"""Pages of Steckbriefe and Sozialberichte."""

from portal.reports.routes import factsheets, public, social_reports

BLUEPRINTS = (factsheets.bp, social_reports.bp, public.bp)
