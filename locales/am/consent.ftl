# status: draft

### ፈቃድ እና ፈቃድን ማንሳት። ደረሰኝ የያዘ ሰው ብዙ ጊዜ በሌላ ሰው ስልክ ያነበዋል።

consent-withdraw-title = የተናገሩትን ያስሰርዙ
consent-withdraw-intro = ከቃለ መጠይቁ በኋላ በወረቀት ወይም በSMS ኮድ ተሰጥቶዎታል። ኮዱን እዚህ ያስገቡ፤ ከእርስዎ የተጻፈው ወይም የተቀዳው ሁሉ ይሰረዛል። ስምዎን ማንም አይጠይቅም።
consent-withdraw-code = በደረሰኙ ላይ ያለው ኮድ
consent-withdraw-submit = ሰርዝ
consent-withdraw-done = እናመሰግናለን። የዚህ ኮድ ቃለ መጠይቅ ካለ እየተሰረዘ ነው። ወደፊት ከስልክ ከመጣ፣ ሲመጣ ይሰረዛል። ሌላ ማድረግ ያለብዎት ነገር የለም።
consent-code-misread = ይህ የSikia ኮድ አይደለም። ኮዱ እንደ K79K-TU9A-JTJP ያለ አሥራ ሁለት ፊደላትና ቁጥሮች አሉት። እያንዳንዱን ከደረሰኝዎ ጋር አመሳክረው እንደገና ይሞክሩ።

## በትእዛዝ መስመር

consent-withdrawn = { PLURAL($erased) ->
    [one] ደረሰኙ ተመልሷል፤ { $erased } ቃለ መጠይቅ ተሰርዟል። ለእሱ ወደፊት የሚመጣው ሲመጣ ይሰረዛል።
   *[other] ደረሰኙ ተመልሷል፤ { $erased } ቃለ መጠይቆች ተሰርዘዋል። ለእሱ ወደፊት የሚመጣው ሲመጣ ይሰረዛል።
}
consent-withdrawn-before = ይህ ደረሰኝ ቀድሞ ተመልሷል።

## ማን ተመለከተ

consent-looked-title = ማን ተመለከተ
consent-looked-intro = የ{ $community } መዝገቦችን ወይም አኃዞችን ያነበቡ ሁሉ፣ የቅርብ ጊዜው በመጀመሪያ። ማኅበረሰቡ ይህን ዝርዝር በማንኛውም ጊዜ መጠየቅ ይችላል።
consent-looked-nobody = እስካሁን ማንም አልተመለከተም።
consent-looked-who = ማን
consent-looked-what = ምን
consent-looked-when = መቼ (UTC)
consent-looked-figures = አኃዞቹን
consent-looked-record = አንድ መዝገብ
consent-looked-records = የመዝገቦችን ዝርዝር
consent-looked-contact = የስልክ ቁጥር
consent-role-reviewer = ገምጋሚ
consent-role-analyst = ተንታኝ
consent-role-steward = የመረጃ ጠባቂ
consent-role-admin = አስተዳዳሪ

## አንድ ቦታ ምን መሆን እንዳለበት

word-receipt = እንደ K79K-TU9A-JTJP ያለ የደረሰኝ ኮድ

## የመጠባበቂያ ቁልፎች

consent-keys-missing = ቁልፎቹ { $file } ላይ የሉም። ያለ አዲሶቹ ቁልፎች መጠባበቂያው አይነበብም፤ ቦታቸውን በ--keys ይግለጹ።
consent-keys-old = { $file } ላይ ያሉት ቁልፎች ከዚህ መጠባበቂያ የቆዩ ናቸው፤ ሁሉንም አይከፍቱም። ምንም አልተመለሰም። አዳዲሶቹን ይፈልጉ።
consent-keys-written = መጠባበቂያዎችዎን የሚከፍቱት ቁልፎች { $file } ላይ ናቸው። ከአሁን በፊት የተሰረዘውን አይከፍቱም። የዚህን ፋይል የቆዩ ቅጂዎች ያጥፉ።

## የሥራ ደብተሮች

workbook-export-unknown = በ“sikia_export” ዓምድ ያለው “{ $given }” local፣ national ወይም anyone አይደለም። ያስተካክሉት ወይም ባዶ ይተዉት።

## የማቆያ ጊዜ

consent-removed = ጊዜያቸው ስላለፈ ወይም እንዲቀመጡ ማንም ስላልተስማማ የተወገዱ፦ መዝገቦች { $records }፣ የስልክ ቁጥሮች { $contacts }፣ ፋይሎች { $files }።
consent-retention-unreadable = ከcontact፣ audio፣ words፣ shared_record እና record አንዱን፣ ከዚያም የቀናት ብዛት ወይም “always” ይጻፉ።
