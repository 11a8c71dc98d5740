# status: draft

### ما يقوله سطر الأوامر حين ينجز أمر عمله، أو حين لا يستطيع.

cli-communities-imported = { PLURAL($count) ->
    [zero] لم يُدرج أي مجتمع.
    [one] أُدرج مجتمع واحد.
    [two] أُدرج مجتمعان.
    [few] أُدرجت { $count } مجتمعات.
    [many] أُدرج { $count } مجتمعًا.
   *[other] أُدرج { $count } مجتمع.
}
cli-areas-imported = { PLURAL($count) ->
    [zero] لم تُدرج أي منطقة.
    [one] أُدرجت منطقة واحدة.
    [two] أُدرجت منطقتان.
    [few] أُدرجت { $count } مناطق.
    [many] أُدرجت { $count } منطقةً.
   *[other] أُدرجت { $count } منطقة.
}
cli-area-unknown = يتبع أحد المجتمعات المنطقة «{ $area }»، ولا يعرفها Sikia بعد. أدرجها بالأمر: sikia area import FILE
cli-taxonomy-imported = { PLURAL($count) ->
    [zero] لم يُدرج أي رمز من قائمة الاحتياجات.
    [one] أُدرج رمز واحد من قائمة الاحتياجات.
    [two] أُدرج رمزان من قائمة الاحتياجات.
    [few] أُدرجت { $count } رموز من قائمة الاحتياجات.
    [many] أُدرج { $count } رمزًا من قائمة الاحتياجات.
   *[other] أُدرج { $count } رمز من قائمة الاحتياجات.
}
cli-form-imported = { PLURAL($count) ->
    [zero] نُشرت الاستمارة «{ $form }»، الإصدار { $version }، بلا أسئلة.
    [one] نُشرت الاستمارة «{ $form }»، الإصدار { $version }، بسؤال واحد.
    [two] نُشرت الاستمارة «{ $form }»، الإصدار { $version }، بسؤالين.
    [few] نُشرت الاستمارة «{ $form }»، الإصدار { $version }، وفيها { $count } أسئلة.
    [many] نُشرت الاستمارة «{ $form }»، الإصدار { $version }، وفيها { $count } سؤالًا.
   *[other] نُشرت الاستمارة «{ $form }»، الإصدار { $version }، وفيها { $count } سؤال.
}
cli-form-media-kept = { PLURAL($count) ->
    [zero] لا تأتي ملفات مع الاستمارة.
    [one] يأتي ملف واحد مع الاستمارة.
    [two] يأتي ملفان مع الاستمارة.
    [few] تأتي { $count } ملفات مع الاستمارة.
    [many] يأتي { $count } ملفًا مع الاستمارة.
   *[other] يأتي { $count } ملف مع الاستمارة.
}
cli-form-unchanged = الاستمارة «{ $form }»، الإصدار { $version }، موجودة من قبل؛ لم يتغيّر شيء.
cli-form-published = النموذج «{ $form }»، الإصدار { $version }، معروض على كل الأجهزة.
cli-form-mapped = يُحسب «{ $from }» من الآن على أنه «{ $to }» في { PLURAL($versions) ->
    [zero] { $versions } إصدار أقدم
    [one] إصدار أقدم واحد ({ $versions })
    [two] إصدارين أقدمين ({ $versions })
    [few] { $versions } إصدارات أقدم
    [many] { $versions } إصدارًا أقدم
   *[other] { $versions } إصدار أقدم
} من الاستمارة. وأُعيد حساب كل شيء.
cli-form-no-old-path = لا إصدار من الاستمارة «{ $form }» فيه «{ $path }» من دون اسمه الجديد. انظر: sikia form list
cli-form-no-new-path = لا إصدار من الاستمارة «{ $form }» فيه «{ $path }». استورد أولًا الإصدار الذي هو فيه.
cli-form-paths-apart = «{ $from }» و«{ $to }» ليسا من نوع واحد، أو هما في تكرارين مختلفين. لم يتغيّر شيء.
cli-form-retired = سُحب النموذج «{ $form }»، الإصدار { $version }. وما مُلئ به ما زال يصل ويُحسب.
cli-form-draft-has-records = أُنشئت سجلات بالمسودة «{ $form }»، الإصدار { $version }. كانت للتجربة وستُحسب لو نُشرت. أعطِ النموذج إصدارًا جديدًا ثم استورده من جديد.
cli-form-unknown = لا يوجد نموذج «{ $form }» بالإصدار { $version }. انظر: sikia form list
cli-import-refused = { PLURAL($count) ->
    [zero] لم يُستورد شيء:
    [one] لم يُستورد شيء، بسبب خطأ واحد في الملف:
    [two] لم يُستورد شيء، بسبب خطأين في الملف:
    [few] لم يُستورد شيء، بسبب { $count } أخطاء في الملف:
    [many] لم يُستورد شيء، بسبب { $count } خطأً في الملف:
   *[other] لم يُستورد شيء، بسبب { $count } خطأ في الملف:
}
cli-quarantine-released = { PLURAL($count) ->
    [zero] لم يكن أي سجلّ ينتظر هذا.
    [one] سجلّ واحد كان ينتظر هذا صار محسوبًا.
    [two] سجلّان كانا ينتظران هذا صارا محسوبين.
    [few] { $count } سجلّات كانت تنتظر هذا صارت محسوبة.
    [many] { $count } سجلًّا كانت تنتظر هذا صارت محسوبة.
   *[other] { $count } سجلّ كانت تنتظر هذا صارت محسوبة.
}
cli-device-enrolled = سُجّل الجهاز «{ $name }».
cli-token-once = يظهر هذا الرمز السرّي مرة واحدة ولا يمكن قراءته ثانية. ضعه على الجهاز الآن:
cli-device-revoked = أُلغي تسجيل الجهاز «{ $name }». لم يعد رمزه يفتح شيئًا.
cli-device-unknown = لا يوجد جهاز «{ $name }».
cli-user-added = أُنشئ الحساب «{ $name }».
cli-password-once = تظهر كلمة المرور هذه مرة واحدة ولا يمكن قراءتها ثانية. سلّمها الآن:
cli-password-missing = لا توجد كلمة مرور في الدخل القياسي (standard input). اكتبها هناك في سطر واحد.
cli-password-short = كلمة المرور هذه قصيرة جدًّا. اختر كلمة لا يقلّ عدد رموزها عن { $count }.
cli-user-disabled = عُطّل الحساب «{ $name }» وأُخرج من كل مكان.
cli-user-unknown = لا يوجد حساب «{ $name }».
cli-user-taken = الحساب «{ $name }» موجود من قبل. اختر اسمًا آخر.
cli-recount-agrees = { PLURAL($count) ->
    [zero] لم تكن هناك أرقام تُعدّ من جديد.
    [one] عُدّ رقم واحد من جديد، وهو مطابق.
    [two] عُدّ رقمان من جديد، وهما مطابقان.
    [few] عُدّت { $count } أرقام من جديد، وكلها مطابقة.
    [many] عُدّ { $count } رقمًا من جديد، وكلها مطابقة.
   *[other] عُدّ { $count } رقم من جديد، وكلها مطابقة.
}
cli-recount-differs = { PLURAL($count) ->
    [zero] لا يختلف أي رقم عن العدّ من البداية.
    [one] يختلف رقم واحد عن العدّ من البداية. احتفظ بنسخة من المخزن وأبلغ عن ذلك.
    [two] يختلف رقمان عن العدّ من البداية. احتفظ بنسخة من المخزن وأبلغ عن ذلك.
    [few] تختلف { $count } أرقام عن العدّ من البداية. احتفظ بنسخة من المخزن وأبلغ عن ذلك.
    [many] يختلف { $count } رقمًا عن العدّ من البداية. احتفظ بنسخة من المخزن وأبلغ عن ذلك.
   *[other] يختلف { $count } رقم عن العدّ من البداية. احتفظ بنسخة من المخزن وأبلغ عن ذلك.
}
cli-store-ready = المخزن محدّث.
cli-store-migrated = { PLURAL($count) ->
    [zero] لم يحتج المخزن إلى تحديث.
    [one] حُدّث المخزن في خطوة واحدة.
    [two] حُدّث المخزن في خطوتين.
    [few] حُدّث المخزن في { $count } خطوات.
    [many] حُدّث المخزن في { $count } خطوةً.
   *[other] حُدّث المخزن في { $count } خطوة.
}
cli-store-newer = كُتب هذا المخزن بإصدار أحدث من Sikia. لم يتغيّر شيء. ثبّت الإصدار { $version } أو أحدث منه، ثم ابدأ من جديد.
cli-store-unavailable = لا يمكن فتح المخزن: { $reason }
cli-directory-failed = لا يمكن إنشاء المجلّد { $directory }: { $reason }
cli-database-unsupported = يحفظ Sikia مخزنه في SQLite أو في PostgreSQL. اكتبه هكذا: sqlite:PATH أو postgres://USER@HOST/NAME
cli-file-unreadable = لا يمكن قراءة الملف { $file }: { $reason }
cli-configuration-unreadable = لا يمكن قراءة الإعدادات: { $reason }
cli-serving = ‏Sikia جاهز على { $address }
cli-listen-failed = لا يستطيع Sikia الاستماع على { $address }: { $reason }
cli-stopping = يُنهي Sikia ما بدأه ثم يتوقّف.
cli-demo-ready = العرض جاهز. افتح { $address } في المتصفّح وسجّل الدخول بأحد هذه الحسابات:
cli-demo-account = { $name }، كلمة المرور { $password } ({ $role })
cli-backup-made = النسخة الاحتياطية في { $place } كاملة: السجلات { $submissions }، والملفات { $files }.
cli-restored = استُعيد من { $place }: السجلات { $submissions }، والملفات { $files }. والهواتف التي سجلاتها أحدث من النسخة سترسلها من جديد.
cli-backup-postgres = لا ينسخ Sikia احتياطيًا إلا ملفه. لـPostgreSQL استعمل pg_dump أو نسخة من القرص؛ انظر docs/postgres.md.
cli-backup-taken = { $place } موجود من قبل. سمِّ مجلدًا غير موجود.
cli-backup-nothing = لا مخزن في { $place }. هل SIKIA_DATA_DIR صحيح؟
cli-restore-taken = يوجد مخزن في { $place } من قبل. استعد إلى مجلد بيانات فارغ (--data-dir).
cli-restore-unfinished = ليس في { $place } نسخة مكتملة. ابحث عن غيرها.
cli-restore-damaged = النسخة في { $place } تالفة، ولم يُستعد منها شيء. خذ غيرها.
cli-doctor-well = يبدو كل شيء سليمًا.
cli-doctor-found = { PLURAL($count) ->
    [zero] لا شيء يحتاج إلى انتباهك.
    [one] أمر واحد يحتاج إلى انتباهك:
    [two] أمران يحتاجان إلى انتباهك:
    [few] { $count } أمور تحتاج إلى انتباهك:
    [many] { $count } أمرًا تحتاج إلى انتباهك:
   *[other] { $count } أمر تحتاج إلى انتباهك:
}
cli-language-draft = نصوص { $language } مسودة تنتظر مراجعة من أهل اللغة.
