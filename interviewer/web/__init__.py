"""The app in a browser on the same machine: a page, and an app process for each window."""
