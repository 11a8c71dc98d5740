# status: draft

### በሥራ መጽሐፍ ወይም በሰንጠረዥ ውስጥ ያሉ ስህተቶች፦ ቅጽ፣ ማህበረሰቦች፣ አካባቢዎች፣ ፍላጎቶች።

## የት

workbook-at = ሉህ “{ $sheet }”፣ ረድፍ { $row }፣ ዓምድ { $column }
workbook-at-row = ሉህ “{ $sheet }”፣ ረድፍ { $row }
workbook-at-sheet = ሉህ “{ $sheet }”
table-at = መስመር { $line }፣ ዓምድ { $column }
table-at-line = መስመር { $line }
workbook-line = { $place }፦ { $what }

## መላው ፋይል

workbook-unreadable = ይህ Sikia ሊያነበው የሚችል የሥራ መጽሐፍ አይደለም። እንደ .xlsx ያስቀምጡትና እንደገና ይሞክሩ። ({ $reason })
workbook-old-or-locked = ይህ የቆየ የ.xls የሥራ መጽሐፍ ነው፣ ወይም የይለፍ ቃል አለው። ያለ ይለፍ ቃል እንደ .xlsx ያስቀምጡትና እንደገና ይሞክሩ።
workbook-too-large = { $bound ->
    [bytes] ፋይሉ ከ{ $limit } ሜጋባይት ይበልጣል፤ Sikia ከዚያ በላይ አያነብም። ሥዕሎችንና የማያስፈልጉትን ያስወግዱና እንደገና ይሞክሩ።
    [parts] በሥራ መጽሐፉ ውስጥ ከ{ $limit } በላይ ክፍሎች አሉ። ሥዕሎችን፣ ገበታዎችንና ለቅጹ የማያስፈልጉ ሉሆችን ያስወግዱና እንደገና ይሞክሩ።
    [unpacked_bytes] የሥራ መጽሐፉ አንድ ክፍል ሲከፈት ከ{ $limit } ሜጋባይት ይበልጣል። የቅጹን ሉሆች ወደ አዲስ የሥራ መጽሐፍ ይቅዱና እንደገና ይሞክሩ።
    [rows] ከ{ $limit } በላይ ረድፎች አሉ። የሚያስፈልጉትን ብቻ ያስቀሩ ወይም ፋይሉን ይክፈሉ፣ ከዚያም እንደገና ይሞክሩ።
    [columns] ከ{ $limit } በላይ ዓምዶች አሉ። የማያስፈልጉትን ያስወግዱና እንደገና ይሞክሩ።
    [cells] ከ{ $limit } በላይ የተሞሉ ሕዋሶች አሉ። የማያስፈልጉትን ያስወግዱና እንደገና ይሞክሩ።
    [text_bytes] ጽሑፎቹ በአጠቃላይ ከ{ $limit } ሜጋባይት ይበልጣሉ። ያሳጥሯቸውና እንደገና ይሞክሩ።
    [depth] ቡድኖችና ድግግሞሾች አንዱ በሌላው ውስጥ ከ{ $limit } ደረጃ በላይ ገብተዋል። ያነሱ ደረጃዎችን ይጠቀሙ።
    [loop] ይህ ዙር ከ{ $limit } ሜጋባይት በላይ ጥያቄዎች ይሆናል። የምርጫ ዝርዝሩን ያሳጥሩ፣ ወይም በውስጡ ያነሱ ጥያቄዎችን ያስገቡ።
    [elements] ከ{ $limit } በላይ ክፍሎችና ባሕርያት አሉ። ቅጹን ይክፈሉና እንደገና ይሞክሩ።
    [media_files] ቅጹ ከ{ $limit } በላይ ፋይሎችን ይጠቅሳል። ያነሱ ይጠቀሙና እንደገና ይሞክሩ።
    [problems] ከእነዚህ { $limit } በላይ የሚስተካከሉ ነገሮች አሉ። እነዚህን ያስተካክሉ፣ ከዚያም የቀሩትን ለማየት እንደገና ይሞክሩ።
   *[other] ይህ Sikia ከሚያነበው ይበልጣል ({ $bound }፦ ቢበዛ { $limit })። ይቀንሱትና እንደገና ይሞክሩ።
}
workbook-sheet-missing = ሉሁ “{ $name }” የለም። ይጨምሩት።
workbook-column-missing = ዓምዱ “{ $heading }” የለም። ይጨምሩት።
workbook-heading-twice = ዓምዱ “{ $heading }” ከእርሱ በፊት ካለ ሌላ ዓምድ ጋር አንድ ነው፤ የሚቆጠረው የመጀመሪያው ነው። አንዱን ያስወግዱ።
workbook-empty = በዚህ ሉህ ላይ ምንም ጥያቄ የለም። ቢያንስ አንድ ይጨምሩ።
workbook-rows-apart = ይህ ረድፍ የቅጽ አካል ስላልሆነ አልተነበበም፤ ከበላዩ ከ{ $gap } በላይ ባዶ ረድፎች አሉ። የቅጹ አካል ከሆነ ዓይነቱን ያስተካክሉ።

## የsurvey ሉህ

workbook-type-missing = ይህ ረድፍ ስም አለው፣ ዓይነት ግን የለውም። ዓይነት ይስጡት፣ ወይም ረድፉን ባዶ ያድርጉ።
workbook-type-unknown = “{ $given }” የጥያቄ ዓይነት አይደለም። ያስተካክሉት፣ ለምሳሌ text፣ integer ወይም select_one።
workbook-name-missing = ስሙ የለም። ስም ይጨምሩ።
workbook-name-invalid = “{ $given }” ስም ሊሆን አይችልም። በፊደል ወይም በ“_” ይጀምሩ፤ ፊደላትን፣ አኃዞችን፣ “_”፣ “-” እና “.” ብቻ ይጠቀሙ።
workbook-name-twice = ስሙ “{ $name }” በአንድ ቡድን ውስጥ ሁለት ጊዜ አለ፤ መጀመሪያ በረድፍ { $first } ላይ። የአንዱን ስም ይቀይሩ።
workbook-list-unnamed = ጥያቄው የዝርዝሩ ስም ያስፈልገዋል፣ ለምሳሌ “select_one gender”። ይጨምሩት።
workbook-list-missing = ዝርዝሩ “{ $list }” በchoices ሉህ ላይ የለም። እዚያ ይጨምሩት፣ ወይም ስሙን ያስተካክሉ።
workbook-block-open = “{ $name }” እዚህ ይጀምራል፣ መጨረሻ ግን የለውም። የሚዘጋውን ረድፍ ይጨምሩ።
workbook-block-end-alone = ያልተጀመረ ነገር እዚህ ያበቃል። ረድፉን ያስወግዱ፣ ወይም መጀመሪያውን ይጨምሩ።
workbook-block-crossed = በረድፍ { $first } የሚጀምረው “{ $name }” ገና አልተዘጋም፤ ይህ ረድፍ ግን ሌላ ዓይነት ነገር ይዘጋል። መጀመሪያ “{ $name }” ይዝጉ።
workbook-reference-unknown = “{ $name }” እዚህ ተጠቅሷል፣ ነገር ግን በቅጹ ውስጥ በዚህ ስም ምንም የለም። ስሙን ያስተካክሉ፣ ወይም ጥያቄውን ይጨምሩ።
workbook-expression-unreadable = ይህ አገላለጽ ከ“{ $from }” ጀምሮ አይነበብም። እዚያ የጎደለ ቅንፍ፣ የጥቅስ ምልክት ወይም ስሌት ምልክት ይፈልጉ።
workbook-expression-elsewhere = ስልኮች ይህን ደንብ ያያሉ፤ ይህ ኖድ ግን አያይም፦ { $needs } ያስፈልገዋል። የሚጥሱት መልሶች ለግምገማ ምልክት አይደረግባቸውም።
workbook-meaning-unknown = በ“sikia” ዓምድ ያለው “{ $given }” ለSikia ትርጉም የለውም። ያስተካክሉት ወይም ባዶ ይተዉት።
workbook-meaning-twice = በ“sikia” ዓምድ “{ $meaning }” ሊሆን የሚችለው አንድ ጥያቄ ብቻ ነው፤ የሚቆጠረው በረድፍ { $first } ያለው ነው። ሌሎቹን ባዶ ያድርጉ።

## የchoices ሉህ

workbook-choice-name-missing = በዝርዝሩ “{ $list }” ውስጥ ያለ አንድ ምርጫ ስም የለውም። ስም ይጨምሩ።
workbook-choice-list-missing = ምርጫው “{ $name }” በየትኛውም ዝርዝር ውስጥ ስለሌለ ተትቷል። ዝርዝር ይስጡት፣ ወይም ያስወግዱት።
workbook-choice-twice = ምርጫው “{ $name }” በዝርዝሩ “{ $list }” ውስጥ ሁለት ጊዜ አለ፤ መጀመሪያ በረድፍ { $first } ላይ። የአንዱን ስም ይቀይሩ ወይም ያስወግዱ።
workbook-choice-blank = በዝርዝሩ “{ $list }” ውስጥ ያለው ምርጫ “{ $name }” በስሙ ውስጥ ክፍት ቦታ አለው፤ አንዳንድ መተግበሪያዎች እዚያ ላይ ለሁለት ይከፍሉታል። በቦታው “_” ያስገቡ።

## የsettings ሉህ

workbook-form-id-missing = form_id ስለሌለ ቅጹ “{ $taken }” ተብሏል። ስሙን ራስዎ ለመምረጥ form_id ይጻፉ።
workbook-language-unknown = በነባሪው ቋንቋ “{ $given }” የተጻፈ ዓምድ የለም። default_language ያስተካክሉ፣ ወይም ዓምዶቹን ይጨምሩ።
workbook-version-taken = ቅጹ “{ $form }”፣ እትም { $version }፣ ከሌሎች ጥያቄዎች ጋር አስቀድሞ አለ። ለተቀየረው ቅጽ አዲስ እትም ይስጡ።

## ከቅጽ ጋር የሚመጡ ፋይሎች

workbook-media-missing = ቅጹ “{ $name }” የሚለውን ፋይል ይጠቅሳል፤ ፋይሉ ግን የለም። በ--media በሚሰጡት አቃፊ ወይም ጥቅል ውስጥ ያስቀምጡትና ቅጹን እንደገና ያስገቡ።
workbook-media-name-invalid = “{ $given }” ከቅጽ ጋር ለሚመጣ ፋይል ስም ሊሆን አይችልም። አቃፊ የሌለበት አጭር ስም ይጠቀሙ፣ በቅጹም ውስጥ ያስተካክሉት።
workbook-media-too-large = ፋይሉ “{ $name }” ከ{ $limit } ሜጋባይት ይበልጣል። ይቀንሱትና ቅጹን እንደገና ያስገቡ።

## ቅጽ እንደ XML (XForm)

xform-unreadable = ይህ Sikia ሊያነበው የሚችለው XForm አይደለም። ፋይሉ ሙሉና በትክክል የተሠራ መሆኑን ያረጋግጡና እንደገና ይሞክሩ። ({ $reason })
xform-doctype = ፋይሉ Sikia የማያነበውን የሰነድ ዓይነት ያውጃል። ከ“<!DOCTYPE” ጀምሮ እስከ መጨረሻው ያለውን ያስወግዱና እንደገና ይሞክሩ።
xform-encoding = ፋይሉ በ“{ $given }” ተጽፏል። በUTF-8 ያስቀምጡትና እንደገና ይሞክሩ።
xform-part-missing = “{ $name }” የሚለው ክፍል የለም። ይጨምሩት፣ ወይም ቅጹን እንደገና ይቀይሩ።
xform-part-unknown = Sikia የ“{ $path }” የሆነውን “{ $name }” አያውቅም። ስልኮች እንዳለ ያገኙታል፤ እዚህ ግን ምንም አይደረግበትም።
xform-node-missing = “{ $name }” በቅጹ ውስጥ የሌለውን “{ $path }” ይጠቅሳል። ያስተካክሉት፣ ወይም ጥያቄውን ይጨምሩ።

## ሰንጠረዥ (CSV)

table-unreadable = ይህ Sikia ሊያነበው የሚችል ሰንጠረዥ አይደለም። በUTF-8 እንደ CSV ያስቀምጡትና እንደገና ይሞክሩ። ({ $reason })
table-column-missing = ዓምዱ “{ $heading }” የለም። ይጨምሩት።
table-cell-empty = ዓምዱ “{ $heading }” እዚህ ባዶ ነው። ይሙሉት።
table-cell-invalid = “{ $given }” በዓምዱ “{ $heading }” ውስጥ አይሆንም። { $expected } መሆን አለበት።
table-id-twice = መለያው “{ $id }” ሁለት ጊዜ አለ፤ መጀመሪያ በመስመር { $first } ላይ። እያንዳንዱ ረድፍ የራሱ መለያ ያስፈልገዋል።
table-area-differs = ይህ ከመስመር { $first } ጀምሮ ስለ አካባቢው “{ $id }” ከተባለው ጋር አይስማማም፦ ሌላ ዓይነት፣ ስም ወይም ኮድ፣ ወይም የሚደራረቡ ቀኖች። ከሁለቱ አንዱን ያስተካክሉ።
table-parent-unknown = ወላጁ “{ $parent }” ራሱ ወላጅ የሌለው ረድፍ ኮድ አይደለም። ያስተካክሉት፣ ወይም ያንን ረድፍ ይጨምሩ።
