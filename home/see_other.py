"""What a form answers that has done its work: go and look, and reloading does nothing again."""

from django.http import HttpResponseRedirect


class SeeOther(HttpResponseRedirect):
    """Leads to another address by GET, whatever was asked here (RFC 9110 section 15.4.4)."""

    status_code = 303
