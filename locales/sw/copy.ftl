# status: draft

### Kile ambacho mstari wa amri husema kuhusu kuhamisha hifadhi kwenda mahali pengine.

copy-nothing = Hakuna hifadhi ya kunakili kwenye { $place }.
copy-copying = Inanakili
copy-proving = Inalinganisha
copy-not-empty = Lengo si tupu (kuna safu katika { $table }), na hakuna kilichonakiliwa. Taja hifadhidata tupu au faili ambalo halipo bado.
copy-another-source = Lengo ni nusu ya nakala ya hifadhi nyingine, na hakuna kilichonakiliwa. Taja lengo tupu.
copy-source-changed = Chanzo kimebadilika tangu nakala ianze, hivyo nusu iliyopo haifai. Simamisha kila nodi inayotumia chanzo, ondoa vyote kwenye lengo na uanze tena.
copy-differs = Nakala si sawa na chanzo: { $table } inatofautiana. Haifunguliwi kwa nodi. Ondoa vyote kwenye lengo na uanze tena; ikitokea tena, angalia diski za pande zote mbili.
copy-half = Hifadhi ni nusu ya nakala. Endesha “sikia copy” ileile tena hadi iseme kwamba imemaliza.
copy-done = Imenakiliwa na kulinganishwa: { PLURAL($rows) ->
    [one] safu { $rows } ni sawa pande zote mbili
   *[other] safu { $rows } ni sawa pande zote mbili
}, na { PLURAL($submissions) ->
    [one] rekodi { $submissions } inahesabika
   *[other] rekodi { $submissions } zinahesabika
} kama awali. Anzisha nodi kwenye nakala pekee.
copy-key = Yaliyosemwa na watu yamefungwa kama awali: ipe kila nodi ya nakala ufunguo mkuu ulio { $file } (SIKIA_MASTER_KEY_FILE), na uutunze mbali na hifadhidata.
