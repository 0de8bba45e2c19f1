"""From bytes to texts: files and folders, text formats, files of many texts."""
