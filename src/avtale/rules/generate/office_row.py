"""Rad i kontorlisten med feil

**Hva.** En verdi i kontorlisten kan ikke brukes: en formel, en dato der det skal stå tekst, en celle som er slått sammen med
en annen, et telefonnummer som har mistet nullene foran, eller en rad med for mange felt.

**Hvorfor.** Regneark gjør om det som skrives i dem, uten å si fra. Det som ikke kan tas på ordet, skal ikke inn i en rutine.
Ingenting er skrevet for dette kontoret; de andre er tatt inn.

**Galt**

```csv
Kontor,Kontaktperson,Telefon
NAV Eksempelvik,Eksempel, Kari,00 00 00 01
```

**Riktig**

```csv
Kontor,Kontaktperson,Telefon
NAV Eksempelvik,"Eksempel, Kari",00 00 00 01
```

**Slik retter du.** Funnet sier linje og kolonne, og i Excel hvilken celle. Formater kolonnen som tekst i Excel før du skriver
nummeret på nytt. Kjør så kommandoen igjen; det som alt er skrevet, blir ikke rørt.
---
A row of the list of offices with an error

**What.** A value in the list of offices cannot be used: a formula, a date where a text should stand, a cell that is merged with
another, a telephone number that lost its leading zeros, or a row with too many cells.

**Why.** Spreadsheets change what is written in them and do not say so. What cannot be taken at its word has no place in a
routine. Nothing was written for this office; the others were taken in.

**Wrong**

```csv
Kontor,Kontaktperson,Telefon
NAV Eksempelvik,Eksempel, Kari,00 00 00 01
```

**Right**

```csv
Kontor,Kontaktperson,Telefon
NAV Eksempelvik,"Eksempel, Kari",00 00 00 01
```

**How to mend it.** The finding tells line and column, and in Excel which cell. Format the column as text in Excel before you
write the number anew. Then run the command again; what was written already is left alone.
"""

from __future__ import annotations

from avtale.findings import Severity

SEVERITY: Severity = "error"
