"""How what people do reads in the history of a page or a venue."""

from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.log_actions import LogFormatter


@hooks.register("register_log_actions")
def name_actions(actions):
    """What the team does for partners and with names, who saved over whom, what was handed over."""
    for action, label, message in [
        ("welcome", _("Welcome a partner"), _("Made the page and invited an editor")),
        ("invite", _("Invite an editor"), _("Invited an editor")),
        ("trust", _("Change who publishes"), _("Changed whether its pages are looked at first")),
        ("look_over", _("Look over"), _("Found still right")),
        ("rename", _("Change the names"), _("Gave the elements other names")),
    ]:
        actions.register_action(f"home.{action}", label, message)
    kind = {"label": _("Save over"), "message": _("Saved over what somebody else wrote")}
    actions.register_action("home.save_over")(type("SaveOver", (SaveOverFormatter,), kind))
    for action, label, message in [
        ("offer", _("Offer to another organisation"), _("Offered to %(to)s")),
        ("hand_over", _("Hand over"), _("Handed over to %(to)s")),
        ("decline", _("Decline an offer"), _("%(to)s declined the offer")),
        ("take_back", _("Take an offer back"), _("Took back the offer to %(to)s")),
    ]:
        kind = {"label": label, "message": message}
        actions.register_action(f"home.{action}")(type("Handing", (HandingFormatter,), kind))


class SaveOverFormatter(LogFormatter):
    """Says what it was that somebody saved over."""

    def format_message(self, log_entry):
        theirs = log_entry.data.get("theirs", {})
        said = "; ".join(f"{label}: {words}" for label, words in theirs.items())
        return f"{self.message}: {said}"


class HandingFormatter(LogFormatter):
    """Says to whom something was handed or offered."""

    def format_message(self, log_entry):
        return self.message % {"to": log_entry.data.get("to", "")}
