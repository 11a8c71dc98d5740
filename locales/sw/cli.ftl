# status: draft

### Kile ambacho mstari wa amri husema amri inapomaliza kazi yake, au inaposhindwa.

cli-communities-imported = { PLURAL($count) ->
    [one] Jamii { $count } imewekwa.
   *[other] Jamii { $count } zimewekwa.
}
cli-areas-imported = { PLURAL($count) ->
    [one] Eneo { $count } limewekwa.
   *[other] Maeneo { $count } yamewekwa.
}
cli-area-unknown = Jamii moja ni ya eneo “{ $area }”, ambalo Sikia hailijui bado. Liingize kwa: sikia area import FILE
cli-taxonomy-imported = { PLURAL($count) ->
    [one] Msimbo { $count } wa orodha ya mahitaji umewekwa.
   *[other] Misimbo { $count } ya orodha ya mahitaji imewekwa.
}
cli-form-imported = { PLURAL($count) ->
    [one] Fomu “{ $form }”, toleo { $version }, imechapishwa ikiwa na swali { $count }.
   *[other] Fomu “{ $form }”, toleo { $version }, imechapishwa ikiwa na maswali { $count }.
}
cli-form-media-kept = { PLURAL($count) ->
    [one] Faili { $count } inakuja na fomu.
   *[other] Faili { $count } zinakuja na fomu.
}
cli-form-unchanged = Fomu “{ $form }”, toleo { $version }, ilikuwepo tayari; hakuna kilichobadilika.
cli-form-published = Fomu “{ $form }”, toleo { $version }, sasa inatolewa kwa kila kifaa.
cli-form-mapped = “{ $from }” sasa inahesabiwa kama “{ $to }” katika { PLURAL($versions) ->
    [one] toleo { $versions } la zamani
   *[other] matoleo { $versions } ya zamani
} ya fomu. Kila kitu kimehesabiwa upya.
cli-form-no-old-path = Hakuna toleo la fomu “{ $form }” lenye “{ $path }” bila jina lake jipya. Tazama: sikia form list
cli-form-no-new-path = Hakuna toleo la fomu “{ $form }” lenye “{ $path }”. Ingiza kwanza toleo lililo nayo.
cli-form-paths-apart = “{ $from }” na “{ $to }” si vitu vya aina moja, au viko katika marudio tofauti. Hakuna kilichobadilishwa.
cli-form-retired = Fomu “{ $form }”, toleo { $version }, imestaafishwa. Kilichojazwa nayo bado kinapokelewa na kuhesabiwa.
cli-form-draft-has-records = Kumbukumbu zilitengenezwa kwa rasimu “{ $form }”, toleo { $version }. Zilikuwa za majaribio na zingehesabiwa. Ipe fomu toleo jipya kisha uiingize tena.
cli-form-unknown = Hakuna fomu “{ $form }” ya toleo { $version }. Tazama: sikia form list
cli-import-refused = { PLURAL($count) ->
    [one] Hakuna kilichoingizwa, kwa sababu ya kosa { $count } katika faili:
   *[other] Hakuna kilichoingizwa, kwa sababu ya makosa { $count } katika faili:
}
cli-quarantine-released = { PLURAL($count) ->
    [one] Rekodi { $count } iliyokuwa ikisubiri hili sasa inahesabiwa.
   *[other] Rekodi { $count } zilizokuwa zikisubiri hili sasa zinahesabiwa.
}
cli-device-enrolled = Kifaa “{ $name }” kimesajiliwa.
cli-token-once = Tokeni hii inaonyeshwa mara moja tu na haiwezi kusomwa tena. Iweke kwenye kifaa sasa:
cli-device-revoked = Kifaa “{ $name }” kimefutiwa usajili. Tokeni yake haifungui tena chochote.
cli-device-unknown = Hakuna kifaa “{ $name }”.
cli-user-added = Akaunti “{ $name }” iko tayari.
cli-password-once = Nenosiri hili linaonyeshwa mara moja tu na haliwezi kusomwa tena. Mkabidhi mhusika sasa:
cli-password-missing = Hakuna nenosiri kwenye ingizo la kawaida (standard input). Liandike hapo, katika mstari mmoja.
cli-password-short = Nenosiri hili ni fupi mno. Chagua lenye herufi { $count } au zaidi.
cli-user-disabled = Akaunti “{ $name }” imezimwa na imetolewa kila mahali.
cli-user-unknown = Hakuna akaunti “{ $name }”.
cli-user-taken = Akaunti “{ $name }” ipo tayari. Chagua jina lingine.
cli-recount-agrees = { PLURAL($count) ->
    [one] Takwimu { $count } imehesabiwa upya, nayo inalingana.
   *[other] Takwimu { $count } zimehesabiwa upya, nazo zote zinalingana.
}
cli-recount-differs = { PLURAL($count) ->
    [one] Takwimu { $count } inatofautiana na hesabu mpya. Hifadhi nakala ya ghala la data kisha utoe taarifa.
   *[other] Takwimu { $count } zinatofautiana na hesabu mpya. Hifadhi nakala ya ghala la data kisha utoe taarifa.
}
cli-store-ready = Ghala la data ni la kisasa.
cli-store-migrated = { PLURAL($count) ->
    [one] Ghala la data limesasishwa kwa hatua { $count }.
   *[other] Ghala la data limesasishwa kwa hatua { $count }.
}
cli-store-newer = Ghala hili la data liliandikwa na Sikia mpya zaidi. Hakuna kilichobadilishwa. Sakinisha toleo { $version } au jipya zaidi, kisha uanze tena.
cli-store-unavailable = Ghala la data haliwezi kufunguliwa: { $reason }
cli-directory-failed = Saraka { $directory } haiwezi kuundwa: { $reason }
cli-database-unsupported = Sikia huhifadhi ghala la data katika SQLite au PostgreSQL. Litaje kama sqlite:PATH au postgres://USER@HOST/NAME
cli-file-unreadable = Faili { $file } haiwezi kusomwa: { $reason }
cli-configuration-unreadable = Usanidi hauwezi kusomwa: { $reason }
cli-serving = Sikia iko tayari kwenye { $address }
cli-listen-failed = Sikia haiwezi kusikiliza kwenye { $address }: { $reason }
cli-stopping = Sikia inamaliza ilichoanza, kisha inasimama.
cli-demo-ready = Onyesho liko tayari. Fungua { $address } kwenye kivinjari kisha uingie kama mmoja wa hawa:
cli-demo-account = { $name }, nenosiri { $password } ({ $role })
cli-backup-made = Nakala rudufu iliyo { $place } ni kamili: { PLURAL($submissions) ->
    [one] rekodi { $submissions }
   *[other] rekodi { $submissions }
} na { PLURAL($files) ->
    [one] faili { $files }
   *[other] faili { $files }
}.
cli-restored = Imerejeshwa kutoka { $place }: { PLURAL($submissions) ->
    [one] rekodi { $submissions }
   *[other] rekodi { $submissions }
} na { PLURAL($files) ->
    [one] faili { $files }
   *[other] faili { $files }
}. Simu zenye rekodi mpya kuliko nakala zitazituma tena.
cli-backup-postgres = Sikia hunakili faili lake mwenyewe tu. Kwa PostgreSQL tumia pg_dump au nakala ya diski; tazama docs/postgres.md.
cli-backup-taken = { $place } ipo tayari. Taja saraka ambayo haipo.
cli-backup-nothing = Hakuna hifadhi katika { $place }. Je, SIKIA_DATA_DIR ni sahihi?
cli-restore-taken = Tayari kuna hifadhi katika { $place }. Rejesha kwenye saraka tupu ya data (--data-dir).
cli-restore-unfinished = { $place } haina nakala iliyokamilika. Tafuta nyingine.
cli-restore-damaged = Nakala iliyo { $place } imeharibika, na hakuna kilichorejeshwa kutoka humo. Chukua nyingine.
cli-doctor-well = Kila kitu kiko sawa.
cli-doctor-found = { PLURAL($count) ->
    [one] Jambo { $count } linahitaji kuangaliwa:
   *[other] Mambo { $count } yanahitaji kuangaliwa:
}
cli-language-draft = Maandishi ya { $language } ni rasimu, yanasubiri kuhakikiwa na mzungumzaji wa lugha hii.
