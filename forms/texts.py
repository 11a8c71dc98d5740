"""What the shipped form asks: its questions and choices in English, Swahili and French.

Needs come from data/needs_taxonomy.csv and are not repeated here. Roles, licence path, facets and
periods follow the field's own lists; wording says "without a licence", never "illegal".
"""

TITLE = (
    "What miners want and need to know",
    "Taarifa ambazo wachimbaji wanazitaka na kuzihitaji",
    "Ce que les mineurs veulent et doivent savoir",
)

AGREED = "${consent} = 'yes' and not(selected(${age}, 'under_18'))"
LIKE_A_NEED = "${%s} != '' and (not(starts-with(${%s}, 'X-')) or ${%s} = 'X-OTH')"

# (type, name, (English, Swahili, French), other columns)
START = [
    ("start", "start", None, {}),
    ("end", "end", None, {}),
    ("today", "today", None, {}),
    ("select_one yes_no", "consent", (
        "We ask miners which information they want and need. You may refuse, leave out any question, or stop at any time. Do you agree to take part?",
        "Tunawauliza wachimbaji ni taarifa gani wanazitaka na kuzihitaji. Unaweza kukataa, kuruka swali lolote, au kuacha wakati wowote. Je, unakubali kushiriki?",
        "Nous demandons aux mineurs quelles informations ils veulent et dont ils ont besoin. Vous pouvez refuser, passer une question ou arrêter à tout moment. Acceptez-vous de participer ?",
    ), {"required": "yes", "sikia": "consent"}),
    ("select_one consent_mode", "consent_mode", (
        "How was the agreement given?", "Ridhaa imetolewa kwa njia gani?", "Comment l'accord a-t-il été donné ?",
    ), {"relevant": "${consent} = 'yes'"}),
    ("select_multiple purposes", "purposes", (
        "What may be done with your answers?", "Majibu yako yanaweza kutumikaje?", "Que peut-on faire de vos réponses ?",
    ), {"relevant": "${consent} = 'yes'", "sikia": "purposes", "hint": (
        "Read each one out and tick what the person agrees to.",
        "Soma kila moja kwa sauti na uweke alama kwenye yale ambayo mtu anayakubali.",
        "Lisez chaque point à voix haute et cochez ce que la personne accepte.",
    )}),
]

RESPONDENT = [
    ("select_multiple roles", "role", (
        "What do you do at the mine?", "Unafanya kazi gani mgodini?", "Que faites-vous à la mine ?",
    ), {"sikia": "role"}),
    ("select_one genders", "gender", ("Gender", "Jinsia", "Genre"), {"sikia": "gender"}),
    ("select_one ages", "age", ("Age", "Umri", "Âge"), {"sikia": "age"}),
    ("note", "too_young", (
        "This form is not for people under 18. Thank the person and stop here.",
        "Fomu hii si ya watu wenye umri chini ya miaka 18. Mshukuru mhusika na uishie hapa.",
        "Ce formulaire n'est pas destiné aux moins de 18 ans. Remerciez la personne et arrêtez ici.",
    ), {"relevant": "${age} = 'under_18'"}),
    ("select_multiple memberships", "membership", (
        "Which groups do you belong to?", "Wewe ni mwanachama wa vikundi gani?", "De quels groupes êtes-vous membre ?",
    ), {"constraint": "count-selected(.) = 1 or not(selected(., 'none') or selected(., 'no_answer'))", "constraint_message": (
        "“None” and “prefers not to say” stand alone.",
        "“Hakuna” na “sipendi kujibu” huchaguliwa peke yake.",
        "« Aucun » et « préfère ne pas répondre » se choisissent seuls.",
    )}),
    ("select_one languages", "home_language", (
        "Which language do you speak at home?", "Unazungumza lugha gani nyumbani?", "Quelle langue parlez-vous à la maison ?",
    ), {}),
    ("select_one languages", "best_language", (
        "Which language do you understand best?", "Unaielewa vizuri zaidi lugha gani?", "Quelle langue comprenez-vous le mieux ?",
    ), {}),
    ("text", "language_words", (
        "Which other language?", "Lugha gani nyingine?", "Quelle autre langue ?",
    ), {"relevant": "${home_language} = 'other' or ${best_language} = 'other'"}),
    ("select_one phones", "phone", (
        "Do you have a phone?", "Je, una simu?", "Avez-vous un téléphone ?",
    ), {}),
    ("select_one licences", "licence", (
        "How do you stand with a mining licence?", "Hali yako ya leseni ya uchimbaji ikoje?", "Où en êtes-vous avec le permis minier ?",
    ), {"hint": (
        "May be left out. The answer is never shown for one person.",
        "Swali hili linaweza kurukwa. Jibu la mtu mmoja halionyeshwi kamwe.",
        "Peut être passée. La réponse d'une personne n'est jamais montrée.",
    )}),
]

PLACE = ("text", "place", (
    "Code of the community", "Msimbo wa jamii", "Code de la communauté",
), {"relevant": AGREED, "sikia": "place", "hint": (
    "Only when it is not the community of this device.",
    "Jaza tu kama si jamii ya kifaa hiki.",
    "Seulement si ce n'est pas la communauté de cet appareil.",
)})

SITE = [
    ("select_multiple minerals", "minerals", (
        "What is mined here?", "Ni madini gani yanachimbwa hapa?", "Qu'extrait-on ici ?",
    ), {}),
    ("select_one workings", "working", (
        "Where is the work done?", "Kazi inafanyika wapi?", "Où se fait le travail ?",
    ), {}),
    ("integer", "pits", (
        "How many pits are being worked?", "Ni maduara (mashimo) mangapi yanafanyiwa kazi?", "Combien de puits sont exploités ?",
    ), {"constraint": ". >= 0 and . <= 10000", "constraint_message": (
        "A number from 0 to 10,000.", "Namba kati ya 0 na 10,000.", "Un nombre de 0 à 10 000.",
    )}),
    ("decimal", "depth", (
        "How deep is the deepest pit?", "Shimo lenye kina kirefu zaidi lina kina gani?", "Quelle est la profondeur du puits le plus profond ?",
    ), {"constraint": ". >= 0", "constraint_message": (
        "Not less than 0.", "Isiwe chini ya 0.", "Pas moins de 0.",
    )}),
    ("select_one depth_units", "depth_unit", (
        "In which unit?", "Kwa kipimo gani?", "Dans quelle unité ?",
    ), {"relevant": "${depth} != ''"}),
    ("select_one yes_no_dk", "water", (
        "Is there water in the pits?", "Je, kuna maji ndani ya mashimo?", "Y a-t-il de l'eau dans les puits ?",
    ), {}),
    ("select_multiple powers", "power", (
        "Which power is there at the site?", "Kuna umeme wa aina gani mgodini?", "Quelle énergie y a-t-il sur le site ?",
    ), {}),
]

ALONE = "not(selected(., 'X-NONE') or selected(., 'X-DK') or selected(., 'X-REF'))"
NEEDS = [
    ("select_multiple domains", "need_domains", (
        "Which of these matter to you? I shall read them out.",
        "Ni yapi kati ya haya ni muhimu kwako? Nitayasoma kwa sauti.",
        "Lesquels de ces sujets comptent pour vous ? Je vais les lire.",
    ), {"relevant": AGREED}),
    ("select_multiple needs", "needs", (
        "Which information do you want and need most? Up to three.",
        "Ni taarifa zipi unazitaka na kuzihitaji zaidi? Chagua hadi tatu.",
        "De quelles informations avez-vous le plus besoin ? Trois au plus.",
    ), {"relevant": AGREED, "choice_filter": "domain = 'X' or selected(${need_domains}, domain)",
        "constraint": f"count-selected(.) <= 3 and (count-selected(.) = 1 or {ALONE})",
        "constraint_message": (
            "At most three; “no need”, “does not know” and “prefers not to say” stand alone.",
            "Zisizidi tatu; “hakuna hitaji”, “sijui” na “sipendi kujibu” huchaguliwa peke yake.",
            "Trois au plus ; « aucun besoin », « ne sait pas » et « préfère ne pas répondre » se choisissent seuls.",
        )}),
    ("text", "need_words", (
        "Which other information? In the person's own words.",
        "Ni taarifa gani nyingine? Kwa maneno ya mhusika mwenyewe.",
        "Quelle autre information ? Avec les mots de la personne.",
    ), {"relevant": "selected(${needs}, 'X-OTH')"}),
    ("rank needs", "needs_ranked", (
        "Put them in order, the most important first.",
        "Zipange kwa mpangilio, iliyo muhimu zaidi iwe ya kwanza.",
        "Classez-les, la plus importante en premier.",
    ), {"relevant": "count-selected(${needs}) > 0", "required": "yes", "sikia": "need",
        "choice_filter": "selected(${needs}, name)", "hint": (
            "Open the list also when its order is right, so that it is kept.",
            "Fungua orodha hata kama mpangilio ni sahihi, ili uhifadhiwe.",
            "Ouvrez la liste même si l'ordre est bon, pour qu'il soit enregistré.",
        )}),
]

FOLLOW_UPS = [
    ("first", ("The most important", "Iliyo muhimu zaidi", "La plus importante")),
    ("second", ("The second", "Ya pili", "La deuxième")),
    ("third", ("The third", "Ya tatu", "La troisième")),
]

FACETS = [
    ("select_one have_now", "have_now", (
        "Do you have this information now?", "Je, una taarifa hizi sasa?", "Avez-vous cette information aujourd'hui ?",
    ), {}),
    ("select_one sources", "last_source", (
        "Who told you about it last?", "Ni nani aliyekupa taarifa hizi mara ya mwisho?", "Qui vous en a parlé en dernier ?",
    ), {}),
    ("select_one trust", "trust", (
        "How far do you trust that source?", "Unaamini chanzo hicho kwa kiasi gani?", "Dans quelle mesure faites-vous confiance à cette source ?",
    ), {}),
    ("select_multiple barriers", "barrier", (
        "What keeps you from it?", "Ni nini kinakuzuia kuzipata?", "Qu'est-ce qui vous en empêche ?",
    ), {}),
    ("text", "use", (
        "What would you do with it?", "Ungezitumia kufanya nini?", "Qu'en feriez-vous ?",
    ), {}),
    ("select_one channels", "preferred_channel", (
        "How would you like to get it?", "Ungependa kuzipata kwa njia gani?", "Comment aimeriez-vous la recevoir ?",
    ), {}),
]

PRODUCTION = [
    ("decimal", "quantity", (
        "How much did you get, as you would say it yourself?",
        "Ulipata kiasi gani, kama unavyosema wewe mwenyewe?",
        "Combien avez-vous obtenu, comme vous le dites vous-même ?",
    ), {"constraint": ". >= 0", "constraint_message": (
        "Not less than 0.", "Isiwe chini ya 0.", "Pas moins de 0.",
    )}),
    ("select_one units", "unit", (
        "In which unit?", "Kwa kipimo gani?", "Dans quelle unité ?",
    ), {"relevant": "${quantity} != ''"}),
    ("text", "unit_words", (
        "What is the unit called, and how much is it?",
        "Kipimo hicho kinaitwaje, na ni kiasi gani?",
        "Comment s'appelle cette unité, et combien vaut-elle ?",
    ), {"relevant": "${unit} = 'other'"}),
    ("select_one products", "product", (
        "Of what?", "Ya nini?", "De quoi ?",
    ), {"relevant": "${quantity} != ''"}),
    ("select_one periods", "period", (
        "In what time?", "Kwa muda gani?", "En combien de temps ?",
    ), {"relevant": "${quantity} != ''"}),
    ("select_one spells", "spell", (
        "Was that a good, a normal or a bad time?", "Je, kilikuwa kipindi kizuri, cha kawaida au kibaya?", "Était-ce une bonne période, une période normale ou une mauvaise ?",
    ), {"relevant": "${quantity} != ''"}),
    ("text", "purity", (
        "How pure is it, as the buyer says it?", "Ubora (usafi) wake ni upi, kama mnunuzi anavyosema?", "Quelle est sa pureté, selon l'acheteur ?",
    ), {"relevant": "${quantity} != ''"}),
    ("select_one owners", "tailings_owner", (
        "Who keeps the tailings?", "Marudio yanabaki kwa nani?", "Qui garde les résidus ?",
    ), {}),
]

END = [
    ("text", "words", (
        "What else do you want others to hear? In your own words.",
        "Ni nini kingine ungependa wengine wasikie? Kwa maneno yako mwenyewe.",
        "Que voulez-vous encore faire entendre ? Avec vos propres mots.",
    ), {"relevant": AGREED, "sikia": "words"}),
    ("audio", "words_audio", (
        "The same, as a recording", "Hayo hayo, kwa sauti", "La même chose, enregistrée",
    ), {"relevant": "selected(${purposes}, 'audio')"}),
]

GROUPS = {
    "respondent": ("About the person", "Kuhusu mhusika", "La personne"),
    "site": ("About the site", "Kuhusu mgodi", "Le site"),
    "follow_up": ("About these needs", "Kuhusu mahitaji haya", "Au sujet de ces besoins"),
    "production": ("What the work yields", "Mazao ya kazi", "Ce que le travail produit"),
}

NO_ANSWER = ("no_answer", ("Prefers not to say", "Sipendi kujibu", "Préfère ne pas répondre"))
DONT_KNOW = ("dont_know", ("Does not know", "Sijui", "Ne sait pas"))
OTHER = ("other", ("Other", "Nyingine", "Autre"))
YES = ("yes", ("Yes", "Ndiyo", "Oui"))
NO = ("no", ("No", "Hapana", "Non"))

CHOICES = {
    "yes_no": [YES, NO],
    "yes_no_dk": [YES, NO, DONT_KNOW],
    "consent_mode": [
        ("oral", ("By word of mouth", "Kwa mdomo", "Oralement")),
        ("recorded", ("Recorded", "Kwa kurekodiwa", "Par enregistrement")),
        ("signed", ("Signature or thumbprint", "Sahihi au dole gumba", "Signature ou empreinte du pouce")),
    ],
    "purposes": [
        ("totals", ("Count them in the community's totals", "Kuhesabiwa katika jumla za jamii", "Les compter dans les totaux de la communauté")),
        ("quote", ("Quote my words without my name", "Kunukuu maneno yangu bila jina langu", "Citer mes paroles sans mon nom")),
        ("audio", ("Keep a recording of my voice", "Kuhifadhi sauti yangu iliyorekodiwa", "Garder un enregistrement de ma voix")),
        ("callback", ("Contact me again", "Kuwasiliana nami tena", "Me recontacter")),
        ("share", ("Share my answers without name or exact place", "Kushirikisha majibu yangu bila jina wala mahali halisi", "Partager mes réponses sans nom ni lieu exact")),
    ],
    "roles": [
        ("licence_holder", ("Licence holder", "Mmiliki wa leseni", "Titulaire du permis")),
        ("pit_owner", ("Pit owner or financer", "Mwenye duara au mfadhili", "Propriétaire ou financeur de puits")),
        ("pit_boss", ("Shift or pit boss", "Msimamizi wa zamu au shimo", "Chef de puits ou d'équipe")),
        ("digger", ("Digger", "Mchimbaji", "Creuseur")),
        ("hauler", ("Hauler", "Mbebaji wa mawe", "Transporteur de minerai")),
        ("crusher", ("Crusher or miller", "Msagaji wa mawe (karasha)", "Concasseur ou broyeur")),
        ("washer", ("Washer or sluicer", "Muoshaji wa madini", "Laveur")),
        ("sorter", ("Stone or ore sorter", "Mchambuaji wa mawe", "Trieur de minerai")),
        ("leacher", ("Leach-plant worker or owner", "Mchenjuaji (mtambo wa uchenjuaji)", "Travailleur ou propriétaire d'usine de lixiviation")),
        ("buyer", ("Buyer or broker", "Mnunuzi au broka", "Acheteur ou négociant")),
        ("service", ("Service (food, transport, water)", "Huduma (chakula, usafiri, maji)", "Services (repas, transport, eau)")),
        ("leader", ("Leader or official", "Kiongozi au afisa", "Responsable ou agent public")),
        OTHER,
    ],
    "genders": [
        ("female", ("Woman", "Mwanamke", "Femme")),
        ("male", ("Man", "Mwanaume", "Homme")),
        OTHER,
        NO_ANSWER,
    ],
    "ages": [
        ("under_18", ("Under 18", "Chini ya miaka 18", "Moins de 18 ans")),
        ("18_24", ("18 to 24", "Miaka 18 hadi 24", "18 à 24 ans")),
        ("25_34", ("25 to 34", "Miaka 25 hadi 34", "25 à 34 ans")),
        ("35_44", ("35 to 44", "Miaka 35 hadi 44", "35 à 44 ans")),
        ("45_59", ("45 to 59", "Miaka 45 hadi 59", "45 à 59 ans")),
        ("60_plus", ("60 and over", "Miaka 60 na zaidi", "60 ans et plus")),
        NO_ANSWER,
    ],
    "memberships": [
        ("group", ("Miners' group", "Kikundi cha wachimbaji", "Groupement de mineurs")),
        ("cooperative", ("Cooperative", "Ushirika", "Coopérative")),
        ("regional", ("Regional miners' association", "Chama cha wachimbaji cha mkoa", "Association régionale de mineurs")),
        ("women", ("Women miners' association", "Chama cha wanawake wachimbaji", "Association de femmes du secteur minier")),
        ("none", ("None", "Hakuna", "Aucun")),
        NO_ANSWER,
    ],
    "languages": [
        ("sw", ("Swahili", "Kiswahili", "Swahili")),
        ("swc", ("Congo Swahili", "Kiswahili cha Kongo", "Swahili du Congo")),
        ("suk", ("Sukuma", "Kisukuma", "Sukuma")),
        ("jit", ("Jita", "Kijita", "Jita")),
        ("ikz", ("Ikizu", "Kiikizu", "Ikizu")),
        ("haq", ("Ha", "Kiha", "Ha")),
        ("luo", ("Luo", "Kijaluo", "Luo")),
        ("ln", ("Lingala", "Kilingala", "Lingala")),
        ("tw", ("Twi", "Kitwi", "Twi")),
        ("am", ("Amharic", "Kiamhari", "Amharique")),
        ("om", ("Oromo", "Kioromo", "Oromo")),
        ("en", ("English", "Kiingereza", "Anglais")),
        ("fr", ("French", "Kifaransa", "Français")),
        OTHER,
    ],
    "phones": [
        ("own", ("My own", "Ninayo yangu", "Le mien")),
        ("shared", ("Shared with others", "Natumia pamoja na wengine", "Partagé avec d'autres")),
        ("none", ("None", "Sina", "Aucun")),
        NO_ANSWER,
    ],
    "licences": [
        ("holds", ("Holds a licence", "Nina leseni", "Titulaire d'un permis")),
        ("agreement", ("Works under someone's licence, with an agreement", "Nafanya kazi chini ya leseni ya mtu kwa makubaliano", "Travaille sous le permis d'un autre, avec accord")),
        ("group_applied", ("A group has applied", "Kikundi kimeomba leseni", "Un groupe a fait la demande")),
        ("applied", ("Has applied", "Nimeomba leseni", "A fait la demande")),
        ("none", ("Without a licence", "Bila leseni", "Sans permis")),
        DONT_KNOW,
        NO_ANSWER,
    ],
    "minerals": [
        ("gold", ("Gold", "Dhahabu", "Or")),
        ("3t", ("Tin, tantalum or tungsten", "Bati, tantalamu au tangsteni", "Étain, tantale ou tungstène")),
        ("copper_cobalt", ("Copper or cobalt", "Shaba au kobalti", "Cuivre ou cobalt")),
        ("diamond", ("Diamonds", "Almasi", "Diamants")),
        ("gems", ("Coloured gemstones", "Vito", "Pierres de couleur")),
        ("salt", ("Salt", "Chumvi", "Sel")),
        ("limestone", ("Limestone", "Mawe ya chokaa", "Calcaire")),
        ("building", ("Sand, gravel, building stone", "Mchanga, kokoto, mawe ya ujenzi", "Sable, gravier, pierre à bâtir")),
        OTHER,
    ],
    "workings": [
        ("surface", ("On the surface", "Juu ya ardhi", "En surface")),
        ("underground", ("Underground", "Chini ya ardhi", "Sous terre")),
        ("both", ("Both", "Kote", "Les deux")),
        ("processing", ("Processing only", "Uchenjuaji tu", "Traitement seulement")),
    ],
    "depth_units": [
        ("m", ("Metres", "Mita", "Mètres")),
        ("ft", ("Feet", "Futi", "Pieds")),
    ],
    "powers": [
        ("grid", ("Grid", "Gridi ya taifa", "Réseau")),
        ("generator", ("Generator", "Jenereta", "Groupe électrogène")),
        ("solar", ("Solar", "Umeme wa jua", "Solaire")),
        ("none", ("None", "Hakuna", "Aucune")),
    ],
    "have_now": [
        ("none", ("No", "Hapana", "Non")),
        ("partly", ("Partly", "Kwa sehemu", "En partie")),
        ("yes", ("Yes", "Ndiyo", "Oui")),
    ],
    "sources": [
        ("miners", ("Other miners", "Wachimbaji wengine", "D'autres mineurs")),
        ("association", ("Association or federation", "Chama au shirikisho", "Association ou fédération")),
        ("mines_office", ("Mines office", "Ofisi ya madini", "Service des mines")),
        ("local_government", ("Village, ward or council", "Kijiji, kata au halmashauri", "Village ou collectivité")),
        ("buyer", ("Buyer or broker", "Mnunuzi au broka", "Acheteur ou négociant")),
        ("company", ("Company or plant owner", "Kampuni au mwenye mtambo", "Entreprise ou propriétaire d'usine")),
        ("ngo", ("NGO or project", "Asasi au mradi", "ONG ou projet")),
        ("radio_tv", ("Radio or television", "Redio au televisheni", "Radio ou télévision")),
        ("phone", ("Phone or internet", "Simu au intaneti", "Téléphone ou internet")),
        ("nobody", ("Nobody", "Hakuna", "Personne")),
        OTHER,
    ],
    "trust": [
        ("1", ("1, not at all", "1, siamini kabisa", "1, pas du tout")),
        ("2", ("2, a little", "2, kidogo", "2, un peu")),
        ("3", ("3, half and half", "3, wastani", "3, moyennement")),
        ("4", ("4, much", "4, sana", "4, beaucoup")),
        ("5", ("5, fully", "5, kabisa", "5, entièrement")),
    ],
    "barriers": [
        ("not_existing", ("It does not exist", "Hazipo", "Elle n'existe pas")),
        ("not_published", ("It is not made public", "Hazitolewi kwa umma", "Elle n'est pas rendue publique")),
        ("too_far", ("It is too far away", "Zinapatikana mbali", "Elle est trop loin")),
        ("cost", ("It costs too much", "Ni gharama kubwa", "Elle coûte trop cher")),
        ("language", ("It is in another language", "Ziko kwa lugha nyingine", "Elle est dans une autre langue")),
        ("cannot_read", ("I cannot read it", "Siwezi kuzisoma", "Je ne peux pas la lire")),
        ("not_trusted", ("I do not trust it", "Siziamini", "Je n'y fais pas confiance")),
        ("refused", ("It was refused to me", "Nilinyimwa", "On me l'a refusée")),
        ("afraid", ("I am afraid to ask", "Naogopa kuuliza", "J'ai peur de demander")),
        OTHER,
    ],
    "channels": [
        ("meeting", ("Village meeting", "Mkutano wa kijiji", "Réunion du village")),
        ("board", ("Notice board", "Ubao wa matangazo", "Panneau d'affichage")),
        ("radio", ("Radio", "Redio", "Radio")),
        ("voice", ("Recorded voice by phone", "Sauti iliyorekodiwa kwa simu", "Message vocal par téléphone")),
        ("sms", ("SMS", "Ujumbe mfupi (SMS)", "SMS")),
        ("whatsapp", ("WhatsApp", "WhatsApp", "WhatsApp")),
        ("poster", ("Poster or picture card", "Bango au kadi ya picha", "Affiche ou carte illustrée")),
        ("visit", ("Visit of a mines officer", "Afisa madini kututembelea", "Visite d'un agent des mines")),
        ("training", ("Training on site", "Mafunzo mgodini", "Formation sur place")),
        ("peers", ("Visit to other miners", "Kutembelea wachimbaji wengine", "Visite chez d'autres mineurs")),
        OTHER,
    ],
    "products": [
        ("mineral", ("The mineral itself", "Madini yenyewe", "Le minerai lui-même")),
        ("concentrate", ("Concentrate or sponge", "Mkusanyiko au sponji", "Concentré ou éponge")),
        ("ore", ("Ore", "Mbale", "Minerai brut")),
    ],
    "periods": [
        ("shift", ("A shift", "Zamu moja", "Un poste")),
        ("day", ("A day", "Siku moja", "Une journée")),
        ("week", ("A week", "Wiki moja", "Une semaine")),
        ("wash", ("A wash", "Mosho mmoja", "Un lavage")),
        ("month", ("A month", "Mwezi mmoja", "Un mois")),
    ],
    "spells": [
        ("good", ("Good", "Kizuri", "Bonne")),
        ("normal", ("Normal", "Cha kawaida", "Normale")),
        ("bad", ("Bad", "Kibaya", "Mauvaise")),
    ],
    "owners": [
        ("miner", ("The miners", "Wachimbaji", "Les mineurs")),
        ("pit_owner", ("The pit owner", "Mwenye duara", "Le propriétaire du puits")),
        ("mill_owner", ("The owner of the mill", "Mwenye karasha", "Le propriétaire du moulin")),
        ("leach_owner", ("The owner of the leach plant", "Mwenye mtambo wa uchenjuaji", "Le propriétaire de l'usine")),
        ("nobody", ("Nobody", "Hakuna", "Personne")),
        DONT_KNOW,
    ],
}

# Units people speak in, by their code in data/units.csv; no factor is assumed here.
UNITS = [
    ("g", ("Gram", "Gramu", "Gramme")),
    ("kg", ("Kilogram", "Kilo", "Kilogramme")),
    ("t", ("Tonne", "Tani", "Tonne")),
    ("ozt", ("Troy ounce", "Aunsi", "Once troy")),
    ("tola", ("Tola", "Tola", "Tola")),
    ("tz_point", ("Point of gold", "Pointi ya dhahabu", "Point d'or")),
    ("ct", ("Carat", "Karati", "Carat")),
    ("bag50", ("Sack of ore, 50 kg", "Mfuko wa mbale, kilo 50", "Sac de minerai, 50 kg")),
    ("tin_tomato", ("Tomato tin of ore", "Kopo la nyanya la mbale", "Boîte de tomate de minerai")),
    ("load30", ("Carrier's load of ore, 30 kg", "Mzigo wa mbale, kilo 30", "Charge de minerai, 30 kg")),
    ("cd_local", ("Renge, kitchele, allumette or the like", "Renge, kichele, kiberiti na mfano wake", "Renge, kitchele, allumette ou semblable")),
    OTHER,
]
