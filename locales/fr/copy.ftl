# status: draft

### Ce que dit la ligne de commande quand un entrepôt passe à un autre endroit ou à un autre genre.

copy-nothing = Il n’y a pas d’entrepôt à copier dans { $place }.
copy-copying = Copie
copy-proving = Comparaison
copy-not-empty = La cible n’est pas vide (il y a des lignes dans { $table }), et rien n’a été copié. Nommez une base vide ou un fichier qui n’existe pas encore.
copy-another-source = La cible est la moitié d’une copie d’un autre entrepôt, et rien n’a été copié. Nommez une cible vide.
copy-source-changed = La source a changé depuis le début de la copie, si bien que la moitié qui est là ne sert à rien. Arrêtez tous les nœuds qui travaillent sur la source, videz la cible et recommencez.
copy-differs = La copie n’est pas la même que la source : { $table } diffère. Elle n’est pas ouverte aux nœuds. Videz la cible et recommencez ; si cela se répète, regardez les disques des deux côtés.
copy-half = L’entrepôt est la moitié d’une copie. Relancez le même « sikia copy » jusqu’à ce qu’il dise avoir fini.
copy-done = Copié et comparé : { PLURAL($rows) ->
    [one] { $rows } ligne est la même des deux côtés
   *[other] { $rows } lignes sont les mêmes des deux côtés
}, et { PLURAL($submissions) ->
    [one] { $submissions } fiche compte
   *[other] { $submissions } fiches comptent
} comme avant. Ne démarrez de nœuds que sur la copie.
copy-key = Ce que les gens ont dit reste scellé : donnez à chaque nœud de la copie la clé maîtresse dans { $file } (SIKIA_MASTER_KEY_FILE), et gardez-la loin de la base.
