# status: draft

### Kurasa. Husomwa kwenye simu ndogo na huchapishwa kwa ajili ya mikutano.

## Kwenye kila ukurasa

page-title = { $page } · Sikia
page-skip = Ruka hadi kwenye maudhui
page-language = Lugha
page-language-draft = Tafsiri hii ni rasimu, inasubiri kuhakikiwa na mzungumzaji wa lugha hii.
page-signed-in-as = Umeingia kama { $name }
page-sign-out = Toka
page-footer = “Sikia” hukusanya yale ambayo wachimbaji wadogo wanasema wanataka na wanahitaji kujua.
page-print = Ili kuubandika ukurasa huu kwenye ukumbi wa mikutano, uchapishe kutoka menyu ya kivinjari chako.
page-back = Rudi kwenye jamii zote

## Kuingia

page-sign-in-title = Ingia
page-sign-in-intro = Takwimu hizi ni za watu wanaofanya kazi na jamii hizi. Ingia kwa jina na nenosiri ulilopewa.
page-sign-in-name = Jina
page-sign-in-password = Nenosiri
page-sign-in-submit = Ingia
page-sign-in-wrong = Jina na nenosiri havilingani. Hakikisha vyote viwili kisha ujaribu tena.
page-sign-in-wait = { PLURAL($seconds) ->
    [one] Umejaribu mara nyingi mno. Subiri sekunde { $seconds }, kisha ujaribu tena.
   *[other] Umejaribu mara nyingi mno. Subiri sekunde { $seconds }, kisha ujaribu tena.
}

## Jamii zote

page-communities-title = Jamii
page-communities-intro = Chagua jamii uone ni nani walioulizwa na walichokiomba.
page-communities-none = Bado hakuna jamii hapa. Zitaonekana zitakapowekwa kwenye seva na zikiwa sehemu ya kazi yako.

## Maeneo

page-areas-communities = { PLURAL($count) ->
    [one] Jamii { $count }
   *[other] Jamii { $count }
}
page-areas-communities-heading = Jamii

## Jamii moja au eneo moja: nani walioulizwa

page-community-title = Watu wa { $community } wanaomba nini
page-asked-title = Nani walioulizwa
page-respondents = { PLURAL($count) ->
    [one] Mtu { $count } aliulizwa
   *[other] Watu { $count } waliulizwa
}
page-population = { PLURAL($population) ->
    [one] Jamii hii ina mtu { $population } hivi.
   *[other] Jamii hii ina watu { $population } hivi.
}
page-by-gender = Kwa jinsia
page-by-age = Kwa umri
page-by-role = Kwa kazi
page-by-role-note = Mtu mmoja anaweza kufanya kazi zaidi ya moja, kwa hiyo jumla inaweza kuzidi idadi ya walioulizwa.
page-not-stated = Haikutajwa
page-nobody-asked = Bado hakuna aliyeulizwa hapa. Takwimu zitaonekana mara tu mahojiano ya kwanza yatakapofika.
page-groups-base = Kati ya watu waliojibu swali kuhusu mahitaji yao.
page-other-answer = Jibu jingine
page-as-of = Hadi { $day }

## Jamii moja au eneo moja: walichokiomba

page-needs-title = Walichokiomba
page-needs-lead = { PLURAL($count) ->
    [one] Kati ya mtu { $count } aliyejibu: ni wangapi waliotaja kila hitaji kati ya mahitaji yao matatu muhimu zaidi.
   *[other] Kati ya watu { $count } waliojibu: ni wangapi waliotaja kila hitaji kati ya mahitaji yao matatu muhimu zaidi.
}
page-of-those-asked = Takwimu hizi zinahusu walioulizwa tu, si kila mtu anayeishi hapa.
page-needs-none = Hakuna aliyeulizwa ambaye ametaja hitaji.
page-need-share = { $percent } ({ $named } kati ya { $count })
page-need-first = { PLURAL($count) ->
    [one] Mtu { $count } alilitaja kwanza
   *[other] Watu { $count } walilitaja kwanza
}
page-interval = kati ya { $low } na { $high }
page-interval-about = Ni baadhi tu ya watu walioulizwa, kwa hiyo kila sehemu inaweza kuwa si kamili. Mstari mwembamba unaonyesha ni kwa kiasi gani: kama watu wengi zaidi wa aina hii wangeulizwa, huenda sehemu hiyo ingekuwa kati ya ncha zake mbili. Hauwezi kuwasemea watu ambao hawakuwa na nafasi ya kuulizwa.
page-interval-all = Kila mtu katika jamii hii aliulizwa, kwa hiyo hakuna kiwango cha chini wala cha juu.
page-small-sample = { PLURAL($count) ->
    [one] Tahadhari: ni mtu { $count } tu aliyejibu. Mahojiano mengine yanaweza kubadilisha mpangilio.
   *[other] Tahadhari: ni watu { $count } tu waliojibu. Mahojiano mengine machache yanaweza kubadilisha mpangilio.
}
page-no-need = { PLURAL($count) ->
    [one] Mtu { $count } alisema hahitaji taarifa yoyote.
   *[other] Watu { $count } walisema hawahitaji taarifa yoyote.
}
page-does-not-know = { PLURAL($count) ->
    [one] Mtu { $count } alisema hajui. Hayumo katika hesabu ya sehemu.
   *[other] Watu { $count } walisema hawajui. Hawamo katika hesabu ya sehemu.
}
page-prefers-not = { PLURAL($count) ->
    [one] Mtu { $count } hakupenda kujibu. Hayumo katika hesabu ya sehemu.
   *[other] Watu { $count } hawakupenda kujibu. Hawamo katika hesabu ya sehemu.
}
page-chart-title = Watu wa { $community } waliomba nini
page-chart-about = Mstari mmoja mnene kwa kila hitaji, mrefu zaidi ukiwa wa kwanza: sehemu ya watu waliolitaja kati ya mahitaji yao matatu muhimu zaidi. Mstari mwembamba unaonyesha kiwango cha chini na cha juu. Jedwali lililo chini lina takwimu hizo hizo.
page-table-title = Takwimu katika jedwali
page-table-need = Hitaji
page-table-domain = Mada
page-table-named = Waliolitaja
page-table-share = Sehemu
page-table-interval = Chini na juu
page-table-first = Waliolitaja kwanza
page-table-points = Alama (kipimo cha ziada)
page-points-about = Alama: tatu kwa nafasi ya kwanza, mbili kwa ya pili, moja kwa ya tatu, kisha zinagawanywa kwa idadi ya waliojibu. Zitumie pamoja na sehemu tu, kwa sababu hakuna anayejua kama nafasi ya kwanza ina thamani mara tatu ya nafasi ya tatu.
page-other-need = { PLURAL($count) ->
    [one] Mtu { $count } alitaja jambo ambalo halimo kwenye orodha.
   *[other] Watu { $count } walitaja jambo ambalo halimo kwenye orodha.
}
page-other-subjects = Mada nyingine
page-sure-title = Takwimu hizi zina uhakika kiasi gani
page-needs-more = Mahitaji { $shown } yaliyotajwa zaidi yana mistari minene. Jedwali lililo chini lina yote { $count }.
page-order-unsure = Pale ambapo mistari myembamba ya mahitaji mawili inapishana, hakuna anayeweza kusema kwa uhakika ni lipi kati ya hayo mawili linaombwa zaidi.

## Kuchagua baadhi ya watu

page-filter-title = Onyesha baadhi ya watu tu
page-filter-all = Wote
page-filter-gender = Jinsia
page-filter-age = Umri
page-filter-role = Kazi
page-filter-from = Kuanzia
page-filter-to = Hadi
page-filter-apply = Onyesha
page-filter-clear = Onyesha watu wote tena
page-filtered = Hawa tu: { $filter }
page-nobody-fits = Hakuna aliyeulizwa anayelingana na uchaguzi huu.

## Aina za mahali

page-kind-mine = Mgodi
page-kind-processing = Eneo la uchenjuaji
page-kind-cooperative = Ushirika
page-kind-training = Mafunzo
page-kind-village = Kijiji
page-kind-ward = Kata
page-kind-council = Halmashauri
page-kind-district = Wilaya
page-kind-region = Mkoa
page-kind-province = Jimbo
page-kind-country = Nchi

## Ukurasa unaposhindwa kuonyeshwa

page-error-forbidden = Huruhusiwi kuona ukurasa huu
    .detail = Akaunti yako haina ruhusa ya kuuona. Kama kazi yako inahitaji, zungumza na anayeitunza Sikia.
page-error-not-found = Hakuna ukurasa kama huu
    .detail = Huenda umehamishwa, au uko nje ya eneo lako. Rudi kwenye jamii kisha uchague kutoka hapo.
page-error-internal = Kuna hitilafu ndani ya Sikia
    .detail = Hili si kosa lako na hakuna kilichopotea. Jaribu tena baada ya muda mfupi. Likitokea tena, mwambie anayeitunza Sikia.
page-error-busy = Sikia ina kazi nyingi kwa sasa
    .detail = Hakuna kilichopotea. Jaribu tena baada ya muda mfupi.

## Kwa programu na waendeshaji

page-api-title = Jinsi programu zinavyozungumza na Sikia
page-api-intro = Yote ambayo simu, madaraja na programu nyingine zinaweza kuiomba Sikia, na kile zinachopata. Hulinganishwa na programu halisi katika kila jaribio.
page-api-language = Hati hii imeandikwa kwa Kiingereza.
page-api-download = Hati hiyo hiyo kwa ajili ya programu
