"""Forms of the network."""

from portal.network.forms.editing import AssessmentForm, ConsentForm, ContactForm, StakeholderForm
from portal.network.forms.listing import AddressForm, FilterForm, ImportForm, LetterForm

__all__ = [
    "AddressForm",
    "AssessmentForm",
    "ConsentForm",
    "ContactForm",
    "FilterForm",
    "ImportForm",
    "LetterForm",
    "StakeholderForm",
]
