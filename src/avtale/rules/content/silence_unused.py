"""Et unntak som ikke stilner noe
---
A silence that silences nothing
"""

from __future__ import annotations

from avtale.findings import Severity

SEVERITY: Severity = "notice"
