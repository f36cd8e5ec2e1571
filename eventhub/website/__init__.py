"""What the public sees across areas: home, events, programmes, organizations, topics, sitemap."""
