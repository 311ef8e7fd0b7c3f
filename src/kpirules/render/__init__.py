"""How explanations and findings are shown: terminal, HTML, Markdown, JSON, SARIF."""
