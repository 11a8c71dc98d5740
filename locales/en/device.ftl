# status: reviewed

### The pages on which a phone is enrolled. Short sentences: they are read beside the phone.

page-devices-link = Enrol a phone
page-devices-title = Enrol a phone
page-devices-intro = Give the phone a name and say for which communities it collects. Then you see a code that ODK Collect on the phone scans: it gets the forms and sends what it collects to Sikia.
page-device-name = What people call the phone
page-device-name-missing = The phone needs a name, of at most 200 characters.
page-device-communities = Communities it collects for
page-device-community-missing = Choose at least one community.
page-device-test = Only for trying out forms: it also gets drafts
page-device-enrol = Enrol it and show the code
# $name (text): what people call the phone
page-device-title = The code for { $name }
page-device-once = This code is shown only now. Scan it or print it before you leave this page. Whoever has it can send interviews in the name of this phone: keep it like a key.
page-device-scan = On the phone, open ODK Collect, choose “Add project” and point the camera at this code.
page-device-picture = Code with the settings of ODK Collect
page-device-address = Without a camera: type this address as the server, and leave the name and the password empty.
page-device-sign-in = Or sign in: type the first line as the server, the second as the name and the third as the password.
page-device-another = Enrol another phone
