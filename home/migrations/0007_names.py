
from django.db import migrations, models

TITLES = {"drop-ins": "drop_in_title", "learn": "learning_title", "training": "training_title"}


def keep_titles(apps, schema_editor):
    """The headings that a site gave the pages of its elements become the names' own."""
    wording = apps.get_model("home", "Wording").objects.first()
    if wording is None:
        return
    pages = apps.get_model("wagtailcore", "Page").objects.filter(depth=3, slug__in=TITLES)
    for page in pages.order_by("-pk"):
        setattr(wording, TITLES[page.slug], page.title[:60])
    wording.save()


class Migration(migrations.Migration):

    dependencies = [
        ('home', '0006_updates'),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='wording',
            options={'verbose_name': 'help, telephone and notice'},
        ),
        migrations.AddField(
            model_name='wording',
            name='drop_in_title',
            field=models.CharField(default='Find a drop-in near you', max_length=60, verbose_name='heading of its page'),
        ),
        migrations.AddField(
            model_name='wording',
            name='former_names',
            field=models.JSONField(default=dict, editable=False, verbose_name='the names before these'),
        ),
        migrations.AddField(
            model_name='wording',
            name='learning_title',
            field=models.CharField(default='Learn', max_length=60, verbose_name='heading of its page'),
        ),
        migrations.AddField(
            model_name='wording',
            name='training_title',
            field=models.CharField(default='Training', max_length=60, verbose_name='heading of its page'),
        ),
        migrations.AlterField(
            model_name='organisation',
            name='in_open_data',
            field=models.BooleanField(default=False, help_text='Directories and link workers elsewhere can then show your sessions: what they are, their dates, places, languages and number to ring, and your name, your sentence above, telephone, e-mail and website. Nobody’s name is in it, and no host’s e-mail address. You can end it at any time.', verbose_name='publish us as open data'),
        ),
        migrations.RunPython(keep_titles, migrations.RunPython.noop),
    ]
