"""Changes to dates, breaks, closures, hosts, followers and checks."""

import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
import home.choices
from django.conf import settings
from django.db import migrations, models
from django.db.models import F


def carry_decisions(apps, schema_editor):
    """Dates that people had called off or put back keep what they said."""
    Occurrence = apps.get_model("events", "Occurrence")
    touched = Occurrence.objects.filter(changed_at__isnull=False)
    touched.filter(status="cancelled").update(decision="off", decided_at=F("changed_at"))
    touched.filter(status="scheduled").update(decision="on", decided_at=F("changed_at"))
    Occurrence.objects.filter(status="cancelled").update(sequence=1)


def carry_staff(apps, schema_editor):
    """Who is at a series is at each of its dates, until somebody says otherwise."""
    Occurrence, Person = (apps.get_model("events", n) for n in ("Occurrence", "SeriesPerson"))
    roles = {}
    for page_id, role in Person.objects.values_list("page_id", "role"):
        roles.setdefault(page_id, set()).add(role)
    for page_id, there in roles.items():
        staff = [role for role in ("host", "physio", "prescriber") if role in there]
        Occurrence.objects.filter(series_id=page_id).update(staff=staff)
        apps.get_model("events", "Slot").objects.filter(series_id=page_id).update(staff=staff)
    for slot in apps.get_model("events", "Slot").objects.select_related("series"):
        slot.venue_id = slot.series.venue_id
        slot.save(update_fields=["venue"])


class Migration(migrations.Migration):

    dependencies = [
        ('events', '0002_facts_of_every_series'),
        ('home', '0002_letters'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Check',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('checked_at', models.DateTimeField()),
                ('checked_by', models.CharField(blank=True, max_length=40, verbose_name='first name')),
                ('asked_at', models.DateTimeField(null=True)),
                ('link_version', models.PositiveIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name='Closure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('first_on', models.DateField(verbose_name='first day closed')),
                ('last_on', models.DateField(verbose_name='last day closed')),
                ('note', models.CharField(blank=True, help_text='Shown to everybody. For example: “The floor is being mended.”', max_length=200, verbose_name='why, in one line')),
                ('said_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
            ],
            options={
                'verbose_name': 'closure',
                'verbose_name_plural': 'closures',
                'ordering': ['first_on', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Follower',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('email', models.EmailField(max_length=254, verbose_name='e-mail address')),
                ('language', models.CharField(max_length=10)),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('confirmed_at', models.DateTimeField(editable=False, null=True)),
                ('expires_on', models.DateField(editable=False)),
                ('link_version', models.PositiveIntegerField(default=0, editable=False)),
            ],
        ),
        migrations.CreateModel(
            name='Host',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('first_name', models.CharField(max_length=40, verbose_name='first name')),
                ('email', models.EmailField(max_length=254, verbose_name='e-mail address')),
                ('link_version', models.PositiveIntegerField(default=0, editable=False)),
            ],
            options={
                'verbose_name': 'host',
                'verbose_name_plural': 'hosts',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='LearningSessionPage',
            fields=[
                ('seriespage_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='events.seriespage')),
            ],
            options={
                'verbose_name': 'learning session',
                'verbose_name_plural': 'learning sessions',
            },
            bases=('events.seriespage',),
        ),
        migrations.CreateModel(
            name='Pause',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('first_on', models.DateField(verbose_name='first day of the break')),
                ('back_on', models.DateField(blank=True, help_text='The first day on which it runs again. Leave it empty if nobody knows yet.', null=True, verbose_name='back on')),
                ('note', models.CharField(blank=True, help_text='Shown to everybody.', max_length=200, verbose_name='a line to add')),
                ('said_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
            ],
            options={
                'verbose_name': 'break',
                'verbose_name_plural': 'breaks',
                'ordering': ['first_on', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Stamp',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('value', models.CharField(max_length=32)),
            ],
        ),
        migrations.CreateModel(
            name='Told',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(max_length=300)),
            ],
        ),
        migrations.RemoveConstraint(
            model_name='slot',
            name='one_slot_for_a_series_weekday_and_part',
        ),
        migrations.RemoveIndex(
            model_name='slot',
            name='slot_finder',
        ),
        migrations.AddField(
            model_name='occurrence',
            name='back_on',
            field=models.DateField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name='occurrence',
            name='closing_note',
            field=models.CharField(blank=True, editable=False, max_length=200),
        ),
        migrations.AddField(
            model_name='occurrence',
            name='decided_at',
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name='occurrence',
            name='decision',
            field=models.CharField(blank=True, choices=[('', '—'), ('on', 'Said to be on'), ('off', 'Called off')], default='', editable=False, max_length=3),
        ),
        migrations.AddField(
            model_name='occurrence',
            name='head_count',
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='how many came'),
        ),
        migrations.AddField(
            model_name='occurrence',
            name='moved',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='occurrence',
            name='sequence',
            field=models.PositiveIntegerField(default=0, editable=False),
        ),
        migrations.AddField(
            model_name='occurrence',
            name='staff',
            field=home.choices.SeveralField(blank=True, choices=[('host', 'Community Development Worker'), ('physio', 'Physio'), ('prescriber', 'Social prescriber')], default=list, max_length=60, verbose_name='who is there'),
        ),
        migrations.AddField(
            model_name='occurrence',
            name='staff_changed',
            field=models.BooleanField(default=False, editable=False),
        ),
        migrations.AddField(
            model_name='occurrence',
            name='venue',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='occurrences', to='home.venue'),
        ),
        migrations.AddField(
            model_name='slot',
            name='staff',
            field=home.choices.SeveralField(blank=True, choices=[('host', 'Community Development Worker'), ('physio', 'Physio'), ('prescriber', 'Social prescriber')], default=list, max_length=60),
        ),
        migrations.AddField(
            model_name='slot',
            name='venue',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='home.venue'),
        ),
        migrations.AlterField(
            model_name='occurrence',
            name='original_date',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name='occurrence',
            name='reason',
            field=models.CharField(blank=True, choices=[('', '—'), ('venue', 'The venue is closed'), ('people', 'Nobody is free to run it'), ('weather', 'Bad weather'), ('other', 'Another reason'), ('bank_holiday', 'Bank holiday'), ('pause', 'Having a break'), ('programme', 'Everything is closed')], default='', max_length=12, verbose_name='reason'),
        ),
        migrations.AddConstraint(
            model_name='slot',
            constraint=models.UniqueConstraint(fields=('series', 'weekday', 'part_of_day', 'venue', 'staff'), name='one_slot_for_what_a_series_has'),
        ),
        migrations.RunPython(carry_decisions, migrations.RunPython.noop),
        migrations.RunPython(carry_staff, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name='occurrence',
            index=models.Index(fields=['starts_at'], name='occurrence_start'),
        ),
        migrations.AddConstraint(
            model_name='occurrence',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decision', ''), ('decided_at__isnull', True)), models.Q(('decision', 'on'), ('decided_at__isnull', False)), models.Q(('decision', 'off'), ('decided_at__isnull', False), ('status', 'cancelled')), _connector='OR'), name='called_off_is_cancelled_and_a_decision_has_its_time'),
        ),
        migrations.AddConstraint(
            model_name='occurrence',
            constraint=models.CheckConstraint(condition=models.Q(('original_date__isnull', False), ('moved', False), _connector='OR'), name='an_extra_is_not_moved_as_well'),
        ),
        migrations.AddField(
            model_name='check',
            name='series',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='last_check', to='events.seriespage'),
        ),
        migrations.AddField(
            model_name='closure',
            name='said_by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='closure',
            name='venue',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='closures', to='home.venue'),
        ),
        migrations.AddField(
            model_name='follower',
            name='series',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='followers', to='events.seriespage'),
        ),
        migrations.AddField(
            model_name='host',
            name='series',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='hosts', to='events.seriespage'),
        ),
        migrations.AddField(
            model_name='learningsessionpage',
            name='module',
            field=models.ForeignKey(blank=True, help_text='The module that you go through together. Its page lists your dates.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='learning_sessions', to=settings.WAGTAIL_PAGE_MODEL, verbose_name='topic'),
        ),
        migrations.AddField(
            model_name='pause',
            name='said_by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='pause',
            name='series',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pauses', to='events.seriespage'),
        ),
        migrations.AddField(
            model_name='told',
            name='follower',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='told', to='events.follower'),
        ),
        migrations.AddField(
            model_name='told',
            name='letter',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='home.letter'),
        ),
        migrations.AddField(
            model_name='told',
            name='occurrence',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='events.occurrence'),
        ),
        migrations.AddConstraint(
            model_name='closure',
            constraint=models.CheckConstraint(condition=models.Q(('last_on__gte', models.F('first_on'))), name='a_closure_ends_when_it_begins_or_later'),
        ),
        migrations.AddConstraint(
            model_name='follower',
            constraint=models.UniqueConstraint(models.F('series'), django.db.models.functions.text.Lower('email'), name='one_follower_for_a_series_and_address'),
        ),
        migrations.AddConstraint(
            model_name='host',
            constraint=models.UniqueConstraint(models.F('series'), django.db.models.functions.text.Lower('email'), name='one_host_for_a_series_and_address', violation_error_message='This address is on the list already.'),
        ),
        migrations.AddConstraint(
            model_name='pause',
            constraint=models.CheckConstraint(condition=models.Q(('back_on__isnull', True), ('back_on__gt', models.F('first_on')), _connector='OR'), name='a_pause_ends_after_it_begins'),
        ),
        migrations.AddConstraint(
            model_name='told',
            constraint=models.UniqueConstraint(fields=('letter', 'occurrence'), name='a_letter_tells_a_date_once'),
        ),
    ]
