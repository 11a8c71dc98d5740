# status: draft

### ما الخطأ في مصنّف أو جدول: استمارة، مجتمعات، مناطق، احتياجات.

## أين

workbook-at = الورقة «{ $sheet }»، الصف { $row }، العمود { $column }
workbook-at-row = الورقة «{ $sheet }»، الصف { $row }
workbook-at-sheet = الورقة «{ $sheet }»
table-at = السطر { $line }، العمود { $column }
table-at-line = السطر { $line }
workbook-line = { $place }: { $what }

## الملف كله

workbook-unreadable = ليس هذا مصنّفًا يستطيع Sikia قراءته. احفظه بصيغة ‎.xlsx وحاول مرة أخرى. ({ $reason })
workbook-old-or-locked = هذا مصنّف قديم بصيغة ‎.xls أو مصنّف محميّ بكلمة مرور. احفظه بصيغة ‎.xlsx بلا كلمة مرور، ثم حاول مرة أخرى.
workbook-too-large = { $bound ->
    [bytes] الملف أكبر من { $limit } ميغابايت، وهو أقصى ما يقرؤه Sikia. أزل الصور وما لا حاجة إليه، ثم حاول مرة أخرى.
    [parts] عدد الأجزاء داخل المصنّف أكبر من { $limit }. أزل الصور والرسوم والأوراق التي لا تحتاج إليها الاستمارة، ثم حاول مرة أخرى.
    [unpacked_bytes] حجم أحد أجزاء المصنّف بعد فكّ الضغط أكبر من { $limit } ميغابايت. انسخ أوراق الاستمارة إلى مصنّف جديد، ثم حاول مرة أخرى.
    [rows] عدد الصفوف أكبر من { $limit }. أبقِ ما تحتاج إليه منها أو قسّم الملف، ثم حاول مرة أخرى.
    [columns] عدد الأعمدة أكبر من { $limit }. أزل ما لا حاجة إليه منها، ثم حاول مرة أخرى.
    [cells] عدد الخلايا المملوءة أكبر من { $limit }. أزل ما لا حاجة إليه، ثم حاول مرة أخرى.
    [text_bytes] حجم النصوص كلها أكبر من { $limit } ميغابايت. اختصرها، ثم حاول مرة أخرى.
    [depth] عدد مستويات المجموعات والتكرارات المتداخلة أكبر من { $limit }. استخدم مستويات أقل.
    [loop] ستصير هذه الحلقة أسئلة حجمها أكبر من { $limit } ميغابايت. اختصر قائمة خياراتها أو ضع فيها أسئلة أقل.
    [problems] ما يحتاج إلى إصلاح أكثر من هذه الأمور، وعددها { $limit }. أصلحها ثم حاول مرة أخرى لترى البقية.
   *[other] هذا أكثر مما يقرؤه Sikia ({ $bound }: الحد الأقصى { $limit }). قلّله، ثم حاول مرة أخرى.
}
workbook-sheet-missing = الورقة «{ $name }» غير موجودة. أضفها.
workbook-column-missing = العمود «{ $heading }» غير موجود. أضفه.
workbook-heading-twice = العمود «{ $heading }» يطابق عمودًا قبله، والأول هو المحسوب. أزل أحدهما.
workbook-empty = لا يوجد أي سؤال في هذه الورقة. أضف سؤالًا واحدًا على الأقل.
workbook-rows-apart = هذا الصف ليس جزءًا من نموذج ولم يُقرأ؛ فوقه أكثر من { $gap } صفًا فارغًا. صحّح نوعه إن كان جزءًا من النموذج.

## ورقة survey

workbook-type-missing = لهذا الصف اسم وليس له نوع. أعطه نوعًا أو أفرغ الصف.
workbook-type-unknown = «{ $given }» ليس نوعًا من الأسئلة. صحّحه، مثلًا إلى text أو integer أو select_one.
workbook-name-missing = الاسم غير موجود. أضف اسمًا.
workbook-name-invalid = لا يمكن أن يكون «{ $given }» اسمًا. ابدأ بحرف أو «_»، واستخدم الحروف والأرقام و«_» و«-» و«.» فقط.
workbook-name-twice = الاسم «{ $name }» موجود مرتين في المجموعة نفسها، أولًا في الصف { $first }. غيّر أحدهما.
workbook-list-unnamed = يحتاج السؤال إلى اسم قائمته، مثل «select_one gender». أضفه.
workbook-list-missing = القائمة «{ $list }» ليست في ورقة choices. أضفها هناك أو صحّح اسمها.
workbook-block-open = هنا بداية «{ $name }» ولا نهاية لها. أضف صفًا يُنهيها.
workbook-block-end-alone = هنا نهاية لا بداية لها. أزل الصف أو أضف البداية.
workbook-block-crossed = ما زال «{ $name }»، الذي بدايته في الصف { $first }، مفتوحًا، وهذا الصف يُنهي شيئًا من نوع آخر. أنهِ «{ $name }» أولًا.
workbook-reference-unknown = ذُكر «{ $name }» هنا، ولا شيء في الاستمارة بهذا الاسم. صحّحه أو أضف السؤال.
workbook-expression-unreadable = لا يُفهم هذا التعبير ابتداءً من «{ $from }». ابحث هناك عن قوس أو علامة اقتباس أو عامل ناقص.
workbook-expression-elsewhere = تنظر الهواتف في هذه القاعدة ولا تنظر فيها هذه العقدة: فهي تطلب { $needs }. والإجابات التي تخالفها لا تُعلَّم للمراجعة.
workbook-meaning-unknown = «{ $given }» في العمود «sikia» لا يعني شيئًا لـSikia. صحّحه أو اتركه فارغًا.
workbook-meaning-twice = سؤال واحد فقط يمكن أن يكون «{ $meaning }» في العمود «sikia»، والمحسوب هو الذي في الصف { $first }. أفرغ البقية.

## ورقة choices

workbook-choice-name-missing = أحد خيارات القائمة «{ $list }» بلا اسم. أضف اسمًا.
workbook-choice-list-missing = الخيار «{ $name }» لا يتبع أي قائمة وقد تُرك. أعطه قائمة أو أزله.
workbook-choice-twice = الخيار «{ $name }» موجود مرتين في القائمة «{ $list }»، أولًا في الصف { $first }. غيّر اسم أحدهما أو أزله.
workbook-choice-blank = في اسم الخيار «{ $name }» من القائمة «{ $list }» مسافة، وبعض التطبيقات تقسمه عندها إلى اثنين. ضع «_» مكانها.

## ورقة settings

workbook-form-id-missing = لا يوجد form_id، لذلك سُمّيت الاستمارة «{ $taken }». اكتب form_id لتختار اسمها بنفسك.
workbook-language-unknown = لا يوجد عمود باللغة الافتراضية «{ $given }». صحّح default_language أو أضف الأعمدة.
workbook-version-taken = الاستمارة «{ $form }»، الإصدار { $version }، موجودة من قبل بأسئلة أخرى. أعطِ الاستمارة المعدّلة إصدارًا جديدًا.

## جدول (CSV)

table-unreadable = ليس هذا جدولًا يستطيع Sikia قراءته. احفظه بصيغة CSV بترميز UTF-8 وحاول مرة أخرى. ({ $reason })
table-column-missing = العمود «{ $heading }» غير موجود. أضفه.
table-cell-empty = العمود «{ $heading }» فارغ هنا. املأه.
table-cell-invalid = «{ $given }» لا يصلح في العمود «{ $heading }». يجب أن تكون القيمة { $expected }.
table-id-twice = المعرّف «{ $id }» موجود مرتين، أولًا في السطر { $first }. يحتاج كل صف إلى معرّف خاص به.
table-area-differs = لا يتّفق هذا مع ما قيل عن المنطقة «{ $id }» ابتداءً من السطر { $first }: نوع أو اسم أو رمز آخر، أو أيام متداخلة. صحّح أحدهما.
table-parent-unknown = الأصل «{ $parent }» ليس رمزًا لصف لا أصل له. صحّحه أو أضف ذلك الصف.
