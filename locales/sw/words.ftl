# status: draft

### Maneno yanayoingizwa katika sentensi nyingine, baada ya "inapaswa kuwa".

word-boolean = ndiyo au hapana
word-count = nambari kamili, 0 au zaidi
word-date = tarehe, kwa mfano 2026-11-20
word-datetime = tarehe pamoja na saa, kwa mfano 2026-11-20T09:14:00+03:00
word-decimal = nambari
word-form = fomu pamoja na kitambulisho na toleo lake
word-geopoint = mahali: latitudo na longitudo
word-id = kitambulisho kifupi bila nafasi
word-integer = nambari kamili
word-language = jina fupi la lugha, kwa mfano sw
word-latitude = latitudo kwa digrii, kuanzia -90 hadi 90
word-list = orodha
word-longitude = longitudo kwa digrii, kuanzia -180 hadi 180
word-object = kundi la thamani zenye majina
word-period = siku iliyo baada ya ile ya valid_from
word-rank = orodha ya chaguo kwa mpangilio, kila moja mara moja tu
word-repeat = orodha ya maingizo
word-select-multiple = orodha ya chaguo
word-select-one = moja kati ya chaguo
word-text = maandishi
word-time = saa ya siku, kwa mfano 09:14
word-timestamp = tarehe na saa, kwa mfano 2026-11-20T09:14:00+03:00
word-uuid = kitambulisho kilichotengenezwa na programu (UUID)
word-version = nambari ya toleo, 1 au zaidi

openrosa-received = Imepokelewa. Asante.
openrosa-kept = Imehifadhiwa, lakini bado haimo kwenye data: { $title }. { $detail }
