"""The demo: one invented neighbourhood on real postcode sectors. No real person or organisation."""
