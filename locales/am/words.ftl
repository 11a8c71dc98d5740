# status: draft

### በሌሎች ዓረፍተ ነገሮች ውስጥ የሚገቡ ቃላት፤ "መሆን አለበት" ከሚለው በፊት ይመጣሉ።

word-boolean = አዎ ወይም አይ
word-count = ሙሉ ቁጥር፣ 0 ወይም ከዚያ በላይ
word-date = ቀን፣ ለምሳሌ 2026-11-20
word-datetime = ቀን ከሰዓት ጋር፣ ለምሳሌ 2026-11-20T09:14:00+03:00
word-decimal = ቁጥር
word-form = ቅጽ ከመለያውና ከእትሙ ጋር
word-geopoint = ቦታ፦ ኬክሮስና ኬንትሮስ
word-id = ክፍት ቦታ የሌለው አጭር መለያ
word-integer = ሙሉ ቁጥር
word-language = የቋንቋ አጭር ስም፣ ለምሳሌ sw
word-latitude = ኬክሮስ በዲግሪ፣ ከ-90 እስከ 90
word-list = ዝርዝር
word-longitude = ኬንትሮስ በዲግሪ፣ ከ-180 እስከ 180
word-object = ስም ያላቸው እሴቶች ስብስብ
word-period = በvalid_from ካለው በኋላ ያለ ቀን
word-rank = በቅደም ተከተል የተቀመጡ ምርጫዎች፣ እያንዳንዱ አንድ ጊዜ ብቻ
word-repeat = የመግቢያዎች ዝርዝር
word-select-multiple = የምርጫዎች ዝርዝር
word-select-one = ከምርጫዎቹ አንዱ
word-text = ጽሑፍ
word-time = የቀን ሰዓት፣ ለምሳሌ 09:14
word-timestamp = ቀንና ሰዓት፣ ለምሳሌ 2026-11-20T09:14:00+03:00
word-uuid = በመተግበሪያው የተሰራ መለያ (UUID)
word-version = የእትም ቁጥር፣ 1 ወይም ከዚያ በላይ

openrosa-received = ደርሷል። እናመሰግናለን።
openrosa-kept = ተቀምጧል፣ ግን ገና በውሂቡ ውስጥ የለም፦ { $title }። { $detail }
