"""The table that partners may begin with: one line for each kind of rhythm."""

SAMPLE = """\
name,what,venue,street,town,postcode,day,starts,ends,from,until,every,phone,languages,what to bring
Tea and moving,Tea and gentle moving for backs and knees,Example Hall,12 Long Street,Eastgate,\
LE5 1AB,Tuesday,10am,12.30pm,,,week,01632 960123,English and Urdu,A friend
Garden group,Light work in the garden,Example Hall,12 Long Street,Eastgate,\
LE5 1AB,Thursday,14:00,15:30,07/01/2027,,2 weeks,01632 960123,English,
Walk and talk,A slow walk round the park,Example Hall,12 Long Street,Eastgate,\
LE5 1AB,first Saturday,10.30am,11.30am,,27/03/2027,month,01632 960123,English,Warm shoes
"""
