# status: draft

### كلمات توضع داخل جمل أخرى بعد "يجب أن تكون القيمة".

word-boolean = نعم أو لا
word-count = عددًا صحيحًا، 0 أو أكثر
word-date = تاريخًا، مثل 2026-11-20
word-datetime = تاريخًا مع الوقت، مثل 2026-11-20T09:14:00+03:00
word-decimal = عددًا
word-form = استمارةً بمعرّفها وإصدارها
word-geopoint = موقعًا: خط العرض وخط الطول
word-id = معرّفًا قصيرًا بلا مسافات
word-integer = عددًا صحيحًا
word-language = الاسم المختصر للغة، مثل sw
word-latitude = خط عرض بالدرجات، من ‎-90 إلى 90
word-list = قائمةً
word-longitude = خط طول بالدرجات، من ‎-180 إلى 180
word-object = مجموعةً من القيم المسمّاة
word-period = يومًا بعد اليوم المذكور في valid_from
word-rank = قائمةً مرتّبة من الخيارات، كلّ منها مرّة واحدة على الأكثر
word-repeat = قائمةً من الإدخالات
word-select-multiple = قائمةً من الخيارات
word-select-one = أحد الخيارات
word-text = نصًّا
word-time = وقتًا من اليوم، مثل 09:14
word-timestamp = تاريخًا ووقتًا، مثل 2026-11-20T09:14:00+03:00
word-uuid = معرّفًا أنشأه التطبيق (UUID)
word-version = رقم إصدار، 1 أو أكثر

openrosa-received = وصل. شكرًا.
openrosa-kept = حُفظ، لكنه ليس في البيانات بعد: { $title }. { $detail }
