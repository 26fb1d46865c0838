"""What is counted and what is not collected, for the privacy page."""

from django import template

from portal.counts.measures import MEASURES, TOPICS, Measure, Topic
from portal.counts.not_collected import NOT_COLLECTED, NotCollected
from portal.counts.suppressing import SMALLEST

register = template.Library()


@register.simple_tag
def counted() -> list[tuple[Topic, list[Measure]]]:
    """Every topic with its measures; the parts of one are told with it."""
    told = [measure for measure in MEASURES if not measure.part_of]
    return [(topic, [each for each in told if each.topic is topic]) for topic in TOPICS]


@register.simple_tag
def not_collected() -> tuple[NotCollected, ...]:
    """What nobody is asked for."""
    return NOT_COLLECTED


@register.simple_tag
def smallest_count() -> int:
    """The smallest number of people that is said, but for 0."""
    return SMALLEST
