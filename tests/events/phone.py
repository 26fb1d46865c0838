"""A host's phone: follows the links and sends the forms of the pages as they are."""

from urllib.parse import urljoin

from bs4 import BeautifulSoup


class Phone:
    """A browser without scripts that follows links and sends forms as the page has them."""

    def __init__(self, client, address: str):
        self.client, self.taps = client, 0
        self.open(address)

    def open(self, address: str) -> None:
        """Opens an address and follows where it leads."""
        self.take(self.client.get(address, follow=True), address)

    def take(self, answer, address: str) -> None:
        self.answer, self.address = answer, address
        if answer.redirect_chain:
            self.address = answer.redirect_chain[-1][0]
        self.page = BeautifulSoup(answer.content, "html.parser")
        self.main = self.page.select_one("main")

    def tap(self, words: str, **typed) -> None:
        """Taps the link or the button of these words; in a form, with what was typed."""
        self.taps += 1
        found = [
            each
            for each in self.main.select("a, button")
            if each.get_text(" ", strip=True) == words
        ]
        assert len(found) == 1, (words, [each.get_text() for each in self.main.select("a, button")])
        if found[0].name == "a":
            self.open(urljoin(self.address, found[0]["href"]))
            return
        form = found[0].find_parent("form")
        assert form["method"] == "post"
        fields = {
            each["name"]: each.get("value", "")
            for each in form.select("input")
            if each.get("type") != "checkbox"
        }
        ticked = [(each["name"], each["value"]) for each in form.select("[type=checkbox][checked]")]
        for name, value in ticked:
            fields.setdefault(name, []).append(value)
        unknown = set(typed) - set(fields) - {each["name"] for each in form.select("input")}
        assert not unknown
        address = urljoin(self.address, form.get("action", self.address))
        self.take(self.client.post(address, fields | typed, follow=True), address)

    @property
    def text(self) -> str:
        """What the main part says, on one line."""
        return " ".join(self.main.get_text(" ").split())

    @property
    def notice(self) -> str:
        """What is said to be true now."""
        said = self.main.select_one(".notice")
        return " ".join(said.get_text(" ").split()) if said else ""
