# status: draft

### الموافقة وسحبها. يقرؤها من يحمل إيصالا، وغالبا على هاتف شخص آخر.

consent-withdraw-title = اسحب ما قلته
consent-withdraw-intro = بعد المقابلة أُعطيت رمزا على ورقة أو برسالة قصيرة. اكتبه هنا فيُمحى كل ما كُتب أو سُجّل عنك. لا أحد يسألك عن اسمك.
consent-withdraw-code = الرمز المكتوب على الإيصال
consent-withdraw-submit = امحُ
consent-withdraw-done = شكرا لك. إن كانت هناك مقابلة لهذا الرمز فهي تُمحى الآن. وإن وصلت لاحقا من هاتف فستُمحى عند وصولها. لا يلزمك أن تفعل شيئا آخر.
consent-code-misread = هذا ليس رمزا من رموز Sikia. الرمز اثنا عشر حرفا ورقما، مثل K79K-TU9A-JTJP. قارن كل واحد منها بإيصالك ثم حاول مرة أخرى.

## في سطر الأوامر

consent-withdrawn = { PLURAL($erased) ->
    [zero] استُلم الإيصال، ولم تكن هنا مقابلة لتُمحى. وما يصل له لاحقا يُمحى عند وصوله.
    [one] استُلم الإيصال ومُحيت مقابلة واحدة. وما يصل له لاحقا يُمحى عند وصوله.
    [two] استُلم الإيصال ومُحيت مقابلتان. وما يصل له لاحقا يُمحى عند وصوله.
    [few] استُلم الإيصال ومُحيت { $erased } مقابلات. وما يصل له لاحقا يُمحى عند وصوله.
    [many] استُلم الإيصال ومُحيت { $erased } مقابلة. وما يصل له لاحقا يُمحى عند وصوله.
   *[other] استُلم الإيصال ومُحيت { $erased } مقابلة. وما يصل له لاحقا يُمحى عند وصوله.
}
consent-withdrawn-before = استُلم هذا الإيصال من قبل.

## من اطّلع

consent-looked-title = من اطّلع
consent-looked-intro = كل من قرأ سجلات { $community } أو أرقامها، والأحدث أولا. يحق للجماعة أن تطلب هذه القائمة في أي وقت.
consent-looked-nobody = لم يطّلع أحد بعد.
consent-looked-who = من
consent-looked-what = ماذا
consent-looked-when = متى (UTC)
consent-looked-figures = الأرقام
consent-looked-record = سجل واحد
consent-looked-records = قائمة السجلات
consent-looked-contact = رقم للاتصال
consent-role-reviewer = مراجع
consent-role-analyst = محلل
consent-role-steward = أمين البيانات
consent-role-admin = مدير

## ما ينبغي أن يكون عليه حقل

word-receipt = رمز إيصال، مثل K79K-TU9A-JTJP

## مفاتيح النسخ الاحتياطية

consent-keys-missing = المفاتيح ليست في { $file }. لا تُقرأ نسخة احتياطية بدون أحدث المفاتيح؛ اذكر مكانها بـ --keys.
consent-keys-old = المفاتيح الموجودة في { $file } أقدم من هذه النسخة الاحتياطية ولا تفتحها كلها. لم يُستعد شيء. ابحث عن أحدث منها.
consent-keys-written = المفاتيح التي تفتح نسخك الاحتياطية في { $file }. وهي لا تفتح ما سُحب قبل الآن. أتلف النسخ الأقدم من هذا الملف.

## المصنفات

workbook-export-unknown = «{ $given }» في العمود «sikia_export» ليس local ولا national ولا anyone. صحّحه أو اتركه فارغًا.

## مدة الحفظ

consent-removed = أُزيل ما انتهت مدته أو لم يوافق أحد على حفظه: السجلات { $records }، أرقام الاتصال { $contacts }، الملفات { $files }.
consent-retention-unreadable = اذكر واحدا من contact وaudio وwords وshared_record وrecord، ثم عدد الأيام أو «always».
