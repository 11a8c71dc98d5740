# status: draft

### Ridhaa, na kuiondoa. Husomwa na mwenye risiti, mara nyingi kwenye simu ya mtu mwingine.

consent-withdraw-title = Futa uliyoyasema
consent-withdraw-intro = Baada ya mahojiano ulipewa namba ya siri kwenye karatasi au kwa SMS. Iandike hapa, na yote yaliyoandikwa au kurekodiwa kutoka kwako yatafutwa. Hakuna atakayekuuliza jina.
consent-withdraw-code = Namba iliyo kwenye risiti
consent-withdraw-submit = Futa
consent-withdraw-done = Asante. Ikiwa kuna mahojiano ya namba hii, yanafutwa. Yakifika baadaye kutoka kwenye simu, yatafutwa pindi yanapofika. Huhitaji kufanya kitu kingine.
consent-code-misread = Hii si namba ya Sikia. Ina herufi na tarakimu kumi na mbili, kama K79K-TU9A-JTJP. Linganisha kila moja na risiti yako kisha ujaribu tena.

## Kwenye mstari wa amri

consent-withdrawn = { PLURAL($erased) ->
    [one] Risiti imepokelewa, na mahojiano { $erased } yamefutwa. Yatakayokuja baadaye kwa risiti hii yatafutwa pindi yanapofika.
   *[other] Risiti imepokelewa, na mahojiano { $erased } yamefutwa. Yatakayokuja baadaye kwa risiti hii yatafutwa pindi yanapofika.
}
consent-withdrawn-before = Risiti hii ilipokelewa tayari.

## Nani ametazama

consent-looked-title = Nani ametazama
consent-looked-intro = Kila aliyesoma rekodi au takwimu za { $community }, wa karibuni kwanza. Jamii inaweza kuomba orodha hii wakati wowote.
consent-looked-nobody = Bado hakuna aliyetazama.
consent-looked-who = Nani
consent-looked-what = Nini
consent-looked-when = Lini (UTC)
consent-looked-figures = Takwimu
consent-looked-record = Rekodi moja
consent-looked-records = Orodha ya rekodi
consent-looked-contact = Namba ya kupigia
consent-role-reviewer = Mkaguzi
consent-role-analyst = Mchambuzi
consent-role-steward = Mtunza data
consent-role-admin = Msimamizi

## Kile kinachotakiwa kuwa

word-receipt = namba ya risiti, kama K79K-TU9A-JTJP

## Funguo za nakala rudufu

consent-keys-missing = Funguo hazipo kwenye { $file }. Bila funguo mpya kabisa nakala rudufu haisomeki; taja mahali zilipo kwa --keys.
consent-keys-old = Funguo zilizo kwenye { $file } ni za zamani kuliko nakala rudufu hii na hazifungui yote. Hakuna kilichorejeshwa. Tafuta zilizo mpya zaidi.
consent-keys-written = Funguo zinazofungua nakala zako rudufu ziko kwenye { $file }. Hazifungui yaliyofutwa kabla ya sasa. Haribu nakala za zamani za faili hii.

## Vitabu vya kazi

workbook-export-unknown = “{ $given }” katika safu “sikia_export” si local, national wala anyone. Irekebishe au iache tupu.

## Muda wa kuhifadhi

consent-removed = Vimeondolewa, kwa sababu muda wao umekwisha au hakuna aliyekubali vihifadhiwe: rekodi { $records }, namba za kupigia { $contacts }, faili { $files }.
consent-retention-unreadable = Taja moja kati ya contact, audio, words, shared_record na record, kisha idadi ya siku au “always”.
