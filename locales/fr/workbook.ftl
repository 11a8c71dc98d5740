# status: draft

### Ce qui ne va pas dans un classeur ou un tableau : formulaire, communautés, zones, besoins.

## Où

workbook-at = Feuille « { $sheet } », ligne { $row }, colonne { $column }
workbook-at-row = Feuille « { $sheet } », ligne { $row }
workbook-at-sheet = Feuille « { $sheet } »
table-at = Ligne { $line }, colonne { $column }
table-at-line = Ligne { $line }
workbook-line = { $place } : { $what }

## Tout un fichier

workbook-unreadable = Ce n'est pas un classeur que Sikia sait lire. Enregistrez-le en .xlsx et réessayez. ({ $reason })
workbook-old-or-locked = C'est un ancien classeur .xls, ou un classeur protégé par un mot de passe. Enregistrez-le en .xlsx sans mot de passe, puis réessayez.
workbook-too-large = { $bound ->
    [bytes] Le fichier dépasse { $limit } mégaoctets, le maximum que Sikia lit. Retirez les images et ce qui n'est pas nécessaire, puis réessayez.
    [parts] Le classeur contient plus de { $limit } parties. Retirez les images, les graphiques et les feuilles dont le formulaire n'a pas besoin, puis réessayez.
    [unpacked_bytes] Une partie du classeur dépasse { $limit } mégaoctets une fois décompressée. Copiez les feuilles du formulaire dans un nouveau classeur, puis réessayez.
    [rows] Il y a plus de { $limit } lignes. Gardez celles qui sont nécessaires, ou partagez le fichier, puis réessayez.
    [columns] Il y a plus de { $limit } colonnes. Retirez celles qui ne sont pas nécessaires, puis réessayez.
    [cells] Il y a plus de { $limit } cellules remplies. Retirez ce qui n'est pas nécessaire, puis réessayez.
    [text_bytes] Les textes dépassent { $limit } mégaoctets. Raccourcissez-les, puis réessayez.
    [depth] Des groupes et des répétitions sont imbriqués sur plus de { $limit } niveaux. Utilisez moins de niveaux.
    [loop] Cette boucle donnerait plus de { $limit } mégaoctets de questions. Raccourcissez sa liste de choix, ou mettez-y moins de questions.
    [elements] Il y a plus de { $limit } éléments et attributs. Partagez le formulaire, puis réessayez.
    [media_files] Le formulaire nomme plus de { $limit } fichiers. Prenez-en moins, puis réessayez.
    [problems] Il y a plus à corriger que ces { $limit } points. Corrigez-les, puis réessayez pour voir la suite.
   *[other] C'est plus que ce que Sikia lit ({ $bound } : { $limit } au plus). Réduisez, puis réessayez.
}
workbook-sheet-missing = La feuille « { $name } » manque. Ajoutez-la.
workbook-column-missing = La colonne « { $heading } » manque. Ajoutez-la.
workbook-heading-twice = La colonne « { $heading } » dit la même chose qu'une colonne avant elle, et c'est la première qui compte. Retirez l'une des deux.
workbook-empty = Il n'y a pas de question sur cette feuille. Ajoutez-en au moins une.
workbook-rows-apart = Cette ligne ne fait pas partie d’un formulaire et n’a pas été lue ; plus de { $gap } lignes vides la précèdent. Corrigez son type si elle en fait partie.

## La feuille survey

workbook-type-missing = Cette ligne a un nom et pas de type. Donnez-lui un type, ou videz la ligne.
workbook-type-unknown = « { $given } » n'est pas un type de question. Corrigez-le, par exemple en text, integer ou select_one.
workbook-name-missing = Le nom manque. Ajoutez-en un.
workbook-name-invalid = « { $given } » ne peut pas être un nom. Commencez par une lettre ou « _ », puis n'utilisez que des lettres, des chiffres, « _ », « - » et « . ».
workbook-name-twice = Le nom « { $name } » apparaît deux fois dans le même groupe, d'abord à la ligne { $first }. Renommez l'un des deux.
workbook-list-unnamed = La question a besoin du nom de sa liste, par exemple « select_one gender ». Ajoutez-le.
workbook-list-missing = La liste « { $list } » n'est pas sur la feuille choices. Ajoutez-la ou corrigez son nom.
workbook-block-open = « { $name } » commence ici et n'a pas de fin. Ajoutez une ligne qui le termine.
workbook-block-end-alone = Quelque chose se termine ici sans avoir commencé. Retirez la ligne ou ajoutez le début.
workbook-block-crossed = « { $name } », qui commence à la ligne { $first }, est encore ouvert, et cette ligne termine quelque chose d'un autre genre. Terminez d'abord « { $name } ».
workbook-reference-unknown = « { $name } » est demandé ici, et rien dans le formulaire ne porte ce nom. Corrigez-le ou ajoutez la question.
workbook-expression-unreadable = Cette expression ne se comprend plus à partir de « { $from } ». Cherchez-y une parenthèse, un guillemet ou un opérateur qui manque.
workbook-expression-elsewhere = Les téléphones regardent cette règle, et ce nœud non : elle demande { $needs }. Les réponses qui l’enfreignent ne sont pas signalées à la relecture.
workbook-meaning-unknown = « { $given } » dans la colonne « sikia » ne veut rien dire pour Sikia. Corrigez ou laissez vide.
workbook-meaning-twice = Une seule question peut être « { $meaning } » dans la colonne « sikia » ; c'est celle de la ligne { $first } qui compte. Videz les autres.

## La feuille choices

workbook-choice-name-missing = Un choix de la liste « { $list } » n'a pas de nom. Ajoutez-en un.
workbook-choice-list-missing = Le choix « { $name } » n'appartient à aucune liste et est laissé de côté. Donnez-lui une liste, ou retirez-le.
workbook-choice-twice = Le choix « { $name } » apparaît deux fois dans la liste « { $list } », d'abord à la ligne { $first }. Renommez-en ou retirez-en un.
workbook-choice-blank = Le nom du choix « { $name } » de la liste « { $list } » contient une espace, et certaines applications le coupent en deux à cet endroit. Mettez « _ » à la place.

## La feuille settings

workbook-form-id-missing = Il n'y a pas de form_id ; le formulaire s'appelle donc « { $taken } ». Écrivez un form_id pour choisir vous-même son nom.
workbook-language-unknown = Aucune colonne n'est dans la langue par défaut « { $given } ». Corrigez default_language, ou ajoutez les colonnes.
workbook-version-taken = Le formulaire « { $form } », version { $version }, existe déjà avec d'autres questions. Donnez une nouvelle version au formulaire modifié.

## Les fichiers qui accompagnent un formulaire

workbook-media-missing = Le formulaire nomme le fichier « { $name } », qui n'est pas là. Mettez-le dans le dossier ou l'archive que vous donnez avec --media, puis importez de nouveau le formulaire.
workbook-media-name-invalid = « { $given } » ne peut pas être le nom d'un fichier qui accompagne un formulaire. Prenez un nom court, sans dossier, et corrigez-le dans le formulaire.
workbook-media-too-large = Le fichier « { $name } » dépasse { $limit } mégaoctets. Réduisez-le, puis importez de nouveau le formulaire.

## Un formulaire en XML (XForm)

xform-unreadable = Ce n'est pas un XForm que Sikia peut lire. Vérifiez que le fichier est entier et bien formé, puis réessayez. ({ $reason })
xform-doctype = Le fichier déclare un type de document, ce que Sikia ne lit pas. Retirez tout de « <!DOCTYPE » jusqu'à sa fin, puis réessayez.
xform-encoding = Le fichier est écrit en « { $given } ». Enregistrez-le en UTF-8, puis réessayez.
xform-part-missing = L'élément « { $name } » manque. Ajoutez-le, ou convertissez de nouveau le formulaire.
xform-part-unknown = Sikia ne connaît pas « { $name } », qui appartient à « { $path } ». Les téléphones le reçoivent tel quel ; rien n'en est fait ici.
xform-node-missing = « { $name } » nomme « { $path } », que le formulaire n'a pas. Corrigez-le, ou ajoutez la question.

## Un tableau (CSV)

table-unreadable = Ce n'est pas un tableau que Sikia sait lire. Enregistrez-le en CSV, en UTF-8, et réessayez. ({ $reason })
table-column-missing = La colonne « { $heading } » manque. Ajoutez-la.
table-cell-empty = La colonne « { $heading } » est vide ici. Remplissez-la.
table-cell-invalid = « { $given } » ne convient pas dans la colonne « { $heading } ». Cela devrait être { $expected }.
table-id-twice = L'identifiant « { $id } » apparaît deux fois, d'abord à la ligne { $first }. Chaque ligne a besoin du sien.
table-area-differs = Cela ne s'accorde pas avec ce qui est dit de la zone « { $id } » à partir de la ligne { $first } : un autre genre, nom ou code, ou des jours qui se chevauchent. Corrigez l'un ou l'autre.
table-parent-unknown = Le parent « { $parent } » n'est pas le code d'une ligne qui n'a pas elle-même de parent. Corrigez-le, ou ajoutez cette ligne.
