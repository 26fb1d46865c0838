"""What is on, as open data: Open Referral UK 3.0 (a profile of HSDS 3.0).

A series is a service, an organisation an organization, a venue a location, and where a series is
held a service_at_location. Only organisations that chose so are in it. The data is in English,
whatever language a visitor's browser asks for: it is read by machines and by link workers.
"""
