"""What is stored in English, in the reader's language.

`{{ conflict.level|shown }}`: a stored word, or a reason of the machine. `{{ claim|value_said }}`: the value of a claim
or a decision. `{{ words|amount_said }}`: a value told in English words. `{{ position|position_said }}`: what a position
says; the question of its conflict is read for it. `{{ event|address_of }}`: where the subject of a line is read.
"""

from django import template

from claims.models import Position
from claims.shown import amount_said, shown, value_said
from claims.shown import position_said as words_said
from claims.subjects import address_of

register = template.Library()
register.filter("shown", shown)
register.filter("value_said", value_said)
register.filter("amount_said", amount_said)
register.filter("address_of", address_of)


@register.filter
def position_said(position: Position) -> str:
    return words_said(position.value_text, position.conflict.question.kind)
