"""Whether a PDF keeps the standards that it claims: PDF/A-2a or -3a (ISO 19005-2, -3) and PDF/UA-1 (ISO 14289-1).

Bytes in, complaints out, each with its clause in the numbering of veraPDF's validation profiles. What is checked
is what documents like ours can break, measured with veraPDF construct by construct; it is no whole validator.
"""
