"""Filen er lagret med feil tegnsett

**Hva.** Filen er ikke lagret som UTF-8.

**Hvorfor.** Da blir æ, ø og å og de samiske bokstavene til andre tegn, og filen kan ikke leses.

**Galt**

```yaml
title: Samarbeid om oppfÃ¸lging
```

**Riktig**

```yaml
title: Samarbeid om oppfølging
```

**Slik retter du.** Åpne filen i redigeringsprogrammet og velg «Lagre som» med tegnsettet UTF-8.
---
The file is saved in the wrong encoding

**What.** The file is not saved as UTF-8.

**Why.** Then æ, ø and å and the Sami letters become other signs, and the file cannot be read.

**Wrong**

```yaml
title: Samarbeid om oppfÃ¸lging
```

**Right**

```yaml
title: Samarbeid om oppfølging
```

**How to mend it.** Open the file in your editor and choose “Save as” with the encoding UTF-8.
"""

from __future__ import annotations

from avtale.findings import Severity

SEVERITY: Severity = "error"
