
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('events', '0005_occurrence_former_note_freshness'),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='dropinpage',
            options={'verbose_name': 'open session', 'verbose_name_plural': 'open sessions'},
        ),
        migrations.AlterModelOptions(
            name='learningsessionpage',
            options={'verbose_name': 'session on a topic', 'verbose_name_plural': 'sessions on a topic'},
        ),
        migrations.AlterField(
            model_name='seriespage',
            name='in_finder',
            field=models.BooleanField(default=True, help_text='Residents who look for what is on near them find it there.', verbose_name='also in the list of everything that is on'),
        ),
    ]
