# status: draft

### Kurasa za kusajili simu. Sentensi fupi: husomwa simu ikiwa mkononi.

page-devices-link = Sajili simu
page-devices-title = Sajili simu
page-devices-intro = Ipe simu jina na useme inakusanya kwa ajili ya jamii zipi. Kisha utaona msimbo ambao ODK Collect kwenye simu inauchanganua: itapata fomu na kutuma inachokusanya kwa Sikia.
page-device-name = Jina ambalo watu huita simu hii
page-device-name-missing = Simu inahitaji jina lisilozidi herufi 200.
page-device-communities = Jamii ambazo inakusanya kwa ajili yake
page-device-community-missing = Chagua angalau jamii moja.
page-device-test = Kwa kujaribu fomu tu: hupata pia rasimu
page-device-enrol = Isajili na uonyeshe msimbo
page-device-title = Msimbo wa { $name }
page-device-once = Msimbo huu unaonyeshwa sasa tu. Uchanganue au uuchapishe kabla ya kuondoka kwenye ukurasa huu. Mwenye msimbo huu anaweza kutuma mahojiano kwa jina la simu hii: utunze kama ufunguo.
page-device-scan = Kwenye simu, fungua ODK Collect, chagua “Add project” kisha elekeza kamera kwenye msimbo huu.
page-device-picture = Msimbo wenye mipangilio ya ODK Collect
page-device-address = Bila kamera: andika anwani hii kama seva, na uache jina na nenosiri bila kitu.
page-device-sign-in = Au ingia: andika mstari wa kwanza kama seva, wa pili kama jina na wa tatu kama nenosiri.
page-device-another = Sajili simu nyingine
