# status: draft

### Les pages où l'on inscrit un téléphone. Phrases courtes : on les lit à côté du téléphone.

page-devices-link = Inscrire un téléphone
page-devices-title = Inscrire un téléphone
page-devices-intro = Donnez un nom au téléphone et dites pour quelles communautés il collecte. Vous verrez ensuite un code que ODK Collect scanne sur le téléphone : il reçoit les formulaires et envoie à Sikia ce qu'il collecte.
page-device-name = Comment on appelle ce téléphone
page-device-name-missing = Il faut au téléphone un nom de 200 caractères au plus.
page-device-communities = Communautés pour lesquelles il collecte
page-device-community-missing = Choisissez au moins une communauté.
page-device-test = Seulement pour essayer des formulaires : il reçoit aussi les brouillons
page-device-enrol = L'inscrire et montrer le code
page-device-title = Le code de { $name }
page-device-once = Ce code n'est montré que maintenant. Scannez-le ou imprimez-le avant de quitter cette page. Celui qui l'a peut envoyer des entretiens au nom de ce téléphone : gardez-le comme une clé.
page-device-scan = Sur le téléphone, ouvrez ODK Collect, choisissez « Ajouter un projet » et visez ce code avec l'appareil photo.
page-device-picture = Code avec les réglages de ODK Collect
page-device-address = Sans appareil photo : saisissez cette adresse comme serveur et laissez le nom et le mot de passe vides.
page-device-sign-in = Ou connectez-vous : saisissez la première ligne comme serveur, la deuxième comme nom et la troisième comme mot de passe.
page-device-another = Inscrire un autre téléphone
