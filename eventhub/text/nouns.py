"""Words that open the names of institutions, with their gender.

A name stored with its article needs none of this. It serves names that came without one (a list of ministries in a
spreadsheet): from a known first word the article follows; from an unknown one nothing is guessed.
"""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


FRENCH_MASCULINE = _words("""
    atelier bureau cabinet centre cicr colloque comité conseil conservatoire consulat cours
    croissant-rouge dialogue département fida fmi fonds forum gouvernement gouvernorat groupe
    haut-commissaire haut-commissariat hcdh hcr institut instrument lancement ministère musée mécanisme
    observatoire office organisme pacte parlement parquet partenariat pnud pnue programme projet royaume
    réseau secrétariat service siège séminaire sénat tribunal voyage webinaire
""")

FRENCH_FEMININE = _words("""
    académie afd agence alliance ambassade assemblée association autorité bad banque bibliothèque bm cea
    cedeao ceeac chambre commission communauté confédération conférence consultation coopération
    coordination cour croix-rouge cérémonie direction division délégation faculté fao fondation
    formation fédération giz icmpd initiative inspection ligue mairie maison mission municipalité oci
    oea oif oim oit omc omd omm ompi oms onu onudc organisation osce plateforme police préfecture
    présidence rencontre région république réunion sadc section session société sous-direction table ua
    ue unesco unicef union unité université ville visite école
""")

SPANISH_MASCULINE = _words("""
    acnur acto alto centro cicr comité consejo consulado curso departamento diálogo encuentro evento fmi
    fondo foro gobierno grupo icmpd instituto instrumento lanzamiento mecanismo ministerio museo
    organismo parlamento plan pnud poder programa proyecto secretariado seminario servicio sistema
    taller tribunal unicef viaje
""")

SPANISH_FEMININE = _words("""
    academia acnudh aecid afd agencia alcaldía alianza asamblea asociación autoridad biblioteca
    cancillería capacitación cedeao ceremonia comisión comunidad confederación conferencia consulta
    cooperación coordinación corte cruz cámara defensoría delegación dirección división embajada escuela
    facultad fao federación fiscalía formación fundación giz iniciativa jornada liga mesa misión
    municipalidad oea oei oficina oim oit omc oms onu organización osce plataforma policía procuraduría
    red reunión sección secretaría sede sesión sociedad subdirección ua ue unesco unidad universidad
    unión unodc visita
""")

WITHOUT_ARTICLE = frozenset({"un women", "onu femmes", "onu mujeres"})
"""Names in lower case that take no article although their first word would."""

ENGLISH_INSTITUTIONS = _words("""
    academy agency alliance assembly association authority bank board branch bureau cabinet center
    centre chamber commission committee community confederation congress consulate convention council
    court delegation department directorate directorate-general division embassy eu federal federation
    forum foundation fund government group ilo initiative institute institution instrument league
    library ministry mission network oecd office organisation organization osce parliament partnership
    platform police programme project secretariat section senate service society states un union unit
    university
""")
"""Words that, anywhere in a proper name, call for "the": the IOM Regional Office, the Fund."""
