# status: draft

### ስልክ የሚመዘገብባቸው ገጾች። አጭር ዓረፍተ ነገሮች፤ ከስልኩ ጎን ይነበባሉ።

page-devices-link = ስልክ ይመዝግቡ
page-devices-title = ስልክ ይመዝግቡ
page-devices-intro = ለስልኩ ስም ይስጡ፤ ለየትኞቹ ማኅበረሰቦች እንደሚሰበስብም ይምረጡ። ከዚያ በስልኩ ላይ ያለው ODK Collect የሚያነበው ኮድ ይታያል፤ ስልኩ ቅጾቹን ያገኛል፣ የሰበሰበውንም ወደ Sikia ይልካል።
page-device-name = ስልኩ የሚጠራበት ስም
page-device-name-missing = ስልኩ ከ200 ፊደላት ያልበለጠ ስም ያስፈልገዋል።
page-device-communities = የሚሰበስብላቸው ማኅበረሰቦች
page-device-community-missing = ቢያንስ አንድ ማህበረሰብ ይምረጡ።
page-device-test = ቅጾችን ለመሞከር ብቻ፤ ረቂቆችንም ያገኛል
page-device-enrol = ይመዝግቡና ኮዱን ያሳዩ
page-device-title = የ{ $name } ኮድ
page-device-once = ይህ ኮድ የሚታየው አሁን ብቻ ነው። ከዚህ ገጽ ከመውጣትዎ በፊት ያንብቡት ወይም ያትሙት። ኮዱ ያለው ሰው በዚህ ስልክ ስም ቃለ መጠይቆችን ሊልክ ይችላል፤ እንደ ቁልፍ ይጠብቁት።
page-device-scan = በስልኩ ላይ ODK Collect ይክፈቱ፣ “Add project” ይምረጡና ካሜራውን ወደዚህ ኮድ ያዙሩ።
page-device-picture = የODK Collect ቅንብሮች ያሉበት ኮድ
page-device-address = ያለ ካሜራ፦ ይህን አድራሻ እንደ ሰርቨር ይጻፉ፤ ስሙንና የይለፍ ቃሉን ባዶ ይተዉ።
page-device-sign-in = ወይም ይግቡ፦ የመጀመሪያውን መስመር እንደ ሰርቨር፣ ሁለተኛውን እንደ ስም፣ ሦስተኛውን እንደ የይለፍ ቃል ይጻፉ።
page-device-another = ሌላ ስልክ ይመዝግቡ
