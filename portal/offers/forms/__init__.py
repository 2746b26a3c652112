"""Forms of Angebote."""

from portal.offers.forms.editing import OfferForm
from portal.offers.forms.listing import FilterForm, ImportForm, PublicFilterForm, ReportForm, TakeOverForm

__all__ = ["FilterForm", "ImportForm", "OfferForm", "PublicFilterForm", "ReportForm", "TakeOverForm"]
