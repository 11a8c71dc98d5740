# status: draft

### የትዕዛዝ መስመሩ ሥራውን ሲጨርስ ወይም ሳይችል ሲቀር የሚለው።

cli-communities-imported = { PLURAL($count) ->
    [one] { $count } ማህበረሰብ ገብቷል።
   *[other] { $count } ማህበረሰቦች ገብተዋል።
}
cli-areas-imported = { PLURAL($count) ->
    [one] { $count } አካባቢ ገብቷል።
   *[other] { $count } አካባቢዎች ገብተዋል።
}
cli-area-unknown = አንድ ማህበረሰብ የሚገኝበትን አካባቢ “{ $area }” Sikia ገና አያውቀውም። በዚህ ያስገቡት፦ sikia area import FILE
cli-taxonomy-imported = { PLURAL($count) ->
    [one] ከፍላጎቶች ዝርዝር { $count } ኮድ ገብቷል።
   *[other] ከፍላጎቶች ዝርዝር { $count } ኮዶች ገብተዋል።
}
cli-form-imported = { PLURAL($count) ->
    [one] ቅጹ “{ $form }”፣ እትም { $version }፣ ከ{ $count } ጥያቄ ጋር ታትሟል።
   *[other] ቅጹ “{ $form }”፣ እትም { $version }፣ ከ{ $count } ጥያቄዎች ጋር ታትሟል።
}
cli-form-media-kept = { PLURAL($count) ->
    [one] { $count } ፋይል ከቅጹ ጋር ይመጣል።
   *[other] { $count } ፋይሎች ከቅጹ ጋር ይመጣሉ።
}
cli-form-unchanged = ቅጹ “{ $form }”፣ እትም { $version }፣ አስቀድሞ ነበር፤ ምንም አልተቀየረም።
cli-form-published = ቅጹ “{ $form }” ስሪት { $version } ለሁሉም መሣሪያዎች ቀርቧል።
cli-form-mapped = “{ $from }” ከአሁን ጀምሮ በ{ PLURAL($versions) ->
    [one] { $versions } የቀድሞ የቅጹ ስሪት
   *[other] { $versions } የቀድሞ የቅጹ ስሪቶች
} እንደ “{ $to }” ይቆጠራል። ሁሉም እንደገና ተቆጥሯል።
cli-form-no-old-path = “{ $path }”ን ያለ አዲሱ ስሙ የያዘ የ“{ $form }” ቅጽ ስሪት የለም። ይመልከቱ፦ sikia form list
cli-form-no-new-path = “{ $path }”ን የያዘ የ“{ $form }” ቅጽ ስሪት የለም። መጀመሪያ የያዘውን ስሪት ያስገቡ።
cli-form-paths-apart = “{ $from }” እና “{ $to }” አንድ ዓይነት አይደሉም፣ ወይም በተለያዩ ድግግሞሾች ውስጥ ናቸው። ምንም አልተቀየረም።
cli-form-retired = ቅጹ “{ $form }” ስሪት { $version } ከአገልግሎት ወጥቷል። በእርሱ የተሞላው አሁንም ይገባል፣ ይቆጠራልም።
cli-form-draft-has-records = በረቂቁ “{ $form }” ስሪት { $version } መዝገቦች ተሠርተዋል። ሙከራዎች ነበሩ፤ ይቆጠሩም ነበር። ለቅጹ አዲስ ስሪት ይስጡና እንደገና ያስገቡት።
cli-form-unknown = “{ $form }” የሚባል ስሪት { $version } ቅጽ የለም። ይመልከቱ፦ sikia form list
cli-import-refused = { PLURAL($count) ->
    [one] በፋይሉ ውስጥ ባለው { $count } ስህተት ምክንያት ምንም አልገባም፦
   *[other] በፋይሉ ውስጥ ባሉት { $count } ስህተቶች ምክንያት ምንም አልገባም፦
}
cli-quarantine-released = { PLURAL($count) ->
    [one] ይህን ሲጠብቅ የነበረ { $count } መዝገብ አሁን ይቆጠራል።
   *[other] ይህን ሲጠብቁ የነበሩ { $count } መዝገቦች አሁን ይቆጠራሉ።
}
cli-device-enrolled = መሣሪያው “{ $name }” ተመዝግቧል።
cli-token-once = ይህ ቶከን የሚታየው አንድ ጊዜ ብቻ ነው፤ እንደገና ሊነበብ አይችልም። አሁን በመሣሪያው ላይ ያስገቡት፦
cli-device-revoked = የመሣሪያው “{ $name }” ምዝገባ ተሰርዟል። ቶከኑ ከእንግዲህ ምንም አይከፍትም።
cli-device-unknown = መሣሪያ “{ $name }” የለም።
cli-user-added = መለያው “{ $name }” ተፈጥሯል።
cli-password-once = ይህ የይለፍ ቃል የሚታየው አንድ ጊዜ ብቻ ነው፤ እንደገና ሊነበብ አይችልም። አሁን ያስረክቡት፦
cli-password-missing = በመደበኛ ግቤት (standard input) ላይ የይለፍ ቃል የለም። እዚያ በአንድ መስመር ይስጡት።
cli-password-short = ይህ የይለፍ ቃል በጣም አጭር ነው። ቢያንስ { $count } ፊደላት ያለውን ይምረጡ።
cli-user-disabled = መለያው “{ $name }” ታግዷል፤ ከሁሉም ቦታ ወጥቷል።
cli-user-unknown = መለያ “{ $name }” የለም።
cli-user-taken = መለያው “{ $name }” አስቀድሞ አለ። ሌላ ስም ይምረጡ።
cli-recount-agrees = { PLURAL($count) ->
    [one] { $count } አኃዝ እንደገና ተቆጥሯል፤ ይስማማል።
   *[other] { $count } አኃዞች እንደገና ተቆጥረዋል፤ ሁሉም ይስማማሉ።
}
cli-recount-differs = { PLURAL($count) ->
    [one] { $count } አኃዝ ከአዲስ ቆጠራ ይለያል። የመረጃ ማከማቻውን ቅጂ ያስቀምጡና ሪፖርት ያድርጉ።
   *[other] { $count } አኃዞች ከአዲስ ቆጠራ ይለያሉ። የመረጃ ማከማቻውን ቅጂ ያስቀምጡና ሪፖርት ያድርጉ።
}
cli-store-ready = የመረጃ ማከማቻው ወቅታዊ ነው።
cli-store-migrated = { PLURAL($count) ->
    [one] የመረጃ ማከማቻው በ{ $count } ደረጃ ተዘምኗል።
   *[other] የመረጃ ማከማቻው በ{ $count } ደረጃዎች ተዘምኗል።
}
cli-store-newer = ይህ የመረጃ ማከማቻ በአዲስ Sikia ተጽፏል። ምንም አልተቀየረም። እትም { $version } ወይም ከዚያ በኋላ ያለውን ይጫኑና እንደገና ይጀምሩ።
cli-store-unavailable = የመረጃ ማከማቻው ሊከፈት አይችልም፦ { $reason }
cli-directory-failed = ማውጫው { $directory } ሊፈጠር አይችልም፦ { $reason }
cli-database-unsupported = Sikia የመረጃ ማከማቻውን በSQLite ወይም በPostgreSQL ያስቀምጣል። እንደ sqlite:PATH ወይም postgres://USER@HOST/NAME ይስጡት
cli-file-unreadable = ፋይሉ { $file } ሊነበብ አይችልም፦ { $reason }
cli-configuration-unreadable = ቅንብሩ ሊነበብ አይችልም፦ { $reason }
cli-serving = Sikia በ{ $address } ዝግጁ ነው
cli-listen-failed = Sikia በ{ $address } ላይ ማዳመጥ አይችልም፦ { $reason }
cli-stopping = Sikia የጀመረውን ጨርሶ ይቆማል።
cli-demo-ready = ማሳያው ዝግጁ ነው። { $address } በአሳሽ ይክፈቱና ከእነዚህ እንደ አንዱ ይግቡ፦
cli-demo-account = { $name }፣ የይለፍ ቃል { $password } ({ $role })
cli-backup-made = በ{ $place } ያለው ምትኬ ሙሉ ነው፦ { PLURAL($submissions) ->
    [one] { $submissions } መዝገብ
   *[other] { $submissions } መዝገቦች
} እና { PLURAL($files) ->
    [one] { $files } ፋይል
   *[other] { $files } ፋይሎች
}።
cli-restored = ከ{ $place } ተመልሷል፦ { PLURAL($submissions) ->
    [one] { $submissions } መዝገብ
   *[other] { $submissions } መዝገቦች
} እና { PLURAL($files) ->
    [one] { $files } ፋይል
   *[other] { $files } ፋይሎች
}። ከምትኬው አዲስ መዝገብ ያላቸው ስልኮች እንደገና ይልኩታል።
cli-backup-postgres = Sikia የራሱን ፋይል ብቻ ነው ምትኬ የሚያደርገው። ለPostgreSQL pg_dump ወይም የዲስክ ምትኬ ይጠቀሙ፤ docs/postgres.md ይመልከቱ።
cli-backup-taken = { $place } አስቀድሞ አለ። የሌለ ማውጫ ይሰይሙ።
cli-backup-nothing = በ{ $place } ምንም ማከማቻ የለም። SIKIA_DATA_DIR ትክክል ነው?
cli-restore-taken = በ{ $place } አስቀድሞ ማከማቻ አለ። ወደ ባዶ የመረጃ ማውጫ ይመልሱ (--data-dir)።
cli-restore-unfinished = በ{ $place } ያለቀ ምትኬ የለም። ሌላ ይፈልጉ።
cli-restore-damaged = በ{ $place } ያለው ምትኬ ተጎድቷል፤ ምንም አልተመለሰም። ሌላ ይውሰዱ።
cli-doctor-well = ሁሉም ነገር ደህና ይመስላል።
cli-doctor-found = { PLURAL($count) ->
    [one] { $count } ነገር ትኩረት ይፈልጋል፦
   *[other] { $count } ነገሮች ትኩረት ይፈልጋሉ፦
}
cli-language-draft = የ{ $language } ጽሑፎች ረቂቅ ናቸው፤ የቋንቋው ተናጋሪ እስኪያረጋግጣቸው ይጠብቃሉ።
