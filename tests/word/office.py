"""Opens a Word file in LibreOffice, prints what it shows, accepts or rejects all tracked changes, saves it again.

Run by the Python that has LibreOffice's ``uno`` module: office.py FILE accept|reject OUTPUT. Prints JSON. A file with
comments cannot be opened so by a LibreOffice without a screen: it has no widgets to draw them with.
"""

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException


def value(name, content):
    one = PropertyValue()
    one.Name, one.Value = name, content
    return one


def connect(pipe):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(120):
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            time.sleep(0.25)
    raise SystemExit("LibreOffice does not answer")


def each(container):
    enumeration = container.createEnumeration()
    while enumeration.hasMoreElements():
        yield enumeration.nextElement()


def look(document):
    return {"changes": [[one.RedlineType, one.RedlineAuthor] for one in each(document.Redlines)]}


def main(file, verdict, output):
    with tempfile.TemporaryDirectory() as profile:
        pipe = f"mtcheck{Path(profile).name}"
        command = ["soffice", "--headless", "--norestore", f"--accept=pipe,name={pipe};urp;"]
        office = subprocess.Popen([*command, f"-env:UserInstallation=file://{profile}"])
        try:
            context = connect(pipe)
            desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
            hidden = (value("Hidden", content=True),)
            document = desktop.loadComponentFromURL(Path(file).resolve().as_uri(), "_blank", 0, hidden)
            seen = look(document)
            dispatcher = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)
            frame = document.CurrentController.Frame
            name = {"accept": "AcceptAllTrackedChanges", "reject": "RejectAllTrackedChanges"}[verdict]
            dispatcher.executeDispatch(frame, f".uno:{name}", "", 0, ())
            seen["text"] = document.Text.String
            notes = [document.Footnotes.getByIndex(at) for at in range(document.Footnotes.Count)]
            seen["footnotes"] = [note.String for note in notes]
            saved = (value("FilterName", "MS Word 2007 XML"),)
            document.storeToURL(Path(output).resolve().as_uri(), saved)
            document.close(True)  # noqa: FBT003  (UNO takes no keywords)
            sys.stdout.write(json.dumps(seen))
            desktop.terminate()
        finally:
            office.terminate()
            office.wait(30)


if __name__ == "__main__":
    main(*sys.argv[1:])
