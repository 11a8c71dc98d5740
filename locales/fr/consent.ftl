# status: draft

### Le consentement, et son retrait. Lu par qui tient un reçu, souvent sur le téléphone d'un autre.

consent-withdraw-title = Retirer ce que vous avez dit
consent-withdraw-intro = Après l'entretien, vous avez reçu un code sur papier ou par SMS. Saisissez-le ici : tout ce qui a été écrit ou enregistré de vous sera effacé. Personne ne demande votre nom.
consent-withdraw-code = Code du reçu
consent-withdraw-submit = Effacer
consent-withdraw-done = Merci. Si un entretien correspond à ce code, il est en train d'être effacé. S'il arrive plus tard d'un téléphone, il sera effacé à son arrivée. Vous n'avez plus rien à faire.
consent-code-misread = Ce n'est pas un code de Sikia. Il a douze lettres et chiffres, par exemple K79K-TU9A-JTJP. Comparez chacun avec votre reçu et réessayez.

## Sur la ligne de commande

consent-withdrawn = { PLURAL($erased) ->
    [one] Le reçu est repris et { $erased } entretien est effacé. Ce qui viendra encore pour lui sera effacé à son arrivée.
   *[other] Le reçu est repris et { $erased } entretiens sont effacés. Ce qui viendra encore pour lui sera effacé à son arrivée.
}
consent-withdrawn-before = Ce reçu avait déjà été repris.

## Qui a regardé

consent-looked-title = Qui a regardé
consent-looked-intro = Toutes les personnes qui ont lu les fiches ou les chiffres de { $community }, les plus récentes d'abord. La communauté peut demander cette liste à tout moment.
consent-looked-nobody = Personne n'a encore regardé.
consent-looked-who = Qui
consent-looked-what = Quoi
consent-looked-when = Quand (UTC)
consent-looked-figures = Les chiffres
consent-looked-record = Une fiche
consent-looked-records = La liste des fiches
consent-looked-contact = Un numéro à appeler
consent-role-reviewer = Réviseur
consent-role-analyst = Analyste
consent-role-steward = Gardien des données
consent-role-admin = Administrateur

## Ce qu'un champ devrait être

word-receipt = le code d'un reçu, par exemple K79K-TU9A-JTJP

## Clés des sauvegardes

consent-keys-missing = Les clés ne sont pas dans { $file }. Sans les clés les plus récentes, une sauvegarde est illisible ; indiquez leur place avec --keys.
consent-keys-old = Les clés de { $file } sont plus anciennes que cette sauvegarde et ne l'ouvrent pas toute. Rien n'a été restauré. Cherchez-en de plus récentes.
consent-keys-written = Les clés qui ouvrent vos sauvegardes sont dans { $file }. Elles n'ouvrent pas ce qui a été retiré avant maintenant. Détruisez les copies plus anciennes de ce fichier.

## Classeurs

workbook-export-unknown = « { $given } » dans la colonne « sikia_export » n'est ni local, ni national, ni anyone. Corrigez ou laissez vide.

## Durée de conservation

consent-removed = Supprimés, leur temps étant écoulé ou personne n'ayant accepté qu'on les garde : fiches { $records }, numéros à appeler { $contacts }, fichiers { $files }.
consent-retention-unreadable = Indiquez contact, audio, words, shared_record ou record, puis un nombre de jours ou « always ».
