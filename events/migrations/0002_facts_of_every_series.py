"""The facts of drop-ins become facts of every series; people hang on series too."""

import django.db.models.deletion
import modelcluster.fields
from django.conf import settings
from django.db import migrations, models
from django.db.models import OuterRef, Subquery

import events.recurrence_fields
import home.choices

SHARED = ("summary", "what_to_bring", "phone", "languages")


def carry_facts(apps, schema_editor):
    """What every drop-in said of itself is now said of every series."""
    SeriesPage, DropInPage = (apps.get_model("events", n) for n in ("SeriesPage", "DropInPage"))
    own = DropInPage.objects.filter(pk=OuterRef("pk"))
    SeriesPage.objects.filter(dropinpage__isnull=False).update(
        **{name: Subquery(own.values(f"old_{name}")[:1]) for name in SHARED}
    )
    SeriesPage.objects.filter(skips_bank_holidays=False).update(bank_holidays="open")


class Migration(migrations.Migration):
    dependencies = [
        ("events", "0001_initial"),
        ("home", "0002_letters"),
        ("wagtailcore", "0098_apitoken"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        *(migrations.RenameField("dropinpage", name, f"old_{name}") for name in SHARED),
        migrations.AddField("seriespage", "summary", models.CharField(default="", help_text="What happens there, in words that you would use at the door.", max_length=200, verbose_name="in one sentence"), preserve_default=False),
        migrations.AddField("seriespage", "what_to_bring", models.CharField(blank=True, help_text="Leave it empty if there is nothing to bring.", max_length=200, verbose_name="what to bring", default=""), preserve_default=False),
        migrations.AddField("seriespage", "phone", models.CharField(default="", help_text="Who answers when somebody asks whether it is on today?", max_length=30, verbose_name="number to ring"), preserve_default=False),
        migrations.AddField("seriespage", "languages", home.choices.SeveralField(choices=[("en", "English"), ("ar", "العربية"), ("bn", "বাংলা"), ("gu", "ગુજરાતી"), ("hi", "हिन्दी"), ("pl", "Polski"), ("pa", "ਪੰਜਾਬੀ"), ("ro", "Română"), ("so", "Soomaali"), ("ta", "தமிழ்"), ("tr", "Türkçe"), ("uk", "Українська"), ("ur", "اردو")], default=list, max_length=200, verbose_name="languages spoken")),
        migrations.AddField("seriespage", "in_finder", models.BooleanField(default=True, help_text="Residents who look for the next drop-in find it there.", verbose_name="also in the list of drop-ins")),
        migrations.AddField("seriespage", "bank_holidays", models.CharField(choices=[("closed", "Closed"), ("open", "Open as usual"), ("ask", "Ask me: closed unless somebody says it is on")], default="closed", help_text="A closed date stays listed as “Not running”, with the reason. “Ask me” sends a question two weeks before.", max_length=6, verbose_name="on bank holidays")),
        migrations.AlterField("seriespage", "recurrence", events.recurrence_fields.RecurrenceField(max_length=700, verbose_name="rhythm and days")),
        migrations.RunPython(carry_facts, migrations.RunPython.noop),
        *(migrations.RemoveField("dropinpage", f"old_{name}") for name in SHARED),
        migrations.RemoveField("seriespage", "skips_bank_holidays"),
        migrations.RenameModel("DropInPerson", "SeriesPerson"),
        migrations.AlterField("seriesperson", "page", modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name="people", to="events.seriespage")),
    ]
