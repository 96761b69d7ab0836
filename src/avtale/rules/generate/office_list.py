"""Kontorlisten kan ikke brukes

**Hva.** Listen som «avtale generate routine» skal lage rutiner av, kan ikke leses, eller det er uklart hva kolonnene er.

**Hvorfor.** Blir en kolonne lest som noe annet enn den er, får alle kontorene feil rutine. Da er ingenting skrevet.

**Galt**

```csv
Enhet nr.;Ansvarlig
1;Kari Eksempel
```

**Riktig**

```csv
Kontor;Kontaktperson
NAV Eksempelvik;Kari Eksempel
```

**Slik retter du.** Gi kolonnen med navnet på kontoret overskriften «Kontor», eller si i avtale.yaml under `generate` og
`columns` hva kolonnene heter, for eksempel `office: Enhetens navn`.

Kan filen ikke leses, så lagre den på nytt som «CSV UTF-8» eller .xlsx.
---
The list of offices cannot be used

**What.** The list that “avtale generate routine” makes routines of cannot be read, or it is unclear what its columns are.

**Why.** Were a column taken for something else than it is, every office would get a wrong routine. So nothing was written.

**Wrong**

```csv
Enhet nr.;Ansvarlig
1;Kari Eksempel
```

**Right**

```csv
Kontor;Kontaktperson
NAV Eksempelvik;Kari Eksempel
```

**How to mend it.** Give the column with the office's name the heading “Kontor”, or say in avtale.yaml below
`generate` and `columns` what the columns are called, such as `office: Enhetens navn`.

Where the file cannot be read, save it anew as “CSV UTF-8” or .xlsx.
"""

from __future__ import annotations

from avtale.findings import Severity

SEVERITY: Severity = "error"
