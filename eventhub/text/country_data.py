"""What Babel does not know of countries: the names that the United Nations uses, and their articles.

Names: UNTERM, in the form that stands in a sentence; Babel's are used for the rest.
Articles: grammars of French and Spanish and the UN's own usage ("el Japón", "du Niger", "the Niger").
"""

UN_NAMES: dict[str, dict[str, str]] = {
    "en": {
        "BN": "Brunei Darussalam", "BO": "Plurinational State of Bolivia",
        "CD": "Democratic Republic of the Congo", "CG": "Congo", "CV": "Cabo Verde",
        "FM": "Federated States of Micronesia", "HK": "Hong Kong", "IR": "Islamic Republic of Iran",
        "KP": "Democratic People’s Republic of Korea", "KR": "Republic of Korea",
        "LA": "Lao People’s Democratic Republic", "MD": "Republic of Moldova", "MM": "Myanmar",
        "MO": "Macao", "PS": "State of Palestine", "RU": "Russian Federation",
        "SY": "Syrian Arab Republic", "TZ": "United Republic of Tanzania",
        "US": "United States of America", "VA": "Holy See", "VE": "Bolivarian Republic of Venezuela",
        "VN": "Viet Nam",
    },
    "fr": {
        "BN": "Brunéi Darussalam", "BO": "État plurinational de Bolivie", "BY": "Bélarus",
        "CD": "République démocratique du Congo", "CG": "Congo", "CV": "Cabo Verde",
        "FM": "États fédérés de Micronésie", "GM": "Gambie", "HK": "Hong Kong", "IQ": "Iraq",
        "IR": "République islamique d’Iran", "KG": "Kirghizistan",
        "KP": "République populaire démocratique de Corée", "KR": "République de Corée",
        "LA": "République démocratique populaire lao", "MD": "République de Moldova", "MM": "Myanmar",
        "MO": "Macao", "NG": "Nigéria", "PS": "État de Palestine", "RU": "Fédération de Russie",
        "SV": "El Salvador", "SY": "République arabe syrienne", "TL": "Timor-Leste", "TR": "Türkiye",
        "TZ": "République-Unie de Tanzanie", "US": "États-Unis d’Amérique", "VA": "Saint-Siège",
        "VE": "République bolivarienne du Venezuela", "VN": "Viet Nam",
    },
    "es": {
        "BH": "Bahrein", "BN": "Brunei Darussalam", "BO": "Estado Plurinacional de Bolivia",
        "BW": "Botswana", "CD": "República Democrática del Congo", "CG": "Congo", "DJ": "Djibouti",
        "FJ": "Fiji", "FM": "Estados Federados de Micronesia", "HK": "Hong Kong", "IQ": "Iraq",
        "IR": "República Islámica del Irán", "KE": "Kenya",
        "KP": "República Popular Democrática de Corea", "KR": "República de Corea",
        "LA": "República Democrática Popular Lao", "LS": "Lesotho", "MD": "República de Moldova",
        "MM": "Myanmar", "MO": "Macao", "MW": "Malawi", "PS": "Estado de Palestina",
        "RU": "Federación de Rusia", "RW": "Rwanda", "SA": "Arabia Saudita",
        "SY": "República Árabe Siria", "SZ": "Eswatini", "TR": "Türkiye",
        "TZ": "República Unida de Tanzanía", "US": "Estados Unidos de América", "VA": "Santa Sede",
        "VE": "República Bolivariana de Venezuela", "VN": "Viet Nam", "ZW": "Zimbabwe",
    },
    "ar": {
        "BN": "بروني دار السلام", "BO": "دولة بوليفيا المتعددة القوميات",
        "CD": "جمهورية الكونغو الديمقراطية", "CG": "الكونغو", "CI": "كوت ديفوار", "CV": "كابو فيردي",
        "CZ": "تشيكيا", "IR": "جمهورية إيران الإسلامية", "KP": "جمهورية كوريا الشعبية الديمقراطية",
        "KR": "جمهورية كوريا", "LA": "جمهورية لاو الديمقراطية الشعبية", "MD": "جمهورية مولدوفا",
        "MM": "ميانمار", "PS": "دولة فلسطين", "RU": "الاتحاد الروسي", "SY": "الجمهورية العربية السورية",
        "TL": "تيمور-ليشتي", "TR": "تركيا", "TZ": "جمهورية تنزانيا المتحدة",
        "US": "الولايات المتحدة الأمريكية", "VA": "الكرسي الرسولي", "VE": "جمهورية فنزويلا البوليفارية",
        "VN": "فييت نام",
    },
    "zh": {
        "BN": "文莱达鲁萨兰国", "BO": "多民族玻利维亚国", "CD": "刚果民主共和国", "CG": "刚果",
        "IR": "伊朗伊斯兰共和国", "KP": "朝鲜民主主义人民共和国", "KR": "大韩民国", "LA": "老挝人民民主共和国",
        "MD": "摩尔多瓦共和国", "PS": "巴勒斯坦国", "RU": "俄罗斯联邦", "SY": "阿拉伯叙利亚共和国",
        "TR": "土耳其", "TZ": "坦桑尼亚联合共和国", "US": "美利坚合众国", "VA": "教廷",
        "VE": "委内瑞拉玻利瓦尔共和国",
    },
    "ru": {
        "AE": "Объединенные Арабские Эмираты", "BN": "Бруней-Даруссалам",
        "BO": "Многонациональное Государство Боливия", "BS": "Багамские Острова", "BY": "Беларусь",
        "CD": "Демократическая Республика Конго", "CF": "Центральноафриканская Республика", "CG": "Конго",
        "GB": "Соединенное Королевство", "IR": "Исламская Республика Иран", "KG": "Кыргызстан",
        "KM": "Коморские Острова",
        "KP": "Корейская Народно-Демократическая Республика",
        "LA": "Лаосская Народно-Демократическая Республика", "MD": "Республика Молдова", "MH": "Маршалловы Острова",
        "MM": "Мьянма", "PS": "Государство Палестина", "RU": "Российская Федерация",
        "SB": "Соломоновы Острова", "SC": "Сейшельские Острова", "SV": "Эль-Сальвадор",
        "SY": "Сирийская Арабская Республика", "TL": "Тимор-Лешти", "TM": "Туркменистан",
        "TZ": "Объединенная Республика Танзания", "US": "Соединенные Штаты Америки",
        "VA": "Святой Престол", "VE": "Боливарианская Республика Венесуэла", "VN": "Вьетнам",
        "ZA": "Южная Африка",
    },
}  # fmt: skip


def _codes(text: str) -> frozenset[str]:
    return frozenset(text.split())


ENGLISH_THE = _codes(
    "AE BO BS CD CF CG CK DO FK FM GB GM IR KM KP KR KY LA MD MH MP MV NE NL PH PS RU SD SY TC TZ US VA "
    "VE VG VI"
)
"""Written with "the" before them: the Niger, the Philippines."""

FRENCH_MASCULINE_IN_E = _codes("BZ CV KH MX MZ SR SZ TL VA ZW")
"""Masculine in spite of a final e: le Mexique."""

FRENCH_FEMININE = _codes("BA CD CF CZ DO GQ GW IR KP KR LA MD MK NZ PG RU SA SY TR TT TZ VE ZA")
"""Feminine without a final e, mostly because of a first word such as République."""

FRENCH_PLURAL = _codes("AE BM BS FJ FK FM FO IO KM KY MH MP MV NL PH PW SB SC TC TO US VG VI")

FRENCH_NO_ARTICLE = _codes(
    "AG AI AW BH BL CU CW CY DJ GG HK JE KI KN LC LK MC MF MG MO MS MT MU NR NU OM PM PR RE SG SM ST SX "
    "TV TW VC"
)
"""Islands and cities that take « à » and no article: à Cuba, de Cuba."""

FRENCH_EN_NO_ARTICLE = _codes("AD HT IL SV")
"""No article, yet « en »: en Haïti, en Israël, en El Salvador."""

FRENCH_A_LA = _codes("BB DM GD TT")
"""Islands that keep their article after « à »: à la Barbade."""

SPANISH_EL = _codes("AF BO BR CA CG CM EC GA GB IQ JP LB NE PE PK PS PY SD SN TD TG UY YE")

SPANISH_LA = _codes("AR CD CF DO IN IR KP KR LA MD RU SA SY TZ VA VE")

SPANISH_LOS = _codes("AE FM NL US")

SPANISH_LAS = _codes("BS CK FK KM KY MH MP SB TC VG VI")
