"""What search engines read: schema.org as JSON-LD."""

import json

from django.utils.safestring import mark_safe

UNSAFE_IN_SCRIPTS = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def write_json_ld(data: dict | list) -> str:
    """Data as the inside of a script element that no text of an editor can break out of."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return mark_safe(text.translate(UNSAFE_IN_SCRIPTS))  # noqa: S308


def describe_venue(venue) -> dict:
    """A venue as a schema.org Place."""
    return {
        "@type": "Place",
        "name": venue.name,
        "address": {
            "@type": "PostalAddress",
            "streetAddress": venue.street,
            "addressLocality": venue.town,
            "postalCode": venue.postcode,
            "addressCountry": "GB",
        },
        "geo": {
            "@type": "GeoCoordinates",
            "latitude": venue.latitude,
            "longitude": venue.longitude,
        },
    }
