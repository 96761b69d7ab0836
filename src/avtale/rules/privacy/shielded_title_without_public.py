"""En skjermet tittel uten en offentlig

**Hva.** Dokumentet er unntatt offentlighet, og hodet har ingen offentlig tittel. Eller den offentlige tittelen i en
oppfølgingsplan røper hvem den gjelder: ungdommens navn eller saksnummer står i den.

**Hvorfor.** Journalen er åpen, og det er også varsler på e-post og telefon. Uten en egen tittel for dem må noen finne på
en når dokumentet er på vei ut. En oppfølgingsplan er alltid unntatt, og kalles ute bare «Oppfølgingsplan» når den ikke
har noen offentlig tittel.

**Galt**

```yaml
control_header:
  title: Samarbeid om sikkerheten ved Liksom videregående skole
  version: '1.00'
  shielding: Offl. § 24 tredje ledd
```

**Riktig**

```yaml
control_header:
  title: Samarbeid om sikkerheten ved Liksom videregående skole
  version: '1.00'
  shielding: Offl. § 24 tredje ledd
  public_title: Samarbeidsavtale med en skole
```

**Slik retter du.** Skriv en «public_title» som alle kan lese. Røper den vanlige tittelen ingenting, kan de være like.
---
A shielded title without a public one

**What.** The document is exempt from public access, and its header has no public title. Or the public title of a
follow-up plan tells whom it is about: the youth's name or case number stands in it.

**Why.** The journal is open to all, and so are notices by mail and telephone. Without a title of their own, somebody must
think of one when the document is on its way out. A follow-up plan is always exempt, and where it has no public title it
is only called “Oppfølgingsplan” outside.

**Wrong**

```yaml
control_header:
  title: Samarbeid om sikkerheten ved Liksom videregående skole
  version: '1.00'
  shielding: Offl. § 24 tredje ledd
```

**Right**

```yaml
control_header:
  title: Samarbeid om sikkerheten ved Liksom videregående skole
  version: '1.00'
  shielding: Offl. § 24 tredje ledd
  public_title: Samarbeidsavtale med en skole
```

**How to mend it.** Write a “public_title” that everyone may read. Where the ordinary title gives nothing away, the two
may be the same.
"""

from __future__ import annotations

from collections.abc import Iterator

from avtale.facts.access import names_youth
from avtale.findings import Problem, Severity
from avtale.rules.rule import Facts, fault

SEVERITY: Severity = "error"


def check(facts: Facts) -> Iterator[Problem]:
    """A shielded title needs a public one (docs/domain.md, "Public access")."""
    header = facts.document.control_header
    if header is None:
        return
    if header.shielding and header.public_title is None and facts.absent(header, "public_title"):
        yield fault(
            f"{header.pointer}/shielding",
            "«Offentlig tittel» (public_title) mangler, og dokumentet er unntatt offentlighet. Skriv en tittel som kan "
            "stå i journalen.",
            "“Public title” (public_title) is missing, and the document is exempt from public access. Write a title that "
            "may stand in the journal.",
        )
    if header.public_title is not None and names_youth(header.public_title, facts.document):
        yield fault(
            f"{header.pointer}/public_title",
            "«Offentlig tittel» (public_title) røper hvem planen gjelder. Ta bort navnet og saksnummeret.",
            "“Public title” (public_title) tells whom the plan is about. Take away the name and the case number.",
        )
