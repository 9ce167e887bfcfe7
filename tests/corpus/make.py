#!/usr/bin/env python3
"""Makes the corpus of the benchmark `documents`: documents in the shape of old InfoLettres, and what must be understood of each.

Needs libreoffice-writer-nogui, hyphen-fr, chromium and poppler-utils. Texts come from issues/a.json and from the demonstration; people and addresses
are invented. Run it in this folder: it writes to documents/ and aside/. Documents in aside/ are not looked at while rules are written.
"""
import json, os, re, shutil, struct, subprocess, sys, tempfile, unicodedata, zlib
from html import escape

HERE = os.path.dirname(os.path.abspath(__file__))
DEMO = os.path.join(HERE, "../../src/CitesDesMetiers.Web/Demo/Content")
ACCENTS = {ord(c): None for c in map(chr, range(0x300, 0x370))}


def load(name):
    with open(os.path.join(DEMO, name), encoding="utf-8") as f:
        return json.load(f)


CITES = {c["slug"]: c["name"] for c in load("cites.json")}
PEOPLE = {c["key"]: c for c in load("contacts.json")}


def capitals(text):
    return unicodedata.normalize("NFD", text.upper()).translate(ACCENTS).replace("Œ", "OE")


def plain(text):
    text = re.sub(r"\{\{(?:jour|mois|jours)[^}]*\}\}", "12 mars 2016", text)
    text = re.sub(r"\{\{[^}]*\}\}", "2016", text)
    text = re.sub(r"\[([^\]]+)\]\(([^)]+)\)", r"\1 (\2)", text)
    return re.sub(r"[*<>]|(?<!\w)_|_(?!\w)", "", text).replace("\\", "").strip()


def news(key, contact=True):
    """An item of the demonstration."""
    with open(os.path.join(DEMO, "nouvelles", key + ".md"), encoding="utf-8") as f:
        _, head, text = f.read().split("---\n", 2)
    head = dict(line.split(": ", 1) for line in head.strip().split("\n") if ": " in line)
    body = []
    for part in text.strip().split("\n\n"):
        lines = part.strip().split("\n")
        if re.match(r"[-*] |\d+\. ", lines[0]):
            body.append({"list": [plain(re.sub(r"^([-*]|\d+\.) ", "", x.strip())) for x in lines if x.strip()]})
        elif lines[0].startswith("#"):
            body.append({"h": plain(lines[0].lstrip("# "))})
        elif lines[0].startswith(("|", "```", "![", ":::")):
            continue
        else:
            text = plain(" ".join(x.lstrip("> ").strip() for x in lines))
            if text:
                body.append(text)
    person = PEOPLE[head["contact"]]
    cite = CITES[head["cite"]] if head.get("cite", "null") in CITES else None
    title = head["title"].strip("'\"").replace("''", "'")
    return {"title": title, "original": title, "cite": cite, "body": body,
            "contact": {"name": person["name"], "written": person["name"], "address": person["address"]} if contact else None}


TEAM = [["Béatrice Vauquelin", "Présidente du Réseau"], ["Nora Benhaddou", "Chargée du label"], ["Gaëlle Le Quintrec", "Chargée des projets européens"]]


def editorial(number, salutation, closing, signatory="Béatrice Vauquelin", role="Présidente du Réseau"):
    with open(os.path.join(DEMO, "editoriaux", f"{number}.md"), encoding="utf-8") as f:
        paragraphs = [plain(p.replace("\n", " ")) for p in f.read().strip().split("\n\n") if not p.startswith(("#", "|"))]
    return {"salutation": salutation, "paragraphs": paragraphs, "closing": closing, "signatory": signatory, "role": role}


def day(kind, written, start, end, title, place):
    return {"kind": kind, "written": written, "start": start, "end": end, "title": title, "place": place}


def move(cite, kind, person, replaced, *lines):
    return {"cite": cite, "kind": kind, "person": person, "replaced_by": replaced, "lines": list(lines)}


def issue(**parts):
    base = {"agenda": [], "agenda_title": "AGENDA", "call": [], "moves": [], "moves_title": "ARRIVÉES / DÉPARTS", "contact_title": None,
            "contact_text": None, "contact_address": None, "farewell": [], "team_title": "L'équipe rédactionnelle", "team": TEAM}
    base.update(parts)
    if base["style"] in ("capitals", "capitals-coloured"):
        for section in base["sections"]:
            for item in section["items"]:
                item["original"] = capitals(item["title"]) if item["original"] == item["title"] else item["original"]
    return base


def section(kind, name, *keys):
    return {"kind": kind, "name": name, "items": [news(k) for k in keys]}


CONTACT = {"contact_title": "ADRESSE DE CONTACT", "contact_text": "Une seule adresse pour tout ce qui concerne l'InfoLettre : contact@reseau-cdm.example",
           "contact_address": "contact@reseau-cdm.example"}


def issues():
    with open(os.path.join(HERE, "issues/a.json"), encoding="utf-8") as f:
        a = json.load(f)
    b = issue(
        number=41, date="2015-10-01", masthead=["InfoLettre du Réseau international des Cités des métiers", "n° 41 • Octobre 2015"], style="bold-above",
        contact_shape="inline", agenda_title="Agenda",
        agenda=[day("internal", "9 octobre 2015", "2015-10-09", "2015-10-09", "Conseil d'administration du Réseau", "en visioconférence"),
                day("internal", "jeudi 15 octobre 2015", "2015-10-15", "2015-10-15", "Groupe de travail sur la charte d'accueil", "Charleroi"),
                day("external", "du 22 au 24 octobre 2015", "2015-10-22", "2015-10-24", "Salon ligure de l'orientation", "Gênes"),
                day("external", "30 novembre - 1er décembre 2015", "2015-11-30", "2015-12-01", "Lancement du projet Passerelles", "Cascais")],
        editorial=editorial(41, "Chères lectrices, chers lecteurs,", "Bien chaleureusement,"),
        sections=[section("cites", "Nouvelles des Cités", "charleroi-soudeuses", "marseille-port", "la-reunion-mer-et-volcan", "geneve-midi-une-question", "bruxelles-douze-langues"),
                  section("network", "Actualités du Réseau", "reseau-charte-accueil", "reseau-projet-passerelles", "reseau-label-calendrier")],
        moves_title="Arrivées et départs",
        moves=[move(CITES["mulhouse"], "departure", "Roland Kuentz", "Élise Wurtz", "Roland Kuentz a quitté ses fonctions de directeur. Il est remplacé par Élise Wurtz.", "elise.wurtz@mulhouse.example"),
               move(CITES["bruxelles"], "arrival", "Yacine Lambrecht", None, "Yacine Lambrecht a rejoint l'équipe en tant que conseiller en orientation.", "yacine.lambrecht@bruxelles.example")],
        **CONTACT)
    c = issue(
        number=42, date="2016-03-01", masthead=["Cités des métiers – Réseau international", "InfoLettre n°42", "mars 2016"], style="coloured",
        contact_shape="label-then-line", agenda_title="Dates à retenir",
        agenda=[day("internal", "03/03/2016", "2016-03-03", "2016-03-03", "Comité de rédaction", "Paris"),
                day("internal", "17 et 18 mars 2016", "2016-03-17", "2016-03-18", "Journées professionnelles des conseillers", "Rouen"),
                day("external", "mercredi 6 avril 2016", "2016-04-06", "2016-04-06", "Forum des métiers de la mer", "Marseille")],
        editorial=editorial(42, "Chères et chers collègues,", "Avec toute mon amitié,"),
        sections=[section("cites", "Nouvelles des Cités des métiers", "normandie-camionnette", "mulhouse-outre-rhin", "barcelone-radio-oficis", "seine-et-marne-ferme", "maurice-economie-bleue"),
                  section("network", "Nouvelles du Réseau", "reseau-journees-professionnelles", "reseau-guide-accueil")],
        moves_title="Départs et arrivées",
        moves=[move(CITES["geneve"], "departure", "Monique Favre-Bulle", "Laurent Chappuis", "Monique Favre-Bulle a quitté ses fonctions de responsable de l'accueil. Elle est remplacée par Laurent Chappuis.", "laurent.chappuis@geneve.example")],
        **CONTACT)
    d = issue(
        number=47, date="2017-05-01", masthead=["InfoLettre", "N°47 – mai 2017"], style="capitals", contact_shape="lines", agenda_title="AGENDA",
        agenda=[day("external", "12 mai 2017", "2017-05-12", "2017-05-12", "Convegno sull'orientamento", "Genova"),
                day("external", "29 mai - 2 juin 2017", "2017-05-29", "2017-06-02", "Semaine du jeu de plateau", "Cascais")],
        editorial=editorial(43, "Cher(e)s ami(e)s des Cités des métiers,", "Cordialement,"),
        sections=[section("cites", "NOUVELLES DES CITES", "genes-dialetto", "cascais-uma-tarde", "santiago-bitacora", "genes-marseille-jumelage"),
                  section("network", "NOUVELLES DU RESEAU", "reseau-stagiaires-europe")], **CONTACT)
    e = issue(
        number=38, date="2014-12-01", masthead=["L'InfoLettre des Cités des métiers", "Numéro 38, décembre 2014"], style="bold", contact_shape="no-label",
        editorial=editorial(44, "Chers membres du Réseau,", "Meilleures salutations,"),
        sections=[section("cites", "Nouvelles des CDM", "charleroi-dictionnaire", "bruxelles-nocturnes", "maurice-coder-en-creole", "mulhouse-simulateur"),
                  section("network", "Nouvelles du Réseau", "reseau-observatoire", "reseau-module-ecoute")], **CONTACT)
    everything = sorted(f[:-3] for f in os.listdir(os.path.join(DEMO, "nouvelles")) if "brouillon" not in f)
    f = issue(
        number=50, date="2017-12-01", masthead=["InfoLettre n° 50", "Décembre 2017"], style="bold", contact_shape="lines", size=16, agenda_title="AGENDA",
        agenda=[day("internal", "30 décembre 2017 - 2 janvier 2018", "2017-12-30", "2018-01-02", "Veillée des bénévoles", "Serris")],
        editorial=editorial(41, "Chères lectrices, chers lecteurs,", "Bien chaleureusement,"),
        sections=[section("cites", "Nouvelles des Cités", *[k for k in everything if not k.startswith("reseau")]),
                  section("network", "Nouvelles du Réseau", *[k for k in everything if k.startswith("reseau")])], **CONTACT)
    g = issue(
        number=12, date="2016-06-01", masthead=["Le Réseau des Cités des métiers vous écrit", "Numéro 12 – juin-juillet 2016"], style="capitals-coloured",
        contact_shape="more", agenda_title="Rendez-vous", agenda_last=True,
        agenda=[day("internal", "lundi 4 juillet 2016", "2016-07-04", "2016-07-04", "Bureau du Réseau", "par téléphone"),
                day("external", "du 30 décembre 2016 au 2 janvier 2017", "2016-12-30", "2017-01-02", "Université d'hiver de l'orientation", "Genève"),
                day("external", "8-9 septembre 2016", "2016-09-08", "2016-09-09", "Congrès des services publics de l'emploi", "Bruxelles")],
        editorial=editorial(42, "Chères collègues, chers collègues,", "Bien à vous,", role="Présidente"),
        sections=[section("cites", "ACTUALITÉS DES CITÉS", "normandie-bibliotheque-vivante", "la-reunion-trois-filieres", "seine-et-marne-cv-et-ia", "barcelone-cuisines"),
                  section("network", "VIE DU RÉSEAU", "reseau-images-libres", "reseau-plateforme-partenaire", "reseau-assemblee-generale")],
        moves=[move(CITES["bastia"], "arrival", "Ghjulia Santoni", None, "Ghjulia Santoni a été nommée directrice de la Cité.", "ghjulia.santoni@bastia.example")],
        **CONTACT)
    h = issue(
        number=61, date="2019-02-01", masthead=["InfoLettre des Cités des métiers", "n° 61 | février 2019"], style="large-above", contact_shape="inline-comma",
        agenda_title="AGENDA DU RESEAU",
        agenda=[day("internal", "14 février 2019", "2019-02-14", "2019-02-14", "Atelier des projets européens", "Lisbonne"),
                day("external", "28 février - 1er mars 2019", "2019-02-28", "2019-03-01", "Salon de la formation", "Lille")],
        editorial=editorial(43, "Chères amies, chers amis,", "Amicalement,"),
        sections=[section("cites", "Échos des Cités des métiers", "marseille-grands-parents", "la-reunion-ti-metie", "geneve-cinquante-ans", "santiago-ancienne-gare"),
                  section("network", "Le Réseau en bref", "reseau-boussole-outils", "reseau-journee-programme", "reseau-nouvelle-infolettre")], **CONTACT)
    i = issue(
        number=None, date="2013-09-01", masthead=["InfoLettre – septembre 2013"], style="bold", contact_shape="lines", agenda_title="Agenda",
        agenda=[day("external", "du 16 au 20 septembre 2013", "2013-09-16", "2013-09-20", "Semaine des métiers d'art", "Bruxelles")],
        editorial=editorial(44, "Bonjour à toutes et à tous,", "Bonne lecture,", role="Présidente du Réseau"),
        sections=[section("cites", "Nouvelles des Cités", "charleroi-seconde-vie", "bruxelles-nocturnes", "cascais-uma-tarde"),
                  section("network", "Projets européens", "reseau-stagiaires-europe", "reseau-boussole-outils")],
        contact_title="Nous écrire", contact_text="contact@reseau-cdm.example", contact_address="contact@reseau-cdm.example")
    return {"a": a, "b": b, "c": c, "d": d, "e": e, "f": f}, {"g": g, "h": h, "i": i}


# An issue as a list of blocks, each with a kind that has a style.
def agenda_blocks(i):
    yield "agenda-title", i["agenda_title"]
    for kind, title in (("internal", "Réunions internes"), ("external", "Réunions externes")):
        days = [d for d in i["agenda"] if d["kind"] == kind]
        if days:
            yield "agenda-kind", title
        for d in days:
            yield "date", d["written"]
            yield "event", f"{d['title']}, {d['place']}"


def contact_blocks(c, shape):
    if shape == "lines":
        yield "contact", ["Contact :", c["written"], c["address"]]
    elif shape == "inline":
        yield "contact", [f"Contact : {c['written']} – {c['address']}"]
    elif shape == "inline-comma":
        yield "contact", [f"Renseignements : {c['written']}, {c['address']}"]
    elif shape == "label-then-line":
        yield "label", "Contact"
        yield "contact", [f"{c['written']}, {c['address']}"]
    elif shape == "more":
        yield "contact", [f"Pour en savoir plus : {c['written']} ({c['address']})"]
    else:
        yield "contact", [c["written"], c["address"]]


def main_blocks(i):
    e = i["editorial"]
    yield "p", e["salutation"]
    for p in e["paragraphs"]:
        yield "p", p
    yield "p", e["closing"]
    yield "signatory", e["signatory"]
    yield "role", e["role"]
    for p in i["call"]:
        yield "p", p
    for s in i["sections"]:
        yield "section", s["name"]
        for item in s["items"]:
            if i["style"].endswith("above") and item["cite"]:
                yield "above", item["cite"] if i["style"] == "bold-above" else capitals(item["cite"])
            yield "title", item["original"]
            for part in item["body"]:
                if isinstance(part, str):
                    yield "p", part
                elif "list" in part:
                    for entry in part["list"]:
                        yield "li", entry
                elif "h" in part:
                    yield "h", part["h"]
                else:
                    yield "picture", part["picture"]
            if item["contact"]:
                yield from contact_blocks(item["contact"], i["contact_shape"])
    if i["moves"]:
        yield "section", i["moves_title"]
        for m in i["moves"]:
            yield "cite", m["cite"]
            for line in m["lines"]:
                yield "p", line
    if i.get("agenda_last"):
        yield from agenda_blocks(i)
    if i["contact_title"]:
        yield "section", i["contact_title"]
        yield "p", i["contact_text"]
    for p in i["farewell"]:
        yield "p", p
    yield "section", i["team_title"]
    for name, role in i["team"]:
        yield "team", f"{name}, {role}"


def expected(i):
    def text(body):
        return "\n\n".join(p if isinstance(p, str) else "\n".join("- " + x for x in p["list"]) if "list" in p else p.get("h", "") for p in body).strip()

    e = i["editorial"]
    return {
        "number": i["number"], "date": i["date"],
        "editorial": {"salutation": e["salutation"], "text": "\n\n".join(e["paragraphs"]), "closing": e["closing"], "signatory": e["signatory"], "role": e["role"]},
        "articles": [{"title": x["title"], "original_title": x["original"], "section": s["name"], "cite": x["cite"],
                      "contact": {k: x["contact"][k] for k in ("name", "address")} if x["contact"] else None, "text": text(x["body"])}
                     for s in i["sections"] for x in s["items"]],
        "agenda": [{k: d[k] for k in ("start", "end", "title", "place", "kind")} for d in i["agenda"]],
        "moves": [{k: m[k] for k in ("cite", "kind", "person", "replaced_by")} for m in i["moves"]],
        "contact_address": i["contact_address"], "team": [{"name": n, "role": r} for n, r in i["team"]],
    }


def png(seed):
    width, height = 96, 64
    rows = b"".join(b"\0" + bytes((x * seed + y) % 256 if c == seed % 3 else 180 for x in range(width) for c in range(3)) for y in range(height))
    chunk = lambda kind, data: struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)) + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b"")


def looks(i):
    """Size, weight, slant and colour of each kind of block."""
    size = i.get("size", 10.5)
    title = {"capitals": (size, True, False, None), "capitals-coloured": (size + 1, True, False, "#1f4e79"), "bold": (size + 1, True, False, None),
             "bold-above": (size + 1, True, False, None), "coloured": (size, False, False, "#c00000"), "large-above": (size + 4, False, False, None)}[i["style"]]
    return {"p": (size, False, False, None), "li": (size, False, False, None), "title": title, "section": (size + 5, True, False, "#1f4e79"),
            "above": (size, False, True, "#666666"), "h": (size, True, True, None), "contact": (size, False, False, None), "label": (size, True, False, None),
            "signatory": (size, True, False, None), "role": (size, False, True, None), "cite": (size, True, False, None), "team": (size, False, False, None),
            "agenda-title": (size + 4, True, False, "#1f4e79"), "agenda-kind": (size, True, False, None), "date": (size - 1, True, False, None),
            "event": (size - 1, False, False, None), "masthead": (size + 7, True, False, "#1f4e79")}


def fodt(i, layout, font="Liberation Sans"):
    look = looks({**i, "size": 19} if layout == "large" else i)
    prose = ' fo:text-align="justify"' if layout == "hyphens" else ""
    hyphens = ' fo:hyphenate="true" fo:hyphenation-remain-char-count="2" fo:hyphenation-push-char-count="2" fo:language="fr" fo:country="FR"' if layout == "hyphens" else ""
    styles = "".join(
        f'<style:style style:name="{k}" style:family="paragraph"><style:paragraph-properties fo:margin-top="{0.25 if k in ("title", "above", "section") else 0}cm" '
        f'fo:margin-bottom="{0.05 if k in ("date", "contact", "above", "label", "team") else 0.2}cm"{prose if k == "p" else ""}/><style:text-properties{hyphens if k in ("p", "li", "event") else ""} fo:font-size="{s}pt" '
        f'fo:font-weight="{"bold" if b else "normal"}" fo:font-style="{"italic" if t else "normal"}" fo:color="{c or "#000000"}"/></style:style>'
        for k, (s, b, t, c) in look.items())
    pictures = [0]

    def block(kind, value):
        if kind == "picture":
            pictures[0] += 1
            import base64
            return (f'<text:p text:style-name="p"><draw:frame draw:name="i{pictures[0]}" text:anchor-type="as-char" svg:width="3cm" svg:height="2cm"><draw:image>'
                    f'<office:binary-data>{base64.b64encode(png(value + 2)).decode()}</office:binary-data></draw:image></draw:frame></text:p>')
        if kind == "li":
            return f'<text:list text:style-name="L"><text:list-item><text:p text:style-name="li">{escape(value)}</text:p></text:list-item></text:list>'
        lines = value if isinstance(value, list) else [value]
        return f'<text:p text:style-name="{kind}">{"<text:line-break/>".join(escape(x) for x in lines)}</text:p>'

    masthead = "".join(block("masthead", x) for x in i["masthead"])
    main = "".join(block(*b) for b in main_blocks(i))
    agenda = "".join(block(*b) for b in agenda_blocks(i)) if i["agenda"] and not i.get("agenda_last") else ""
    if layout == "table" and agenda:
        body = (masthead + '<table:table table:name="T" table:style-name="T"><table:table-column table:style-name="T1"/><table:table-column table:style-name="T2"/>'
                f'<table:table-row table:style-name="R"><table:table-cell table:style-name="C">{agenda}</table:table-cell><table:table-cell table:style-name="C">{main}</table:table-cell>'
                '</table:table-row></table:table>')
    elif layout == "boxes" and agenda:
        body = (masthead + '<text:p text:style-name="p"><draw:frame draw:style-name="F" draw:name="Agenda" text:anchor-type="paragraph" svg:x="0cm" svg:y="0.2cm" svg:width="4.6cm">'
                f'<draw:text-box fo:min-height="4cm">{agenda}</draw:text-box></draw:frame></text:p><text:section text:style-name="Indent" text:name="Main">{main}</text:section>')
    elif layout in ("columns", "hyphens"):
        body = masthead + f'<text:section text:style-name="Columns" text:name="Two">{agenda}{main}</text:section>'
    else:
        body = masthead + agenda + main
    footer = escape(f"InfoLettre du Réseau – {i['masthead'][-1]} – page ")
    return f'''<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
 xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text">
<office:font-face-decls><style:font-face style:name="B" svg:font-family="'{font}'"/></office:font-face-decls>
<office:styles><style:default-style style:family="paragraph"><style:text-properties style:font-name="B" fo:font-size="10.5pt" fo:language="fr" fo:country="FR"/></style:default-style></office:styles>
<office:automatic-styles>{styles}
<style:style style:name="T" style:family="table"><style:table-properties style:width="17cm" table:align="left"/></style:style>
<style:style style:name="T1" style:family="table-column"><style:table-column-properties style:column-width="4.6cm"/></style:style>
<style:style style:name="T2" style:family="table-column"><style:table-column-properties style:column-width="12.4cm"/></style:style>
<style:style style:name="R" style:family="table-row"><style:table-row-properties fo:keep-together="auto"/></style:style>
<style:style style:name="C" style:family="table-cell"><style:table-cell-properties fo:padding="0.15cm"/></style:style>
<style:style style:name="F" style:family="graphic"><style:graphic-properties style:wrap="right" style:vertical-pos="from-top" style:horizontal-pos="from-left" fo:border="none" fo:padding="0cm"/></style:style>
<style:style style:name="Indent" style:family="section"><style:section-properties fo:margin-left="5.2cm"/></style:style>
<style:style style:name="Columns" style:family="section"><style:section-properties text:dont-balance-text-columns="true"><style:columns fo:column-count="2" fo:column-gap="0.5cm"/></style:section-properties></style:style>
<text:list-style style:name="L"><text:list-level-style-bullet text:level="1" text:bullet-char="•"><style:list-level-properties text:list-level-position-and-space-mode="label-alignment">
<style:list-level-label-alignment text:label-followed-by="listtab" text:list-tab-stop-position="0.6cm" fo:text-indent="-0.6cm" fo:margin-left="0.6cm"/></style:list-level-properties></text:list-level-style-bullet></text:list-style>
<style:page-layout style:name="PL"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm" fo:margin="2cm"/><style:footer-style/></style:page-layout>
</office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="PL"><style:footer><text:p text:style-name="role">{footer}<text:page-number text:select-page="current"/></text:p></style:footer></style:master-page></office:master-styles>
<office:body><office:text>{body}</office:text></office:body></office:document>'''


def html(i, layout):
    import base64
    css = "".join(f".{k}{{font:{'italic ' if t else ''}{'bold ' if b else ''}{s}pt/1.35 'DejaVu Serif',serif;color:{c or '#000'};margin:{8 if k in ('title', 'section', 'above') else 0}pt 0 5pt}}"
                  for k, (s, b, t, c) in looks(i).items())
    css += ("body{display:grid;grid-template-columns:42mm 1fr;gap:8mm}header{grid-column:1/3}" if layout == "grid" else ".main{columns:2;column-gap:12pt}" if layout == "columns" else "")

    def block(kind, value):
        if kind == "picture":
            return f'<p><img alt="" width="120" src="data:image/png;base64,{base64.b64encode(png(value + 2)).decode()}"></p>'
        if kind == "li":
            return f'<ul style="margin:0"><li class="li">{linked(value)}</li></ul>'
        tag = {"title": "h3", "section": "h2", "masthead": "h1"}.get(kind, "p")
        return f'<{tag} class="{kind}">{"<br>".join(linked(x) for x in (value if isinstance(value, list) else [value]))}</{tag}>'

    def linked(text):
        return re.sub(r"(https?://[^\s()]+[^\s().,;])", r'<a href="\1">\1</a>', escape(text, quote=False))

    agenda = "".join(block(*b) for b in agenda_blocks(i)) if i["agenda"] and not i.get("agenda_last") else ""
    return (f'<!doctype html><html lang="fr"><meta charset="utf-8"><title>InfoLettre</title><style>@page{{size:A4;margin:18mm}}{css}</style><header>'
            + "".join(block("masthead", x) for x in i["masthead"]) + f'</header><aside>{agenda}</aside><div class="main">' + "".join(block(*b) for b in main_blocks(i)) + "</div></html>")


def run(*words):
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def office(source, kind, target, folder):
    filters = {"pdf": "pdf:writer_pdf_Export", "untagged": 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"false"}}', "docx": "docx:MS Word 2007 XML", "odt": "odt:writer8"}
    run("soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", filters[kind], "--outdir", folder, source)
    made = os.path.splitext(source)[0] + "." + ("pdf" if kind == "untagged" else kind)
    shutil.move(made, target)


def make(name, i, documents, out):
    for label, kind, layout in documents:
        target = os.path.join(out, f"{name}-{label}")
        with tempfile.TemporaryDirectory() as folder:
            source = os.path.join(folder, "x.html" if kind == "chromium" else "x.fodt")
            with open(source, "w", encoding="utf-8") as f:
                f.write(html(i, layout) if kind == "chromium" else fodt(i, layout, "DejaVu Sans" if name in "ch" else "Liberation Serif" if name in "ei" else "Liberation Sans"))
            if kind == "chromium":
                run("chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", f"--user-data-dir={folder}/c", f"--print-to-pdf={target}", "file://" + source)
            elif kind in ("txt", "cp1252", "utf16"):
                office(source, "untagged", os.path.join(folder, "y.pdf"), folder)
                run("pdftotext", os.path.join(folder, "y.pdf"), target)
                if kind != "txt":
                    with open(target, encoding="utf-8") as f:
                        text = f.read()
                    with open(target, "wb") as f:
                        f.write(text.encode("cp1252", "replace") if kind == "cp1252" else text.encode("utf-16"))
            else:
                office(source, kind, target, folder)
        print(target, os.path.getsize(target) // 1024, "KB", flush=True)


OPEN = {
    "a": [("table.pdf", "pdf", "table"), ("table-untagged.pdf", "untagged", "table"), ("boxes.pdf", "untagged", "boxes"), ("columns.pdf", "untagged", "columns"), ("plain.pdf", "pdf", "plain"),
          ("chromium.pdf", "chromium", "grid"), ("table.docx", "docx", "table"), ("boxes.docx", "docx", "boxes"), ("table.txt", "txt", "table"), ("plain-1252.txt", "cp1252", "plain")],
    "b": [("table.pdf", "untagged", "table"), ("ten-pages.pdf", "untagged", "large"), ("chromium.pdf", "chromium", "columns"), ("plain.docx", "docx", "plain"), ("columns.pdf", "untagged", "columns"), ("hyphens.pdf", "untagged", "hyphens")],
    "c": [("boxes.pdf", "untagged", "boxes"), ("chromium.pdf", "chromium", "grid"), ("table.docx", "docx", "table")],
    "d": [("table.pdf", "untagged", "table"), ("plain.docx", "docx", "plain"), ("table.txt", "txt", "table")],
    "e": [("plain.pdf", "untagged", "plain"), ("plain.docx", "docx", "plain")],
    "f": [("columns.pdf", "untagged", "columns"), ("plain.pdf", "pdf", "plain")],
}
ASIDE = {
    "g": [("table.pdf", "untagged", "table"), ("chromium.pdf", "chromium", "plain"), ("plain.docx", "docx", "plain"), ("columns.pdf", "untagged", "columns"), ("plain-utf16.txt", "utf16", "plain")],
    "h": [("table.pdf", "pdf", "table"), ("boxes.pdf", "untagged", "boxes"), ("table.docx", "docx", "table"), ("chromium.pdf", "chromium", "grid")],
    "i": [("hyphens.pdf", "untagged", "hyphens"), ("columns.pdf", "untagged", "columns"), ("table.docx", "docx", "table"), ("plain.odt", "odt", "plain")],
}


def main():
    wanted = sys.argv[1:]
    for folder, groups, layouts in (("documents", issues()[0], OPEN), ("aside", issues()[1], ASIDE)):
        out = os.path.join(HERE, folder)
        os.makedirs(out, exist_ok=True)
        for name, i in groups.items():
            if wanted and name not in wanted:
                continue
            with open(os.path.join(out, name + ".json"), "w", encoding="utf-8") as f:
                json.dump(expected(i), f, ensure_ascii=False, indent=1)
                f.write("\n")
            make(name, i, layouts[name], out)


if __name__ == "__main__":
    main()
