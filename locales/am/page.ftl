# status: draft

### ገጾቹ። በትናንሽ ስልኮች ይነበባሉ፤ ለስብሰባ አዳራሾችም ይታተማሉ።

## በእያንዳንዱ ገጽ ላይ

page-title = { $page } · Sikia
page-skip = ወደ ይዘቱ ይሂዱ
page-language = ቋንቋ
page-language-draft = ይህ ትርጉም ረቂቅ ነው፤ የቋንቋው ተናጋሪ እስኪያረጋግጠው ይጠብቃል።
page-signed-in-as = የገቡት እንደ { $name } ነው
page-sign-out = ይውጡ
page-footer = “Sikia” በስዋሂሊ “ስማ” ማለት ነው። አነስተኛ የማዕድን አምራቾች ማወቅ እንደሚፈልጉና እንደሚያስፈልጋቸው የሚናገሩትን ይሰበስባል።
page-print = ይህን ገጽ በስብሰባ አዳራሹ ለመስቀል ከአሳሽዎ ምናሌ ያትሙት።
page-back = ወደ ሁሉም ማህበረሰቦች ይመለሱ

## መግቢያ

page-sign-in-title = ይግቡ
page-sign-in-intro = አኃዞቹ ከእነዚህ ማህበረሰቦች ጋር ለሚሰሩ ሰዎች ናቸው። በተሰጠዎት ስምና የይለፍ ቃል ይግቡ።
page-sign-in-name = ስም
page-sign-in-password = የይለፍ ቃል
page-sign-in-submit = ይግቡ
page-sign-in-wrong = ስሙና የይለፍ ቃሉ አይዛመዱም። ሁለቱንም ያረጋግጡና እንደገና ይሞክሩ።
page-sign-in-wait = { PLURAL($seconds) ->
    [one] በጣም ብዙ ሙከራዎች። { $seconds } ሰከንድ ይጠብቁ፣ ከዚያ እንደገና ይሞክሩ።
   *[other] በጣም ብዙ ሙከራዎች። { $seconds } ሰከንዶች ይጠብቁ፣ ከዚያ እንደገና ይሞክሩ።
}

## ሁሉም ማህበረሰቦች

page-communities-title = ማህበረሰቦች
page-communities-intro = ማን እንደተጠየቀና ምን እንደጠየቁ ለማየት ማህበረሰብ ይምረጡ።
page-communities-none = እዚህ ገና ማህበረሰቦች የሉም። ሰርቨሩ ላይ ሲጫኑና የሥራዎ አካል ሲሆኑ ይታያሉ።

## አካባቢዎች

page-areas-communities = { PLURAL($count) ->
    [one] { $count } ማህበረሰብ
   *[other] { $count } ማህበረሰቦች
}
page-areas-communities-heading = ማህበረሰቦች

## አንድ ማህበረሰብ ወይም አካባቢ፦ ማን ተጠየቀ

page-community-title = { $community } የሚጠይቀው
page-asked-title = ማን ተጠየቀ
page-respondents = { PLURAL($count) ->
    [one] { $count } ሰው ተጠይቋል
   *[other] { $count } ሰዎች ተጠይቀዋል
}
page-population = { PLURAL($population) ->
    [one] በዚህ ማህበረሰብ ውስጥ ወደ { $population } ሰው አለ።
   *[other] በዚህ ማህበረሰብ ውስጥ ወደ { $population } ሰዎች አሉ።
}
page-by-gender = በጾታ
page-by-age = በዕድሜ
page-by-role = በሥራ
page-by-role-note = አንድ ሰው ብዙ ዓይነት ሥራ ሊሰራ ይችላል፤ ስለዚህ ድምሩ ከተጠየቁት ሰዎች ቁጥር ሊበልጥ ይችላል።
page-not-stated = አልተገለጸም
page-nobody-asked = እዚህ ገና ማንም አልተጠየቀም። የመጀመሪያው ቃለ መጠይቅ እንደደረሰ አኃዞቹ ይታያሉ።
page-groups-base = ስለ ፍላጎታቸው የቀረበውን ጥያቄ ከመለሱት ሰዎች መካከል።
page-other-answer = ሌላ መልስ
page-as-of = እስከ { $day } ድረስ

## አንድ ማህበረሰብ ወይም አካባቢ፦ ምን ጠየቁ

page-needs-title = የጠየቁት
page-needs-lead = { PLURAL($count) ->
    [one] ከመለሰው { $count } ሰው፦ እያንዳንዱን ፍላጎት ከሦስቱ ዋና ዋና ፍላጎቶቻቸው መካከል የጠቀሱት ስንት ናቸው።
   *[other] ከመለሱት { $count } ሰዎች፦ እያንዳንዱን ፍላጎት ከሦስቱ ዋና ዋና ፍላጎቶቻቸው መካከል የጠቀሱት ስንት ናቸው።
}
page-of-those-asked = አኃዞቹ የተጠየቁትን ሰዎች ብቻ የሚመለከቱ እንጂ እዚህ የሚኖሩትን ሁሉ አይደለም።
page-needs-none = ከተጠየቁት ሰዎች ማንም ፍላጎት አልጠቀሰም።
page-need-share = { $percent } (ከ{ $count } መካከል { $named })
page-need-first = { PLURAL($count) ->
    [one] { $count } ሰው በመጀመሪያ ጠቅሶታል
   *[other] { $count } ሰዎች በመጀመሪያ ጠቅሰውታል
}
page-interval = በ{ $low } እና በ{ $high } መካከል
page-interval-about = የተጠየቁት አንዳንድ ሰዎች ብቻ ናቸው፤ ስለዚህ እያንዳንዱ ድርሻ በመጠኑ ሊለይ ይችላል። ቀጭኑ መስመር በምን ያህል ሊለይ እንደሚችል ያሳያል፦ እንደ እነዚህ ያሉ ብዙ ተጨማሪ ሰዎች ቢጠየቁ ድርሻው በሁለቱ ጫፎች መካከል የመሆን ዕድሉ ከፍተኛ ነው። ለመጠየቅ ዕድል ስላላገኙ ሰዎች ግን ሊናገር አይችልም።
page-interval-all = በዚህ ማህበረሰብ ውስጥ ሁሉም ሰው ስለተጠየቀ ዝቅተኛና ከፍተኛ ግምት የለም።
page-small-sample = { PLURAL($count) ->
    [one] ይጠንቀቁ፦ የመለሰው { $count } ሰው ብቻ ነው። አንድ ተጨማሪ ቃለ መጠይቅ ቅደም ተከተሉን ሊቀይር ይችላል።
   *[other] ይጠንቀቁ፦ የመለሱት { $count } ሰዎች ብቻ ናቸው። ጥቂት ተጨማሪ ቃለ መጠይቆች ቅደም ተከተሉን ሊቀይሩ ይችላሉ።
}
page-no-need = { PLURAL($count) ->
    [one] { $count } ሰው ምንም መረጃ እንደማያስፈልገው ተናግሯል።
   *[other] { $count } ሰዎች ምንም መረጃ እንደማያስፈልጋቸው ተናግረዋል።
}
page-does-not-know = { PLURAL($count) ->
    [one] { $count } ሰው አላወቀም። በድርሻዎቹ ውስጥ አልተቆጠረም።
   *[other] { $count } ሰዎች አላወቁም። በድርሻዎቹ ውስጥ አልተቆጠሩም።
}
page-prefers-not = { PLURAL($count) ->
    [one] { $count } ሰው ላለመናገር መርጧል። በድርሻዎቹ ውስጥ አልተቆጠረም።
   *[other] { $count } ሰዎች ላለመናገር መርጠዋል። በድርሻዎቹ ውስጥ አልተቆጠሩም።
}
page-chart-title = የ{ $community } ሰዎች የጠየቁት
page-chart-about = ለእያንዳንዱ ፍላጎት አንድ አሞሌ፣ ረጅሙ በመጀመሪያ፦ ከሦስቱ ዋና ዋና ፍላጎቶቻቸው መካከል የጠቀሱት ሰዎች ድርሻ። ቀጭኑ መስመር ዝቅተኛውንና ከፍተኛውን ግምት ያሳያል። ከታች ያለው ሰንጠረዥ ተመሳሳይ አኃዞችን ይዟል።
page-table-title = አኃዞቹ በሰንጠረዥ
page-table-need = ፍላጎት
page-table-domain = ርዕሰ ጉዳይ
page-table-named = የጠቀሱት
page-table-share = ድርሻ
page-table-interval = ዝቅተኛና ከፍተኛ
page-table-first = በመጀመሪያ የጠቀሱት
page-table-points = ነጥቦች (ተጨማሪ መለኪያ)
page-points-about = ነጥቦች፦ ለመጀመሪያ ደረጃ ሦስት፣ ለሁለተኛ ሁለት፣ ለሦስተኛ አንድ፤ ለመለሱት ሰዎች ቁጥር ተካፍለው። ከድርሻዎቹ ጋር ብቻ ይጠቀሙባቸው፤ የመጀመሪያ ደረጃ የሦስተኛውን ሦስት እጥፍ ዋጋ ይኑረው አይኑረው ማንም አያውቅምና።
page-other-need = { PLURAL($count) ->
    [one] { $count } ሰው በዝርዝሩ ውስጥ የሌለ ነገር ጠቅሰዋል።
   *[other] { $count } ሰዎች በዝርዝሩ ውስጥ የሌለ ነገር ጠቅሰዋል።
}
page-other-subjects = ሌሎች ርዕሶች
page-sure-title = ይህ ምን ያህል እርግጠኛ ነው
page-needs-more = በብዛት የተጠቀሱት { $shown } ፍላጎቶች መስመር አላቸው። ከታች ያለው ሠንጠረዥ ሁሉንም { $count } ይዟል።
page-order-unsure = የሁለት ፍላጎቶች ቀጭን መስመሮች በሚደራረቡበት ቦታ፣ ከሁለቱ የትኛው ይበልጥ እንደተጠየቀ ማንም በእርግጠኝነት መናገር አይችልም።

## ከሰዎቹ የተወሰኑትን መምረጥ

page-filter-title = ከሰዎቹ የተወሰኑትን ብቻ አሳይ
page-filter-all = ሁሉም
page-filter-gender = ፆታ
page-filter-age = ዕድሜ
page-filter-role = ሥራ
page-filter-from = ከ
page-filter-to = እስከ
page-filter-apply = አሳይ
page-filter-clear = ሁሉንም ሰዎች እንደገና አሳይ
page-filtered = እነዚህ ብቻ፦ { $filter }
page-nobody-fits = ከተጠየቁት ሰዎች መካከል ከዚህ ምርጫ ጋር የሚስማማ የለም።

## የቦታ ዓይነቶች

page-kind-mine = የማዕድን ማውጫ
page-kind-processing = የማዕድን ማቀነባበሪያ
page-kind-cooperative = ኅብረት ሥራ ማኅበር
page-kind-training = ሥልጠና
page-kind-village = መንደር
page-kind-ward = ቀበሌ
page-kind-council = ምክር ቤት
page-kind-district = ወረዳ
page-kind-region = ክልል
page-kind-province = ጠቅላይ ግዛት
page-kind-country = አገር

## ገጽ መታየት ሲያቅተው

page-error-forbidden = ይህን ገጽ ማየት አይፈቀድልዎትም
    .detail = መለያዎ ይህን ለማየት መብት የለውም። ሥራዎ የሚጠይቀው ከሆነ Sikiaን የሚያስተዳድረውን ሰው ያነጋግሩ።
page-error-not-found = እንዲህ ያለ ገጽ የለም
    .detail = ምናልባት ተዛውሯል፣ ወይም ከአካባቢዎ ውጭ ነው። ወደ ማህበረሰቦቹ ተመልሰው ከዚያ ይምረጡ።
page-error-internal = በSikia ውስጥ ስህተት ተፈጥሯል
    .detail = ይህ የእርስዎ ጥፋት አይደለም፤ ምንም አልጠፋም። ጥቂት ቆይተው እንደገና ይሞክሩ። እንደገና ካጋጠመ Sikiaን ለሚያስተዳድረው ሰው ይንገሩ።
page-error-busy = Sikia ሥራ በዝቶበታል
    .detail = ምንም አልጠፋም። ጥቂት ቆይተው እንደገና ይሞክሩ።

## ለፕሮግራሞችና ለአስተዳዳሪዎች

page-api-title = ፕሮግራሞች ከSikia ጋር የሚነጋገሩበት መንገድ
page-api-intro = ስልኮች፣ ድልድዮችና ሌሎች ፕሮግራሞች Sikiaን ሊጠይቁ የሚችሉት ሁሉና የሚያገኙት መልስ። በእያንዳንዱ ሙከራ ከሚሰራው ፕሮግራም ጋር ይነጻጸራል።
page-api-language = ሰነዱ የተጻፈው በእንግሊዝኛ ነው።
page-api-download = ተመሳሳዩ ሰነድ ለፕሮግራሞች
