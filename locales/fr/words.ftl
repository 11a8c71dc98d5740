# status: draft

### Mots insérés dans d'autres phrases, après « devrait être ».

word-boolean = oui ou non
word-count = un nombre entier, 0 ou plus
word-date = une date, par exemple 2026-11-20
word-datetime = une date avec une heure, par exemple 2026-11-20T09:14:00+03:00
word-decimal = un nombre
word-form = un formulaire avec son identifiant et sa version
word-geopoint = un lieu : latitude et longitude
word-id = un identifiant court, sans espaces
word-integer = un nombre entier
word-language = le nom abrégé d'une langue, par exemple sw
word-latitude = une latitude en degrés, de -90 à 90
word-list = une liste
word-longitude = une longitude en degrés, de -180 à 180
word-object = un ensemble de valeurs nommées
word-period = un jour après celui de valid_from
word-rank = une liste de choix dans l'ordre, chacun une seule fois
word-repeat = une liste d'entrées
word-select-multiple = une liste de choix
word-select-one = l'un des choix
word-text = du texte
word-time = une heure de la journée, par exemple 09:14
word-timestamp = une date et une heure, par exemple 2026-11-20T09:14:00+03:00
word-uuid = un identifiant créé par l'application (UUID)
word-version = un numéro de version, 1 ou plus

openrosa-received = Reçu. Merci.
openrosa-kept = Gardé, mais pas encore dans les données : { $title }. { $detail }
