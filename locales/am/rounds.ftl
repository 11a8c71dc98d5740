# status: draft

### ዙሮች፦ ሰዎች እንዴት እንደተመረጡ፣ እና ከዚያ ምን ማለት እንደሚቻል።

round-heading = ሰዎች እንዴት እንደተመረጡ
round-label = ዙር
round-shown = { $round }፦ ከ{ $from } እስከ { $to }
round-everything = እስካሁን የተባለው ሁሉ፣ ከሁሉም ዙሮች
round-only = ፍላጎቶች
round-only-information = የመረጃ ብቻ፣ ያለ አገልግሎቶች
cli-rounds-imported = { PLURAL($count) ->
    [one] { $count } ዙር ታውጇል።
   *[other] { $count } ዙሮች ታውጀዋል።
}

round-design-census = እዚህ ያለ ሰው ሁሉ ሊጠየቅ ነበር።
round-design-simple-random = ሰዎች በዕጣ ተመርጠዋል፤ እያንዳንዱ እኩል ዕድል ነበረው።
round-design-systematic = ሰዎች በዕጣ ከተመረጠ መነሻ ጀምሮ ከዝርዝር ወይም በመንገድ ላይ በእኩል ርቀት ተመርጠዋል።
round-design-time-location = ሰዎች የሚሰበሰቡባቸው ቦታዎችና ሰዓቶች በዕጣ ተመርጠው ሰዎች እዚያ ተጠይቀዋል።
round-design-purposive = ማን እንደሚጠየቅ የመረጠው ቡድኑ ነው።
round-design-self-selected = ሰዎች ራሳቸው መጥተዋል፣ ደውለዋል ወይም ጽፈዋል።
round-design-undeclared = ሰዎች እንዴት እንደተመረጡ ማንም አላሳወቀም።
round-late = ይህ የተገለጸው ዙሩ ከተጀመረ በኋላ በ{ $day } ነው።

round-claim-estimate = አኃዞቹ ሊጠየቁ ይችሉ ለነበሩ ሰዎች ሁሉ ግምት ናቸው።
round-claim-estimate-of = { PLURAL($people) ->
    [one] አኃዞቹ ሊጠየቅ ይችል ለነበረ { $people } ሰው ግምት ናቸው።
   *[other] አኃዞቹ ሊጠየቁ ይችሉ ለነበሩ { $people } ሰዎች ግምት ናቸው።
}
round-claim-experimental = አኃዞቹ የሙከራ ግምት ናቸው፤ ይህ ሰዎችን የመምረጥ ዘዴ በብዙ ግምቶች ላይ የተመሠረተ ነው።
round-effective = { PLURAL($count) ->
    [one] በተመረጠበትና ክብደት በተሰጠበት መንገድ { $count } መልስ አንድ በአንድ የተመረጡ ሰዎች { $worth } መልሶች ያህል ይናገራል።
   *[other] በተመረጡበትና ክብደት በተሰጠበት መንገድ { $count } መልሶች አንድ በአንድ የተመረጡ ሰዎች { $worth } መልሶች ያህል ይናገራሉ።
}

round-weighted = ድርሻዎቹ ክብደት ተሰጥቷቸዋል፦ እያንዳንዱ ጾታና የሥራ ዓይነት እንደ ሰዎቹ ቁጥር ይቆጠራል ({ $sources })።
round-need-weighted = እዚህ ካሉ ሰዎች { $percent }፤ ከመለሱት { $count } ውስጥ { $named }
round-unplaced = { PLURAL($count) ->
    [one] የመለሰ { $count } ሰው ቁጥሩ በሚታወቅ ጾታና ሥራ ውስጥ ስለሌለ ክብደት በተሰጣቸው ድርሻዎች ውስጥ የለም።
   *[other] የመለሱ { $count } ሰዎች ቁጥራቸው በሚታወቅ ጾታና ሥራ ውስጥ ስለሌሉ ክብደት በተሰጣቸው ድርሻዎች ውስጥ የሉም።
}
round-weights-nobody-asked = ድርሻዎቹ ክብደት አልተሰጣቸውም፦ እዚህ ካሉ ሰዎች ማንም ያልተጠየቀላቸው አሉ፤ ስለእነሱ ሊናገር የሚችል ክብደት የለም። እነሱም፦ { $groups }።
round-weights-too-many = ድርሻዎቹ ክብደት አልተሰጣቸውም፦ የመለሱት ሰዎች አሉ ከተባሉት ይበልጣሉ። ይመልከቱ፦ { $groups }።

round-hidden = የመለሱት ከ25 ሰዎች በታች ስለሆኑ በመቶኛ ፋንታ ቃላት ተቀምጠዋል፦ “አብዛኞቹ” ከግማሽ በላይ፣ “አንዳንዶቹ” ከአንድ አምስተኛ እስከ ግማሽ፣ “ጥቂቶቹ” ከአንድ አምስተኛ በታች።
round-parentheses = የመለሱት ከ50 ሰዎች በታች ስለሆኑ መቶኛዎቹ በቅንፍ ውስጥ ናቸው፤ እንደ ፍንጭ ይውሰዷቸው።
round-nothing = የመለሱት ሰዎች በጣም ጥቂት ስለሆኑ የጠየቁት አይታይም፤ ከእነሱ አንዱን ሊጠቁም ይችላል።
round-in-parentheses = ({ $percent })
round-word-most = አብዛኞቹ ጠቅሰውታል
round-word-some = አንዳንዶቹ ጠቅሰውታል
round-word-few = ጥቂቶቹ ጠቅሰውታል

round-rank = ደረጃ { $rank }
round-ranks = ደረጃ ከ{ $first } እስከ { $last }
round-table-rank = ደረጃ
round-ranks-about = ደረጃ የሚጋሩ ፍላጎቶች ሊለዩ አይችሉም፤ ከእነሱ የትኛው ይበልጥ እንደተጠየቀ ማንም ሊናገር አይችልም።

round-trend-up = ከ“{ $round }” በ{ $points } የመቶኛ ነጥብ ይበልጣል (በ{ $low } እና በ{ $high } መካከል)
round-trend-down = ከ“{ $round }” በ{ $points } የመቶኛ ነጥብ ያንሳል (በ{ $low } እና በ{ $high } መካከል)
round-trend-unclear = ከ“{ $round }” ወዲህ እርግጠኛ ለውጥ የለም
round-trend-not-design = ከ“{ $round }” ወዲህ ስላለው ለውጥ ምንም ማለት አይቻልም፦ ከሁለቱ ዙሮች አንዱ ስለ ሁሉም ሰው አይናገርም፤ የተለወጠው የተጠየቁት ሰዎች ሊሆኑ ይችላሉ።
round-trend-not-list = ከ“{ $round }” ወዲህ ስላለው ለውጥ ምንም ማለት አይቻልም፦ ሰዎች ሌላ ዝርዝር ታይቷቸዋል።
round-trend-not-nobody = ከ“{ $round }” ወዲህ ስላለው ለውጥ ምንም ማለት አይቻልም፦ ከሁለቱ ዙሮች በአንዱ ማንም አልመለሰም።
round-trend-not-places = ከ“{ $round }” ወዲህ ስላለው ለውጥ ምንም ማለት አይቻልም፦ የተካሄደው በሌሎች ማህበረሰቦች ውስጥ ነው።
