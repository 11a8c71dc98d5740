# status: draft

### Makosa katika kitabu cha kazi au jedwali: fomu, jamii, maeneo, mahitaji.

## Wapi

workbook-at = Karatasi “{ $sheet }”, mstari { $row }, safu { $column }
workbook-at-row = Karatasi “{ $sheet }”, mstari { $row }
workbook-at-sheet = Karatasi “{ $sheet }”
table-at = Mstari { $line }, safu { $column }
table-at-line = Mstari { $line }
workbook-line = { $place }: { $what }

## Faili nzima

workbook-unreadable = Hiki si kitabu cha kazi ambacho Sikia inaweza kusoma. Kihifadhi kama .xlsx kisha ujaribu tena. ({ $reason })
workbook-old-or-locked = Hiki ni kitabu cha kazi cha zamani cha .xls, au kina nenosiri. Kihifadhi kama .xlsx bila nenosiri, kisha ujaribu tena.
workbook-too-large = { $bound ->
    [bytes] Faili inazidi megabaiti { $limit }, ambazo ni kiwango cha juu ambacho Sikia inasoma. Ondoa picha na visivyohitajika, kisha ujaribu tena.
    [parts] Ndani ya kitabu cha kazi kuna sehemu zaidi ya { $limit }. Ondoa picha, chati na karatasi ambazo fomu haizihitaji, kisha ujaribu tena.
    [unpacked_bytes] Sehemu moja ya kitabu cha kazi inazidi megabaiti { $limit } ikifunguliwa. Nakili karatasi za fomu katika kitabu kipya cha kazi, kisha ujaribu tena.
    [rows] Kuna mistari zaidi ya { $limit }. Bakiza inayohitajika tu, au igawe faili, kisha ujaribu tena.
    [columns] Kuna safu zaidi ya { $limit }. Ondoa zisizohitajika, kisha ujaribu tena.
    [cells] Kuna seli zilizojazwa zaidi ya { $limit }. Ondoa visivyohitajika, kisha ujaribu tena.
    [text_bytes] Maandishi yote yanazidi megabaiti { $limit }. Yafupishe, kisha ujaribu tena.
    [depth] Makundi na marudio yamo moja ndani ya jingine zaidi ya ngazi { $limit }. Tumia ngazi chache zaidi.
    [loop] Mzunguko huu ungekuwa maswali ya zaidi ya megabaiti { $limit }. Fupisha orodha yake ya chaguo, au weka maswali machache ndani yake.
    [elements] Kuna elementi na sifa zaidi ya { $limit }. Gawa fomu, kisha ujaribu tena.
    [media_files] Fomu inataja faili zaidi ya { $limit }. Tumia chache zaidi, kisha ujaribu tena.
    [problems] Kuna mengi zaidi ya kurekebisha kuliko haya { $limit }. Yarekebishe, kisha ujaribu tena ili kuona yaliyobaki.
   *[other] Hii ni zaidi ya Sikia inavyosoma ({ $bound }: si zaidi ya { $limit }). Ipunguze, kisha ujaribu tena.
}
workbook-sheet-missing = Karatasi “{ $name }” haipo. Iongeze.
workbook-column-missing = Safu “{ $heading }” haipo. Iongeze.
workbook-heading-twice = Safu “{ $heading }” ni sawa na nyingine iliyo kabla yake, na ile ya kwanza ndiyo inayohesabiwa. Ondoa mojawapo.
workbook-empty = Hakuna swali kwenye karatasi hii. Ongeza angalau moja.
workbook-rows-apart = Safu hii si sehemu ya fomu na haikusomwa; juu yake kuna zaidi ya safu tupu { $gap }. Sahihisha aina yake ikiwa ni sehemu ya fomu.

## Karatasi ya survey

workbook-type-missing = Mstari huu una jina lakini hauna aina. Upe aina, au uache mtupu.
workbook-type-unknown = “{ $given }” si aina ya swali. Irekebishe, kwa mfano kuwa text, integer au select_one.
workbook-name-missing = Jina halipo. Weka jina.
workbook-name-invalid = “{ $given }” haiwezi kuwa jina. Anza kwa herufi au “_”, kisha tumia herufi, tarakimu, “_”, “-” na “.” tu.
workbook-name-twice = Jina “{ $name }” lipo mara mbili katika kundi moja, kwanza katika mstari { $first }. Badilisha mojawapo.
workbook-list-unnamed = Swali linahitaji jina la orodha yake, kwa mfano “select_one gender”. Liongeze.
workbook-list-missing = Orodha “{ $list }” haimo kwenye karatasi ya choices. Iongeze hapo, au rekebisha jina lake.
workbook-block-open = “{ $name }” inaanza hapa lakini haina mwisho. Ongeza mstari unaoifunga.
workbook-block-end-alone = Hapa kuna mwisho wa kitu ambacho hakikuanza popote. Ondoa mstari huu, au ongeza mwanzo wake.
workbook-block-crossed = “{ $name }”, inayoanza katika mstari { $first }, bado iko wazi, na mstari huu unafunga kitu cha aina nyingine. Funga kwanza “{ $name }”.
workbook-reference-unknown = “{ $name }” inatajwa hapa, lakini hakuna kitu katika fomu chenye jina hilo. Rekebisha jina, au ongeza swali.
workbook-expression-unreadable = Usemi huu haueleweki kuanzia “{ $from }”. Angalia kama hapo panakosekana mabano, alama ya nukuu au kiendeshi.
workbook-expression-elsewhere = Simu huangalia kanuni hii, lakini nodi hii haiiangalii: inahitaji { $needs }. Majibu yanayoivunja hayatawekewa alama ya kukaguliwa.
workbook-meaning-unknown = “{ $given }” katika safu “sikia” haina maana kwa Sikia. Irekebishe au iache tupu.
workbook-meaning-twice = Ni swali moja tu linaloweza kuwa “{ $meaning }” katika safu “sikia”; lililo katika mstari { $first } ndilo linalohesabiwa. Futa kwa mengine.

## Karatasi ya choices

workbook-choice-name-missing = Chaguo moja la orodha “{ $list }” halina jina. Weka jina.
workbook-choice-list-missing = Chaguo “{ $name }” halimo katika orodha yoyote, na limeachwa nje. Lipe orodha, au liondoe.
workbook-choice-twice = Chaguo “{ $name }” lipo mara mbili katika orodha “{ $list }”, kwanza katika mstari { $first }. Badilisha jina au ondoa mojawapo.
workbook-choice-blank = Jina la chaguo “{ $name }” la orodha “{ $list }” lina nafasi, na programu nyingine hulikata vipande viwili hapo. Weka “_” badala ya nafasi.

## Karatasi ya settings

workbook-form-id-missing = Hakuna form_id, kwa hiyo fomu inaitwa “{ $taken }”. Andika form_id ili uchague jina mwenyewe.
workbook-language-unknown = Hakuna safu katika lugha ya msingi “{ $given }”. Rekebisha default_language, au ongeza safu zake.
workbook-version-taken = Fomu “{ $form }”, toleo { $version }, ipo tayari ikiwa na maswali mengine. Ipe fomu iliyobadilishwa toleo jipya.

## Faili zinazokuja na fomu

workbook-media-missing = Fomu inataja faili “{ $name }”, ambayo haipo. Iweke kwenye folda au kifurushi unachotoa kwa --media, kisha uingize fomu tena.
workbook-media-name-invalid = “{ $given }” haiwezi kuwa jina la faili inayokuja na fomu. Tumia jina fupi lisilo na folda, na ulirekebishe kwenye fomu.
workbook-media-too-large = Faili “{ $name }” inazidi megabaiti { $limit }. Ipunguze, kisha uingize fomu tena.

## Fomu kama XML (XForm)

xform-unreadable = Hii si XForm ambayo Sikia inaweza kuisoma. Hakikisha faili ni kamili na imeundwa sawasawa, kisha ujaribu tena. ({ $reason })
xform-doctype = Faili inatangaza aina ya hati, ambayo Sikia haisomi. Ondoa yote kuanzia “<!DOCTYPE” hadi mwisho wake, kisha ujaribu tena.
xform-encoding = Faili imeandikwa kwa “{ $given }”. Ihifadhi kwa UTF-8, kisha ujaribu tena.
xform-part-missing = Elementi “{ $name }” haipo. Iongeze, au badilisha fomu tena.
xform-part-unknown = Sikia haijui “{ $name }”, ambayo ni ya “{ $path }”. Simu zinaipata kama ilivyo; hapa haifanyiwi kitu.
xform-node-missing = “{ $name }” inataja “{ $path }”, ambayo haipo kwenye fomu. Irekebishe, au ongeza swali.

## Jedwali (CSV)

table-unreadable = Hili si jedwali ambalo Sikia inaweza kusoma. Lihifadhi kama CSV kwa UTF-8 kisha ujaribu tena. ({ $reason })
table-column-missing = Safu “{ $heading }” haipo. Iongeze.
table-cell-empty = Safu “{ $heading }” ni tupu hapa. Ijaze.
table-cell-invalid = “{ $given }” haifai katika safu “{ $heading }”. Inapaswa kuwa { $expected }.
table-id-twice = Kitambulisho “{ $id }” kipo mara mbili, kwanza katika mstari { $first }. Kila mstari unahitaji kitambulisho chake.
table-area-differs = Hii hailingani na yale yanayosemwa kuhusu eneo “{ $id }” kuanzia mstari { $first }: aina, jina au msimbo tofauti, au siku zinazoingiliana. Rekebisha mojawapo.
table-parent-unknown = Mzazi “{ $parent }” si msimbo wa mstari ambao wenyewe hauna mzazi. Rekebisha, au ongeza mstari huo.
