# status: draft

### Kinachoweza kwenda vibaya kwa mtu mwenye simu kazini, na hatua inayofuata.

## Ombi zima

problem-malformed = Ujumbe huu haukusomeka
    .detail = Sikia haikuweza kusoma kilichotumwa na programu, kwa hiyo hakuna kilichobadilishwa. Rekodi zako bado ziko kwenye simu. Sasisha programu kisha ujaribu tena. Likitokea tena, mwonyeshe msimamizi wako maneno haya: { $reason }

problem-bad-parameter = Sehemu ya anwani haifai
    .detail = “{ $given }” haifai kwa “{ $parameter }”. Irekebishe au iondoe, kisha ujaribu tena.

problem-unfit-member = Kuna kilichotangazwa kisichofaa
    .detail = “{ $member }” inapaswa kuwa { $expected }. Sahihisha kisha tuma tena; hakuna kilichohifadhiwa.

problem-unauthenticated = Sikia haitambui kifaa hiki wala mtu huyu
    .detail = Ingia tena. Kama hii ni simu ya mahojiano, mwombe msimamizi wako aisajili upya; rekodi zako zitabaki kwenye simu hadi hapo.

problem-sign-in-failed = Jina na nenosiri havilingani
    .detail = Hakikisha vyote viwili kisha ujaribu tena. Kama umesahau nenosiri, mwombe anayeitunza Sikia akupe jipya.

problem-forbidden = Huruhusiwi kufanya hivi
    .detail = Akaunti yako haina ruhusa ya kufanya hivi. Kama kazi yako inahitaji, zungumza na anayeitunza Sikia.

problem-encryption-required = Hapa inahitajika mawasiliano yaliyosimbwa
    .detail = Mtu aliye njiani angeweza kusoma nenosiri hapa. Tumia anwani yenye ufunguo ndani yake (/v1/key/…), au muombe mwendeshaji anwani inayoanza na https.

problem-person-required = Mtu anapaswa kuingia kwanza
    .detail = Takwimu huonyeshwa kwa watu walioingia, si kwa simu. Fungua Sikia kwenye kivinjari kisha uingie.

problem-not-found = Hakuna kitu hapa
    .detail = Huenda hakijawahi kuwepo, au kiko nje ya yale unayoruhusiwa kuona. Hakikisha anwani, au muulize msimamizi wako.

problem-method-not-allowed = Anwani hii haitumiki kwa namna hiyo
    .detail = Anwani ipo, lakini haiwezi kutumika hivyo. Sasisha programu; isiposaidia, mwambie msimamizi wako.

problem-edition-refused = Toleo hili haliwezi kutengenezwa au kubadilishwa hivyo
    .detail = { $reason ->
        [unsound] Kuna kitu hakifai: angalia jina, kichwa, mchapishaji na siku zake.
        [overlap] Seti nyingine ya data ina mahojiano hayohayo. Yanayoonyeshwa mara mbili kuhusu watu walewale yanaweza kuunganishwa na kuwafichua.
        [has_editions] Seti ya data ina matoleo na inabaki kama ilivyo. Tengeneza nyingine kwa siku nyingine.
        [to_come] Toleo linaweza kuwa na data ya sasa au ya zamani tu.
        [stage] Haliko katika hatua inayofaa: angalia liko wapi.
        [outdated] Mtu aliyemo alijiondoa baada ya kutengenezwa. Tengeneza toleo jipya.
        [too_large] Jedwali lake ni kubwa mno kuthibitishwa kuwa salama. Ligawe kidogo zaidi, au tumia maeneo makubwa.
       *[other] Hakuna kilichobadilishwa.
    }

problem-cursor-expired = Simu inapaswa kupakua kila kitu upya
    .detail = Simu imekaa muda mrefu bila kuunganishwa, kwa hiyo haiwezi kupokea mapya peke yake. Programu itaanza upya yenyewe; rekodi zako ziko salama.

problem-too-large = Hiki ni kikubwa mno kwa mara moja
    .detail = Kilichotumwa ni kikubwa kuliko Sikia inavyopokea kwa mara moja ({ $bound }: si zaidi ya { $limit }). Hakuna kilichobadilishwa. Tuma kidogo kidogo.

problem-unsupported-media = Sikia haiwezi kusoma aina hii ya faili
    .detail = Imekuja kama “{ $given }”, ambayo Sikia haisomi. Sasisha programu; isiposaidia, mwambie msimamizi wako.

problem-too-many-requests = Umejaribu mara nyingi mno
    .detail = { PLURAL($seconds) ->
        [one] Subiri sekunde { $seconds }, kisha ujaribu tena.
       *[other] Subiri sekunde { $seconds }, kisha ujaribu tena.
    } Hakuna kilichopotea.

problem-internal = Sikia imekosea
    .detail = Hili si kosa lako. Rekodi zako bado ziko kwenye simu; jaribu tena baadaye. Likitokea tena, mwambie anayeitunza Sikia.

problem-busy = Sikia ina kazi nyingi kwa sasa
    .detail = { PLURAL($seconds) ->
        [one] Hakuna kilichobadilishwa. Jaribu tena baada ya sekunde { $seconds }.
       *[other] Hakuna kilichobadilishwa. Jaribu tena baada ya sekunde { $seconds }.
    } Rekodi zako bado ziko kwenye simu.

## Rekodi moja

problem-item-unreadable = Rekodi hii haikusomeka
    .detail = Sikia inaihifadhi kama ilivyokuja, lakini haiwezi kuisoma. Rekodi nyingine hazijaathirika. Mwonyeshe msimamizi wako maneno haya: { $reason }

problem-field-missing = Kuna kitu kinachokosekana katika rekodi hii
    .detail = “{ $field }” haipo. Sasisha programu, fungua rekodi kisha uitume tena.

problem-field-invalid = Kuna kitu kisichofaa katika rekodi hii
    .detail = “{ $field }” inapaswa kuwa { $expected }. Sasisha programu, fungua rekodi kisha uitume tena.

problem-too-many-parents = Rekodi hii imeunganishwa kutoka rekodi nyingi mno
    .detail = { PLURAL($limit) ->
        [one] Rekodi inaweza kutaja toleo { $limit } tu la awali.
       *[other] Rekodi inaweza kutaja matoleo ya awali yasiyozidi { $limit }.
    } Mwambie msimamizi wako; ulichoandika kimehifadhiwa.

problem-too-many-revisions = Rekodi hii imebadilishwa mara nyingi mno
    .detail = { PLURAL($limit) ->
        [one] Sikia huhifadhi toleo { $limit } tu la rekodi moja.
       *[other] Sikia huhifadhi matoleo yasiyozidi { $limit } ya rekodi moja.
    } Mwambie msimamizi wako; ulichoandika kimehifadhiwa.

problem-unknown-form = Sikia bado haina fomu hii
    .detail = Rekodi yako imehifadhiwa. Itahesabiwa mara tu fomu “{ $form }”, toleo { $version }, itakapowekwa kwenye seva. Mwambie msimamizi wako kwamba haipo; huhitaji kutuma rekodi tena.

problem-unknown-community = Sikia bado haijui jamii hii
    .detail = Rekodi yako imehifadhiwa. Itahesabiwa mara tu jamii “{ $community }” itakapowekwa kwenye seva. Mwambie msimamizi wako kwamba haipo; huhitaji kutuma rekodi tena.

problem-out-of-scope = Simu hii si ya jamii hii
    .detail = Rekodi yako imehifadhiwa, lakini simu hii haikusajiliwa kwa “{ $community }”. Kama ulichagua jamii isiyo sahihi, irekebishe kisha utume rekodi tena. Kama ni sahihi, mwombe msimamizi wako aiongeze kwenye simu hii.

problem-content-mismatch = Rekodi mbili tofauti zina namba moja
    .detail = Sikia tayari ina rekodi yenye namba hii na majibu mengine. Ya kwanza inabaki, na hii imehifadhiwa kando yake. Mwambie msimamizi wako.

problem-answer-type = Jibu halilingani na swali lake
    .detail = Jibu la “{ $field }” linapaswa kuwa { $expected }. Fungua rekodi, rekebisha jibu kisha uitume tena.

problem-answer-choice = Jibu halimo kati ya chaguo
    .detail = “{ $choice }” haimo kati ya chaguo za “{ $field }”. Pakua fomu mpya zaidi, fungua rekodi, chagua tena kisha uitume.

problem-answer-constraint = Jibu linavunja kanuni ya swali lake
    .detail = Jibu la “{ $field }” halitimizi kile ambacho fomu inataka. Angalia rekodi, na umuulize mkusanyaji panapoonekana kosa.

problem-answer-irrelevant = Jibu la swali ambalo halikuulizwa
    .detail = “{ $field }” ina jibu, ingawa fomu hailiulizi baada ya majibu haya. Angalia majibu yaliyotangulia.

problem-answer-calculation = Thamani iliyokokotolewa inatofautiana
    .detail = Fomu inakokotoa “{ $expected }” kwa “{ $field }”, lakini thamani nyingine imefika. Angalia majibu yanayotumika kuikokotoa.

problem-answer-missing = Jibu moja linakosekana
    .detail = Swali “{ $field }” linahitaji jibu. Fungua rekodi, lijibu kisha utume rekodi tena.
problem-original-missing = Kumbukumbu inayobadilishwa haijafika
    .detail = Imehifadhiwa, na itaungana yenyewe na kumbukumbu “{ $original }” itakapofika. Tuma pia ile ya kwanza ikiwa bado iko kwenye simu.
problem-community-unsaid = Haijasemwa ni ya jamii ipi
    .detail = Imehifadhiwa, na itahesabiwa mara mkaguzi atakaposema jamii. Kipe kifaa jamii moja tu, au weka swali la jamii kwenye fomu.
