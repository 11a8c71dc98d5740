# status: draft

### Duru: jinsi watu walivyochaguliwa, na kinachoweza kusemwa kutokana na hilo.

round-heading = Jinsi watu walivyochaguliwa
round-label = Duru
round-shown = { $round }: { $from } hadi { $to }
round-everything = Yote yaliyowahi kusemwa, ya duru zote
round-only = Mahitaji
round-only-information = Ya taarifa tu, bila huduma
cli-rounds-imported = { PLURAL($count) ->
    [one] Duru { $count } imetangazwa.
   *[other] Duru { $count } zimetangazwa.
}

round-design-census = Kila mtu hapa alitakiwa kuulizwa.
round-design-simple-random = Watu walichaguliwa kwa kura, kila mmoja akiwa na nafasi sawa.
round-design-systematic = Watu walichaguliwa kwa hatua sawa kutoka kwenye orodha au njiani, kuanzia mahali palipochaguliwa kwa kura.
round-design-time-location = Mahali na saa ambapo watu hukutana zilichaguliwa kwa kura, na watu waliulizwa hapo.
round-design-purposive = Timu ilichagua nani aulizwe.
round-design-self-selected = Watu walikuja, walipiga simu au waliandika wenyewe.
round-design-undeclared = Hakuna aliyetangaza jinsi watu walivyochaguliwa.
round-late = Hili lilitangazwa tarehe { $day }, baada ya duru kuanza.

round-claim-estimate = Takwimu hizi ni makadirio kwa kila mtu ambaye angeweza kuulizwa.
round-claim-estimate-of = { PLURAL($people) ->
    [one] Takwimu hizi ni makadirio kwa mtu { $people } ambaye angeweza kuulizwa.
   *[other] Takwimu hizi ni makadirio kwa watu { $people } ambao wangeweza kuulizwa.
}
round-claim-experimental = Takwimu hizi ni makadirio ya majaribio: njia hii ya kuchagua watu inategemea mambo mengi yanayochukuliwa kuwa kweli.
round-effective = { PLURAL($count) ->
    [one] Kwa jinsi lilivyochaguliwa na kupewa uzito, jibu { $count } linaeleza sawa na majibu { $worth } ya watu waliochaguliwa mmoja mmoja.
   *[other] Kwa jinsi yalivyochaguliwa na kupewa uzito, majibu { $count } yanaeleza sawa na majibu { $worth } ya watu waliochaguliwa mmoja mmoja.
}

round-weighted = Sehemu zimepewa uzito: kila jinsia na kazi inahesabiwa kulingana na idadi ya watu wake ({ $sources }).
round-need-weighted = { $percent } ya watu wa hapa; { $named } kati ya { $count } waliojibu
round-unplaced = { PLURAL($count) ->
    [one] Mtu { $count } aliyejibu si wa jinsia na kazi ambayo idadi yake inajulikana, na hayumo katika sehemu zenye uzito.
   *[other] Watu { $count } waliojibu si wa jinsia na kazi ambazo idadi yake inajulikana, na hawamo katika sehemu zenye uzito.
}
round-weights-nobody-asked = Sehemu hazikupewa uzito: wapo watu hapa ambao hakuna hata mmoja wao aliyeulizwa, na hakuna uzito unaoweza kuwasemea. Nao ni: { $groups }.
round-weights-too-many = Sehemu hazikupewa uzito: waliojibu ni wengi kuliko idadi inayosemekana kuwepo. Angalia: { $groups }.

round-hidden = Waliojibu ni chini ya 25, kwa hiyo maneno yanatumika badala ya asilimia: “wengi” ni zaidi ya nusu, “baadhi” ni kuanzia moja ya tano hadi nusu, “wachache” ni chini ya moja ya tano.
round-parentheses = Asilimia ziko ndani ya mabano kwa sababu waliojibu ni chini ya 50: zichukue kama dokezo tu.
round-nothing = Waliojibu ni wachache sana hivi kwamba walichoomba hakionyeshwi: kingeweza kumtambulisha mmoja wao.
round-in-parentheses = ({ $percent })
round-word-most = Wengi walilitaja
round-word-some = Baadhi walilitaja
round-word-few = Wachache walilitaja

round-rank = Nafasi ya { $rank }
round-ranks = Nafasi ya { $first } hadi ya { $last }
round-table-rank = Nafasi
round-ranks-about = Mahitaji yanayogawana nafasi hayawezi kutofautishwa: hakuna anayeweza kusema ni lipi kati yake linaombwa zaidi.

round-trend-up = pointi { $points } za asilimia zaidi ya “{ $round }” (kati ya { $low } na { $high })
round-trend-down = pointi { $points } za asilimia pungufu ya “{ $round }” (kati ya { $low } na { $high })
round-trend-unclear = hakuna badiliko la uhakika tangu “{ $round }”
round-trend-not-design = Hakuna kinachoweza kusemwa kuhusu badiliko tangu “{ $round }”: moja ya duru hizo mbili haisemei kila mtu, kwa hiyo huenda kilichobadilika ni watu walioulizwa.
round-trend-not-list = Hakuna kinachoweza kusemwa kuhusu badiliko tangu “{ $round }”: watu walionyeshwa orodha nyingine.
round-trend-not-nobody = Hakuna kinachoweza kusemwa kuhusu badiliko tangu “{ $round }”: katika moja ya duru hizo mbili hakuna aliyejibu.
round-trend-not-places = Hakuna kinachoweza kusemwa kuhusu badiliko tangu “{ $round }”: ilifanyika katika jamii nyingine.
