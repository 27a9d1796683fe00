"""What is stored in English, in the reader's language.

`{{ conflict.level|shown }}`: a stored word, or a reason of the machine. `{{ claim|value_said }}`: a claim's value.
"""

from django import template
from django.utils.translation import get_language

from claims.models import Claim
from claims.shown import shown
from sources.values import phrase_in

register = template.Library()
register.filter("shown", shown)


@register.filter
def value_said(claim: Claim) -> str:
    """The value from a template of the reader's language; a name as it is written."""
    language = (get_language() or "en").split("-")[0]
    return claim.value_phrase if language == "en" or claim.strict is None else phrase_in(claim.value, language)
