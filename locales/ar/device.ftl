# status: draft

### صفحات تسجيل الهاتف. جُمل قصيرة: تُقرأ والهاتف في اليد.

page-devices-link = تسجيل هاتف
page-devices-title = تسجيل هاتف
page-devices-intro = أعطِ الهاتف اسمًا واختر المجتمعات التي يجمع لها. ثم ترى رمزًا يمسحه ODK Collect على الهاتف: فيحصل على الاستمارات ويرسل ما يجمعه إلى Sikia.
page-device-name = الاسم الذي يُعرف به الهاتف
page-device-name-missing = يحتاج الهاتف إلى اسم لا يزيد على 200 حرف.
page-device-communities = المجتمعات التي يجمع لها
page-device-community-missing = اختر مجتمعًا واحدًا على الأقل.
page-device-test = لتجربة الاستمارات فقط: يحصل على المسودّات أيضًا
page-device-enrol = سجّله واعرض الرمز
page-device-title = رمز { $name }
page-device-once = يُعرض هذا الرمز الآن فقط. امسحه أو اطبعه قبل مغادرة هذه الصفحة. من يملكه يستطيع إرسال مقابلات باسم هذا الهاتف: احفظه كما تحفظ المفتاح.
page-device-scan = على الهاتف، افتح ODK Collect واختر «Add project» ووجّه الكاميرا إلى هذا الرمز.
page-device-picture = رمز فيه إعدادات ODK Collect
page-device-address = من دون كاميرا: اكتب هذا العنوان خادمًا، واترك الاسم وكلمة المرور فارغين.
page-device-sign-in = أو سجّل الدخول: اكتب السطر الأول خادمًا، والثاني اسمًا، والثالث كلمة مرور.
page-device-another = تسجيل هاتف آخر
