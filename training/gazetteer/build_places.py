#!/usr/bin/env python3
"""Builds gazetteer/places.tsv from the sources named in gazetteer/README.md.

    build_places.py SOURCES > ../../gazetteer/places.tsv

SOURCES is a folder with the published files (their origin and licence: gazetteer/README.md):
syria_admin_pcodes.tsv, iraq_admin_pcodes.tsv, lebanon_admin_pcodes.tsv,
yemen_admin_pcodes.tsv, yemen_villages_names.tsv.gz, geonames_cities500_arab.tsv.gz, algeria_communes.tsv.gz.
Beside them the tables of this folder are read: countries.tsv, written_admin.tsv,
written_places.tsv, written_areas.tsv, villages.tsv, world_cities.tsv. Python 3.9 or newer, standard library only.

What it decides:
- Arabic spellings are those written with the letters of Arabic; a spelling with a Persian,
  Kurdish or Urdu letter is left out, and so is one that two letters of another language
  made (names_ar of GeoNames carry no language).
- Rows of two sources are one place where they share a folded name, are both populated
  places and lie within 12 km; the written row's names and place come first.
- importance (0 to 100) is the written one, else by kind and population.
"""
import csv, gzip, math, os, re, sys, unicodedata

HERE = os.path.dirname(os.path.abspath(__file__))
ARABIC = re.compile(r"^[\u0621-\u063a\u0641-\u064a0-9 ()-]+$")
LATIN = re.compile(r"^[A-Z][A-Za-z\u00c0-\u024f' .-]+$")
BY_KIND = {"country": 95, "continent": 75, "region": 50, "governorate": 60, "district": 24, "subdistrict": 22, "city": 50,
           "town": 35, "village": 20, "neighbourhood": 25, "camp": 30, "crossing": 30, "airport": 30, "base": 30}
RADIUS = {"governorate": 40, "district": 15, "subdistrict": 8, "city": 6, "town": 4, "village": 3, "neighbourhood": 2}
POPULATED = {"city", "town", "village"}
# what names of two words begin with that news writes as one word too («كفرنبل», «تلرفعت»)
HEADS = {"كفر", "تل", "أم", "ام", "أبو", "ابو", "دير", "خربة", "معرة", "بيت", "بير", "بئر"}
COLUMNS = "id name_ar variants_ar name_en variants_latin kind country parent lat lon radius_km population importance source licence".split()
FOLD = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ؤ": "ء", "ئ": "ء"})


def fold(name):
    return re.sub("[\u064b-\u0652\u0640]", "", name).translate(FOLD)


def tidy(name):
    """No marks, no tatweel, single spaces."""
    name = name or ""
    return re.sub(r"\s+", " ", re.sub("[\u064b-\u065f\u0670\u0640\u200b-\u200f]", "", name.replace("ٱ", "ا"))).strip(" -")


def arabic(names):
    """Arabic spellings only, folded doubles left out, the fullest spelling (hamza, ة) first."""
    good = [t for t in (tidy(n) for n in names) if ARABIC.match(t) and len(t) >= 2 and "(" not in t]
    good.sort(key=lambda n: (-sum(c in "أإآةىئؤ" for c in n), -n.startswith("ال"), len(n), n))
    seen, kept = set(), []
    for name in good:
        if fold(name) not in seen:
            seen.add(fold(name))
            kept.append(name)
    return kept


def latin(names, most=5):
    seen, kept = set(), []
    for name in names:
        key = "".join(c for c in unicodedata.normalize("NFKD", name.lower()) if c.isalnum())
        if LATIN.match(name) and key not in seen and len(name) > 2:
            seen.add(key)
            kept.append(name)
    return kept[:most]


def kilometres(a, b):
    """Great-circle distance of two rows, sphere of 6,371 km."""
    lat1, lon1, lat2, lon2 = (math.radians(x) for x in (a["lat"], a["lon"], b["lat"], b["lon"]))
    h = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 12742 * math.asin(math.sqrt(min(1.0, h)))


def table(path):
    opener = gzip.open if path.endswith(".gz") else open
    with opener(path, "rt", encoding="utf-8", newline="") as lines:
        rows = csv.DictReader((x for x in lines if not x.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE)
        yield from rows


def place(id, names_ar, names_latin, kind, country, lat, lon, source, licence, radius=None, population=None, importance=None, parent=""):
    population = int(population or 0)
    if not importance:
        importance = BY_KIND.get(kind, 25)
        if kind in POPULATED and population:
            importance = round(10 + 10 * math.log10(max(population, 500) / 100))
    return {"id": id, "names_ar": names_ar, "names_latin": names_latin, "kind": kind, "country": country, "parent": parent,
            "lat": float(lat), "lon": float(lon), "radius_km": int(radius or RADIUS.get(kind, 10)), "population": population,
            "importance": int(importance), "source": source, "licence": licence}


def slug(name):
    name = unicodedata.normalize("NFKD", name.lower())
    return re.sub(r"[^a-z0-9]+", "-", "".join(c for c in name if not unicodedata.combining(c))).strip("-")


def written():
    used = set()
    for row in table(os.path.join(HERE, "countries.tsv")):
        yield place(row["id"], row["names_ar"].split("|"), row["names_latin"].split("|"), "country", row["country"], row["lat"], row["lon"],
                    "own", "CC0", row["radius_km"], 0, row["importance"])
    for file in ("written_admin.tsv", "written_places.tsv", "written_areas.tsv"):
        for row in table(os.path.join(HERE, file)):
            base = f"local:{slug(row['names_latin'].split('|')[0])}"
            id = base if base not in used else f"{base}-{row['kind']}"
            while id in used:
                id += "-2"
            used.add(id)
            yield place(id, row["names_ar"].split("|"), row["names_latin"].split("|"), row["kind"], row["country"], row["lat"], row["lon"],
                        "own", "CC0", row["radius_km"], row["population"], row["importance"], row["parent"])


def pcodes(folder):
    for code, file, source, licence in (("SY", "syria", "ocha-sy", "CC BY 4.0"), ("IQ", "iraq", "ocha-iq", "CC BY 4.0"),
                                        ("LB", "lebanon", "ocha-lb", "CC BY 4.0"), ("YE", "yemen", "yemmaps", "MIT")):
        for row in table(os.path.join(folder, f"{file}_admin_pcodes.tsv")):
            if not row["lat"]:
                continue
            level = int(row["level"])
            names = [row["name_ar"]]
            bare = re.sub(r"^(مركز|مدينة|محافظة|قضاء|ناحية|م\.?) ", "", tidy(row["name_ar"]))
            names = [bare, *names] if bare != row["name_ar"] else names
            parent = row["parent_pcode"] if level > 1 else ""
            weak = 10 if code == "YE" and level == 3 else None
            yield place(row["pcode"], [tidy(n) for n in names], latin([row["name_en"]]) or [row["name_en"]], ("governorate", "district", "subdistrict")[level - 1],
                        code, row["lat"], row["lon"], source, licence, importance=weak, parent=parent)


def geonames(folder):
    communes = {}
    for row in table(os.path.join(folder, "algeria_communes.tsv.gz")):
        communes.setdefault(slug(row["commune_fr"]), []).append(row)
    for row in table(os.path.join(folder, "geonames_cities500_arab.tsv.gz")):
        people = int(row["population"] or 0)
        if row["cc"] in ("IR", "TR") and people < 20_000:
            continue
        names = arabic(row["names_ar"].split("|"))
        source, licence = "geonames", "CC BY 4.0"
        if row["cc"] == "DZ":
            known = next((communes.pop(s) for n in [row["name"], *row["names_latin"].split("|")] if (s := slug(n)) in communes), [])
            names = arabic([*names, *(k["commune_ar"] for k in known)])
            source = "geonames+dz-communes" if known else source
        if names:
            yield place(f"gn:{row['geonameid']}", names, latin([row["name"], *row["names_latin"].split("|")]), "town" if people < 100_000 else "city", row["cc"],
                        row["lat"], row["lon"], source, licence, population=people)
    for row in table(os.path.join(HERE, "world_cities.tsv")):
        yield place(f"gn:{row['geonameid']}", arabic(row["names_ar"].split("|"))[:5], latin([row["name"], *row["names_latin"].split("|")]), "city", row["cc"],
                    row["lat"], row["lon"], "geonames", "CC BY 4.0", population=row["population"])


def villages(known):
    """Small places of villages.tsv: their own point where it is known, else the centre of the unit they lie in, with a radius that says so."""
    units = {row["id"]: row for row in known}
    used = set()
    for row in table(os.path.join(HERE, "villages.tsv")):
        unit = units.get(row["parent"])
        if unit is None:
            sys.exit(f"villages.tsv: {row['names_ar']}: no place {row['parent']}")
        names, kind = row["names_latin"].split("|"), row["kind"] or "village"
        id = f"local:{slug(row['parent'].removeprefix('local:'))}-{slug(names[0])}"
        while id in used:
            id += "-2"
        used.add(id)
        own = bool(row["lat"])
        if not own and unit["radius_km"] > 60:
            continue  # somewhere in a governorate says too little
        yield place(id, row["names_ar"].split("|"), names, kind, unit["country"], row["lat"] if own else unit["lat"], row["lon"] if own else unit["lon"],
                    "own" if own else "own+" + unit["source"], "CC0" if own else unit["licence"],
                    5 if own else max(10, unit["radius_km"]), 0, row["importance"] or 20, row["parent"])


def yemen_villages(folder, known):
    """Yemen's villages by name, each with the centre of its uzla (sub-district): no list of them has points."""
    def bare(name):
        return fold(re.sub(r"^(عزلة|عزله|مديرية|محافظة|مدينة) ", "", tidy(name))).replace("ء", "ا")
    governorates, districts, uzlas = {}, {}, {}
    for row in known:
        if row["country"] != "YE":
            continue
        for name in row["names_ar"]:
            if row["kind"] == "governorate":
                governorates.setdefault(bare(name), row["id"])
            elif row["kind"] == "district":
                districts.setdefault((row["parent"], bare(name)), row["id"])
            elif row["kind"] == "subdistrict":
                uzlas.setdefault((row["parent"], bare(name)), row)
    seen = set()
    for row in table(os.path.join(folder, "yemen_villages_names.tsv.gz")):
        governorate = governorates.get(bare(row["governorate_ar"]))
        district = districts.get((governorate, bare(row["district_ar"])))
        uzla = uzlas.get((district, bare(row["uzla_ar"])))
        unit = uzla or next((r for r in known if district and r["id"] == district), None)
        names = arabic([row["village_ar"]])
        if unit is None or not names or (unit["id"], fold(names[0])) in seen:
            continue
        seen.add((unit["id"], fold(names[0])))
        english = latin([row["village_en"]])
        yield place(f"local:{unit['id'].lower()}-{len(seen)}", names, english, "village", "YE", unit["lat"], unit["lon"], "yemen-regions+yemmaps", "MIT",
                    max(8, unit["radius_km"]), 0, 8, unit["id"])


def algerian_communes(folder, known):
    """Communes that GeoNames has no point for, each with the centre of its wilaya and a radius that says so."""
    wilayas = {fold(n): row for row in known if row["country"] == "DZ" and row["kind"] == "governorate" for n in row["names_ar"]}
    have = {fold(n) for row in known if row["country"] == "DZ" for n in row["names_ar"]}
    for number, row in enumerate(table(os.path.join(folder, "algeria_communes.tsv.gz"))):
        unit, names = wilayas.get(fold(row["wilaya_ar"])), arabic([row["commune_ar"]])
        if unit and names and fold(names[0]) not in have:
            yield place(f"local:dz-{row['wilaya_code']}-{slug(row['commune_fr']) or number}-{number}", names, latin([row["commune_fr"]]), "town", "DZ", unit["lat"], unit["lon"],
                        "own+dz-communes", "CC0", max(40, unit["radius_km"]), 0, 10, unit["id"])


def merge(rows):
    """Rows of one populated place become one."""
    cells, kept = {}, []
    for row in rows:
        if row["kind"] in POPULATED:
            twin = None
            for name in row["names_ar"]:
                for other in cells.get((row["country"], fold(name)), []):
                    if kilometres(row, other) <= 12:
                        twin = twin or other
            if twin is not None:
                twin["names_ar"] = [*twin["names_ar"], *(n for n in row["names_ar"] if fold(n) not in {fold(x) for x in twin["names_ar"]})]
                twin["names_latin"] = latin([*twin["names_latin"], *row["names_latin"]], 7)
                twin["population"] = max(twin["population"], row["population"])
                if twin["source"] == "own":
                    twin["id"], twin["source"], twin["licence"] = row["id"], "own+" + row["source"], row["licence"]
                continue
            for name in row["names_ar"]:
                cells.setdefault((row["country"], fold(name)), []).append(row)
        kept.append(row)
    return kept


def seats(rows):
    """A town without a parent lies in the sub-district or district of its name in whose centre's reach (30 km) it is: its seat."""
    units = {}
    for row in rows:
        if row["kind"] in ("subdistrict", "district"):
            for name in row["names_ar"]:
                units.setdefault((row["country"], fold(name)), []).append(row)
    for row in rows:
        if row["kind"] in ("city", "town") and not row["parent"]:
            near = [u for name in row["names_ar"] for u in units.get((row["country"], fold(name)), []) if kilometres(row, u) <= 30]
            if near:
                row["parent"] = min(near, key=lambda u: (u["kind"] != "subdistrict", kilometres(row, u)))["id"]


def spellings(row):
    """More ways in which the same name is written: words run together, a leading kind word dropped."""
    names = [name for name in row["names_ar"] if row["kind"] == "base" or not re.search("[A-Za-z]", name)]
    for name in list(names):
        words = name.split(" ")
        heads = len(words) == 2 and words[0] in HEADS and row["kind"] in POPULATED
        if heads or len(words) == 2 and row["importance"] >= 40 and len(name) >= 8 and row["kind"] in POPULATED | {"governorate", "country"}:
            names.append("".join(words))
        elif len(words) == 1 and name.startswith("كفر") and len(name) >= 6 and row["kind"] in POPULATED:
            names.append("كفر " + name[3:])
    seen, kept = set(), []
    for name in names:
        if fold(name) not in seen:
            seen.add(fold(name))
            kept.append(name)
    return kept


def main():
    folder = sys.argv[1]
    official = list(pcodes(folder))
    own = list(written())
    rows = merge([*own, *geonames(folder)])
    rows = merge([*rows, *villages([*rows, *official])])
    rows += official
    seats(rows)
    rows += yemen_villages(folder, official)
    rows += algerian_communes(folder, rows)
    print("# Built by training/gazetteer/build_places.py; do not edit. Sources and licences: gazetteer/README.md")
    print(*COLUMNS, sep="\t")
    for row in sorted(rows, key=lambda r: r["id"]):
        names = spellings(row)
        row.update(name_ar=names[0], variants_ar="|".join(names[1:]), name_en=row["names_latin"][0] if row["names_latin"] else "",
                   variants_latin="|".join(row["names_latin"][1:]), lat=f"{row['lat']:.4f}".rstrip("0").rstrip("."), lon=f"{row['lon']:.4f}".rstrip("0").rstrip("."),
                   population=row["population"] or "")
        print(*(row[c] for c in COLUMNS), sep="\t")


main()
